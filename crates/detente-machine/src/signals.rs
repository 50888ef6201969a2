//! What happens when somebody stops the program: what is unfinished is taken away, and the exit code says that there
//! is no answer.

use std::thread;

use crate::{failure::Failure, output, unfinished};

/// The exit code of a command that was stopped: the machine took it away before it could answer.
const STOPPED: i32 = 3;

/// Ends the process when it is told to stop.
pub fn watch() {
    // Without the thread the system ends the process; what it leaves is taken away by the next one.
    let _ = thread::Builder::new().name("signals".to_owned()).spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let Ok(()) = runtime.and_then(|runtime| runtime.block_on(stopped())) else { return };
        unfinished::take_all_away();
        output::complain("error: the command was stopped before it was done; nothing is half-written");
        std::process::exit(STOPPED);
    });
}

/// Waits until somebody stops the program: with Ctrl-C, by ending it, or by closing its terminal.
#[cfg(unix)]
pub async fn stopped() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
    }
    Ok(())
}

/// Waits until somebody stops the program with Ctrl-C.
#[cfg(not(unix))]
pub async fn stopped() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Does some work; a panic in it is a fault of ours and no answer.
pub fn guarded(work: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    done.unwrap_or_else(|_| Err(Failure::Internal("the program broke off; please report this".to_owned())))
}
