"""What the comparison of items of the same respondents prints."""

from collections.abc import Iterator
from dataclasses import asdict

import typer

from whyshore.cli.survey_output import say_rows
from whyshore.export.cross_tab_rows import test_words
from whyshore.export.plain_rows import Rows
from whyshore.export.terminal_text import harmless, one_line
from whyshore.export.to_json import as_json
from whyshore.export.to_markdown import escape_inline
from whyshore.workflow.compare_items import ItemComparison


def say_within(found: ItemComparison, *, json: bool, md: bool, csv: bool) -> None:
    """Print a comparison of items of the same respondents; with CSV the rest goes beside it."""
    if json:
        typer.echo(as_json(asdict(found)))
        return
    counted = [(item, str(count), _percent(count, found.base)) for item, count in found.items]
    rows = Rows(("Item", "Count", "Per cent"), tuple(counted))
    say_rows(rows, md=md, csv=csv, synthetic=found.synthetic)
    lines = list(_below(found))
    if md:
        typer.echo("\n" + "\n\n".join(map(escape_inline, lines)))
    elif csv:
        typer.echo("\n".join(map(one_line, lines)), err=True)
    else:
        typer.echo("\n" + harmless("\n".join(lines)))


def _percent(count: int, base: int) -> str:
    return f"{100 * count / base:.1f}%"


def _below(found: ItemComparison) -> Iterator[str]:
    yield f"Base: {found.base} {found.unit} for whom all are known; {found.left_out} left out."
    yield f"Filter: {found.filter}."
    yield from map(test_words, found.tests)
    if found.synthetic:
        yield found.synthetic
    yield f"Data: {found.data}, SHA-256 {found.data_hash[:16]}."
