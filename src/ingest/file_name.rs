//! The date that a file's name or folders give, when they leave no doubt:
//! `2012-11-05_le-port.txt`, `2012/11/05/le-port.txt`. Marked as such, and left out of
//! the article's id, which must not change when the file moves.

use crate::article::{Date, Origin, Sourced, read_date};

/// The date in a path below a root.
pub(super) fn date(path: &str) -> Option<Sourced<Date>> {
    let mut parts: Vec<&str> = path.split('/').collect();
    let name = parts.pop()?;
    let of_name = in_name(name).map(|date| Sourced::new(date, Origin::FileName));
    of_name.or_else(|| in_folders(&parts).map(|date| Sourced::new(date, Origin::Folder)))
}

/// A year, month and day written as such, at the start or the end of the name, and
/// only one.
fn in_name(name: &str) -> Option<Date> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let runs: Vec<&str> = stem
        .split(|c: char| !(c.is_ascii_digit() || c == '-' || c == '.'))
        .map(|run| run.trim_matches(['-', '.']))
        .filter(|run| !run.is_empty())
        .collect();
    let dates: Vec<Date> = runs.iter().filter_map(|run| whole_day(run)).collect();
    match dates.as_slice() {
        [date] => Some(*date),
        _ => None,
    }
}

/// `2012-11-05`, `2012.11.05` or `20121105`; day first is not sure enough here.
fn whole_day(run: &str) -> Option<Date> {
    let is_split = run.len() == 10
        && (run.matches('-').count() == 2 || run.matches('.').count() == 2);
    let year_first = run.get(..4)?.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = run.len() == 8 && run.bytes().all(|byte| byte.is_ascii_digit());
    (year_first && (is_split || is_whole)).then(|| read_date(&run.replace('.', "-")))?
}

/// The innermost folders that make a date: `2012-11-05`, `2012/11/05`, `2012/11`,
/// `2012`.
fn in_folders(folders: &[&str]) -> Option<Date> {
    let is_number = |text: &str, digits: usize| {
        text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_year = |text: &str| is_number(text, 4) && ("1600".."2200").contains(&text);
    for end in (1..=folders.len()).rev() {
        let last = folders[end - 1];
        if is_year(last) || last.len() == 7 && last.get(..4).is_some_and(is_year) {
            return last.parse().ok();
        }
        if let Some(date) = whole_day(last) {
            return Some(date);
        }
        let before =
            |back: usize| end.checked_sub(back).and_then(|at| folders.get(at)).copied();
        if is_number(last, 2) {
            if let Some(year) = before(2).filter(|year| is_year(year)) {
                return format!("{year}-{last}").parse().ok();
            }
            if let (Some(month), Some(year)) =
                (before(2), before(3).filter(|year| is_year(year)))
            {
                return format!("{year}-{month}-{last}").parse().ok();
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(path: &str, expected: Option<(&str, Origin)>) {
        let found = date(path).map(|date| (date.value.to_string(), date.from));
        let found = found.as_ref().map(|(date, from)| (date.as_str(), *from));
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn names() {
        let name = |date| Some((date, Origin::FileName));
        case("2012-11-05_le-port.txt", name("2012-11-05"));
        case("port/20121105.txt", name("2012-11-05"));
        case("le-port-2012-11-05.txt", name("2012-11-05"));
        case("LM20121105A.txt", name("2012-11-05"));
        case("2011/2012-11-05.txt", name("2012-11-05"));
        for path in [
            "port.txt",
            "port-2012.txt",
            "2012-11-05_2012-11-06.txt",
            "05-11-2012.txt",
            "000_1423fbcdc8842d1e.txt",
            "99999999.txt",
            "2012-13-45.txt",
        ] {
            case(path, None);
        }
    }

    #[test]
    fn folders() {
        let folder = |date| Some((date, Origin::Folder));
        case("2012/11/05/port.txt", folder("2012-11-05"));
        case("presse/2012/11/port.txt", folder("2012-11"));
        case("2012/port.txt", folder("2012"));
        case("2012-11/port.txt", folder("2012-11"));
        case("2012-11-05/a/port.txt", folder("2012-11-05"));
        for path in [
            "11/05/port.txt",
            "cloud/port.txt",
            "12/port.txt",
            "aa \u{1e08f}/port.txt",
            "é2012/port.txt",
        ] {
            case(path, None);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_path_is_survived(path in "(\\PC|[0-9/.-]){0,40}") {
            date(&path);
        }
    }
}
