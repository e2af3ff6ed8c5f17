r"""Results as CSV for spreadsheets and statistics.

UTF-8 without a byte-order mark, commas, and `\n` as the line end. A cell that a spreadsheet
would take for a formula (it begins with = + - @ or a tab) gets an apostrophe in front, so that
words from a transcript are never run. Otherwise words stay as they are; line ends in them are `\n`.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from whyshore.domain.coding import CodedSegment
from whyshore.domain.finding import FoundIn
from whyshore.domain.results import FrequencyTable, Matrix
from whyshore.export.rows import code_name

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\n]")
_UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")

Cell = str | int | float | None


def matrix_as_csv(matrix: Matrix, *, binary: bool = False) -> str:
    """Codes by cases, a row per code; the last column counts codings that belong to no case."""
    rows = []
    for code, name in matrix.codes:
        counts = [matrix.count(code, case) for case, _ in matrix.cases]
        counts.append(matrix.without_case.get(code, 0))
        rows.append((code, name, *((min(each, 1) for each in counts) if binary else counts)))
    cases = (name for _, name in matrix.cases)
    return as_csv(("code", "name", *cases, "no case"), rows)


def frequencies_as_csv(table: FrequencyTable) -> str:
    """How often each code is used; the bases have columns of their own."""
    headings = ("code", "name", "depth", "codings", "interviews", "interviews base", "cases")
    rows = [
        (row.code, row.name, row.depth, row.codings, row.interviews, table.interviews, row.cases)
        for row in table.rows
    ]
    return as_csv((*headings, "cases base"), [(*row, table.cases) for row in rows])


def quotes_as_csv(
    segments: Sequence[CodedSegment], *, code_names: Mapping[str, str] | None = None
) -> str:
    """Coded segments, a row for each, with everything that is known of it."""
    headings = "interview title turn speaker case code name quote memo rating coder"
    facts = "origin created start end coding anchored"
    names = code_names or {}
    return as_csv(
        (*headings.split(), *facts.split()), [_quote_row(each, names) for each in segments]
    )


def places_as_csv(found: Sequence[FoundIn]) -> str:
    """What was found, a row for each place, with what is around it."""
    headings = "interview title turn speaker role before found after start end"
    rows = [
        (
            place.interview,
            each.title,
            place.turn,
            place.speaker,
            place.role.value,
            place.left,
            place.hit,
            place.right,
            place.start,
            place.end,
        )
        for each in found
        for place in each.places
    ]
    return as_csv(headings.split(), rows)


def _quote_row(segment: CodedSegment, code_names: Mapping[str, str]) -> tuple[Cell, ...]:
    coding = segment.coding
    return (
        coding.segment.interview,
        segment.interview_title,
        segment.turn,
        segment.speaker,
        segment.case_name if segment.case is not None else None,
        coding.code,
        code_name(coding.code, code_names),
        coding.quote,
        segment.memo,
        coding.rating,
        coding.coder,
        coding.origin.value,
        coding.created,
        coding.segment.start,
        coding.segment.end,
        coding.id,
        coding.anchored.value,
    )


def safe_cell(text: str) -> str:
    """Text that a spreadsheet shows and does not run, and that every program can read."""
    written = _UNWRITABLE.sub(lambda found: "␀" if found[0] == "\0" else "\ufffd", text)
    written = re.sub(r"\r\n?", "\n", written)
    return f"'{written}" if _FORMULA.match(written) else written


def as_csv(headings: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """Rows as CSV, no cell of words that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe_cell(heading) for heading in headings])
    for row in rows:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()
