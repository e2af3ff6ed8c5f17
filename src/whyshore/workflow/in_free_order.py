"""Move many things, none of which may be put where another one still lies."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

_T = TypeVar("_T")
Move = tuple[_T, _T]
"""A thing before and after."""


def in_free_order(
    moves: Sequence[Move[_T]], place: Callable[[_T], Hashable], aside: Callable[[_T], _T]
) -> list[Move[_T]]:
    """The moves in an order in which each place is free when something is put there.

    Things that go round in a circle need a place aside for one of them, which then moves twice.
    No two things may be meant for one place.
    """
    lying = {place(before): index for index, (before, _) in enumerate(moves)}
    ordered: list[Move[_T]] = []
    begun: dict[int, bool] = {}
    starts = [before for before, _ in moves]
    for first in range(len(moves)):
        chain: list[int] = []
        index: int | None = first
        while index is not None and index not in begun:
            begun[index] = True
            chain.append(index)
            index = lying.get(place(moves[index][1]))
        if index is not None and index in chain and index != chain[-1]:
            starts[index] = aside(moves[index][0])
            ordered.append((moves[index][0], starts[index]))
        ordered += [(starts[each], moves[each][1]) for each in reversed(chain)]
    return ordered
