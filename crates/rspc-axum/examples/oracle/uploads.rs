//! Uploads, measured as they come in.

use rspc::{ErrorCode, Failure, Form, Octets, Router};
use serde::Serialize;

use crate::{context::Context, plain};

/// What a form was made of.
#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
struct Field {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    length: u32,
}

pub(crate) fn router() -> Router<Context, ()> {
    Router::new().upload("bytes", plain(), bytes).upload("form", plain(), form)
}

async fn bytes(_: Context, mut upload: Octets) -> Result<u32, Failure> {
    length_of(&mut upload).await
}

async fn form(_: Context, mut form: Form) -> Result<Vec<Field>, Failure> {
    let mut fields = Vec::new();
    while let Some(part) = form.next().await {
        let mut part = part?;
        let length = length_of(&mut part.data).await?;
        let rspc::Part { name, file_name, content_type, .. } = part;
        fields.push(Field { name, file_name, content_type, length });
    }
    Ok(fields)
}

async fn length_of(bytes: &mut Octets) -> Result<u32, Failure> {
    let mut length = 0_usize;
    while let Some(chunk) = bytes.next().await {
        length += chunk?.len();
    }
    u32::try_from(length).map_err(|_| Failure::new(ErrorCode::PayloadTooLarge, "The upload is too long."))
}
