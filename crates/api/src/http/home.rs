//! Requests belong to the runtime that outlives them.
//!
//! Each thread of the server has a runtime of its own, which ends with the thread: when the service stops, the threads
//! that have nothing to do end first. A connection to the database or to Redis that was opened in one of them would end
//! with it, though a request of another thread may be using it by then.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::app::State;

/// Answers a request in the context of the runtime that the service was started in.
pub async fn settle<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    match request.app_data::<Data<State>>().cloned() {
        Some(state) => state.at_home(next.call(request)).await,
        None => next.call(request).await,
    }
}
