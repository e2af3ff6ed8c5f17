"""Compare items answered by the same respondents: only the pairs of answers tell."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from whyshore.analysis.evaluate import condition, holds
from whyshore.analysis.within import cochran_q, mcnemar
from whyshore.domain.cross_tab import Test
from whyshore.domain.expressions import Expression, parse_expression
from whyshore.errors import FixableError
from whyshore.workflow.tabulate_survey import SurveyDesk, answers_for


@dataclass(frozen=True, slots=True)
class ItemComparison:
    """Items of the same respondents, how many said each, and the test."""

    items: tuple[tuple[str, int], ...]
    """Each condition with for how many it holds."""
    base: int
    """Those for whom every item is known."""
    left_out: int
    tests: tuple[Test, ...]
    filter: str
    unit: str
    data: str
    data_hash: str
    synthetic: str


def compare_items(desk: SurveyDesk, conditions: Sequence[str], where: str = "") -> ItemComparison:
    """McNemar's test for two conditions, Cochran's Q for more.

    Raises:
        FixableError: there are fewer than two, or one cannot be worked out.
    """
    if len(conditions) < 2:  # noqa: PLR2004 - nothing to compare
        raise FixableError("Name two conditions or more, such as: b12_1 prevent_opinion")
    items = [parse_expression(each) for each in conditions]
    filters = [parse_expression(where)] if where else []
    if desk.survey.base:
        filters.append(desk.survey.base)
    answers = answers_for(desk, [], [*items, *filters])
    people = answers.frame.filter(*[holds(each, answers.survey) for each in filters])
    table = people.select(
        condition(each, answers.survey).alias(str(place)) for place, each in enumerate(items)
    )
    known = table.drop_nulls()
    if not known.height:
        raise FixableError("Nobody answered all of these; there is nothing to compare.")
    totals = [int(known[str(place)].sum()) for place in range(len(items))]
    return ItemComparison(
        items=tuple(zip(map(str, items), totals, strict=True)),
        base=known.height,
        left_out=table.height - known.height,
        tests=tuple(_tests(items, known, totals)),
        filter="; and ".join(map(str, filters)) or f"none, all {desk.survey.unit}",
        unit=desk.survey.unit,
        data=answers.source.file,
        data_hash=answers.source.hash,
        synthetic=desk.survey.synthetic,
    )


def _tests(items: Sequence[Expression], known: pl.DataFrame, totals: Sequence[int]) -> list[Test]:
    if len(items) == 2:  # noqa: PLR2004 - a pair
        first, second = known["0"], known["1"]
        found = mcnemar(int((first & ~second).sum()), int((~first & second).sum()))
        what = f"{found.only_first} only the first, {found.only_second} only the second"
        n = known.height
        plain = Test("McNemar", found.p, statistic=found.statistic, df=1, n=n, what=what)
        return [plain, Test("McNemar, exact binomial", found.exact_p, n=n, what=what)]
    numbers = known.select(pl.sum_horizontal(pl.all().cast(pl.Int64)).alias("k"))["k"]
    by_number = [int((numbers == k).sum()) for k in range(len(items) + 1)]
    q = cochran_q(totals, by_number)
    if q is None:
        return [
            Test("Cochran's Q", None, n=known.height, warning="cannot be made: no item differs")
        ]
    return [Test("Cochran's Q", q.p, statistic=q.statistic, df=q.df, n=known.height)]
