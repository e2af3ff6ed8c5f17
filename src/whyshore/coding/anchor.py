"""Find a segment again after its transcript was corrected; never wrong without saying so.

Where the words of the old text went is read from the alignment of the two texts, and believed only
if the words there, and the words around them, are those of the segment. Else the segment is looked
for elsewhere, as a paragraph that was moved. What is not sure is a person's to decide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from rapidfuzz.distance import Indel

from whyshore.coding.claims import claims, sentences, stayed
from whyshore.coding.edges import Edges, Mapped
from whyshore.coding.moved import Whereabouts
from whyshore.coding.paragraphs import Window, like_paragraphs, line_left
from whyshore.coding.token_map import TokenMap, Tokens
from whyshore.domain.anchoring import Outcome, Placed
from whyshore.domain.segment import Anchor
from whyshore.domain.words import shortened

AROUND = 10
"""How many tokens on each side are compared."""
SHORT = 20
"""Characters; shorter quotes, such as “Yes, exactly.”, stand in many places."""
LONG = 40
"""Characters; a quote of this length that stands in one place only is hardly a coincidence."""
ALIKE, KEPT, REWORDED, EDGE = 0.90, 0.70, 0.75, 0.75
"""How alike words must be: all of them, those that stayed, those between sure edges, the edges."""
NEAR, SURE_NEAR, NEAR_REPEATED, MOVED_NEAR, MARGIN = 0.5, 0.9, 0.8, 0.75, 0.10
"""How alike the words around must be, and how much more so than around another place."""
NEAR_QUESTION = 0.65
"""How alike words on either side of a repeated quote must be that is not long, as a question."""
GONE = "its words are no longer in the text"
ENDS = 15
"""Tokens at either end of a stretch that tell where it begins and ends."""
EDGE_LINE = 60
"""Characters; a shorter first or last line of a segment may be another one of its kind."""
A_LINE = 4
"""Tokens that make a line, with a speaker's label."""
CLEARLY = 0.2
"""How much more alike another place must be to be proposed instead."""
FOUND_AT_ALL = 0.5
"""How alike a place must be to be proposed."""


