//! What clients send that mean no good, and what must come back; and that nobody keeps others waiting.

#![allow(clippy::panic, reason = "tests fail by panicking")]

mod writing;

use std::{
    fs,
    io::{Read, Write},
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, HeaderName, Method, Uri};

use super::{Running, copied, london, settings};
use crate::serve::{Settings, events, guard::Guard};

/// A request as it is sent, and the status that must come back. `HOST` and `TOKEN` stand for the server's own.
const PROBES: [(&str, u16, &str); 28] = [
    ("no token", 401, "GET /api/cases HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"),
    ("no token for the page", 401, "GET / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"),
    ("a wrong token", 401, "GET /api/cases?token=0000 HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"),
    (
        "an empty token",
        401,
        "GET /api/cases?token= HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer \r\nConnection: close\r\n\r\n",
    ),
    (
        "another scheme",
        401,
        "GET /api/cases HTTP/1.1\r\nHost: HOST\r\nAuthorization: Basic TOKEN\r\nConnection: close\r\n\r\n",
    ),
    (
        "the token",
        200,
        "GET /api/cases HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer TOKEN\r\nConnection: close\r\n\r\n",
    ),
    (
        "a scheme in small letters",
        200,
        "GET /api/cases HTTP/1.1\r\nHost: HOST\r\nAuthorization: bearer TOKEN\r\nConnection: close\r\n\r\n",
    ),
    (
        "a scheme in capitals",
        200,
        "GET /api/cases HTTP/1.1\r\nHost: HOST\r\nAuthorization: BEARER TOKEN\r\nConnection: close\r\n\r\n",
    ),
    (
        "a cookie",
        200,
        "GET /api/cases HTTP/1.1\r\nHost: HOST\r\nCookie: a=b; token=TOKEN\r\nConnection: close\r\n\r\n",
    ),
    (
        "the token in the address",
        200,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    ),
    (
        "the token in the address of the page",
        303,
        "GET /?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    ),
    (
        "two hosts",
        400,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    ),
    (
        "two hosts that differ",
        400,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nHost: example.org\r\nConnection: close\r\n\r\n",
    ),
    ("no host", 400, "GET /api/cases?token=TOKEN HTTP/1.1\r\nConnection: close\r\n\r\n"),
    ("no host, as before 1.1", 400, "GET /api/cases?token=TOKEN HTTP/1.0\r\n\r\n"),
    (
        "another host",
        403,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n",
    ),
    (
        "another host in the address",
        400,
        "GET http://example.org/api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    ),
    (
        "another origin",
        403,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nOrigin: http://example.org\r\nConnection: close\r\n\r\n",
    ),
    (
        "no origin at all",
        403,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nOrigin: null\r\nConnection: close\r\n\r\n",
    ),
    (
        "two origins",
        403,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nOrigin: http://example.org\r\nConnection: close\r\n\r\n",
    ),
    (
        "a body",
        413,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
    ),
    (
        "a body in pieces",
        413,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
    ),
    (
        "two lengths",
        400,
        "GET /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nx",
    ),
    ("no version", 400, "GET /\r\n\r\n"),
    ("another protocol", 400, "\u{16}\u{3}\u{1}\r\n\r\n"),
    (
        "a method that is not taken",
        405,
        "DELETE /api/cases?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    ),
    (
        "a path that leads out",
        404,
        "GET /api/cases/../../etc/passwd?token=TOKEN HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    ),
    (
        "a compartment",
        400,
        "GET /api/cases/london-2025/why?token=TOKEN&compartment=any HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    ),
];

#[test]
fn every_probe_gets_its_status_and_the_server_answers_on() {
    let server = Running::on(vec![london()], false);
    for (what, status, request) in PROBES {
        let request = request.replace("HOST", &server.host).replace("TOKEN", &server.token);
        let got = server.send(request.as_bytes());
        assert_eq!(got.status, status, "{what}: {}", got.body);
        if got.head.contains("application/json") && status >= 400 {
            let said = got.json();
            assert!(
                said["refusal"]["message"].is_string() && said["refusal"]["help"].is_array(),
                "{what}: {said}"
            );
        }
        assert!(!got.body.contains(&server.token), "{what} tells the token");
    }
    let many = "&use=new-sanctions".repeat(300);
    assert_eq!(
        server.get(&format!("/api/cases/london-2025/why?{many}")).status,
        400,
        "more values than are taken"
    );
    let long = "x".repeat(9000);
    assert_eq!(server.get(&format!("/api/cases/london-2025/why?use={long}")).status, 414);
    assert_eq!(server.get("/api/cases").status, 200);
}

#[test]
fn the_token_leaves_the_address_at_once() {
    let server = Running::on(vec![london()], false);
    let got = server.get(&format!("/?token={}&use=new-sanctions", server.token));
    assert_eq!(got.status, 303);
    assert!(got.head.contains("location: /?use=new-sanctions"), "{}", got.head);
    let cookie =
        got.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_default().to_owned();
    assert!(cookie.contains("httponly") && cookie.contains("samesite=strict"), "{cookie}");
    let pair = cookie.split(';').next().unwrap_or_default();
    let page =
        format!("GET / HTTP/1.1\r\nHost: {}\r\nCookie: {pair}\r\nConnection: close\r\n\r\n", server.host);
    assert_eq!(server.send(page.as_bytes()).status, 200);
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    let pair = |(name, value): &(&'static str, &str)| {
        (HeaderName::from_static(name), value.parse().expect("a value"))
    };
    pairs.iter().map(pair).collect()
}

#[test]
fn behind_a_proxy_with_tls_the_page_writes_and_its_cookie_is_secure() {
    let address = SocketAddr::from(([127, 0, 0, 1], 7878));
    let guard = |origins: &[&str], proxy| {
        let origins: Vec<String> = origins.iter().map(|origin| (*origin).to_owned()).collect();
        Guard::at(address, &[], &origins, proxy, false).expect("a token")
    };
    let token = |guard: &Guard| guard.addresses_to_open().rsplit('=').next().unwrap_or_default().to_owned();
    let refuses = |guard: &Guard, pairs: &[(&'static str, &str)]| {
        let uri: Uri = format!("/?token={}", token(guard)).parse().expect("an address");
        guard.refuses(&Method::POST, &uri, &headers(pairs)).map(|reply| reply.status)
    };
    let cookie = |guard: &Guard, pairs: &[(&'static str, &str)]| {
        let uri: Uri = format!("/?token={}", token(guard)).parse().expect("an address");
        guard.cookie(&uri, &headers(pairs)).unwrap_or_default()
    };
    let page = [("host", "talks.example.org"), ("origin", "https://talks.example.org")];
    let named = guard(&["https://talks.example.org"], false);
    assert_eq!(refuses(&named, &page), None);
    assert!(cookie(&named, &page).ends_with("; Secure"));
    assert_eq!(refuses(&guard(&[], false), &page), Some(403));
    let own =
        [("host", "127.0.0.1:7878"), ("origin", "https://127.0.0.1:7878"), ("x-forwarded-proto", "https")];
    assert_eq!(refuses(&guard(&[], false), &own), Some(403), "nobody said that the proxy can be believed");
    assert!(!cookie(&guard(&[], false), &own).contains("Secure"));
    assert_eq!(refuses(&guard(&[], true), &own), None);
    assert!(cookie(&guard(&[], true), &own).ends_with("; Secure"));
}

#[test]
fn each_reader_has_a_token_and_the_log_says_who_asked_what() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log.jsonl");
    let names = vec!["anna".to_owned(), "ben".to_owned()];
    let server = Running::with(&Settings { names, log: Some(log.clone()), ..settings(vec![london()]) });
    assert_eq!(server.get("/api/cases/london-2025/show?id=crimea").status, 200);
    let none = format!("GET /api/cases HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.host);
    assert_eq!(server.send(none.as_bytes()).status, 401);
    let text = fs::read_to_string(&log).expect("a log");
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let [first, second] = lines.as_slice() else { panic!("{text}") };
    assert_eq!((&first["name"], &first["status"]), (&"anna".into(), &200.into()));
    assert_eq!(
        (&first["asked"], &first["client"]),
        (&"/api/cases/london-2025/show?id=crimea".into(), &"127.0.0.1".into())
    );
    assert!(first["time"].is_string() && first["ms"].is_u64(), "{first}");
    assert_eq!((&second["name"], &second["status"]), (&serde_json::Value::Null, &401.into()));
    assert!(!text.contains(&server.token));
}

#[test]
fn what_happens_to_a_case_on_disk_is_told_without_its_path() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = copied(folder.path());
    let server = Running::on(vec![case.clone()], true);
    let path = folder.path().display().to_string();
    let why = || {
        let got = server.get("/api/cases/mine/why");
        assert!(!got.body.contains(&path), "{}", got.body);
        got
    };
    let before = why();
    assert_eq!(before.status, 200);
    // An edit of equal size that keeps the time stamp.
    let file = case.join("case.toml");
    let (text, data) = (fs::read_to_string(&file).expect("the case"), fs::metadata(&file).expect("data"));
    fs::write(&file, text.replacen("value = [30, 55]", "value = [31, 55]", 1)).expect("an edit");
    let edited = fs::File::options().write(true).open(&file).expect("the case");
    edited.set_modified(data.modified().expect("a time")).expect("the old time");
    assert_ne!(why().body, before.body, "the edit is noticed");
    #[cfg(unix)]
    {
        let secret = folder.path().join("secret.txt");
        fs::write(&secret, "the password is swordfish\n").expect("a secret");
        fs::remove_file(&file).expect("gone");
        std::os::unix::fs::symlink(&secret, &file).expect("a link");
        let led_out = why();
        assert_eq!(led_out.status, 404, "{}", led_out.body);
        assert!(!led_out.body.contains("swordfish"));
        fs::remove_file(&file).expect("gone");
        std::os::unix::fs::symlink(&file, &file).expect("a link to itself");
        assert_eq!(why().status, 500, "what cannot be read is not called missing");
        let outside = folder.path().join("outside");
        fs::create_dir(&outside).expect("a folder");
        fs::remove_file(&file).expect("gone");
        fs::write(&file, &text).expect("back");
        std::os::unix::fs::symlink(&outside, case.join("what-ifs")).expect("a link");
        let saved = server.asked("POST", "/api/cases/mine/what-ifs/x?use=new-sanctions", "");
        assert_eq!(saved.status, 409, "{}", saved.body);
        assert_eq!(fs::read_dir(&outside).map(Iterator::count).ok(), Some(0), "nothing is written outside");
    }
    fs::remove_dir_all(&case).expect("deleted");
    assert_eq!(why().status, 404);
}

#[test]
fn streams_of_events_have_an_end_to_their_number() {
    let server = Running::on(vec![london()], false);
    let open: Vec<_> = (0..=events::STREAMS)
        .map(|_| {
            let mut stream = server.connection();
            stream.write_all(server.head("GET", "/api/events", "").as_bytes()).expect("asked");
            stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
            let mut status = [0; 12];
            stream.read_exact(&mut status).expect("a status");
            (String::from_utf8_lossy(&status).into_owned(), stream)
        })
        .collect();
    let refused = open.iter().filter(|(status, _)| status.ends_with("503")).count();
    assert_eq!(refused, 1);
    assert_eq!(server.get("/api/cases").status, 200);
}

/// Asks the dearest question until it is dropped.
fn dear(server: &Running, seed: usize) -> std::net::TcpStream {
    let mut stream = server.connection();
    let path = format!("/api/cases/london-2025/run/deadline?days=3650&draws=20000&seed={seed}");
    stream.write_all(server.head("GET", &path, "").as_bytes()).expect("asked");
    stream
}

#[test]
fn a_cheap_question_is_answered_while_eight_of_the_dearest_are() {
    let server = Running::on(vec![london()], false);
    let alone = Instant::now();
    assert_eq!(server.get("/api/cases/london-2025/show?id=crimea").status, 200);
    let alone = alone.elapsed();
    let dear: Vec<_> = (0..8).map(|seed| dear(&server, seed)).collect();
    std::thread::sleep(Duration::from_secs(1));
    let mut slowest = Duration::ZERO;
    for number in 0..10 {
        let began = Instant::now();
        // Each is asked for the first time.
        let got = server.get(&format!("/api/cases/london-2025/show?id=crimea&seed={number}"));
        assert!(matches!(got.status, 200 | 400), "{}", got.body);
        let got = server.get(&format!("/api/cases/london-2025/show?id=crimea&as-of=2025-04-{}", 10 + number));
        assert_eq!(got.status, 200, "{}", got.body);
        slowest = slowest.max(began.elapsed());
    }
    drop(dear);
    // The bound is wide: what counts is that nobody waits for one of the dear ones, which take minutes.
    assert!(slowest < Duration::from_secs(2) + alone * 20, "{slowest:?}, alone {alone:?}");
}

#[test]
fn an_answer_whose_reader_has_gone_makes_room() {
    let server = Running::on(vec![london()], false);
    for round in 0..4 {
        let dear: Vec<_> = (0..16).map(|seed| dear(&server, round * 100 + seed)).collect();
        std::thread::sleep(Duration::from_millis(300));
        drop(dear);
    }
    // More than may wait at once were asked: they can only all have been taken if those before were given up.
    let began = Instant::now();
    let mut status = 503;
    while status == 503 && began.elapsed() < Duration::from_secs(20) {
        status = server.get("/api/cases/london-2025/why?seed=77").status;
    }
    assert_eq!(status, 200);
}

#[test]
fn folders_outside_are_not_served() {
    assert!(Path::new(&london()).is_dir());
    let server = Running::on(vec![london()], false);
    for path in [
        "/api/cases/%2e%2e/why",
        "/api/cases/london-2025%2f..%2felmira-1991/why",
        "/api/cases/london-2025/what-ifs/..%2fx",
    ] {
        let got = server.get(path);
        assert!(matches!(got.status, 404 | 405), "{path}: {}", got.status);
    }
}
