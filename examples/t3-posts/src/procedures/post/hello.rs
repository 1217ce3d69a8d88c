//! `post.hello`: a greeting.

use rspc::Failure;
use serde::Serialize;

use crate::Ctx;

/// What to greet with.
#[rspc::input]
pub(crate) struct Input {
    #[garde(length(chars, max = 200))]
    text: String,
}

/// A greeting.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct Hello {
    greeting: String,
}

/// A greeting, by name where it is known who calls.
#[rspc::procedure]
pub(super) async fn hello(ctx: Ctx, input: Input) -> Result<Hello, Failure> {
    let mut greeting = format!("Hello {}", input.text);
    if let Some(user) = ctx.user {
        greeting = format!("{greeting}, {}", user.name);
    }
    Ok(Hello { greeting })
}
