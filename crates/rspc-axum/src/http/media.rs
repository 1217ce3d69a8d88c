//! What kind of body a request says that it has.

use axum::http::{HeaderValue, Method};
use rspc::{ErrorCode, Failure};

/// The kinds of body that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// Inputs, also of a GET, whose inputs are in its address.
    Json,
    /// An upload of a form.
    Form,
    /// An upload of bytes.
    Octets,
}

impl Media {
    const ALL: [Self; 3] = [Self::Json, Self::Form, Self::Octets];

    const fn name(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "multipart/form-data",
            Self::Octets => "application/octet-stream",
        }
    }

    /// The kind of a request's body. A GET that names none that is read has none: it can be typed into a browser.
    pub(super) fn of(method: &Method, content_type: Option<&HeaderValue>) -> Result<Self, Failure> {
        let named = content_type.map(|value| value.to_str().unwrap_or_default());
        let known = named.and_then(|value| {
            let essence = value.split(';').next().unwrap_or_default().trim();
            Self::ALL.into_iter().find(|media| essence.eq_ignore_ascii_case(media.name()))
        });
        match (known, named) {
            (Some(Self::Json), _) => Ok(Self::Json),
            (Some(upload), _) if *method == Method::POST => Ok(upload),
            (Some(upload), _) => {
                let message = format!("Only POST requests are supported for {} requests", upload.name());
                Err(Failure::new(ErrorCode::MethodNotSupported, message))
            }
            (None, _) if *method == Method::GET => Ok(Self::Json),
            (None, Some(value)) => {
                let message = format!("Unsupported content-type \"{value}\"");
                Err(Failure::new(ErrorCode::UnsupportedMediaType, message))
            }
            (None, None) => Err(Failure::new(ErrorCode::UnsupportedMediaType, "Missing content-type header")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media(method: &Method, named: Option<&'static str>) -> Result<Media, ErrorCode> {
        let named = named.map(HeaderValue::from_static);
        Media::of(method, named.as_ref()).map_err(|failure| failure.code())
    }

    #[test]
    fn only_whole_media_types_are_known() {
        assert_eq!(media(&Method::POST, Some("Application/JSON ; charset=utf-8")), Ok(Media::Json));
        assert_eq!(media(&Method::POST, Some("multipart/form-data; boundary=x")), Ok(Media::Form));
        assert_eq!(media(&Method::GET, Some("text/html")), Ok(Media::Json));
        for named in [None, Some("application/jsonl"), Some("text/plain; application/json")] {
            assert_eq!(media(&Method::POST, named), Err(ErrorCode::UnsupportedMediaType), "{named:?}");
        }
    }

    #[test]
    fn an_upload_is_posted() {
        for method in [&Method::GET, &Method::PUT] {
            let media = media(method, Some("application/octet-stream"));
            assert_eq!(media, Err(ErrorCode::MethodNotSupported));
        }
    }
}
