//! Which pairs are worth scoring: blocking by person, amount and day, so that work grows with the
//! number of plausible pairs.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};
use tieout_domain::{Currency, EmployeeRef, Money};

use crate::facts::{Cards, Charge, ChargeClass, Owner, Paper, PaperClass, Trust};
use crate::score::{Score, Scorer};
use crate::settings::Settings;

/// A transaction and a proof that may be its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// Which class of transactions.
    pub(crate) charge: usize,
    /// Which class of proofs.
    pub(crate) paper: usize,
    pub(crate) score: Score,
    pub(crate) trust: Trust,
}

/// All candidates that are good enough to be offered.
pub(crate) fn candidates(
    charges: &[ChargeClass],
    papers: &[PaperClass],
    cards: &Cards,
    scorer: &mut Scorer<'_>,
) -> Vec<Candidate> {
    let blocks = Blocks::of(charges, scorer.settings);
    let mut found = Vec::new();
    for (place, class) in papers.iter().enumerate() {
        for charge in blocks.near(&class.paper, charges, cards, scorer) {
            let candidate = charges
                .get(charge)
                .and_then(|other| assess(&other.charge, &class.paper, cards, scorer));
            found.extend(candidate.map(|(score, trust)| Candidate {
                charge,
                paper: place,
                score,
                trust,
            }));
        }
    }
    found
}

fn assess(
    charge: &Charge,
    paper: &Paper,
    cards: &Cards,
    scorer: &mut Scorer<'_>,
) -> Option<(Score, Trust)> {
    let trust = paper.owner.trust(charge, cards)?;
    let score = scorer.score(charge, paper)?;
    (score.confidence >= scorer.settings.bands.review).then_some((score, trust))
}

/// Among whose transactions to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    Everybody,
    Of(EmployeeRef),
    Unassigned,
}

/// The transactions, sorted for being looked up.
struct Blocks {
    by_amount: Vec<(Scope, Currency, i64, usize)>,
    by_day: Vec<(Scope, NaiveDate, Currency, i64, usize)>,
}

impl Blocks {
    fn of(charges: &[ChargeClass], settings: &Settings) -> Self {
        let mut blocks = Self {
            by_amount: Vec::new(),
            by_day: Vec::new(),
        };
        for (place, class) in charges.iter().enumerate() {
            blocks.add(place, &class.charge, settings);
        }
        blocks.by_amount.sort_unstable();
        blocks.by_day.sort_unstable();
        blocks
    }

    fn add(&mut self, place: usize, charge: &Charge, settings: &Settings) {
        let foreign = charge.foreign.map(|foreign| foreign.amount);
        let own = charge.employee.map_or(Scope::Unassigned, Scope::Of);
        for amount in [charge.amount, foreign].into_iter().flatten() {
            let (currency, minor) = (amount.currency(), amount.minor());
            for scope in [Scope::Everybody, own] {
                self.by_amount.push((scope, currency, minor, place));
                let days = purchase_days(charge, settings);
                let entries = days.map(|day| (scope, day, currency, minor, place));
                self.by_day.extend(entries);
            }
        }
    }

    /// The nearest charges to `paper`, not more than the settings allow.
    fn near(
        &self,
        paper: &Paper,
        charges: &[ChargeClass],
        cards: &Cards,
        scorer: &Scorer<'_>,
    ) -> Vec<usize> {
        let mut near = BTreeSet::new();
        self.of_same_amount(paper, scorer.settings, &mut near);
        self.of_like_amount(paper, cards, scorer, &mut near);
        let limit = scorer.settings.work.candidates;
        let mut near: Vec<usize> = near.into_iter().collect();
        if near.len() > limit {
            near.sort_by_cached_key(|&place| {
                (
                    charges
                        .get(place)
                        .map(|class| remoteness(&class.charge, paper)),
                    place,
                )
            });
            near.truncate(limit);
        }
        near
    }

    /// Charges of the amount that the proof prints, with or without its tip and tax.
    fn of_same_amount(&self, paper: &Paper, settings: &Settings, near: &mut BTreeSet<usize>) {
        let Some(printed) = paper.amount else {
            return;
        };
        let rounding = settings.limits.greatest_rounding();
        let with = |part: Option<Money>| part.and_then(|part| printed.checked_add(part).ok());
        let amounts = [Some(printed), with(paper.tip), with(paper.tax)];
        for amount in amounts.into_iter().flatten() {
            let minor = amount.minor();
            let range = minor.saturating_sub(rounding)..=minor.saturating_add(rounding);
            for scope in scopes(&paper.owner) {
                near.extend(self.of_amount(scope, amount.currency(), &range));
            }
        }
    }

    fn of_amount(
        &self,
        scope: Scope,
        currency: Currency,
        range: &RangeInclusive<i64>,
    ) -> impl Iterator<Item = usize> {
        let first = (scope, currency, *range.start(), 0);
        let start = self.by_amount.partition_point(|entry| *entry < first);
        let last = (scope, currency, *range.end(), usize::MAX);
        let entries = self.by_amount.get(start..).unwrap_or_default();
        let within = entries.iter().take_while(move |entry| **entry <= last);
        within.map(|entry| entry.3)
    }

