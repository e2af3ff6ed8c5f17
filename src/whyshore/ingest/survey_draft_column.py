"""One column of a data file while survey.yaml is drafted, and how text is written there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class DraftedColumn:
    """What one column seems to be."""

    name: str
    column: str
    kind: str
    cells: pl.Series
    """Its cells without those declared missing; empty words are missing too."""
    lines: tuple[str, ...] = ()
    label: str = ""
    question: str = ""
    """What it shares with its neighbours: the heading above, else the start of its name."""
    ticked: str = ""
    """The one word of a column that is otherwise empty, as in “tick all that apply”."""
    labelled: bool = False
    asked_if: str = ""
    comment: str = ""

    @property
    def answered(self) -> pl.Series:
        """Which respondents gave an answer."""
        return self.cells.is_not_null()


def quoted(text: str) -> str:
    """Text as YAML in single quotes, on one line."""
    plain = re.sub(r"\s*[\r\n\t]\s*", " ", text).strip()
    return "'" + plain.replace("'", "''") + "'"


def any_answered(columns: Sequence[DraftedColumn]) -> pl.Series:
    """Which respondents answered at least one of some columns."""
    return pl.select(pl.any_horizontal([each.answered for each in columns])).to_series()
