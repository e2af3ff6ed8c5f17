"""Options that several commands share."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

SHARED = ("folder", "coder")


def hand_down(context: typer.Context) -> None:
    """Let `--project` and `--coder` before a command's name count for that command too."""
    above = context.default_map or {}
    here = {name: context.params[name] for name in SHARED if _was_given(context, name)}
    given = {name: here.get(name) or above.get(name) for name in SHARED}
    given = {name: value for name, value in given.items() if value}
    context.default_map = _for_all_below(context.command, given)


def _was_given(context: typer.Context, name: str) -> bool:
    """Whether somebody said it: a default here is not handed down over a command's own."""
    source = context.get_parameter_source(name)
    return source is not None and source.name != "DEFAULT"


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
