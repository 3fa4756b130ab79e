//! The application, started for one test.

use std::path::PathBuf;
use std::time::Duration;

use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::Value;
use tieout_api::app::{Application, Stopper};
use tieout_api::child::{Limits, Reader};
use tieout_api::config::{Config, Secret};
use tieout_api::start::StartFault;
use tieout_test_support::TestDatabase;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::common::sample;

/// A running service.
pub(crate) struct Server {
    pub(crate) url: String,
    client: Client,
    stopper: Stopper,
    running: JoinHandle<Result<(), StartFault>>,
}

impl Server {
    pub(crate) async fn start(db: &TestDatabase) -> Self {
        Self::start_with(db, |_| {}).await
    }

    pub(crate) async fn start_with(db: &TestDatabase, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::usual().unwrap();
        config.database.url = Some(Secret::Plain(db.url().to_owned().into()));
        config.server.listen = "127.0.0.1:0".parse().unwrap();
        config.workers.count = 2;
        change(&mut config);
        let reader = Reader::running(env!("CARGO_BIN_EXE_tieout"), Limits::default());
        let application = Application::with_reader(config, reader).await.unwrap();
        Self {
            url: format!("http://{}", application.address()),
            client: Client::new(),
            stopper: application.stopper(),
            running: tokio::spawn(application.run()),
        }
    }

    pub(crate) fn tell_to_stop(&self) {
        self.stopper.stop();
    }

    pub(crate) async fn stop(self) {
        self.tell_to_stop();
        self.running.await.unwrap().unwrap();
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method: Method = method.parse().unwrap();
        self.client.request(method, format!("{}{path}", self.url))
    }

    pub(crate) async fn send(&self, method: &str, path: &str) -> Response {
        self.request(method, path).send().await.unwrap()
    }

    /// The JSON of an answer that must have this status.
    pub(crate) async fn get(&self, path: &str) -> Value {
        told(self.send("GET", path).await, 200).await
    }

    pub(crate) async fn put_in(
        &self,
        method: &str,
        path: &str,
        body: &Value,
        status: u16,
    ) -> Value {
        let sent = self.request(method, path).json(body).send().await;
        told(sent.unwrap(), status).await
    }

    pub(crate) async fn upload(&self, path: &str, form: Form) -> Response {
        let sent = self.request("POST", path).multipart(form).send().await;
        sent.unwrap()
    }

    /// Uploads the small sample, and waits until it is reconciled.
    pub(crate) async fn small_month(&self) -> String {
        let form = files(&["small/statement.pdf", "small/expense_report.pdf"]);
        let form = form.text("name", "March 2025");
        let accepted = told(self.upload("/api/upload", form).await, 202).await;
        let id = accepted["id"].as_str().unwrap().to_owned();
        assert_eq!(self.end_of(&id).await, "completed");
        id
    }

    /// The status in which the work on a session ends.
    pub(crate) async fn end_of(&self, id: &str) -> String {
        loop {
            let progress = self.get(&format!("/api/sessions/{id}/progress")).await;
            if progress["percent"] == 100 {
                return progress["status"].as_str().unwrap().to_owned();
            }
            sleep(Duration::from_millis(50)).await;
        }
    }
}

/// The JSON of an answer that must have this status.
pub(crate) async fn told(response: Response, status: u16) -> Value {
    let (url, got) = (response.url().clone(), response.status().as_u16());
    let text = response.text().await.unwrap();
    assert_eq!(got, status, "{url}: {text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{url}: {error}: {text}"))
}

/// Samples as a form.
pub(crate) fn files(names: &[&str]) -> Form {
    names.iter().fold(Form::new(), |form, name| {
        form.part("files", file(&sample(name)))
    })
}

pub(crate) fn file(path: &PathBuf) -> Part {
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    Part::bytes(std::fs::read(path).unwrap()).file_name(name)
}
