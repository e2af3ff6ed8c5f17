"""Commands on cases: companies in countries, and the rows they form."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, FolderOption, JsonOption, hand_down

app = typer.Typer(help="List, add and group cases: companies in countries.")


@app.callback(invoke_without_command=True)
def cases(
    context: typer.Context,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    json: JsonOption = False,
) -> None:
    """List the cases with their codings, attributes and rows; other commands change them."""
    if context.invoked_subcommand is not None:
        hand_down(context)
        return
    from whyshore.cli.opening import opened
    from whyshore.export import to_json
    from whyshore.export.terminal_text import rows_as_text
    from whyshore.workflow.organise_cases import case_overview

    with opened(folder, coder) as project:
        overview = case_overview(project)
    if json:
        listed = [
            {
                "id": each.case.id,
                "company": each.case.company,
                "country": each.case.country,
                "aliases": each.case.aliases,
                "attributes": each.case.attributes,
                "codings": each.codings,
                "rows": each.rows,
            }
            for each in overview.cases
        ]
        typer.echo(to_json.as_json({"cases": listed, "without_case": overview.without_case}))
        return
    rows = [
        (each.case.name, str(each.codings), ", ".join(each.rows), ", ".join(each.case.aliases))
        for each in overview.cases
    ]
    rows.append(("no case", str(overview.without_case), "", ""))
    typer.echo(rows_as_text(("Case", "Codings", "Row", "Also called"), rows))


@app.command()
def add(
    company: Annotated[str, typer.Argument(help="The company.")],
    country: Annotated[str, typer.Argument(help="The country; may be left out.")] = "",
    alias: Annotated[
        list[str] | None, typer.Option("--alias", help="Another name; may be given again.")
    ] = None,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
) -> None:
    """Add a case."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.organise_cases import add_case

    with opened(folder, coder) as project:
        case = add_case(project, company, country, aliases=alias or ())
    typer.echo(harmless(f"added {case.name} ({case.id})"))


@app.command()
def describe(
    case: Annotated[str, typer.Argument(help="The case: its id, name or an alias.")],
    facts: Annotated[
        list[str] | None, typer.Argument(help="Facts as NAME=VALUE; an empty value removes one.")
    ] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another name to add.")] = None,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
) -> None:
    """Show a case, or give it attributes and aliases."""
    from whyshore.cli.opening import opened
    from whyshore.errors import FixableError
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.organise_cases import describe_case, find_case

    unclear = [fact for fact in facts or () if "=" not in fact]
    if unclear:
        raise FixableError(f"Write facts as NAME=VALUE, not “{unclear[0]}”.")
    attributes = dict(fact.split("=", 1) for fact in facts or ())
    with opened(folder, coder) as project:
        found = find_case(project, case)
        if attributes or alias:
            found = describe_case(project, found, attributes=attributes, aliases=alias or ())
    typer.echo(harmless(found.name))
    for name, value in found.attributes.items():
        typer.echo(harmless(f"  {name}: {value}"))
    if found.aliases:
        typer.echo(harmless(f"  also called: {', '.join(found.aliases)}"))


@app.command()
def remove(
    case: Annotated[str, typer.Argument(help="The case: its id, name or an alias.")],
    folder: FolderOption = Path(),
    coder: CoderOption = "",
) -> None:
    """Remove a case that nothing belongs to."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.organise_cases import find_case, remove_case

    with opened(folder, coder) as project:
        found = find_case(project, case)
        remove_case(project, found)
    typer.echo(harmless(f"removed {found.name}"))


@app.command()
def row(
    label: Annotated[str, typer.Argument(help="The label, as it stands in the table.")],
    cases: Annotated[list[str], typer.Argument(help="Its cases, in order.")],
    folder: FolderOption = Path(),
    coder: CoderOption = "",
) -> None:
    """Add a row to the synthesis: a label and the cases it is about."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.organise_cases import add_group, find_case

    with opened(folder, coder) as project:
        found = [find_case(project, case) for case in cases]
        group = add_group(project, label, [case.id for case in found])
    typer.echo(harmless(f"row {group.position}: {group.label}"))
