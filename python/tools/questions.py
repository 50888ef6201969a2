"""Writes detente/_questions.py: a method for every question of the registry.

`python tools/questions.py` writes the file; a test holds that it is current.
"""

import json
import keyword
from pathlib import Path

from detente import _native

FILE = Path(__file__).parent.parent / "detente" / "_questions.py"

HEAD = '''"""A method for every question that can be asked of a case. Written by tools/questions.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case import Answer


class Questions:
    """What can be asked of a case."""

    __slots__ = ()

    def _ask(self, question: str, said: Mapping[str, object]) -> Answer:
        raise NotImplementedError
'''


def typed(option: dict[str, object]) -> str:
    """The type of an option, with its default where it has one."""
    if option["is_required"]:
        return "str"
    if option["is_flag"]:
        return "bool = False"
    if option["takes_several"]:
        return "Sequence[str] = ()"
    return "int | None = None" if option["is_count"] else "str | None = None"


def method(question: dict[str, object]) -> str:
    """A question as a method."""
    options = question["options"]
    common = question["common"]
    assert isinstance(options, list) and isinstance(common, list)
    kind: dict[str, object] = {
        "is_required": False,
        "is_flag": False,
        "takes_several": False,
        "is_count": True,
    }
    drawn = [
        {"name": "draws", "about": "How many joint draws are made from the intervals", **kind},
        {"name": "seed", "about": "The same seed gives the same draws", **kind},
    ]
    options = options + [one for one in drawn if one["name"] in common]
    options.sort(key=lambda option: not option["is_required"])
    python = {option["name"]: str(option["name"]).replace("-", "_") for option in options}
    python = {name: f"{word}_" if keyword.iskeyword(word) else word for name, word in python.items()}
    required = [option for option in options if option["is_required"]]
    named = [option for option in options if not option["is_required"]]
    takes = ["self", *(f"{python[one['name']]}: {typed(one)}" for one in required)]
    if named:
        takes += ["*", *(f"{python[one['name']]}: {typed(one)}" for one in named)]
    name = str(question["name"])
    lines = [f"    def {name.replace('-', '_')}("]
    lines += [f"        {one}," for one in takes]
    lines += ["    ) -> Answer:", f'        """{question["about"]}.', ""]
    lines += [f"        `{python[one['name']]}`: {one['about']}." for one in options]
    lines += ['        """', "        return self._ask(", f'            "{name}",', "            {"]
    lines += [f'                "{one["name"]}": {python[one["name"]]},' for one in options]
    lines += ["            },", "        )", ""]
    return "\n".join(lines)


def text() -> str:
    """The file as it should be."""
    return HEAD + "\n" + "\n".join(method(question) for question in json.loads(_native.questions()))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
