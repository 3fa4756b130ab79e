//! How far apart the dates of a pair are.

use chrono::NaiveDate;

use crate::facts::Charge;
use crate::settings::Dates;

/// How far a proof's day is from a transaction's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Distance {
    /// Proof − transaction, in days, by the day the transaction is listed under.
    pub(crate) days: i64,
    /// How far that counts, in tenths of a day.
    tenths: i64,
    /// Up to how many tenths it is near.
    near: i64,
    /// Is the proof dated after the purchase?
    is_late: bool,
    /// How many days after the posting the proof is dated; 0 when it is not.
    days_late: i64,
}

/// A day, in the unit of [`Distance::tenths`].
const DAY: i64 = 10;
/// How far a day counts that the issuer needed for booking, where the statement prints no other.
const LAG_DAY: i64 = 2;
/// The factor of a pair that is as far apart as is near, and what each further day takes off.
const NEAR: i64 = 7_000;
const PER_FAR_DAY: i64 = 2_500;

/// How far `day` is from the transaction; none when one of them has no date.
///
/// The better of purchase and posting counts; a proof dated by the posting is a day off, since
/// papers are dated by the purchase. Where a statement prints the posting alone, the purchase was
/// some days before it: these count little, and near begins with them.
pub(crate) fn distance(charge: &Charge, day: Option<NaiveDate>, dates: &Dates) -> Option<Distance> {
    let day = day?;
    let days = days_between(day, charge.date()?);
    let near = i64::from(dates.near_days) * DAY;
    let lag = i64::from(dates.posting_lag);
    let (tenths, near) = match (charge.purchased, charge.posted) {
        (Some(purchased), Some(posted)) => {
            let from_posting = days_between(day, posted).abs() + 1;
            (
                days_between(day, purchased).abs().min(from_posting) * DAY,
                near,
            )
        }
        (None, Some(posted)) => {
            let early = days_between(posted, day).max(0);
            let tenths = early.min(lag) * LAG_DAY + (early - lag).max(0) * DAY;
            (tenths, near + lag * LAG_DAY)
        }
        (_, None) => (days.abs() * DAY, near),
    };
    Some(Distance {
        days,
        tenths,
        near,
        is_late: days > 0 && charge.purchased.is_some(),
        days_late: charge
            .posted
            .map_or(0, |posted| days_between(day, posted).max(0)),
    })
}

/// Can a proof at this distance be one at all? An unknown distance can.
pub(crate) fn is_in_reach(distance: Option<Distance>, dates: &Dates) -> bool {
    distance.is_none_or(|distance| {
        let (before, after) = (i64::from(dates.days_before), i64::from(dates.days_after));
        // From purchase to posting some days pass; a proof of these days is not late.
        -before <= distance.days && distance.days_late <= after
    })
}

impl Distance {
    /// The date factor: 1 on the same day, 0.7 where near ends, then falling fast; nothing for a
    /// proof dated after the posting.
    pub(crate) fn factor(self) -> u16 {
        if self.is_after_posting() {
            return 0;
        }
        let lost = (10_000 - NEAR) * self.tenths;
        let points = if self.tenths <= self.near {
            10_000 - lost.checked_div(self.near).unwrap_or(0)
        } else {
            (NEAR - (self.tenths - self.near) * PER_FAR_DAY / DAY).max(0)
        };
        u16::try_from(points).unwrap_or(0)
    }

    /// The day of the purchase, as far as the statement tells it.
    pub(crate) fn is_same_day(self) -> bool {
        self.tenths < DAY && !self.is_after_posting()
    }

    /// Is it near: not yet where the factor falls fast?
    pub(crate) fn is_near(self) -> bool {
        self.tenths <= self.near && !self.is_after_posting()
    }

    /// Is the proof dated after the purchase?
    pub(crate) fn is_late(self) -> bool {
        self.is_late
    }

    /// Is the proof dated after the posting?
    pub(crate) fn is_after_posting(self) -> bool {
        self.days_late > 0
    }
}

fn days_between(later: NaiveDate, earlier: NaiveDate) -> i64 {
    later.signed_duration_since(earlier).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 3, day).unwrap()
    }

    /// The factor of a proof of March `proof` for a purchase and a posting on these days.
    fn factor(purchased: Option<u32>, posted: Option<u32>, proof: u32) -> u16 {
        let charge = Charge {
            employee: None,
            card: None,
            purchased: purchased.map(day),
            posted: posted.map(day),
            amount: None,
            foreign: None,
            merchant: None,
            kind: crate::facts::Kind::default(),
        };
        let distance = distance(&charge, Some(day(proof)), &Dates::default());
        distance.map_or(0, Distance::factor)
    }

    #[test]
    fn it_falls_slowly_for_three_days_and_then_fast() {
        let factors = [10, 9, 8, 7, 6, 5, 4].map(|proof| factor(Some(10), Some(12), proof));
        assert_eq!(factors, [10_000, 9_000, 8_000, 7_000, 4_500, 2_000, 0]);
    }

    #[test]
    fn the_better_of_purchase_and_posting_counts() {
        assert_eq!(factor(Some(10), Some(15), 15), 9_000);
        assert_eq!(factor(Some(10), Some(15), 11), 9_000);
        assert_eq!(factor(Some(10), Some(15), 13), 7_000);
    }

    #[test]
    fn a_proof_dated_after_the_posting_counts_for_nothing() {
        assert_eq!(factor(Some(10), Some(12), 13), 0);
        assert_eq!(factor(None, Some(12), 13), 0);
        assert_eq!(factor(Some(10), None, 11), 9_000);
    }

    #[test]
    fn the_days_of_booking_count_little_where_no_purchase_is_dated() {
        let factors = [12, 11, 10, 9, 8, 6].map(|proof| factor(None, Some(12), proof));
        assert_eq!(factors, [10_000, 9_834, 9_667, 9_500, 8_667, 7_000]);
    }
}
