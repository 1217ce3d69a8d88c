//! What the use cases do behind the API.

mod pipeline;
