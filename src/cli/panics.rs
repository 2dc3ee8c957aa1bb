//! What a command does where the program meets what it holds impossible: mostly a damaged
//! index, whose bytes the engine takes as they are. It says so, and what to do.

use super::error::Error;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

/// Runs a command; a panic, in whatever thread, is its failure.
pub(super) fn caught<T>(command: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let first = Arc::new(Mutex::new(None));
    let told = Arc::clone(&first);
    panic::set_hook(Box::new(move |panic| {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        told.get_or_insert_with(|| panic.to_string().replace('\n', " "));
    }));
    // What it leaves half done is not looked at again.
    let done = panic::catch_unwind(AssertUnwindSafe(command));
    drop(panic::take_hook());
    done.unwrap_or_else(|_| {
        let told = first.lock().unwrap_or_else(PoisonError::into_inner).take();
        let told = told.unwrap_or_default();
        Err(Error::new(format!("this should not happen: {told}"))
            .hint("the index may be damaged: kiosque index --rebuild makes it anew")
            .hint("if it happens again, tell us, with what you typed"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure() {
        let failed = caught(|| -> Result<(), Error> {
            let none: Vec<u8> = Vec::new();
            std::thread::spawn(move || none[1]).join().expect("the thread goes well");
            Ok(())
        });
        let error = failed.unwrap_err();
        assert!(error.source.to_string().contains("index out of bounds"));
        assert_eq!(error.hints.len(), 2);
        assert!(caught(|| Ok(1)).is_ok());
    }
}
