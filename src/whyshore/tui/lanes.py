"""Which codings touch a place, and side by side in which lane each is drawn."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from itertools import accumulate

Span = tuple[int, int]


class CodingIndex:
    """Spans of codings, kept so that those at a place are found without a search of all."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._order = _reading_order(spans)
        self._starts = [spans[index][0] for index in self._order]
        self._ends = [spans[index][1] for index in self._order]
        # The farthest end so far never falls, so it can be searched like the starts.
        self._farthest = list(accumulate(self._ends, max))

    def overlapping(self, start: int, end: int) -> list[int]:
        """The places in the given spans of all that share a character with `start` to `end`.

        They come in reading order, longer ones first; an empty stretch shares nothing.
        """
        if start >= end:
            return []
        first = bisect_right(self._farthest, start)
        last = bisect_left(self._starts, end)
        return [self._order[place] for place in range(first, last) if self._ends[place] > start]

    def at(self, position: int) -> list[int]:
        """The places in the given spans of all that hold the character at a position."""
        return self.overlapping(position, position + 1)


def lanes(spans: Sequence[Span], row_of: Callable[[int], int]) -> list[int]:
    """The lane of each span, numbered from 0; two that share a row never share a lane.

    Lanes are given in reading order, longer spans first, each the lowest that is free, so the
    number of lanes is the smallest possible. A lane may be used again from the next row on.
    """
    given = [0] * len(spans)
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    opened = 0
    for index in _reading_order(spans):
        start, end = spans[index]
        first_row = row_of(start)
        while busy and busy[0][0] < first_row:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, opened = opened, opened + 1
        given[index] = lane
        heappush(busy, (row_of(max(start, end - 1)), lane))
    return given


def _reading_order(spans: Sequence[Span]) -> list[int]:
    # Two stable sorts by plain numbers take half the time of one by pairs.
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    order = sorted(range(len(spans)), key=ends.__getitem__, reverse=True)
    order.sort(key=starts.__getitem__)
    return order
