use super::*;

/// Courses are single letters.
fn read(text: &str) -> Result<Formula<String>, SyntaxError> {
    read_words(text, |word, _| (word.len() == 1 && word.is_ascii()).then(|| word.to_owned()))
}

#[test]
fn formulas_print_as_they_are_read() {
    for text in ["a and not (b or c)", "(a and b) if not c", "not not a iff b", "(a if b) or c"] {
        assert_eq!(read(text).map(|read| read.to_string()).as_deref(), Ok(text));
    }
}

#[test]
fn what_is_wrong_is_pointed_at() {
    for (text, at, problem) in [
        ("", 0..0, Problem::CourseExpected),
        ("a and", 5..5, Problem::CourseExpected),
        ("a and if b", 6..8, Problem::CourseExpected),
        ("a b", 2..3, Problem::EndExpected),
        ("a and (b or c", 6..7, Problem::NeverClosed),
        ("a and (b c)", 9..10, Problem::CloseExpected),
        ("a if b iff c", 7..10, Problem::Ambiguous),
        ("(a if b if c)", 8..10, Problem::Ambiguous),
        ("a && b", 2..4, Problem::EndExpected),
        ("ä or b", 0..2, Problem::CourseExpected),
        ("a) or b", 1..2, Problem::NeverOpened),
    ] {
        assert_eq!(read(text), Err(SyntaxError { at, problem }), "{text}");
    }
}

#[test]
fn both_ways_to_write_a_course_make_the_same_tree() {
    let names = ["a", "b", "c"];
    for (words, numbers) in [
        ("not a and b or c", "-1 & 2 | 3"),
        ("a or b and c", "1 OR 2 and \"c\""),
        ("not (a iff not b) if c", "!(1 Iff -2) if 3"),
    ] {
        let read = read(words).map(|read| {
            read.replace(&|name| Formula::Taken(names.iter().position(|known| known == name).unwrap_or(9)))
        });
        assert_eq!(read, read_numbered(numbers, &names), "{words}");
    }
}

/// One limit for both, with one level to each side of it; texts far beyond it take no more stack.
#[test]
fn so_many_brackets_and_no_more() {
    let negations = |count: usize| "not ".repeat(count);
    let brackets = |count: usize| ("(".repeat(count), ")".repeat(count));
    let (open, close) = brackets(MOST_NESTED);
    assert!(read(&format!("{open}a{close}")).is_ok());
    assert!(read_numbered(&format!("{open}1{close}"), &["a"]).is_ok());
    assert!(read(&format!("{}a", negations(MOST_NESTED))).is_ok());
    let (open, close) = brackets(MOST_NESTED + 1);
    let too_deep = |at: usize| Err(SyntaxError { at: at..at + 1, problem: Problem::TooDeep });
    assert_eq!(read(&format!("{open}a{close}")), too_deep(MOST_NESTED + 1));
    assert_eq!(read(&format!("{}a", negations(MOST_NESTED + 1))), too_deep(4 * (MOST_NESTED + 1)));
    assert!(
        matches!(read_numbered(&"-".repeat(100_000), &["a"]), Err(error) if error.problem == Problem::TooDeep)
    );
    assert!(matches!(read(&"(".repeat(100_000)), Err(error) if error.problem == Problem::TooDeep));
}

#[test]
fn what_remains_says_the_same_where_absent_courses_are_never_taken() {
    let texts = ["a if b", "b if a", "a iff b", "not (a and b) or c", "(a or b) and not c", "b iff (b if a)"];
    for text in texts {
        let formula = read(text).expect(text);
        let remaining = formula.without(&|course| course != "b");
        for state in 0..4 {
            let taken = |course: &String| match course.as_str() {
                "a" => state & 1 == 1,
                "c" => state & 2 == 2,
                _ => false,
            };
            let now = remaining.as_ref().map_or_else(|truth| *truth, |left| left.holds_where(&taken));
            assert_eq!(now, formula.holds_where(&taken), "{text}");
        }
    }
}

#[test]
fn a_formula_is_decided_once_the_open_courses_no_longer_matter() {
    let decided = |text: &str, taken: &str, left: &str| {
        read(text).expect(text).decided(&|course| match (taken.contains(course), left.contains(course)) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        })
    };
    assert_eq!(decided("a or b", "a", ""), Some(true));
    assert_eq!(decided("a or b", "", "a"), None);
    assert_eq!(decided("a and b", "", "a"), Some(false));
    assert_eq!(decided("a and b", "a", ""), None);
    assert_eq!(decided("a if b", "", "b"), Some(true));
    assert_eq!(decided("a if b", "", "a"), None);
    assert_eq!(decided("a iff not b", "a", "b"), Some(true));
}

#[test]
fn only_courses_joined_by_and_are_literals() {
    let literals = |text: &str| {
        let formula = read(text).expect(text);
        formula.as_literals().map(|all| {
            all.iter().map(|(course, taken)| format!("{course}{}", u8::from(*taken))).collect::<String>()
        })
    };
    assert_eq!(literals("b").as_deref(), Some("b1"));
    assert_eq!(literals("b and not a and b").as_deref(), Some("b1a0"));
    for text in ["a and not a", "a or b", "not (a and b)", "a and (b and c)", "not not a", "a if b"] {
        assert_eq!(literals(text), None, "{text}");
    }
}
