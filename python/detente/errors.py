"""Why there is no answer."""

from __future__ import annotations

from typing import NamedTuple, NoReturn

from detente import _native


class Place(NamedTuple):
    """A place in a file; lines and columns count from one, columns count characters."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Problem(NamedTuple):
    """Something wrong with a case, and how to mend it."""

    code: str
    severity: str
    message: str
    places: tuple[Place, ...]
    help: tuple[str, ...]


class Error(Exception):
    """There is no answer. `help` says how to mend it, a sentence each."""

    def __init__(self, message: str, help: tuple[str, ...] = (), problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.problems = problems
        for way in help:
            self.add_note(f"help: {way}")

    def __reduce__(self) -> tuple[type[Error], tuple[str, tuple[str, ...], tuple[Problem, ...]]]:
        return type(self), (self.message, self.help, self.problems)


class CaseError(Error):
    """The case has errors; `problems` are all of them. The program ends with exit code 1."""


class UsageError(Error, ValueError):
    """What was asked cannot be meant. The program ends with exit code 2."""


class MachineError(Error, OSError):
    """A file, a disk or a pipe failed. The program ends with exit code 3."""


class InternalError(Error):
    """A result of détente did not pass its own check. The program ends with exit code 3."""


KINDS: dict[str, type[Error]] = {
    "input-has-errors": CaseError,
    "usage": UsageError,
    "machine": MachineError,
    "internal": InternalError,
}


def problem(told: dict[str, object]) -> Problem:
    """A problem as the program tells it in JSON."""
    places = told["places"]
    ways = told["help"]
    assert isinstance(places, list) and isinstance(ways, list)
    return Problem(
        str(told["code"]),
        str(told["severity"]),
        str(told["message"]),
        tuple(Place(**place) for place in places),
        tuple(ways),
    )


def refuse(why: _native.Unanswered) -> NoReturn:
    """Raises the error that the engine tells of."""
    # It takes as long to import as the rest of the package.
    import json

    refusal = json.loads(why.args[1])["refusal"]
    kind = KINDS.get(refusal["kind"], InternalError)
    problems = tuple(problem(told) for told in refusal["problems"])
    raise kind(refusal["message"], tuple(refusal["help"]), problems) from None
