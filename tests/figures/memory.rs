//! What the server takes while nobody calls.

use std::{fs, time::Duration};

use super::{report::say, stage::Stage};

#[tokio::test]
#[ignore = "just figures"]
async fn memory_of_an_idle_server() {
    let stage = Stage::set().await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let status = fs::read_to_string(format!("/proc/{}/status", stage.server.id())).expect("Linux");
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    let kib: f64 = resident.trim().trim_end_matches(" kB").parse().expect("a number");
    let mib = kib / 1_024.0;
    say("memory of an idle server", &format!("{mib:.1} MiB resident"), "40 MiB", mib <= 40.0);
}
