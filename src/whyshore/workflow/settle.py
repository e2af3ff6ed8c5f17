"""Settle where codings, passages and pins lie that a corrected text no longer surely has."""

from dataclasses import dataclass, replace

from whyshore.domain.anchoring import Adrift, Doubt, Kind, Outcome
from whyshore.domain.case import Passage
from whyshore.domain.coding import Coding
from whyshore.domain.guide import Pin
from whyshore.domain.interview import Interview
from whyshore.domain.segment import NOWHERE, Segment, anchor
from whyshore.domain.words import shortened
from whyshore.errors import AlreadyCodedError, FixableError, UnknownInterviewError
from whyshore.store.adrift import all_adrift, settling
from whyshore.store.cases import passages_in, removing_passage, replacing_passage
from whyshore.store.codings import codings_in, lying_like, removing_coding, replacing
from whyshore.store.events import Change, make
from whyshore.store.guide_pins import pins_in, removing_pin, replacing_pin
from whyshore.store.interviews import interview_with_id
from whyshore.store.session import Session
from whyshore.workflow.project import Project
from whyshore.workflow.read_by_guide import beginning

AROUND = 160
"""Characters of the text shown on each side of a proposal."""


@dataclass(frozen=True, slots=True)
class _Lying:
    """What is adrift, as it is stored."""

    thing: Coding | Passage | Pin
    what: str
    """The code, case or section it stands for."""
    start: int
    end: int

    @property
    def has_place(self) -> bool:
        """Whether a place is proposed."""
        return self.start < NOWHERE


def doubts(project: Project, interview: str | None = None) -> list[Doubt]:
    """Everything that is adrift, in reading order, with old words and proposed ones."""
    with project.database.reading() as session:
        adrift = all_adrift(session, interview)
        names = dict.fromkeys(each.interview for each in adrift)
        texts = {name: _interview(session, name) for name in names}
        found = [_doubt(session, each, texts[each.interview]) for each in adrift]
    return sorted(found, key=lambda each: (each.interview, each.start is None, each.start or 0))


def accept(project: Project, doubt: Doubt) -> None:
    """Say that something does lie where it is proposed.

    Raises:
        FixableError: no place is proposed, or it is settled or changed already.
    """
    if doubt.start is None or doubt.end is None:
        raise FixableError("No place is proposed for it. Point to its words, or drop it.")
    adjust(project, doubt, doubt.start, doubt.end)


def adjust(project: Project, doubt: Doubt, start: int, end: int) -> None:
    """Say where something lies: on the characters from start to end of its interview.

    Raises:
        AlreadyCodedError: its coder has put its code exactly there already.
        FixableError: there are no words there, or it is settled or changed already.
    """
    with project.database.writing() as session:
        lying = _as_seen(session, doubt)
        interview = _interview(session, doubt.interview)
        _check_text(interview, doubt)
        place = interview.trimmed(start, end)
        changes = _placed(session, lying.thing, interview, place)
        changes += settling(session, doubt.kind, doubt.about)
        words = shortened(interview.text[place.start : place.end])
        where = interview.where(place.start)
        summary = f"settle {doubt.called} {doubt.what} on “{words}” ({where})"
        make(session, changes, coder=project.coder, action="settle", summary=summary)


def drop(project: Project, doubt: Doubt) -> None:
    """Remove something that a corrected text no longer has, with the memos on it; can be undone.

    Raises:
        FixableError: it is settled or changed already.
    """
    with project.database.writing() as session:
        _as_seen(session, doubt)
        remove = {Kind.PASSAGE: removing_passage, Kind.PIN: removing_pin}
        if doubt.kind is Kind.CODING:
            changes = removing_coding(session, doubt.about)
        else:
            changes = [remove[doubt.kind](session, doubt.about)]
        changes += settling(session, doubt.kind, doubt.about)
        summary = f"drop {doubt.called} {doubt.what} on “{shortened(doubt.was.quote)}”"
        make(session, changes, coder=project.coder, action="drop", summary=summary)


def _placed(
    session: Session, thing: Coding | Passage | Pin, interview: Interview, place: Segment
) -> list[Change]:
    if isinstance(thing, Coding):
        return [_coding_on(session, thing, interview, place)]
    if isinstance(thing, Passage):
        beside = [each for each in passages_in(session, interview.id) if each.id != thing.id]
        if any(each.segment.shared(place) for each in beside):
            raise FixableError("Another passage is there, and passages never overlap.")
        return [replacing_passage(thing, replace(thing, segment=place))]
    turn = interview.turn_at(place.start)
    if turn is None or any(
        each.start == turn.words_start and each.id != thing.id
        for each in pins_in(session, interview.id)
    ):
        raise FixableError("There is no turn there that could be pinned, or it is pinned already.")
    quote = beginning(interview, turn)
    return [replacing_pin(thing, replace(thing, start=turn.words_start, quote=quote))]


def _coding_on(session: Session, coding: Coding, interview: Interview, place: Segment) -> Change:
    kept = anchor(interview.text, place.start, place.end)
    words = replace(coding, quote=kept.quote, before=kept.before, after=kept.after)
    after = replace(words, segment=place, anchored=Outcome.KEPT)
    there = lying_like(session, after)
    if there and there.id != coding.id:
        raise AlreadyCodedError(coding.code)
    return replacing(coding, after)


def _doubt(session: Session, adrift: Adrift, interview: Interview) -> Doubt:
    lying = _lying(session, adrift.kind, adrift.about, adrift.interview)
    start, end = (lying.start, lying.end) if lying.has_place else (None, None)
    text = interview.text
    return Doubt(
        adrift.kind,
        adrift.about,
        adrift.interview,
        lying.what,
        adrift.state,
        adrift.was,
        adrift.why,
        start,
        end,
        now=text[lying.start : lying.end],
        before=text[max(0, lying.start - AROUND) : lying.start] if lying.has_place else "",
        after=text[lying.end : lying.end + AROUND] if lying.has_place else "",
        where=interview.where(lying.start) if lying.has_place else interview.id,
        text_hash=interview.text_hash,
    )


def _lying(session: Session, kind: Kind, about: str, interview: str) -> _Lying:
    if kind is Kind.CODING:
        coding = next(each for each in codings_in(session, interview) if each.id == about)
        return _Lying(coding, coding.code, coding.segment.start, coding.segment.end)
    if kind is Kind.PASSAGE:
        passage = next(each for each in passages_in(session, interview) if each.id == about)
        return _Lying(passage, passage.case, passage.segment.start, passage.segment.end)
    pin = next(each for each in pins_in(session, interview) if each.id == about)
    return _Lying(pin, pin.section, pin.start, pin.start + len(pin.quote))


def _as_seen(session: Session, doubt: Doubt) -> _Lying:
    """What is adrift as it is stored, made sure that it is still what the person sees."""
    adrift = all_adrift(session, doubt.interview)
    if not any((each.kind, each.about) == (doubt.kind, doubt.about) for each in adrift):
        raise FixableError("That is settled already, or gone. Look anew.")
    lying = _lying(session, doubt.kind, doubt.about, doubt.interview)
    if (lying.start if lying.has_place else None) != doubt.start:
        raise FixableError("That was changed meanwhile by another program. Look anew.")
    return lying


def _check_text(interview: Interview, doubt: Doubt) -> None:
    if interview.text_hash != doubt.text_hash:
        raise FixableError(f"The text of “{interview.id}” was replaced meanwhile. Look anew.")


def _interview(session: Session, name: str) -> Interview:
    found = interview_with_id(session, name)
    if found is None:
        raise UnknownInterviewError(name)
    return found
