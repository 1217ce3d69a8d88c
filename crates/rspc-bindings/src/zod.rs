//! A zod schema for each procedure's input.

use zod_gen::Module;

use crate::{Error, phase::Phase};

/// The module of the schemas, of procedures by path, the holder of the input's type, and whether a call may leave
/// the input out.
pub(crate) fn render<'p>(
    taken: &Phase,
    inputs: impl Iterator<Item = (&'p str, String, bool)>,
) -> Result<String, Error> {
    let mut module = Module::new(&taken.types).with_types_from("./types");
    for (path, holder, is_optional) in inputs {
        let name = schema_name(path, "Input");
        let Some(ty) = taken.held_types(&holder).next() else { continue };
        let text = taken.held(&holder)?.concat();
        if text == "null" {
            module.add_void(&name)?;
        } else if is_optional {
            module.add_optional(&name, ty, Some(&format!("Procedures['{path}']['input']")))?;
        } else {
            module.add(&name, ty, Some(&format!("Procedures['{path}']['input']")))?;
        }
    }
    Ok(module.finish())
}

/// `positions.getAll` takes what `positionsGetAllInput` accepts.
pub(crate) fn schema_name(path: &str, ending: &str) -> String {
    let mut name = String::with_capacity(path.len() + ending.len());
    let mut upper = false;
    for c in path.chars() {
        match c {
            '.' => upper = true,
            c if upper => {
                name.push(c.to_ascii_uppercase());
                upper = false;
            }
            c => name.push(c),
        }
    }
    name + ending
}
