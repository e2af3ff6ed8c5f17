"""A cross-tab in words: headings, rows and the lines below it, the same for every format."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from whyshore.domain.cross_tab import (
    VERY_SMALL_BASE,
    Cell,
    Column,
    Correction,
    CrossTab,
    Percent,
    Row,
    RowKind,
    Test,
)
from whyshore.export.plain_rows import Rows

HIDDEN = "×"
NOTHING = "–"
HIGHER, LOWER = "↑", "↓"
MARKED = 1.96
SHOWN_HASH = 16
_FLAGS = {"small base": "!", "very small base": "!!"}
_SHORT = {
    "Yates chi-square": "Yates",
    "Pearson chi-square": "chi²",
    "Fisher exact": "Fisher",
    "Rao-Scott F": "Rao-Scott",
}


def cross_tab_rows(table: CrossTab) -> Rows:
    """The table as it is read: bases first, then every row with its percents, counts and tests."""
    tests = _test_columns(table)
    headings = ["", *(_heading(table, column) for column in table.columns)]
    for name, what, _ in tests:
        headings += _test_headings(table, name, what, several=len({each[1] for each in tests}) > 1)
    width = len(headings)
    rows = [_padded(row, width) for row in _base_rows(table)]
    rows += [
        _padded([*_cells(table, row), *_row_tests(table, row, tests)], width) for row in table.rows
    ]
    return Rows(tuple(headings), tuple(rows))


def _padded(cells: list[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _heading(table: CrossTab, column: Column) -> str:
    banners = {each.banner for each in table.columns if each.banner}
    several = len(banners) > 1
    return f"{column.banner}: {column.label}" if several and column.banner else column.label


def _base_rows(table: CrossTab) -> Iterator[list[str]]:
    name = "Base (unweighted)" if table.weighted else "Base"
    yield [name, *(f"{column.base}{flag_of(column)}" for column in table.columns)]
    if table.weighted:
        yield ["Base (weighted)", *(number(each.weighted_base, 1) for each in table.columns)]
        yield ["Effective base", *(number(each.effective_base, 1) for each in table.columns)]


def flag_of(column: Column) -> str:
    """The marks of a small base."""
    flag = _FLAGS.get(column.flag, "")
    return f" {flag}" if flag else ""


def _cells(table: CrossTab, row: Row) -> list[str]:
    label = "  " * row.depth + row.label
    cells = [cell_words(table, row, place) for place in range(len(row.cells))]
    return [label, *cells]


def cell_words(table: CrossTab, row: Row, place: int) -> str:
    """One cell: percent and count, with its own base where that is not the column's."""
    cell, column = row.cells[place], table.columns[place]
    if cell.hidden:
        return HIDDEN
    if row.kind is RowKind.STATISTIC:
        return number(cell.value, max(1, table.request.decimals))
    if cell.count is None:
        return NOTHING
    own_base = cell.base != column.base or table.request.percent in {Percent.ROW, Percent.CELL}
    count = f"{cell.count} of {cell.base}" if own_base and cell.base else f"{cell.count}"
    if table.request.percent is Percent.NONE:
        return count
    if cell.percent is None:
        return NOTHING
    words = f"{percent_words(cell, table.request.decimals)}% ({count})"
    if cell.low is not None and cell.high is not None:
        words += f" [{number(cell.low, 0)}–{number(cell.high, 0)}]"
    return words + _mark(cell, column)


def _mark(cell: Cell, column: Column) -> str:
    """Which way a count lies beyond chance; never on a very small base."""
    if cell.residual is None or abs(cell.residual) <= MARKED or column.base < VERY_SMALL_BASE:
        return ""
    return f" {HIGHER if cell.residual > 0 else LOWER}"


def percent_words(cell: Cell, decimals: int) -> str:
    """A percent rounded half up, from the whole numbers where there are no weights."""
    if cell.percent is None:
        return NOTHING
    if cell.weighted is None and cell.count is not None and cell.base:
        exact = Decimal(100 * cell.count) / Decimal(cell.base)
        return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)}"
    return number(cell.percent, decimals)


def number(value: float | None, decimals: int) -> str:
    """A number rounded half up to some decimals."""
    if value is None:
        return NOTHING
    exact = Decimal(repr(round(value, 9)))
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)}"


# --- tests ---


def _test_columns(table: CrossTab) -> list[tuple[str, str, bool]]:
    found: dict[tuple[str, str, bool], None] = {}
    for row in table.rows:
        for test in row.tests:
            found[test.name, test.what, True] = None
    return list(found)


