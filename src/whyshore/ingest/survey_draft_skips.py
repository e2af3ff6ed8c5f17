"""Who was asked a question, as far as a data file shows it, for a draft of survey.yaml."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from whyshore.ingest.survey_draft_column import DraftedColumn, any_answered, quoted
from whyshore.ingest.survey_draft_groups import DraftedSet

_MOST_FILTERS = 40
_MOST_ANSWERS = 8
_LEAST_ANSWERED = 0.5
_FEWEST_OTHERS = 5
_CHANCE = 1e-6
"""Below this chance that so many left a question out by accident, they were not asked."""


@dataclass(frozen=True, slots=True)
class _Filter:
    """An answer to an earlier question that may decide who is asked a later one."""

    rule: str
    asked: pl.Series
    others: pl.Series
    """Who gave another answer."""


def with_skips(
    drafted: Sequence[DraftedColumn], sets: Sequence[DraftedSet]
) -> tuple[list[DraftedColumn], list[DraftedSet]]:
    """Questions that nobody answered who gave a certain earlier answer were not asked of them."""
    set_of = {item: each for each in sets for item in each.items}
    by_name = {each.name: each for each in drafted}
    filters = _Filters()
    rules: dict[str, str] = {}
    found = []
    for each in drafted:
        own = set_of.get(each.name)
        if own is None:
            rule = filters.rule_for(each.answered)
            filters.add(each)
        elif own.name not in rules:
            answered = any_answered([by_name[item] for item in own.items])
            rule = rules[own.name] = filters.rule_for(answered)
        else:
            rule = rules[own.name]
        found.append(replace(each, asked_if=rule))
    return found, [replace(each, asked_if=rules.get(each.name, "")) for each in sets]


@dataclass
class _Filters:
    """The earlier questions that may be filters: the last ones, and those that were before."""

    latest: list[_Filter] = field(default_factory=list)
    used: list[_Filter] = field(default_factory=list)

    def add(self, each: DraftedColumn) -> None:
        """A question that has been gone past."""
        self.latest = [*self.latest, *_filters(each)][-_MOST_FILTERS:]

    def rule_for(self, answered: pl.Series) -> str:
        """The filter that explains most of the empty cells; none where nothing shows one."""
        if answered.all() or not answered.any():
            return ""
        fitting = [each for each in (*self.used, *self.latest) if _explains(each, answered)]
        if not fitting:
            return ""
        best = max(fitting, key=lambda each: int(each.others.sum()))
        if all(each is not best for each in self.used):
            self.used.append(best)
        return best.rule


def _explains(each: _Filter, answered: pl.Series) -> bool:
    if (answered & ~each.asked).any():
        return False
    asked, others = int(each.asked.sum()), int(each.others.sum())
    share = int(answered.sum()) / asked if asked else 0
    by_chance = (1 - min(share, 0.999)) ** others
    return others >= _FEWEST_OTHERS and share >= _LEAST_ANSWERED and by_chance < _CHANCE


def _filters(each: DraftedColumn) -> Iterator[_Filter]:
    """What a question could decide: each of its answers by itself."""
    if each.kind not in {"yes/no", "one"} or each.ticked or each.cells.dtype.is_temporal():
        return
    answers = each.cells.drop_nulls().unique().sort().to_list()
    if not 2 <= len(answers) <= _MOST_ANSWERS:  # noqa: PLR2004
        return
    for answer in answers:
        asked = (each.cells == answer).fill_null(value=False)
        yield _Filter(_rule(each, answer), asked, each.answered & ~asked)


def _rule(each: DraftedColumn, answer: object) -> str:
    from whyshore.ingest.survey_answers import NO, YES
    from whyshore.ingest.survey_spss import as_value

    value = as_value(answer)
    if each.kind != "yes/no":
        return f"{each.name} == {_literal(value)}"
    yes = next((line for line in each.lines if line.startswith("means_yes")), "")
    if yes:
        return each.name if quoted(value) in yes else f"not {each.name}"
    return (
        f"not {each.name}" if value.casefold() in NO and value.casefold() not in YES else each.name
    )


def _literal(value: str) -> str:
    return f'"{value}"' if "'" in value else f"'{value}'"
