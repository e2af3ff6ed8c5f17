"""Options that several commands share."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

SHARED = ("folder", "coder")


def hand_down(context: typer.Context) -> None:
    """Let `--project` and `--coder` before a command's name count for that command too."""
    above = context.default_map or {}
    given = {name: context.params.get(name) or above.get(name) for name in SHARED}
    given = {name: value for name, value in given.items() if value}
    context.default_map = _for_all_below(context.command, given)


def _for_all_below(command: object, given: Mapping[str, object]) -> dict[str, object]:
    below: Mapping[str, object] = getattr(command, "commands", {})
    return {**given, **{name: _for_all_below(each, given) for name, each in below.items()}}


FolderOption = Annotated[
    Path,
    typer.Option("--project", "-p", help="The project folder, or one inside it; else this one."),
]
CoderOption = Annotated[
    str,
    typer.Option("--coder", envvar="WHYSHORE_CODER", help="The name that goes on what you do."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON, for scripts.")]
MarkdownOption = Annotated[bool, typer.Option("--md", help="Answer as Markdown.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Answer as CSV, for spreadsheets and R.")]
