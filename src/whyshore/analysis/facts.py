"""Whether published numbers hold in a data file.

A base is everyone for whom its filter holds; an event that is missing has not happened. A printed
per cent p admits the counts whose share rounds half up to p.
"""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import polars as pl

from whyshore.analysis.evaluate import holds
from whyshore.domain.answers import Answers
from whyshore.domain.expressions import Expression, parse_expression
from whyshore.domain.published import Check, Fact, FactCheck, Published
from whyshore.domain.survey import Survey

_ADOPTION = "tech"
Share = Fraction


def check_facts(published: Published, answers: Answers) -> list[FactCheck]:
    """Every fact with whether it holds; None where it carries no check."""
    bench = _Bench(published, answers)
    return [
        FactCheck(fact, None) if fact.check is None else _checked(fact, fact.check, bench)
        for fact in published.facts
    ]


def expressions_in(published: Published) -> Iterator[Expression]:
    """Every condition that the checks rest on."""
    for base in published.bases.values():
        yield base.filter
    for fact in published.facts:
        for events in fact.check.events.values() if fact.check else ():
            yield from events


@dataclass
class _Bench:
    """The answers, and the counts already taken from them."""

    published: Published
    answers: Answers
    _masks: dict[str, pl.Series] = field(default_factory=dict)

    @property
    def survey(self) -> Survey:
        return self.answers.survey

    def mask(self, expression: Expression) -> pl.Series:
        if expression.text not in self._masks:
            frame = self.answers.frame
            kept = frame.with_columns(holds(expression, self.survey).alias(" mask"))
            self._masks[expression.text] = kept[" mask"]
        return self._masks[expression.text]

    def count(self, event: Expression, base: str) -> tuple[int, int]:
        """For how many of a base an event holds, and how many the base is."""
        inside = self.mask(self.published.bases[base].filter) if base else None
        hit = self.mask(event)
        if inside is None:
            return int(hit.sum()), len(hit)
        return int((hit & inside).sum()), int(inside.sum())

    def share(self, event: Expression, base: str) -> Share | None:
        """Per cent of a base, None where it is empty."""
        count, of = self.count(event, base)
        return Fraction(100 * count, of) if of else None

    def said(self, event: Expression, base: str) -> str:
        count, of = self.count(event, base)
        return f"{_one_decimal(count, of)} ({count} of {of})" if of else "nobody in the base"


def _one_decimal(count: int, of: int) -> str:
    tenths = (2000 * count + of) // (2 * of)
    return f"{tenths // 10}.{tenths % 10}%"


