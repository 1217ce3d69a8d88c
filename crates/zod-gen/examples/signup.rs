//! A type and its constraints as a zod module: `cargo run -p tickwire-zod-gen --example signup`.
#![expect(clippy::print_stdout, reason = "an example shows what it made")]

use specta::{Format, Types};
use zod_gen::{
    Module,
    constraints::{Constraint, Declaration, DeclaredField, Unit, declare},
};

/// Somebody new.
#[derive(serde::Deserialize, specta::Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "only the type is looked at")]
struct Signup {
    user_name: String,
    email: String,
    age: Option<u8>,
}

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut types = Types::default();
    let signup = <Signup as specta::Type>::definition(&mut types);
    // `#[rspc::input]` writes this from garde's attributes.
    let signup = declare(signup, &mut types, || {
        let field = |name, constraints| DeclaredField { name, constraints, ..DeclaredField::default() };
        let length = Constraint::Length { unit: Unit::Chars, min: Some(3), max: Some(20) };
        let pattern = Constraint::Pattern("^[a-z][a-z0-9]*$".into());
        Declaration {
            strict: true,
            fields: vec![
                field("user_name", vec![length, pattern]),
                field("email", vec![Constraint::Email]),
                field("age", vec![Constraint::Range { min: Some("18".to_owned()), max: None }]),
            ],
            ..Declaration::default()
        }
    });
    let types = specta_serde::Format.map_types(&types)?;
    let mut module = Module::new(&types);
    module.add("signup", &signup, None)?;
    println!("{}", module.finish());
    Ok(())
}
