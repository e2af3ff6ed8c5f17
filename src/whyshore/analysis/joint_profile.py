"""JD4: the sub-groups of the survey by some variables, with the cases nested in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from whyshore.domain.case import Case
from whyshore.domain.coding import CodedSegment
from whyshore.domain.cross_tab import CrossTab, Row, RowKind
from whyshore.domain.joint import Blank, Finding, JointCell, JointDisplay, JointLine, ProfilePlan
from whyshore.domain.link import Link
from whyshore.domain.words import counted

CASES = "cases"
REST_COLUMN = "rest"
FEW = 3


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One variable by the sub-groups, and for everybody else; None where nobody else was asked."""

    label: str
    groups: CrossTab
    rest: CrossTab | None


@dataclass(frozen=True, slots=True)
class NestedCases:
    """What JD4 takes from the interviews, and what ties it to the survey."""

    cases: Sequence[Case]
    links: Sequence[Link]
    group_of: Mapping[str, str]
    """The key of each linked respondent's sub-group, `""` for none of them."""
    segments: Sequence[CodedSegment]


def profile_display(  # noqa: PLR0913 - the two sides, what was made of them, how they show
    plan: ProfilePlan,
    rows: Sequence[ProfileRow],
    there: NestedCases,
    findings: Mapping[str, Finding],
    below: Sequence[str],
    *,
    named: bool,
) -> JointDisplay:
    """JD4: shares with intervals, and in the last line the cases of each column."""
    first = rows[0].groups
    columns = [(each.key, each.label) for each in first.columns]
    lines = [line for row in rows for line in _lines(row, findings)]
    nested = _Nested(there, named=named)
    keys = [key for key, _ in columns] + [""]
    lines.append(JointLine(CASES, "Cases", tuple(nested.cells(keys)), findings.get(CASES)))
    return JointDisplay(
        "jd4",
        plan.title,
        "",
        (*columns, (REST_COLUMN, plan.rest_label)),
        tuple(lines),
        (*below, *nested.below(), "[…]: Wilson 95 per cent interval, in per cent.", *plan.notes),
        len(nested.shown),
    )


def _lines(row: ProfileRow, findings: Mapping[str, Finding]) -> Iterator[JointLine]:
    name = row.groups.request.rows
    bases = [JointCell(f"n = {each.base}") for each in row.groups.columns]
    others = (
        JointCell(f"n = {row.rest.columns[0].base}")
        if row.rest
        else JointCell(blank=Blank.NOT_ASKED)
    )
    yield JointLine(name, row.label, (*bases, others), findings.get(name))
    rest = {each.key: each for each in row.rest.rows} if row.rest else {}
    for each in row.groups.rows:
        if each.kind is RowKind.SUM:
            continue
        key = f"{name}/{each.key}"
        cells = tuple(JointCell(share=cell, table=row.groups.request) for cell in each.cells)
        other = _other(rest.get(each.key), row.rest)
        yield JointLine(key, each.label, (*cells, other), findings.get(key), depth=1)


def _other(row: Row | None, table: CrossTab | None) -> JointCell:
    if row is None or table is None:
        return JointCell(blank=Blank.NOT_ASKED)
    return JointCell(share=row.cells[0], table=table.request)


class _Nested:
    """The cases under each column."""

    def __init__(self, there: NestedCases, *, named: bool) -> None:
        self.linked = {link.case: link for link in there.links if not link.rejected}
        self.cases, self.group_of, self.named = there.cases, there.group_of, named
        self.by_case: dict[str, list[CodedSegment]] = {}
        for segment in there.segments:
            self.by_case.setdefault(segment.case or "", []).append(segment)
        self.shown = {
            link.respondent
            for case in there.cases
            if named and (link := self.linked.get(case.id)) and self._may_show(link)
        }

    def _may_show(self, link: Link) -> bool:
        return link.shows_answers and link.respondent in self.group_of

    def cells(self, groups: Sequence[str]) -> Iterator[JointCell]:
        """The cases of each column, by name where that is asked for and allowed.

        Without names the numbers are shown only if no column has one or two firms and no column
        has all of them: else they would say of a firm which sub-group it is in.
        """
        inside = [self._in(group) for group in groups]
        firms = [len({link.respondent for _, link in each}) for each in inside]
        telling = any(0 < count < FEW for count in firms) or sum(map(bool, firms)) == 1
        for each in inside:
            if self.named:
                yield self._named([case for case, link in each if self._may_show(link)])
            elif telling:
                yield JointCell(blank=Blank.WITHHELD)
            else:
                yield JointCell(counted(len(each), "linked case"), count=len(each))

    def _in(self, group: str) -> list[tuple[Case, Link]]:
        return [
            (case, link)
            for case in self.cases
            if (link := self.linked.get(case.id)) and self.group_of.get(link.respondent) == group
        ]

    def _named(self, cases: Sequence[Case]) -> JointCell:
        quotes = tuple(each for case in cases for each in self.by_case.get(case.id, ()))
        words = (
            f"{case.name} ({counted(len(self.by_case.get(case.id, ())), 'quote')})"
            for case in cases
        )
        return JointCell("; ".join(words) or "none", count=len(cases), quotes=quotes)

    def below(self) -> Iterator[str]:
        """How many cases are in no column, and what is not said of the others."""
        unlinked = sum(case.id not in self.linked for case in self.cases)
        yield f"Cases in no column: {unlinked} of {len(self.cases)} are not linked to a respondent."
        if not self.named:
            yield "Cases are not named, as their sub-group comes from their answers; see --named."
            return
        yield (
            f"CONFIDENTIAL: shows in which sub-group {counted(len(self.shown), 'named firm')} "
            "answered, each with its consent."
        )
        silent = sum(not self._may_show(link) for link in self.linked.values())
        if silent:
            yield f"Linked and not named, for want of consent: {counted(silent, 'case')}."
