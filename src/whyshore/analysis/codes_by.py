"""Codes, or values of a facet, by what is known of the cases: counts and quotes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from whyshore.analysis.frequencies import in_branch, missing, name_of, segments_by_code
from whyshore.domain.case import Case
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import CodedSegment
from whyshore.domain.joint import JointCell, JointDisplay, JointLine, Show
from whyshore.domain.words import counted

CODES = "code"
"""As rows: the codes themselves, not the values of a facet."""


@dataclass(frozen=True, slots=True)
class Split:
    """What the cases are split by: which case is in which columns."""

    title: str
    columns: Sequence[tuple[str, str]]
    """Key and heading of each column."""
    of_case: Mapping[str, Sequence[str]]
    """The columns of each case; several where it has several values."""
    below: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A code with those below it, or a value of a facet."""

    key: str
    label: str
    segments: Sequence[CodedSegment]


def codes_by(rows: Sequence[Row], split: Split, cases: Sequence[Case], show: Show) -> JointDisplay:
    """Each row's codings in the cases of each column.

    A coding counts for its own case. The base of a column is every case in it, coded or not; a
    case with several values is in several columns.
    """
    inside = {
        key: {case.id for case in cases if key in split.of_case.get(case.id, ())}
        for key, _ in split.columns
    }
    lines = [
        JointLine(
            row.key,
            row.label,
            tuple(_cell(row, inside[key], show) for key, _ in split.columns),
        )
        for row in rows
    ]
    columns = tuple(
        (key, f"{heading} ({counted(len(inside[key]), 'case')})") for key, heading in split.columns
    )
    return JointDisplay(
        "codes",
        split.title,
        "Code",
        columns,
        tuple(lines),
        tuple(_below(rows, split, inside, cases)),
        judged=False,
    )


def _cell(row: Row, cases: set[str], show: Show) -> JointCell:
    quotes = tuple(each for each in row.segments if each.case in cases)
    there = len({each.case for each in quotes})
    words = {
        Show.COUNTS: f"{counted(len(quotes), 'coding')}; {there} of {counted(len(cases), 'case')}",
        Show.CODINGS: str(len(quotes)),
        Show.CASES: f"{there} of {len(cases)}",
        Show.QUOTES: " ¶ ".join(f"“{_flat(each)}” ({each.citation})" for each in quotes),
    }[show]
    return JointCell(words, count=there if show is Show.CASES else len(quotes), quotes=quotes)


def _flat(segment: CodedSegment) -> str:
    return " ".join(segment.coding.quote.split())


def _below(
    rows: Sequence[Row], split: Split, inside: Mapping[str, set[str]], cases: Sequence[Case]
) -> Iterator[str]:
    placed = set().union(*inside.values())
    outside = [case.name for case in cases if case.id not in placed]
    if outside:
        yield f"In no column ({counted(len(outside), 'case')}): {'; '.join(outside)}."
    if any(len(columns) > 1 for columns in split.of_case.values()):
        yield "Cases with several values stand in several columns."
    codings = {each.coding.id: each for row in rows for each in row.segments}
    without = sum(each.case is None for each in codings.values())
    if without:
        yield f"In no column, as they belong to no case: {counted(without, 'coding')}."
    yield "A code counts with those below it; rows of a code and of one below it share codings."
    yield from split.below


def code_rows(
    codebook: Codebook, segments: Sequence[CodedSegment], codes: Sequence[str] = ()
) -> list[Row]:
    """A row per code with its branch: those given, else every one that is used."""
    by_code = segments_by_code(segments)
    if not codes:
        used = [code.id for code in codebook.codes if code.id in by_code]
        codes = [*used, *missing(codebook, by_code)]
    return [
        Row(code, name_of(codebook, code), in_branch(codebook, code, by_code)) for code in codes
    ]


def facet_rows(
    codebook: Codebook, segments: Sequence[CodedSegment], facet: str, values: Mapping[str, str]
) -> list[Row]:
    """A row per value of a facet, such as why offshore; and one for codes without a value."""
    found: dict[str, list[CodedSegment]] = {value: [] for value in values}
    for segment in segments:
        found.setdefault(codebook.value(segment.coding.code, facet), []).append(segment)
    rows = [Row(value, values.get(value, value), found.pop(value)) for value in values]
    rest = [each for others in found.values() for each in others]
    return [*rows, Row("", f"no {facet}", rest)] if rest else rows
