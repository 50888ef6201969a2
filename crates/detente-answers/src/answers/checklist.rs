//! `detente checklist`: what a text of its class has to say, and on what the case is silent.

mod items;

use detente_case::{InstrumentClass, IssueId};
use serde::Serialize;

use self::items::{Class, Item};
use super::trade::BLANK;
use crate::{
    answer::Answer,
    ask::{Asked, Group, boxed},
    described::Described,
    options::Choice,
    page::{Page, Table, Text},
    question::Question,
    stop::{Stop, unknown},
    text::wording,
};

/// What a text of its class has to say.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Checklist {
    /// The class of the text; absent where no standard list fits what the case says.
    class: Option<Class>,
    /// Why that class.
    because: Because,
    /// What such a text has to say.
    items: Vec<Checked>,
    /// On how many of them nothing of the case was found by these words.
    silent: usize,
}

/// Why a text is taken to be of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Because {
    /// The reader says so.
    Asked,
    /// The case says so.
    Case,
    /// The case says contract, and the names of its issues speak of wages.
    Words,
    /// The case says contract: of what kind, it does not say.
    NoStandard,
}

/// One thing that the text has to say.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Checked {
    /// What.
    item: &'static str,
    /// Which works list it, and where; absent where the list is our own.
    cited: Option<&'static str>,
    /// The words by which issues were looked for.
    words: &'static [&'static str],
    /// The issues of the case that are about it, by their words.
    issues: Vec<About>,
    /// What else of the case is about it: ratifiers, guarantees, money; by name. A lever is no clause of a text.
    besides: Vec<String>,
}

/// An issue that is about a thing, by its words.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct About {
    /// The issue.
    issue: IssueId,
    /// Its name.
    name: String,
    /// Whether one of its options leaves the text silent.
    may_stay_silent: bool,
}

/// Another class than the case's.
const FOR: Choice = Choice::name(
    "for",
    "CLASS",
    "Take the text as this: ceasefire, framework, treaty, collective-agreement, sale, contract",
);

/// Builds the answer; `Err` where there is no such class.
pub fn answer(question: &Question, class: Option<&str>) -> Result<Checklist, Stop> {
    let known = || Class::ALL.into_iter();
    let (class, because) = match class {
        Some(typed) => {
            let found = known().find(|class| class.typed() == typed);
            (Some(found.ok_or_else(|| unknown("class", typed, known().map(Class::typed)))?), Because::Asked)
        }
        None => class_of(question),
    };
    let Some(class) = class else {
        return Ok(Checklist { class, because, items: Vec::new(), silent: 0 });
    };
    let check = |item: &Item| {
        let about = question.case.issues.keys().filter(|issue| is_about(question, issue, item.words));
        let about = about.map(|issue| About {
            name: wording::issue_in_full(question, issue).to_owned(),
            may_stay_silent: question
                .case
                .issues
                .get(issue)
                .is_some_and(|issue| issue.options.values().any(|option| option.silent)),
            issue: issue.clone(),
        });
        Checked {
            item: item.name,
            cited: (!class.is_our_own_list()).then_some(item.cited),
            words: item.words,
            issues: about.collect(),
            besides: besides(question, item),
        }
    };
    let items: Vec<_> = class.items().iter().map(check).collect();
    Ok(Checklist {
        silent: items.iter().filter(|item| item.issues.is_empty() && item.besides.is_empty()).count(),
        class: Some(class),
        because,
        items,
    })
}

/// What of the case beside its issues is about a thing.
fn besides(question: &Question, item: &Item) -> Vec<String> {
    let case = &question.case;
    let says = |word: &str| item.name.contains(word);
    let mut found = Vec::new();
    if says("ratification") || says("consent to be bound") || says("approvals") || says("authority") {
        found.extend(case.ratifiers.values().map(|one| format!("ratifier: {}", one.name)));
    }
    if says("guarant") {
        found.extend(case.guarantees.values().map(|one| format!("guarantee: {}", one.name)));
    }
    if says("who pays") {
        found.extend(case.funding.values().map(|one| format!("money: {}", one.purpose)));
    }
    found
}

