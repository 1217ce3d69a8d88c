//! What a new blog has: two users with a session each, and categories.

use chrono::{DateTime, Utc};

use crate::prisma::{Client, Result, category, session, user};

/// Their names, addresses, and the tokens of their sessions.
const USERS: [(&str, &str, &str); 2] =
    [("Ada", "ada@example.com", "ada"), ("Grace", "grace@example.com", "grace")];
const CATEGORIES: [(&str, &str); 3] =
    [("back-end", "Back end"), ("front-end", "Front end"), ("news", "News")];

/// Puts it in, unless it is there already.
pub async fn seed(db: &Client) -> Result<()> {
    for (name, email, token) in USERS {
        let log_in = session::without_user::create(token, DateTime::<Utc>::MAX_UTC, []);
        let new = user::create(name, email, [user::sessions::create([log_in])]);
        db.user().upsert(user::email::equals(email.to_owned()), new, []).exec().await?;
    }
    let categories = CATEGORIES.map(|(slug, name)| category::create(slug, name, []));
    db.category().create_many(categories).skip_duplicates().exec().await?;
    Ok(())
}
