//! `detente serve`: the page of one or more cases, in a browser.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use clap::Args;
use detente_case::{Reader, TrafficLight};

use crate::{
    cli::{parse_label, parse_person},
    failure::Failure,
    serve::{self, Settings},
};

/// Show the answers in a browser: change an assumption, see what changes
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente serve cases/london-2025\n  detente serve --folder my-cases --edit\n  detente serve cases/london-2025 \
        cases/camp-david-1978 --port 8080\n\nThe server listens on 127.0.0.1, unless --address names another \
        address. It prints an address with a token once, and answers nobody without the token. \
        /api/openapi.json and docs/page.md describe what can be asked."
)]
pub(crate) struct Serve {
    /// The folders of the cases [default: every case in the folder where you are]
    cases: Vec<PathBuf>,

    /// Serve every case in this folder; with --edit the page makes new ones in it
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,

    /// The address to listen on
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,

    /// The port to listen on; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 7878)]
    port: u16,

    /// Let the page write: the case, its drafts and what-ifs, in the folder of the case and nowhere else
    #[arg(long)]
    edit: bool,

    /// Show the statements of this compartment to everybody who has a token (repeatable)
    #[arg(long, value_name = "NAME")]
    compartment: Vec<String>,

    /// Leave out whatever bears a higher label
    #[arg(long, value_name = "LABEL", value_parser = parse_label)]
    reader_label: Option<TrafficLight>,

    /// Make a token for this reader, for the log (repeatable) [default: one token for all]
    #[arg(long, value_name = "NAME", value_parser = parse_person)]
    reader: Vec<String>,

    /// Write down who asked what: a line of JSON for each request is added to this file
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// Also answer under this address, written as a browser shows it (repeatable)
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    origin: Vec<String>,

    /// Believe X-Forwarded-Proto and X-Forwarded-For: only where nobody can get past the proxy
    #[arg(long)]
    trust_proxy: bool,
}

fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let host = host.trim_end_matches('/');
    if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
        return Err("write a protocol and a host, such as https://talks.example.org".to_owned());
    }
    Ok(text.to_owned())
}

impl Serve {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let address = SocketAddr::new(self.address, self.port);
        let here = || self.cases.is_empty().then(|| PathBuf::from("."));
        let folder = self.folder.or_else(here);
        if let Some(folder) = folder.as_deref().filter(|folder| !folder.is_dir()) {
            let refused = Failure::usage(format!("{} is no folder", folder.display()));
            return Err(refused.with_help("name a folder that holds cases, or is to hold some"));
        }
        serve::run(&Settings {
            folder,
            cases: self.cases,
            address,
            edit: self.edit,
            reader: Reader {
                compartments: self.compartment.into_iter().collect(),
                highest: self.reader_label.unwrap_or(TrafficLight::Red),
            },
            names: self.reader,
            origins: self.origin,
            proxy: self.trust_proxy,
            log: self.log,
        })
    }
}
