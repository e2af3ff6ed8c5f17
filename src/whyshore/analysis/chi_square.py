"""Pearson's chi-square on a table of counts, with what a reader needs to judge it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from whyshore.analysis.distributions import chi_square_tail

Table = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """Pearson's chi-square without continuity correction."""

    statistic: float
    df: int
    p: float
    cramers_v: float
    least_expected: float
    few_expected: float
    """The share of cells with an expected count under 5."""
    n: float


def without_empty(table: Table) -> list[list[float]]:
    """The table without rows and columns in which nobody is."""
    rows = [list(row) for row in table if sum(row)]
    if not rows:
        return []
    keep = [place for place in range(len(rows[0])) if any(row[place] for row in rows)]
    return [[row[place] for place in keep] for row in rows]


def expected(table: Table) -> list[list[float]]:
    """The counts to expect if rows and columns had nothing to do with each other."""
    across = [sum(row) for row in table]
    down = [sum(column) for column in zip(*table, strict=True)]
    n = sum(across)
    return [[row * column / n for column in down] for row in across]


def chi_square(table: Table) -> ChiSquare | None:
    """The test of independence; None where fewer than two rows or columns hold anybody."""
    full = without_empty(table)
    if len(full) < 2 or len(full[0]) < 2:  # noqa: PLR2004 - nothing to compare
        return None
    awaited = expected(full)
    statistic = sum(
        (seen - wait) ** 2 / wait
        for row, waits in zip(full, awaited, strict=True)
        for seen, wait in zip(row, waits, strict=True)
    )
    df = (len(full) - 1) * (len(full[0]) - 1)
    n = sum(map(sum, full))
    flat = [wait for row in awaited for wait in row]
    smaller = min(len(full), len(full[0])) - 1
    return ChiSquare(
        statistic=statistic,
        df=df,
        p=chi_square_tail(statistic, df),
        cramers_v=math.sqrt(statistic / (n * smaller)),
        least_expected=min(flat),
        few_expected=sum(wait < 5 for wait in flat) / len(flat),  # noqa: PLR2004 - the usual rule
        n=n,
    )


def yates(a: float, b: float, c: float, d: float) -> float:
    """The p-value of a 2 x 2 table with Yates's continuity correction."""
    n = a + b + c + d
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if not margins:
        return 1.0
    gap = max(0.0, abs(a * d - b * c) - n / 2)
    return chi_square_tail(n * gap**2 / margins, 1)


def adjusted_residuals(table: Table) -> list[list[float | None]]:
    """How far each count is from what is expected, in standard errors; None where it cannot be."""
    across = [sum(row) for row in table]
    down = [sum(column) for column in zip(*table, strict=True)]
    n = sum(across)
    return [
        [_residual(seen, row, column, n) for seen, column in zip(counts, down, strict=True)]
        for counts, row in zip(table, across, strict=True)
    ]


def _residual(seen: float, row: float, column: float, n: float) -> float | None:
    spread = row * column * (n - row) * (n - column)
    if spread <= 0:
        return None
    return (seen - row * column / n) / math.sqrt(spread / n**3)
