//! The web client: a folder of files, looked through once when the service starts.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentEncoding};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use sha2::{Digest as _, Sha256};

use super::etag;
use crate::error::{ApiError, Result};

/// The files of the web client, by their paths.
#[derive(Debug)]
pub struct Files(BTreeMap<String, File>);

#[derive(Debug, Clone)]
struct File {
    path: PathBuf,
    media_type: &'static str,
    etag: String,
    /// Its name holds a hash of its content: it never changes.
    is_immutable: bool,
    brotli: Option<PathBuf>,
    gzip: Option<PathBuf>,
}

impl Files {
    /// Looks through a folder.
    pub fn index(folder: &Path) -> io::Result<Self> {
        let mut paths = Vec::new();
        walk(folder, &mut paths)?;
        let mut files = BTreeMap::new();
        for path in &paths {
            let Ok(relative) = path.strip_prefix(folder) else {
                continue;
            };
            let name = format!("/{}", relative.display());
            if !is_compressed(&name) {
                files.insert(name.clone(), File::at(path, &name)?);
            }
        }
        if files.contains_key("/index.html") {
            Ok(Self(files))
        } else {
            let message = format!("{}: holds no index.html", folder.display());
            Err(io::Error::new(io::ErrorKind::NotFound, message))
        }
    }

    /// The file at that path. A path that is not a file's name is a page of the client, which finds
    /// its own way.
    pub async fn answer(&self, request: &HttpRequest) -> Result<HttpResponse> {
        let path = request.path();
        let names_file = path
            .rsplit('/')
            .next()
            .is_some_and(|last| last.contains('.'));
        let found = match self.0.get(path) {
            None if !names_file => self.0.get("/index.html"),
            found => found,
        };
        let file = found.cloned().ok_or(ApiError::NoRoute)?;
        if etag::is_known(request, &file.etag) {
            let mut response = file.headers();
            return Ok(response.status(StatusCode::NOT_MODIFIED).finish());
        }
        file.send(request).await
    }
}

impl File {
    fn at(path: &Path, name: &str) -> io::Result<Self> {
        let beside = |ending: &str| {
            let other = PathBuf::from(format!("{}.{ending}", path.display()));
            other.is_file().then_some(other)
        };
        let hash = Sha256::digest(fs::read(path)?);
        let etag: String = hash
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(Self {
            path: path.to_owned(),
            media_type: media_type(name),
            etag: format!("\"{etag}\""),
            is_immutable: is_hashed(name),
            brotli: beside("br"),
            gzip: beside("gz"),
        })
    }

    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse> {
        let accepted = request.headers().get(header::ACCEPT_ENCODING);
        let accepted = accepted
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let takes = |coding: &str| accepted.split(',').any(|known| known.trim() == coding);
        let (path, coding) = match (&self.brotli, &self.gzip) {
            (Some(path), _) if takes("br") => (path, ContentEncoding::Brotli),
            (_, Some(path)) if takes("gzip") => (path, ContentEncoding::Gzip),
            _ => (&self.path, ContentEncoding::Identity),
        };
        let path = path.clone();
        let bytes = web::block(move || fs::read(path)).await?;
        let bytes = bytes.map_err(ApiError::unforeseen)?;
        let mut response = self.headers();
        response.insert_header(coding);
        Ok(response.body(bytes))
    }

    fn headers(&self) -> HttpResponseBuilder {
        let kept = if self.is_immutable {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let mut response = HttpResponse::Ok();
        response
            .insert_header((header::CONTENT_TYPE, self.media_type))
            .insert_header((header::ETAG, self.etag.as_str()))
            .insert_header((header::CACHE_CONTROL, kept))
            .insert_header((header::VARY, "accept-encoding"));
        response
    }
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_compressed(name: &str) -> bool {
    [".br", ".gz"].iter().any(|ending| name.ends_with(ending))
}

/// Is a part of the name a hash: eight or more hexadecimal digits, and not a word?
fn is_hashed(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.split(['-', '.', '_']).any(|part| {
        part.len() >= 8
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    })
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_hash_is_told_from_others() {
        assert!(is_hashed("/pkg/tieout-3fa94c02b1d7.js"));
        assert!(is_hashed("/app.9e107d9d372bb682.wasm"));
        assert!(!is_hashed("/index.html"));
        assert!(!is_hashed("/defaced-facade.css"));
    }
}
