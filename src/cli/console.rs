//! The terminal: results to standard output, everything else to standard error, with
//! colours where they are wanted and lines as wide as the window.

use super::args::{Colour, Global};
use super::error::{Error, Kind};
use super::exit::Exit;
use crate::render::{Label, Look, Styles, counted, safe_block};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use std::env;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use terminal_size::{Height, Width, terminal_size_of};

/// Both streams, and how to write on them.
pub(super) struct Console {
    out: BufWriter<Stdout>,
    /// How results are drawn.
    pub(super) look: Look,
    messages: Styles,
    quiet: bool,
    verbose: bool,
}

impl Console {
    /// The console as the options and the environment want it.
    pub(super) fn new(global: &Global) -> Self {
        let out = io::stdout();
        let look = Look {
            columns: columns(terminal_size_of(&out)),
            styles: styles(global.color, out.is_terminal()),
        };
        Self {
            out: BufWriter::new(out),
            look,
            messages: styles(global.color, io::stderr().is_terminal()),
            quiet: global.quiet,
            verbose: global.verbose,
        }
    }

    /// Whether only results and errors are wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether details are wanted.
    pub(super) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Where results go.
    pub(super) fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Whether results are read on a terminal, which obeys what it is sent.
    pub(super) fn is_terminal(&self) -> bool {
        self.out.get_ref().is_terminal()
    }

    /// Writes what is still held back.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        self.out.flush().map_err(Error::output)
    }

    /// Tells something about the results; not with `--quiet`.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            message(&format!("{}\n", safe_block(text)));
        }
    }

    /// Tells a detail, with `--verbose`.
    pub(super) fn detail(&self, text: &str) {
        if self.verbose {
            message(&format!("{}\n", safe_block(text)));
        }
    }

    /// Warns of something that went wrong while the rest went on.
    pub(super) fn warn(&self, text: &str) {
        message(&self.labelled(Label::Warning, "warning", text));
    }

    /// Warns of an error that left the rest to go on, and says where it is and what to do.
    pub(super) fn warn_of(&self, place: &str, error: &Error) {
        let what = format!("{place}: {}", error.source);
        message(&(self.labelled(Label::Warning, "warning", &what) + &self.beside(error)));
    }

    /// Says why the command stopped, and what to do next.
    pub(super) fn report(&self, error: &Error) -> Exit {
        if error.kind != Kind::Closed {
            let text = self.labelled(Label::Error, "error", &error.source.to_string());
            message(&(text + &self.beside(error)));
        }
        error.exit()
    }

    /// What is said below an error.
    fn beside(&self, error: &Error) -> String {
        let columns = columns(terminal_size_of(io::stderr()));
        let mut text = error.excerpt(columns).unwrap_or_default();
        for cause in error.causes() {
            text += &self.labelled(Label::Faint, "cause", &cause);
        }
        for hint in &error.hints {
            text += &self.labelled(Label::Hint, "hint", hint);
        }
        text
    }

    /// A bar of so many bytes to read, drawn on a terminal only, not among details,
    /// and gone when it is dropped.
    pub(super) fn progress(&self, bytes: u64) -> Progress {
        if self.quiet || self.verbose || !io::stderr().is_terminal() {
            return Progress { bar: ProgressBar::hidden(), articles: 0 };
        }
        let style =
            ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {msg}")
                .expect("the template is sound");
        let bar = ProgressBar::new(bytes).with_style(style);
        Progress { bar: bar.with_finish(ProgressFinish::AndClear), articles: 0 }
    }

    fn labelled(&self, label: Label, name: &str, text: &str) -> String {
        let style = self.messages.of(label);
        format!("{style}{name}:{style:#} {}\n", safe_block(text))
    }
}

/// How far an indexing has come.
pub(super) struct Progress {
    bar: ProgressBar,
    articles: u64,
}

impl Progress {
    /// One more article was read.
    pub(super) fn article(&mut self) {
        self.articles += 1;
        self.bar.set_message(counted(self.articles, "article"));
    }

    /// A file of so many bytes is done.
    pub(super) fn file(&mut self, bytes: u64) {
        self.bar.inc(bytes);
    }
}

/// Prints clap's own answer: the help that was asked for, or what is wrong with the
/// arguments.
pub(super) fn tell(told: &clap::Error) -> Exit {
    match told.print() {
        Ok(()) if told.use_stderr() => Exit::Failed,
        Ok(()) => Exit::Found,
        Err(error) => Error::output(error).exit(),
    }
}

/// Columns of a line: those that `COLUMNS` says, else those of the terminal; when the
/// output goes to a file or a program, lines are not cut.
fn columns(size: Option<(Width, Height)>) -> Option<usize> {
    let said = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    said.filter(|columns| *columns > 0)
        .or_else(|| size.map(|(Width(columns), _)| usize::from(columns)))
}

/// Colours when asked for; else on a terminal that has some, unless `NO_COLOR` is set
/// (<https://no-color.org>).
fn styles(colour: Colour, terminal: bool) -> Styles {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    match colour {
        Colour::Always => Styles::Coloured,
        Colour::Auto if terminal && !dumb && !set("NO_COLOR") => Styles::Coloured,
        _ => Styles::Plain,
    }
}

/// Writes to standard error; when even that is closed there is no one left to tell.
fn message(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
