"""Results as plain text for a terminal."""

from collections.abc import Mapping, Sequence

from whyshore.domain.codebook import RatingScale
from whyshore.domain.coding import CodedSegment
from whyshore.domain.finding import FoundIn
from whyshore.domain.memo import ListedMemo
from whyshore.domain.results import FrequencyTable, Matrix
from whyshore.domain.words import counted
from whyshore.export.rows import (
    attribution,
    code_name,
    frequency_rows,
    matrix_rows,
    rating_in_words,
    total_of,
)
from whyshore.export.terminal_text import (
    GAP,
    aligned,
    cells_wide,
    cut,
    harmless,
    one_line,
    rows_as_text,
    wrap,
)


def matrix_as_text(matrix: Matrix, *, binary: bool = False, width: int | None = None) -> str:
    """Codes by cases; where `width` is too small for the names of the cases, they get numbers."""
    table = matrix_rows(matrix, binary=binary)
    full = rows_as_text(table.headings, table.rows)
    if width is None or all(cells_wide(line) <= width for line in full.splitlines()):
        return full
    cases = table.headings[2:]
    numbered = (*table.headings[:2], *(str(n) for n, _ in enumerate(cases, start=1)))
    legend = [f"{n}  {one_line(case)}" for n, case in enumerate(cases, start=1)]
    return "\n".join([rows_as_text(numbered, table.rows, width=width), "", *legend])


def frequencies_as_text(table: FrequencyTable, *, width: int | None = None) -> str:
    """How often each code is used, codes indented below the one they belong to."""
    rows = frequency_rows(table, indent="  ")
    return f"{rows_as_text(rows.headings, rows.rows, width=width)}\n\n{total_of(table)}"


def quotes_as_text(
    segments: Sequence[CodedSegment],
    *,
    code_names: Mapping[str, str] | None = None,
    ratings: RatingScale | None = None,
    width: int | None = None,
) -> str:
    """Quotes one below the other, each with its code, where it stands, its rating and memo."""
    names = code_names or {}
    return "\n\n".join(_quote(segment, names, ratings, width) for segment in segments)


def memos_as_text(memos: Sequence[ListedMemo], *, width: int | None = None) -> str:
    """Memos one below the other: what each is about, whose it is and of when, its words."""
    return "\n\n".join(_memo(each, width) for each in memos)


def _memo(listed: ListedMemo, width: int | None) -> str:
    memo = listed.memo
    about = " · ".join((memo.topic.value, one_line(listed.named), one_line(memo.writers)))
    lines = [wrap(line, width, GAP) for line in harmless(memo.text).split("\n")]
    return "\n".join([wrap(f"{about} · {one_line(memo.changed[:10])}", width), *lines])


def _quote(
    segment: CodedSegment,
    code_names: Mapping[str, str],
    ratings: RatingScale | None,
    width: int | None,
) -> str:
    code = code_name(segment.coding.code, code_names)
    about = (*attribution(segment), code, *rating_in_words(segment, ratings))
    lines = [
        wrap(f"“{one_line(segment.coding.quote)}”", width),
        wrap(" · ".join(about), width, GAP),
    ]
    if segment.coding.doubt:
        lines.append(wrap(segment.coding.doubt, width, GAP))
    if segment.memo.strip():
        lines.append(wrap(f"Memo: {segment.memo}", width, GAP))
    return "\n".join(lines)


AROUND = 36
"""How many cells of the words before and after a place stand beside it."""


def places_as_text(found: Sequence[FoundIn]) -> str:
    """What was found, one line a place, the places one below the other, and a line that counts."""
    places = [place for each in found for place in each.places]
    total = (
        f"{counted(len(places), 'place')} in {counted(len(found), 'interview')}"
        if places
        else "nothing found"
    )
    heads = [(f"{place.interview} {place.turn or ''}".strip(), place.speaker) for place in places]
    widths = [max((cells_wide(one_line(head[n])) for head in heads), default=0) for n in (0, 1)]
    widths[1] = min(widths[1], 14)
    lines = []
    for (where, speaker), place in zip(heads, places, strict=True):
        before = _end(one_line(f"{place.left}x")[:-1], AROUND)
        after = cut(one_line(f"x{place.right}")[1:], AROUND)
        named = aligned(cut(one_line(speaker), widths[1]), widths[1], right=False)
        head = aligned(one_line(where), widths[0], right=False)
        line = f"{head}{GAP}{named}{GAP if widths[1] else ''}{before}«{one_line(place.hit)}»{after}"
        lines.append(line.rstrip())
    return "\n".join([*lines, total])


def _end(text: str, width: int) -> str:
    """The end of a text in `width` cells, filled up at its left."""
    while cells_wide(text) > width:
        text = text[max(1, (cells_wide(text) - width) // 2) :]
    return " " * (width - cells_wide(text)) + text
