"""How densely an interview is coded: in slices of its text, and where nothing is."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Span = tuple[int, int]


class Density:
    """How many coded characters lie in each slice of a text, kept up step by step.

    A character under two codings counts twice.
    """

    def __init__(self, edges: Sequence[int]) -> None:
        """Make slices; `edges` are their first positions and the end of the last, rising."""
        self._edges = edges
        self.coded = [0] * (len(edges) - 1)

    def add(self, start: int, end: int, sign: int = 1) -> None:
        """Count a coding from start to end; with sign -1, no longer."""
        edges = self._edges
        for place in range(self.slice_of(start), len(self.coded)):
            if edges[place] >= end:
                return
            shared = min(end, edges[place + 1]) - max(start, edges[place])
            self.coded[place] += sign * max(0, shared)

    def slice_of(self, position: int) -> int:
        """The slice a position lies in; outside the text, the nearest."""
        return max(0, min(bisect_right(self._edges, position) - 1, len(self.coded) - 1))

    def depth(self, place: int) -> float:
        """How many codings lie over a character of a slice, on average."""
        length = self._edges[place + 1] - self._edges[place]
        return self.coded[place] / length if length else 0.0


def level(depth: float) -> int:
    """A step from 0 to 4: nothing coded, up to a third, up to two thirds, up to all, above that."""
    if depth <= 0:
        return 0
    return next((step for step, up_to in enumerate((1 / 3, 2 / 3, 1), 1) if depth <= up_to), 4)


def uncoded_stretches(codings: Iterable[Span], text: str) -> list[Span]:
    """The stretches that no coding lies on, the longest first; white space is none.

    `codings` are in the order of their starts.
    """
    free: list[Span] = []
    reached = 0
    for start, end in (*codings, (len(text), len(text))):
        words = text[reached:start].strip() if start > reached else ""
        if words:
            first = text.index(words, reached)
            free.append((first, first + len(words)))
        reached = max(reached, end)
    return sorted(free, key=lambda span: (span[0] - span[1], span[0]))
