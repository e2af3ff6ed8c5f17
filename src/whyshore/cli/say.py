"""Printing, for commands that do without Typer."""

import shutil
import sys


def say(text: str, *, end: str = "\n") -> None:
    """Print a result."""
    sys.stdout.write(text + end)


def tell(text: str) -> None:
    """Print a notice, beside the result."""
    sys.stderr.write(f"{text}\n")


def terminal_width() -> int | None:
    """How wide the terminal is; None in a pipe or a file, where nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
