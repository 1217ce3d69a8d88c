//! Subscribing to posts as they are published.

use futures::{Stream, StreamExt, future};
use reqwest::Method;
use serde_json::{Value, json};

use super::fixture::Served;

/// The posts of a subscription, in the order in which they come.
async fn follow(blog: &Served, last: Option<u32>) -> impl Stream<Item = Value> + Unpin {
    let input = "post.onCreate?input=%7B%22json%22:%7B%7D%7D";
    let path = last.map_or(input.to_owned(), |last| format!("{input}&lastEventId={last}"));
    let events = blog.request(Method::GET, &path, "").send().await.unwrap();
    let lines = futures::stream::unfold((events, String::new()), |(mut events, mut text)| async move {
        loop {
            if let Some((line, rest)) = text.split_once('\n') {
                let (line, rest) = (line.to_owned(), rest.to_owned());
                return Some((line, (events, rest)));
            }
            text.push_str(std::str::from_utf8(&events.chunk().await.unwrap()?).unwrap());
        }
    });
    let posts = lines.filter_map(|line| {
        let data = line.strip_prefix("data: ").and_then(|data| serde_json::from_str::<Value>(data).ok());
        future::ready(data.map(|mut data| data["json"].take()).filter(|post| post["id"].is_u64()))
    });
    Box::pin(posts)
}

fn ids(posts: &[Value]) -> Vec<u64> {
    posts.iter().filter_map(|post| post["id"].as_u64()).collect()
}

#[tokio::test]
async fn a_subscriber_who_was_away_misses_no_post() {
    let blog = Served::new().await;
    for number in 1..=60 {
        blog.mutate("post.create", "", json!({ "name": number.to_string() })).await;
    }
    let posts: Vec<_> = follow(&blog, Some(1)).await.take(59).collect().await;
    assert_eq!(ids(&posts), (2..=60).collect::<Vec<_>>());
}

#[tokio::test]
async fn posts_that_are_published_at_once_come_in_their_order() {
    let blog = Served::new().await;
    blog.mutate("post.create", "", json!({ "name": "Old" })).await;
    let mut live = follow(&blog, None).await;
    let many = (0..20).map(|number| json!({ "name": number.to_string(), "categories": ["News"] }));
    let publishing = future::join_all(many.map(|post| blog.mutate("post.create", "ada", post)));
    let (_, posts) = future::join(publishing, live.by_ref().take(20).collect::<Vec<_>>()).await;
    assert_eq!(ids(&posts), (2..=21).collect::<Vec<_>>());
    assert_eq!(posts[0]["author"]["name"], "Ada");
    let change = json!({ "id": 2, "name": "An edit is no new post" });
    blog.mutate("post.update", "ada", change).await;
    blog.mutate("post.create", "", json!({ "name": "Last" })).await;
    assert_eq!(live.next().await.unwrap()["name"], "Last");
}
