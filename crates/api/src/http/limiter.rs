//! How often one may ask: a bucket per principal, which fills by the second.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// So many seconds' worth of requests may come at once.
const BURST_SECONDS: f64 = 10.0;

/// Buckets are looked through when there are so many.
const MOST_BUCKETS: usize = 10_000;

/// Who may ask how often.
#[derive(Debug)]
pub struct Limiter {
    per_second: f64,
    buckets: Mutex<HashMap<String, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Limiter {
    /// So many requests a second, for each.
    pub fn new(per_second: u16) -> Self {
        Self {
            per_second: per_second.into(),
            buckets: Mutex::default(),
        }
    }

    /// One more request; fails with the seconds to wait when it is one too many.
    pub fn take(&self, principal: &str) -> Result<(), u32> {
        self.take_at(principal, Instant::now())
    }

    fn take_at(&self, principal: &str, now: Instant) -> Result<(), u32> {
        let full = self.per_second * BURST_SECONDS;
        // A panic elsewhere leaves the buckets as sound as they were.
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > MOST_BUCKETS {
            buckets.retain(|_, bucket| self.filled(*bucket, now) < full);
        }
        let bucket = buckets.entry(principal.to_owned());
        let bucket = bucket.or_insert(Bucket {
            left: full,
            at: now,
        });
        let left = self.filled(*bucket, now);
        let is_enough = left >= 1.0;
        *bucket = Bucket {
            left: if is_enough { left - 1.0 } else { left },
            at: now,
        };
        if is_enough { Ok(()) } else { Err(1) }
    }

    fn filled(&self, bucket: Bucket, now: Instant) -> f64 {
        let seconds = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.left + seconds * self.per_second).min(self.per_second * BURST_SECONDS)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_passes_then_the_steady_rate_for_each_alone() {
        let limiter = Limiter::new(2);
        let start = Instant::now();
        for _ in 0..20 {
            assert_eq!(limiter.take_at("one", start), Ok(()));
        }
        assert_eq!(limiter.take_at("one", start), Err(1));
        assert_eq!(limiter.take_at("other", start), Ok(()));
        let later = start + Duration::from_secs(1);
        assert_eq!(limiter.take_at("one", later), Ok(()));
        assert_eq!(limiter.take_at("one", later), Ok(()));
        assert_eq!(limiter.take_at("one", later), Err(1));
    }
}
