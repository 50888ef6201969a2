//! Who is answered: whoever has a token, from this server's own page or from no page at all.

use std::net::SocketAddr;

use axum::http::{HeaderMap, Method, Uri, header, uri::Authority};

use super::{reply::Reply, writing::is_json};
use crate::failure::Failure;
use detente_answers::stop::Advice;
use detente_machine::request_log::TOKEN;

/// How long the path and the query of an address may be together.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// Whom tokens are made for unless names are given.
const EVERYBODY: &str = "reader";

/// What a request is held against.
pub(super) struct Guard {
    address: SocketAddr,
    tokens: Vec<Token>,
    /// Under which addresses the page is reached too, as a browser names them.
    origins: Vec<String>,
    /// Whether a proxy stands before, whose word on the protocol and the client is taken.
    proxy: bool,
    /// Whether anything may be sent that is to be written.
    writes: bool,
}

struct Token {
    name: String,
    secret: String,
}

impl Guard {
    pub(super) fn at(
        address: SocketAddr,
        names: &[String],
        origins: &[String],
        proxy: bool,
        writes: bool,
    ) -> Result<Self, Failure> {
        let everybody = [EVERYBODY.to_owned()];
        let names = if names.is_empty() { &everybody } else { names };
        let token = |name: &String| new_token().map(|secret| Token { name: name.clone(), secret });
        let tokens = names.iter().map(token).collect::<Result<_, _>>()?;
        let origins = origins.iter().map(|origin| origin.trim_end_matches('/').to_lowercase()).collect();
        Ok(Self { address, tokens, origins, proxy, writes })
    }

    /// What to open in a browser, one address a reader; the only place where tokens are ever shown.
    pub(super) fn addresses_to_open(&self) -> String {
        let base = match self.origins.first() {
            Some(origin) => format!("{origin}/"),
            None => format!("http://{}/", self.address),
        };
        let one = self.tokens.len() == 1;
        let line = |token: &Token| {
            let name = if one { String::new() } else { format!("{}: ", token.name) };
            format!("{name}{base}?{TOKEN}={}", token.secret)
        };
        self.tokens.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Why a request is not answered; `None` when it is.
    pub(super) fn refuses(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Reply> {
        let host = match host_of(uri, headers) {
            Ok(host) => host,
            Err(why) => return Some(Reply::refused(400, why)),
        };
        if uri.path_and_query().is_some_and(|address| address.as_str().len() > LONGEST_ADDRESS) {
            return Some(Reply::refused(414, "the address is too long"));
        }
        let length = headers.get(header::CONTENT_LENGTH).map(|length| length.to_str().unwrap_or("?"));
        let sends =
            length.is_some_and(|length| length != "0") || headers.contains_key(header::TRANSFER_ENCODING);
        let may_send = self.writes && *method != Method::GET && is_json(headers);
        if sends && !may_send {
            return Some(Reply::refused(
                413,
                "nothing is sent to this server but JSON that is to be written",
            ));
        }
        // A page elsewhere whose name was made to lead here would still send its own name.
        if !self.is_own(host) {
            return Some(Reply::refused(403, "this server answers only at its own address"));
        }
        let mut origins = headers.get_all(header::ORIGIN).iter();
        if origins
            .any(|origin| !origin.to_str().is_ok_and(|origin| self.is_own_origin(origin, host, headers)))
        {
            let help = "behind a proxy with TLS, start it with --origin https://…";
            let why = Advice::new("this server does not answer other origins").with_help(help);
            return Some(Reply::refused(403, why));
        }
        let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
        let opens = method == Method::GET && uri.path() == "/";
        if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) && !opens {
            return Some(Reply::refused(403, "this server does not answer other sites"));
        }
        if self.who(uri, headers).is_none() {
            let help = "open the address that it printed, or send `Authorization: Bearer TOKEN`";
            let why = Advice::new("the request needs the token that the server printed").with_help(help);
            return Some(Reply::refused(401, why));
        }
        None
    }

    /// The cookie to set when the token came in the address.
    pub(super) fn cookie(&self, uri: &Uri, headers: &HeaderMap) -> Option<String> {
        let given = in_query(uri)?;
        let token = self.tokens.iter().find(|token| same(&given, &token.secret))?;
        let secure = if self.is_encrypted(headers) { "; Secure" } else { "" };
        let name = self.cookie_name();
        Some(format!("{name}={}; HttpOnly; SameSite=Strict; Path=/{secure}", token.secret))
    }

    /// Whom the token of a request was made for.
    pub(super) fn who(&self, uri: &Uri, headers: &HeaderMap) -> Option<&str> {
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = bearer.and_then(|value| value.split_once(' '));
        let bearer = bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookies = cookies.flat_map(|value| value.split(';')).filter_map(|one| one.trim().split_once('='));
        let cookies = cookies.filter(|(name, _)| *name == self.cookie_name() || *name == TOKEN);
        let given = bearer.into_iter().chain(cookies).map(|(_, value)| value.trim().to_owned());
        let given: Vec<String> = given.chain(in_query(uri)).collect();
        let known = self.tokens.iter().find(|token| given.iter().any(|given| same(given, &token.secret)));
        known.map(|token| token.name.as_str())
    }

    /// Whom the proxy says the request came from, where its word is taken.
    pub(super) fn forwarded_for<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        let said = headers.get_all("x-forwarded-for").iter().next_back()?;
        said.to_str().ok().filter(|_| self.proxy)
    }

    /// Cookies do not tell ports apart: two servers on one machine must not take each other's place.
    fn cookie_name(&self) -> String {
        format!("{TOKEN}-{}", self.address.port())
    }

    fn is_encrypted(&self, headers: &HeaderMap) -> bool {
        let said = headers.get_all("x-forwarded-proto").iter().next_back();
        let by_proxy = self.proxy && said.is_some_and(|said| said.as_bytes().eq_ignore_ascii_case(b"https"));
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        by_proxy || self.origins.contains(&format!("https://{}", host.to_lowercase()))
    }

    fn is_own_origin(&self, origin: &str, host: &str, headers: &HeaderMap) -> bool {
        let (origin, host) = (origin.to_lowercase(), host.to_lowercase());
        origin == format!("http://{host}")
            || self.origins.contains(&origin)
            || self.is_encrypted(headers) && origin == format!("https://{host}")
    }

    fn is_own(&self, host: &str) -> bool {
        let named =
            |origin: &String| origin.split_once("://").is_some_and(|(_, name)| name == host.to_lowercase());
        if !self.address.ip().is_loopback() || self.origins.iter().any(named) {
            // Behind an address that others reach, by names that are not known here, the token guards.
            return true;
        }
        let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
        port == self.address.port().to_string() && matches!(name, "127.0.0.1" | "localhost" | "[::1]")
            || host == self.address.to_string()
    }
}

/// The one host that a request names (RFC 9112, section 3.2).
fn host_of<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Result<&'a str, &'static str> {
    let mut named = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else {
        return Err("the request must name its host, once");
    };
    let host = host.to_str().map_err(|_| "the host is not named in plain letters")?;
    match uri.authority().map(Authority::as_str) {
        Some(other) if other != host => Err("the address and the header name two hosts"),
        Some(_) | None => Ok(host),
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
    Ok(detente_case::hex(bytes))
}
