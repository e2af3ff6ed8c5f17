"""Codes by cases."""

from collections import Counter
from collections.abc import Sequence

from whyshore.analysis.frequencies import in_branch, missing, name_of, segments_by_code
from whyshore.domain.case import Case
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import CodedSegment
from whyshore.domain.results import Matrix


def matrix(
    codebook: Codebook,
    segments: Sequence[CodedSegment],
    cases: Sequence[Case],
    *,
    codes: Sequence[str] | None = None,
) -> Matrix:
    """Count the codings of each code in each case.

    A coding counts for its own case, never for every case of its interview. Rows are the
    codes put on text, in codebook order, or exactly `codes` where they are given. A row
    counts its whole branch, as in the frequencies, so the rows of a code and of one below
    it share codings and must not be added up. Columns are all the cases given, also those
    without a coding.
    """
    by_code = segments_by_code(segments)
    if codes is None:
        used = [code.id for code in codebook.codes if code.id in by_code]
        codes = [*used, *missing(codebook, by_code)]
    rows = {
        code: Counter(each.case for each in in_branch(codebook, code, by_code)) for code in codes
    }
    return Matrix(
        codes=tuple((code, name_of(codebook, code)) for code in rows),
        cases=tuple((case.id, case.name) for case in cases),
        counts={
            (code, case.id): count[case.id]
            for code, count in rows.items()
            for case in cases
            if case.id in count
        },
        without_case={code: count[None] for code, count in rows.items() if None in count},
    )
