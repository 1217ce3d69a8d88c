//! What can go wrong in a call: tRPC's codes, a procedure's own error type, and the failure that a transport sends.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

use serde::{Serialize, Serializer};

use crate::{FieldErrors, TypeOf};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $name:literal $number:literal $status:literal,)*) => {
        /// A tRPC error code: its name, its JSON-RPC number and its HTTP status.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorCode { $($(#[$doc])* $variant,)* }

        impl ErrorCode {
            /// The name on the wire, such as `NOT_FOUND`.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }
            /// The JSON-RPC number, such as −32004.
            pub const fn number(self) -> i32 { match self { $(Self::$variant => $number,)* } }
            /// The HTTP status, such as 404.
            pub const fn http_status(self) -> u16 { match self { $(Self::$variant => $status,)* } }
        }
    };
}

codes! {
    /// The request is not JSON.
    ParseError "PARSE_ERROR" -32700 400,
    /// The request is JSON, but not what the procedure takes.
    BadRequest "BAD_REQUEST" -32600 400,
    /// Nobody is logged in.
    Unauthorized "UNAUTHORIZED" -32001 401,
    /// A plan or a payment is missing.
    PaymentRequired "PAYMENT_REQUIRED" -32002 402,
    /// Somebody is logged in, and may not.
    Forbidden "FORBIDDEN" -32003 403,
    /// No such procedure, or no such thing for this caller.
    NotFound "NOT_FOUND" -32004 404,
    /// A mutation by GET, a query by POST.
    MethodNotSupported "METHOD_NOT_SUPPORTED" -32005 405,
    /// The procedure took too long.
    Timeout "TIMEOUT" -32008 408,
    /// The request contradicts what is there.
    Conflict "CONFLICT" -32009 409,
    /// A condition of the request does not hold.
    PreconditionFailed "PRECONDITION_FAILED" -32012 412,
    /// The request is too large.
    PayloadTooLarge "PAYLOAD_TOO_LARGE" -32013 413,
    /// The content type is not one that is read.
    UnsupportedMediaType "UNSUPPORTED_MEDIA_TYPE" -32015 415,
    /// The request is well formed and cannot be carried out.
    UnprocessableContent "UNPROCESSABLE_CONTENT" -32022 422,
    /// The request must say a condition.
    PreconditionRequired "PRECONDITION_REQUIRED" -32028 428,
    /// Too many requests.
    TooManyRequests "TOO_MANY_REQUESTS" -32029 429,
    /// The client went away.
    ClientClosedRequest "CLIENT_CLOSED_REQUEST" -32099 499,
    /// A fault of the server.
    InternalServerError "INTERNAL_SERVER_ERROR" -32603 500,
    /// Not built.
    NotImplemented "NOT_IMPLEMENTED" -32603 501,
    /// Something behind the server failed.
    BadGateway "BAD_GATEWAY" -32603 502,
    /// The server cannot take the request now.
    ServiceUnavailable "SERVICE_UNAVAILABLE" -32603 503,
    /// Something behind the server was too slow.
    GatewayTimeout "GATEWAY_TIMEOUT" -32603 504,
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A procedure's or a middleware's own error: its code, its sentence (`Display`) and, serialised, what a client
/// can match on in `error.data.error`. A tagged enum becomes a union in TypeScript.
pub trait Error: std::error::Error + Serialize + specta::Type + Send + Sync + 'static {
    /// The tRPC code.
    fn code(&self) -> ErrorCode;

    /// How long the client should wait before it tries again.
    fn retry_after(&self) -> Option<Duration> {
        None
    }

    /// The code of each variant, by its name in Rust or by `*` for all, where clients may rely on it. `#[rspc::codes]`
    /// over the `impl` writes this, and a change is then one that the contract lock sees.
    fn codes() -> &'static [(&'static str, ErrorCode)] {
        &[]
    }
}

/// A declared error without a value of it: its type, and its codes.
#[derive(Clone, Copy, Debug)]
pub struct ErrorType {
    pub(crate) definition: TypeOf,
    pub(crate) codes: fn() -> &'static [(&'static str, ErrorCode)],
}

impl ErrorType {
    /// What is declared of `E`.
    pub const fn of<E: Error>() -> Self {
        Self { definition: E::definition, codes: E::codes }
    }
}

/// Why a call failed, its type erased: what a transport puts on the wire.
#[derive(Clone)]
pub struct Failure {
    code: ErrorCode,
    message: Cow<'static, str>,
    detail: Option<Arc<dyn erased_serde::Serialize + Send + Sync>>,
    fields: Option<FieldErrors>,
    retry_after: Option<Duration>,
}

impl Failure {
    /// A failure with a code and a sentence for a person.
    pub fn new(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, message: message.into(), detail: None, fields: None, retry_after: None }
    }

    /// An input that was refused, with what is wrong with each field.
    pub fn invalid(fields: FieldErrors) -> Self {
        let failure = Self::new(ErrorCode::BadRequest, fields.to_string());
        Self { fields: Some(fields), ..failure }
    }

    /// What a client is told of a panic: nothing of the inside.
    pub const fn panicked() -> Self {
        let message = Cow::Borrowed("The server failed while it worked on this call.");
        Self { code: ErrorCode::InternalServerError, message, detail: None, fields: None, retry_after: None }
    }

    /// The same, with how long the client should wait before it tries again: HTTP's `Retry-After`.
    #[must_use]
    pub const fn with_retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// The tRPC code.
    pub const fn code(&self) -> ErrorCode {
        self.code
    }

    /// The sentence for a person.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What a client can match on, where the procedure has an error type of its own.
    pub fn detail(&self) -> Option<Detail<'_>> {
        self.detail.as_deref().map(Detail)
    }

    /// What is wrong with each field of the input.
    pub const fn fields(&self) -> Option<&FieldErrors> {
        self.fields.as_ref()
    }

    /// How long the client should wait before it tries again.
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}

/// An error's own fields, ready to be serialised.
#[derive(Clone, Copy)]
pub struct Detail<'a>(&'a (dyn erased_serde::Serialize + Send + Sync));

impl Serialize for Detail<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure")
            .field("code", &self.code)
            .field("message", &self.message)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.name(), self.message)
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let failure = Self { retry_after: error.retry_after(), ..Self::new(error.code(), error.to_string()) };
        Self { detail: Some(Arc::new(error)), ..failure }
    }
}
