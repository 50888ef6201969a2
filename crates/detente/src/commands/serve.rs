//! `detente serve`: the page of one or more cases, in a browser.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use clap::Args;

use crate::{
    failure::Failure,
    serve::{self, Settings},
};

/// Show the answers in a browser: change an assumption, see what changes
#[derive(Args)]
#[command(after_help = "Examples:\n  detente serve cases/london-2025\n  detente serve cases/london-2025 \
        cases/camp-david-1978 --port 8080\n\nThe server listens on 127.0.0.1, unless --address names another \
        address; then it prints a token once and asks for it. /api/openapi.json and docs/page.md describe what \
        can be asked.")]
pub(crate) struct Serve {
    /// The folders of the cases
    #[arg(required = true)]
    cases: Vec<PathBuf>,

    /// The address to listen on
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,

    /// The port to listen on; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 7878)]
    port: u16,

    /// Let the page write what-ifs into the folder of a case
    #[arg(long)]
    edit: bool,
}

impl Serve {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let address = SocketAddr::new(self.address, self.port);
        serve::run(&Settings { cases: self.cases, address, edit: self.edit })
    }
}
