"""Counting: how many respondents, and how much weight, in every cell of a planned table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from whyshore.analysis.table_plan import PlannedColumn, PlannedItem


@dataclass(frozen=True, slots=True)
class Count:
    """Respondents, the sum of their weights, and the sum of the squares of those."""

    n: int = 0
    weight: float = 0.0
    squares: float = 0.0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.n + other.n, self.weight + other.weight, self.squares + other.squares)

    def __sub__(self, other: "Count") -> "Count":
        return Count(self.n - other.n, self.weight - other.weight, self.squares - other.squares)


NOBODY = Count()
_WEIGHT, _SUM, _SQUARES = "weight", " sum", " squares"


@dataclass(frozen=True, slots=True)
class ItemCount:
    """For one row in one column: who it is true for, and who answered at all."""

    hit: Count
    answered: Count


def tally_answers(
    frame: pl.DataFrame, name: str, columns: Sequence[PlannedColumn], weight: str
) -> list[dict[str, Count]]:
    """For each column, the count of every answer to a variable of one answer."""
    wanted = [pl.len().alias(" n"), *_weights(weight)]
    queries = [frame.lazy().filter(column.mask).group_by(name).agg(wanted) for column in columns]
    return [
        {
            _as_key(row[0]): Count(*row[1:]) if weight else Count(row[1], row[1], row[1])
            for row in counted.iter_rows()
            if row[0] is not None
        }
        for counted in pl.collect_all(queries)
    ]


def _as_key(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _weights(weight: str) -> list[pl.Expr]:
    if not weight:
        return []
    return [pl.col(weight).sum().alias(" w"), (pl.col(weight) ** 2).sum().alias(" w2")]


def tally_items(
    frame: pl.DataFrame, items: Sequence[PlannedItem], columns: Sequence[PlannedColumn], weight: str
) -> list[list[ItemCount]]:
    """For each column, the count of every item and of who answered it."""
    hits = {f"h{place}": item.hit & item.answered for place, item in enumerate(items)}
    answered = {f"a{place}": item.answered for place, item in enumerate(items)}
    return [
        [ItemCount(found[f"h{place}"], found[f"a{place}"]) for place in range(len(items))]
        for found in _counted(frame, hits | answered, columns, weight)
    ]


def tally_bases(
    frame: pl.DataFrame, answered: pl.Expr, columns: Sequence[PlannedColumn], weight: str
) -> list[Count]:
    """For each column, who is in it and answered the question at all."""
    return [found["b"] for found in _counted(frame, {"b": answered}, columns, weight)]


def _counted(
    frame: pl.DataFrame,
    truths: Mapping[str, pl.Expr],
    columns: Sequence[PlannedColumn],
    weight: str,
) -> list[dict[str, Count]]:
    """For each column, for whom each truth holds.

    Truths and columns are worked out once; without weights, all else is counting bits.
    """
    masks = {f"m{place}": column.mask for place, column in enumerate(columns)}
    weights = {_WEIGHT: pl.col(weight)} if weight else {}
    marks = frame.select(**truths, **masks, **weights).lazy()
    if weight:
        sums = [each for name in truths for each in _weighted(name)]
        queries = [marks.filter(mask).select(sums) for mask in masks]
    else:
        queries = [
            marks.select((pl.col(name) & pl.col(mask)).sum().alias(name) for name in truths)
            for mask in masks
        ]
    rows = [found.row(0, named=True) for found in pl.collect_all(queries)]
    return [{name: _count(row, name, weight) for name in truths} for row in rows]


def _weighted(name: str) -> list[pl.Expr]:
    where = pl.col(name)
    own = pl.when(where).then(pl.col(_WEIGHT))
    return [
        where.sum().alias(name),
        own.sum().alias(f"{name}{_SUM}"),
        (own**2).sum().alias(f"{name}{_SQUARES}"),
    ]


def _count(row: Mapping[str, float], name: str, weight: str) -> Count:
    n = int(row[name])
    if not weight:
        return Count(n, n, n)
    return Count(n, float(row[f"{name}{_SUM}"]), float(row[f"{name}{_SQUARES}"]))
