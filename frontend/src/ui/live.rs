//! Parts of a page that follow what they read.

use std::sync::Arc;

use leptos::prelude::*;

/// A part that is drawn anew when a signal that it reads changes. All of them are of one type, so that
/// what redraws them is compiled, and loaded, once.
pub fn live<V: IntoView + 'static>(of: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    redrawn(Arc::new(move || of().into_any()))
}

fn redrawn(of: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || of()).into_any()
}
