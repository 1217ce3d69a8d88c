//! What of the rows goes to a client: each type is read by one `select`, and sent as it is.

use serde::Serialize;
use superjson::Date;

use crate::prisma::{category, comment, post, select, user};

select! {
    /// Somebody who writes.
    #[derive(Clone, Debug, Serialize, specta::Type)]
    pub(crate) struct User from user { id, name }
}

select! {
    /// What posts are about.
    #[derive(Debug, Serialize, specta::Type)]
    pub(crate) struct Category from category {
        /// Its name in addresses, such as `front-end`.
        slug,
        name,
    }
}

select! {
    /// A post, as lists show it.
    #[derive(Debug, Serialize, specta::Type)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Post from post {
        id,
        /// Its title.
        name,
        body,
        created_at: Date,
        updated_at: Date,
        /// Null where nobody was logged in.
        author: Option<User>,
        categories.order_by(category::name::asc()): Vec<Category>,
        #[serde(rename = "_count")]
        _count: PostCount,
    }
}

select! {
    /// How much belongs to a post.
    #[derive(Debug, Serialize, specta::Type)]
    pub(crate) struct PostCount from _count of post {
        #[specta(type = u32)]
        comments,
    }
}

select! {
    /// A post with all that is said about it.
    #[derive(Debug, Serialize, specta::Type)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct PostWithComments from post {
        id,
        /// Its title.
        name,
        body,
        created_at: Date,
        updated_at: Date,
        /// Null where nobody was logged in.
        author: Option<User>,
        categories.order_by(category::name::asc()): Vec<Category>,
        /// Oldest first.
        comments.order_by(comment::created_at::asc()).order_by(comment::id::asc()): Vec<Comment>,
    }
}

select! {
    /// What somebody has to say about a post.
    #[derive(Debug, Serialize, specta::Type)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Comment from comment { id, text, author: User, created_at: Date }
}
