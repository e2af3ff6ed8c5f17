"""Commands to code and to read what was coded, without the screen."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, CsvOption, FolderOption, JsonOption, MarkdownOption

app = typer.Typer()


@app.command()
def code(
    interview: Annotated[str, typer.Argument(help="The interview: its id, file or title.")],
    code: Annotated[str, typer.Argument(help="The code: its id, chord or name.")],
    quote: Annotated[
        str, typer.Option("--quote", "-q", help="The words to code, as the interview has them.")
    ] = "",
    turn: Annotated[
        int | None, typer.Option("--turn", "-t", help="The turn to code, or to find words in.")
    ] = None,
    sentence: Annotated[
        int | None, typer.Option("--sentence", "-s", help="Which sentence of the turn, from 1.")
    ] = None,
    rating: Annotated[
        int | None, typer.Option("--rating", "-r", help="A step of the codebook's scale.")
    ] = None,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    json: JsonOption = False,
) -> None:
    """Put a code on words, a sentence or a turn of an interview."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_json import as_json
    from whyshore.workflow.code_by_command import Where, code_where

    where = Where(quote=quote, turn=turn, sentence=sentence)
    with opened(folder, coder) as project:
        coding = code_where(project, interview, code, where, rating=rating)
    place = coding.segment
    if json:
        listed = {
            "id": coding.id,
            "interview": place.interview,
            "start": place.start,
            "end": place.end,
            "code": coding.code,
            "coder": coding.coder,
            "rating": coding.rating,
            "quote": coding.quote,
        }
        typer.echo(as_json(listed))
    else:
        typer.echo(harmless(f"{coding.code} on “{' '.join(coding.quote.split())}”"))


@app.command()
def quotes(
    code: Annotated[
        str | None, typer.Option("--code", "-c", help="This code and those below it.")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", help="A case by id, name or alias; or: no case")
    ] = None,
    interview: Annotated[str | None, typer.Option("--interview", "-i")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only what this coder coded.")] = None,
    folder: FolderOption = Path(),
    *,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
) -> None:
    """List coded passages with turn, speaker, case and code."""
    from whyshore.cli.opening import opened
    from whyshore.export import to_csv, to_json, to_markdown, to_text
    from whyshore.workflow.coded_segments import Wanted, coded_segments

    with opened(folder) as project:
        segments = coded_segments(project, Wanted(code, case, interview, by))
        codebook = project.codebook()
    names, ratings = {each.id: each.name for each in codebook.codes}, codebook.ratings
    if json:
        typer.echo(to_json.as_json(to_json.quotes_as_data(segments, code_names=names)))
    elif csv:
        typer.echo(to_csv.quotes_as_csv(segments, code_names=names), nl=False)
    elif md:
        shown = to_markdown.quotes_as_markdown(segments, code_names=names, ratings=ratings)
        typer.echo(shown, nl=False)
    else:
        typer.echo(to_text.quotes_as_text(segments, code_names=names, ratings=ratings))
