"""How often each code is used."""

from collections.abc import Iterable, Mapping, Sequence

from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import CodedSegment
from whyshore.domain.results import Frequency, FrequencyTable


def frequencies(
    codebook: Codebook, segments: Sequence[CodedSegment], *, interviews: int, cases: int
) -> FrequencyTable:
    """Count the codings of each code, and the interviews and cases they stand in.

    A code with others below it counts for its whole branch: codings are summed, and an
    interview or case in which several of its codes stand counts once. Interviews and cases
    are out of all there are, coded or not. Callers pass the codings of included interviews.
    """
    by_code = segments_by_code(segments)
    rows = [
        _row(
            code.id,
            code.name,
            len(codebook.path(code.id)) - 1,
            in_branch(codebook, code.id, by_code),
        )
        for code in codebook.codes
    ]
    rows += [
        _row(code, name_of(codebook, code), 0, by_code[code]) for code in missing(codebook, by_code)
    ]
    return FrequencyTable(
        rows=tuple(rows),
        codings=len(segments),
        interviews=interviews,
        cases=cases,
        without_case=sum(each.case is None for each in segments),
    )


def segments_by_code(segments: Iterable[CodedSegment]) -> dict[str, list[CodedSegment]]:
    """The coded segments under the code they carry."""
    by_code: dict[str, list[CodedSegment]] = {}
    for segment in segments:
        by_code.setdefault(segment.coding.code, []).append(segment)
    return by_code


def in_branch(
    codebook: Codebook, code: str, by_code: Mapping[str, Sequence[CodedSegment]]
) -> Sequence[CodedSegment]:
    """The coded segments of a code and of every code below it."""
    if code not in codebook:
        return by_code.get(code, [])
    return [each for below in codebook.branch(code) for each in by_code.get(below.id, ())]


def missing(codebook: Codebook, used: Iterable[str]) -> list[str]:
    """The codes among these that the codebook does not define, by id."""
    return sorted(code for code in used if code not in codebook)


def name_of(codebook: Codebook, code: str) -> str:
    """The name of a code, and of one that is used but not defined, a name that says so."""
    return codebook.find(code).name if code in codebook else f"{code} (missing from codebook)"


def _row(code: str, name: str, depth: int, segments: Sequence[CodedSegment]) -> Frequency:
    return Frequency(
        code=code,
        name=name,
        depth=depth,
        codings=len(segments),
        interviews=len({each.coding.segment.interview for each in segments}),
        cases=len({each.case for each in segments if each.case is not None}),
    )
