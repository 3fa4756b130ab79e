use std::time::Duration;

/// How long data is kept.
#[derive(Debug, Clone, confique::Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Retention {
    /// Days after which a session is gone with all that belongs to it.
    #[config(env = "RETENTION_DAYS", default = 90)]
    pub days: u16,

    /// Days after which it is forgotten who did what.
    #[config(env = "AUDIT_RETENTION_DAYS", default = 400)]
    pub audit_days: u16,

    /// Days after which it is forgotten that a receipt was handed in: until then one that comes again is noticed.
    #[config(env = "RECEIPT_MARK_DAYS", default = 400)]
    pub receipt_mark_days: u16,

    /// Minutes between clean-ups within the service; 0 where `tieout cleanup` is run from outside.
    #[config(env = "CLEANUP_MINUTES", default = 60)]
    pub cleanup_minutes: u16,
}

impl Retention {
    /// How long a session is kept.
    pub fn sessions(&self) -> Duration {
        days(self.days)
    }

    /// How long the audit trail is kept.
    pub fn audit(&self) -> Duration {
        days(self.audit_days)
    }

    /// How long a receipt is known again.
    pub fn receipt_marks(&self) -> Duration {
        days(self.receipt_mark_days)
    }

    /// How long to wait between clean-ups; none where others clean up.
    pub fn cleanup_interval(&self) -> Option<Duration> {
        let minutes = u64::from(self.cleanup_minutes);
        (minutes > 0).then(|| Duration::from_secs(minutes * 60))
    }
}

fn days(count: u16) -> Duration {
    Duration::from_secs(u64::from(count) * 24 * 60 * 60)
}
