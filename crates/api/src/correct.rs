//! What people write over a transaction, and the matching that follows from it.

use chrono::{Days, Utc};
use tieout_contract::transaction::TransactionPatch;
use tieout_domain::id::TransactionId;
use tieout_domain::{EmployeeNumber, Money};
use tieout_persistence::audit::{self, Action, Detail, Details, Event};
use tieout_persistence::correction::{self, Correction};
use tieout_persistence::list::{self, TransactionView};
use tieout_persistence::{Error, Missing, books};

use crate::app::State;
use crate::error::{ApiError, Result, part};
use crate::review::{lock, rematch};

/// The longest text that is written over another.
const MOST_CHARS: usize = 200;

/// Writes it over the transaction, matches anew, and keeps both or neither.
pub async fn correct(
    state: &State,
    actor: &str,
    id: TransactionId,
    patch: TransactionPatch,
) -> Result<()> {
    let known = list::transaction(&state.database, id).await?;
    if patch == TransactionPatch::default() {
        return Ok(());
    }
    let fields = fields(&patch)?;
    let correction = correction(patch, &known)?;
    let write = state.database.write().await?;
    let before = lock(&write, known.session).await?.books;
    let place = before.ids.transaction_ref(id);
    let place = place.ok_or(Error::NotFound(Missing::Transaction))?;
    let recorded = correction::record(&write, &before, place, correction, actor).await;
    recorded.map_err(|error| match error {
        Error::NotFound(Missing::Employee) => {
            ApiError::invalid("employee_number", "unknown", "is nobody's in this session")
        }
        error => error.into(),
    })?;
    let after = books::load(&write, known.session).await?;
    rematch(state, &write, after).await?;
    let event = Event {
        actor: actor.to_owned(),
        action: Action::TransactionCorrected,
        session: Some(known.session),
        subject: Some(id.0),
        before: Details::new(),
        after: fields,
    };
    audit::record(&write, &event).await?;
    write.commit().await?;
    state.progress.session_changed(known.session);
    Ok(())
}

/// Which fields are written over. What is written in them may be personal.
fn fields(patch: &TransactionPatch) -> Result<Details> {
    let json = serde_json::to_value(patch).map_err(ApiError::unforeseen)?;
    let named = json.as_object().into_iter().flatten();
    Ok(named
        .map(|(name, _)| (name.clone(), Detail::Flag(true)))
        .collect())
}

fn correction(patch: TransactionPatch, known: &TransactionView) -> Result<Correction> {
    let amount = amount(&patch, known)?;
    check_day(&patch)?;
    check_lengths(&patch)?;
    let employee = patch.employee_number.as_deref().map(EmployeeNumber::new);
    let employee = employee.transpose();
    let invalid = |error: tieout_domain::NotAName| {
        ApiError::invalid("employee_number", "invalid", error.to_string())
    };
    Ok(Correction {
        employee: employee.map_err(invalid)?,
        transaction_date: patch.transaction_date,
        amount,
        merchant: patch.merchant_name,
        expense_type: patch.expense_type,
        job: patch.job,
        phase: patch.phase,
        cost_type: patch.cost_type,
        gl_account: patch.gl_account,
    })
}

fn amount(patch: &TransactionPatch, known: &TransactionView) -> Result<Option<Money>> {
    let read = known.amount.map(Money::currency);
    let Some(amount) = patch.amount else {
        return match patch.currency {
            Some(_) => Err(ApiError::invalid(
                "amount",
                "missing",
                "is missing beside currency",
            )),
            None => Ok(None),
        };
    };
    let currency = patch.currency.or(read);
    let currency = currency.ok_or_else(|| {
        ApiError::invalid(
            "currency",
            "missing",
            "is missing: the statement tells none",
        )
    })?;
    let money = Money::from_decimal(amount, currency)?;
    if money.to_decimal() != amount {
        let message = format!("has more decimals than {currency}");
        return Err(ApiError::invalid("amount", "invalid", message));
    }
    if money.is_zero() {
        return Err(ApiError::invalid(
            "amount",
            "invalid",
            "is 0, and a transaction moves something",
        ));
    }
    Ok(Some(money))
}

/// Somewhere on earth it may be tomorrow.
fn check_day(patch: &TransactionPatch) -> Result<()> {
    let tomorrow = Utc::now().date_naive().checked_add_days(Days::new(1));
    if patch.transaction_date > tomorrow {
        return Err(ApiError::invalid(
            "transaction_date",
            "invalid",
            "is in the future",
        ));
    }
    Ok(())
}

fn check_lengths(patch: &TransactionPatch) -> Result<()> {
    let texts = [
        ("merchant_name", &patch.merchant_name),
        ("expense_type", &patch.expense_type),
        ("job", &patch.job),
        ("phase", &patch.phase),
        ("cost_type", &patch.cost_type),
        ("gl_account", &patch.gl_account),
    ];
    let is_long = |text: &Option<String>| {
        text.as_ref()
            .is_some_and(|text| text.chars().count() > MOST_CHARS)
    };
    let long = texts.into_iter().filter(|(_, text)| is_long(text));
    let message = format!("is longer than {MOST_CHARS} characters");
    let faults: Vec<_> = long
        .map(|(name, _)| part(name, "invalid", message.as_str()))
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(ApiError::Invalid(faults))
    }
}
