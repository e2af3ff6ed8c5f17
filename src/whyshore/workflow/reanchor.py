"""Put what lies in an interview on its corrected text: every coding, passage and pinned turn.

What surely lies somewhere is put there. What does not keeps the words it lay on and is noted as
adrift, at the place that is proposed or, as an orphan, at none. Nothing is dropped.
"""

from dataclasses import dataclass, field, replace

from whyshore.coding.anchor import Reanchoring
from whyshore.domain.anchoring import (
    Adrift,
    ChangedText,
    Kind,
    Outcome,
    Placed,
    Reanchored,
)
from whyshore.domain.case import Passage, case_of
from whyshore.domain.coding import Coding
from whyshore.domain.guide import Pin
from whyshore.domain.interview import Interview
from whyshore.domain.segment import NOWHERE, Anchor, Segment, anchor
from whyshore.store.adrift import all_adrift, setting_adrift, settling
from whyshore.store.cases import passages_in, replacing_passage
from whyshore.store.codings import codings_in, replacing
from whyshore.store.events import Change
from whyshore.store.guide_pins import pins_in, replacing_pin
from whyshore.store.session import Session
from whyshore.workflow.in_free_order import in_free_order
from whyshore.workflow.read_by_guide import beginning

TAKEN = "its coder has this code there already"
Places = set[tuple[int, int, str, str]]


