"""Find words in all interviews, and code what was found, without the screen."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, CsvOption, FolderOption, JsonOption

app = typer.Typer()


class Goes(StrEnum):
    """What a code goes on."""

    HIT = "hit"
    SENTENCE = "sentence"
    TURN = "turn"


@app.command()
def find(
    words: Annotated[str, typer.Argument(help="The words to find.")],
    speaker: Annotated[
        str, typer.Option("--speaker", help="respondent, interviewer, or a speaker's name.")
    ] = "",
    interview: Annotated[str | None, typer.Option("--interview", "-i")] = None,
    code: Annotated[
        str | None, typer.Option("--code", "-c", help="Put this code on what is found.")
    ] = None,
    unit: Annotated[
        Goes, typer.Option("--unit", help="What the code goes on, for --code.")
    ] = Goes.SENTENCE,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    word: Annotated[bool, typer.Option("--word", "-w", help="Only whole words.")] = False,
    regex: Annotated[bool, typer.Option("--regex", help="A regular expression.")] = False,
    exact: Annotated[
        bool, typer.Option("--case", help="Capitals and accents count as typed.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it, for --code.")] = False,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """Find words in all interviews, with what is around them; with --code, code them."""
    from whyshore.cli.opening import opened
    from whyshore.domain.finding import Mode, Query, Unit
    from whyshore.export import to_csv, to_json, to_text
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.find_by_command import (
        code_what_is_found,
        what_is_found,
        what_would_be_coded,
    )

    if word and regex:
        raise typer.BadParameter("Give either --word or --regex, not both.")
    mode = Mode.WORD if word else Mode.PATTERN if regex else Mode.PLAIN
    query = Query(words, mode, exact)
    done = ""
    with opened(folder, coder) as project:
        found = what_is_found(project, query, who=speaker, interview=interview)
        places = [place for each in found for place in each.places]
        goes_on = Unit(unit.value)
        if code is not None and yes:
            done = code_what_is_found(project, places, query, code=code, unit=goes_on)
        elif code is not None:
            done = what_would_be_coded(project, places, code=code, unit=goes_on)
    if json:
        typer.echo(to_json.as_json(to_json.places_as_data(found)))
    elif csv:
        typer.echo(to_csv.places_as_csv(found), nl=False)
    else:
        typer.echo(to_text.places_as_text(found))
    if done:
        typer.echo(harmless(done), err=json or csv)