def _test_headings(table: CrossTab, name: str, what: str, *, several: bool) -> list[str]:
    short = _SHORT.get(name, name)
    short = f"{what}: {short}" if several else short
    raw = f"p {short}"
    return [raw] if table.request.correction is Correction.NONE else [raw, "adj."]


def _row_tests(table: CrossTab, row: Row, tests: list[tuple[str, str, bool]]) -> list[str]:
    by_name = {(test.name, test.what): test for test in row.tests}
    words: list[str] = []
    for name, what, _ in tests:
        test = by_name.get((name, what))
        words.append(p_words(test.p) if test else "")
        if table.request.correction is not Correction.NONE:
            words.append(p_words(test.adjusted) if test else "")
    return words


def p_words(p: float | None) -> str:
    """A p-value to four decimals, `<.0001` below that."""
    if p is None:
        return NOTHING
    return "<.0001" if p < 0.0001 else f"{p:.4f}".removeprefix("0")  # noqa: PLR2004


def test_words(test: Test) -> str:
    """A test as a sentence: statistic, degrees of freedom, p, effect, how many."""
    about = f"{test.name} ({test.what})" if test.what else test.name
    if test.p is None:
        return f"{about} {test.warning}."
    parts = [number(test.statistic, 4)] if test.statistic is not None else []
    if test.df is not None and test.df2 is not None:
        parts.append(f"df {number(test.df, 2)} and {number(test.df2, 1)}")
    elif test.df is not None:
        parts.append(f"df {number(test.df, 0)}")
    sign = "" if test.p < 0.0001 else "= "  # noqa: PLR2004
    parts.append(f"p {sign}{p_words(test.p)}")
    if test.effect_size is not None:
        parts.append(f"{test.effect} = {number(test.effect_size, 4)}")
    parts.append(f"n = {test.n}")
    warning = f" Warning: {test.warning}." if test.warning else ""
    return f"{about}: {', '.join(parts)}.{warning}"


# --- the lines below ---


def lines_below(table: CrossTab) -> list[str]:
    """What a reader has to know: never left out."""
    made = table.making
    lines = [made.synthetic] if made.synthetic else []
    if table.percent_of != "none":
        lines.append(f"Percents: {table.percent_of}.")
    lines += [test_words(test) for test in table.tests]
    if table.request.spelled_out:
        lines += [f"{row.label}: {test_words(test)}" for row in table.rows for test in row.tests]
    lines += list(_about_row_tests(table))
    lines.append(_base_line(table))
    lines.append(f"Weight: {made.weight}.")
    lines += [f"Note: {note}." for note in made.notes]
    lines += list(_legend(table))
    lines.append(
        f"Data: {made.data}, {made.file_rows} {made.unit}, "
        f"SHA-256 {made.data_hash[:SHOWN_HASH]}; whyshore {made.version}."
    )
    return lines


def _about_row_tests(table: CrossTab) -> Iterator[str]:
    if table.has_row_tests and table.request.correction is not Correction.NONE:
        yield (
            f"adj.: adjusted by {table.request.correction.called} over the {table.family} rows "
            "tested in this table (the family), each kind of test by itself."
        )
    for row in table.rows:
        for test in row.tests:
            if test.warning:
                yield f"{row.label}, {test.name}: {test.warning}."
    if table.tests or table.has_row_tests or table.request.intervals:
        why = f": {table.making.sample}" if table.making.sample else ""
        yield f"p-values and intervals are aids to reading, not inference to a population{why}."
    if table.request.intervals:
        yield "[…]: Wilson 95 per cent interval, in per cent."


def _base_line(table: CrossTab) -> str:
    made = table.making
    missing = ", ".join(f"{why} {count}" for why, count in made.missing.items()) or "none"
    if "not asked" in made.missing:
        missing += " (not asked: in no base)"
    parts = [f"Filter: {made.filter}."]
    if made.asked:
        parts.append(f"Asked only if: {made.asked}.")
    parts.append(f"Missing: {missing}.")
    if made.outside_columns:
        parts.append(f"In none of the columns: {made.outside_columns} {made.unit}.")
    return " ".join(parts)


def _legend(table: CrossTab) -> Iterator[str]:
    flags = {column.flag for column in table.columns}
    if "very small base" in flags:
        yield "!! base under 30: do not read percents as results; never marked."
    if "small base" in flags:
        yield "! base under 50: percents move much with one answer."
    cells = [cell for row in table.rows for cell in row.cells]
    if any(cell.hidden for cell in cells):
        yield f"{HIDDEN} not shown, to protect respondents."
    if table.request.residuals and any(cell.residual is not None for cell in cells):
        yield f"{HIGHER} {LOWER} adjusted residual beyond 1.96: more or fewer than chance gives."
