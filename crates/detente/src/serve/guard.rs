//! Who is answered: this machine's browser at this server's own page, or whoever has the token.

use std::net::SocketAddr;

use axum::http::{HeaderMap, Method, Uri, header};

use super::asked::Reply;
use crate::failure::Failure;

/// How the token is called in a cookie and in an address.
const TOKEN: &str = "token";

/// What a request is held against.
pub(super) struct Guard {
    address: SocketAddr,
    /// Needed unless the server listens on a loopback address.
    token: Option<String>,
}

impl Guard {
    pub(super) fn at(address: SocketAddr) -> Result<Self, Failure> {
        let token = if address.ip().is_loopback() { None } else { Some(new_token()?) };
        Ok(Self { address, token })
    }

    /// What to open in a browser; the only place where the token is ever shown.
    pub(super) fn address_to_open(&self) -> String {
        match &self.token {
            None => format!("http://{}/", self.address),
            Some(token) => format!("http://{}/?{TOKEN}={token}", self.address),
        }
    }

    /// Why a request is not answered; `None` when it is.
    pub(super) fn refuses(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Reply> {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        let host = text(header::HOST).or_else(|| uri.authority().map(axum::http::uri::Authority::as_str));
        let Some(host) = host else {
            return Some(Reply::refused(400, "the request must name its host"));
        };
        // A page elsewhere whose name was made to lead here would still send its own name.
        if !self.is_own(host) {
            return Some(Reply::refused(403, "this server answers only at its own address"));
        }
        let own_origin = format!("http://{host}");
        if text(header::ORIGIN).is_some_and(|origin| origin != own_origin) {
            return Some(Reply::refused(403, "this server does not answer other origins"));
        }
        let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
        let opens = method == Method::GET && uri.path() == "/";
        if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) && !opens {
            return Some(Reply::refused(403, "this server does not answer other sites"));
        }
        if !self.has_token(uri, headers) {
            return Some(Reply::refused(401, "the request needs the token that the server printed"));
        }
        None
    }

    /// The cookie to set when the token came in the address.
    pub(super) fn cookie(&self, uri: &Uri) -> Option<String> {
        let token = self.token.as_ref()?;
        let given = in_query(uri).is_some_and(|given| same(&given, token));
        given.then(|| format!("{TOKEN}={token}; HttpOnly; SameSite=Strict; Path=/"))
    }

    fn is_own(&self, host: &str) -> bool {
        if !self.address.ip().is_loopback() {
            // Behind an address that others reach, by names that are not known here, the token guards.
            return true;
        }
        let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
        port == self.address.port().to_string() && matches!(name, "127.0.0.1" | "localhost" | "[::1]")
            || host == self.address.to_string()
    }

    fn has_token(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = bearer.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned);
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookies = cookies.flat_map(|value| value.split(';')).filter_map(|one| one.trim().split_once('='));
        let cookie = cookies.filter(|(name, _)| *name == TOKEN).map(|(_, value)| value.to_owned());
        bearer.into_iter().chain(cookie).chain(in_query(uri)).any(|given| same(&given, token))
    }
}

fn in_query(uri: &Uri) -> Option<String> {
    let query = form_urlencoded::parse(uri.query()?.as_bytes());
    query.into_iter().find(|(name, _)| name == TOKEN).map(|(_, value)| value.into_owned())
}

/// Compares in a time that tells nothing of where two tokens differ.
fn same(given: &str, token: &str) -> bool {
    let different = given.bytes().zip(token.bytes()).fold(0, |sum, (one, other)| sum | (one ^ other));
    given.len() == token.len() && different == 0
}

fn new_token() -> Result<String, Failure> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Machine {
        doing: "make a token".to_owned(),
        cause: std::io::Error::other(error.to_string()),
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