class Reanchoring:
    """Everything that is needed to place the segments of one text in its corrected version."""

    def __init__(self, old: str, new: str) -> None:
        """Compare two versions of a text."""
        self.map = TokenMap(old, new)
        self._edges = Edges(self.map)

    @cached_property
    def _whereabouts(self) -> Whereabouts:
        return Whereabouts(self.map)

    def place(self, start: int, end: int) -> Placed:
        """Where the characters from start to end of the old text lie in the new one."""
        first, behind = self.map.old.touching(start, end)
        if first >= behind:
            return Placed(Outcome.ORPHANED, why="there are no words in it", score=0.0)
        mapped = self._edges.mapped(start, end, first, behind)
        if mapped and (said := self._verified(mapped, first, behind)):
            return self._claimed(mapped, first, behind) or said
        return self._searched(mapped, first, behind)

    def place_stretch(self, start: int, end: int) -> Placed:
        """As `place` for a long stretch such as a passage: what counts is where it begins and ends.

        Words that came or went inside it belong to it, or did.
        """
        whole = self.place(start, end)
        first, behind = self.map.old.touching(start, end)
        if whole.outcome is Outcome.KEPT or behind - first < 4 * ENDS:
            return whole
        old = self.map.old
        head = self.place(old.starts[first], old.ends[first + ENDS - 1])
        tail = self.place(old.starts[behind - ENDS], old.ends[behind - 1])
        mapped = self._edges.mapped(start, end, first, behind)
        kept = {head.outcome, tail.outcome} == {Outcome.KEPT} and head.start < tail.end
        if kept and mapped and mapped.kept >= NEAR:
            why = "begins and ends with the same words"
            return Placed(Outcome.KEPT, head.start, tail.end, why, mapped.kept)
        return whole

    def find(self, was: Anchor) -> Placed:
        """Where words that had no sure place in the old text lie in the new one."""
        ids = self.map.ids_of(was.quote)
        around = (self.map.ids_of(was.before), self.map.ids_of(was.after))
        places = self._whereabouts.everywhere(ids) if ids else []
        near = sorted(((sum(self._around(at, ids, around)) / 2, at) for at in places), reverse=True)
        if near:
            best, at = near[0]
            start, end = self.map.new.starts[at], self.map.new.ends[at + len(ids) - 1]
            alone = len(near) == 1 or best - near[1][0] >= MARGIN
            if alone and best >= MOVED_NEAR:
                return Placed(Outcome.MOVED, start, end, "its words are in the text again")
            return Placed(Outcome.REVIEW, start, end, "its words are in the text again, perhaps")
        nearest = self._nearest(ids) if ids else None
        return nearest or Placed(Outcome.ORPHANED, why=GONE, score=0.0)

    def _around(
        self, at: int, ids: Sequence[int], around: tuple[list[int], list[int]]
    ) -> tuple[float, float]:
        """How alike the words around a place are to those that once stood around."""
        new, behind = self.map.new.ids, at + len(ids)
        before = new[max(0, at - len(around[0])) : at]
        return (
            self._alike(around[0], before),
            self._alike(around[1], new[behind : behind + len(around[1])]),
        )

    def _alike(self, was: Sequence[int], now: Sequence[int]) -> float:
        if not was and not now:
            return 1.0
        return Indel.normalized_similarity(self.map.said(was), self.map.said(now))

    def position(self, position: int) -> int:
        """Where a reader of the old text at a position goes on in the new one."""
        old, new = self.map.old, self.map.new
        first, _ = old.touching(position, position + 1)
        at = next((each for each in self.map.to_new[first:] if each >= 0), None)
        if at is None:
            return max(0, len(new.text) - 1)
        same = first < len(old.ids) and self.map.to_new[first] == at
        inside = position - old.starts[first] if same else 0
        return new.starts[at] + max(0, min(inside, new.ends[at] - new.starts[at] - 1))

    # --- believed or not ---

    def _verified(self, mapped: Mapped, first: int, behind: int) -> Placed | None:
        """The place of the alignment if it is sure, else None."""
        if mapped.doubt:
            return None
        was = self.map.as_edited(first, behind)
        now = self.map.new.ids[mapped.first : mapped.behind]
        near = self._contexts(mapped.first, mapped.behind, first, behind)
        if was == now:
            return self._same_words(mapped, (first, behind), near)
        return self._like_words(mapped, (first, behind), was, near)

    def _same_words(
        self, mapped: Mapped, token: tuple[int, int], near: tuple[float, float]
    ) -> Placed | None:
        """The same words are believed if what is around them is the same too."""
        first, behind = token
        length = len(self.map.said(self.map.old.ids[first:behind]))
        sure = max(near) >= NEAR
        if length < SHORT:
            sure = min(near) >= NEAR or max(near) >= SURE_NEAR
        if length < LONG and self._whereabouts.is_repeated(self.map.old.ids[first:behind]):
            sure = min(near) >= (NEAR_REPEATED if length < SHORT else NEAR_QUESTION)
        if not sure or not self._short_lines_sure(mapped, (first, behind), near):
            return None
        return Placed(Outcome.KEPT, mapped.start, mapped.end, "the same words")

    def _short_lines_sure(
        self, mapped: Mapped, token: tuple[int, int], near: tuple[float, float]
    ) -> bool:
        """A short first or last line of a segment may be another one of its kind.

        It is believed with the words around it, and with the very next word.
        """
        first, behind = token
        old = self.map.old
        lines = old.text[old.starts[first] : old.ends[behind - 1]].strip().split("\n")
        if len(lines) == 1:
            return True
        new = self.map.new.ids
        next_alike = (
            self._alike(
                self.map.as_edited(max(0, first - 1), first),
                new[max(0, mapped.first - 1) : mapped.first],
            ),
            self._alike(
                self.map.as_edited(behind, min(behind + 1, len(old.ids))),
                new[mapped.behind : mapped.behind + 1],
            ),
        )
        sides = zip((lines[0], lines[-1]), near, next_alike, strict=True)
        return all(
            side >= NEAR and word >= EDGE
            for line, side, word in sides
            if len(line.strip()) < EDGE_LINE
        )

    def _like_words(
        self,
        mapped: Mapped,
        token: tuple[int, int],
        was: Sequence[int],
        near: tuple[float, float],
    ) -> Placed | None:
        """Slightly corrected words are believed if their edges and surroundings are the same."""
        first, behind = token
        now = self.map.new.ids[mapped.first : mapped.behind]
        quote, there = self.map.said(was), self.map.said(now)
        alike = Indel.normalized_similarity(quote, there)
        share = max(mapped.kept, alike)
        sure = (
            len(quote) >= SHORT
            and (
                self._as_by_a_corrector(alike, share, near)
                or self._as_by_a_rewriter(alike, token, mapped, near)
            )
            and self._edges_alike(was, now)
            and not self._lines_came_or_went(first, behind)
            and not self._turn_came_or_went(mapped, first, behind)
            and not self._sentence_came_or_went(mapped, first, behind)
            and self._short_lines_sure(mapped, (first, behind), near)
            # where the very words stand elsewhere, that place has the better claim
            and not self._whereabouts.exact(was, range(first, behind))
        )
        if not sure:
            return None
        why = f"corrected words, {alike:.0%} alike"
        return Placed(Outcome.KEPT, mapped.start, mapped.end, why, alike)

    def _as_by_a_corrector(self, alike: float, share: float, near: tuple[float, float]) -> bool:
        return alike >= ALIKE and share >= KEPT and max(near) >= NEAR

    def _as_by_a_rewriter(
        self, alike: float, token: tuple[int, int], mapped: Mapped, near: tuple[float, float]
    ) -> bool:
        """More changes are believed between edges that stayed and surroundings that did."""
        first, behind = token
        edges_stayed = self.map.to_new[first] >= 0 and self.map.to_new[behind - 1] >= 0
        close = alike >= REWORDED and mapped.kept >= KEPT and min(near) >= NEAR
        return close and edges_stayed

    def _lines_came_or_went(self, first: int, behind: int) -> bool:
        """Whether a line inside may have come, gone or moved; then the end is no longer sure."""
        for block in self.map.blocks_in(first, behind):
            if block.equal or self._edges.is_everywhere(block):
                continue
            gone = block.b - block.a >= A_LINE and self.map.old.over_lines(block.a, block.b)
            came = block.d - block.c >= A_LINE and self.map.new.over_lines(block.c, block.d)
            if gone or came:
                return True
        return False

    def _turn_came_or_went(self, mapped: Mapped, first: int, behind: int) -> bool:
        """Whether a segment over several lines has more labels of speakers by now, or fewer."""
        old, new = self.map.old, self.map.new
        was = [self.map.words[each] for each in old.ids[first:behind]].count(":")
        now = [self.map.words[each] for each in new.ids[mapped.first : mapped.behind]].count(":")
        return was != now and "\n" in new.text[mapped.start : mapped.end]

    def _sentence_came_or_went(self, mapped: Mapped, first: int, behind: int) -> bool:
        """Whether a sentence moved from inside to elsewhere, or from elsewhere to inside."""
        texts, where = self.map, self._whereabouts
        here = range(mapped.first, mapped.behind)
        for gone in self._torn(texts.old, texts.to_new, range(first, behind)):
            if any(at not in here for at in where.exact(gone, range(first, behind))):
                return True
        came = self._torn(texts.new, texts.to_old, here)
        return any(where.came_from_outside(each, (first, behind)) for each in came)

    def _torn(
        self, tokens: Tokens, partners: Sequence[int], inside: range
    ) -> Iterator[Sequence[int]]:
        """The words of the sentences, long ones, of which not every word is in both texts."""
        for low, high in sentences(tokens, inside.start, inside.stop):
            torn = any(partner < 0 for partner in partners[low:high])
            if torn and len(self.map.said(tokens.ids[low:high])) >= SHORT:
                yield tokens.ids[low:high]

    def _edges_alike(self, was: Sequence[int], now: Sequence[int]) -> bool:
        return all(
            Indel.normalized_similarity(self.map.words[one], self.map.words[other]) >= EDGE
            for one, other in ((was[0], now[0]), (was[-1], now[-1]))
        )

    def _contexts(
        self, new_first: int, new_behind: int, first: int, behind: int
    ) -> tuple[float, float]:
        """How alike the words before and after a segment are in both texts."""
        new = self.map.new.ids
        pairs = (
            (
                self.map.as_edited(max(0, first - AROUND), first),
                new[max(0, new_first - AROUND) : new_first],
            ),
            (
                self.map.as_edited(behind, min(behind + AROUND, len(self.map.old.ids))),
                new[new_behind : new_behind + AROUND],
            ),
        )
        before, after = (self._alike(*pair) for pair in pairs)
        return before, after

    # --- elsewhere ---

    def _claimed(self, mapped: Mapped, first: int, behind: int) -> Placed | None:
        """The place that has the very words where the one of the alignment has others by now.

        It is believed only where there is no other and the words around speak for it too.
        """
        there = (mapped.first, mapped.behind)
        places = claims(self._whereabouts, (first, behind), there)
        places = places or like_paragraphs(self._whereabouts, (first, behind), there)
        if not places:
            return self._partly_left(mapped, first, behind)
        length = behind - first
        near, at = max((max(self._contexts(at, at + length, first, behind)), at) for at in places)
        start, end = self.map.new.starts[at], self.map.new.ends[at + length - 1]
        here = max(self._contexts(mapped.first, mapped.behind, first, behind))
        fits = near >= max(MOVED_NEAR, here + MARGIN) and not stayed(self._whereabouts, at, length)
        free = self._whereabouts.exact(self.map.as_edited(first, behind), range(first, behind))
        whole = [at for at in places if self._in_its_paragraph(at, first, behind)]
        sure = fits or (at in free and end - start >= LONG) or whole == [at]
        if len(self.map.said(self.map.old.ids[first:behind])) < SHORT:
            sure = sure and self._filler_sure(at, length, first, behind)
        if len(places) == 1 and sure and "\n" not in self.map.new.text[start:end]:
            return Placed(Outcome.MOVED, start, end, "the same words in another place")
        why = "its words stand elsewhere now, and others in their old place"
        return Placed(Outcome.REVIEW, start, end, why)

    def _partly_left(self, mapped: Mapped, first: int, behind: int) -> Placed | None:
        """A segment over several lines of which one changed places with one like it."""
        old = self.map.old
        several = "\n" in old.text[old.starts[first] : old.ends[behind - 1]]
        if not several or not line_left(self._whereabouts, first, behind):
            return None
        why = "a paragraph that it is in, in part, changed places with one like it"
        return Placed(Outcome.REVIEW, mapped.start, mapped.end, why)

    def _in_its_paragraph(self, at: int, first: int, behind: int) -> bool:
        """Whether a segment stands at a place with its whole paragraph, a long one, as it was."""
        window = Window(self._whereabouts, (first, behind))
        return window.tells and window.likeness((at, at + behind - first)) > 1 and window.came(at)

    def _searched(self, mapped: Mapped | None, first: int, behind: int) -> Placed:
        was = self.map.as_edited(first, behind)
        moved = self._moved(was, first, behind)
        if moved and mapped and self._still_in_place(moved, mapped, first, behind):
            return replace(moved, outcome=Outcome.REVIEW, why=mapped.doubt)
        if moved:
            return moved
        if mapped and (claimed := self._claimed(mapped, first, behind)):
            return claimed
        here, elsewhere = self._proposed(mapped, was), self._nearest(was)
        if here and (elsewhere is None or elsewhere.score < here.score + CLEARLY):
            return here
        if elsewhere and elsewhere.score == 1.0:
            return replace(elsewhere, why=self._why_doubtful(first, elsewhere.start))
        return elsewhere or Placed(Outcome.ORPHANED, why=GONE, score=0.0)

    def _why_doubtful(self, first: int, start: int) -> str:
        """What tells a place with the same words from the one that was coded."""
        was = _line_before(self.map.old.text, self.map.old.starts[first])
        now = _line_before(self.map.new.text, start)
        if " ".join(was.split()) == " ".join(now.split()):
            return "the same words elsewhere, but other words around them"
        return f"the same words elsewhere, but after “{shortened(now)}”, not “{shortened(was)}”"

    def _still_in_place(self, moved: Placed, mapped: Mapped, first: int, behind: int) -> bool:
        """Whether words that were found are where they were, with a doubt about their edges."""
        overlap = moved.start < mapped.end and mapped.start < moved.end
        near = self._contexts(mapped.first, mapped.behind, first, behind)
        return bool(mapped.doubt) and overlap and max(near) >= NEAR

    def _moved(self, was: Sequence[int], first: int, behind: int) -> Placed | None:
        """The same words in one other place that is clearly better than all others."""
        places = self._whereabouts.exact(was, range(first, behind))
        if not places:
            return None
        length = len(was)
        near = sorted(
            ((sum(self._contexts(at, at + length, first, behind)) / 2, at) for at in places),
            reverse=True,
        )
        best, at = near[0]
        margin = best - near[1][0] if len(near) > 1 else 1.0
        start, end = self.map.new.starts[at], self.map.new.ends[at + length - 1]
        alone = len(near) == 1 and len(self.map.said(was)) >= LONG
        if len(self.map.said(was)) < SHORT and not self._filler_sure(at, length, first, behind):
            return Placed(Outcome.REVIEW, start, end, "the same words, but they are short")
        inside_a_line = "\n" not in self.map.new.text[start:end]
        if like_paragraphs(self._whereabouts, (first, behind), (at, at + length)):
            why = "the same words, but more of their paragraph stands elsewhere"
            return Placed(Outcome.REVIEW, start, end, why)
        if inside_a_line and margin >= MARGIN and (alone or best >= MOVED_NEAR):
            return Placed(Outcome.MOVED, start, end, "the same words in another place")
        why = "the same words, but other words around them"
        if len(near) > 1:
            why = f"the same words stand in {len(near)} places"
        return Placed(Outcome.REVIEW, start, end, why)

    def _filler_sure(self, at: int, length: int, first: int, behind: int) -> bool:
        """Whether a few words that moved are sure to be those: with their paragraph, or all around.

        What was a whole answer is no longer itself where the answer goes on.
        """
        old, new = self.map.old, self.map.new
        window = Window(self._whereabouts, (first, behind))
        if min(self._contexts(at, at + length, first, behind)) >= SURE_NEAR:
            return True
        ended = "\n" in old.text[old.ends[behind - 1] :][:2]
        ends = "\n" in new.text[new.ends[at + length - 1] :][:2]
        sure_place = window.is_long(LONG) or self.map.to_new[first] == at
        return sure_place and window.likeness((at, at + length)) >= ALIKE and ended <= ends

    def _proposed(self, mapped: Mapped | None, was: Sequence[int]) -> Placed | None:
        """The place of the alignment, for a person to look at."""
        if mapped is None:
            return None
        now = self.map.new.ids[mapped.first : mapped.behind]
        alike = Indel.normalized_similarity(self.map.said(was), self.map.said(now))
        if alike < FOUND_AT_ALL and mapped.kept < FOUND_AT_ALL:
            return None
        why = mapped.doubt or f"words are {alike:.0%} alike"
        return Placed(Outcome.REVIEW, mapped.start, mapped.end, why, max(alike, mapped.kept))

    def _nearest(self, was: Sequence[int]) -> Placed | None:
        found = self._whereabouts.nearest(was)
        if found is None:
            return None
        first, behind, alike = found
        if alike < FOUND_AT_ALL:
            return None
        start, end = self.map.new.starts[first], self.map.new.ends[behind - 1]
        return Placed(Outcome.REVIEW, start, end, f"elsewhere, {alike:.0%} alike", alike)


def _line_before(text: str, position: int) -> str:
    """The last line with words before the one that holds a position, such as a question."""
    lines = text[: text.rfind("\n", 0, position) + 1].rstrip().rsplit("\n", 1)
    return lines[-1].strip()
