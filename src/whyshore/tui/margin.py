"""The codings beside the text: which rows each spans, and in which lane it is drawn.

Kept in reading order and changed step by step: putting one code on text looks only at the
codings that share rows with it, however many there are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from whyshore.domain.coding import Coding
from whyshore.tui.lanes import Span, lanes

RowOf = Callable[[int], int]
Mark = tuple[Coding, int, int, int]
"""A coding, the first row it is on, the row behind its last, and its lane."""


class Margin:
    """Codings with their rows and lanes."""

    def __init__(self) -> None:
        self.codings: list[Coding] = []
        self._row_of: RowOf = _no_rows
        self._first: list[int] = []
        self._behind: list[int] = []
        self._lane: list[int] = []
        # The farthest row and character so far never fall, so they can be searched.
        self._farthest_row: list[int] = []
        self._farthest: list[int] = []
        self._ends: list[int] = []
        self.lanes = 0
        """How many lanes are needed side by side."""

    def show(self, codings: Iterable[Coding]) -> tuple[int, int] | None:
        """Hold these codings, in reading order; gives the rows that look different now.

        Where one or two codings came or went only those are worked on.
        """
        wanted = list(codings)
        first, behind_old, behind_new = _difference(self.codings, wanted)
        if first == behind_old == behind_new:
            return None
        rows = [row for n in range(first, behind_old) for row in (self._first[n], self._behind[n])]
        new = wanted[first:behind_new]
        spans = [_rows(each, self._row_of) for each in new]
        self.codings = wanted
        self._first[first:behind_old] = [span[0] for span in spans]
        self._behind[first:behind_old] = [span[1] for span in spans]
        self._ends[first:behind_old] = [each.segment.end for each in new]
        self._lane[first:behind_old] = [0] * len(new)
        self._measure(first)
        rows += [row for span in spans for row in span]
        return self._lay_lanes(min(rows), max(rows))

    def wrap(self, row_of: RowOf) -> None:
        """Find the rows of all codings anew."""
        self._row_of = row_of
        spans = [_rows(each, row_of) for each in self.codings]
        self._first = [first for first, _ in spans]
        self._behind = [behind for _, behind in spans]
        self._measure(0)
        self._lane = lanes(spans)
        self.lanes = max(self._lane, default=-1) + 1

    def on_rows(self, first: int, behind: int) -> list[Mark]:
        """The codings on some rows, in reading order."""
        start = bisect_right(self._farthest_row, first)
        end = bisect_left(self._first, behind)
        return [
            (self.codings[n], self._first[n], self._behind[n], self._lane[n])
            for n in range(start, end)
            if self._behind[n] > first
        ]

    def at(self, position: int) -> list[Coding]:
        """The codings that cover a position, in reading order."""
        start = bisect_right(self._farthest, position)
        end = bisect_right(self.codings, position, key=_start)
        return [each for each in self.codings[start:end] if each.segment.end > position]

    def _measure(self, since: int) -> None:
        """Work out the farthest row and character, from a place in the codings on."""
        for farthest, each in ((self._farthest_row, self._behind), (self._farthest, self._ends)):
            before = farthest[since - 1] if since else 0
            farthest[since:] = accumulate(each[since:], max, initial=before)
            del farthest[since]

    def _lay_lanes(self, first_row: int, behind_row: int) -> tuple[int, int]:
        """Give lanes anew to all that hangs together with some rows; gives the rows touched."""
        start = bisect_left(self._first, first_row)
        while start and self._farthest_row[start - 1] > first_row:
            start -= 1
            first_row = min(first_row, self._first[start])
        end = start
        while end < len(self._first) and self._first[end] < behind_row:
            behind_row = max(behind_row, self._behind[end])
            end += 1
        spans = list(zip(self._first[start:end], self._behind[start:end], strict=True))
        self._lane[start:end] = lanes(spans)
        self.lanes = max(self._lane, default=-1) + 1
        return first_row, behind_row


def _rows(coding: Coding, row_of: RowOf) -> Span:
    place = coding.segment
    return row_of(place.start), row_of(place.end - 1) + 1


def _start(coding: Coding) -> int:
    return coding.segment.start


def _no_rows(_position: int) -> int:
    return 0


def _difference(old: Sequence[Coding], new: Sequence[Coding]) -> tuple[int, int, int]:
    """Where two lists begin to differ, and where in each they are the same again."""
    shorter = min(len(old), len(new))
    first = 0
    while first < shorter and old[first] is new[first]:
        first += 1
    same = 0
    while same < shorter - first and old[-1 - same] is new[-1 - same]:
        same += 1
    return first, len(old) - same, len(new) - same
