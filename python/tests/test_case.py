"""Cases and their answers, beside the program itself."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import detente
from detente import _native

PYTHON = Path(__file__).parent.parent
CASES = PYTHON.parent / "cases"
PROGRAM = [sys.executable, "-m", "detente"]
PLAIN = [
    one["name"]
    for one in json.loads(_native.questions())
    if not any(o["is_required"] for o in one["options"])
]
EVERY_CASE = sorted(file.parent.name for file in CASES.glob("*/case.toml"))


def run(*typed: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*PROGRAM, *typed], capture_output=True, env={**os.environ, **environment}, check=False
    )


@pytest.mark.parametrize("name", EVERY_CASE)
def test_every_question_gives_what_the_program_prints(name: str) -> None:
    case = detente.read(CASES / name)
    drawn = {one["name"]: "draws" in one["common"] for one in json.loads(_native.questions())}
    for question in PLAIN:
        said: dict[str, object] = {}
        if drawn[question] and b"--draws" in run(question, "--help").stdout:
            said["draws"] = 20
        if question == "diff":
            # The program refuses to compare a case with itself.
            said["to_sources_only"] = True
        options = [
            f"--{key}".replace("_", "-") + ("" if value is True else f"={value}")
            for key, value in said.items()
        ]
        typed = [question, str(CASES / name), "--json", *options]
        program = run(*typed)
        ask = getattr(case, question.replace("-", "_"))
        if program.returncode == 0:
            assert ask(**said).json == program.stdout.decode(), question
        else:
            with pytest.raises(detente.Error) as refused:
                ask(**said)
            assert json.loads(program.stdout)["refusal"]["message"] == refused.value.message, question


def test_a_view_is_a_new_case_and_says_what_the_program_says() -> None:
    case = detente.read(CASES / "london-2025")
    seen = case.view(as_of="2025-04-23", min_grade="C3").what_if(use=["new-sanctions"])
    typed = [
        "why",
        str(CASES / "london-2025"),
        "--json",
        "--as-of=2025-04-23",
        "--min-grade=C3",
        "--use=new-sanctions",
    ]
    assert seen.why(draws=50).json == run(*typed, "--draws=50").stdout.decode()
    assert case.why(draws=50) != seen.why(draws=50)
    with pytest.raises(AttributeError):
        case.location = Path()  # type: ignore[misc]
    with pytest.raises(TypeError):
        seen.why(draws=50).value["verdict"] = None  # type: ignore[index]


def test_errors_say_whose_doing_they_are(tmp_path: Path) -> None:
    with pytest.raises(detente.UsageError, match="there is no case"):
        detente.read(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="no issue is called"):
        detente.read(CASES / "london-2025").view(given="nothing = at all").why()
    (tmp_path / "case.toml").write_text("[case]\ntitle = 3\n", encoding="utf-8")
    with pytest.raises(detente.CaseError) as wrong:
        detente.read(tmp_path)
    assert wrong.value.problems and wrong.value.problems == tuple(
        one for one in detente.check(tmp_path) if one.severity == "error"
    )


def test_an_answer_is_a_page_in_every_form() -> None:
    answer = detente.catalogue("two-party-sale").brief(draws=20)
    assert repr(answer) == answer.text and answer.markdown.startswith("#")
    assert "<h1>" in answer._repr_html_() and "<style" not in answer._repr_html_()
    assert answer.provenance["plan"]["draws"] == 20


def test_the_program_finds_a_case_by_its_name(tmp_path: Path) -> None:
    found = subprocess.run([*PROGRAM, "brief", "london-2025"], cwd=tmp_path, capture_output=True, check=False)
    assert found.returncode == 0 and b"ceasefire" in found.stdout
    missing = run("brief", "paris-2025")
    assert missing.returncode == 2 and b"london-2025" in missing.stderr


def test_methods_are_those_of_the_registry() -> None:
    spec = importlib.util.spec_from_file_location("questions", PYTHON / "tools" / "questions.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.FILE.read_text(encoding="utf-8") == tool.text(), "run python tools/questions.py"


def examples() -> list[str]:
    """Every block of Python in the documentation."""
    text = (PYTHON.parent / "docs" / "python.md").read_text(encoding="utf-8")
    return [block.split("```")[0] for block in text.split("```python\n")[1:]]


@pytest.mark.parametrize("example", examples())
def test_every_example_of_the_documentation_runs(example: str) -> None:
    subprocess.run([sys.executable, "-c", example], check=True, capture_output=True)


def test_importing_brings_in_nothing_large() -> None:
    code = "import sys; import detente; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout.decode()
    large = {"asyncio", "inspect", "numpy", "pandas", "polars", "subprocess", "unittest"}
    assert not large & set(said.split()), said


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
def test_an_interrupt_stops_a_question() -> None:
    code = """
import os, signal, threading, time
import detente
case = detente.catalogue("london-2025")
threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
began = time.monotonic()
try:
    case.learn(draws=200000)
except KeyboardInterrupt:
    print(time.monotonic() - began)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=120)
    assert float(ended.stdout) < 10, ended.stdout
