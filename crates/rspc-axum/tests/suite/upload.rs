//! Uploads: streamed, bounded, refused where they do not belong.

use std::{sync::atomic::Ordering, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::Request,
};
use futures::{SinkExt, channel::mpsc};
use rspc_axum::Limits;
use serde_json::json;

use crate::served::{ask, code, post, routes};

fn octets(below: &str, body: impl Into<Body>) -> Request<Body> {
    let request = Request::post(format!("/rpc/{below}")).header("content-type", "application/octet-stream");
    request.body(body.into()).unwrap()
}

fn form(body: impl Into<Body>) -> Request<Body> {
    let request = Request::post("/rpc/form").header("content-type", "multipart/form-data; boundary=x");
    request.body(body.into()).unwrap()
}

fn part(name: &str, text: &str) -> String {
    format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
}

#[tokio::test]
async fn bytes_reach_the_procedure_as_they_come() {
    let (routes, seen) = routes(Limits::default());
    let (mut sender, receiver) = mpsc::channel::<Result<Bytes, std::io::Error>>(0);
    let asking =
        tokio::spawn(async move { ask(&routes, octets("bytes", Body::from_stream(receiver))).await });
    let mut sent = 0;
    for _ in 0..3 {
        sender.send(Ok(Bytes::from_static(b"0123456789"))).await.unwrap();
        sent += 10;
        let arrived = async {
            while seen.uploaded.load(Ordering::Relaxed) < sent {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(5), arrived).await.expect("read before the rest is sent");
    }
    drop(sender);
    assert_eq!(asking.await.unwrap().1, json!({ "result": { "data": 30 } }));
}

#[tokio::test]
async fn an_upload_may_be_so_long() {
    let (routes, _) = routes(Limits { upload: 100, ..Limits::default() });
    assert_eq!(ask(&routes, octets("bytes", "x".repeat(100))).await.0.as_u16(), 200);
    let (status, answer) = ask(&routes, octets("bytes", "x".repeat(101))).await;
    assert_eq!((status.as_u16(), code(&answer)), (413, "PAYLOAD_TOO_LARGE"));
    let long = format!("{}--x--\r\n", part("a", &"x".repeat(10)).repeat(5));
    assert_eq!(ask(&routes, form(long)).await.0.as_u16(), 413);
}

#[tokio::test]
async fn a_form_comes_part_by_part() {
    let (routes, _) = routes(Limits { parts: 2, ..Limits::default() });
    let two = format!("{}{}--x--\r\n", part("a", "1"), part("b%22", "2"));
    let (_, answer) = ask(&routes, form(two)).await;
    assert_eq!(answer["result"]["data"], json!(["a None 1", "b\" None 2"]));
    let three = format!("{}--x--\r\n", part("a", "1").repeat(3));
    assert_eq!(code(&ask(&routes, form(three)).await.1), "PAYLOAD_TOO_LARGE");
    let long = format!("{}--x--\r\n", part("a", &"1".repeat(17)));
    assert_eq!(code(&ask(&routes, form(long)).await.1), "PAYLOAD_TOO_LARGE");
    for broken in ["", "no form", &part("a", "1")] {
        assert_eq!(code(&ask(&routes, form(broken.to_owned())).await.1), "BAD_REQUEST", "{broken:?}");
    }
}

#[tokio::test]
async fn an_upload_and_a_procedure_have_to_fit() {
    let (routes, _) = routes(Limits::default());
    for request in [octets("take", "x"), octets("form", "x"), post("bytes", "{}")] {
        let (status, answer) = ask(&routes, request).await;
        assert_eq!((status.as_u16(), code(&answer)), (400, "BAD_REQUEST"));
    }
    assert_eq!(ask(&routes, octets("ping", "x")).await.0.as_u16(), 405);
    assert_eq!(ask(&routes, octets("bytes,bytes?batch=1", "x")).await.0.as_u16(), 404, "never batched");
}
