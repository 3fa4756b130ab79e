//! Storing what a job gave, through a database that may be away for a moment.

use std::time::Duration;

use tieout_persistence::Error;
use tokio::time::{Instant, sleep};

/// How long to wait before trying again.
const PAUSE: Duration = Duration::from_millis(500);

/// Tries for a lease's time. A result is not thrown away because the database restarts; that it is
/// stored only once, and only if the claim is still ours, the claim's number sees to.
pub(super) async fn store<A>(lease: Duration, mut attempt: impl FnMut() -> A) -> Result<(), Error>
where
    A: Future<Output = Result<(), Error>>,
{
    let end = Instant::now() + lease;
    loop {
        match attempt().await {
            Err(Error::Unavailable(_)) if Instant::now() < end => sleep(PAUSE).await,
            outcome => return outcome,
        }
    }
}
