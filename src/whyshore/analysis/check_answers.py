"""Whether answers fit together: exclusive answers, questions not asked, groups that overlap."""

from collections.abc import Iterator, Mapping

import polars as pl

from whyshore.analysis.evaluate import holds
from whyshore.domain.answers import Answers
from whyshore.domain.survey import NO_BESIDE, Kind, MultiResponseSet, Variable
from whyshore.errors import Problem

_SHOWN = 3


def check_answers(answers: Answers, written: pl.DataFrame, first_row: int) -> list[Problem]:
    """Everything about the answers that cannot be right.

    `written` holds the columns of the file that survey.yaml works out itself.
    """
    checks = _Checks(answers, first_row)
    problems = []
    for each in answers.survey.sets.values():
        problems += list(checks.exclusive(each))
    for variable in answers.survey.variables.values():
        problems += list(checks.not_asked(variable))
        problems += list(checks.overlapping(variable))
    problems += list(checks.doubled_keys())
    for name in written.columns:
        problems += list(checks.differs(name, written[name]))
    return problems


def blank_in_base(
    answers: Answers, blank: Mapping[str, pl.Series], first_row: int
) -> list[Problem]:
    """Sets in whose base stand respondents with nothing but empty cells in them."""
    checks = _Checks(answers, first_row)
    return [problem for name, rows in blank.items() for problem in checks.blank_rows(name, rows)]


class _Checks:
    """The checks on one file of answers."""

    def __init__(self, answers: Answers, first_row: int) -> None:
        self.answers = answers
        self.survey = answers.survey
        self.frame = answers.frame
        self.first_row = first_row

    def _where(self, condition: pl.Expr) -> list[int]:
        hit = self.frame.with_columns(condition.fill_null(value=False).alias(" hit"))[" hit"]
        return [int(row) for row in hit.arg_true().to_list()]

    def _problem(self, rows: list[int], what: str, fix: str = "") -> Problem:
        numbers = ", ".join(str(row + self.first_row) for row in rows[:_SHOWN])
        more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        plural = "rows" if len(rows) > 1 else "row"
        return Problem(self.answers.source.file, f"{plural} {numbers}{more}: {what}", None, fix)

    def exclusive(self, each: MultiResponseSet) -> Iterator[Problem]:
        """Nobody gives “none of these” together with another answer."""
        for item in each.exclusive:
            others = [pl.col(other) for other in each.items if other not in each.exclusive]
            rows = self._where(pl.col(item) & pl.any_horizontal(others))
            if rows:
                what = f"`{item}` of `{each.name}` excludes the others, but others are given too."
                yield self._problem(rows, what, "Correct the data, or take it out of `exclusive`.")

    def blank_rows(self, name: str, blank: pl.Series) -> Iterator[Problem]:
        """An empty row of a set that counts as a no to each answer may mean: never asked."""
        subject = self.survey.sets.get(name) or self.survey.variables[name]
        asked = self.frame.select(holds(subject.asked_if, self.survey).alias("asked"))["asked"]
        asked = asked.new_from_index(0, len(blank)) if len(asked) < len(blank) else asked
        rows = [int(row) for row in (blank & asked).arg_true().to_list()]
        if rows:
            base = int(asked.sum())
            what = f"every answer of `{name}` is empty; they count as a no to each and are in its "
            fix = "If they were not asked, say so with `asked_if`"
            if name in self.survey.sets:
                fix += f", or write in the set: blank: {NO_BESIDE}"
            yield self._problem(rows, f"{what}base of {base}.", f"{fix}.")

    def not_asked(self, variable: Variable) -> Iterator[Problem]:
        """Who was not asked has no answer."""
        if variable.asked_if is None or variable.kind is Kind.SEVERAL:
            return
        asked = holds(variable.asked_if, self.survey)
        given = pl.col(variable.name)
        rows = self._where(~asked & (given if variable.blank_is_no else given.is_not_null()))
        if rows:
            what = f"`{variable.name}` is answered, though it is asked only if {variable.asked_if}."
            yield self._problem(rows, what, "Correct the data or `asked_if`.")

    def overlapping(self, variable: Variable) -> Iterator[Problem]:
        """Nobody is in two groups; the first one counts."""
        if not variable.groups:
            return
        rules = [holds(group.rule, self.survey).cast(pl.Int8) for group in variable.groups]
        rows = self._where(pl.sum_horizontal(rules) > 1)
        if rows:
            what = f"two groups of `{variable.name}` hold; the first is taken."
            yield self._problem(rows, what, "Make the rules exclude each other.")

    def doubled_keys(self) -> Iterator[Problem]:
        """Every respondent is there once."""
        key = self.survey.key
        if not key or key not in self.frame.columns:
            return
        rows = self._where(pl.col(key).is_duplicated() & pl.col(key).is_not_null())
        if rows:
            yield self._problem(rows, f"the same `{key}` is there more than once.")

    def differs(self, name: str, written: pl.Series) -> Iterator[Problem]:
        """A column of the file says the same as the rule of that name."""
        words = _plain(written)
        worked_out = _plain(self.frame[name])
        rows = [int(row) for row in words.ne_missing(worked_out).arg_true().to_list()]
        if rows:
            what = (
                f"the file's own column `{name}` differs from the rule in survey.yaml; "
                "the rule is used."
            )
            yield self._problem(rows, what)


def _plain(cells: pl.Series) -> pl.Series:
    """Cells as words that can be compared: whole numbers without a point, truths in lower case."""
    if cells.dtype.is_float():
        cells = cells.cast(pl.Int64, strict=False)
    words = cells.cast(pl.String).str.to_lowercase()
    return words.set(words == "", None) if (words == "").any() else words
