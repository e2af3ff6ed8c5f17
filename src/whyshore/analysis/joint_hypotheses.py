"""JD3: cases by the orientation they went abroad with, and by what became of it.

Counts of company-country pairs, and of firms beside them. There are no percents: the cases were
chosen for what happened to them, so that a rate of it says nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from whyshore.domain.case import Case
from whyshore.domain.coding import CodedSegment
from whyshore.domain.joint import (
    Finding,
    HypothesisPlan,
    JointCell,
    JointDisplay,
    JointLine,
    Mission,
)
from whyshore.domain.words import counted

NO_RATES = (
    "Cases were selected because of their outcome; counts are of company-country pairs, not firms. "
    "No rate may be computed from this matrix."
)


def hypothesis_display(
    plan: HypothesisPlan,
    cases: Sequence[Case],
    segments: Sequence[CodedSegment],
    findings: Mapping[str, Finding],
) -> JointDisplay:
    """JD3, with a verdict line per hypothesis in the words that coders gave each case."""
    by_case: dict[str, list[CodedSegment]] = {}
    for segment in segments:
        by_case.setdefault(segment.case or "", []).append(segment)
    lines = []
    placed: set[str] = set()
    for orientation, hypothesis in plan.rows.items():
        of_row = [each for each in cases if each.attributes.get(plan.orientation) == orientation]
        cells = []
        for column in plan.columns:
            inside = [case for case in of_row if _fits(plan, case, column)]
            placed |= {case.id for case in inside}
            cells.append(_cell(plan, inside, by_case))
        cells.append(_verdict(plan, hypothesis, of_row))
        lines.append(JointLine(orientation, orientation, tuple(cells), findings.get(orientation)))
    columns = (
        *((str(place), each.label) for place, each in enumerate(plan.columns)),
        ("verdict", "Verdict line"),
    )
    outside = [case.name for case in cases if case.id not in placed]
    below = [NO_RATES]
    if outside:
        below.append(f"In no cell, as a fact is missing or fits none: {'; '.join(outside)}.")
    return JointDisplay("jd3", plan.title, "Mission", columns, tuple(lines), (*below, *plan.notes))


def _fits(plan: HypothesisPlan, case: Case, column: Mission) -> bool:
    facts = case.attributes
    return facts.get(plan.mission) in column.mission and facts.get(plan.outcome) in column.outcome


def _cell(
    plan: HypothesisPlan, cases: Sequence[Case], by_case: Mapping[str, Sequence[CodedSegment]]
) -> JointCell:
    if not cases:
        return JointCell("0", count=0)
    missions = Counter(case.attributes[plan.mission] for case in cases)
    firms = len({case.company for case in cases})
    words = f"{counted(len(cases), 'pair')}, {counted(firms, 'firm')}"
    parts = [_part(plan, mission, cases, several=len(missions) > 1) for mission in missions]
    quotes = tuple(each for case in cases for each in by_case.get(case.id, ()))
    return JointCell(f"{words}: {' + '.join(parts)}", count=len(cases), quotes=quotes)


def _part(plan: HypothesisPlan, mission: str, cases: Sequence[Case], *, several: bool) -> str:
    names = [case.name for case in cases if case.attributes[plan.mission] == mission]
    listed = "; ".join(names)
    said = f"{plan.mission}: {mission}"
    return f"{len(names)} {said} ({listed})" if several else f"{listed} ({said})"


def _verdict(plan: HypothesisPlan, hypothesis: str, cases: Sequence[Case]) -> JointCell:
    if not cases:
        return JointCell(f"{hypothesis}: no case", count=0)
    return JointCell(
        f"{hypothesis}: {counted(len(cases), 'pair')}; {'; '.join(_verdicts(plan, cases))}",
        count=len(cases),
    )


def _verdicts(plan: HypothesisPlan, cases: Sequence[Case]) -> Iterator[str]:
    """Each verdict with its number; what follows a colon is the reason and left out."""
    given = Counter(
        case.attributes.get(plan.verdict, "no verdict").partition(":")[0] for case in cases
    )
    for verdict, count in given.most_common():
        yield f"{verdict} {count}"
