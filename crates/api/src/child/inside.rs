//! The child's side.

use std::io::{self, BufRead, BufWriter, Read as _, Write};
use std::panic;

use tieout_extraction::{Input, Settings};

use super::protocol::{Message, Request};
use super::{Limits, sandbox};

/// Limits this process, loads the settings, closes the sandbox, and reads the document that then
/// comes in on standard input.
pub fn run<E>(limits: &Limits, settings: impl FnOnce() -> Result<Settings, E>) -> Result<(), E>
where
    E: From<io::Error>,
{
    sandbox::limit(limits).map_err(io::Error::from)?;
    panic::set_hook(Box::new(tell_where));
    let settings = settings()?;
    let protection = sandbox::close();
    let mut out = BufWriter::new(io::stdout().lock());
    say(&mut out, &Message::Ready(protection))?;
    Ok(converse(&mut io::stdin().lock(), &mut out, &settings)?)
}

fn converse(stdin: &mut impl BufRead, out: &mut impl Write, settings: &Settings) -> io::Result<()> {
    let mut line = String::new();
    stdin.read_line(&mut line)?;
    let request: Request = serde_json::from_str(&line)?;
    let bytes = bytes(stdin, request.size)?;
    let input = Input {
        document: request.document,
        name: &request.name,
        bytes: &bytes,
    };
    let mut lost = Ok(());
    let mut on_page = |progress| {
        if lost.is_ok() {
            lost = say(out, &Message::Page(progress));
        }
    };
    let reading = tieout_extraction::read(&input, request.kind, settings, &mut on_page);
    lost?;
    say(out, &Message::Done(Box::new(reading)))
}

/// The file. Half of one is not read: it would look like a short document.
fn bytes(stdin: &mut impl io::Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).map_err(io::Error::other)?);
    stdin.take(size).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == size {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

fn say(out: &mut impl Write, message: &Message) -> io::Result<()> {
    serde_json::to_writer(&mut *out, message)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Says where the mistake is; what the message of a panic holds may come from the document.
fn tell_where(info: &panic::PanicHookInfo<'_>) {
    if let Some(place) = info.location() {
        // Nobody is left to be told when this fails.
        let _ = writeln!(
            io::stderr(),
            "panicked at {}:{}",
            place.file(),
            place.line()
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_breaks_off_is_not_read() {
        let error = bytes(&mut &b"%PDF"[..], 5).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        assert_eq!(bytes(&mut &b"%PDF-"[..], 5).unwrap(), b"%PDF-");
    }
}
