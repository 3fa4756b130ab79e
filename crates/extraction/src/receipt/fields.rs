//! The fields of one receipt, each from its best candidate.

use rust_decimal::Decimal;
use tieout_domain::{Area, Confidence, Field, Money, ProblemKind, Receipt, Source};

use super::currency::Grounds;
use super::evidence::{Candidate, confidence};
use super::lexicon::Role;
use super::paper::{Hints, Paper};
use super::trace::Trace;
use super::{address, card, date, items, number, total, vendor};

/// A field less sure than this stays empty.
const LEAST: Confidence = Confidence::from_basis_points(5_000);

/// How sure a field may be of which two readings are possible.
pub(super) const DOUBTFUL: Confidence = Confidence::from_basis_points(7_500);

/// A receipt in the making, with what there is to say of its fields.
#[derive(Debug)]
pub(super) struct Fields<'p> {
    pub(super) paper: &'p Paper,
    pub(super) receipt: Receipt,
    pub(super) findings: Vec<Finding>,
    pub(super) trace: Trace,
}

/// Something about a field that a person should know.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) kind: ProblemKind,
    pub(super) area: Option<Area>,
    pub(super) message: String,
}

impl<'p> Fields<'p> {
    pub(super) fn read(paper: &'p Paper, source: Source, hints: &Hints) -> Self {
        let mut fields = Self {
            paper,
            receipt: Receipt::unread(source),
            findings: Vec::new(),
            trace: Trace::default(),
        };
        fields.read_vendor(hints);
        fields.read_date(hints);
        fields.read_total();
        fields.read_parts();
        fields.read_payment();
        fields.receipt.items = items::proven(paper, &fields.sums());
        fields
    }

    fn read_vendor(&mut self, hints: &Hints) {
        let candidates = vendor::candidates(self.paper, hints);
        let address = address::below(self.paper, candidates.first());
        self.receipt.vendor = self.choose("vendor", &candidates);
        self.receipt.address = address.map(|found| self.field(found));
    }

    fn read_date(&mut self, hints: &Hints) {
        let dates = date::find(self.paper, hints.period);
        let mut chosen = self.choose("date", &dates.candidates);
        if let (Some(field), Some(other)) = (chosen.as_mut(), dates.or_else) {
            field.confidence = field.confidence.min(DOUBTFUL);
            let read = field.value;
            let message =
                format!("the date could also be {other}; it was read as {read}: check it");
            self.note(ProblemKind::Ambiguous, field.area, message);
        }
        self.receipt.date = chosen;
    }

    fn read_total(&mut self) {
        let candidates = total::candidates(self.paper);
        let currency = self.paper.currency.currency;
        let mut chosen: Option<Field<Decimal>> = self.choose("total", &candidates);
        if let Some(field) = chosen.as_mut() {
            self.doubt_total(field);
        }
        self.receipt.total = chosen
            .filter(|field| total::rounds(field.value, currency))
            .and_then(|field| self.money(&field));
        if self.receipt.total.is_some() && self.paper.currency.grounds == Grounds::Country {
            let message = format!(
                "no currency is printed beside the amounts; {currency} was taken from the words of the receipt"
            );
            self.note(ProblemKind::Ambiguous, None, message);
        }
    }

    /// More was charged to a card: a surcharge, or a tip, that stands below the total.
    fn doubt_total(&mut self, total: &mut Field<Decimal>) {
        let charged = self.paper.with_role(Role::Charged);
        let charged = charged.map(|labelled| labelled.printed.value);
        if let Some(charged) = charged.filter(|charged| *charged > total.value).max() {
            total.confidence = total.confidence.min(DOUBTFUL);
            let read = total.value;
            let message = format!(
                "the total was read as {read}, but {charged} was charged to a card: check it"
            );
            self.note(ProblemKind::Ambiguous, total.area, message);
        }
    }

    fn read_payment(&mut self) {
        let cards = card::candidates(self.paper);
        self.receipt.card = self.chosen("card", &cards);
        let numbers = number::candidates(self.paper);
        self.receipt.invoice_number = self.chosen("invoice number", &numbers);
        let method = card::payment_method(self.paper);
        self.receipt.payment_method = method.map(|found| self.field(found));
    }

    /// The best candidate of a field that every receipt has; what is missing or unsure is noted.
    fn choose<T: Clone + ToString>(
        &mut self,
        name: &'static str,
        candidates: &[Candidate<T>],
    ) -> Option<Field<T>> {
        let chosen = self.chosen(name, candidates);
        match (&chosen, candidates.first()) {
            (Some(field), _) if !field.is_sure() => {
                let (value, sure) = (field.value.to_string(), field.confidence);
                let message = format!(
                    "the {name} was read as {value}, but only with {sure} confidence: check it"
                );
                self.note(ProblemKind::Unsure, field.area, message);
            }
            (None, Some(best)) => {
                let guess = best.value.to_string();
                let message = format!(
                    "the {name} could not be read surely enough and was left empty; the best guess was {guess}: enter it by hand"
                );
                let area = self.paper.on_page(best.page, best.area);
                self.note(ProblemKind::MissingField, area, message);
            }
            (None, None) => {
                let message = format!("no {name} was found on it: enter it by hand");
                self.note(ProblemKind::MissingField, None, message);
            }
            _ => {}
        }
        chosen
    }

    /// The best candidate, if it is sure enough to be given at all.
    pub(super) fn chosen<T: Clone + ToString>(
        &mut self,
        name: &'static str,
        candidates: &[Candidate<T>],
    ) -> Option<Field<T>> {
        self.trace.add(name, candidates);
        let confidence = confidence(candidates);
        let best = candidates.first().filter(|_| confidence >= LEAST)?;
        Some(Field {
            value: best.value.clone(),
            confidence,
            area: self.paper.on_page(best.page, best.area),
        })
    }

    /// A field that was found without rivals.
    fn field<T>(&self, found: (T, u32, Area, Confidence)) -> Field<T> {
        let (value, page, area, confidence) = found;
        let area = self.paper.on_page(page, area);
        Field {
            value,
            confidence,
            area,
        }
    }

    pub(super) fn money(&self, field: &Field<Decimal>) -> Option<Field<Money>> {
        let value = Money::from_decimal(field.value, self.paper.currency.currency).ok()?;
        Some(Field {
            value,
            confidence: field.confidence,
            area: field.area,
        })
    }

    fn note(&mut self, kind: ProblemKind, area: Option<Area>, message: String) {
        self.findings.push(Finding {
            kind,
            area,
            message,
        });
    }
}
