"""Look for words of the old text among those of the new one that came from nowhere else."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from rapidfuzz.distance import Indel

from whyshore.coding.token_map import TokenMap

_COMMON = 50
"""A word that stands so often says nothing about a place."""


class Whereabouts:
    """Where words stand in a new text, outside what is known to come from elsewhere."""

    def __init__(self, texts: TokenMap) -> None:
        """Look in the new one of two texts."""
        self.map = texts

    @cached_property
    def _places(self) -> dict[int, list[int]]:
        places: dict[int, list[int]] = defaultdict(list)
        for at, word in enumerate(self.map.new.ids):
            places[word].append(at)
        return places

    def is_repeated(self, ids: Sequence[int]) -> bool:
        """Whether these words stand in the old or in the new text more than once."""
        wanted = f" {' '.join(map(str, ids))} "
        return any(text.count(wanted) > 1 for text in self._as_numbers)

    @cached_property
    def _as_numbers(self) -> tuple[str, str]:
        return (
            f" {' '.join(map(str, self.map.old.ids))} ",
            f" {' '.join(map(str, self.map.new.ids))} ",
        )

    def exact(self, ids: Sequence[int], own: range) -> list[int]:
        """Where these words stand one after the other.

        A place whose words are those of another place of the old text than the segment's `own`
        tokens is no candidate: it is a repetition of the words, and has its own segment.
        """
        return [at for at in self.everywhere(ids) if self._is_free(at, len(ids), own)]

    def everywhere(self, ids: Sequence[int]) -> list[int]:
        """Where these words stand one after the other, wherever those words came from."""
        new, length = self.map.new.ids, len(ids)
        rarest = min(range(length), key=lambda at: len(self._places.get(ids[at], ())))
        starts = (at - rarest for at in self._places.get(ids[rarest], ()))
        wanted = list(ids)
        return [start for start in starts if start >= 0 and new[start : start + length] == wanted]

    def came_from_outside(self, ids: Sequence[int], inside: tuple[int, int]) -> bool:
        """Whether these words stood in the old text outside some tokens, and not among them."""
        wanted, (first, behind) = list(ids), inside
        old, numbers = self.map.old.ids, f" {' '.join(map(str, ids))} "
        if numbers not in self._as_numbers[0]:
            return False
        among = range(first, behind - len(wanted) + 1)
        return not any(old[at : at + len(wanted)] == wanted for at in among)

    def _is_free(self, start: int, length: int, own: range) -> bool:
        here = self.map.to_old[start : start + length]
        taken = sum(at >= 0 and at not in own for at in here)
        return 2 * taken <= length

    def nearest(self, ids: Sequence[int]) -> tuple[int, int, float] | None:
        """The stretch that is most like these words: first token, token behind, likeness."""
        votes: Counter[int] = Counter()
        step = max(4, len(ids) // 2)
        for index, word in enumerate(ids):
            places = self._places.get(word, ())
            for at in places if len(places) <= _COMMON else ():
                votes[(at - index) // step] += 1
        best: tuple[int, int, float] | None = None
        for bucket, _ in votes.most_common(3):
            found = self._refined(ids, bucket * step, step)
            if found and (best is None or found[2] > best[2]):
                best = found
        return best

    def _refined(self, ids: Sequence[int], near: int, step: int) -> tuple[int, int, float] | None:
        """The edges of a stretch, from the first to the last word it has in common."""
        low = max(0, near - step)
        window = self.map.new.ids[low : near + len(ids) + 2 * step]
        same = [
            (code.dest_start, code.dest_end)
            for code in Indel.opcodes(list(ids), window)
            if code.tag == "equal"
        ]
        if not same:
            return None
        first, behind = low + same[0][0], low + same[-1][1]
        now = self.map.new.ids[first:behind]
        alike = Indel.normalized_similarity(self.map.said(ids), self.map.said(now))
        return first, behind, alike
