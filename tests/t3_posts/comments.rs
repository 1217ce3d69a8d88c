//! What users say about posts, and how much that is.

use reqwest::StatusCode;
use serde_json::json;

use super::fixture::Served;

#[tokio::test]
async fn comments_are_of_users_and_stand_below_their_post() {
    let blog = Served::new().await;
    blog.mutate("post.create", "grace", json!({ "name": "First" })).await;
    let comment = |text: &str| json!({ "postId": 1, "text": text });
    assert_eq!(blog.mutate("comment.add", "", comment("Well said.")).await.0, StatusCode::UNAUTHORIZED);
    let (_, first) = blog.mutate("comment.add", "grace", comment("Well said.")).await;
    let (_, second) = blog.mutate("comment.add", "ada", comment("Indeed.")).await;
    let (_, found) = blog.query("post.byId", "", json!({ "id": 1 })).await;
    assert_eq!(found["comments"], json!([first, second]));
    assert_eq!((&first["text"], &first["author"]["name"]), (&json!("Well said."), &json!("Grace")));
    let (_, author) = blog.query("user.byId", "", json!({ "id": first["author"]["id"] })).await;
    let expected =
        json!({ "id": first["author"]["id"], "name": "Grace", "_count": { "posts": 1, "comments": 1 } });
    assert_eq!(author, expected);
    let (_, page) = blog.query("post.list", "", json!({})).await;
    assert_eq!(page["items"][0]["_count"], json!({ "comments": 2 }));
}

#[tokio::test]
async fn what_is_not_there_is_said_with_its_type() {
    let blog = Served::new().await;
    let nobody = json!({ "id": "00000000-0000-0000-0000-000000000000" });
    let refused = [
        (blog.query("post.byId", "", json!({ "id": 1 })).await, "UnknownPost"),
        (blog.query("user.byId", "", nobody).await, "UnknownUser"),
        (blog.mutate("comment.add", "ada", json!({ "postId": 1, "text": "Hello?" })).await, "UnknownPost"),
    ];
    for ((status, error), expected) in refused {
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(error["data"]["error"], json!({ "type": expected }), "{error}");
    }
}