@dataclass
class Reanchor:
    """One interview on its way from its old text to a corrected one."""

    session: Session
    old: Interview
    new: Interview
    changes: list[Change] = field(default_factory=list)
    told: list[Reanchored] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._texts = Reanchoring(self.old.text, self.new.text)
        self._adrift = {
            (each.kind, each.about): each for each in all_adrift(self.session, self.old.id)
        }
        self._turns = {turn.words_start: turn for turn in self.new.turns}
        self._old_passages = passages_in(self.session, self.old.id)

    def position(self, position: int) -> int:
        """Where somebody who reads at a position of the old text goes on."""
        return self._texts.position(position)

    def run(self) -> ChangedText:
        """Work out all changes; gives what becomes of each thing."""
        self._passages()
        self._codings()
        self._pins()
        told = sorted(self.told, key=lambda e: (e.placed.outcome.is_settled, e.placed.start))
        return ChangedText(self.new.id, self.new.path, tuple(told))

    # --- codings ---

    def _codings(self) -> None:
        placed = [(each, self._placed(each)) for each in codings_in(self.session, self.old.id)]
        taken: Places = set()
        moves: list[tuple[Coding, Coding]] = []
        # Who surely lies somewhere comes first: a mere proposal makes room.
        for coding, wanted in sorted(placed, key=lambda pair: not pair[1].outcome.is_settled):
            after, found = self._coding_at(coding, wanted, taken)
            place = after.segment
            taken.add((place.start, place.end, after.code, after.coder))
            moves.append((coding, after))
            self._note(Kind.CODING, coding.id, self._was(Kind.CODING, coding), found)
            self._tell(Kind.CODING, coding.id, coding.code, found, coding.quote)
        self.changes += [
            replacing(*move) for move in in_free_order(moves, coding_place, coding_aside)
        ]

    def _placed(self, coding: Coding) -> Placed:
        place = coding.segment
        was = Anchor(coding.quote, coding.before, coding.after)
        if coding.anchored is not Outcome.KEPT:
            return self._placed_again(place, was)
        if self.old.text[place.start : place.end] != coding.quote:
            found = self._texts.find(was)  # it was adrift already, and nobody had noted it
            sure = found.outcome.is_settled
            return replace(found, outcome=Outcome.REVIEW) if sure else found
        return self._texts.place(place.start, place.end)

    def _placed_again(self, place: Segment, was: Anchor) -> Placed:
        """What is adrift is looked for by its own words; else its proposal moves along."""
        found = self._texts.find(was)
        if found.outcome.is_settled or place.start >= NOWHERE:
            return found
        along = self._texts.place(place.start, place.end)
        if along.outcome is Outcome.ORPHANED:
            return found
        return replace(along, outcome=Outcome.REVIEW, why="still to be settled")

    def _coding_at(self, coding: Coding, found: Placed, taken: Places) -> tuple[Coding, Placed]:
        """The coding in its new place, and how that place is to be understood."""
        if found.outcome is Outcome.ORPHANED:
            return self._nowhere(coding, taken), found
        place = self.new.trimmed(found.start, found.end)
        if (place.start, place.end, coding.code, coding.coder) in taken:
            crowded = replace(found, outcome=Outcome.REVIEW, start=place.start, end=place.end)
            return self._nowhere(coding, taken), replace(crowded, why=TAKEN)
        if found.outcome is Outcome.REVIEW:
            return replace(coding, segment=place), found
        kept = anchor(self.new.text, place.start, place.end)
        placed = replace(coding, segment=place, anchored=Outcome.KEPT)
        return replace(placed, quote=kept.quote, before=kept.before, after=kept.after), found

    def _nowhere(self, coding: Coding, taken: Places) -> Coding:
        """Without a place a coding keeps its case, which its place may have given it."""
        place = coding.segment
        start = place.start % NOWHERE + NOWHERE
        while (start, start + len(place), coding.code, coding.coder) in taken:
            start += 1
        case = case_of(place, self._old_passages, self.old.default_case, coding.case)
        segment = Segment(self.new.id, start, start + len(place))
        return replace(coding, segment=segment, case=case)

    # --- passages ---

    def _passages(self) -> None:
        behind = 0
        pairs = [(each, self._passage_placed(each)) for each in self._old_passages]
        for passage, wanted in sorted(pairs, key=lambda pair: pair[1].start):
            found = _beside(wanted, behind)
            where = passage.segment.start % NOWHERE + NOWHERE
            segment = Segment(self.new.id, where, where + len(passage.segment))
            if found.outcome is not Outcome.ORPHANED:
                segment = Segment(self.new.id, found.start, found.end)
                behind = found.end
            self.changes.append(replacing_passage(passage, replace(passage, segment=segment)))
            was = self._was_passage(passage)
            self._note(Kind.PASSAGE, passage.id, was, found)
            self._tell(Kind.PASSAGE, passage.id, passage.case, found, was.quote)

    def _passage_placed(self, passage: Passage) -> Placed:
        place, old, new = passage.segment, self.old.text, self.new.text
        known = self._adrift.get((Kind.PASSAGE, passage.id))
        if known:
            return self._placed_again(place, known.was)
        found = self._texts.place_stretch(place.start, place.end)
        if found.outcome is Outcome.ORPHANED:
            return found
        start = 0 if not old[: place.start].strip() else found.start
        end = len(new) if not old[place.end :].strip() else found.end
        whole = self.new.trimmed(start, end)
        return replace(found, start=whole.start, end=whole.end)

    def _was_passage(self, passage: Passage) -> Anchor:
        known = self._adrift.get((Kind.PASSAGE, passage.id))
        place = passage.segment
        return known.was if known else anchor(self.old.text, place.start, place.end)

    # --- pinned turns ---

    def _pins(self) -> None:
        moves: list[tuple[Pin, Pin]] = []
        taken: set[int] = set()
        for pin in pins_in(self.session, self.old.id):
            after, found = self._pin_at(pin, self._pin_placed(pin), taken)
            taken.add(after.start)
            moves.append((pin, after))
            self._note(Kind.PIN, pin.id, self._was_pin(pin), found)
            self._tell(Kind.PIN, pin.id, pin.section, found, pin.quote)
        self.changes += [
            replacing_pin(*move) for move in in_free_order(moves, pin_place, pin_aside)
        ]

    def _pin_at(self, pin: Pin, found: Placed, taken: set[int]) -> tuple[Pin, Placed]:
        """The pin on its turn; a pin counts only where a turn begins as it says."""
        turn = self._turns.get(found.start) if found.outcome.is_settled else None
        if turn is not None and turn.words_start not in taken:
            return replace(pin, start=turn.words_start, quote=beginning(self.new, turn)), found
        start = pin.start % NOWHERE + NOWHERE
        while start in taken:
            start += 1
        settled = found.outcome.is_settled
        found = (
            replace(found, outcome=Outcome.REVIEW, why="no turn begins there") if settled else found
        )
        return replace(pin, start=start), found

    def _pin_placed(self, pin: Pin) -> Placed:
        known = self._adrift.get((Kind.PIN, pin.id))
        if known or not self.old.text.startswith(pin.quote, pin.start):
            return self._texts.find(self._was_pin(pin))
        return self._texts.place(pin.start, pin.start + len(pin.quote))

    def _was_pin(self, pin: Pin) -> Anchor:
        known = self._adrift.get((Kind.PIN, pin.id))
        lies = anchor(self.old.text, pin.start, pin.start + len(pin.quote))
        return known.was if known else replace(lies, quote=pin.quote)

    # --- what is noted and told ---

    def _was(self, kind: Kind, coding: Coding) -> Anchor:
        known = self._adrift.get((kind, coding.id))
        return known.was if known else Anchor(coding.quote, coding.before, coding.after)

    def _note(self, kind: Kind, about: str, was: Anchor, found: Placed) -> None:
        if found.outcome.is_settled:
            self.changes += settling(self.session, kind, about)
            return
        adrift = Adrift(kind, about, self.new.id, found.outcome, was, found.why)
        self.changes.append(setting_adrift(self.session, adrift))

    def _tell(self, kind: Kind, about: str, what: str, found: Placed, was: str) -> None:
        lies = found.outcome is not Outcome.ORPHANED
        now = self.new.text[found.start : found.end] if lies else ""
        turn = self.new.turn_at(found.start) if lies else None
        number = turn.number if turn else None
        self.told.append(Reanchored(kind, about, what, found, was, now, number))


def _beside(found: Placed, behind: int) -> Placed:
    """A place cut so that it begins behind the passage before; passages never overlap."""
    if found.outcome is Outcome.ORPHANED or found.start >= behind:
        return found
    if found.end <= behind:
        return replace(found, outcome=Outcome.ORPHANED, why="another passage is there")
    return replace(found, start=behind, outcome=Outcome.REVIEW, why="another passage is there")


def coding_place(coding: Coding) -> tuple[int, int, str, str]:
    """What no two codings of an interview have in common."""
    return coding.segment.start, coding.segment.end, coding.code, coding.coder


def coding_aside(coding: Coding) -> Coding:
    """The coding where none can lie, for a moment."""
    place = coding.segment
    return replace(coding, segment=replace(place, end=place.end + NOWHERE))


def pin_place(pin: Pin) -> int:
    """What no two pins of an interview have in common."""
    return pin.start


def pin_aside(pin: Pin) -> Pin:
    """The pin where none can be, for a moment."""
    return replace(pin, start=-1 - pin.start)
