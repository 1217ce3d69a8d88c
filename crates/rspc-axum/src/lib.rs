//! The tRPC v11 wire on axum.
