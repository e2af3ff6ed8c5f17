"""The answers to a survey: one row per respondent, a column per variable.

What a variable's column holds follows from its kind: numbers for a number or a Likert scale,
true and false for yes/no, the option's value for one of several (in the order of the options),
words for everything else. A variable of several answers has a true/false column per option.
"""

from dataclasses import dataclass, field

import polars as pl

from whyshore.domain.survey import Survey, Variable
from whyshore.errors import Problem

EXPECTED_MISSING = "?"
"""The end of the name of a column that says why an answer is missing."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where answers come from, so that a table can be made again."""

    file: str
    hash: str
    rows: int
    notices: tuple[Problem, ...] = ()
    """What is worth knowing about how the file was read."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers with the survey that explains them."""

    survey: Survey
    frame: pl.DataFrame
    source: Source
    used: frozenset[str] = field(default_factory=frozenset)
    """The overrides and switches that the columns depend on, as `variable` or `switch`."""


def why_missing(name: str) -> str:
    """The column that says why the answers to a variable are missing."""
    return f"{name}{EXPECTED_MISSING}"


def option_column(name: str, value: str) -> str:
    """The column that says whether one of several answers was given."""
    return f"{name}={value}"


def option_columns(variable: Variable) -> dict[str, str]:
    """The columns of a variable of several answers, each with its label."""
    return {option_column(variable.name, option.value): option.label for option in variable.options}
