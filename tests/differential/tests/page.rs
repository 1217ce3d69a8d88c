//! What docs/from-prisma-client-js.md shows is what compiles.
#![expect(dead_code, reason = "it is here to be compiled")]

use prisma_client_rust::{Result, count, include, select};
use serde_json::{Value as Json, json};
use tickwire_differential::blog::{Client, category, comment, not, or, post, user};
use tickwire_differential::types::{self, thing};

async fn includes(db: &Client) -> Result<()> {
    let posts = db
        .post()
        .find_many([])
        .include(include!(post {
            author,
            comments.filter([comment::text::not(String::new())]).take(5) { user },
        }))
        .exec()
        .await?;
    posts[0].comments[0].user.as_ref().map(|user| &user.name);
    let posts =
        db.post().find_many([]).select(select!(post { id, title, author { name }, _count { comments } }));
    let posts = posts.exec().await?;
    let (_, _, _): (i32, &Option<String>, i64) =
        (posts[0].id, &posts[0].author.name, posts[0]._count.comments);
    Ok(())
}

async fn views(db: &Client) -> Result<()> {
    select! {
        /// A post, as a list shows it.
        #[derive(Debug, Clone)]
        pub struct Card from post { id, title, author: Author, _count: Numbers }
    }
    select! {
        /// Who wrote it.
        #[derive(Debug, Clone)]
        pub struct Author from user { name }
    }
    select! {
        /// How much belongs to it.
        #[derive(Debug, Clone)]
        pub struct Numbers from _count of post { comments }
    }
    let cards: Vec<Card> = db.post().find_many([]).select(Card::selection()).exec().await?;
    drop(cards);
    Ok(())
}

async fn reads(db: &Client) -> Result<()> {
    db.post().find_unique(post::id::equals(1)).exec().await?;
    db.post().find_unique(post::author_id_title::equals(1, "a".to_owned())).exec_or_throw().await?;
    let filters = [
        post::views::gt(5),
        post::body::is_null(),
        post::title::contains("a").insensitive(),
        post::id::in_vec(vec![1, 2]),
        post::tags::has("x".to_owned()),
        or([post::views::gt(5), not([post::views::gt(7)])]),
        post::comments::some([comment::text::equals("a".to_owned())]),
        post::author::is([user::name::equals(Some("b".to_owned()))]),
    ];
    let many = db.post().find_many(filters);
    let many = many.order_by(post::score::desc().nulls_last());
    let many =
        many.order_by(post::author::order_by(user::name::asc())).order_by(post::comments::count_desc());
    let many = many.order_by(post::author::order_by(user::posts::count_desc()));
    let many = many.filter([post::views::column().lt(post::author_id::column())]);
    let many = many.cursor(post::id::equals(7)).skip(1).take(20).distinct([post::author_id::field()]);
    many.exec().await?;
    Ok(())
}

async fn documents(db: &types::Client) -> Result<()> {
    let filters = [
        thing::json::equals(json!({ "a": 1 })),
        thing::json::path(["a", "0"]).equals(1),
        thing::json::path(["a"]).string_contains("b").insensitive(),
        thing::json::path(["a"]).array_contains(vec!["b"]),
        thing::json::path(["a"]).gt(5),
        thing::json::root().array_contains("b"),
        thing::plain::is_null(),
        thing::plain::equals(Some(Json::Null)),
        thing::plain::is_any_null(),
    ];
    let update = vec![thing::plain::set(Some(Json::Null)), thing::plain::set(None)];
    db.thing().update_many(filters, update).limit(5).exec().await?;
    Ok(())
}

async fn parts(db: &Client) -> Result<()> {
    let unique = db.post().find_unique(post::id::equals(1)).filter([post::views::gt(5)]);
    let unique = unique.select(select!(post {
        reviewer.filter([user::name::equals(None)]) { name },
        comments.distinct([comment::user_id::field()]),
        _count { comments.filter([comment::text::contains("a")]), categories },
    }));
    let post = unique.exec_or_throw().await?;
    let _: (Option<&Option<String>>, i64) =
        (post.reviewer.as_ref().map(|user| &user.name), post._count.comments);
    db.post().count([]).take(5).exec().await?;
    let _: (i64, i64) = db.post().aggregate([], (count(), post::body::count())).exec().await?;
    Ok(())
}

async fn writes(db: &Client, title: &str, email: String) -> Result<()> {
    db.post().create(1, title, 1, vec![post::body::set(Some("b".to_owned()))]).exec().await?;
    let parent = post::author::connect(user::email::equals(email));
    let row = post::without_author::create(1, title, vec![]).under(parent);
    db.post().create_row(row).exec().await?;
    let reviews = user::reviews::create([post::create(2, title, 1, vec![])]);
    db.user().update(user::id::equals(1), vec![reviews]).exec().await?;
    let nested = vec![
        post::views::increment(1),
        post::comments::create([comment::without_post::create(1, "a", vec![])]),
        post::categories::connect_or_create([(
            category::slug::equals("slug".to_owned()),
            category::create("slug", "name", vec![]),
        )]),
        post::comments::create_skip_duplicates([comment::without_post::create(1, "a", vec![])]),
        post::categories::set([]),
        post::categories::disconnect([category::slug::equals("slug".to_owned())]),
    ];
    db.post().update(post::id::equals(1), nested).filter([post::author_id::equals(2)]).exec().await?;
    db.post().delete(post::id::equals(1)).filter([post::author_id::equals(2)]).exec().await?;
    db.category().create_many([category::create("slug", "name", vec![])]).skip_duplicates().exec().await?;
    db.category().create_many([category::create("slug", "name", vec![])]).returning().exec().await?;
    Ok(())
}

async fn computes(db: &Client) -> Result<()> {
    let sums: Vec<(i32, Option<i64>)> = db
        .post()
        .group_by((post::author_id::key(), post::views::sum()))
        .having([post::views::sum().gt(10)])
        .exec()
        .await?;
    drop(sums);
    let titles = db.post().group_by((post::author_id::key(), count())).order_by(post::views::sum().desc());
    titles.having([post::title::min().starts_with("a")]).exec().await?;
    let _: (i64, Option<f64>) = db.post().aggregate([], (count(), post::views::avg())).exec().await?;
    Ok(())
}

#[test]
fn the_page_shows_what_compiles() {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let here = squeezed(include_str!("page.rs"));
    let page = include_str!("../../../docs/from-prisma-client-js.md");
    let blocks: Vec<_> =
        page.split("```rust\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 3);
    for block in blocks {
        assert!(here.contains(&squeezed(block)), "this is not compiled here:\n{block}");
    }
}
