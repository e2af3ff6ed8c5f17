"""How far the coding of each interview has come."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from whyshore.domain.overview import Progress


def progress_of(
    turns: Mapping[str, Sequence[tuple[int, bool]]], places: Iterable[tuple[str, str, int]]
) -> dict[str, Progress]:
    """The progress of each interview.

    `turns` says where each turn of an interview starts and whether one would code it; `places` are
    interview, code and start of every coding. A turn counts as coded when a coding starts in it.
    """
    starts = {interview: [start for start, _ in each] for interview, each in turns.items()}
    coded: dict[str, set[int]] = {interview: set() for interview in turns}
    codings: Counter[str] = Counter()
    for interview, _, start in places:
        codings[interview] += 1
        if interview in coded:
            coded[interview].add(max(0, bisect_right(starts[interview], start) - 1))
    return {
        interview: Progress(
            codings[interview],
            sum(each[number][1] for number in coded[interview] if each),
            sum(codable for _, codable in each),
        )
        for interview, each in turns.items()
    }
