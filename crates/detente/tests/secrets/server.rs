//! A server of a case, and what it answers.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::{Child, Stdio},
};

use super::planted::Desk;

/// A server until the test ends.
pub(super) struct Served {
    pub(super) child: Child,
    pub(super) address: String,
    pub(super) query: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    pub(super) fn on(desk: &Desk) -> Self {
        let typed = ["serve", "bridge", "--port", "0"].map(str::to_owned);
        let mut child = desk.command(&typed).stderr(Stdio::piped()).spawn().expect("the server starts");
        let mut errors = child.stderr.take().expect("its errors");
        let mut greeting = String::new();
        let mut byte = [0];
        while !greeting.ends_with('\n') && errors.read(&mut byte).unwrap_or(0) == 1 {
            greeting.push(char::from(byte[0]));
        }
        std::thread::spawn(move || std::io::copy(&mut errors, &mut std::io::sink()));
        let (_, rest) = greeting.split_once("http://").expect("an address");
        let (address, query) = rest.trim().split_once('/').expect("an address");
        let query = query.trim_start_matches('?').to_owned();
        Self { child, address: address.to_owned(), query }
    }

    /// The whole response, without what differs from server to server.
    pub(super) fn get(&self, path: &str) -> String {
        let join = if path.contains('?') { '&' } else { '?' };
        let path =
            if self.query.is_empty() { path.to_owned() } else { format!("{path}{join}{}", self.query) };
        let mut stream = TcpStream::connect(&self.address).expect("the server listens");
        let host = &self.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
        let mut got = Vec::new();
        let _ = stream.read_to_end(&mut got);
        let text = String::from_utf8_lossy(&got).into_owned();
        if let Some((_, event)) =
            text.split_once("event: answer").or_else(|| text.split_once("event: refused"))
        {
            // How far it was, and in what pieces it came, is another matter each time.
            let data: Vec<_> = event.lines().filter(|line| line.starts_with("data:")).collect();
            return data.join("\n");
        }
        let kept = text.lines().filter(|line| {
            let line = line.to_lowercase();
            !line.starts_with("date:") && !line.starts_with("set-cookie:")
        });
        kept.collect::<Vec<_>>().join("\n").replace(&self.address, "HOST")
    }
}
