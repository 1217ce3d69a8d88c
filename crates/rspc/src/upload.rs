//! Uploads: bytes, or the parts of a form, handed to a procedure as they arrive and never held as a whole.
//!
//! ```
//! use rspc::{Builder, Failure, Octets, Router};
//!
//! async fn measure(_ctx: (), mut upload: Octets) -> Result<usize, Failure> {
//!     let mut length = 0;
//!     while let Some(chunk) = upload.next().await {
//!         length += chunk?.len();
//!     }
//!     Ok(length)
//! }
//!
//! let router = Router::<(), ()>::new().upload("measure", Builder::new(()), measure);
//! # assert!(router.build().is_ok());
//! ```

use std::{
    future::Future,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use futures::{StreamExt, stream::BoxStream};
use serde::Serialize;
use specta::{Type, Types, datatype::DataType};
use specta_typescript::define;

use crate::{ErrorCode, Failure, HandlerError, Source};

/// An upload as a transport offers it. Streams of either kind end with a failure where the client goes over a limit
/// or goes away.
pub struct Upload(Mutex<Content>);

enum Content {
    Octets(Octets),
    Form(Form),
}

impl Upload {
    /// An upload of bytes.
    pub fn octets(chunks: BoxStream<'static, Result<Bytes, Failure>>) -> Self {
        Self(Mutex::new(Content::Octets(Octets { chunks })))
    }

    /// An upload of a form.
    pub fn form(parts: BoxStream<'static, Result<Part, Failure>>) -> Self {
        Self(Mutex::new(Content::Form(Form { parts })))
    }

    fn into_content(self) -> Content {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an upload procedure takes: [`Octets`] or a [`Form`].
pub trait Uploaded: Type + Send + Sized + 'static {
    /// Takes an upload of this kind, and refuses one of the other.
    fn take(upload: Upload) -> Result<Self, Failure>;
}

/// Bytes, in chunks as they arrive. In TypeScript a `Blob`, a `File` or a `Uint8Array`.
pub struct Octets {
    chunks: BoxStream<'static, Result<Bytes, Failure>>,
}

impl Octets {
    /// The next chunk; none at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Failure>> {
        self.chunks.next().await
    }
}

impl Uploaded for Octets {
    fn take(upload: Upload) -> Result<Self, Failure> {
        match upload.into_content() {
            Content::Octets(octets) => Ok(octets),
            Content::Form(_) => Err(refused("bytes, not a form")),
        }
    }
}

impl Type for Octets {
    fn definition(_: &mut Types) -> DataType {
        define("Blob | Uint8Array").into()
    }
}

/// A form, part by part in the order in which the client sent them. In TypeScript a `FormData`.
pub struct Form {
    parts: BoxStream<'static, Result<Part, Failure>>,
}

impl Form {
    /// The next part; none at the end. What was not read of the part before is skipped, once that is dropped.
    pub async fn next(&mut self) -> Option<Result<Part, Failure>> {
        self.parts.next().await
    }
}

impl Uploaded for Form {
    fn take(upload: Upload) -> Result<Self, Failure> {
        match upload.into_content() {
            Content::Form(form) => Ok(form),
            Content::Octets(_) => Err(refused("a form")),
        }
    }
}

impl Type for Form {
    fn definition(_: &mut Types) -> DataType {
        define("FormData").into()
    }
}

/// One part of a form.
pub struct Part {
    /// The name of its field.
    pub name: String,
    /// Of a file, its name as the client says it: never a path to trust.
    pub file_name: Option<String>,
    /// Of a file, its media type as the client says it.
    pub content_type: Option<String>,
    /// Its bytes.
    pub data: Octets,
}

impl Part {
    /// A part whose bytes come as `chunks`.
    pub fn new(name: String, chunks: BoxStream<'static, Result<Bytes, Failure>>) -> Self {
        Self { name, file_name: None, content_type: None, data: Octets { chunks } }
    }

    /// The part as text of at most `limit` bytes.
    pub async fn text(mut self, limit: usize) -> Result<String, Failure> {
        let mut text = Vec::new();
        while let Some(chunk) = self.data.next().await {
            text.extend_from_slice(&chunk?);
            if text.len() > limit {
                let message = format!("The field \"{}\" is longer than {limit} bytes.", self.name);
                return Err(Failure::new(ErrorCode::PayloadTooLarge, message));
            }
        }
        String::from_utf8(text).map_err(|_| refused("text in UTF-8"))
    }
}

fn refused(expected: &str) -> Failure {
    Failure::new(ErrorCode::BadRequest, format!("The procedure takes {expected}."))
}

/// What a procedure says that takes an upload and is called with something else.
pub(crate) fn missing() -> Failure {
    refused("an upload")
}

/// An `async fn(context, upload) -> Result<output, error>`, the upload being [`Octets`] or a [`Form`].
/// `Args` tells its forms apart.
pub trait UploadHandler<C, Args>: Send + Sync + 'static {
    /// What it takes.
    type Input: Uploaded;
    /// What it answers.
    type Output: Serialize + Type + Send + 'static;
    /// What it fails with.
    type Error: HandlerError;
    /// Calls it.
    fn call(
        &self,
        context: C,
        upload: Self::Input,
    ) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send + 'static;
    /// Where it stands in the source.
    fn source(&self) -> Option<Source> {
        None
    }
}

impl<F, C, U, O, E, R> UploadHandler<C, (U,)> for F
where
    F: Fn(C, U) -> R + Send + Sync + 'static,
    R: Future<Output = Result<O, E>> + Send + 'static,
    U: Uploaded,
    O: Serialize + Type + Send + 'static,
    E: HandlerError,
{
    type Input = U;
    type Output = O;
    type Error = E;
    fn call(&self, context: C, upload: U) -> impl Future<Output = Result<O, E>> + Send + 'static {
        self(context, upload)
    }
}

#[cfg(test)]
mod tests {
    use futures::stream;

    use super::*;

    fn chunks(texts: &[&'static str]) -> BoxStream<'static, Result<Bytes, Failure>> {
        stream::iter(texts.iter().map(|text| Ok(Bytes::from_static(text.as_bytes()))).collect::<Vec<_>>())
            .boxed()
    }

    #[tokio::test]
    async fn a_text_field_is_bounded() {
        let part = || Part::new("title".to_owned(), chunks(&["ab", "cd"]));
        assert_eq!(part().text(4).await.unwrap(), "abcd");
        assert_eq!(part().text(3).await.unwrap_err().code(), ErrorCode::PayloadTooLarge);
    }

    #[test]
    fn an_upload_of_the_other_kind_is_refused() {
        let code = |failure: Option<Failure>| failure.map(|failure| failure.code());
        assert_eq!(code(Form::take(Upload::octets(chunks(&[]))).err()), Some(ErrorCode::BadRequest));
        assert_eq!(
            code(Octets::take(Upload::form(stream::empty().boxed())).err()),
            Some(ErrorCode::BadRequest)
        );
        assert!(Octets::take(Upload::octets(chunks(&[]))).is_ok());
    }
}
