//! Sessions as they were last told: a session that has not changed is not put together again.

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::http::header::{self, ContentEncoding};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use flate2::Compression;
use flate2::write::GzEncoder;
use tieout_domain::id::SessionId;

/// What is kept of all sessions together.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Bodies, the one used last in front.
#[derive(Debug, Default)]
pub struct Bodies(Mutex<VecDeque<(Key, Rendered)>>);

/// What a body tells, and as of when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The session.
    pub session: SessionId,
    /// Which of its parts.
    pub parts: u16,
    /// The revision of the session, and what else the body depends on.
    pub version: (i64, u32),
}

/// A body, plain and compressed.
#[derive(Debug, Clone)]
pub struct Rendered {
    plain: Bytes,
    compressed: Bytes,
}

impl Bodies {
    /// The body, if it is kept.
    pub fn get(&self, key: &Key) -> Option<Rendered> {
        let mut kept = self.lock();
        let place = kept.iter().position(|(known, _)| known == key)?;
        let found = kept.remove(place)?;
        let body = found.1.clone();
        kept.push_front(found);
        Some(body)
    }

    /// Keeps a body in place of older ones of the same parts.
    pub fn put(&self, key: Key, body: Rendered) {
        let mut kept = self.lock();
        kept.retain(|(known, _)| known.session != key.session || known.parts != key.parts);
        kept.push_front((key, body));
        let mut bytes = 0;
        kept.retain(|(_, body)| {
            bytes += body.plain.len() + body.compressed.len();
            bytes <= MOST_BYTES
        });
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(Key, Rendered)>> {
        // A panic elsewhere leaves the list as sound as it was.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rendered {
    /// The value as JSON.
    pub fn json(value: &impl serde::Serialize) -> io::Result<Self> {
        let plain = serde_json::to_vec(value)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(&plain)?;
        Ok(Self {
            compressed: gzip.finish()?.into(),
            plain: plain.into(),
        })
    }

    /// The answer, compressed when the client can take that.
    pub fn answer(&self, request: &HttpRequest, etag: &str) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        response
            .content_type("application/json")
            .insert_header((header::ETAG, etag))
            .insert_header((header::CACHE_CONTROL, "private, no-cache"))
            .insert_header((header::VARY, "accept-encoding"));
        if takes_gzip(request) {
            response.insert_header(ContentEncoding::Gzip);
            response.body(self.compressed.clone())
        } else {
            response.insert_header(ContentEncoding::Identity);
            response.body(self.plain.clone())
        }
    }
}

fn takes_gzip(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(header::ACCEPT_ENCODING);
    let accepted = accepted
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some("gzip") && parts.next().is_none_or(|weight| weight != "q=0")
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn key(session: u128, revision: i64) -> Key {
        Key {
            session: SessionId(Uuid::from_u128(session)),
            parts: 1,
            version: (revision, 90),
        }
    }

    #[test]
    fn an_older_revision_makes_room() {
        let bodies = Bodies::default();
        let body = Rendered::json(&"told").unwrap();
        bodies.put(key(1, 1), body.clone());
        bodies.put(key(2, 1), body.clone());
        bodies.put(key(1, 2), body);
        assert!(bodies.get(&key(1, 1)).is_none());
        assert!(bodies.get(&key(1, 2)).is_some());
        assert!(bodies.get(&key(2, 1)).is_some());
    }

    #[test]
    fn what_was_used_longest_ago_goes_when_there_is_too_much() {
        let bodies = Bodies::default();
        let large = Rendered {
            plain: vec![0; MOST_BYTES / 2].into(),
            compressed: Bytes::new(),
        };
        for session in 1..=2 {
            bodies.put(key(session, 1), large.clone());
        }
        assert!(bodies.get(&key(1, 1)).is_some());
        bodies.put(key(3, 1), large);
        assert!(bodies.get(&key(1, 1)).is_some());
        assert!(bodies.get(&key(2, 1)).is_none());
    }
}
