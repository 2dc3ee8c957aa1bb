//! Any bytes that begin as RTF are answered, in time, and what is read of them has a title.

#![no_main]

use kiosque::ingest::{Settings, read, walk};
use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;
use std::{env, fs, process};

fuzz_target!(|codes: &[u8]| {
    let path = env::temp_dir().join(format!("kiosque-fuzz-{}.rtf", process::id()));
    fs::write(&path, [b"{\\rtf1 ", codes].concat()).expect("a file may be written");
    let walk = walk(&path).expect("the file is there");
    for file in &walk.files {
        // That it cannot be read is an answer too.
        let _ = read(file, &Settings::default(), &mut |found| {
            if let Ok(article) = found {
                assert!(!article.title.value.is_empty());
            }
            ControlFlow::Continue(())
        });
    }
});
