//! Makes `data/french.lexicon`, the dictionary of inflections, out of a hunspell
//! dictionary of French with morphological tags (Dicollecte 7.0, Debian's
//! `hunspell-fr-comprehensive`) and the small lists of `data/`:
//!
//! ```sh
//! cargo run --release --example lexicon -- \
//!     /usr/share/hunspell/fr.aff /usr/share/hunspell/fr.dic data/
//! ```
//!
//! Affixes are expanded into the written forms of each entry ([`affix`], [`entry`]),
//! entries that are one word are joined into families ([`family`]), and the families
//! are packed into bytes that need no unpacking ([`pack`]). The same input always
//! gives the same bytes. `data/README.md` tells what is in the folder.

mod affix;
mod entry;
mod family;
mod pack;

use std::{error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> =
        std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [aff, dic, folder] = arguments.as_slice() else {
        return Err("usage: lexicon FR.aff FR.dic DATA_FOLDER".into());
    };
    let affixes = affix::Affixes::parse(&fs::read_to_string(aff)?)?;
    let entries = entry::entries(&fs::read_to_string(dic)?, &affixes);
    let lists = family::Lists {
        parted: &fs::read_to_string(folder.join("parted.txt"))?,
        linked: &fs::read_to_string(folder.join("linked.txt"))?,
        homographs: &fs::read_to_string(folder.join("homographs.txt"))?,
    };
    let families = family::families(entries, &lists)?;
    fs::write(folder.join("french.lexicon"), pack::pack(&families)?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kiosque::french::lexicon::Role;

    const AFFIXES: &str = "
PFX L' Y 1
PFX L' 0 l' [aeé] dp:le|la+
SFX S. Y 2
SFX S. 0 0/L'D'Q' [^sxz] is:sg
SFX S. 0 s/D'Q' [^sxz] is:pl
SFX F. Y 4
SFX F. 0 0 [^sxz] is:mas is:sg
SFX F. 0 s [^sxz] is:mas is:pl
SFX F. 0 e [ét] is:fem is:sg
SFX F. 0 es [ét] is:fem is:pl
SFX a0 Y 2
SFX a0 er er er po:infi
SFX a0 er e er po:ipre po:3sg
SFX p+ Y 2
SFX p+ er é er po:ppas is:mas is:sg
SFX p+ er ée er po:ppas is:fem is:sg
";
    const LISTS: family::Lists = family::Lists {
        parted: "# a comment\nretrait",
        linked: "œil yeux",
        homographs: "livre",
    };

    /// The families made of a dictionary, a line each.
    #[track_caller]
    fn case(dictionary: &str, expected: &[&str]) {
        let listed =
            "retrait/F.() po:nom\nœil/S.() po:nom\nyeux po:nom\nlivre/S.() po:nom\n";
        let affixes = affix::Affixes::parse(AFFIXES).unwrap();
        let entries = entry::entries(&format!("{listed}{dictionary}"), &affixes);
        let families: Vec<String> = family::families(entries, &LISTS)
            .unwrap()
            .iter()
            .map(|family| {
                let form = |(spelling, role): (&String, &Option<Role>)| match role {
                    Some(role) => format!("{spelling}:{role:?}"),
                    None => spelling.clone(),
                };
                family.forms.iter().map(form).collect::<Vec<_>>().join(" ")
            })
            .collect();
        for line in expected {
            assert!(
                families.iter().any(|family| family == line),
                "{line} in {families:#?}"
            );
        }
    }

    #[test]
    fn joins_the_forms_of_a_word() {
        case("élection/S.() po:nom is:fem", &["élection:Noun élections:Own"]);
        case(
            "avocat/F.() po:nom",
            &["avocat:Noun avocate:Inflected avocates:Inflected avocats:Inflected"],
        );
        case("cours/L' po:nom is:mas is:inv", &["cours:Invariable"]);
        case("Gard/L' po:nom is:mas is:inv", &["Gard:Name"]);
        case("vers po:mg po:prep", &["vers:Tool"]);
        case("vite po:adv", &["vite:Other"]);
        case(
            "tuer/a0p+() po:v1_it",
            &["tue:Verb tuer:Infinitive tué tuée", "tué:Participle tuée:Participle"],
        );
        case("avoir/a0() po:v0a\navoir/S.() po:nom", &["avoir:Noun avoirs:Inflected"]);
        case(
            "événement/S.() po:nom\névènement/S.() po:nom",
            &["évènement:Noun évènements:Inflected événement:Noun événements:Inflected"],
        );
        case("sûr/F.() po:adj\nsur/F.() po:adj", &["sûr:Noun sûrs:Inflected"]);
    }

    #[test]
    fn follows_our_lists() {
        case("", &["livre:Own livres:Own", "yeux:Noun œil:Noun œils:Inflected"]);
        case(
            "",
            &["retrait:Noun retraits:Inflected", "retraite:Noun retraites:Inflected"],
        );
        let unknown = family::Lists { homographs: "lirve", ..LISTS };
        assert!(family::families(Vec::new(), &unknown).is_err());
    }

    #[test]
    fn leaves_out_what_is_no_word() {
        let affixes = affix::Affixes::parse(AFFIXES).unwrap();
        let left_out =
            "86459\narc-en-ciel po:nom\n1er po:adj\nXIV po:nbro\nqu po:err\nMᵐᵉ po:titr";
        assert!(entry::entries(left_out, &affixes).is_empty());
    }

    #[test]
    fn packs_the_same_bytes() {
        let affixes = affix::Affixes::parse(AFFIXES).unwrap();
        let bytes = || {
            let entries =
                entry::entries("élection/S.() po:nom\ntuer/a0p+() po:v1", &affixes);
            let none = family::Lists { parted: "", linked: "", homographs: "" };
            pack::pack(&family::families(entries, &none).unwrap()).unwrap()
        };
        assert_eq!(bytes(), bytes());
    }
}
