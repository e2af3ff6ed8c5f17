"""What the commands on joint displays print, in the format that was asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from whyshore.cli.opening import opened
from whyshore.cli.say import terminal_width
from whyshore.domain.joint import JointDisplay
from whyshore.export.joint import (
    joint_as_csv,
    joint_as_data,
    joint_as_markdown,
    joint_as_text,
    write_joint_xlsx,
)
from whyshore.export.terminal_text import harmless
from whyshore.export.to_json import as_json
from whyshore.workflow.count_codes_by import SURVEY_PREFIX, count_codes_by
from whyshore.workflow.joint_displays import joint_display


def say_joint(  # one option per format
    folder: Path,
    name: str,
    *,
    json: bool,
    md: bool,
    csv: bool,
    xlsx: Path | None,
    named: bool = False,
) -> None:
    """Print a display, and write it to an Excel file where asked.

    Where answers stand beside the names of firms, a warning goes to standard error too.
    """
    with opened(folder) as project:
        display = joint_display(project, name, named=named)
    if named:
        warning = f"CONFIDENTIAL: this output shows answers of {display.named} named firms."
        typer.echo(warning, err=True)
    _say(display, json=json, md=md, csv=csv)
    if xlsx is not None:
        typer.echo(harmless(f"written to {write_joint_xlsx(xlsx, display)}"), err=True)


def say_codes(
    folder: Path,
    by: str,
    asked: Mapping[str, Any],
    *,
    json: bool,
    md: bool,
    csv: bool,
    xlsx: Path | None,
    named: bool,
) -> None:
    """Print codes by what is known of the cases."""
    with opened(folder) as project:
        display = count_codes_by(project, by, named=named, **asked)
    if named and by.startswith(SURVEY_PREFIX):
        typer.echo("CONFIDENTIAL: this output groups named firms by their answer.", err=True)
    _say(display, json=json, md=md, csv=csv)
    if xlsx is not None:
        typer.echo(harmless(f"written to {write_joint_xlsx(xlsx, display)}"), err=True)


def _say(display: JointDisplay, *, json: bool, md: bool, csv: bool) -> None:
    if json:
        typer.echo(as_json(joint_as_data(display)))
    elif csv:
        typer.echo(joint_as_csv(display), nl=False)
    elif md:
        typer.echo(joint_as_markdown(display), nl=False)
    else:
        typer.echo(joint_as_text(display, width=terminal_width()))
