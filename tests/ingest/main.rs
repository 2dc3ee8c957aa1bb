//! The readers of every format, each by what it gives.

#![allow(clippy::unwrap_used, reason = "a test")]

mod any;
mod documents;
mod failing;
mod reading;
mod shared;

use kiosque::ingest::{Fault, File, Settings, read, walk};
use serde_json::{Value, json};
use std::{fs, ops::ControlFlow};

const SUITE: &str = "tests/suite/ingest";

/// Everything that reading a file gives, as JSON.
fn outcome(file: &File, settings: &Settings) -> Value {
    let mut records = Vec::new();
    let reading = read(file, settings, &mut |record| {
        records.push(match record {
            Ok(article) => {
                let mut article = serde_json::to_value(article).unwrap();
                for place in article["places"].as_array_mut().unwrap() {
                    place.as_object_mut().unwrap().remove("root");
                }
                article
            }
            Err(error) => json!({"line": error.line, "fault": error.fault.to_string()}),
        });
        ControlFlow::Continue(())
    });
    let whole = match reading {
        Ok(reading) => {
            let mut whole = json!({
                "format": reading.format.name(),
                "encoding": reading.encoding,
                "articles": reading.articles,
                "mended": reading.mended,
                "failed": reading.failed,
                "unused": reading.unused,
            });
            if !reading.hidden.is_empty() {
                whole["hidden"] = json!(reading.hidden);
            }
            whole
        }
        Err(error) => json!({"fault": error.fault.to_string()}),
    };
    json!({"reading": whole, "records": records})
}

/// A file made of these bytes, read.
fn read_bytes(name: &str, bytes: &[u8]) -> (u64, Result<(), Fault>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let walk = walk(&path).unwrap();
    let mut articles = 0;
    let reading = read(&walk.files[0], &Settings::default(), &mut |record| {
        if let Ok(article) = record {
            assert!(!article.title.value.is_empty());
            assert_eq!(article.places.len(), 1);
            articles += 1;
        }
        ControlFlow::Continue(())
    });
    (articles, reading.map(|_| ()).map_err(|error| error.fault))
}
