//! Writing posts, and what they are about.

use futures::future;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::fixture::Served;

/// The slugs and names of a post's categories.
fn categories(post: &Value) -> Vec<(&str, &str)> {
    let list = post["categories"].as_array().unwrap();
    list.iter().map(|it| (it["slug"].as_str().unwrap(), it["name"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_category_is_connected_where_it_exists_and_created_where_not() {
    let blog = Served::new().await;
    let named = ["front END", "Rust & Co", "rust, co", "Größe"];
    let (_, post) = blog.mutate("post.create", "", json!({ "name": "A post", "categories": named })).await;
    let expected = [("front-end", "Front end"), ("größe", "Größe"), ("rust-co", "Rust & Co")];
    assert_eq!(categories(&post), expected);
    let (status, error) =
        blog.mutate("post.create", "", json!({ "name": "Another", "categories": ["News", "…"] })).await;
    assert_eq!(
        (status, &error["data"]["error"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!({ "type": "UnusableCategory", "name": "…" }))
    );
    assert_eq!(blog.db.post().count([]).exec().await.unwrap(), 1);
}

#[tokio::test]
async fn posts_that_need_the_same_new_category_at_once_share_it() {
    let blog = Served::new().await;
    let posts = (0..12).map(|number| json!({ "name": number.to_string(), "categories": ["Brand new"] }));
    let created = future::join_all(posts.map(|post| blog.mutate("post.create", "ada", post))).await;
    for (status, post) in created {
        assert_eq!(status, StatusCode::OK, "{post}");
        assert_eq!(categories(&post), [("brand-new", "Brand new")]);
    }
}

#[tokio::test]
async fn a_post_is_changed_by_its_author_alone() {
    let blog = Served::new().await;
    let first = json!({ "name": "First", "body": "One.", "categories": ["News", "Front end"] });
    let (_, created) = blog.mutate("post.create", "ada", first).await;
    let change = json!({ "id": 1, "name": "Better", "categories": ["Front end", "Corrections"] });
    assert_eq!(blog.mutate("post.update", "", change.clone()).await.0, StatusCode::UNAUTHORIZED);
    let (status, error) = blog.mutate("post.update", "grace", change.clone()).await;
    assert_eq!((status, &error["data"]["error"]), (StatusCode::NOT_FOUND, &json!({ "type": "UnknownPost" })));
    let (_, unchanged) = blog.query("post.getLatest", "", Value::Null).await;
    assert_eq!(unchanged, created);
    assert_eq!(blog.db.category().count([]).exec().await.unwrap(), 3, "nothing of it is stored");

    let (_, changed) = blog.mutate("post.update", "ada", change).await;
    assert_eq!((&changed["name"], &changed["body"]), (&json!("Better"), &json!("One.")));
    assert_eq!(categories(&changed), [("corrections", "Corrections"), ("front-end", "Front end")]);
    assert_eq!(changed["createdAt"], created["createdAt"]);
    assert!(changed["updatedAt"].as_str() > created["updatedAt"].as_str());
    let (_, same) = blog.mutate("post.update", "ada", json!({ "id": 1, "body": "Two." })).await;
    assert_eq!(categories(&same), categories(&changed), "what is left out stays");
}

#[tokio::test]
async fn what_cannot_be_stored_is_refused_field_by_field() {
    let blog = Served::new().await;
    for (field, post) in [
        ("name", json!({ "name": "" })),
        ("name", json!({ "name": "a\0b" })),
        ("body", json!({ "name": "a", "body": "\0" })),
        ("categories", json!({ "name": "a", "categories": ["b\0"] })),
    ] {
        let (status, error) = blog.mutate("post.create", "", post).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{error}");
        let said = &error["data"]["zodError"]["fieldErrors"][field];
        assert_eq!(said.as_array().map(Vec::len), Some(1), "{error}");
    }
    let (status, _) = blog.query("post.list", "", json!({ "category": "\0" })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}
