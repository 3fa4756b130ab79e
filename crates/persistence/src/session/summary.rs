//! Sessions, counted: what a list of them shows beside each.

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};
use tieout_domain::id::SessionId;
use tieout_domain::{MatchStatus, Money, StatusCounts, TieOut};
use uuid::Uuid;

use crate::document::{tie_out, tie_out_word};
use crate::entity::{document, match_result, transaction};
use crate::matches::from_status_word;
use crate::row::{from_word, money};
use crate::{Read, Result};

/// A session, counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Does what was read agree with the printed totals of all documents?
    pub tie_out: TieOut,
    /// How many transactions lack what.
    pub statuses: StatusCounts,
    /// How many transactions were decided how.
    pub decided: HashMap<MatchStatus, u32>,
    /// How many employees have transactions.
    pub employees: u32,
    /// How many of them are complete.
    pub complete_employees: u32,
    /// What was charged, and in how many transactions, by currency.
    pub charged: Vec<(Money, u32)>,
}

impl Default for Summary {
    fn default() -> Self {
        Self {
            tie_out: TieOut::NothingToProve,
            statuses: StatusCounts::default(),
            decided: HashMap::new(),
            employees: 0,
            complete_employees: 0,
            charged: Vec::new(),
        }
    }
}

/// The summaries of these sessions.
pub async fn summaries(
    db: &impl Read,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, Summary>> {
    let ids: Vec<Uuid> = sessions.iter().map(|id| id.0).collect();
    let mut summaries: HashMap<_, _> = sessions
        .iter()
        .map(|id| (*id, Summary::default()))
        .collect();
    if !ids.is_empty() {
        add_tie_outs(db, &ids, &mut summaries).await?;
        add_decisions(db, &ids, &mut summaries).await?;
        add_charges(db, &ids, &mut summaries).await?;
    }
    Ok(summaries)
}

type Summaries = HashMap<SessionId, Summary>;

async fn add_tie_outs(db: &impl Read, ids: &[Uuid], summaries: &mut Summaries) -> Result<()> {
    let rows: Vec<(Uuid, String)> = document::Entity::find()
        .select_only()
        .columns([document::Column::SessionId, document::Column::TiesOut])
        .filter(document::Column::SessionId.is_in(ids.iter().copied()))
        .filter(
            // A statement has a say even if it proves nothing; what failed has none, and is shown as such.
            (document::Column::TiesOut.ne(tie_out_word(TieOut::NothingToProve))).or(
                document::Column::Kind
                    .eq("statement")
                    .and(document::Column::Status.eq("completed")),
            ),
        )
        .distinct()
        .into_tuple()
        .all(&db.executor())
        .await?;
    let mut verdicts: HashMap<Uuid, Vec<TieOut>> = HashMap::new();
    for (session, word) in rows {
        verdicts.entry(session).or_default().push(tie_out(&word));
    }
    for (session, verdicts) in verdicts {
        if let Some(summary) = summaries.get_mut(&SessionId(session)) {
            summary.tie_out = TieOut::together(verdicts);
        }
    }
    Ok(())
}

/// Counts by employee first: an employee is complete when all of their transactions are.
async fn add_decisions(db: &impl Read, ids: &[Uuid], summaries: &mut Summaries) -> Result<()> {
    use match_result::Column;
    let of_transaction: RelationDef = match_result::Entity::belongs_to(transaction::Entity)
        .from(Column::TransactionId)
        .to(transaction::Column::Id)
        .into();
    let rows: Vec<(Uuid, Option<Uuid>, String, String, i64)> = match_result::Entity::find()
        .select_only()
        .column(Column::SessionId)
        .column(transaction::Column::EmployeeId)
        .columns([Column::MatchStatus, Column::Completeness])
        .column_as(count((match_result::Entity, Column::Id)), "transactions")
        .join(JoinType::InnerJoin, of_transaction)
        .filter(Column::SessionId.is_in(ids.iter().copied()))
        .group_by(Column::SessionId)
        .group_by(transaction::Column::EmployeeId)
        .group_by(Column::MatchStatus)
        .group_by(Column::Completeness)
        .into_tuple()
        .all(&db.executor())
        .await?;
    let mut by_employee: HashMap<(Uuid, Uuid), StatusCounts> = HashMap::new();
    for (session, employee, decided, status, transactions) in rows {
        let status = from_status_word(&status)?;
        let decided: MatchStatus = from_word("a match's status", &decided)?;
        let Some(summary) = summaries.get_mut(&SessionId(session)) else {
            continue;
        };
        let transactions = u32::try_from(transactions).unwrap_or(0);
        *summary.decided.entry(decided).or_default() += transactions;
        for _ in 0..transactions {
            summary.statuses.add(status);
            if let Some(employee) = employee {
                by_employee
                    .entry((session, employee))
                    .or_default()
                    .add(status);
            }
        }
    }
    for ((session, _), counts) in by_employee {
        if let Some(summary) = summaries.get_mut(&SessionId(session)) {
            summary.employees += 1;
            summary.complete_employees += u32::from(counts.is_complete());
        }
    }
    Ok(())
}

async fn add_charges(db: &impl Read, ids: &[Uuid], summaries: &mut Summaries) -> Result<()> {
    use transaction::Column;
    let sum = Func::cast_as(
        Func::sum(Expr::col((transaction::Entity, Column::AmountMinor))),
        Alias::new("bigint"),
    );
    let rows: Vec<(Uuid, String, i64, i64)> = transaction::Entity::find()
        .select_only()
        .columns([Column::SessionId, Column::Currency])
        .column_as(Expr::from(sum), "charged")
        .column_as(count((transaction::Entity, Column::Id)), "transactions")
        .filter(Column::SessionId.is_in(ids.iter().copied()))
        .filter(Column::AmountMinor.is_not_null())
        .filter(Column::Currency.is_not_null())
        .group_by(Column::SessionId)
        .group_by(Column::Currency)
        .order_by_asc(Column::Currency)
        .into_tuple()
        .all(&db.executor())
        .await?;
    for (session, currency, charged, transactions) in rows {
        let charged = money(Some(charged), Some(&currency))?;
        if let (Some(summary), Some(charged)) = (summaries.get_mut(&SessionId(session)), charged) {
            let transactions = u32::try_from(transactions).unwrap_or(0);
            summary.charged.push((charged, transactions));
        }
    }
    Ok(())
}

fn count(column: impl sea_orm::sea_query::IntoColumnRef) -> Expr {
    Expr::from(Func::cast_as(
        Func::count(Expr::col(column)),
        Alias::new("bigint"),
    ))
}
