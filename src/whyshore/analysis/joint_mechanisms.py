"""JD2: the items of a battery with their tests, beside the codes and statements on each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import CodedSegment
from whyshore.domain.cross_tab import CrossTab, Row, RowKind, TableRequest
from whyshore.domain.joint import REST, Finding, JointCell, JointDisplay, JointLine, MechanismPlan
from whyshore.domain.results import SupportedStatement, SynthesisTable
from whyshore.domain.words import counted


@dataclass(frozen=True, slots=True)
class ThemeSide:
    """What JD2 takes from the interviews."""

    synthesis: SynthesisTable
    segments: Sequence[CodedSegment]
    codebook: Codebook


def mechanism_display(
    plan: MechanismPlan,
    table: CrossTab,
    themes: ThemeSide,
    findings: Mapping[str, Finding],
    below: Sequence[str],
) -> JointDisplay:
    """JD2. A statement belongs to an item if a coding it rests on has one of the item's codes."""
    statements = [
        (row.group.label, each) for row in themes.synthesis.rows for each in row.cells[plan.column]
    ]
    codebook = themes.codebook
    rows = [row for row in table.rows if row.kind is RowKind.ITEM]
    tests = list(dict.fromkeys(test.name for row in rows for test in row.tests))
    named = _branches(codebook, [c for codes in plan.items.values() for c in codes if c != REST])
    lines = []
    for row in rows:
        codes = plan.items.get(row.key, ())
        rest = REST in codes
        branch = _branches(codebook, [code for code in codes if code != REST])
        found = [
            each
            for each in statements
            if (not _rests_on(each[1], named) if rest else _rests_on(each[1], branch))
        ]
        quotes = tuple(each for each in themes.segments if each.coding.code in branch)
        cells = (
            *_shares(row, table.request),
            *(_test(row, name) for name in tests),
            _codes(codes, quotes),
            _statements(found, len(statements)),
        )
        lines.append(JointLine(row.key, row.label, cells, findings.get(row.key)))
    columns = (
        *((each.key, f"{each.label} n={each.base}") for each in table.columns),
        *((f"p {name}", f"p {_SHORT.get(name, name)} raw / adj.") for name in tests),
        ("codes", "Codes linked"),
        ("statements", f"Statements (of {len(statements)})"),
    )
    tail = _below(plan, table, codebook, [each for _, each in statements])
    return JointDisplay(
        "jd2", plan.title, "Mechanism", columns, tuple(lines), (*below, *tail, *plan.notes)
    )


_SHORT = {"Pearson chi-square": "chi²", "Fisher exact": "Fisher"}


def _branches(codebook: Codebook, codes: Collection[str]) -> set[str]:
    return {each.id for code in codes if code in codebook for each in codebook.branch(code)} | set(
        codes
    )


def _rests_on(statement: SupportedStatement, codes: Collection[str]) -> bool:
    return any(each.coding.code in codes for each in statement.evidence)


def _shares(row: Row, request: TableRequest) -> Iterator[JointCell]:
    for cell in row.cells:
        yield JointCell(share=cell, table=request)


def _test(row: Row, name: str) -> JointCell:
    test = next((each for each in row.tests if each.name == name), None)
    return JointCell(p=test.p, adjusted=test.adjusted) if test else JointCell()


def _codes(codes: Sequence[str], quotes: tuple[CodedSegment, ...]) -> JointCell:
    if not codes:
        return JointCell("none named")
    if REST in codes:
        return JointCell("no code of the other items")
    cases = {each.case for each in quotes if each.case}
    said = f"{counted(len(quotes), 'coding')}, {counted(len(cases), 'case')}"
    return JointCell(f"{', '.join(codes)}: {said}", count=len(quotes), quotes=quotes)


def _statements(found: Sequence[tuple[str, SupportedStatement]], everything: int) -> JointCell:
    rows = ", ".join(dict.fromkeys(label for label, _ in found))
    words = f"{len(found)} of {everything}"
    if found and len(found) < everything // 2:
        words += f": {rows}"
    quotes = {segment.coding.id: segment for _, each in found for segment in each.evidence}
    return JointCell(words, count=len(found), quotes=tuple(quotes.values()))


def _below(
    plan: MechanismPlan,
    table: CrossTab,
    codebook: Codebook,
    statements: Sequence[SupportedStatement],
) -> Iterator[str]:
    asked = f" who were asked: {table.making.asked}" if table.making.asked else ""
    yield f"Base: {table.making.unit} of each sub-group{asked}; the share is of the top answers."
    correction = table.request.correction.called
    yield f"p: raw / adjusted by {correction} over the {table.family} rows, each test by itself."
    counts = [
        f"{code} {sum(_rests_on(each, _branches(codebook, [code])) for each in statements)}"
        for code in plan.families
    ]
    if counts:
        yield (
            f"Of {counted(len(statements), 'statement')}: {', '.join(counts)} "
            "(one that carries two codes counts in both)."
        )
    bare = sum(not each.evidence for each in statements)
    if bare:
        yield f"{counted(bare, 'statement')} without evidence."
