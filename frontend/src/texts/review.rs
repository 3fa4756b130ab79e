//! The review.

use tieout_contract::matches::Difference;

use crate::locale;

pub const TITLE: &str = "Review";
pub const TRANSACTION: &str = "Transaction";
pub const CANDIDATE: &str = "Candidate";
pub const NO_CANDIDATES: &str =
    "Nothing that was read fits. Say that there is no receipt, or go on.";
pub const APPROVE: &str = "Approve";
pub const REJECT: &str = "Reject";
pub const NONE: &str = "No receipt";
pub const NEXT: &str = "Next";
pub const PREVIOUS: &str = "Previous";
pub const OFFERED: &str = "Offered";
pub const CHOOSE: &str = "Choose this one";
pub const KEYS: &str = "Keys";
pub const BULK: &str = "Approve many";
pub const BACK: &str = "Back to the session";
pub const DONE: &str = "Nothing left to decide";
pub const DONE_NEXT: &str = "Download the reports, or see who is still missing something.";
pub const TO_REPORTS: &str = "To the reports";
pub const SAME: &str = "same";
pub const AMOUNT: &str = "Amount";
pub const DATE: &str = "Date";
pub const MERCHANT: &str = "Merchant";
pub const NO_AMOUNT: &str = "no amount";
pub const NO_DATE: &str = "no date";
pub const CONFLICT: &str =
    "Somebody else decided this one in the meantime. Here is what it says now.";
pub const APPROVED: &str = "Approved";
pub const REJECTED: &str = "Rejected";
pub const CHOSEN: &str = "Chosen";
pub const NONE_FITS: &str = "Marked as without a receipt";
pub const TAKEN_BACK: &str = "Taken back";
pub const NOTHING_TO_UNDO: &str = "There is nothing to undo";
pub const BULK_LEAD: &str = "Approves what is offered for every match that is at least this sure.";
pub const BULK_LEVEL: &str = "At least this sure, in percent";
pub const BULK_NONE: &str = "No match is that sure. Choose a lower level.";
pub const FACTORS: &str = "How well it fits";

pub const REMEMBER: &str = "Remember as one merchant";
pub const NAMES_AGREE: &str = "These names are known as one merchant already";

pub const HELP: [(&str, &str); 10] = [
    ("A", "Approve what is offered first"),
    ("R", "Reject: none of the offered is right"),
    ("1–9", "Choose that candidate"),
    ("N", "There is no receipt"),
    ("M", "Remember the two names as one merchant"),
    ("U", "Undo the last decision"),
    ("J", "Next"),
    ("K", "Previous"),
    ("P", "The other paper: proof or statement"),
    ("?", "These keys"),
];

pub fn place(at: usize, of: usize) -> String {
    format!("{at} of {of}")
}

pub fn left(count: &str) -> String {
    format!("{count} left")
}

pub fn bulk_preview(count: &str) -> String {
    format!("{count} would be approved:")
}

pub fn bulk_more(count: &str) -> String {
    format!("and {count} more")
}

pub fn bulk_do(count: &str) -> String {
    format!("Approve {count}")
}

pub fn bulk_done(count: &str) -> String {
    format!("{count} approved")
}

pub fn done_summary(decided: &str, complete: &str) -> String {
    format!("{decided} decided here; {complete} of the employees are complete now.")
}

pub fn remembered(printed: &str, means: &str) -> String {
    format!("{printed} is {means} from now on. Aliases lists it")
}

/// How far off the date is, in words.
pub fn days_off(days: i64) -> String {
    match days {
        0 => SAME.to_owned(),
        -1 => "1 day earlier".to_owned(),
        1 => "1 day later".to_owned(),
        ..0 => format!("{} days earlier", -days),
        _ => format!("{days} days later"),
    }
}

/// A difference in words.
pub fn difference(difference: &Difference) -> String {
    match difference {
        Difference::Tip {
            amount,
            currency,
            percent,
            is_printed,
        } => {
            let amount = locale::money(*amount, *currency);
            let percent = percent.round();
            if *is_printed {
                format!("tip of {amount} ({percent} %), as printed")
            } else {
                format!("a tip of {amount} ({percent} %) fits")
            }
        }
        Difference::Tax { amount, currency } => format!(
            "tax of {} is in the charge only",
            locale::money(*amount, *currency)
        ),
        Difference::ForeignCurrency {
            amount,
            currency,
            rate,
            ..
        } => {
            format!(
                "{} at a rate of {}",
                locale::money(*amount, *currency),
                rate.normalize()
            )
        }
        Difference::Rounding { amount } => format!("rounded by {}", amount.normalize()),
        Difference::DateShift { days } => format!("receipt {}", days_off(*days)),
        Difference::PartOfSplitShipment { transaction_ids } => {
            format!("one receipt for {} charges", transaction_ids.len())
        }
        Difference::OneOfCombinedReceipts { receipt_ids } => {
            format!("one of {} receipts for this charge", receipt_ids.len())
        }
        Difference::RefundOf { date, .. } => match date {
            Some(date) => format!("refund of the purchase of {}", locale::day(*date)),
            None => "refund of an earlier purchase".to_owned(),
        },
        Difference::Unexplained { amount, currency } => {
            format!("{} differ, unexplained", locale::money(*amount, *currency))
        }
        Difference::OtherCard => "another card of the same person".to_owned(),
    }
}
