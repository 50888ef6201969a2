//! How many threads work on an answer.

use clap::Args;

use crate::failure::Failure;

/// How the work is shared out.
#[derive(Args, Clone, Copy)]
#[command(next_help_heading = "Uncertainty")]
pub(crate) struct Threads {
    /// How many threads to use; the answer does not depend on it [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl Threads {
    /// Does some work on these threads.
    pub(crate) fn run<T: Send>(self, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
        let Some(threads) = self.threads else { return Ok(work()) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build();
        let pool = pool.map_err(|cause| Failure::Machine {
            doing: format!("start {threads} threads"),
            cause: std::io::Error::other(cause),
        })?;
        Ok(pool.install(work))
    }
}
