//! What an orchestrator asks: whether the process lives, and whether to send it callers.

use reqwest::Method;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};
use url::Url;

use crate::harness::{Api, Database, Server, eventually, world};

async fn status(api: &Api, address: &str) -> u16 {
    api.send(api.request(Method::GET, address)).await.status
}

#[tokio::test]
async fn a_serving_server_lives_and_is_ready() {
    let world = world().await;
    for address in ["/healthz", "/readyz"] {
        assert_eq!(status(&world.anonymous(), address).await, 200, "{address}");
    }
}

/// A way to the database that can be cut.
struct Line {
    port: u16,
    cut: watch::Sender<bool>,
}

impl Line {
    async fn to(database: &Url) -> Self {
        let address = format!("{}:{}", database.host_str().unwrap(), database.port().unwrap_or(5432));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, cut) = (listener.local_addr().unwrap().port(), watch::Sender::new(false));
        let is_cut = cut.subscribe();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(carry(near, address.clone(), is_cut.clone()));
            }
        });
        Self { port, cut }
    }
}

/// Carries bytes both ways until the line is cut.
async fn carry(mut near: TcpStream, address: String, mut is_cut: watch::Receiver<bool>) {
    let carrying = async {
        let mut far = TcpStream::connect(address).await?;
        copy_bidirectional(&mut near, &mut far).await
    };
    tokio::select! {
        // However it ends, both sides notice.
        _ = carrying => {}
        _ = is_cut.wait_for(|cut| *cut) => {}
    }
}

#[tokio::test]
async fn without_its_database_it_lives_and_is_not_ready() {
    let database = Database::migrated().await;
    let mut url = Url::parse(&database.system_url).unwrap();
    let line = Line::to(&url).await;
    url.set_host(Some("127.0.0.1")).unwrap();
    url.set_port(Some(line.port)).unwrap();
    let server =
        Server::start_with(Server::program(&database).env("SYSTEM_DATABASE_URL", url.as_str())).await;
    let api = Api::new(&server.url);
    assert_eq!(status(&api, "/readyz").await, 200);

    line.cut.send_replace(true);
    eventually("not being ready", async || (status(&api, "/readyz").await == 503).then_some(())).await;
    assert_eq!(status(&api, "/healthz").await, 200);

    line.cut.send_replace(false);
    eventually("being ready again", async || (status(&api, "/readyz").await == 200).then_some(())).await;
}