/// The class that the case states. A contract whose issues speak of wages is a collective agreement; of any other, no
/// list is taken unasked: neither a sale of goods across borders nor commerce is what most contracts are about.
fn class_of(question: &Question) -> (Option<Class>, Because) {
    let speaks_of = |words: &[&str]| {
        question
            .case
            .issues
            .keys()
            .any(|issue| holds(&wording::issue_in_full(question, issue).to_lowercase(), words))
    };
    match question.case.instrument.class {
        InstrumentClass::Ceasefire | InstrumentClass::Truce => (Some(Class::Ceasefire), Because::Case),
        InstrumentClass::Framework => (Some(Class::Framework), Because::Case),
        InstrumentClass::Treaty => (Some(Class::Treaty), Because::Case),
        InstrumentClass::Contract
            if speaks_of(&["wage", "wages", "pay", "salary", "salaries", "working hours", "overtime"]) =>
        {
            (Some(Class::CollectiveAgreement), Because::Words)
        }
        InstrumentClass::Contract => (None, Because::NoStandard),
    }
}

/// Whether an issue is about something, by the words of its name, or of every option that does not leave the text silent: what
/// one option says in passing is not what the issue is about.
fn is_about(question: &Question, id: &IssueId, words: &[&str]) -> bool {
    let Some(issue) = question.case.issues.get(id) else { return false };
    let mut spoken = issue.options.values().filter(|option| !option.silent).peekable();
    holds(&issue.name.to_lowercase(), words)
        || (spoken.peek().is_some() && spoken.all(|option| holds(&option.name.to_lowercase(), words)))
}

/// Whether the text holds one of these as whole words; a trailing `~` stands for any ending.
fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let (stem, any_ending) = word.strip_suffix('~').map_or((*word, false), |stem| (stem, true));
        let whole = |(at, found): (usize, &str)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
            let edge = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric());
            edge(before) && (any_ending || edge(after))
        };
        text.match_indices(stem).any(whole)
    })
}

/// `detente checklist`.
pub const ASKED: Asked = Asked {
    name: "checklist",
    about: "List what a text of its class has to say, and what the case is silent on",
    group: Group::Table,
    after_help: "Examples:\n  detente checklist cases/london-2025\n  detente checklist cases/pay-by-rank --for contract",
    options: &[&FOR],
    draws: None,
    on_threads: false,
    answer: |question, options, _| boxed(answer(question, options.get(&FOR))?),
    schema: Described::of::<Checklist>(),
};

impl Answer for Checklist {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(format!("Checklist: {}", question.whole.title));
        let why = match self.because {
            Because::Asked => "as asked",
            Because::Case => "as the case says",
            Because::Words => "by the names of its issues (--for takes another class)",
            Because::NoStandard => "of no kind that the case says",
        };
        let Some(class) = self.class else {
            let known: Vec<_> = Class::ALL.into_iter().map(Class::typed).collect();
            page.paragraph(
                Text::from("The case says contract, and not of what kind. ")
                    .caution("No standard list fits it unasked."),
            );
            page.paragraph(format!(
                "Lists there are for: {}. Take one by --for, if the text is of that class. The list for sale is of goods \
                 across borders, the one for contract of commerce.",
                known.join(", ")
            ));
            return page;
        };
        let silent = format!("{} of {} things", self.silent, self.items.len());
        page.paragraph(
            Text::from(format!("The text is {}, {why}. No issue was found on ", class.named()))
                .strong(silent)
                .plain(" that such a text has to say. ")
                .caution("This looks for words, not for meaning")
                .plain(
                    ": another word may stand for a thing, and a word found may not say it. Read the case.",
                ),
        );
        let by_article = !class.is_our_own_list();
        let mut table = Table::new(["", "what the text has to say"]).tight(&[0]);
        table.header.extend(by_article.then(|| "listed by".to_owned()));
        table.header.push("in the case, by its words".to_owned());
        for (place, item) in self.items.iter().enumerate() {
            let cited = item.cited.map(|cited| Text::new().source(cited));
            let first = [Text::from((place + 1).to_string()), Text::from(item.item)];
            table.row(first.into_iter().chain(cited).chain([item.text()]).collect());
        }
        page.table(table);
        page.paragraph(
            "An issue is found by whole words of its name, or of all its options that speak. \"May stay silent\": one of its \
             options leaves the text without a word on it.",
        );
        page.paragraph(if by_article {
            "The items stand in these works, by article:"
        } else {
            "The items are our own list. It was made after these works, which do not number what a text has to say:"
        });
        page.list(class.works().iter().map(|work| Text::new().source(*work)).collect());
        page
    }
}

