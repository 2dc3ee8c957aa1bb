//! Lines that belong to the text and that trafilatura leaves out: the second article of a
//! page, insets, the heading above the first paragraph, the list under a brief. Only what
//! the elements of the page say to be so: menus and related links stay out.

use super::block::Block;
use super::boilerplate;
use super::fold::{letters, words};
use super::lines::Lines;
use super::{shown, tree};
use crate::article::Kind;
use scraper::ElementRef;

/// Words of a line that is prose, and of one that is a label at most.
const PROSE: usize = 12;
const LABEL: usize = 3;

/// Bytes of text under which a page is a brief: of most, trafilatura takes paragraphs
/// alone.
const BRIEF: usize = 250;

/// A neighbour as long as this part of an article at least is one too, and no teaser.
const SHARE: usize = 5;

/// Paragraphs of prose from which on a neighbour is more than a teaser even where its title
/// is a link: that leads to the same text by itself.
const WHOLE: usize = 3;

/// Words in the classes of insets.
const INSETS: &[&str] = &[
    "encadre",
    "encadré",
    "encadres",
    "encadrés",
    "factbox",
    "infobox",
    "lexique",
    "chronologie",
    "reperes",
    "repères",
    "repere",
    "repère",
];

/// The beginnings of their headings, made comparable.
const INSET_HEADINGS: &[&str] = &[
    "bioexpress",
    "chronologie",
    "datescles",
    "encadre",
    "enchiffres",
    "leschiffres",
    "chiffrescles",
    "lexique",
    "reperes",
    "verbatim",
];

