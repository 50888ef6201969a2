"""A case, as it is seen and with what is supposed, and its answers."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from detente import _native
from detente._questions import Questions
from detente.errors import CaseError, Problem, problem, refuse

if TYPE_CHECKING:
    import datetime

CATALOGUE = Path(__file__).parent / "cases"


def frozen(value: Any) -> Any:
    """JSON that nobody can change: objects become read-only mappings, lists become tuples."""
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return tuple(frozen(inner) for inner in value)
    return value


class Answer:
    """An answer to a question. A terminal shows its text, a notebook its page."""

    def __init__(self, question: str, made: _native.Answer) -> None:
        self._question = question
        self._made = made

    @property
    def question(self) -> str:
        """The name of the question."""
        return self._question

    @cached_property
    def json(self) -> str:
        """The text that the program prints with `--json`."""
        return self._made.json()

    @cached_property
    def _envelope(self) -> Mapping[str, Any]:
        import json

        envelope: Mapping[str, Any] = frozen(json.loads(self.json))
        return envelope

    @property
    def value(self) -> Mapping[str, Any]:
        """The answer; docs/json.md and docs/schemas say what it holds."""
        value: Mapping[str, Any] = self._envelope["answer"]
        return value

    @property
    def provenance(self) -> Mapping[str, Any]:
        """What the answer was made from: the same provenance gives the same bytes on every machine."""
        provenance: Mapping[str, Any] = self._envelope["provenance"]
        return provenance

    @property
    def text(self) -> str:
        """The page as the program prints it."""
        return self._made.text()

    @property
    def markdown(self) -> str:
        """The page as Markdown."""
        return self._made.markdown()

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self._made.html()

    def _repr_markdown_(self) -> str:
        return self.markdown

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answer) and self.json == other.json

    def __hash__(self) -> int:
        return hash(self.json)


class Case(Questions):
    """A case as it stood on disk when it was read. It never changes: a view of it is a new `Case`."""

    __slots__ = ("_case", "_path", "_seen")

    _case: _native.Case
    _path: Path
    _seen: tuple[tuple[str, str], ...]

    def __init__(self, case: _native.Case, path: Path, seen: tuple[tuple[str, str], ...] = ()) -> None:
        object.__setattr__(self, "_case", case)
        object.__setattr__(self, "_path", path)
        object.__setattr__(self, "_seen", seen)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a case never changes: `view` and `what_if` give a new one")

    def __repr__(self) -> str:
        seen = "".join(f", {name}={value}" for name, value in self._seen)
        return f"Case({str(self._path)!r}{seen})"

    @property
    def location(self) -> Path:
        """Where it was read from."""
        return self._path

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the case, warnings and notes too, as it stands on disk now."""
        return check(self._path)

    def view(
        self,
        *,
        as_of: datetime.date | str | None = None,
        looking_back: bool = False,
        min_grade: str | None = None,
        assume: Sequence[str] = (),
        sources_only: bool = False,
        believed_by: str | None = None,
        given: str | None = None,
        compartment: Sequence[str] = (),
        reader_label: str | None = None,
        max_label: str | None = None,
    ) -> Case:
        """The case as it is seen so; what this one already says of its view stays unless it is said anew."""
        return self._with(
            {
                "as-of": as_of,
                "looking-back": looking_back,
                "min-grade": min_grade,
                "assume": assume,
                "sources-only": sources_only,
                "believed-by": believed_by,
                "given": given,
                "compartment": compartment,
                "reader-label": reader_label,
                "max-label": max_label,
            }
        )

    def what_if(
        self,
        *,
        use: Sequence[str] = (),
        without: Sequence[int | str] = (),
        waive: Sequence[int | str] = (),
        set: Sequence[str] = (),
        file: str | os.PathLike[str] | None = None,
    ) -> Case:
        """The case with something supposed against it: levers by name, statements by their line."""
        return self._with(
            {
                "use": use,
                "without": without,
                "waive": waive,
                "set": set,
                "what-if": None if file is None else os.fspath(file),
            }
        )

    def _with(self, said: Mapping[str, object]) -> Case:
        more = pairs(said)
        single = {name for name, _ in more} - {"assume", "compartment", "use", "without", "waive", "set"}
        kept = tuple(pair for pair in self._seen if pair[0] not in single)
        return Case(self._case, self._path, kept + tuple(more))

    def _ask(self, question: str, said: Mapping[str, object]) -> Answer:
        try:
            return Answer(question, self._case.ask(question, [*self._seen, *pairs(said)]))
        except _native.Unanswered as why:
            refuse(why)


def pairs(said: Mapping[str, object]) -> list[tuple[str, str]]:
    """What was said, by name, as the engine takes it; what was not said is left out."""
    given: list[tuple[str, str]] = []
    for name, value in said.items():
        if value is None or value is False:
            continue
        if value is True:
            given.append((name, "true"))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            given.extend((name, str(one)) for one in value)
        else:
            given.append((name, str(value)))
    return given


def read(path: str | os.PathLike[str]) -> Case:
    """Reads a case: its folder, its `case.toml`, a spreadsheet or a `.gmcr` file.

    Raises `CaseError` with all problems if the case has errors.
    """
    try:
        case = _native.Case(path)
    except _native.Unanswered as why:
        refuse(why)
    found = check(path)
    errors = tuple(one for one in found if one.severity == "error")
    if errors:
        raise CaseError("the case has errors; mend them first", (), errors)
    return Case(case, Path(path))


def check(path: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """Every problem of a case. It raises only where nothing can be read."""
    import json

    try:
        told = json.loads(_native.problems(path))
    except _native.Unanswered as why:
        refuse(why)
    return tuple(problem(one) for one in told["problems"])


def catalogue(name: str) -> Case:
    """A case that is installed with détente, by its name."""
    if name not in names():
        from detente.errors import UsageError

        raise UsageError(f"no case is called `{name}`", (f"there are: {', '.join(names())}",))
    return read(CATALOGUE / name)


def names() -> tuple[str, ...]:
    """The names of the cases that are installed."""
    return tuple(sorted(file.parent.name for file in CATALOGUE.glob("*/case.toml")))
