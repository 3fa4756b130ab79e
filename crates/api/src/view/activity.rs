//! Who did what.

use tieout_contract::activity::{Activity, Detail};
use tieout_persistence::audit::{self, Recorded};

use crate::error::{ApiError, Result};

/// An event of the audit trail.
pub fn activity(recorded: Recorded) -> Result<Activity> {
    let action = serde_json::to_value(recorded.event.action).map_err(ApiError::unforeseen)?;
    Ok(Activity {
        at: recorded.at,
        actor: recorded.event.actor,
        action: action.as_str().unwrap_or_default().to_owned(),
        subject_id: recorded.event.subject,
        before: details(recorded.event.before),
        after: details(recorded.event.after),
    })
}

fn details(details: audit::Details) -> std::collections::BTreeMap<String, Detail> {
    let detail = |detail| match detail {
        audit::Detail::State(state) => Detail::Word(state),
        audit::Detail::Key(key) => Detail::Word(key.to_string()),
        audit::Detail::Count(count) => Detail::Count(count),
        audit::Detail::Flag(flag) => Detail::Flag(flag),
    };
    let named = details.into_iter();
    named.map(|(name, value)| (name, detail(value))).collect()
}
