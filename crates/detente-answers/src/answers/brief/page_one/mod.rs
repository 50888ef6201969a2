//! The page that a mediator carries into the room: 60 lines of a terminal at most, whatever the case.

mod answer;
mod cites;
mod moves;
mod table;

use self::cites::Cites;
use super::Brief;
use crate::{
    page::{Block, Page, Text, terminal},
    provenance::Provenance,
    question::Question,
};

/// How many lines the page may have in a terminal, with what stands under every answer.
const LINES: usize = 60;
/// How many entries a list on the page has at most.
const MOST: usize = 6;
/// How many characters of a name are shown where lines are short.
const LONGEST: usize = 96;

/// A section, and how soon it is left off where the page would be too long: what is left off last is never left off.
struct Section {
    name: &'static str,
    leave_off: u8,
    blocks: Vec<Block>,
}

/// Sections in the order of the page, each with at most so many entries.
fn sections(brief: &Brief, question: &Question, most: usize, cites: &mut Cites) -> Vec<Section> {
    let section = |name, leave_off, show: &mut dyn FnMut(&mut Page)| {
        let mut page = Page::default();
        show(&mut page);
        Section { name, leave_off, blocks: page.blocks }
    };
    vec![
        section("answer", 9, &mut |page| answer::show(brief, question, most, cites, page)),
        section("would it hold", 2, &mut |page| answer::holds(brief, question, page)),
        section("who must say yes", 8, &mut |page| table::who(brief, question, most, cites, page)),
        section("common ground", 7, &mut |page| table::common_ground(brief, question, most, page)),
        section("what would open it", 6, &mut |page| moves::open(brief, question, most, page)),
        section("what would close it", 4, &mut |page| moves::close(brief, question, most, page)),
        section("rival theories", 3, &mut |page| moves::theories(brief, question, page)),
        section("if talks fail", 5, &mut |page| moves::failing(brief, question, most, cites, page)),
        section("outlook", 1, &mut |page| moves::outlook(question, most, page)),
        section("what to ask", 5, &mut |page| table::ask(brief, question, most, page)),
    ]
}

/// The page, with as much on it as it has room for.
pub(super) fn page(brief: &Brief, question: &Question) -> Page {
    let footer = Provenance::of(question).under_text().lines().count();
    let room = LINES.saturating_sub(footer);
    let fits = |page: &Page| terminal::render(page).lines().count() <= room;
    for most in (1..=MOST).rev() {
        let page = assembled(question, |cites| (sections(brief, question, most, cites), Vec::new()));
        if fits(&page) {
            return page;
        }
    }
    // Names that fill lines: whole sections go, and the page says which.
    for gone in 1..=8 {
        let page = assembled(question, |cites| {
            let all = sections(brief, question, 1, cites);
            let off = |section: &Section| section.leave_off <= gone && !section.blocks.is_empty();
            let left_off = all.iter().filter(|section| off(section)).map(|section| section.name).collect();
            (all.into_iter().filter(|section| !off(section)).collect(), left_off)
        });
        if fits(&page) || gone == 8 {
            return page;
        }
    }
    Page::new(&question.whole.title)
}

fn assembled(
    question: &Question,
    make: impl FnOnce(&mut Cites) -> (Vec<Section>, Vec<&'static str>),
) -> Page {
    let mut cites = Cites::of(question);
    let (sections, left_off) = make(&mut cites);
    let mut page = Page::new(short(&question.whole.title));
    if let Some(asked) = &question.case.question {
        page.paragraph(asked.as_str());
    }
    page.blocks.extend(sections.into_iter().flat_map(|section| section.blocks));
    let mut foot = cites.key();
    if !left_off.is_empty() {
        foot = foot.caution(format!("Left off for length: {}. ", left_off.join(", ")));
    }
    let full = question.command_from_here("brief", "--full");
    page.run_in("more", foot.plain(format!("Page two: `{full}`.")));
    page
}

/// A name, cut where it would fill more than a line.
fn short(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LONGEST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

/// `a; b; and 3 more`.
fn some(items: &[String], most: usize) -> String {
    let shown: Vec<_> = items.iter().take(most).map(String::as_str).collect();
    match items.len().saturating_sub(most) {
        0 => shown.join("; "),
        more => format!("{}; and {more} more", shown.join("; ")),
    }
}

/// A line that says that there is more than the page shows.
fn and_more(count: usize, what: &str, page: &mut Page) {
    if count > 0 {
        page.paragraph(Text::from(format!("  and {count} more {what}")));
    }
}
