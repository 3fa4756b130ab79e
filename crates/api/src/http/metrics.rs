//! What is counted, for Prometheus.

use std::fmt;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use chrono::TimeDelta;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, LabelSetEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// What is counted. Labels name routes, never what was asked for.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    /// Who watches progress at the moment.
    pub streams: Gauge,
    /// Bytes that were uploaded.
    pub uploaded: Counter,
    longest_wait: Gauge<f64, AtomicU64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    method: String,
    path: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Answered {
    route: Route,
    status: u16,
}

impl EncodeLabelSet for Answered {
    fn encode(&self, encoder: &mut LabelSetEncoder<'_>) -> fmt::Result {
        use prometheus_client::encoding::EncodeLabel as _;
        self.route.encode(encoder)?;
        ("status", self.status).encode(encoder.encode_label())
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let requests = Family::default();
        let seconds = Family::new_with_constructor(histogram as fn() -> Histogram);
        let (streams, uploaded) = (Gauge::default(), Counter::default());
        let mut registry = Registry::with_prefix("tieout");
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register(
            "http_request_seconds",
            "How long answering took",
            seconds.clone(),
        );
        registry.register(
            "progress_streams",
            "Streams of progress that are open",
            streams.clone(),
        );
        registry.register("uploaded_bytes", "Bytes uploaded", uploaded.clone());
        let longest_wait = Gauge::default();
        registry.register(
            "longest_wait_seconds",
            "How long the oldest document that is not read yet has waited; NaN while the database is down",
            longest_wait.clone(),
        );
        Self {
            registry,
            requests,
            seconds,
            streams,
            uploaded,
            longest_wait,
        }
    }
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, method: &str, path: &str, status: u16, took: Duration) {
        let route = Route {
            method: method.to_owned(),
            path: path.to_owned(),
        };
        self.seconds
            .get_or_create(&route)
            .observe(took.as_secs_f64());
        self.requests
            .get_or_create(&Answered { route, status })
            .inc();
    }

    /// Notes how long the oldest document waits; none is not known.
    pub fn waits(&self, longest: Option<TimeDelta>) {
        let seconds = longest.map_or(f64::NAN, |wait| wait.as_seconds_f64().max(0.0));
        self.longest_wait.set(seconds);
    }

    /// Everything, in the format of OpenMetrics.
    pub fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

fn histogram() -> Histogram {
    Histogram::new([
        0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
    ])
}
