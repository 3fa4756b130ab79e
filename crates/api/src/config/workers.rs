use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Duration;

/// Who does the work in the background.
#[derive(Debug, Clone, confique::Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Workers {
    /// Does `tieout serve` do the work, too? If not, `tieout worker` must run somewhere.
    #[config(env = "WORK_IN_SERVER", default = true)]
    pub in_server: bool,

    /// Documents that are read at a time; 0 is one per processor.
    #[config(env = "WORKERS", default = 0)]
    pub count: u16,

    /// Seconds after which the work of a process that gives no sign of life is taken up by another.
    #[config(env = "WORKER_LEASE_SECONDS", default = 30)]
    pub lease_seconds: u16,

    /// Seconds between looks for work that another process took in.
    #[config(env = "WORKER_POLL_SECONDS", default = 1)]
    pub poll_seconds: u16,
}

impl Workers {
    /// Documents that are read at a time.
    pub fn at_a_time(&self) -> usize {
        match self.count {
            0 => available_parallelism().map_or(1, NonZeroUsize::get),
            count => count.into(),
        }
    }

    /// How long a job is ours without a sign of life.
    pub fn lease(&self) -> Duration {
        Duration::from_secs(self.lease_seconds.into())
    }

    /// How long to wait before looking again.
    pub fn poll(&self) -> Duration {
        Duration::from_secs(self.poll_seconds.into())
    }
}
