"""Read an interview by the questions of the guide, and put right where a turn belongs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from whyshore.coding.guide import asked_in
from whyshore.coding.look_up import closest
from whyshore.domain.coding import Coding
from whyshore.domain.guide import Asked, Guide, GuidePart, GuideView, Pin
from whyshore.domain.history import now
from whyshore.domain.interview import Interview, Role, Turn, turn_at
from whyshore.domain.words import shortened
from whyshore.errors import FixableError, UnknownInterviewError, closest_hint
from whyshore.ingest.guide import read_guide
from whyshore.store.codings import codings_in
from whyshore.store.events import make
from whyshore.store.guide_pins import adding_pin, moving_pin, pins_in, removing_pin
from whyshore.store.interviews import interview_with_id
from whyshore.workflow.project import GUIDE, Project

_QUOTED = 80
"""Characters of a turn that are kept with its pin."""


def guide_of(project: Project) -> Guide:
    """The interview guide of a project.

    Raises:
        FixableError: there is none, or it has problems; all of them are listed.
    """
    if not guide_file(project).is_file():
        raise FixableError(
            f"The project has no interview guide ({GUIDE}). docs/guide.md tells how to write one."
        )
    return read_guide(guide_file(project))


def guide_file(project: Project) -> Path:
    """Where the interview guide is, if there is one."""
    return project.folder / GUIDE


def interview_by_guide(project: Project, interview: str) -> GuideView:
    """An interview by the sections of the guide: what was asked, how much was answered and coded.

    A turn that somebody pinned belongs where it was pinned to; what is proposed for all others
    comes from their words.

    Raises:
        FixableError: there is no guide or no such interview, or the guide has problems.
    """
    guide = guide_of(project)
    with project.database.reading() as session:
        found = interview_with_id(session, interview)
        if found is None:
            raise UnknownInterviewError(interview)
        pins = pins_in(session, interview)
        codings = codings_in(session, interview)
    asked = _with_pins(asked_in(guide, found), guide, found, pins)
    return _view(guide, found, asked, codings)


def pin_turn(project: Project, interview: str, start: int, section: str) -> None:
    """Say that the turn at a position belongs to a section; `""` says that it asks nothing new.

    Raises:
        FixableError: there is no such interview, turn or section.
    """
    guide = guide_of(project)
    if section and section not in guide.by_id:
        hint = closest_hint(closest(section, guide.by_id))
        raise FixableError(f"{GUIDE} has no section “{section}”.{hint}")
    with project.database.writing() as session:
        found = interview_with_id(session, interview)
        turn = found.turn_at(start) if found else None
        if found is None or turn is None:
            raise UnknownInterviewError(interview)
        pin = Pin(
            id=uuid4().hex,
            interview=interview,
            start=turn.words_start,
            section=section,
            quote=beginning(found, turn),
            coder=project.coder,
            created=now(),
        )
        before = [each for each in pins_in(session, interview) if each.start == pin.start]
        if before and before[0].section == section:
            return
        change = moving_pin(session, replace(pin, id=before[0].id)) if before else adding_pin(pin)
        where = guide.by_id[section].title if section else "no section of its own"
        summary = f"turn {turn.number} of {interview} to “{shortened(where, 40)}”"
        make(session, [change], coder=project.coder, action="pin turn", summary=summary)


def unpin_turn(project: Project, interview: str, start: int) -> bool:
    """Take the pin off the turn at a position; False where it has none."""
    with project.database.writing() as session:
        found = interview_with_id(session, interview)
        turn = found.turn_at(start) if found else None
        pins = pins_in(session, interview)
        here = [each for each in pins if turn is not None and each.start == turn.words_start]
        if not here or turn is None:
            return False
        change = removing_pin(session, here[0].id)
        summary = f"turn {turn.number} of {interview} as its words propose"
        make(session, [change], coder=project.coder, action="unpin turn", summary=summary)
    return True


def beginning(interview: Interview, turn: Turn) -> str:
    """How a turn's words begin, as they are kept with its pin."""
    return interview.text[turn.words_start : min(turn.end, turn.words_start + _QUOTED)]


def _with_pins(
    proposed: Sequence[Asked], guide: Guide, interview: Interview, pins: Sequence[Pin]
) -> list[Asked]:
    """What is proposed, with what people say instead; a pin that lost its turn is left out."""
    asked: dict[int, Asked] = {each.turn.words_start: each for each in proposed}
    starts = {turn.words_start: turn for turn in interview.turns}
    for pin in pins:
        turn = starts.get(pin.start)
        known = pin.section in guide.by_id or not pin.section
        if turn is None or not known or beginning(interview, turn) != pin.quote:
            continue
        asked[pin.start] = Asked(turn, pin.section, f"pinned by {pin.coder}", pinned=True)
    return list(_going_on([asked[start] for start in sorted(asked)]))


def _going_on(asked: Sequence[Asked]) -> Iterator[Asked]:
    """Turns that go on from the question before go with it where that one was pinned."""
    here = ""
    for each in asked:
        goes_on = each.follows and here
        yield replace(each, section=here) if goes_on else each
        here = here if goes_on else each.section or here


def _view(
    guide: Guide, interview: Interview, asked: Sequence[Asked], codings: Sequence[Coding]
) -> GuideView:
    """Every turn belongs to the section of the last question before it."""
    by_start = {each.turn.start: each for each in asked}
    words: dict[str, int] = {}
    section_of: dict[int, str] = {}
    here = ""
    for turn in interview.turns:
        said = by_start.get(turn.start)
        here = said.section or here if said else here
        section_of[turn.number] = here
        if turn.role is not Role.INTERVIEWER and not (said and said.section and not said.pinned):
            spoken = interview.text[turn.words_start : turn.end]
            words[here] = words.get(here, 0) + len(spoken.split())
    coded: dict[str, int] = {}
    for coding in codings:
        if coding.is_nowhere:
            continue
        at = turn_at(interview.turns, coding.segment.start)
        where = section_of[at.number] if at else ""
        coded[where] = coded.get(where, 0) + 1
    return _parts(guide, asked, words, coded)


def _parts(
    guide: Guide, asked: Sequence[Asked], words: Mapping[str, int], coded: Mapping[str, int]
) -> GuideView:
    by_section: dict[str, list[Asked]] = {}
    for each in asked:
        by_section.setdefault(each.section, []).append(each)
    parts = tuple(
        GuidePart(
            section,
            tuple(by_section.get(section.id, ())),
            words.get(section.id, 0),
            coded.get(section.id, 0),
        )
        for section in guide.sections
    )
    outside = tuple(by_section.get("", ()))
    rest = GuidePart(None, outside, words.get("", 0), coded.get("", 0))
    return GuideView(guide, parts, rest if outside or rest.answer_words else None)
