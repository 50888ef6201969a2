//! What is wrong with a command line: everything at once, each with what is allowed.

use std::{ffi::OsString, io::Write};

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{cli, failure::Failure, output};

/// How many wrong options of one command line are told.
const MOST: usize = 24;

/// Prints help where somebody asked for it, or else what is wrong with what was typed.
pub(crate) fn said(told: &Error, typed: Vec<OsString>) -> u8 {
    let all = if told.use_stderr() { all(told, typed) } else { Vec::new() };
    let printed = if all.len() > 1 {
        all.iter().for_each(|message| output::tell(message));
        output::tell("\nFor more information, try '--help'.");
        Ok(())
    } else {
        told.print().and_then(|()| std::io::stdout().flush())
    };
    match printed {
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
            let failure = Failure::Machine { doing: "write the help".to_owned(), cause };
            failure.complain();
            failure.exit_code()
        }
        Ok(()) | Err(_) => {
            if told.use_stderr() {
                2
            } else {
                0
            }
        }
    }
}

/// Every error of a command line: what is wrong is taken away, and the rest is read again.
fn all(first: &Error, mut typed: Vec<OsString>) -> Vec<String> {
    let mut found = vec![message(first)];
    let mut without = taken_away(first, &mut typed);
    while without && found.len() < MOST {
        let Err(next) = cli::command().try_get_matches_from(&typed) else { break };
        if !next.use_stderr() {
            break;
        }
        let told = message(&next);
        if !found.contains(&told) {
            found.push(told);
        }
        without = taken_away(&next, &mut typed);
    }
    found
}

/// What an error says, without how the command is used.
fn message(error: &Error) -> String {
    let text = error.to_string();
    let parts = text.split("\n\n").map(str::trim_end);
    let said: Vec<_> = parts
        .filter(|part| !part.starts_with("Usage:") && !part.starts_with("For more information"))
        // That a value can be typed after `--` helps nobody who mistyped a name.
        .filter(|part| !part.contains("as a value, use"))
        .collect();
    said.join("\n")
}

/// Takes away the option that an error is about; false where it is about none that is there.
fn taken_away(error: &Error, typed: &mut Vec<OsString>) -> bool {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        Some(_) | None => None,
    };
    let Some(argument) = text(ContextKind::InvalidArg) else { return false };
    // As in `--as-of <DATE>`.
    let option = argument.split([' ', '=']).next().unwrap_or(argument);
    match error.kind() {
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => {
            let value = text(ContextKind::InvalidValue).unwrap_or_default();
            let joined = format!("{option}={value}");
            if let Some(at) = typed.iter().position(|word| *word == *joined) {
                typed.remove(at);
                return true;
            }
            let pair = typed.windows(2).position(|pair| pair[0] == *option && pair[1] == *value);
            let Some(at) = pair else { return false };
            typed.drain(at..at + 2);
            true
        }
        ErrorKind::UnknownArgument => {
            let begins =
                |word: &OsString| word == option || word.to_string_lossy().split('=').next() == Some(option);
            let Some(at) = typed.iter().skip(1).position(begins) else { return false };
            typed.remove(at + 1);
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests fail by panicking")]

    use super::*;

    fn told(typed: &[&str]) -> Vec<String> {
        let typed: Vec<OsString> = typed.iter().map(OsString::from).collect();
        match cli::command().try_get_matches_from(&typed) {
            Ok(_) => Vec::new(),
            Err(first) => all(&first, typed),
        }
    }

    #[test]
    fn every_wrong_option_is_told_with_what_is_allowed() {
        let told = told(&[
            "detente",
            "brief",
            "a-case",
            "--as-of",
            "2031-02-30",
            "--draws=-8",
            "--seed",
            "pear",
            "--max-label",
            "mauve",
            "--colour-blind",
        ]);
        let one = |word: &str, allowed: &str| {
            let found = told.iter().filter(|told| told.contains(word)).collect::<Vec<_>>();
            assert!(matches!(found.as_slice(), [one] if one.contains(allowed)), "{word}: {told:#?}");
        };
        one("2031-02-30", "a day is written as");
        one("--draws", "1..=1000000");
        one("pear", "a whole number from 0");
        one("mauve", "clear, green, amber, amber-strict, red");
        one("--colour-blind", "unexpected argument");
        assert_eq!(told.len(), 5, "{told:#?}");
    }

    #[test]
    fn a_number_below_zero_is_a_value_and_no_option() {
        let told = told(&["detente", "why", "a-case", "--draws", "-8", "--seed", "-2"]);
        assert_eq!(told.len(), 2, "{told:#?}");
        assert!(told.iter().all(|told| told.contains("invalid value")), "{told:#?}");
    }

    #[test]
    fn what_is_right_is_not_told() {
        assert!(told(&["detente", "brief", "a-case", "--seed", "12"]).is_empty());
        assert_eq!(told(&["detente", "brief", "a-case", "--as-of", "yesterday"]).len(), 1);
    }
}
