//! Working while the claim is ours.

use std::pin::pin;
use std::time::Duration;

use tieout_persistence::Error;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

/// Does `work`, renewing the claim three times in each lease. Ends early when the claim is lost: what
/// is dropped then would not have been stored. A database that is away for a while ends nothing;
/// whether the claim is still ours is decided when the result is stored.
pub(super) async fn while_ours<T, R>(
    lease: Duration,
    work: impl Future<Output = T>,
    mut renew: impl FnMut() -> R,
) -> Result<T, Error>
where
    R: Future<Output = Result<(), Error>>,
{
    let every = lease / 3;
    let mut beats = interval_at(Instant::now() + every, every);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut work = pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return Ok(done),
            _ = beats.tick() => match renew().await {
                Ok(()) | Err(Error::Unavailable(_)) => {}
                Err(error) => return Err(error),
            },
        }
    }
}
