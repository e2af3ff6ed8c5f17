"""The synthesis: rows of case groups, columns of a facet, and what each statement rests on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from whyshore.analysis.frequencies import missing, name_of, segments_by_code
from whyshore.domain.case import Case, CaseGroup
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import CodedSegment
from whyshore.domain.results import (
    DraftCode,
    Standing,
    SupportedStatement,
    SynthesisRow,
    SynthesisTable,
)
from whyshore.domain.synthesis import Statement
from whyshore.domain.words import shortened

READABLE = range(8, 41)
"""How many words a quote has that can be printed as it stands and still says something."""

SHOWN = 60
"""How many characters of a quote are shown in a reason."""


def fingerprint(segment: CodedSegment) -> str:
    """A short mark of what a statement relies on: the code, the quote and the case.

    It has a part for each of the three, so that what changed can be named later. Where the
    words stand is not in it: a corrected transcript that only moves them changes nothing.
    """
    case = "no case" if segment.case is None else f"case {segment.case}"
    return "-".join(_digest(part) for part in (segment.coding.code, segment.coding.quote, case))


def with_code_renamed(mark: str, code: str, new: str) -> str:
    """A fingerprint as it is after a code got another id: it means the same evidence."""
    first, dash, rest = mark.partition("-")
    return f"{_digest(new)}{dash}{rest}" if first == _digest(code) else mark


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def synthesis_table(
    groups: Sequence[CaseGroup],
    cases: Sequence[Case],
    statements: Sequence[Statement],
    segments: Sequence[CodedSegment],
    columns: Sequence[tuple[str, str]],
) -> SynthesisTable:
    """Put every statement into its cell, with its evidence and whether it can be relied on.

    No statement is ever left out: those in a column that the codebook no longer declares get
    that column at the end, those of a row that is gone get that row at the end, and the
    headings say so. Callers pass the codings of included interviews.

    A statement is unsupported where none of its quotes remains. It is stale where its quotes
    are no longer as its writer saw them, or where one is not about a case of its row.
    """
    by_id = {segment.coding.id: segment for segment in segments}
    columns = (*columns, *_lost_columns(columns, statements))
    ordered = sorted(groups, key=lambda each: each.position)
    rows = [
        _row(group, cases, [each for each in statements if each.group == group.id], by_id, columns)
        for group in (*ordered, *_lost_groups(groups, statements))
    ]
    relied_on = {coding for statement in statements for coding in statement.evidence}
    unused = tuple(each for each in segments if each.coding.id not in relied_on)
    return SynthesisTable(columns, tuple(rows), unused)


def _lost_columns(
    columns: Sequence[tuple[str, str]], statements: Sequence[Statement]
) -> list[tuple[str, str]]:
    known = dict(columns)
    lost = dict.fromkeys(each.column for each in statements if each.column not in known)
    return [(column, f"{column} (not in the codebook)") for column in lost]


def _lost_groups(groups: Sequence[CaseGroup], statements: Sequence[Statement]) -> list[CaseGroup]:
    known = {group.id for group in groups}
    last = max((group.position for group in groups), default=0)
    lost = dict.fromkeys(each.group for each in statements if each.group not in known)
    return [
        CaseGroup(group, f"{group} (this row is gone)", position)
        for position, group in enumerate(lost, start=last + 1)
    ]


def _row(
    group: CaseGroup,
    cases: Sequence[Case],
    statements: Sequence[Statement],
    by_id: Mapping[str, CodedSegment],
    columns: Sequence[tuple[str, str]],
) -> SynthesisRow:
    known = {case.id: case for case in cases}
    ordered = sorted(statements, key=lambda each: each.position)
    return SynthesisRow(
        group=group,
        cases=tuple(known[case] for case in group.cases if case in known),
        cells={
            column: tuple(
                _supported(each, by_id, group) for each in ordered if each.column == column
            )
            for column, _ in columns
        },
    )


def _supported(
    statement: Statement, by_id: Mapping[str, CodedSegment], group: CaseGroup
) -> SupportedStatement:
    named = dict.fromkeys(statement.evidence)
    evidence = tuple(by_id[coding] for coding in named if coding in by_id)
    reasons = [*_losses(statement, by_id), *_changes(statement, evidence, group)]
    if not evidence:
        why = "; ".join(reasons or ["it rests on no quote"])
        return SupportedStatement(statement, (), Standing.UNSUPPORTED, why)
    standing = Standing.STALE if reasons else Standing.SUPPORTED
    return SupportedStatement(statement, evidence, standing, "; ".join(reasons))


def _losses(statement: Statement, by_id: Mapping[str, CodedSegment]) -> Iterator[str]:
    """Quotes that are no longer there, and those that are there but do not count."""
    removed = len(statement.seen.keys() - set(statement.evidence))
    if removed:
        yield f"{removed} of its quotes {'was' if removed == 1 else 'were'} removed"
    left_out = len({coding for coding in statement.evidence if coding not in by_id})
    if left_out:
        # The coding may still exist: its interview may be one that is kept out of tables.
        are = "is" if left_out == 1 else "are"
        yield f"{left_out} of its quotes {are} gone or in an interview left out of the tables"


def _changes(
    statement: Statement, evidence: Sequence[CodedSegment], group: CaseGroup
) -> Iterator[str]:
    """What is different about the quotes that remain, one reason for each quote."""
    for segment in evidence:
        seen = statement.seen.get(segment.coding.id)
        parts = [*_since(seen, segment), *_misplaced(seen, segment, group)]
        if parts:
            yield f"the quote “{shortened(segment.coding.quote, SHOWN)}” {' and '.join(parts)}"


def _since(seen: str | None, segment: CodedSegment) -> Iterator[str]:
    """How a quote's code and words differ from what the writer saw."""
    if seen is None:
        yield "was added since the statement was last looked at"
        return
    code, words, _ = _parts(fingerprint(segment))
    if _parts(seen)[0] != code:
        yield f"now has the code {segment.coding.code}"
    if _parts(seen)[1] != words:
        yield "has other words than before"


