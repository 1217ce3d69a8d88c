//! Reading posts: the latest one, pages, and what they cost.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::fixture::Served;

#[tokio::test]
async fn the_latest_post_is_the_one_created_last() {
    let blog = Served::new().await;
    assert_eq!(blog.query("post.getLatest", "", Value::Null).await, (StatusCode::OK, Value::Null));
    blog.mutate("post.create", "", json!({ "name": "First" })).await;
    let second = json!({ "name": "Second", "body": "Two.", "categories": ["News"] });
    let (_, created) = blog.mutate("post.create", "ada", second).await;
    let (_, latest) = blog.query("post.getLatest", "", Value::Null).await;
    assert_eq!(latest, created);
    assert_eq!(
        (&latest["id"], &latest["name"], &latest["body"]),
        (&json!(2), &json!("Second"), &json!("Two."))
    );
    assert_eq!(latest["author"]["name"], "Ada");
    assert_eq!(latest["author"].as_object().unwrap().len(), 2, "an address is nobody's business: {latest}");
    assert_eq!(latest["categories"], json!([{ "slug": "news", "name": "News" }]));
    assert_eq!(latest["_count"], json!({ "comments": 0 }));
}

#[tokio::test]
async fn pages_hold_every_post_of_a_category_once() {
    let blog = Served::new().await;
    for number in 1..=7 {
        let category = if number == 4 { "News" } else { "Front end" };
        let post = json!({ "name": number.to_string(), "categories": [category] });
        blog.mutate("post.create", "", post).await;
    }
    for limit in [1, 2, 3, 6, 7] {
        let (mut found, mut pages, mut cursor) = (Vec::new(), 0, Value::Null);
        loop {
            let input = json!({ "category": "front-end", "limit": limit, "cursor": cursor });
            let (_, mut page) = blog.query("post.list", "", input).await;
            found.extend(page["items"].as_array().unwrap().iter().map(|post| post["id"].as_u64().unwrap()));
            pages += 1;
            cursor = page["nextCursor"].take();
            if cursor.is_null() {
                break;
            }
        }
        assert_eq!((found, pages), (vec![7, 6, 5, 3, 2, 1], 6_usize.div_ceil(limit)), "{limit} a page");
    }
    let (status, error) = blog.query("post.list", "", json!({ "category": "none" })).await;
    assert_eq!(
        (status, &error["data"]["error"]),
        (StatusCode::NOT_FOUND, &json!({ "type": "UnknownCategory" }))
    );
    assert_eq!(blog.query("post.list", "", json!({ "category": "back-end" })).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_page_costs_as_many_statements_as_it_has_relations() {
    let blog = Served::new().await;
    let mut costs = Vec::new();
    for number in 1..=12 {
        let post = json!({ "name": number.to_string(), "categories": ["News", "Front end"] });
        blog.mutate("post.create", "ada", post).await;
        let before = blog.db.pool().usage().statements;
        blog.query("post.list", "", json!({})).await;
        costs.push(blog.db.pool().usage().statements - before);
    }
    // The session, which is nobody's; posts with how many comments they have; their authors; their categories.
    assert_eq!(costs, [4; 12]);
}

#[tokio::test]
async fn categories_say_how_many_posts_are_about_them() {
    let blog = Served::new().await;
    for categories in [json!(["News"]), json!(["News", "Front end"])] {
        blog.mutate("post.create", "", json!({ "name": "A post", "categories": categories })).await;
    }
    let (_, found) = blog.query("category.list", "", Value::Null).await;
    let count = |slug: &str, name: &str, posts: u32| json!({ "slug": slug, "name": name, "_count": { "posts": posts } });
    let expected =
        [count("back-end", "Back end", 0), count("front-end", "Front end", 1), count("news", "News", 2)];
    assert_eq!(found, json!(expected));
}
