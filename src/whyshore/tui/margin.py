"""The codings beside the text: which rows each spans, and in which lane it is drawn.

Kept in reading order and changed step by step: putting one code on text looks only at the
codings that share rows with it, however many there are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from whyshore.domain.coding import Coding
from whyshore.tui.lanes import Span, lanes

RowOf = Callable[[int], int]
Mark = tuple[Coding, int, int, int]
"""A coding, the first row it is on, the row behind its last, and its lane."""
NO_LANE = -1
LEAP = 256
"""How many codings are compared at once."""


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

        Where one or two codings came or went only those are worked on. Those that stay keep
        their lanes, so that nothing jumps beside the text one is reading; all that hang together
        move only where a new one would need one lane more.
        """
        wanted = list(codings)
        first, behind_old, behind_new = difference(self.codings, wanted)
        if first == behind_old == behind_new:
            return None
        rows = [row for n in range(first, behind_old) for row in (self._first[n], self._behind[n])]
        old, new = self.codings[first:behind_old], wanted[first:behind_new]
        had = {each.id: (each, lane) for each, lane in zip(old, self._lane[first:], strict=False)}
        spans = [_rows(each, self._row_of) for each in new]
        self.codings = wanted
        self._first[first:behind_old] = [span[0] for span in spans]
        self._behind[first:behind_old] = [span[1] for span in spans]
        self._ends[first:behind_old] = [each.segment.end for each in new]
        before = [had.get(each.id, (None, NO_LANE)) for each in new]
        self._lane[first:behind_old] = [
            lane if was is each else NO_LANE for each, (was, lane) in zip(new, before, strict=True)
        ]
        self._measure(first, behind_old, behind_new)
        rows += [row for span in spans for row in span]
        touched = min(rows), max(rows)
        places = enumerate(before, start=first)
        if not (self.lanes and all(self._find_lane(n, lane) for n, (_, lane) in places)):
            touched = self._lay_lanes(*touched)
        self.lanes = max(self._lane, default=-1) + 1
        return touched

    def wrap(self, row_of: RowOf) -> None:
        """Find the rows of all codings anew."""
        self._row_of = row_of
        spans = [_rows(each, row_of) for each in self.codings]
        self._first = [first for first, _ in spans]
        self._behind = [behind for _, behind in spans]
        self._measure(0, len(self._farthest), len(spans))
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

    def after(self, position: int) -> Coding | None:
        """The first coding that starts after a position."""
        first = bisect_right(self.codings, position, key=_start)
        return self.codings[first] if first < len(self.codings) else None

    def before(self, position: int) -> Coding | None:
        """The last coding that starts before a position."""
        last = bisect_left(self.codings, position, key=_start)
        return self.codings[last - 1] if last else None

    def _measure(self, first: int, behind_old: int, behind_new: int) -> None:
        """Work out the farthest row and character where codings came or went, and behind them."""
        for farthest, each in ((self._farthest_row, self._behind), (self._farthest, self._ends)):
            far = farthest[first - 1] if first else 0
            farthest[first:behind_old] = [0] * (behind_new - first)
            for n in range(first, len(each)):
                far = max(far, each[n])
                if n >= behind_new and farthest[n] == far:
                    break  # from here on it is as it was
                farthest[n] = far

    def _find_lane(self, n: int, lane: int) -> bool:
        """Give a coding without a lane the one it had, or the lowest free; whether there is one."""
        if self._lane[n] != NO_LANE:
            return True
        first, behind = self._first[n], self._behind[n]
        start, end = bisect_right(self._farthest_row, first), bisect_left(self._first, behind)
        taken = {self._lane[m] for m in range(start, end) if self._behind[m] > first}
        free = (each for each in (lane, *range(self.lanes)) if each not in {*taken, NO_LANE})
        self._lane[n] = next(free, NO_LANE)
        return self._lane[n] != NO_LANE

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
        return first_row, behind_row


def _rows(coding: Coding, row_of: RowOf) -> Span:
    place = coding.segment
    return row_of(place.start), row_of(place.end - 1) + 1


def _start(coding: Coding) -> int:
    return coding.segment.start


def _no_rows(_position: int) -> int:
    return 0


def difference(old: Sequence[Coding], new: Sequence[Coding]) -> tuple[int, int, int]:
    """Where two lists begin to differ, and where in each they are the same again."""
    shorter = min(len(old), len(new))
    first = 0
    while first < shorter and old[first : first + LEAP] == new[first : first + LEAP]:
        first = min(first + LEAP, shorter)
    while first < shorter and old[first] is new[first]:
        first += 1
    rest, same = shorter - first, 0
    while same < rest and _last(old, same) == _last(new, same):
        same = min(same + LEAP, rest)
    while same < rest and old[-1 - same] is new[-1 - same]:
        same += 1
    return first, len(old) - same, len(new) - same


def _last(codings: Sequence[Coding], behind: int) -> Sequence[Coding]:
    """The last codings before so many at the end."""
    end = len(codings) - behind
    return codings[max(0, end - LEAP) : end]
