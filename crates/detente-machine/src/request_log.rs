//! Who asked what: one line of JSON a request, without the token that it came with.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    net::SocketAddr,
    path::Path,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use hyper::{Method, Uri};

use crate::{
    failure::Failure,
    read::{Identity, was_read},
    target::may_be_written,
    unfinished::only_ours,
};

/// How a token is called in an address.
pub const TOKEN: &str = "token";

/// How many bytes of an address are kept.
const LONGEST: usize = 2048;

/// Where requests are written down.
pub struct Log(Mutex<File>);

/// A request that was answered or refused.
pub struct Entry<'a> {
    /// The name that the token was made for; nothing where none was given that is known.
    pub name: Option<&'a str>,
    /// Where it came from.
    pub client: String,
    /// How.
    pub method: &'a Method,
    /// What was asked.
    pub uri: &'a Uri,
    /// The status of the response.
    pub status: u16,
    /// How long the response took to begin.
    pub took: Duration,
}

impl Log {
    /// Opens a file to add to. What this run reads is refused.
    pub fn at(path: &Path) -> Result<Self, Failure> {
        let failed = |cause| Failure::at("write", path, cause);
        if Identity::of(path).is_ok_and(|file| was_read(&file)) {
            let refused = Failure::usage(format!("{} is a file that is served", path.display()));
            return Err(refused.with_help("write the log into another file"));
        }
        may_be_written(path).map_err(failed)?;
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        only_ours(&mut options);
        options.open(path).map(|file| Self(Mutex::new(file))).map_err(failed)
    }

    /// Writes a line; a line that cannot be written is a failure.
    pub fn write(&self, entry: &Entry<'_>) -> std::io::Result<()> {
        let line = serde_json::json!({
            "time": jiff::Timestamp::now().to_string(),
            "name": entry.name,
            "client": entry.client,
            "method": entry.method.as_str(),
            "asked": without_token(entry.uri),
            "status": entry.status,
            "ms": u64::try_from(entry.took.as_millis()).unwrap_or(u64::MAX),
        });
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // One write a line: lines of several writers do not mix.
        file.write_all(format!("{line}\n").as_bytes())
    }
}

/// What was asked, without the token.
fn without_token(uri: &Uri) -> String {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let kept = pairs.filter(|(name, _)| name != TOKEN);
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{mark}{query}", uri.path()).chars().take(LONGEST).collect()
}

/// Where a request came from: what a trusted proxy says, or else the other end of the connection.
#[must_use]
pub fn client(peer: Option<SocketAddr>, forwarded: Option<&str>) -> String {
    // A proxy adds the address that it sees at the end; what stands before may be made up.
    let last = forwarded.and_then(|list| list.rsplit(',').next()).map(str::trim);
    match (last, peer) {
        (Some(last), _) => last.chars().take(64).collect(),
        (None, Some(peer)) => peer.ip().to_string(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_who_asked_what_and_no_token() {
        let uri: Uri = "/api/cases/mine/why?token=secret&use=new%20sanctions".parse().expect("an address");
        assert_eq!(without_token(&uri), "/api/cases/mine/why?use=new+sanctions");
        let plain: Uri = "/?token=secret".parse().expect("an address");
        assert_eq!(without_token(&plain), "/");
        assert_eq!(client(None, Some("6.6.6.6, 192.0.2.9")), "192.0.2.9");
    }
}
