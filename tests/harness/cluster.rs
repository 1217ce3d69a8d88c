//! A database server for one test alone, to be killed.

use std::{net::SocketAddr, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};
use url::Url;

use super::{connect, within};

/// A running server. It ends, and its files are removed, when this value is gone.
pub(crate) struct Cluster {
    /// The owner's URL, as it was and will be.
    pub(crate) url: Url,
    superuser_url: Url,
    input: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    _child: Child,
}

impl Cluster {
    /// Makes one and starts it.
    pub(crate) async fn start() -> Self {
        Self::start_on(None).await
    }

    /// The same on those cores.
    pub(crate) async fn start_on(cores: Option<&str>) -> Self {
        let mut command = Command::from(super::program::on_cores(cores, "node".as_ref()));
        command.arg("tools/database/cluster.mjs").current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.expect("node can be started");
        let input = child.stdin.take().expect("its input is a pipe");
        let mut answers = BufReader::new(child.stdout.take().expect("its output is a pipe")).lines();
        let mut urls = Vec::new();
        for _ in 0..2 {
            let url = within("a database server's start", answers.next_line()).await;
            let url = url.expect("a line").expect("what it says is above");
            urls.push(url.parse().expect("a URL"));
        }
        let [url, superuser_url] = urls.try_into().expect("two of them");
        Self { url, superuser_url, input, answers, _child: child }
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.url.port().expect("a port")))
    }

    /// A connection of a superuser.
    pub(crate) async fn superuser(&self) -> tokio_postgres::Client {
        connect(&self.superuser_url).await.expect("the superuser may log in")
    }

    /// Ends all of its processes at once.
    pub(crate) async fn kill(&mut self) {
        self.tell("kill").await;
    }

    /// Starts it again, with what it had stored.
    pub(crate) async fn start_again(&mut self) {
        self.tell("start").await;
    }

    async fn tell(&mut self, word: &str) {
        self.input.write_all(format!("{word}\n").as_bytes()).await.expect("it listens");
        let answer = within("a database server's answer", self.answers.next_line()).await;
        assert_eq!(answer.expect("a line").as_deref(), Some("done"), "what it says is above");
    }
}
