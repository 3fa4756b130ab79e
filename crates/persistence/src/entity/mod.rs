//! Tables as SeaORM sees them: raw columns, no meaning. Meaning is given where rows are mapped.

pub(crate) mod api_token;
pub(crate) mod audit_event;
pub(crate) mod control_total;
pub(crate) mod correction;
pub(crate) mod decision;
pub(crate) mod document;
pub(crate) mod document_payload;
pub(crate) mod document_payload_chunk;
pub(crate) mod employee;
pub(crate) mod employee_alias;
pub(crate) mod employee_sighting;
pub(crate) mod idempotency_key;
pub(crate) mod match_link;
pub(crate) mod match_result;
pub(crate) mod merchant_alias;
pub(crate) mod other_entry;
pub(crate) mod problem;
pub(crate) mod proof_outcome;
pub(crate) mod pvault_acknowledgement;
pub(crate) mod pvault_export;
pub(crate) mod receipt;
pub(crate) mod reported_person;
pub(crate) mod session;
pub(crate) mod session_change;
pub(crate) mod transaction;