def rounds_to(share: Share) -> int:
    """A share in whole per cents, rounded half up."""
    return int((2 * share + 1) // 2)


def _checked(fact: Fact, check: Check, bench: _Bench) -> FactCheck:
    verdict, found = _KINDS[check.kind](fact, check, bench)
    return FactCheck(fact, verdict, found)


Verdict = tuple[bool, str]
_COMPARE: dict[str, Callable[[Share, Share], bool]] = {"gt": operator.gt, "lt": operator.lt}


def _pct(fact: Fact, check: Check, bench: _Bench) -> Verdict:
    [event] = check.events["event"]
    share, said = bench.share(event, fact.base), bench.said(event, fact.base)
    wanted = Fraction(check.value or 0)
    if share is None:
        return False, said
    if check.op in _COMPARE:
        return _COMPARE[check.op](share, wanted), said
    below = check.op != "almost" or share < wanted
    return rounds_to(share) == wanted and below, said


def _count(fact: Fact, check: Check, bench: _Bench) -> Verdict:
    [event] = check.events["event"]
    count, of = bench.count(event, fact.base)
    return count == check.value, f"{count} of {of}"


def _counts(events: Sequence[Expression], base: str, bench: _Bench) -> list[int]:
    return [bench.count(event, base)[0] for event in events]


def _order(fact: Fact, check: Check, bench: _Bench) -> Verdict:
    counts = _counts(check.events["of"], fact.base, bench)
    falling = all(one > two for one, two in pairwise(counts))
    return falling, ", ".join(map(str, counts))


def _between(fact: Fact, check: Check, bench: _Bench) -> Verdict:
    events = check.events["of"]
    low, high = Fraction(check.low or 0), Fraction(check.high or 0)
    shares = [bench.share(event, fact.base) for event in events]
    inside = all(share is not None and low <= share < high for share in shares)
    return inside, ", ".join(bench.said(event, fact.base) for event in events)


def _all_greater(fact: Fact, check: Check, bench: _Bench) -> Verdict:
    base = check.base or fact.base
    high = _counts(check.events["high"], base, bench)
    low = _counts(check.events["low"], base, bench)
    return min(high) > max(low), f"{_listed(high)} against {_listed(low)}"


def _listed(counts: Sequence[int]) -> str:
    return ", ".join(map(str, counts))


def _adoption(check: Check, bench: _Bench) -> list[Expression]:
    """The items of the set that adoption is about, without those excepted."""
    left_out = {event.text for event in check.events.get("except", ())}
    items = bench.survey.sets[_ADOPTION].items if _ADOPTION in bench.survey.sets else ()
    return [parse_expression(item) for item in items if item not in left_out]


def _gap(event: Expression, base: str, bench: _Bench) -> Share:
    part, whole = bench.share(event, base), bench.share(event, "")
    return (part or Fraction(0)) - (whole or Fraction(0))


def _higher_than_total(_fact: Fact, check: Check, bench: _Bench) -> Verdict:
    events = _adoption(check, bench)
    lower = [event.text for event in events if _gap(event, check.base, bench) <= 0]
    said = f"not higher: {', '.join(lower)}" if lower else f"all {len(events)} higher"
    return bool(events) and not lower, said


def _largest_gaps(_fact: Fact, check: Check, bench: _Bench) -> Verdict:
    named = {event.text for event in check.events["of"]}
    gaps = {event.text: _gap(event, check.base, bench) for event in _adoption(check, bench)}
    first = sorted(gaps, key=lambda name: gaps[name], reverse=True)[: len(named)]
    said = ", ".join(f"{name} {rounds_to(gaps[name])} points" for name in first)
    return set(first) == named, f"largest: {said}"


def _smaller_gap(_fact: Fact, check: Check, bench: _Bench) -> Verdict:
    one, two = check.base.split(",")
    events = _adoption(check, bench)
    wider = [e.text for e in events if _gap(e, one, bench) >= _gap(e, two, bench)]
    said = f"not smaller: {', '.join(wider)}" if wider else f"all {len(events)} smaller"
    return bool(events) and not wider, said


def _pct_compare(fact: Fact, check: Check, bench: _Bench) -> Verdict:
    [left], [right] = check.events["left"], check.events["right"]
    base = check.base or fact.base
    one, two = bench.share(left, base), bench.share(right, base)
    said = f"{bench.said(left, base)} against {bench.said(right, base)}"
    return one is not None and two is not None and _COMPARE[check.op](one, two), said


def _plurality(fact: Fact, check: Check, bench: _Bench) -> Verdict:
    [variable] = check.events["var"]
    inside = bench.mask(bench.published.bases[fact.base].filter)
    counts = bench.answers.frame.filter(inside)[variable.text].drop_nulls().value_counts()
    by_answer = {str(answer): int(count) for answer, count in counts.iter_rows()}
    own = by_answer.pop(check.answer, 0)
    rest = ", ".join(f"{answer} {count}" for answer, count in sorted(by_answer.items()))
    return own > max(by_answer.values(), default=0), f"{check.answer} {own}, {rest}"


_KINDS: dict[str, Callable[[Fact, Check, _Bench], Verdict]] = {
    "pct": _pct,
    "count": _count,
    "order": _order,
    "between": _between,
    "all_greater": _all_greater,
    "all_greater_within": _all_greater,
    "higher_than_total": _higher_than_total,
    "largest_gaps": _largest_gaps,
    "smaller_gap": _smaller_gap,
    "pct_compare": _pct_compare,
    "plurality": _plurality,
}
