//! Stream filters, each bounded by the number of bytes it may produce.

mod ascii;
mod flate;
mod lzw;
mod predictor;
mod run_length;

use std::borrow::Cow;

use super::limits::Exceeded;
use super::syntax::{Dict, Object};

/// Filters in a row that are worth following; more is an attack.
const MAX_FILTERS: usize = 8;

/// A decoded stream, as far as it could be decoded.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    pub(crate) damage: Option<Damage>,
}

/// Why a stream is not decoded to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Damage {
    /// The data broke off or made no sense.
    Broken,
    /// An image filter, or one that does not exist.
    Unsupported(String),
}

/// One filter of a chain with its parameters, references resolved.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: Object,
    pub(crate) parameters: Object,
}

/// Output of one filter: the bytes, and whether they are all.
struct Output {
    bytes: Vec<u8>,
    complete: bool,
}

/// Runs `data` through the filters; no filter may produce more than `limit` bytes.
pub(crate) fn decode(data: &[u8], steps: &[Step], limit: usize) -> Result<Decoded, Exceeded> {
    let mut current = Cow::Borrowed(data);
    let mut damage = (steps.len() > MAX_FILTERS).then_some(Damage::Broken);
    for step in steps.iter().take(MAX_FILTERS) {
        let name = step.name.name().unwrap_or_default();
        let Some(output) = apply(name, &current, step.parameters.dict(), limit) else {
            let filter = String::from_utf8_lossy(name).into_owned();
            return Ok(Decoded {
                bytes: Vec::new(),
                damage: Some(Damage::Unsupported(filter)),
            });
        };
        if output.bytes.len() > limit {
            return Err(Exceeded::Decompressed);
        }
        if !output.complete {
            damage = Some(Damage::Broken);
        }
        current = Cow::Owned(output.bytes);
    }
    Ok(Decoded {
        bytes: current.into_owned(),
        damage,
    })
}

/// `None` for a filter that is not for text.
fn apply(name: &[u8], data: &[u8], parameters: Option<&Dict>, limit: usize) -> Option<Output> {
    let output = match name {
        b"FlateDecode" | b"Fl" => predictor::undo(flate::decode(data, limit), parameters),
        b"LZWDecode" | b"LZW" => predictor::undo(lzw::decode(data, parameters, limit), parameters),
        b"ASCII85Decode" | b"A85" => ascii::decode_85(data, limit),
        b"ASCIIHexDecode" | b"AHx" => ascii::decode_hex(data),
        b"RunLengthDecode" | b"RL" => run_length::decode(data, limit),
        b"Crypt" => Output {
            bytes: data.to_vec(),
            complete: true,
        },
        _ => return None,
    };
    Some(output)
}
