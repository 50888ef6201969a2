//! A language model that answers over HTTP as `OpenAI`'s does: llama.cpp, Ollama, vLLM. Nothing is sent unless somebody
//! typed an address.

use std::{net::SocketAddr, time::Duration};

use detente_case::TrafficLight;
use http_body_util::{BodyExt, Full, Limited};
use hyper::{Method, Request, StatusCode, Uri, body::Bytes, client::conn::http1::handshake};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpStream, lookup_host},
    runtime::Builder,
    time::timeout,
};

use crate::failure::Failure;

/// How long a model may think.
const PATIENCE: Duration = Duration::from_mins(10);

/// How many bytes an answer may have.
const MOST: usize = 16 << 20;

/// What is asked of the models that speak so.
const PATH: &str = "/v1/chat/completions";

/// Where a model is, and what may be sent there.
pub struct Model<'a> {
    /// The address, as it was typed.
    pub address: &'a str,
    /// How far the text may be passed on.
    pub label: TrafficLight,
    /// Whether a text that may not be passed on may leave this machine.
    pub allow_remote: bool,
}

impl Model<'_> {
    /// Sends a question and answers with what comes back. A text labelled above `TLP:CLEAR` does not leave this machine
    /// unless it may.
    pub fn ask(&self, body: &serde_json::Value) -> Result<serde_json::Value, Failure> {
        let uri = self.uri()?;
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|cause| self.failed(cause))?;
        let bytes = runtime.block_on(async {
            match timeout(PATIENCE, self.exchange(&uri, body.to_string())).await {
                Ok(answered) => answered,
                Err(_) => Err(self.failed(std::io::ErrorKind::TimedOut.into())),
            }
        })?;
        serde_json::from_slice(&bytes).map_err(|error| {
            let told = format!("{} answered with something other than JSON: {error}", self.address);
            Failure::input(told).with_help("give the address of a server that speaks as OpenAI's does")
        })
    }

    /// The address with the path that is asked, where it has none.
    fn uri(&self) -> Result<Uri, Failure> {
        let help = "write, for example, http://127.0.0.1:8080";
        let uri: Uri = self
            .address
            .parse()
            .map_err(|_| Failure::usage(format!("{} is not an address", self.address)).with_help(help))?;
        if uri.scheme_str() != Some("http") || uri.host().is_none() {
            let refused =
                Failure::usage(format!("{} does not begin with http://", self.address)).with_help(help);
            return Err(refused.with_help("for https, let a proxy on this machine speak it"));
        }
        Ok(uri)
    }

    async fn exchange(&self, uri: &Uri, body: String) -> Result<Bytes, Failure> {
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let port = uri.port_u16().unwrap_or(80);
        let found = lookup_host((host, port)).await.map_err(|cause| self.failed(cause))?;
        let addresses: Vec<SocketAddr> = found.collect();
        self.may_send(&addresses)?;
        let stream = TcpStream::connect(addresses.as_slice()).await.map_err(|cause| self.failed(cause))?;
        let (mut sender, connection) =
            handshake(TokioIo::new(stream)).await.map_err(|cause| self.broken(&cause))?;
        let driven = tokio::spawn(connection);
        let path = match uri.path().trim_end_matches('/') {
            "" | "/v1" => PATH.to_owned(),
            path => path.to_owned(),
        };
        let authority = uri.authority().map(ToString::to_string).unwrap_or_default();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header("host", authority)
            .header("content-type", "application/json")
            .body(Full::new(Bytes::from(body)));
        let request = request.map_err(|_| Failure::usage(format!("{} is not an address", self.address)))?;
        let response = sender.send_request(request).await.map_err(|cause| self.broken(&cause))?;
        let status = response.status();
        let collected = Limited::new(response.into_body(), MOST).collect().await;
        driven.abort();
        let bytes =
            collected.map_err(|cause| self.failed(std::io::Error::other(cause.to_string())))?.to_bytes();
        if status == StatusCode::OK {
            return Ok(bytes);
        }
        let refused = Failure::input(format!("{} answered {status}", self.address));
        Err(refused.with_help("name the model with --model-name, as the server calls it"))
    }

    /// Refuses to send away what may not be passed on.
    fn may_send(&self, addresses: &[SocketAddr]) -> Result<(), Failure> {
        let here = addresses.iter().all(|address| address.ip().is_loopback());
        if here || self.allow_remote || self.label == TrafficLight::Clear {
            return Ok(());
        }
        let told = format!(
            "the text bears {}, and {} is not on this machine: nothing was sent",
            self.label, self.address
        );
        Err(Failure::usage(told)
            .with_help("name a model on this machine, or send it all the same with --allow-remote"))
    }

    fn failed(&self, cause: std::io::Error) -> Failure {
        Failure::Machine { doing: format!("ask {}", self.address), cause }
    }

    fn broken(&self, cause: &hyper::Error) -> Failure {
        self.failed(std::io::Error::other(cause.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(address: &str, label: TrafficLight, allow_remote: bool) -> Model<'_> {
        Model { address, label, allow_remote }
    }

    #[test]
    fn what_may_not_be_passed_on_stays_on_this_machine_unless_it_may_leave() {
        let (here, away) = ("127.0.0.1:80".parse().expect("here"), "192.0.2.7:80".parse().expect("away"));
        let sends = |label, allow, to: &[SocketAddr]| model("http://x", label, allow).may_send(to).is_ok();
        assert!(sends(TrafficLight::Clear, false, &[away]));
        assert!(sends(TrafficLight::Green, false, &[here]));
        assert!(!sends(TrafficLight::Green, false, &[away]));
        assert!(!sends(TrafficLight::Red, false, &[here, away]), "one address away is away");
        assert!(sends(TrafficLight::Red, true, &[away]));
    }

    #[test]
    fn only_http_is_spoken() {
        for address in ["https://example.org", "example.org:80", "no address", "file:///x"] {
            assert!(
                matches!(model(address, TrafficLight::Clear, false).uri(), Err(Failure::Usage(_))),
                "{address}"
            );
        }
    }
}
