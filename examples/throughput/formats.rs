//! Documents and bytes a second, format by format, read in this process by one core.

use kiosque::ingest::{File, Settings, read, walk};
use std::collections::BTreeMap;
use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

/// The documents of a format are read again until that much time has passed.
const LONG_ENOUGH: Duration = Duration::from_secs(1);

/// What reading the documents of a format took.
#[derive(Default)]
struct Spent {
    documents: u64,
    articles: u64,
    bytes: u64,
    time: Duration,
}

pub(crate) fn measure(folders: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut formats: BTreeMap<&str, Vec<File>> = BTreeMap::new();
    for folder in folders {
        for file in walk(Path::new(folder))?.files {
            // One that cannot be read is of no format; the first reading is not counted.
            if let Ok((format, _)) = once(&file) {
                formats.entry(format).or_default().push(file);
            }
        }
    }
    println!("{:<12} documents  documents/s  articles/s      MB/s", "");
    for (format, files) in formats {
        let spent = again_and_again(&files);
        let seconds = spent.time.as_secs_f64();
        println!(
            "{format:<12} {:>9} {:>12.1} {:>11.1} {:>9.2}",
            files.len(),
            spent.documents as f64 / seconds,
            spent.articles as f64 / seconds,
            spent.bytes as f64 / seconds / 1e6,
        );
    }
    Ok(())
}

fn again_and_again(files: &[File]) -> Spent {
    let mut spent = Spent::default();
    while spent.time < LONG_ENOUGH {
        for file in files {
            let start = Instant::now();
            let read = once(file);
            spent.time += start.elapsed();
            spent.documents += 1;
            spent.bytes += file.size;
            spent.articles += read.map_or(0, |(_, articles)| articles);
        }
    }
    spent
}

/// The format of a document, and how many articles it gave.
fn once(file: &File) -> Result<(&'static str, u64), Box<dyn Error>> {
    let reading = read(file, &Settings::default(), &mut |_| ControlFlow::Continue(()))?;
    Ok((reading.format.name(), reading.articles))
}
