//! The mailbox of development: mails that nobody sends are read there. In production there is none.

use chrono::TimeDelta;
use prisma::mail;
use prisma_client_rust::{Source as _, SystemSource, count};
use reqwest::Method;

use crate::harness::{Answer, Api, Database, Program, Server, eventually, world};

async fn get(api: &Api, address: &str) -> Answer {
    api.send(api.request(Method::GET, address)).await
}

/// A server of production, for a mail server that nobody runs.
fn production(database: &Database) -> Program {
    Server::program(database)
        .env("TICKWIRE_ENV", "production")
        .env("TICKWIRE_SECRET_KEYS", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
}

#[tokio::test]
async fn an_unknown_mail_is_told_and_the_page_runs_no_script() {
    let api = world().await.anonymous();
    let list = get(&api, "/dev/mail?to=%3Cscript%3E@example.com").await;
    assert_eq!(list.status, 200);
    assert!(list.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none';"));
    assert!(list.body.contains("There is no mail to &#60;script&#62;@example.com yet."), "{}", list.body);
    assert!(!list.body.contains("<script"), "{}", list.body);
    for id in ["01970000-0000-7000-8000-000000000000", "x", "..%2f"] {
        assert_eq!(get(&api, &format!("/dev/mail/{id}")).await.status, 404, "{id}");
        assert_eq!(get(&api, &format!("/dev/mail/{id}/html")).await.status, 404, "{id}");
    }
}

#[tokio::test]
async fn production_has_no_mailbox_and_needs_a_mail_server() {
    let database = Database::migrated().await;
    let refused = async |program: Program| Server::try_start(program).await.err().expect("it does not start");
    let said = refused(production(&database)).await;
    assert!(said.contains("TICKWIRE_SMTP_URL is not set"), "{said}");
    let smtp = "smtp://127.0.0.1:1";
    let said = refused(production(&database).env("TICKWIRE_SMTP_URL", smtp)).await;
    assert!(said.contains("TICKWIRE_MAIL_FROM is not set"), "{said}");
    for (url, from) in [("mail.example", "a@example.com"), (smtp, "nobody")] {
        let program = production(&database).env("TICKWIRE_SMTP_URL", url).env("TICKWIRE_MAIL_FROM", from);
        let said = refused(program).await;
        assert!(said.contains("TICKWIRE_SMTP_URL or TICKWIRE_MAIL_FROM is wrong: "), "{said}");
    }
    let program = production(&database).env("TICKWIRE_SMTP_URL", smtp);
    let server = Server::start_with(program.env("TICKWIRE_MAIL_FROM", "Tickwire <a@example.com>")).await;
    assert_eq!(get(&Api::new(&server.url), "/dev/mail").await.status, 404);
}

#[tokio::test]
async fn of_two_servers_one_sends_a_mail_and_once() {
    let database = Database::migrated().await;
    let servers = [Server::program(&database), Server::program(&database)];
    let servers = futures::future::join_all(servers.map(Server::start_with)).await;
    let (system, now) = (database.system().await, SystemSource.now());
    let due =
        |number| mail::create(format!("{number}@example.com"), vec![1], [mail::next_at::set(Some(now))]);
    let later = mail::create("later", vec![1], [mail::next_at::set(Some(now + TimeDelta::hours(1)))]);
    system.mail().create_many((0..45).map(due).chain([later])).exec().await.unwrap();
    let sent = async || {
        let sent = system.mail().count([mail::sent_at::not(None)]).exec().await.unwrap();
        (sent == 45).then_some(())
    };
    eventually("the mails are sent", sent).await;
    let attempts = system.mail().group_by((mail::attempts::key(), count())).order_by(mail::attempts::asc());
    assert_eq!(attempts.exec().await.unwrap(), [(0, 1), (1, 45)]);
    drop(servers);
}
