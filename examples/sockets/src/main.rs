//! Many sockets on one server, and many that stop reading, with server and clients on this machine: `sockets`, or
//! `sockets many` and `sockets slow` alone. A process has to be allowed more open files than there are sockets.
//!
//! Says what it saw, and fails where that is not what is promised.

mod crowd;
mod server;
mod service;

use std::{
    collections::HashMap,
    env,
    io::{Write, stdout},
    rc::Rc,
    time::Duration,
};

use anyhow::{Result, ensure};
use tokio::{
    runtime,
    sync::watch,
    task::{LocalSet, spawn_local},
    time::{Instant, interval},
};

use crate::{crowd::Heard, server::Server};

/// One more publishes: as many sockets as a mount takes by default.
const MANY: usize = 9_999;
const MANY_LENGTH: u32 = 200;
const MANY_RATE: u32 = 5;
const MANY_LASTING: Duration = Duration::from_secs(20);
const MANY_P99: Duration = Duration::from_millis(200);
const MANY_KIB: f64 = 16.0;

const READING: usize = 500;
const SLOW: usize = 500;
/// Long enough for the kernel's buffers to be full soon.
const SLOW_LENGTH: u32 = 16 * 1024;
const SLOW_RATE: u32 = 20;
const SLOW_LASTING: Duration = Duration::from_secs(10);
/// What a client may let wait, and how exactly that is seen from here.
const SLOW_CLOSED: Duration = Duration::from_secs(10);
const EXACTLY: Duration = Duration::from_millis(500);

fn main() -> Result<()> {
    let only = env::args().nth(1);
    if only.as_deref() == Some("serve") {
        return runtime::Builder::new_multi_thread().enable_all().build()?.block_on(service::serve());
    }
    let wanted = |name: &str| only.as_ref().is_none_or(|only| only == name);
    let clients = runtime::Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&clients, async {
        let slow = if wanted("slow") { slow().await } else { Ok(()) };
        let many = if wanted("many") { many().await } else { Ok(()) };
        slow.and(many)
    })
}

/// Ten thousand subscribers.
async fn many() -> Result<()> {
    let server = Server::start().await?;
    let (start, heard) = (Instant::now(), Rc::new(Heard::default()));
    crowd::publish(server.port, start, MANY_LENGTH, 1, Duration::from_secs(1)).await?;
    let before = server.memory()?;
    crowd::subscribe(server.port, MANY, start, &heard, None).await?;
    let (begun, used) = (Instant::now(), server.used()?);
    let published = crowd::publish(server.port, start, MANY_LENGTH, MANY_RATE, MANY_LASTING).await?;
    let (took, used) = (begun.elapsed(), server.used()?.saturating_sub(used));
    // The last of them arrive.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let (count, p99) = heard.take();
    #[expect(clippy::cast_precision_loss, reason = "figures for people")]
    let (each, rate) = ((server.memory()? - before) as f64 / MANY as f64, count as f64 / took.as_secs_f64());
    say(&format!(
        "{MANY} subscribers: {rate:.0} messages/s, p99 {} ms, {each:.1} KiB a connection, {:.2} of a core",
        p99.as_millis(),
        used.as_secs_f64() / took.as_secs_f64(),
    ))?;
    ensure!(count == MANY * published, "{count} of {published} events' messages were heard");
    ensure!(p99 < MANY_P99 && each <= MANY_KIB, "p99 < {MANY_P99:?}, at most {MANY_KIB} KiB");
    Ok(())
}

/// Half of the subscribers stop reading.
async fn slow() -> Result<()> {
    let server = Server::start().await?;
    let (start, heard, unheard) = (Instant::now(), Rc::new(Heard::default()), Rc::new(Heard::default()));
    let (stop, stopped) = watch::channel(false);
    crowd::subscribe(server.port, READING, start, &heard, None).await?;
    let ports = crowd::subscribe(server.port, SLOW, start, &unheard, Some(&stopped)).await?;
    let port = server.port;
    crowd::publish(port, start, SLOW_LENGTH, SLOW_RATE, SLOW_LASTING).await?;
    let (_, reading) = heard.take();

    stop.send(true)?;
    let publishing = spawn_local(crowd::publish(port, start, SLOW_LENGTH, SLOW_RATE, Duration::from_mins(2)));
    let (mut clock, begun) = (interval(Duration::from_millis(100)), Instant::now());
    // What each has waiting, and since when nothing more was taken for it; and the longest that this ever lasted.
    let mut queues: HashMap<u16, (u64, Instant)> = HashMap::new();
    let mut longest = Duration::ZERO;
    let closed = loop {
        clock.tick().await;
        let waiting = server.waiting()?;
        let open = ports.iter().filter_map(|port| Some((*port, *waiting.get(port)?)));
        queues = open
            .map(|(port, bytes)| match queues.get(&port) {
                Some(&(before, since)) if before == bytes => (port, (bytes, since)),
                _ => (port, (bytes, Instant::now())),
            })
            .collect();
        longest = queues.values().map(|(_, since)| since.elapsed()).fold(longest, Duration::max);
        if queues.is_empty() {
            break begun.elapsed();
        }
        ensure!(!publishing.is_finished(), "{} that do not read are still open", queues.len());
    };
    publishing.abort();
    let (_, stopped) = heard.take();
    say(&format!(
        "{SLOW} of {} stop reading: the others' p99 {:.1} ms before and {:.1} ms after; none had anything waiting for longer than {:.1} s, the last was closed after {:.1} s",
        READING + SLOW,
        reading.as_secs_f64() * 1000.0,
        stopped.as_secs_f64() * 1000.0,
        longest.as_secs_f64(),
        closed.as_secs_f64(),
    ))?;
    ensure!(longest <= SLOW_CLOSED + EXACTLY, "closed within {SLOW_CLOSED:?} of taking nothing more");
    ensure!(stopped < reading.mul_f64(1.2), "the others' p99 grows by less than a fifth");
    Ok(())
}

fn say(line: &str) -> Result<()> {
    Ok(writeln!(stdout(), "{line}")?)
}
