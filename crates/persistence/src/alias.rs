//! Equivalences that people taught: they outlive sessions and are used by every later matching.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use tieout_domain::{Aliases, EmployeeNumber, PersonName};
use uuid::Uuid;

use crate::entity::{employee_alias, merchant_alias};
use crate::facts::employee::{name, number};
use crate::row::{key, storable};
use crate::{Error, Missing, Read, Result, Write, bulk, clock};

/// The key of an alias.
pub type AliasId = Uuid;

/// An alias that somebody taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Its key.
    pub id: AliasId,
    /// What it says.
    pub meaning: Meaning,
    /// Who taught it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What an alias says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// This name, as some paper prints it, is that employee.
    Employee(PersonName, EmployeeNumber),
    /// This card descriptor is that vendor.
    Merchant(String, String),
}

/// Remembers what a name means, in place of what it meant before.
pub async fn teach(write: &Write, meaning: &Meaning, actor: &str) -> Result<AliasId> {
    match meaning {
        Meaning::Employee(name, number) => teach_employee(write, name, number, actor).await,
        Meaning::Merchant(descriptor, vendor) => {
            teach_merchant(write, descriptor, vendor, actor).await
        }
    }
}

/// All aliases, in the order of what is printed.
pub async fn list(db: &impl Read) -> Result<Vec<Alias>> {
    let db = db.executor();
    let employees = employee_alias::Entity::find()
        .order_by_asc(employee_alias::Column::NameKey)
        .all(&db)
        .await?;
    let merchants = merchant_alias::Entity::find()
        .order_by_asc(merchant_alias::Column::DescriptorKey)
        .all(&db)
        .await?;
    let merchants = merchants.into_iter().map(|row| Ok(of_merchant(row)));
    employees
        .into_iter()
        .map(of_employee)
        .chain(merchants)
        .collect()
}

/// All aliases, as matching takes them.
pub async fn load(db: &impl Read) -> Result<Aliases> {
    let mut aliases = Aliases::default();
    for alias in list(db).await? {
        match alias.meaning {
            Meaning::Employee(name, number) => aliases.employees.push((name, number)),
            Meaning::Merchant(descriptor, vendor) => aliases.merchants.push((descriptor, vendor)),
        }
    }
    Ok(aliases)
}

/// Forgets an alias.
pub async fn forget(write: &Write, id: AliasId) -> Result<()> {
    let employees = employee_alias::Entity::delete_by_id(id)
        .exec(write.transaction())
        .await?;
    let merchants = merchant_alias::Entity::delete_by_id(id)
        .exec(write.transaction())
        .await?;
    match employees.rows_affected + merchants.rows_affected {
        0 => Err(Error::NotFound(Missing::Alias)),
        _ => Ok(()),
    }
}

async fn teach_employee(
    write: &Write,
    name: &PersonName,
    number: &EmployeeNumber,
    actor: &str,
) -> Result<AliasId> {
    use employee_alias::{Column, Entity, Model};
    let name_key = key(name.as_str());
    Entity::delete_many()
        .filter(Column::NameKey.eq(&*name_key))
        .exec(write.transaction())
        .await?;
    let id = Uuid::now_v7();
    let row = Model {
        id,
        name_key,
        printed_name: name.as_str().to_owned(),
        employee_number: number.as_str().to_owned(),
        actor: actor.to_owned(),
        created_at: clock::read(write).await?,
    };
    bulk::insert::<Entity>(write, vec![row]).await?;
    Ok(id)
}

async fn teach_merchant(
    write: &Write,
    descriptor: &str,
    vendor: &str,
    actor: &str,
) -> Result<AliasId> {
    use merchant_alias::{Column, Entity, Model};
    let descriptor = storable(descriptor);
    let descriptor_key = key(&descriptor);
    Entity::delete_many()
        .filter(Column::DescriptorKey.eq(&*descriptor_key))
        .exec(write.transaction())
        .await?;
    let id = Uuid::now_v7();
    let row = Model {
        id,
        descriptor_key,
        descriptor: descriptor.trim().to_owned(),
        vendor: storable(vendor).trim().to_owned(),
        actor: actor.to_owned(),
        created_at: clock::read(write).await?,
    };
    bulk::insert::<Entity>(write, vec![row]).await?;
    Ok(id)
}

fn of_employee(row: employee_alias::Model) -> Result<Alias> {
    Ok(Alias {
        id: row.id,
        meaning: Meaning::Employee(name(&row.printed_name)?, number(&row.employee_number)?),
        by: row.actor,
        at: row.created_at,
    })
}

fn of_merchant(row: merchant_alias::Model) -> Alias {
    Alias {
        id: row.id,
        meaning: Meaning::Merchant(row.descriptor, row.vendor),
        by: row.actor,
        at: row.created_at,
    }
}
