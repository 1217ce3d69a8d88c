//! A page that shows the document, for a server to serve beside it. It loads nothing from elsewhere.

/// One file of the page.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its address, relative to the folder that the page and `openapi.json` are in: the page itself is `docs`.
    pub path: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The page, its style and its script.
pub const FILES: [File; 3] = [
    File { path: "docs", content_type: "text/html; charset=utf-8", text: include_str!("page/page.html") },
    File {
        path: "docs/page.css",
        content_type: "text/css; charset=utf-8",
        text: include_str!("page/page.css"),
    },
    File {
        path: "docs/page.js",
        content_type: "text/javascript; charset=utf-8",
        text: include_str!("page/page.js"),
    },
];

/// The `content-security-policy` that the page needs no more than.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
