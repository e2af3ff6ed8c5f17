"""Commands that link cases to the respondents of the survey."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import (
    CoderOption,
    CsvOption,
    FolderOption,
    JsonOption,
    MarkdownOption,
    hand_down,
)
from whyshore.domain.link import Consent, Level, Linkage

app = typer.Typer(help="Link cases to the respondents of the survey; a person confirms each link.")

CaseArgument = Annotated[str, typer.Argument(help="The case: its id, name or an alias.")]
RespondentArgument = Annotated[str, typer.Argument(help="The respondent's key in the survey.")]
ConsentOption = Annotated[
    Consent,
    typer.Option("--consent", help="Whether the firm lets its answers be shown by name."),
]


@app.callback(invoke_without_command=True)
def link(
    context: typer.Context,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
) -> None:
    """List every case without a respondent with up to three candidates, and why."""
    if context.invoked_subcommand is not None:
        hand_down(context)
        return
    from whyshore.cli.survey_output import say_rows
    from whyshore.export.links import alone_lines, candidate_rows, linked_said
    from whyshore.export.terminal_text import one_line

    linkage = _linkage(folder, coder)
    if json:
        _say_json(linkage)
        return
    say_rows(candidate_rows(linkage), md=md, csv=csv)
    lines = [linked_said(linkage), *alone_lines(linkage)[: 1 if linkage.synthetic else 0]]
    for line in lines:
        typer.echo(one_line(line), err=csv)
    if not (md or csv):
        typer.echo("Confirm one with: whyshore survey link accept CASE RESPONDENT")


@app.command("list")
def list_links(
    folder: FolderOption = Path(),
    *,
    respondents: Annotated[
        bool, typer.Option("--respondents", help="List the respondents without a case instead.")
    ] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Give those respondents' names too: confidential.")
    ] = False,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
) -> None:
    """List the links, and who is on one side alone."""
    from whyshore.cli.survey_output import say_rows
    from whyshore.export.links import alone_lines, alone_rows, link_rows
    from whyshore.export.terminal_text import one_line

    linkage = _linkage(folder)
    if json:
        _say_json(linkage)
        return
    rows = alone_rows(linkage, named=names) if respondents else link_rows(linkage)
    say_rows(rows, md=md, csv=csv)
    for line in alone_lines(linkage):
        typer.echo(("\n" if md else "") + one_line(line), err=csv)


@app.command()
def accept(
    case: CaseArgument,
    respondent: RespondentArgument,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    consent: ConsentOption = Consent.NOT_ASKED,
    level: Annotated[
        Level, typer.Option("--level", help="Whom the respondent answered for.")
    ] = Level.FIRM,
    *,
    alias: Annotated[
        bool,
        typer.Option("--alias/--no-alias", help="Remember the respondent's name as an alias."),
    ] = True,
) -> None:
    """Link a case to a respondent."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.link_cases import link_case
    from whyshore.workflow.organise_cases import find_case

    with opened(folder, coder) as project:
        found = find_case(project, case)
        made = link_case(project, found, respondent, consent=consent, level=level, alias=alias)
    said = f"linked {found.name} to respondent {made.respondent} (by {made.method.value}; "
    typer.echo(harmless(f"{said}consent: {made.consent.value})"))


@app.command()
def reject(
    case: CaseArgument,
    respondent: RespondentArgument,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
) -> None:
    """Say that a case is not a respondent, so that it is not proposed again."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.link_cases import reject_link
    from whyshore.workflow.organise_cases import find_case

    with opened(folder, coder) as project:
        found = find_case(project, case)
        reject_link(project, found, respondent)
    typer.echo(harmless(f"{found.name} is not respondent {respondent}"))


@app.command()
def remove(case: CaseArgument, folder: FolderOption = Path(), coder: CoderOption = "") -> None:
    """Take the link of a case away."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.link_cases import unlink_case
    from whyshore.workflow.organise_cases import find_case

    with opened(folder, coder) as project:
        found = find_case(project, case)
        gone = unlink_case(project, found)
    typer.echo(harmless(f"{found.name} is no longer linked to respondent {gone.respondent}"))


@app.command()
def reconsider(case: CaseArgument, folder: FolderOption = Path(), coder: CoderOption = "") -> None:
    """Propose the respondents again that were rejected for a case."""
    from whyshore.cli.opening import opened
    from whyshore.domain.words import counted
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.link_cases import reconsider as propose_again
    from whyshore.workflow.organise_cases import find_case

    with opened(folder, coder) as project:
        found = find_case(project, case)
        count = propose_again(project, found)
    typer.echo(harmless(f"{counted(count, 'respondent')} proposed again for {found.name}"))


@app.command()
def consent(
    case: CaseArgument,
    given: Annotated[Consent, typer.Argument(help="What the firm said.")],
    folder: FolderOption = Path(),
    coder: CoderOption = "",
) -> None:
    """Say whether a linked firm lets its answers be shown beside its name."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.link_cases import set_consent
    from whyshore.workflow.organise_cases import find_case

    with opened(folder, coder) as project:
        found = find_case(project, case)
        set_consent(project, found, given)
    typer.echo(harmless(f"{found.name}: consent {given.value}"))


@app.command()
def review(folder: FolderOption = Path(), coder: CoderOption = "") -> None:
    """Look through cases and candidates on the screen, and link them on the keyboard."""
    from whyshore.cli.screens import open_screen

    raise typer.Exit(open_screen(folder, coder, "links"))


def _linkage(folder: Path, coder: str = "") -> Linkage:
    from whyshore.cli.opening import opened
    from whyshore.workflow.link_cases import linkage_of

    with opened(folder, coder) as project:
        return linkage_of(project)


def _say_json(linkage: Linkage) -> None:
    from whyshore.export.links import linkage_as_data
    from whyshore.export.to_json import as_json

    typer.echo(as_json(linkage_as_data(linkage)))
