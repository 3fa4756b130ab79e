//! `probe PORT PATH`: does the server in this container answer with success? The images have no shell
//! and no curl, so that whoever breaks in finds no tools.

use std::env::args;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::ExitCode;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(3);

fn main() -> ExitCode {
    let arguments: Vec<_> = args().skip(1).collect();
    let [port, path] = arguments.as_slice() else {
        eprintln!("usage: probe PORT PATH");
        return ExitCode::from(2);
    };
    match status(port, path) {
        Some(status) if (200..300).contains(&status) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn status(port: &str, path: &str) -> Option<u16> {
    let mut server = TcpStream::connect(("127.0.0.1", port.parse().ok()?)).ok()?;
    server.set_read_timeout(Some(PATIENCE)).ok()?;
    write!(server, "GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n").ok()?;
    // "HTTP/1.1 200"
    let mut line = [0; 12];
    server.read_exact(&mut line).ok()?;
    std::str::from_utf8(line.get(9..)?).ok()?.parse().ok()
}