    /// Charges of about the amount, about the same day: where a tip, a rate or nothing at all
    /// explains the difference. Of a proof that names nobody, only what its own day explains.
    fn of_like_amount(
        &self,
        paper: &Paper,
        cards: &Cards,
        scorer: &Scorer<'_>,
        near: &mut BTreeSet<usize>,
    ) {
        let Some((printed, day)) = paper.amount.zip(paper.date) else {
            return;
        };
        let settings = scorer.settings;
        let people = owners(&paper.owner, cards);
        let reach = match people.as_slice() {
            [Scope::Everybody] => 0,
            _ => settings.dates.near_days,
        };
        let limit = settings.work.candidates;
        let rates = scorer.rates.charged_for(printed);
        let ranges = rates.chain([about(printed, settings)]);
        for (least, greatest) in ranges {
            for day in days_around(day, reach) {
                for &scope in &people {
                    let entries = self.of_day(scope, day, least, greatest);
                    near.extend(nearest(entries, printed.minor(), limit));
                }
            }
        }
    }

    fn of_day(
        &self,
        scope: Scope,
        day: NaiveDate,
        least: Money,
        greatest: Money,
    ) -> &[(Scope, NaiveDate, Currency, i64, usize)] {
        let currency = least.currency();
        let first = (scope, day, currency, least.minor(), 0);
        let last = (scope, day, currency, greatest.minor(), usize::MAX);
        let start = self.by_day.partition_point(|entry| *entry < first);
        let end = self.by_day.partition_point(|entry| *entry <= last);
        self.by_day.get(start..end).unwrap_or_default()
    }
}

/// The entries nearest to an amount, as many as `limit` on either side of it.
fn nearest(
    entries: &[(Scope, NaiveDate, Currency, i64, usize)],
    amount: i64,
    limit: usize,
) -> impl Iterator<Item = usize> {
    let middle = entries.partition_point(|entry| entry.3 < amount);
    let start = middle.saturating_sub(limit);
    let end = middle.saturating_add(limit).min(entries.len());
    let nearest = entries.get(start..end).unwrap_or_default();
    nearest.iter().map(|entry| entry.4)
}

/// The days on which the purchase may have been made.
fn purchase_days(charge: &Charge, settings: &Settings) -> impl Iterator<Item = NaiveDate> + use<> {
    let lag = match charge.purchased {
        Some(_) => 0,
        None => settings.dates.posting_lag,
    };
    let last = charge.date();
    (0..=u64::from(lag)).filter_map(move |days| last?.checked_sub_days(Days::new(days)))
}

fn days_around(day: NaiveDate, reach: u16) -> impl Iterator<Item = NaiveDate> {
    let reach = u64::from(reach);
    let before = (1..=reach).filter_map(move |days| day.checked_sub_days(Days::new(days)));
    let after = (1..=reach).filter_map(move |days| day.checked_add_days(Days::new(days)));
    before.chain([day]).chain(after)
}

/// The least and the greatest charge that an amount can be worth a question for.
fn about(printed: Money, settings: &Settings) -> (Money, Money) {
    let limits = &settings.limits;
    let (less, more) = (limits.greatest_unexplained(), limits.greatest_tip());
    let part = |percent: u16| {
        let part = i128::from(printed.minor()).saturating_abs() * i128::from(percent) / 100;
        i64::try_from(part).unwrap_or(i64::MAX)
    };
    // The difference is measured by the greater amount, which may be the charge.
    let more = part(more.max(less.saturating_add(less / 2)));
    let less = if printed.is_negative() {
        more
    } else {
        part(less)
    };
    let at = |minor| Money::from_minor(minor, printed.currency());
    (
        at(printed.minor().saturating_sub(less)),
        at(printed.minor().saturating_add(more)),
    )
}

/// Among whose transactions a proof of the same amount is looked for.
fn scopes(owner: &Owner) -> Vec<Scope> {
    match owner.among() {
        None => vec![Scope::Everybody],
        Some(people) => {
            let people = people.iter().copied().map(Scope::Of);
            people.chain([Scope::Unassigned]).collect()
        }
    }
}

/// Among whose transactions a proof of another amount is looked for.
fn owners(owner: &Owner, cards: &Cards) -> Vec<Scope> {
    let people = match owner {
        Owner::OneOf(people) => people.clone(),
        other => other.people(cards),
    };
    if people.is_empty() {
        return match owner {
            Owner::Stranger | Owner::Card(_) => vec![Scope::Unassigned],
            _ => vec![Scope::Everybody],
        };
    }
    people.into_iter().map(Scope::Of).collect()
}

/// How remote a charge is at first sight, for keeping the nearest.
fn remoteness(charge: &Charge, paper: &Paper) -> (bool, u64, bool) {
    let days = charge
        .date()
        .zip(paper.date)
        .map(|(a, b)| a.signed_duration_since(b).num_days().unsigned_abs());
    (
        charge.amount != paper.amount,
        days.unwrap_or(u64::MAX),
        charge.merchant != paper.merchant,
    )
}
