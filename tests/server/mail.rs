//! E-mail by SMTP: handed over once, tried again after a refusal, given up after one that is for good.

use prisma::mail;
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use crate::harness::{Api, Database, MailServer, Server, eventually, fresh_email};

/// Where people open the web client.
const PAGE: &str = "https://trade.example";

/// Somebody whom nobody knows, on that page.
fn stranger(server: &Server) -> Api {
    Api::new(&server.url).on_page(PAGE)
}

/// A server that sends its mails to that mail server.
async fn sending(database: &Database, mails: &MailServer) -> Server {
    let program = Server::program(database)
        .env("TICKWIRE_SMTP_URL", &mails.url)
        .env("TICKWIRE_MAIL_FROM", "Tickwire <no-reply@trade.example>")
        .env("TICKWIRE_PUBLIC_URL", PAGE);
    Server::start_with(program).await
}

/// The one mail to somebody, as it is stored, as soon as it is as wanted.
async fn stored(database: &Database, email: &str, wanted: impl Fn(&mail::Data) -> bool) -> mail::Data {
    let system = database.system().await;
    eventually("the mail's row", async || {
        let to = [mail::recipient::equals(email.to_owned())];
        system.mail().find_first(to).exec().await.unwrap().filter(&wanted)
    })
    .await
}

#[tokio::test]
async fn a_mail_arrives_as_text_and_html_and_its_content_is_forgotten() {
    let (database, mails) = (Database::migrated().await, MailServer::start().await);
    let server = sending(&database, &mails).await;
    let (api, email) = (stranger(&server), fresh_email());
    api.mutate("auth.register", json!({ "email": email })).await.data();
    let mail = eventually("the mail", async || mails.delivered().pop()).await;
    assert_eq!((&*mail.from, &*mail.to), ("no-reply@trade.example", &*email));
    for part in [
        "From: Tickwire <no-reply@trade.example>\r\n",
        "Subject: Finish your registration at Tickwire\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "Content-Type: multipart/alternative;",
        "Content-Type: text/plain; charset=utf-8\r\n",
        "Content-Type: text/html; charset=utf-8\r\n",
        "Finish your registration:\r\nhttps://trade.example/register/complete?token=",
        "href=\"https://trade.example/register/complete?token=",
    ] {
        assert!(mail.text.contains(part), "no {part:?} in {}", mail.text);
    }
    let row = stored(&database, &email, |row| row.sent_at.is_some()).await;
    assert_eq!((row.attempts, row.next_at, row.error, row.content.len()), (1, None, None, 0));
    assert!(mail.text.contains(&format!("Message-ID: <{}@trade.example>", row.id)), "{}", mail.text);
    assert_eq!(mails.delivered().len(), 1);
    // What is sent is not kept to be read.
    assert_eq!(api.send(api.request(reqwest::Method::GET, "/dev/mail")).await.status, 404);
}

#[tokio::test]
async fn what_is_refused_for_now_is_tried_again_later() {
    let (database, mails) = (Database::migrated().await, MailServer::start().await);
    mails.refuse(Some("451 later"));
    let server = sending(&database, &mails).await;
    let email = fresh_email();
    stranger(&server).mutate("auth.register", json!({ "email": email })).await.data();
    let row = stored(&database, &email, |row| row.error.is_some()).await;
    assert!(row.error.unwrap().contains("451") && row.sent_at.is_none());
    let pause = (row.next_at.unwrap() - SystemSource.now()).num_seconds();
    assert!((15..=30).contains(&pause), "{pause}");
    assert_eq!(mails.attempts(), 1);

    // As if the pause were over.
    mails.refuse(None);
    let due = [mail::next_at::set(Some(SystemSource.now()))];
    database.system().await.mail().update(mail::id::equals(row.id), due).exec().await.unwrap();
    eventually("the mail", async || mails.delivered().pop()).await;
    assert_eq!(stored(&database, &email, |row| row.sent_at.is_some()).await.attempts, 2);
}

#[tokio::test]
async fn what_is_refused_for_good_is_given_up() {
    let (database, mails) = (Database::migrated().await, MailServer::start().await);
    mails.refuse(Some("550 nobody of that name"));
    let server = sending(&database, &mails).await;
    let email = fresh_email();
    stranger(&server).mutate("auth.register", json!({ "email": email })).await.data();
    let row = stored(&database, &email, |row| row.error.is_some()).await;
    assert_eq!((row.next_at, row.sent_at, row.attempts), (None, None, 1));
    assert!(row.error.unwrap().contains("550"));
}

#[tokio::test]
async fn two_servers_send_a_mail_once() {
    let (database, mails) = (Database::migrated().await, MailServer::start().await);
    let (one, _other) = (sending(&database, &mails).await, sending(&database, &mails).await);
    let api = stranger(&one);
    let mut expected = Vec::new();
    for _ in 0..30 {
        let email = fresh_email();
        api.mutate("auth.register", json!({ "email": email })).await.data();
        expected.push(email);
    }
    for email in &expected {
        stored(&database, email, |row| row.sent_at.is_some()).await;
    }
    let mut reached: Vec<String> = mails.delivered().into_iter().map(|mail| mail.to).collect();
    reached.sort();
    expected.sort();
    assert_eq!(reached, expected);
}
