//! Permissions as argument types: a handler that takes one cannot forget to check it.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use tieout_contract::token::TokenScope;

use super::{Principal, authenticate};
use crate::app::State;
use crate::error::ApiError;

/// A scope that handlers can ask for.
pub trait Scope: 'static {
    /// Which.
    const SCOPE: TokenScope;
}

/// Whoever asks may do what needs the scope `S`.
#[derive(Debug)]
pub struct Permit<S> {
    /// Who asks.
    pub principal: Principal,
    scope: PhantomData<S>,
}

macro_rules! scopes {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl Scope for $name {
            const SCOPE: TokenScope = TokenScope::$name;
        }
    )+};
}

scopes! {
    /// To look.
    Read,
    /// To change.
    Write,
    /// To take what goes to pVault.
    Pvault,
    /// To let others in.
    Admin,
}

impl<S> Permit<S> {
    /// As the audit trail names who asks.
    pub fn actor(&self) -> &str {
        &self.principal.name
    }
}

impl<S: Scope> FromRequest for Permit<S> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let state = State::of(&request)?;
            let principal = authenticate(&request, &state).await?;
            if !principal.may(S::SCOPE) {
                return Err(ApiError::Forbidden(S::SCOPE));
            }
            let wait = state.limiter.take(&principal.name);
            match wait {
                Ok(()) => Ok(Self {
                    principal,
                    scope: PhantomData,
                }),
                Err(seconds) => Err(ApiError::TooMany(seconds)),
            }
        })
    }
}
