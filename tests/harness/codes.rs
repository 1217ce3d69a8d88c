//! tRPC's error codes as its protocol writes them: the other side's table, not ours.

/// A code: its name, its JSON-RPC number, its HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// Such as `NOT_FOUND`.
    pub(crate) name: &'static str,
    /// Such as −32004.
    pub(crate) number: i64,
    /// Such as 404.
    pub(crate) status: u16,
}

const fn code(name: &'static str, number: i64, status: u16) -> Code {
    Code { name, number, status }
}

pub(crate) const PARSE_ERROR: Code = code("PARSE_ERROR", -32700, 400);
pub(crate) const BAD_REQUEST: Code = code("BAD_REQUEST", -32600, 400);
pub(crate) const UNAUTHORIZED: Code = code("UNAUTHORIZED", -32001, 401);
pub(crate) const FORBIDDEN: Code = code("FORBIDDEN", -32003, 403);
pub(crate) const NOT_FOUND: Code = code("NOT_FOUND", -32004, 404);
pub(crate) const METHOD_NOT_SUPPORTED: Code = code("METHOD_NOT_SUPPORTED", -32005, 405);
pub(crate) const CONFLICT: Code = code("CONFLICT", -32009, 409);
pub(crate) const PRECONDITION_FAILED: Code = code("PRECONDITION_FAILED", -32012, 412);
pub(crate) const PAYLOAD_TOO_LARGE: Code = code("PAYLOAD_TOO_LARGE", -32013, 413);
pub(crate) const UNSUPPORTED_MEDIA_TYPE: Code = code("UNSUPPORTED_MEDIA_TYPE", -32015, 415);
pub(crate) const TOO_MANY_REQUESTS: Code = code("TOO_MANY_REQUESTS", -32029, 429);
pub(crate) const UNPROCESSABLE_CONTENT: Code = code("UNPROCESSABLE_CONTENT", -32022, 422);
