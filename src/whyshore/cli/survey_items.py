"""What the comparison of items of the same respondents prints."""

from dataclasses import asdict

import typer

from whyshore.export.cross_tab_rows import test_words
from whyshore.export.terminal_text import harmless, rows_as_text
from whyshore.export.to_json import as_json
from whyshore.workflow.compare_items import ItemComparison


def say_within(found: ItemComparison, *, json: bool) -> None:
    """Print a comparison of items of the same respondents."""
    if json:
        typer.echo(as_json(asdict(found)))
        return
    rows = [(item, str(count), f"{100 * count / found.base:.1f}%") for item, count in found.items]
    typer.echo(rows_as_text(("Item", "Count", "Per cent"), rows))
    lines = [f"Base: {found.base} {found.unit} for whom all are known; {found.left_out} left out."]
    lines.append(f"Filter: {found.filter}.")
    lines += [test_words(test) for test in found.tests]
    lines += [found.synthetic] if found.synthetic else []
    lines.append(f"Data: {found.data}, SHA-256 {found.data_hash[:16]}.")
    typer.echo("\n" + harmless("\n".join(lines)))
