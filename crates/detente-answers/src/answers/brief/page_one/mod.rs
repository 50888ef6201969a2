//! The page that a mediator carries into the room: 60 lines of a terminal at most, whatever the case.

mod answer;
mod cites;
mod moves;
mod table;

use self::cites::Cites;
use super::Brief;
use crate::{
    page::{Block, Page, shortened, terminal},
    provenance::Provenance,
    question::Question,
    text::explained,
};

/// How many lines the page may have in a terminal, with what stands under every answer.
const LINES: usize = 60;
/// How many entries a list on the page has at most.
const MOST: usize = 6;
/// How many columns of a name are shown where lines are short.
const LONGEST: usize = 96;
/// How many sections are left off at most before texts are cut.
const FEW_GONE: usize = 3;
/// How many columns of a text are shown where names are as long as paragraphs, one after the other.
const COLUMNS: [usize; 4] = [480, 240, 160, 80];

/// A section: its name, what stands in it, and how much it matters. What matters least is left off first where the page is
/// too long, and gets more entries last where there is room.
struct Section {
    name: &'static str,
    matters: usize,
    blocks: Vec<Block>,
}

/// How much what would open a deal matters, and how many openers it has where there is room: one of each side.
const OPENERS: usize = 7;
const SIDES: usize = 3;

/// How many sections there are, and how much they can matter.
const SECTIONS: usize = 10;

/// How many entries each section has at most, by how much it matters.
type Most = [usize; SECTIONS];

/// Sections in the order of the page.
fn sections(brief: &Brief, question: &Question, most: &Most, cites: &mut Cites<'_>) -> Vec<Section> {
    let section = |name, matters: usize, show: &mut dyn FnMut(usize, &mut Page)| {
        let mut page = Page::default();
        show(most[matters], &mut page);
        Section { name, matters, blocks: page.blocks }
    };
    vec![
        section("answer", 9, &mut |most, page| answer::show(brief, question, most, cites, page)),
        section("would it hold", 0, &mut |_, page| answer::holds(brief, question, page)),
        section("who must say yes", 8, &mut |most, page| table::who(brief, question, most, cites, page)),
        section("common ground", 6, &mut |most, page| table::common_ground(brief, question, most, page)),
        section("what would open it", OPENERS, &mut |most, page| moves::open(brief, question, most, page)),
        section("what would close it", 4, &mut |most, page| moves::close(brief, most, page)),
        section("rival theories", 3, &mut |_, page| moves::theories(brief, question, page)),
        section("if talks fail", 5, &mut |most, page| moves::failing(brief, question, most, cites, page)),
        section("outlook", 1, &mut |most, page| moves::outlook(question, most, page)),
        section("what to ask", 2, &mut |most, page| table::ask(brief, question, most, page)),
    ]
}

/// The page, with as much on it as it has room for.
///
/// Every section begins with one entry. Where even that is too long, empty lines go first, then a few sections that matter
/// least, and the page says which; then long texts are cut. Where there is room, the sections that matter most get more entries first.
pub(super) fn page(brief: &Brief, question: &Question) -> Page {
    let footer = Provenance::of(question).under_text().lines().count();
    let room = LINES.saturating_sub(footer);
    // What short names stand for is said below the page, and takes its lines.
    let fits = |page: &Page| terminal::render(&explained(question, page.clone())).lines().count() <= room;
    let least = [1; SECTIONS];
    // One opener alone tells what one side would have to do, and nothing of the others.
    let sides = {
        let mut most = least;
        most[OPENERS] = SIDES;
        most
    };
    let whole = [(sides, true, 0), (sides, false, 0), (least, false, 0)];
    let whole = whole.into_iter().chain((1..=FEW_GONE).map(|gone| (least, false, gone)));
    for (most, spaced, gone) in whole {
        let page = assembled(brief, question, &most, spaced, gone);
        if fits(&page) {
            // Where a section is left off, no other gets more room than it needs.
            let grows = |most: &Most| assembled(brief, question, most, spaced, gone);
            return if gone == 0 { grown(&page, most, &fits, grows) } else { page };
        }
    }
    // Names as long as paragraphs leave room for few sections: rather than to lose them, texts are cut.
    for columns in COLUMNS {
        for gone in 0..=FEW_GONE {
            let page = assembled(brief, question, &least, false, gone).shortened(columns);
            if fits(&page) {
                return page;
            }
        }
    }
    let shortest = COLUMNS.last().copied().unwrap_or(LONGEST);
    let bare = |gone: usize| assembled(brief, question, &least, false, gone).shortened(shortest);
    (FEW_GONE..SECTIONS).map(bare).find(fits).unwrap_or_else(|| bare(SECTIONS - 1))
}

/// The page with more entries wherever they fit.
fn grown(first: &Page, least: Most, fits: &impl Fn(&Page) -> bool, make: impl Fn(&Most) -> Page) -> Page {
    let mut most = least;
    let mut page = first.clone();
    for entries in 2..=MOST {
        for matters in (0..SECTIONS).rev() {
            let before = most[matters];
            if before >= entries {
                continue;
            }
            most[matters] = entries;
            let longer = make(&most);
            if fits(&longer) {
                page = longer;
            } else {
                most[matters] = before;
            }
        }
    }
    page
}

/// The page without the `gone` sections that matter least.
fn assembled(brief: &Brief, question: &Question, most: &Most, spaced: bool, gone: usize) -> Page {
    let mut cites = Cites::of(question);
    let mut all = sections(brief, question, most, &mut cites);
    if cites.are_of_one_source() {
        cites = Cites::of(question).without_letters();
        all = sections(brief, question, most, &mut cites);
    }
    let mut page = Page::new(short(&question.whole.title));
    if let Some(asked) = &question.case.question {
        page.paragraph(asked.as_str());
    }
    let is_off = |section: &Section| section.matters < gone && !section.blocks.is_empty();
    let left_off: Vec<_> = all.iter().filter(|section| is_off(section)).map(|section| section.name).collect();
    page.blocks.extend(all.into_iter().filter(|section| !is_off(section)).flat_map(|section| section.blocks));
    let mut foot = cites.key();
    if !left_off.is_empty() {
        foot = foot.caution(format!("Left off for length: {}. ", left_off.join(", ")));
    }
    let full = question.command_from_here("brief", "--full");
    page.run_in("more", foot.plain(format!("Page two: `{full}`.")));
    for block in &mut page.blocks {
        if let Block::RunIn { spaced: own, .. } = block {
            *own = spaced;
        }
    }
    page
}

/// A name, cut where it would fill more than a line.
fn short(name: &str) -> String {
    shortened(name, LONGEST)
}

/// `a; b; and 3 more`.
fn some(items: &[String], most: usize) -> String {
    let shown: Vec<_> = items.iter().take(most).map(String::as_str).collect();
    match items.len().saturating_sub(most) {
        0 => shown.join("; "),
        more => format!("{}; and {more} more", shown.join("; ")),
    }
}
