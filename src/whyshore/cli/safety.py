"""Commands that put copies of the work aside and bring them back."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, FolderOption, JsonOption
from whyshore.domain.backup import BackupState, Restored
from whyshore.domain.kinds import counted_kind
from whyshore.errors import FixableError

app = typer.Typer()


@app.command()
def backup(
    folder: FolderOption = Path(),
    *,
    listed: Annotated[
        bool, typer.Option("--list", help="List the backups there are instead.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Put a checked copy of the database into backups/; it stays until you delete it."""
    from whyshore.cli.opening import opened
    from whyshore.export.to_json import as_json
    from whyshore.workflow.backups import back_up_by_hand, backups_of

    if listed:
        states = backups_of(folder)
    else:
        with opened(folder) as project:
            states = [back_up_by_hand(project)]
    if json:
        typer.echo(as_json([_fields(each) for each in states]))
        return
    if listed and not states:
        typer.echo("There are no backups yet.", err=True)
    for number, each in enumerate(states, start=1):
        _say(f"{number:>3}  {_in_words(each)}" if listed else f"made backups/{_in_words(each)}")


@app.command()
def restore(
    which: Annotated[
        str, typer.Argument(help="“newest”, a number of the list of backups, or a file.")
    ] = "",
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    as_of: Annotated[
        str, typer.Option("--as-of", help="The state of a date instead, as 2026-11-24T14:30.")
    ] = "",
    *,
    only_look: Annotated[
        bool, typer.Option("--only-look", help="Say what would change, and change nothing.")
    ] = False,
) -> None:
    """Bring an earlier state back, as one change that “whyshore undo” takes back."""
    from whyshore.cli.opening import opened
    from whyshore.workflow.backups import replace_damaged, restore, restore_as_of

    if bool(which) == bool(as_of):
        raise FixableError(
            "Say which state: a backup (newest, or a number of whyshore backup --list) or a date "
            "(--as-of 2026-11-24)."
        )
    replaced = None if only_look or as_of else replace_damaged(folder, which)
    if replaced is None:
        with opened(folder, coder) as project:
            if as_of:
                replaced = restore_as_of(project, as_of, only_look=only_look)
            else:
                replaced = restore(project, which, only_look=only_look)
    for line in _told(replaced, only_look=only_look):
        _say(line)


def _told(done: Restored, *, only_look: bool) -> list[str]:
    if done.replaced and not done.replaced.exists():
        return ["The backup is in the place of the database that was gone."]
    if done.replaced:
        return [
            "The damaged database was replaced by the backup.",
            f"The damaged file is kept: backups/{done.replaced.name}",
        ]
    if done.nothing:
        return ["Nothing is different there; nothing was changed."]
    ways = (("come back", done.added), ("go", done.removed), ("become as they were", done.altered))
    lines = [
        f"{way}: " + ", ".join(counted_kind(count, kind) for kind, count in counts.items())
        for way, counts in ways
        if counts
    ]
    if only_look:
        return [*lines, "Nothing was changed."]
    lines.append("Take it back with: whyshore undo")
    if done.safety:
        lines.append(f"The state before is also in backups/{done.safety.name}")
    return lines


def _in_words(state: BackupState) -> str:
    backup = state.backup
    size = f"{backup.size / 2**20:.1f} MB"
    if state.problem:
        return f"{backup.name}  {size}  cannot be used: {state.problem}"
    last = state.last_change[:16].replace("T", " ")
    until = f", last change {last} UTC" if last else ""
    return f"{backup.name}  {size}  codings: {state.codings}{until}"


def _fields(state: BackupState) -> dict[str, object]:
    backup = state.backup
    return {
        "file": str(backup.path),
        "at": backup.at,
        "why": backup.why,
        "bytes": backup.size,
        "sound": not state.problem,
        "problem": state.problem,
        "codings": state.codings,
        "last_change": state.last_change,
    }


def _say(line: str) -> None:
    from whyshore.export.terminal_text import harmless

    typer.echo(harmless(line))
