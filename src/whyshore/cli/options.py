"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

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
