"""Which words of a corrected text are which words of the old one.

Texts are compared as tokens: words and single signs, without the white space between them, so
that other line breaks change nothing. Each token is a number, the same for the same folded word.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import Indel

_TOKEN = re.compile(r"\w+|[^\w\s]")
_CELLS = 1_000_000_000
"""The largest product of two lengths that is compared in one go: 125 megabytes."""
_GRAM = 12
"""So many tokens that stand once in each text tie two large texts together."""
_OFTEN, _MOSTLY = 2, 0.8
"""A replacement made so often, and mostly alike, was meant for the whole text."""
_NAME = 6
"""The most tokens of such a replacement, as of a name."""


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens `a` to `b` of the old text stand as `c` to `d` in the new one."""

    a: int
    b: int
    c: int
    d: int
    equal: bool


@dataclass(frozen=True)
class Tokens:
    """The words and signs of a text, with where each of them stands."""

    text: str
    ids: list[int]
    starts: list[int]
    ends: list[int]

    def touching(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that a segment touches: the first, and the one behind the last."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def over_lines(self, first: int, behind: int) -> bool:
        """Whether some tokens reach over a line break, or one stands before them."""
        before = self.ends[first - 1] if first else 0
        return "\n" in self.text[before : self.starts[behind - 1]]


class TokenMap:
    """The old and the new text, token by token."""

    def __init__(self, old: str, new: str) -> None:
        """Compare two texts."""
        self._numbers: dict[str, int] = {}
        self.old, self.new = _tokens(old, self._numbers), _tokens(new, self._numbers)
        self.words = list(self._numbers)
        self.blocks = list(_blocks(self.old.ids, self.new.ids))
        self._ends = [block.b for block in self.blocks]
        self.to_new = [-1] * len(self.old.ids)
        self.to_old = [-1] * len(self.new.ids)
        for block in self.blocks:
            if block.equal:
                self.to_new[block.a : block.b] = range(block.c, block.d)
                self.to_old[block.c : block.d] = range(block.a, block.b)

    def block_of(self, token: int) -> Block:
        """The block that holds a token of the old text."""
        return self.blocks[bisect_right(self._ends, token)]

    def blocks_in(self, first: int, behind: int) -> list[Block]:
        """The blocks that some tokens of the old text touch, and what was put in among them."""
        low, high = bisect_right(self._ends, first), bisect_left(self._ends, behind)
        return self.blocks[low : high + 1]

    def inserted_before(self, token: int) -> Block | None:
        """What was put in right before a token of the old text, None where nothing was."""
        index = bisect_left(self._ends, token)
        while index < len(self.blocks) and self.blocks[index].b == token:
            block = self.blocks[index]
            if not block.equal and block.d > block.c:
                return block
            index += 1
        return None

    @cached_property
    def everywhere(self) -> dict[tuple[int, ...], tuple[int, ...]]:
        """Replacements that were made throughout, as of a name by its pseudonym."""
        seen: dict[tuple[int, ...], Counter[tuple[int, ...]]] = defaultdict(Counter)
        for block in self.blocks:
            few = block.b - block.a <= _NAME and block.d - block.c <= _NAME
            if not block.equal and few and block.b > block.a and block.d > block.c:
                before = tuple(self.old.ids[block.a : block.b])
                seen[before][tuple(self.new.ids[block.c : block.d])] += 1
        found = {}
        for before, after in seen.items():
            usual, times = after.most_common(1)[0]
            if times >= max(_OFTEN, _MOSTLY * after.total()):
                found[before] = usual
        return found

    def as_edited(self, first: int, behind: int) -> list[int]:
        """Tokens of the old text with the replacements that were made throughout."""
        ids: list[int] = []
        at = first
        while at < behind:
            length = self._replaced_at(at, behind)
            if length:
                ids += self.everywhere[tuple(self.old.ids[at : at + length])]
            else:
                ids.append(self.old.ids[at])
            at += length or 1
        return ids

    def _replaced_at(self, at: int, behind: int) -> int:
        """How many tokens from here on were replaced as throughout, 0 where they were not."""
        gone = 0
        while gone < _NAME and at + gone < behind and self.to_new[at + gone] < 0:
            gone += 1
        for length in range(gone, 0, -1):
            if tuple(self.old.ids[at : at + length]) in self.everywhere:
                return length
        return 0

    def ids_of(self, text: str) -> list[int]:
        """The tokens of some other words."""
        ids = _tokens(text, self._numbers).ids
        self.words = list(self._numbers)
        return ids

    def said(self, ids: Sequence[int]) -> str:
        """Tokens as folded text, for telling how alike two are."""
        return " ".join(self.words[each] for each in ids)


def folded(word: str) -> str:
    """A word as it is compared: without regard to case, and to how an accent is encoded."""
    return unicodedata.normalize("NFC", word).casefold()


def _tokens(text: str, numbers: dict[str, int]) -> Tokens:
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    known: dict[str, int] = {}
    for found in _TOKEN.finditer(text):
        word = found[0]
        number = known.get(word)
        if number is None:
            number = known[word] = numbers.setdefault(folded(word), len(numbers))
        ids.append(number)
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(text, ids, starts, ends)


def _blocks(old: Sequence[int], new: Sequence[int]) -> Iterator[Block]:
    """Equal and other stretches in turn; neighbours of one kind are one block."""
    last: Block | None = None
    for block in _raw_blocks(old, new):
        if last is None:
            last = block
        elif last.equal == block.equal:
            last = Block(last.a, block.b, last.c, block.d, block.equal)
        else:
            yield last
            last = block
    if last is not None:
        yield last


def _raw_blocks(old: Sequence[int], new: Sequence[int]) -> Iterator[Block]:
    cuts = [(0, 0), (len(old), len(new))]
    if len(old) * len(new) > _CELLS:
        cuts[1:1] = _ties(old, new)
    for (a, c), (b, d) in pairwise(cuts):
        if (b - a) * (d - c) > _CELLS and old[a:b] != new[c:d]:
            yield Block(a, b, c, d, equal=False)
            continue
        for code in Indel.opcodes(old[a:b], new[c:d]):
            yield Block(
                a + code.src_start,
                a + code.src_end,
                c + code.dest_start,
                c + code.dest_end,
                code.tag == "equal",
            )


def _ties(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Places that surely belong together, in order in both texts."""
    here, there = _single_grams(old), _single_grams(new)
    pairs = [(at, there[gram]) for gram, at in here.items() if gram in there]
    tails: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        place = bisect_left(tails, at)
        before.append(chain[place - 1] if place else -1)
        tails[place : place + 1] = [at]
        chain[place : place + 1] = [index]
    ties: list[tuple[int, int]] = []
    index = chain[-1] if chain else -1
    while index >= 0:
        ties.append(pairs[index])
        index = before[index]
    return ties[::-1]


def _single_grams(ids: Sequence[int]) -> dict[tuple[int, ...], int]:
    """The grams that stand in a text once, with their places, in order."""
    places: dict[tuple[int, ...], int] = {}
    for at in range(len(ids) - _GRAM + 1):
        gram = tuple(ids[at : at + _GRAM])
        places[gram] = at if gram not in places else -1
    return {gram: at for gram, at in places.items() if at >= 0}
