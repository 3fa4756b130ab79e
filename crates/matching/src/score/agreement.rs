//! In what way two amounts agree.

use tieout_domain::{Decimal, Money};

use crate::facts::{Charge, Kind, Paper};
use crate::rates::Rates;
use crate::settings::{LimitTable, Limits};

/// In what way the amounts of a pair agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// To the cent.
    Equal,
    /// To the cent, once the proof's four decimals are rounded.
    FourDecimals,
    /// But for rounding.
    Rounded,
    /// In the currency of the purchase.
    Foreign,
    /// The charge holds the tip that the proof prints beside its total.
    PrintedTip,
    /// The charge holds the tax that the proof prints beside its total.
    Tax,
    /// The charge holds what may be a tip.
    PlausibleTip {
        /// Is it a tip that people give, for what people tip for?
        is_usual: bool,
    },
    /// The proof is in a currency that the statement does not print; the rate would be plausible.
    ImpliedRate,
    /// The sum of several papers.
    Sum,
    /// The amounts differ and nothing explains it.
    Unexplained,
}

const EQUAL: u16 = 10_000;
const ROUNDED: u16 = 9_500;
const NAMED: u16 = 9_000;
/// A difference that nothing explains is never enough to settle a pair.
const UNEXPLAINED: i128 = 6_500;

impl Agreement {
    /// Is it one and the same amount?
    pub(crate) fn is_same_amount(self) -> bool {
        matches!(self, Self::Equal | Self::FourDecimals | Self::Foreign)
    }

    /// Is every cent of the difference accounted for by what the papers print?
    pub(crate) fn is_accounted_for(self) -> bool {
        self.is_same_amount() || matches!(self, Self::Rounded | Self::PrintedTip | Self::Tax)
    }
}

/// In what way the amounts agree, and the amount factor; none when they are too far apart.
/// `is_close` says that the pair is of the same merchant and about the same day: only then can a tip
/// explain a difference that no paper prints.
pub(crate) fn of(
    charge: &Charge,
    paper: &Paper,
    is_close: bool,
    limits: &LimitTable,
    rates: &Rates,
) -> Option<(Agreement, u16)> {
    let (charged, printed) = (charge.amount?, paper.amount?);
    let foreign = charge.foreign.map(|foreign| foreign.amount);
    let kind = charge.kind.or(paper.kind);
    if charged.currency() == printed.currency() {
        of_same_currency(charged, paper, kind, is_close, limits)
    } else if let Some(foreign) = foreign.filter(|it| it.currency() == printed.currency()) {
        let (agreement, points) = of_same_currency(foreign, paper, kind, is_close, limits)?;
        let is_same = matches!(agreement, Agreement::Equal | Agreement::Rounded);
        Some((
            if is_same {
                Agreement::Foreign
            } else {
                agreement
            },
            points,
        ))
    } else {
        let is_plausible = is_close && foreign.is_none() && rates.allow(charged, printed);
        is_plausible.then_some((Agreement::ImpliedRate, UNEXPLAINED as u16))
    }
}

fn of_same_currency(
    charged: Money,
    paper: &Paper,
    kind: Kind,
    is_close: bool,
    table: &LimitTable,
) -> Option<(Agreement, u16)> {
    let printed = paper.amount?;
    if charged.is_negative() != printed.is_negative() {
        return None;
    }
    let limits = table.at(kind.row);
    let difference = minor(charged) - minor(printed);
    let explained_by = |amount: Money| {
        amount.currency() == printed.currency()
            && (difference - minor(amount)).abs() <= i128::from(limits.rounding)
    };
    let agreement = if difference == 0 {
        of_equal(charged, paper.unrounded)
    } else if difference.abs() <= i128::from(limits.rounding) {
        of_rounded(charged, paper.unrounded)
    } else if paper.tip.is_some_and(explained_by) {
        (Agreement::PrintedTip, NAMED)
    } else if paper.tax.is_some_and(explained_by) {
        (Agreement::Tax, NAMED)
    } else if is_close && is_tip(difference, printed, tip_percent(kind, table)) {
        let base = minor(printed) - paper.tax.map_or(0, minor);
        let bases = [minor(printed), base];
        let is_usual = limits.tip_percent > 0
            && (is_round(charged, difference) || is_share(difference, bases, &table.usual_tips));
        (Agreement::PlausibleTip { is_usual }, NAMED)
    } else {
        let points = unexplained(difference, charged, printed, limits)?;
        (Agreement::Unexplained, points)
    };
    Some(agreement)
}

fn of_equal(charged: Money, unrounded: Option<Decimal>) -> (Agreement, u16) {
    let is_rounded = unrounded.is_some_and(|unrounded| unrounded != charged.to_decimal());
    let agreement = if is_rounded {
        Agreement::FourDecimals
    } else {
        Agreement::Equal
    };
    (agreement, EQUAL)
}

/// A cent apart; with four decimals that is the same amount, rounded the other way.
fn of_rounded(charged: Money, unrounded: Option<Decimal>) -> (Agreement, u16) {
    let unit = Decimal::new(1, charged.currency().minor_digits());
    let is_within = |unrounded: Decimal| {
        let apart = charged.to_decimal().checked_sub(unrounded);
        apart.is_some_and(|apart| apart.abs() < unit)
    };
    if unrounded.is_some_and(is_within) {
        (Agreement::FourDecimals, EQUAL)
    } else {
        (Agreement::Rounded, ROUNDED)
    }
}

/// Where no paper names an expense type, any type's tip is possible.
fn tip_percent(kind: Kind, table: &LimitTable) -> u16 {
    if kind.is_known {
        table.at(kind.row).tip_percent
    } else {
        table.greatest_tip()
    }
}

fn is_tip(difference: i128, printed: Money, percent: u16) -> bool {
    difference > 0 && difference * 100 <= minor(printed) * i128::from(percent)
}

/// Is the tip, or the charge with it, a whole amount as people write by hand?
fn is_round(charged: Money, tip: i128) -> bool {
    let unit = 10_i128.pow(charged.currency().minor_digits());
    tip % unit == 0 || minor(charged) % unit == 0
}

/// Is the tip one of these shares, but for rounding, of the amount with or without its tax?
fn is_share(tip: i128, of: [i128; 2], percents: &[u16]) -> bool {
    let is_near = |percent: &u16, of: i128| (tip * 100 - of * i128::from(*percent)).abs() <= 100;
    percents
        .iter()
        .any(|percent| of.into_iter().any(|of| is_near(percent, of)))
}

/// Falls from [`UNEXPLAINED`] to nothing at the limit.
fn unexplained(difference: i128, a: Money, b: Money, limits: Limits) -> Option<u16> {
    let whole = minor(a).abs().max(minor(b).abs());
    let limit = whole * i128::from(limits.unexplained_percent);
    let left = limit - difference.abs() * 100;
    let points = (UNEXPLAINED * left.max(0)).checked_div(limit)?;
    u16::try_from(points).ok().filter(|points| *points > 0)
}

fn minor(amount: Money) -> i128 {
    i128::from(amount.minor())
}

impl Kind {
    /// This, or where it leads to no row, the other.
    fn or(self, other: Self) -> Self {
        Self {
            row: self.row.or(other.row),
            is_known: self.is_known || other.is_known,
        }
    }
}
