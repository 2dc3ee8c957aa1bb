//! The command line as typed: global options, commands, and the arguments that several
//! of them share. What it means is up to each command.

use super::commands::Command;
use clap::{Args, Parser, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// Search French press articles, offline
///
/// kiosque reads folders of press articles, keeps an index of them up to date, and
/// answers queries in a language made for French: number, gender, conjugation, accents
/// and elision are taken care of.
///
/// Results go to standard output, messages to standard error. The exit code is 0 when
/// something was found or done, 1 when nothing was found, 2 when something failed, even
/// in part.
#[derive(Debug, Parser)]
#[command(
    name = "kiosque",
    version,
    max_term_width = 100,
    after_long_help = "\
Examples:
  kiosque index                             Index the documents of corpus/
  kiosque search cloud souverain            Articles with both words
  kiosque search '\"cloud souverain\" SAUF Numergy date:2012'
  kiosque show 3f2a --query cloud           One article, the word marked
  kiosque search --ids Thales | xargs -n1 kiosque show --path"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Args, Debug)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Keep the index in this folder
    #[arg(long, global = true, value_name = "DIR", env = "KIOSQUE_INDEX")]
    #[arg(default_value = "index", hide_env_values = true)]
    pub(super) index: PathBuf,
    /// Use colours
    ///
    /// `auto` uses them on a terminal, unless `NO_COLOR` is set.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Colour,
    /// Print results and errors only
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print more of what is done
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// Reads the arguments; the error is clap's, which also carries the help asked for.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(excluded_words(arguments))
}

/// Lets `kiosque search cloud -souverain` exclude a word, as the query language says,
/// where clap would see a run of one-letter options: after `search`, one hyphen and two
/// letters or more belong to the query. A space before them keeps clap away.
fn excluded_words(
    arguments: impl IntoIterator<Item = OsString>,
) -> impl Iterator<Item = OsString> {
    let mut searching = false;
    let mut before = OsString::new();
    arguments.into_iter().map(move |argument| {
        let text = argument.to_str().unwrap_or_default();
        let mut letters = text.chars();
        let excludes = letters.next() == Some('-')
            && letters.next().is_some_and(|c| c != '-')
            && letters.next().is_some();
        let value = before == "--sort";
        let escaped = searching && excludes && !value;
        let read = if escaped { format!(" {text}").into() } else { argument.clone() };
        searching |= argument == "search";
        before = argument;
        read
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;
    use std::fmt::Write;

    #[test]
    fn clap_agrees() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn whole_help() {
        let mut command = Arguments::command().term_width(80);
        command.build();
        let mut help = command.render_long_help().to_string();
        for command in command.get_subcommands_mut() {
            let text = command.render_long_help();
            write!(help, "\n\n──── {} ────\n\n{text}", command.get_name()).unwrap();
        }
        insta::assert_snapshot!(help);
    }

    #[test]
    fn summaries_are_short_and_without_full_stop() {
        for command in Arguments::command().get_subcommands() {
            let summary = command.get_about().unwrap().to_string();
            assert!(!summary.ends_with('.') && summary.len() < 70, "{summary}");
            for argument in command.get_arguments() {
                let help = argument.get_help().unwrap_or_else(|| panic!("{argument}"));
                assert!(!help.to_string().ends_with('.'), "{help}");
            }
        }
    }

    #[track_caller]
    fn case(typed: &str, read: &[&str]) {
        let typed = typed.split(' ').map(OsString::from);
        assert_eq!(excluded_words(typed).collect::<Vec<_>>(), read);
    }

    #[test]
    fn a_hyphen_excludes_a_word_of_the_query() {
        case("kiosque search a -mot", &["kiosque", "search", "a", " -mot"]);
        case("kiosque search -hier", &["kiosque", "search", " -hier"]);
        case("kiosque -qv search a", &["kiosque", "-qv", "search", "a"]);
        case("kiosque search a -q", &["kiosque", "search", "a", "-q"]);
        case("kiosque search --json a", &["kiosque", "search", "--json", "a"]);
        case("kiosque search --sort -date", &["kiosque", "search", "--sort", "-date"]);
        case("kiosque show -hier", &["kiosque", "show", "-hier"]);
    }
}
