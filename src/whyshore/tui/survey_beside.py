"""What a key shows of a table on the screen: its base, its tests, how the answers are spread."""

from collections.abc import Iterator

from whyshore.domain.cross_tab import Column, CrossTab, Row, RowKind
from whyshore.export.cross_tab_rows import lines_below, number, p_words, percent_words, test_words

NO_COLUMNS = "Without columns to compare there is nothing to test: c chooses columns."


def lines_on_base(table: CrossTab) -> Iterator[str]:
    """Who is counted in each column, and who is not."""
    made = table.making
    for column in table.columns:
        yield _column_base(column, made.unit)
    yield f"Filter: {made.filter}."
    if made.asked:
        yield f"Asked only if: {made.asked}."
    for why, count in made.missing.items():
        yield f"Missing, {why}: {count} {made.unit}{_in_no_base(why)}."
    if made.outside_columns:
        yield f"In none of the columns: {made.outside_columns} {made.unit}."
    yield f"Weight: {made.weight}. {made.file_rows} {made.unit} in {made.data}."
    yield from (f"Note: {note}." for note in made.notes)


def _in_no_base(why: str) -> str:
    return " (in no base)" if why == "not asked" else ""


def _column_base(column: Column, unit: str) -> str:
    name = f"{column.banner}: {column.label}" if column.banner else column.label
    said = f"{name}: base {column.base} {unit}"
    if column.weighted_base is not None:
        said += f", weighted {number(column.weighted_base, 1)}"
        said += f", effective {number(column.effective_base, 1)}"
    return f"{said}, {column.flag}" if column.flag else said


def lines_on_tests(table: CrossTab, row: Row | None) -> Iterator[str]:
    """The tests of the whole table, and those of the row at the cursor."""
    if not table.tests and not table.has_row_tests:
        yield NO_COLUMNS if len(table.columns) < 2 else "Nothing here is tested."  # noqa: PLR2004
    yield from map(test_words, table.tests)
    for test in row.tests if row else ():
        adjusted = ""
        if test.adjusted is not None:
            method = table.request.correction.called
            adjusted = f" Adjusted by {method} over {table.family} rows: {p_words(test.adjusted)}."
        yield f"{row.label if row else ''} · {test_words(test)}{adjusted}"
    if table.tests or table.has_row_tests:
        why = f": {table.making.sample}" if table.making.sample else ""
        yield f"p-values are aids to reading, not inference to a population{why}."


def lines_on_answers(table: CrossTab, row: Row | None) -> Iterator[str]:
    """How the answers to what is at the cursor are spread, column by column."""
    if row is None:
        return
    yield f"{row.label}:"
    answers = [each for each in table.rows if each.kind is RowKind.ANSWER]
    for place, column in enumerate(table.columns):
        said = [
            f"{each.label} {percent_words(each.cells[place], table.request.decimals)}% "
            f"({each.cells[place].count})"
            for each in answers or [row]
        ]
        yield f"{column.label}, base {column.base}: {' · '.join(said)}"


def all_lines(table: CrossTab) -> Iterator[str]:
    """Everything that has to stand below the table."""
    yield from lines_below(table)
