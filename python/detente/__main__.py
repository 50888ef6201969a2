"""The program `detente`, in this process."""

import os
import sys
from pathlib import Path
from typing import NoReturn


def main() -> NoReturn:
    """Runs the program with what was typed, and ends with its exit code."""
    from detente import _native

    os.environ.setdefault("DETENTE_CATALOGUE", str(Path(__file__).parent / "cases"))
    sys.exit(_native.program(["detente", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
