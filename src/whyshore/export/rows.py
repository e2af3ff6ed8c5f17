"""Results as headings and rows of words, before any format has its say."""

from collections.abc import Mapping, Sequence

from whyshore.domain.codebook import RatingScale
from whyshore.domain.coding import CodedSegment
from whyshore.domain.results import FrequencyTable, Matrix
from whyshore.domain.words import counted
from whyshore.export.plain_rows import Rows

NO_CASE = "No case"


def matrix_rows(matrix: Matrix, *, binary: bool) -> Rows:
    """Codes by cases as numbers, or as 1 and 0 where only presence counts.

    Codings that belong to no case get a column of their own where there are any.
    """
    last = (NO_CASE,) if matrix.without_case else ()
    return Rows(
        headings=("Code", "Name", *(name for _, name in matrix.cases), *last),
        rows=tuple(
            (code, name, *(str(number) for number in numbers(matrix, code, binary=binary)))
            for code, name in matrix.codes
        ),
    )


def numbers(matrix: Matrix, code: str, *, binary: bool) -> list[int]:
    """The numbers of one row: a column per case, then no case where the matrix has any such."""
    counts = [matrix.count(code, case) for case, _ in matrix.cases]
    if matrix.without_case:
        counts.append(matrix.without_case.get(code, 0))
    return [min(count, 1) for count in counts] if binary else counts


def frequency_rows(table: FrequencyTable, *, indent: str) -> Rows:
    """How often each code is used; every count of interviews and cases with its base."""
    return Rows(
        headings=("Code", "Name", "Codings", "Interviews", "Cases"),
        rows=tuple(
            (
                row.code,
                indent * row.depth + row.name,
                str(row.codings),
                f"{row.interviews} of {table.interviews}",
                f"{row.cases} of {table.cases}",
            )
            for row in table.rows
        ),
    )


def total_of(table: FrequencyTable) -> str:
    """What the frequencies are out of, as a sentence."""
    what = (
        f"{counted(table.codings, 'coding')}; {counted(table.interviews, 'interview')} "
        f"and {counted(table.cases, 'case')} in the project"
    )
    if not table.without_case:
        return f"{what}."
    verb = "belongs" if table.without_case == 1 else "belong"
    return f"{what}; {counted(table.without_case, 'coding')} {verb} to no case."


def spread(segments: Sequence[CodedSegment]) -> str:
    """How many codings there are, and in how many interviews."""
    interviews = {each.coding.segment.interview for each in segments}
    return f"{counted(len(segments), 'coding')}, {counted(len(interviews), 'interview')}"


def code_name(code: str, code_names: Mapping[str, str]) -> str:
    """The name of a code, its id where nobody gave a name."""
    return code_names.get(code) or code


def attribution(segment: CodedSegment) -> tuple[str, ...]:
    """Whose words a quote is and about which case, part by part."""
    return tuple(part for part in (segment.citation, segment.speaker, segment.case_name) if part)


def rating_in_words(segment: CodedSegment, scale: RatingScale | None) -> tuple[str, ...]:
    """How a coding is rated, as a part of a line; no part where there is no scale or rating."""
    rating = segment.coding.rating
    return () if scale is None or rating is None else (f"{scale.title}: {scale.name_of(rating)}",)
