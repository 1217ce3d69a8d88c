//! Uploads: streamed, bounded, refused where they do not belong.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes},
    http::Request,
};
use futures::{SinkExt, StreamExt, channel::mpsc, stream};
use rspc_axum::Limits;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::served::{ask, code, post, routes, serve};

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

/// A body in chunks, and how many bytes of it were taken.
fn chunks(body: &str, size: usize) -> (Body, Arc<AtomicUsize>) {
    let taken = Arc::<AtomicUsize>::default();
    let counter = taken.clone();
    let chunks: Vec<Bytes> = body.as_bytes().chunks(size).map(Bytes::copy_from_slice).collect();
    let chunks = stream::iter(chunks).map(move |chunk| {
        counter.fetch_add(chunk.len(), Ordering::Relaxed);
        Ok::<_, std::io::Error>(chunk)
    });
    (Body::from_stream(chunks), taken)
}

#[tokio::test]
async fn what_stands_before_a_parts_data_may_be_so_long() {
    let (routes, _) = routes(Limits::default());
    let disposition = "content-disposition: form-data; name=\"a\"";
    let with_header = |length: usize| {
        format!("--x\r\n{disposition}\r\nx-long: {}\r\n\r\n1\r\n--x--\r\n", "x".repeat(length))
    };
    let fitting = with_header(16 * 1024 - 100);
    assert_eq!(ask(&routes, form(fitting)).await.1["result"]["data"], json!(["a None 1"]));

    let endless = 32 * 1024 * 1024;
    let hostile = [
        ("a long header", with_header(16 * 1024)),
        ("a header without end", with_header(endless)),
        ("a second part's", format!("{}{}", part("a", "1"), with_header(endless))),
        ("a preamble without end", "-".repeat(endless)),
        ("padding without end", format!("--x{}", " ".repeat(endless))),
    ];
    for (what, body) in hostile {
        let start = Instant::now();
        let (body, _) = chunks(&body, 1000);
        let (status, answer) = ask(&routes, form(body)).await;
        assert_eq!((status.as_u16(), code(&answer)), (413, "PAYLOAD_TOO_LARGE"), "{what}: {answer}");
        assert!(start.elapsed() < Duration::from_secs(3), "{what} took {:?}", start.elapsed());
    }
}

/// A client that reads only when it has sent everything, as most do.
#[tokio::test]
async fn who_is_refused_early_reads_why_and_may_go_on_sending_only_so_much() {
    let refused = part("a", &"1".repeat(17));
    let send = async |limits, rest: usize| {
        let (routes, _) = routes(limits);
        let mut client = TcpStream::connect(serve(routes).await).await.unwrap();
        let head = format!(
            "POST /rpc/form HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: {}\r\n\r\n",
            refused.len() + rest,
        );
        client.write_all(head.as_bytes()).await?;
        client.write_all(refused.as_bytes()).await?;
        client.write_all(&vec![b'x'; rest]).await?;
        let mut said = String::new();
        client.read_to_string(&mut said).await.map(|_| said)
    };
    let said = send(Limits::default(), 20 * 1024 * 1024).await.expect("it is read to its end");
    assert!(said.starts_with("HTTP/1.1 413 "), "{said}");
    let limits = Limits { upload: 1024 * 1024, ..Limits::default() };
    send(limits, 20 * 1024 * 1024).await.expect_err("its connection is lost");
}

#[tokio::test]
async fn headers_in_the_smallest_chunks_take_linear_time() {
    let (routes, _) = routes(Limits { parts: 1000, ..Limits::default() });
    let header = format!("x-long: {}", "x".repeat(15 * 1024));
    let one = format!("--x\r\n{header}\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n");
    let time = |parts: usize| {
        let (routes, body) = (routes.clone(), format!("{}--x--\r\n", one.repeat(parts)));
        async move {
            let start = Instant::now();
            let (_, answer) = ask(&routes, form(chunks(&body, 16).0)).await;
            assert_eq!(answer["result"]["data"].as_array().map(Vec::len), Some(parts), "{answer}");
            start.elapsed()
        }
    };
    time(1).await;
    let (few, many) = (time(4).await, time(40).await);
    assert!(many < few * 40 + Duration::from_millis(200), "{few:?} for 4 parts, {many:?} for 40");
}

#[tokio::test]
async fn a_form_is_read_no_further_than_its_procedure_reads() {
    let most = 16 * 1024 * 1024;
    let (routes, _) = routes(Limits { upload: most as u64, ..Limits::default() });
    // A long part that is not wanted is passed over: the next one is found.
    let body = format!("{}{}--x--\r\n", part("skip", &"s".repeat(8 * 1024 * 1024)), part("b", "2"));
    let (body, _) = chunks(&body, 64 * 1024);
    assert_eq!(ask(&routes, form(body)).await.1["result"]["data"], json!(["b None 2"]));
    // And of one that is refused, no more is taken than an upload may be.
    let (body, taken) = chunks(&format!("{}--x--\r\n", part("a", &"1".repeat(64 * 1024 * 1024))), 1024);
    assert_eq!(code(&ask(&routes, form(body)).await.1), "PAYLOAD_TOO_LARGE");
    assert!(taken.load(Ordering::Relaxed) < most + 1024 * 1024, "{taken:?}");
}
