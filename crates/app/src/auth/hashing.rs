//! The threads that hash passwords: of their own, beneath those that answer calls, and gone when nobody logs in.

use std::time::Duration;

use tokio::{
    runtime::{Builder, Runtime},
    task::JoinHandle,
};

/// How long a thread stays when there is nothing to hash.
const IDLE: Duration = Duration::from_secs(1);
/// How far beneath the others they are. On a busy machine this is a tenth of a core, so that a login takes longer there
/// and is not starved.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// A few threads for what takes a processor for long.
pub(super) struct Hashing(Option<Runtime>);

impl Hashing {
    /// Of so many threads at most. Each is started when it is first needed.
    pub(super) fn on(threads: usize) -> Self {
        let runtime = Builder::new_current_thread()
            .max_blocking_threads(threads)
            .thread_name("hashing")
            .thread_keep_alive(IDLE)
            .on_thread_start(stand_back)
            .build();
        Self(Some(runtime.expect("a runtime that waits for nothing outside needs nothing of the system")))
    }

    /// Does it there; it goes on when nobody waits for it any more.
    pub(super) fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
        let Self(runtime) = self;
        runtime.as_ref().expect("it is there until this is dropped").spawn_blocking(job)
    }
}

impl Drop for Hashing {
    /// Without waiting, which a thread that answers calls may not.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Lets other threads go first. Only Linux knows the priority of a thread; what refuses it makes nothing wrong.
fn stand_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(NICENESS) {
        tracing::debug!(%error, "passwords are hashed at the priority of calls");
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::thread;

    use rustix::process::getpriority_process;

    use super::*;

    #[tokio::test]
    async fn it_is_done_beneath_those_who_call() {
        let here = getpriority_process(None).unwrap();
        let hashing = Hashing::on(1);
        let seen = || (thread::current().name().map(str::to_owned), getpriority_process(None).unwrap());
        let (name, there) = hashing.run(seen).await.unwrap();
        assert_eq!((name.as_deref(), there), (Some("hashing"), (here + NICENESS).min(19)));
        assert_eq!(getpriority_process(None).unwrap(), here, "nobody else stands back");
    }
}
