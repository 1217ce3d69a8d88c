//! A small blog in PostgreSQL: `DATABASE_URL=… cargo run -p tickwire-prisma-client-rust --example blog`.
//!
//! The database that is named is made, if it is not there; one that holds something else is refused.
#![expect(clippy::print_stdout, reason = "an example shows what it did")]

mod prisma;

use std::env;

use prisma::{Client, Config, Error, MIGRATIONS, category, count, include, post, select, user};
use prisma_client_rust::{
    Retry,
    migrate::{self, Migrations, Waits},
};

select! {
    /// A post, as a list shows it.
    #[derive(Debug)]
    struct Card from post { title, views, author: Author }
}

select! {
    /// Who wrote it.
    #[derive(Debug)]
    struct Author from user { name }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = env::var("DATABASE_URL").map_err(|_| "set DATABASE_URL to a database of its own")?;
    let deployed = migrate::deploy(&url, &Migrations::embedded(MIGRATIONS), Waits::default()).await?;
    println!("applied {:?}", deployed.applied);

    let db = Client::connect(&url, Config::default()).await?;
    db.user().delete_many([user::email::ends_with("@example.com")]).exec().await?;
    write(&db).await?;
    read(&db).await?;
    compute(&db).await?;
    Ok(())
}

/// A user with a post that is about two things, all of it or nothing; a second one of that address is refused.
async fn write(db: &Client) -> Result<(), Error> {
    let about =
        ["rust", "databases"].map(|slug| (category::slug::equals(slug.into()), category::create(slug, [])));
    let hello = post::without_author::create("Hello", [post::categories::connect_or_create(about)]);
    let ada = db.user().create("ada@example.com", "Ada", [user::posts::create([hello])]).exec().await?;
    db.post()
        .create_many((1..=3).map(|part| post::create(format!("Part {part}"), ada.id, [])))
        .exec()
        .await?;
    match db.user().create("ada@example.com", "Somebody else", []).exec().await {
        Err(error @ Error::UniqueViolation { .. }) => println!("{:?}: {error}", error.code()),
        other => drop(other?),
    }
    Ok(())
}

/// Posts with what belongs to them, and in a type of one's own; each relation costs one statement.
async fn read(db: &Client) -> Result<(), Error> {
    let about_rust = [post::categories::some([category::slug::equals("rust".to_owned())])];
    let posts = db.post().find_many(about_rust).include(include!(post { author, categories })).exec().await?;
    for post in posts {
        println!("{:?} by {}, about {} things", post.title, post.author.name, post.categories.len());
    }
    let newest = db.post().find_many([]).order_by(post::id::desc()).take(2);
    println!("{:?}", newest.select(Card::selection()).exec().await?);
    Ok(())
}

/// A transaction, which is tried again where others are in its way, and numbers of all posts.
#[expect(clippy::used_underscore_items, reason = "what is no model begins so, lest it be taken for one")]
async fn compute(db: &Client) -> Result<(), Error> {
    let first = db
        ._transaction()
        .retry(Retry::default())
        .run(|tx| async move {
            let first = tx.post().find_first([]).order_by(post::id::asc()).exec_or_throw().await?;
            tx.post().update(post::id::equals(first.id), [post::views::increment(1)]).exec().await
        })
        .await?;
    let (posts, views): (i64, Option<i64>) =
        db.post().aggregate([], (count(), post::views::sum())).exec().await?;
    println!("{:?} was seen: {posts} posts with {views:?} views", first.title);
    Ok(())
}