/// Elements that set lists and tables.
const LISTS: &[&str] = &[
    "blockquote",
    "dd",
    "dl",
    "dt",
    "li",
    "ol",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Adds to the lines kept those that belong with them.
pub(super) fn regain(lines: &Lines, kept: &mut [bool]) {
    if !kept.contains(&true) {
        return;
    }
    articles(lines, kept);
    insets(lines, kept);
    let said = lines.blocks().iter().zip(&*kept).filter(|(_, kept)| **kept);
    let is_brief = said.map(|(block, _)| block.text.len()).sum::<usize>() < BRIEF;
    if is_brief {
        brief(lines, kept);
    }
    headings(lines, is_brief, kept);
}

/// Whether a line may belong to the text: links alone and set phrases do not.
fn is_text(block: &Block) -> bool {
    !block.is_link && !boilerplate::is_boilerplate(&block.text)
}

fn is_prose(block: &Block) -> bool {
    block.kind != Kind::Heading && is_text(block) && words(&block.text) >= PROSE
}

/// The articles beside one that is kept.
fn articles(lines: &Lines, kept: &mut [bool]) {
    for parent in lines.elements() {
        let children = parent.child_elements();
        let children: Vec<ElementRef> =
            children.filter(|child| tree::named(*child, "article")).collect();
        if children.len() < 2 {
            continue;
        }
        let length = |article: &ElementRef| -> usize {
            let own = lines.own(*article).map(|line| &lines.blocks()[line]);
            own.filter(|block| is_text(block)).map(|block| words(&block.text)).sum()
        };
        let is_kept = |article: &ElementRef| kept[lines.below(*article)].contains(&true);
        let (taken, left): (Vec<ElementRef>, Vec<ElementRef>) =
            children.into_iter().partition(is_kept);
        let Some(longest) = taken.iter().map(length).max() else { continue };
        for article in left {
            if is_article(lines, article) && length(&article) * SHARE >= longest {
                keep(lines, article, kept);
                keep_title(lines, article, kept);
            }
        }
    }
}

/// Whether it is to be read here: teasers lead elsewhere, by their title or below.
fn is_article(lines: &Lines, article: ElementRef) -> bool {
    let own = || lines.own(article).map(|line| &lines.blocks()[line]);
    let prose = own().filter(|block| is_prose(block)).count();
    let ends_elsewhere =
        |block: &Block| block.is_link && boilerplate::is_boilerplate(&block.text);
    let is_title = |block: &Block| block.is_link && words(&block.text) > LABEL;
    let title_leads_away = || {
        own().any(|block| block.is_link && block.kind == Kind::Heading)
            || own().take_while(|block| !is_prose(block)).any(is_title)
    };
    !shown::is_discussion(article.value())
        && prose > 0
        && !own().any(ends_elsewhere)
        && (prose >= WHOLE || !title_leads_away())
}

/// The insets that stand among the lines kept, or in the same article.
fn insets(lines: &Lines, kept: &mut [bool]) {
    let first = kept.iter().position(|kept| *kept).unwrap_or(kept.len());
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
    for element in lines.elements() {
        let below = lines.below(element);
        let blocks = &lines.blocks()[below.clone()];
        let is_one = blocks.first().is_some_and(|first| is_inset(element, first));
        if !is_one || kept[below.clone()].contains(&true) {
            continue;
        }
        let above = || element.ancestors().filter_map(ElementRef::wrap);
        let is_inside = first < below.start && below.end <= last
            || above().any(|above| {
                tree::named(above, "article") && kept[lines.below(above)].contains(&true)
            });
        let leads_away =
            2 * blocks.iter().filter(|it| it.is_link).count() >= blocks.len();
        let is_other = above().any(|above| shown::is_other(above.value()));
        if is_inside && !leads_away && !is_other {
            keep(lines, element, kept);
        }
    }
}

/// Whether it says that it is one, by its class or, for an `<aside>`, by its heading.
fn is_inset(element: ElementRef, first: &Block) -> bool {
    if !matches!(element.value().name(), "aside" | "div" | "section") {
        return false;
    }
    let is_called_so = element.value().classes().chain(element.attr("id")).any(|class| {
        let class = class.to_lowercase();
        class.split(['-', '_']).any(|word| INSETS.contains(&word))
    });
    let says_so = || {
        let heading = letters(&first.text);
        !first.is_link && INSET_HEADINGS.iter().any(|begin| heading.starts_with(begin))
    };
    is_called_so || tree::named(element, "aside") && says_so()
}

/// The lists and tables that follow the paragraphs of a brief, beside them.
fn brief(lines: &Lines, kept: &mut [bool]) {
    let told: Vec<usize> = (0..kept.len()).filter(|line| kept[*line]).collect();
    for told in told {
        let Some(parent) = lines.around(told).nth(1) else { continue };
        for line in lines.below(parent).skip_while(|line| *line <= told) {
            let inside: Vec<&str> = lines
                .around(line)
                .take_while(|above| above.id() != parent.id())
                .map(|above| above.value().name())
                .collect();
            let is_list = inside.iter().any(|name| LISTS.contains(name))
                && inside.iter().all(|name| *name == "p" || LISTS.contains(name));
            kept[line] |= is_list && is_text(&lines.blocks()[line]);
        }
    }
}

/// The heading right above a paragraph, where one element holds both. That of the page is
/// its title.
fn headings(lines: &Lines, is_brief: bool, kept: &mut [bool]) {
    for line in 1..kept.len() {
        let [heading, text] = &lines.blocks()[line - 1..=line] else { continue };
        if !kept[line] || kept[line - 1] || !is_brief && !is_prose(text) {
            continue;
        }
        let mut around = lines.around(line - 1);
        let is_title = around.next().is_none_or(|nearest| tree::named(nearest, "h1"));
        let is_above =
            around.next().is_some_and(|both| lines.below(both).contains(&line));
        kept[line - 1] =
            heading.kind == Kind::Heading && is_text(heading) && !is_title && is_above;
    }
}

/// Keeps the lines of an element that are its text.
fn keep(lines: &Lines, element: ElementRef, kept: &mut [bool]) {
    for line in lines.own(element) {
        kept[line] |= is_text(&lines.blocks()[line]);
    }
}

/// Keeps the heading with which an element begins, be it a link.
fn keep_title(lines: &Lines, element: ElementRef, kept: &mut [bool]) {
    let is_title = |line: &usize| lines.blocks()[*line].kind == Kind::Heading;
    let mut above =
        lines.own(element).take_while(|line| !is_prose(&lines.blocks()[*line]));
    if let Some(title) = above.find(is_title) {
        kept[title] = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that are kept when those that hold « + » are told.
    #[track_caller]
    fn case(page: &str, expected: &[&str]) {
        let page = tree::document(page).unwrap();
        let lines = Lines::of(&page);
        let mut kept: Vec<bool> =
            lines.blocks().iter().map(|block| block.text.contains('+')).collect();
        regain(&lines, &mut kept);
        let kept = lines.blocks().iter().zip(kept).filter(|(_, kept)| *kept);
        let kept: Vec<&str> = kept.map(|(block, _)| block.text.as_str()).collect();
        assert_eq!(kept, expected);
    }

    const PROSE: &str = "Les pêcheurs de la baie ont repris la mer ce matin, après deux semaines de tempête.";
    const MAIN: &str = "+ Une longue journée d'attente s'achève sur le quai, où les familles \
        sont venues nombreuses pour saluer le départ des premiers bateaux vers le large.";

    #[test]
    fn articles_beside_the_one_told() {
        case(
            &format!(
                "<article><h1>Un</h1><p>{MAIN}</article><article><h1>Deux</h1>\
                <a href=x>La pêche</a><nav>Menu</nav><p>{PROSE}<p><a href=x>Lire</a></article><p>Mentions"
            ),
            &[MAIN, "Deux", PROSE],
        );
        for teaser in [
            format!("<article><h3><a href=x>Deux</a></h3><p>{PROSE}</article>"),
            format!("<article><a href=x><h3>Deux</h3><p>{PROSE}</a></article>"),
            format!(
                "<article><h3>Deux</h3><p>{PROSE}<p><a href=x>Lire la suite</a></article>"
            ),
            format!("<article><a href=x>La mer est rouverte</a><p>{PROSE}</article>"),
            format!("<article class=comment><p>{PROSE}</article>"),
            "<article><h3>Deux</h3><p>Trop court.</article>".to_owned(),
            format!("<div><article><h3>Deux</h3><p>{PROSE}</article></div>"),
        ] {
            case(&format!("<article><p>{MAIN}</article>{teaser}"), &[MAIN]);
        }
        let whole = format!("<p>{PROSE}").repeat(3);
        let linked = format!("<article><h2><a href=x>Deux</a></h2>{whole}</article>");
        case(
            &format!("<article><h2><a href=y>Un</a></h2><p>{MAIN}</article>{linked}"),
            &[MAIN, "Deux", PROSE, PROSE, PROSE],
        );
        let teaser = format!(
            "<article><h2><a href=x>Deux</a></h2>{whole}<p><a href=x>Lire la suite</a></article>"
        );
        case(&format!("<article><p>{MAIN}</article>{teaser}"), &[MAIN]);
        let long = MAIN.repeat(5);
        case(
            &format!("<article><p>{long}</article><article><p>{PROSE}</article>"),
            &[&long],
        );
    }

    #[test]
    fn insets_of_the_article() {
        for inset in [
            "<aside class=encadre><h3>La criée</h3><p>Deux cents bateaux.</aside>",
            "<div class='bloc_Repères'><h3>La criée</h3><p>Deux cents bateaux.</div>",
        ] {
            let kept = [MAIN, "La criée", "Deux cents bateaux.", "+ Fin"];
            case(&format!("<article><p>{MAIN}{inset}<p>+ Fin</article>"), &kept);
            case(&format!("<div><p>{MAIN}</p>{inset}<p>+ Fin</div>"), &kept);
            case(&format!("<div><p>{MAIN}<p>+ Fin</div>{inset}"), &[MAIN, "+ Fin"]);
        }
        case(
            &format!(
                "<article><p>{MAIN}<aside><h3>Repères</h3><p>En 1920.</aside></article>"
            ),
            &[MAIN, "Repères", "En 1920."],
        );
        for aside in [
            "<aside><h3>Sur le même sujet</h3><p>La météo</aside>",
            "<aside class=encadre><a href=x>La criée</a></aside>",
            "<nav><div class=encadre>La criée</div></nav>",
            "<div class=encadrement>La criée</div>",
        ] {
            case(&format!("<article><p>{MAIN}</p>{aside}</article>"), &[MAIN]);
        }
    }

    #[test]
    fn headings_above_the_text() {
        case(&format!("<div><h2>Le quai</h2><p>{MAIN}</div>"), &["Le quai", MAIN]);
        case(&format!("<h1>Le port</h1><p>{MAIN}"), &[MAIN]);
        case(&format!("<h2><a href=x>Mer</a></h2><p>{MAIN}"), &[MAIN]);
        case(&format!("<div><h2>Mer</h2></div><div><p>{MAIN}</div>"), &[MAIN]);
        case(&format!("<h2>Mer</h2><p>Météo<p>{MAIN}"), &[MAIN]);
    }

    #[test]
    fn lists_of_a_brief() {
        let menu = "<ul><li>Une</ul>";
        let page = format!(
            "{menu}<div><h1>Prix</h1><p>{MAIN}<h2>Lauréats</h2><ul><li>Anne<li><p>Jean\
            <li><a href=x>Tout voir</a></ul></div>{menu}"
        );
        case(&page, &[MAIN, "Lauréats", "Anne", "Jean"]);
        let long = MAIN.repeat(2);
        case(&format!("<div><p>{long}<ul><li>Anne</ul></div>"), &[&long]);
        case(&format!("<p>{MAIN}<div><ul><li>Une</ul></div>"), &[MAIN]);
    }

    #[test]
    fn nothing_told_nothing_regained() {
        case(&format!("<article><h2>Le quai</h2><p>{PROSE}</article>"), &[]);
    }
}
