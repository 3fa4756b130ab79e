//! What can be asked for: thin handlers, one file per noun.

mod about;
mod activity;
mod aliases;
mod documents;
mod employees;
mod health;
mod matches;
mod progress;
mod pvault;
mod receipts;
mod reports;
mod sessions;
mod tokens;
mod transactions;
mod upload;

use actix_web::web::ServiceConfig;
pub(crate) use tokens::make as make_token;
use utoipa_actix_web::service_config::ServiceConfig as DescribedConfig;

/// Two builders take them, one of which notes what is said of each.
macro_rules! all_routes {
    ($config:expr) => {
        $config
            .service(upload::upload_files)
            .service(sessions::list)
            .service(sessions::show)
            .service(sessions::rename)
            .service(sessions::delete)
            .service(documents::add)
            .service(transactions::list_transactions)
            .service(transactions::correct_transaction)
            .service(receipts::list_receipts)
            .service(matches::list_matches)
            .service(matches::one)
            .service(matches::approve)
            .service(matches::reject)
            .service(matches::reassign)
            .service(matches::withdraw)
            .service(matches::bulk)
            .service(employees::list_employees)
            .service(progress::snapshot)
            .service(progress::watch)
            .service(reports::download)
            .service(aliases::list)
            .service(aliases::teach)
            .service(aliases::forget)
            .service(pvault::take)
            .service(pvault::acknowledge)
            .service(tokens::list)
            .service(tokens::create)
            .service(tokens::revoke)
            .service(activity::list)
            .service(about::about)
            .service(health::whole)
            .service(health::live)
            .service(health::ready)
            .service(health::metrics)
    };
}

/// All routes of the API.
pub fn all(config: &mut ServiceConfig) {
    all_routes!(config);
}

/// The same, with what is said of them. Every thread that serves would put that together, and drop it.
pub fn described(config: &mut DescribedConfig<'_>) {
    all_routes!(config);
}
