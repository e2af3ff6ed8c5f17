"""Commands to read, search and write memos without the screen."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, FolderOption, JsonOption
from whyshore.domain.memo import Topic

app = typer.Typer()


@app.command()
def memos(
    about: Annotated[
        Topic | None, typer.Option("--about", help="Only those on this kind of thing.")
    ] = None,
    find: Annotated[str, typer.Option("--find", help="Only those that hold all these words.")] = "",
    folder: FolderOption = Path(),
    *,
    json: JsonOption = False,
) -> None:
    """List all memos, the one changed last first, or those that hold some words."""
    from whyshore.cli.opening import opened
    from whyshore.coding.find_memos import memos_with
    from whyshore.export import to_json, to_text
    from whyshore.workflow.list_memos import list_memos

    with opened(folder) as project:
        found = [
            each
            for each in memos_with(list_memos(project), find)
            if about is None or each.memo.topic is about
        ]
    typer.echo(
        to_json.as_json(to_json.memos_as_data(found)) if json else to_text.memos_as_text(found)
    )


@app.command()
def memo(
    topic: Annotated[Topic, typer.Argument(help="The kind of thing it is about.")],
    about: Annotated[str, typer.Argument(help="Which one, by id or name; none for project.")] = "",
    text: Annotated[
        str | None, typer.Option("--text", help="What to write; - reads it, '' removes the memo.")
    ] = None,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
) -> None:
    """Show the memo on one thing, or write it; on the project each one written is a new one."""
    from whyshore.cli.opening import opened
    from whyshore.domain.memo import MemoDraft
    from whyshore.errors import FixableError
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.list_memos import about_named
    from whyshore.workflow.write_memos import keep_memo, memo_on, open_memo

    words = sys.stdin.read() if text == "-" else text
    with opened(folder, coder) as project:
        target = about_named(project, topic, about)
        if words is None:
            found = memo_on(project, topic, target)
            if found is None:
                raise FixableError("There is no memo on that yet. Write one with --text WORDS.")
            typer.echo(harmless(found.text))
            return
        adds = topic is Topic.PROJECT and words.strip()
        draft = MemoDraft(topic, target) if adds else open_memo(project, topic, target)
        kept = keep_memo(project, draft, words)
    done = "written" if kept.saved else "removed" if draft.saved else "there was none"
    typer.echo(harmless(f"memo on {topic.value} {target}".rstrip() + f": {done}"))
