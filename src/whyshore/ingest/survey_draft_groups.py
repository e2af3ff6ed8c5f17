"""Columns that belong together in a draft: answers to tick, and rankings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import polars as pl

from whyshore.ingest.survey_answers import NO
from whyshore.ingest.survey_draft_column import DraftedColumn, any_answered, quoted

_FEWEST_RANKS = 3
_RANKED = 0.95
"""From this share of rows on that hold no number twice, neighbours are a ranking."""


@dataclass(frozen=True, slots=True)
class DraftedSet:
    """A question of which several answers could be ticked."""

    name: str
    label: str
    items: tuple[str, ...]
    blank_rows: int = 0
    """In how many rows nothing at all is ticked, where an empty cell is the only no."""
    asked_if: str = ""
    only_ticks: bool = True


def with_ticked(drafted: Sequence[DraftedColumn]) -> tuple[list[DraftedColumn], list[DraftedSet]]:
    """Neighbours under one heading that are ticked or empty are the answers to one question.

    One of them that nobody ticked belongs to it as well, words such as “other, namely” do not.
    """
    found: list[DraftedColumn] = []
    sets: list[DraftedSet] = []
    for question, group in groupby(drafted, key=lambda each: each.question):
        columns = list(group)
        members = [each for each in columns if each.ticked or not each.answered.any()]
        if not question or sum(bool(each.ticked) for each in members) < 2:  # noqa: PLR2004
            found += columns
            continue
        untouched = {each.name for each in members if not each.ticked}
        found += [_nobody_ticked(each) if each.name in untouched else each for each in columns]
        blank = int((~any_answered(members)).sum())
        names = tuple(each.name for each in members)
        sets.append(DraftedSet(f"set_{len(sets) + 1}", question, names, blank))
    return found, sets


def _nobody_ticked(each: DraftedColumn) -> DraftedColumn:
    word = quoted(each.label or each.name)
    return replace(each, kind="yes/no", lines=(f"means_yes: [{word}]",), comment="nobody ticked it")


def with_rankings(drafted: Sequence[DraftedColumn]) -> list[DraftedColumn]:
    """Neighbours that hold the numbers 1 to as many as there are, none twice in a row, rank."""
    found: list[DraftedColumn] = []
    for question, group in groupby(drafted, key=lambda each: each.question):
        columns = list(group)
        found += [_ranked(each, len(columns)) for each in columns] if (
            question and _is_ranking(columns)
        ) else columns  # fmt: skip
    return found


def _is_ranking(columns: Sequence[DraftedColumn]) -> bool:
    many = len(columns)
    if many < _FEWEST_RANKS or any(each.labelled for each in columns):
        return False
    if not all(each.cells.dtype.is_numeric() and each.cells.count() for each in columns):
        return False
    numbers = [each.cells.cast(pl.Float64) for each in columns]
    ranks = [float(rank) for rank in range(1, many + 1)]
    if not all(cells.drop_nulls().is_in(ranks).all() for cells in numbers):
        return False
    rows = pl.DataFrame([each.rename(str(place)) for place, each in enumerate(numbers)])
    given = pl.concat_list(pl.all()).list.drop_nulls()
    several = rows.select(given.alias("given")).filter(pl.col("given").list.len() > 1)
    once = several.select(pl.col("given").list.n_unique() == pl.col("given").list.len()).to_series()
    return bool(once.len()) and once.sum() >= _RANKED * once.len()


def _ranked(each: DraftedColumn, many: int) -> DraftedColumn:
    steps = ", ".join(quoted(str(number)) for number in range(1, many + 1))
    kept = tuple(line for line in each.lines if line.startswith("missing:"))
    comment = f"a ranking of {many}: in a row no number comes twice, so it is no Likert scale"
    return replace(each, kind="ordered", lines=(f"options: [{steps}]", *kept), comment=comment)


def with_counted(
    drafted: Sequence[DraftedColumn], declared: Mapping[str, Mapping[str, object]]
) -> list[DraftedColumn]:
    """The items of sets that the file declares to count one value are yes/no by that value."""
    counted = {
        column: str(each["counted_value"])
        for each in declared.values()
        if each.get("is_dichotomy") and each.get("counted_value") is not None
        for column in columns_in(each)
    }
    return [
        _counts(each, counted[each.column]) if each.column in counted else each for each in drafted
    ]


def columns_in(declared: Mapping[str, object]) -> list[str]:
    """The columns of a multi-response set as an SPSS file declares it."""
    columns = declared.get("variable_list")
    return [str(each) for each in columns] if isinstance(columns, list) else []


def _counts(each: DraftedColumn, value: str) -> DraftedColumn:
    from whyshore.ingest.survey_spss import as_value

    found = [as_value(cell) for cell in each.cells.drop_nulls().unique().sort().to_list()]
    others = [cell for cell in found if cell != value]
    kept = tuple(line for line in each.lines if line.startswith("missing:"))
    lines = [f"means_yes: [{quoted(value)}]"]
    lines += [f"means_no: [{', '.join(map(quoted, others))}]"] if others else []
    ticked = value if not others and each.cells.null_count() else ""
    return replace(each, kind="yes/no", lines=(*lines, *kept), ticked=ticked)


def is_tick(word: str, cells: pl.Series) -> bool:
    """Whether the only word of a column, which is empty elsewhere, says that it was ticked."""
    return bool(cells.null_count()) and word.casefold() not in NO
