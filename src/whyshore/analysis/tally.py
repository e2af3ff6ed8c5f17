"""Counting: how many respondents, and how much weight, in every cell of a planned table."""

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class ItemCount:
    """For one row in one column: who it is true for, and who answered at all."""

    hit: Count
    answered: Count


def tally_answers(
    frame: pl.DataFrame, name: str, columns: Sequence[PlannedColumn], weight: str
) -> list[dict[str, Count]]:
    """For each column, the count of every answer to a variable of one answer."""
    wanted = [pl.len().alias("n"), *_weights(weight)]
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
    return [pl.col(weight).sum().alias("w"), (pl.col(weight) ** 2).sum().alias("w2")]


def tally_items(
    frame: pl.DataFrame, items: Sequence[PlannedItem], columns: Sequence[PlannedColumn], weight: str
) -> list[list[ItemCount]]:
    """For each column, the count of every item and of who answered it."""
    wanted = []
    for place, item in enumerate(items):
        wanted += _counted(f"h{place}", item.hit & item.answered, weight)
        wanted += _counted(f"a{place}", item.answered, weight)
    queries = [frame.lazy().filter(column.mask).select(wanted) for column in columns]
    return [_item_counts(counted, len(items), weight) for counted in pl.collect_all(queries)]


def _counted(name: str, where: pl.Expr, weight: str) -> list[pl.Expr]:
    found = [where.sum().alias(name)]
    if weight:
        own = pl.when(where).then(pl.col(weight))
        found += [own.sum().alias(f"{name}w"), (own**2).sum().alias(f"{name}s")]
    return found


def _item_counts(counted: pl.DataFrame, items: int, weight: str) -> list[ItemCount]:
    row = counted.row(0, named=True)

    def count(name: str) -> Count:
        n = int(row[name])
        return (
            Count(n, float(row[f"{name}w"]), float(row[f"{name}s"])) if weight else Count(n, n, n)
        )

    return [ItemCount(count(f"h{place}"), count(f"a{place}")) for place in range(items)]


def tally_bases(
    frame: pl.DataFrame, answered: pl.Expr, columns: Sequence[PlannedColumn], weight: str
) -> list[Count]:
    """For each column, who is in it and answered the question at all."""
    wanted = _counted("b", answered, weight)
    queries = [frame.lazy().filter(column.mask).select(wanted) for column in columns]
    found = []
    for counted in pl.collect_all(queries):
        row = counted.row(0)
        found.append(Count(*row) if weight else Count(row[0], row[0], row[0]))
    return found
