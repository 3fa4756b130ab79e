use std::sync::Arc;

use lopdf::EncryptionState;
use lopdf::encryption::DecryptionError;
use lopdf::encryption::crypt_filters::CryptFilter;

use super::Trailer;
use super::objects::Objects;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::{Dict, Object, ObjectId};

/// Reads strings and streams that are encrypted with the empty password.
#[derive(Debug)]
pub(super) struct Decryption {
    strings: Arc<dyn CryptFilter>,
    streams: Arc<dyn CryptFilter>,
    key: Vec<u8>,
    /// Number of the dictionary that describes the encryption, which is in clear itself.
    dictionary: Option<u32>,
}

/// Why a document cannot be unlocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Locked {
    Password,
    Unsupported,
}

/// Crypt filters lie two levels deep.
const DICTIONARY_NESTING: usize = 4;

const AES_BLOCK: usize = 16;

impl Decryption {
    pub(super) fn unlock(
        objects: &mut Objects,
        trailer: &Trailer,
    ) -> Bounded<Result<Self, Locked>> {
        let object = objects.resolve(&trailer.encrypt)?;
        let lopdf::Object::Dictionary(mut dict) = converted(objects, &object, DICTIONARY_NESTING)?
        else {
            return Ok(Err(Locked::Unsupported));
        };
        normalise(&mut dict);
        let ids = objects.resolve(&trailer.id)?;
        let ids = objects.items(&ids)?;
        let id = ids.first().and_then(Object::string).unwrap_or_default();
        let dictionary = trailer.encrypt.reference().map(|id| id.0);
        Ok(state(dict, id).map(|state| Self {
            strings: state.get_string_filter(),
            streams: state.get_stream_filter(),
            key: state.file_encryption_key().to_vec(),
            dictionary,
        }))
    }

    pub(super) fn is_own_dictionary(&self, id: ObjectId) -> bool {
        self.dictionary == Some(id.0)
    }

    /// The object with its strings decrypted; strings that cannot be are left as they are.
    pub(super) fn object(&self, id: ObjectId, object: Object) -> Object {
        match object {
            Object::String(bytes) => {
                Object::String(self.string(id, &bytes).map_or(bytes, Arc::from))
            }
            Object::Array(items) => Object::Array(
                items
                    .iter()
                    .map(|item| self.object(id, item.clone()))
                    .collect(),
            ),
            Object::Dict(dict) => {
                let entries = dict
                    .iter()
                    .map(|(key, value)| (Arc::from(key), self.object(id, value.clone())));
                Object::Dict(Arc::new(Dict::new(entries.collect())))
            }
            other => other,
        }
    }

    fn string(&self, id: ObjectId, bytes: &[u8]) -> Option<Vec<u8>> {
        let key = self.strings.compute_key(&self.key, id).ok()?;
        self.strings.decrypt(&key, bytes).ok()
    }

    /// The decrypted bytes of a stream, `None` when that is not possible.
    pub(super) fn stream(&self, id: ObjectId, bytes: &[u8]) -> Option<Vec<u8>> {
        let key = self.streams.compute_key(&self.key, id).ok()?;
        if let Ok(clear) = self.streams.decrypt(&key, bytes) {
            return Some(clear);
        }
        // A truncated stream or one with stray bytes behind it: whole blocks only.
        let whole = bytes.len() / AES_BLOCK * AES_BLOCK;
        bytes
            .get(..whole)
            .and_then(|bytes| self.streams.decrypt(&key, bytes).ok())
    }
}

/// Lets lopdf derive the key; it wants a document that holds the dictionary.
fn state(dict: lopdf::Dictionary, id: &[u8]) -> Result<EncryptionState, Locked> {
    let mut document = lopdf::Document::new();
    let id = lopdf::Object::String(id.to_vec(), lopdf::StringFormat::Hexadecimal);
    document
        .objects
        .insert((1, 0), lopdf::Object::Dictionary(dict));
    document
        .trailer
        .set("Encrypt", lopdf::Object::Reference((1, 0)));
    document
        .trailer
        .set("ID", lopdf::Object::Array(vec![id.clone(), id]));
    document
        .authenticate_password("")
        .map_err(|error| locked(&error))?;
    EncryptionState::decode(&document, b"").map_err(|error| locked(&error))
}

fn locked(error: &lopdf::Error) -> Locked {
    match error {
        lopdf::Error::InvalidPassword
        | lopdf::Error::Decryption(DecryptionError::IncorrectPassword) => Locked::Password,
        _ => Locked::Unsupported,
    }
}

/// Puts right what producers commonly write wrong: key lengths in bytes, or ones that contradict the version.
fn normalise(dict: &mut lopdf::Dictionary) {
    let number = |key: &[u8]| dict.get(key).and_then(lopdf::Object::as_i64).ok();
    let length = match (number(b"V"), number(b"Length")) {
        (Some(1), _) => 40,
        (Some(4), _) => 128,
        (Some(5), _) => 256,
        (_, Some(bytes @ 5..=16)) => bytes * 8,
        _ => return,
    };
    dict.set("Length", length);
}

/// The object as lopdf has it, references resolved.
fn converted(objects: &mut Objects, object: &Object, depth: usize) -> Bounded<lopdf::Object> {
    let object = objects.resolve(object)?;
    Ok(match object {
        Object::Bool(value) => lopdf::Object::Boolean(value),
        Object::Integer(value) => lopdf::Object::Integer(value),
        Object::Name(name) => lopdf::Object::Name(name.to_vec()),
        Object::String(bytes) => {
            lopdf::Object::String(bytes.to_vec(), lopdf::StringFormat::Literal)
        }
        Object::Dict(dict) if depth > 0 => {
            let mut copy = lopdf::Dictionary::new();
            for (key, value) in dict.iter() {
                copy.set(key, converted(objects, value, depth - 1)?);
            }
            lopdf::Object::Dictionary(copy)
        }
        _ => lopdf::Object::Null,
    })
}
