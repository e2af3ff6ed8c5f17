"""Where the alignment of two texts puts a segment, and what makes one of its edges uncertain."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from whyshore.coding.token_map import Block, TokenMap

PARTNERS = 0.5
"""How alike two words must be of which one was put in the place of the other."""
_SENTENCE_END = ".?!…:»”\"')]"


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where the alignment puts a segment."""

    first: int
    behind: int
    """Tokens of the new text."""
    start: int
    end: int
    kept: float
    """The share of the characters that are the same in both texts."""
    doubt: str = ""


class Edges:
    """The edges of segments, carried over by an alignment."""

    def __init__(self, token_map: TokenMap) -> None:
        """Work on two texts whose tokens are aligned."""
        self.map = token_map

    def mapped(self, start: int, end: int, first: int, behind: int) -> Mapped | None:
        """Where the alignment puts a segment, by characters and by tokens of the old text."""
        old, new, to_new = self.map.old, self.map.new, self.map.to_new
        here = [at for at in to_new[first:behind] if at >= 0]
        left, left_doubt = self._left_edge(first, behind)
        right, right_doubt = self._right_edge(first, behind)
        if left is None or right is None or left >= right:
            return None
        begin, stop = new.starts[left], new.ends[right - 1]
        if to_new[first] == left and start > old.starts[first]:
            begin = min(begin + start - old.starts[first], new.ends[left] - 1)
        if to_new[behind - 1] == right - 1 and end < old.ends[behind - 1]:
            stop -= old.ends[behind - 1] - end
        same = sum(new.ends[at] - new.starts[at] for at in here if left <= at < right)
        whole = sum(old.ends[at] - old.starts[at] for at in range(first, behind))
        doubt = left_doubt or right_doubt
        return Mapped(left, right, begin, max(stop, begin + 1), same / whole, doubt)

    def _left_edge(self, first: int, behind: int) -> tuple[int | None, str]:
        """The first token in the new text, and what makes that uncertain."""
        at = self.map.to_new[first]
        if at >= 0:
            put_in = self.map.inserted_before(first)
            return at, self._put_before(put_in, first) if put_in else ""
        block = self.map.block_of(first)
        if block.a == first and block.b <= behind and block.d > block.c:
            return block.c, ""
        return self._paired(block, first, self.map.to_new[first:behind])

    def _right_edge(self, first: int, behind: int) -> tuple[int | None, str]:
        """The token behind the last one in the new text, and what makes that uncertain."""
        at = self.map.to_new[behind - 1]
        if at >= 0:
            put_in = self._inserted_after(behind - 1)
            return at + 1, self._put_after(put_in, behind - 1) if put_in else ""
        block = self.map.block_of(behind - 1)
        if block.b == behind and block.a >= first and block.d > block.c:
            return block.d, ""
        found, doubt = self._paired(block, behind - 1, self.map.to_new[first:behind][::-1])
        return (None if found is None else found + 1), doubt

    def _paired(self, block: Block, token: int, inside: Sequence[int]) -> tuple[int | None, str]:
        """A token in a stretch that reaches over an edge: its partner, else what survives."""
        if block.b - block.a == block.d - block.c:
            partner = block.c + token - block.a
            alike = Indel.normalized_similarity(self._word(token), self._new_word(partner))
            return partner, "" if alike >= PARTNERS else "words at its edge were replaced"
        survivor = next((at for at in inside if at >= 0), None)
        return survivor, "words at its edge were replaced"

    def _inserted_after(self, token: int) -> Block | None:
        if token + 1 < len(self.map.to_new):
            block = self.map.inserted_before(token + 1)
            if block:
                return block if block.a == token + 1 or block.a <= token else None
            block = self.map.block_of(token + 1)
            return block if not block.equal and block.a == token + 1 else None
        last = self.map.blocks[-1]
        return last if not last.equal and last.d > last.c else None

    def _put_before(self, block: Block, first: int) -> str:
        """Words put in right before a segment may belong to it, unless they are a sentence."""
        if block.d - block.c <= block.b - block.a or self.is_everywhere(block):
            return ""
        new, at = self.map.new, self.map.to_new[first]
        between = new.text[new.ends[block.d - 1] : new.starts[at]]
        ends = new.text[new.ends[block.d - 1] - 1] in _SENTENCE_END
        return "" if "\n" in between or ends else "words were put in right before it"

    def _put_after(self, block: Block, last: int) -> str:
        if block.d - block.c <= block.b - block.a or self.is_everywhere(block):
            return ""
        new, at = self.map.new, self.map.to_new[last]
        between = new.text[new.ends[at] : new.starts[block.c]] if block.c > at else "\n"
        ends = new.text[new.ends[at] - 1] in _SENTENCE_END
        return "" if "\n" in between or ends else "words were put in right behind it"

    def is_everywhere(self, block: Block) -> bool:
        """Whether the words were replaced alike all over the text, as a label or a name is."""
        return tuple(self.map.old.ids[block.a : block.b]) in self.map.everywhere

    def _word(self, token: int) -> str:
        return self.map.words[self.map.old.ids[token]]

    def _new_word(self, token: int) -> str:
        return self.map.words[self.map.new.ids[token]]
