"""Side by side in which lane each coding is drawn."""

from collections.abc import Sequence
from heapq import heappop, heappush

Span = tuple[int, int]


def lanes(rows: Sequence[Span]) -> list[int]:
    """The lane of each coding, numbered from 0; two on one row never share a lane.

    `rows` are the first row of each coding and the row behind its last, in reading order. Each
    gets the lowest lane that is free, so the number of lanes is the smallest possible. A lane
    may be used again from the next row on.
    """
    given = []
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    opened = 0
    for first, behind in rows:
        while busy and busy[0][0] <= first:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, opened = opened, opened + 1
        given.append(lane)
        heappush(busy, (behind, lane))
    return given
