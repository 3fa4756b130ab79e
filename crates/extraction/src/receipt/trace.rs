//! What was weighed for each field: to see why a receipt was read as it was.

use std::fmt;

use super::evidence::{Candidate, Evidence};

/// All candidates for all fields of one receipt.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// The fields, in the order in which a receipt has them.
    pub fields: Vec<TracedField>,
}

/// The candidates for one field, the best first.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedField {
    /// The field's name.
    pub name: &'static str,
    /// Each value as text, with what speaks for it.
    pub candidates: Vec<Candidate<String>>,
}

impl Trace {
    pub(super) fn add<T: ToString>(&mut self, name: &'static str, candidates: &[Candidate<T>]) {
        let as_text = |candidate: &Candidate<T>| Candidate {
            value: candidate.value.to_string(),
            area: candidate.area,
            page: candidate.page,
            evidence: candidate.evidence.clone(),
            score: candidate.score,
            factor: candidate.factor,
        };
        self.fields.push(TracedField {
            name,
            candidates: candidates.iter().map(as_text).collect(),
        });
    }
}

/// One line per candidate: `total  46.20  97 %  labelled as total (0.84), printed large (0.50)`.
impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for field in &self.fields {
            for candidate in &field.candidates {
                let evidence: Vec<String> =
                    candidate.evidence.iter().map(Evidence::to_string).collect();
                writeln!(
                    f,
                    "{}\t{}\t{}\t{}",
                    field.name,
                    candidate.value,
                    candidate.score,
                    evidence.join(", ")
                )?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({:.2})", self.reason, self.weight)
    }
}