impl Checked {
    fn text(&self) -> Text {
        if self.issues.is_empty() && self.besides.is_empty() {
            return Text::new().caution(BLANK);
        }
        let one = |about: &About| {
            let silent = if about.may_stay_silent { " (may stay silent)" } else { "" };
            format!("{}{silent}", about.name)
        };
        let all: Vec<_> = self.issues.iter().map(one).chain(self.besides.iter().cloned()).collect();
        Text::from(all.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(class: &str, issues: &str) -> String {
        format!(
            "[case]\ntitle = \"T\"\nas_of = 2026-03-01\ninstrument = {{ class = \"{class}\", consent = [\"a\", \"b\"] }}\n\
             [parties]\na = {{ name = \"A\", role = \"principal\" }}\nb = {{ name = \"B\", role = \"principal\" }}\n{issues}"
        )
    }

    #[test]
    fn a_thing_that_no_issue_speaks_of_is_a_blank() {
        let text = case(
            "ceasefire",
            "[issues.watch]\nname = \"Monitoring\"\noptions = [{ id = \"n\", name = \"silent\", silent = true }, { id = \"y\", \
             name = \"by third states\" }]\n",
        );
        let question = Question::of_text(&text, 20);
        let list = answer(&question, None).expect("a class");
        let of = |words: &str| list.items.iter().find(|item| item.item.contains(words)).expect("listed");
        assert!(of("monitoring").issues[0].may_stay_silent);
        assert!(of("humanitarian").issues.is_empty() && of("entry into force").issues.is_empty());
        assert_eq!(list.silent, list.items.len() - 1);
    }

    #[test]
    fn every_item_is_cited_from_a_work_of_its_class() {
        for class in Class::ALL {
            let letters: Vec<_> = class.works().iter().filter_map(|work| work.split(' ').next()).collect();
            for item in class.items() {
                assert!(!item.words.is_empty(), "{}", item.name);
                assert_eq!(item.cited.is_empty(), class.is_our_own_list(), "{}", item.name);
                if class.is_our_own_list() {
                    continue;
                }
                let named =
                    item.cited.split([',', ';', ' ']).filter(|part| part.chars().all(char::is_alphabetic));
                let named: Vec<_> = named.filter(|part| part.len() == 1).collect();
                assert!(
                    !named.is_empty() && named.iter().all(|letter| letters.contains(letter)),
                    "{}",
                    item.name
                );
            }
        }
    }

    #[test]
    fn a_contract_on_wages_is_a_collective_agreement_unless_asked_otherwise() {
        let text = case(
            "contract",
            "[issues.w]\nname = \"Increase of wages\"\noptions = [{ id = \"t\", name = \"2%\" }, { id = \"u\", name = \"3%\" }]\n",
        );
        let question = Question::of_text(&text, 20);
        let class = |asked| answer(&question, asked).map(|list| (list.class, list.because));
        assert_eq!(class(None), Ok((Some(Class::CollectiveAgreement), Because::Words)));
        assert_eq!(class(Some("contract")), Ok((Some(Class::Contract), Because::Asked)));
        let refused = class(Some("contrat")).expect_err("no such class").to_string();
        assert!(refused.contains("did you mean `contract`"), "{refused}");
    }

    #[test]
    fn the_page_says_that_it_looks_for_words_and_whose_list_it_is() {
        let issue = "[issues.w]\nname = \"Watch\"\noptions = [{ id = \"t\", name = \"one\" }, { id = \"u\", name = \"two\" }]\n";
        let shown = |class: &str| {
            let question = Question::of_text(&case(class, issue), 5);
            let page = answer(&question, None).expect("a class").page(&question);
            crate::page::markdown::render(&page)
        };
        let (ceasefire, treaty) = (shown("ceasefire"), shown("treaty"));
        assert!([&ceasefire, &treaty].iter().all(|page| page.contains("looks for words, not for meaning")));
        assert!(ceasefire.contains("our own list") && !ceasefire.contains("listed by"), "{ceasefire}");
        assert!(treaty.contains("by article") && treaty.contains("listed by"), "{treaty}");
    }

    #[test]
    fn only_whole_words_count() {
        assert!(holds("front line", &["line"]) && !holds("pipeline", &["line"]));
        assert!(!holds("the landing", &["land"]) && holds("the landing", &["land~"]));
    }

    #[test]
    fn a_sale_of_a_barn_has_no_list_of_goods_unasked() {
        let text = case(
            "contract",
            "[issues.p]\nname = \"Price of the barn\"\noptions = [{ id = \"t\", name = \"2\" }, { id = \"u\", name = \"3\" }]\n",
        );
        let question = Question::of_text(&text, 20);
        let list = answer(&question, None).expect("an answer");
        assert_eq!((list.class, list.items.len()), (None, 0));
        assert!(answer(&question, Some("sale")).is_ok_and(|list| list.items.len() == 12));
    }
}