def _misplaced(seen: str | None, segment: CodedSegment, group: CaseGroup) -> Iterator[str]:
    """What is wrong with a quote's case; the row counts as it is now, whatever was seen."""
    if segment.case is None:
        yield "belongs to no case"
    elif segment.case not in group.cases:
        yield f"is about {segment.case_name}, which is not in this row"
    elif seen is not None and _parts(seen)[2] != _parts(fingerprint(segment))[2]:
        yield f"is now about {segment.case_name}"


def _parts(mark: str) -> tuple[str, str, str]:
    """The code's, the words' and the case's part of a fingerprint, `""` where one is missing."""
    code, words, case, *_ = [*mark.split("-"), "", "", ""]
    return code, words, case


def draft(  # noqa: PLR0913 (the two facets have names that nearly every project keeps)
    codebook: Codebook,
    cases_of_row: Collection[str],
    column: str,
    segments: Sequence[CodedSegment],
    used: Collection[str],
    *,
    facet: str = "direction",
    orientation_facet: str = "orientation",
) -> tuple[DraftCode, ...]:
    """What the codings of a row's cases offer for one cell.

    First the codes whose value of `facet` is this column, then the codes that have no value
    (context, or missing from the codebook), as either may be worth a statement. Within both,
    the codes with most codings come first, and the codebook's order settles ties. Codes of
    another column are left out.
    """
    rows = set(cases_of_row)
    by_code = segments_by_code(each for each in segments if each.case in rows)
    in_order = [code.id for code in codebook.codes if code.id in by_code]
    in_order = [*in_order, *missing(codebook, by_code)]
    in_order.sort(key=lambda code: -len(by_code[code]))
    direct = [code for code in in_order if codebook.value(code, facet) == column]
    undirected = [code for code in in_order if not codebook.value(code, facet)]
    return tuple(
        DraftCode(
            code=code,
            name=name_of(codebook, code),
            orientation=codebook.value(code, orientation_facet),
            codings=len(by_code[code]),
            interviews=len({each.coding.segment.interview for each in by_code[code]}),
            quotes=strongest_first(by_code[code]),
            used=any(each.coding.id in used for each in by_code[code]),
        )
        for code in (*direct, *undirected)
    )


def strength(segment: CodedSegment) -> tuple[int, bool, bool]:
    """How well a quote carries a statement; the greater, the better.

    What the coder said comes first: the rating (none is below any), then whether a memo was
    written on it. Then whether it has a length to be printed, from 8 to 40 words.
    """
    rating = segment.coding.rating
    readable = len(segment.coding.quote.split()) in READABLE
    return (-1 if rating is None else rating, bool(segment.memo.strip()), readable)


def strongest_first(segments: Iterable[CodedSegment]) -> tuple[CodedSegment, ...]:
    """Quotes by strength; among equals the earlier in reading order comes first."""
    in_reading_order = sorted(segments, key=lambda each: each.coding.segment)
    return tuple(sorted(in_reading_order, key=strength, reverse=True))
