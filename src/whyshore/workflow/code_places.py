"""Put one code on a whole list of places that was looked through, as one step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import uuid4

from sqlmodel import Session

from whyshore.domain.coding import Coding
from whyshore.domain.finding import CodedMany, FoundPlace, Unit
from whyshore.domain.interview import Interview
from whyshore.domain.segment import Segment, anchor
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.store.codings import adding_coding, codings_in
from whyshore.store.events import make, now
from whyshore.store.interviews import interview_with_id
from whyshore.workflow.apply_codes import trimmed
from whyshore.workflow.project import Project


@dataclass(frozen=True, slots=True)
class _Plan:
    """What coding a list of places would do."""

    new: tuple[Coding, ...]
    did: CodedMany


def code_places(
    project: Project, places: Sequence[FoundPlace], *, code: str, unit: Unit, found_by: str = ""
) -> CodedMany:
    """Put a code on each place, or on the sentence or turn around it, as one event.

    Places that have the code by this coder already are left out, and so are places in a
    sentence or turn that another place of the list is in.

    Raises:
        UnknownCodeError, NotAssignableError: the code cannot be put on text.
        FixableError: the text of an interview was replaced since; nothing is coded then.
    """
    project.codebook().assignable(code)
    with project.database.writing() as session:
        plan = _plan(session, project, places, code, unit)
        interviews = {coding.segment.interview for coding in plan.new}
        by = f" found by {found_by}" if found_by else ""
        what = "place" if unit is Unit.HIT else unit.value
        summary = f"{code} on {counted(plan.did.coded, what)}{by} ({_in(interviews)})"
        changes = [adding_coding(coding) for coding in plan.new]
        make(session, changes, coder=project.coder, action="code places", summary=summary)
    return plan.did


def would_code(
    project: Project, places: Sequence[FoundPlace], *, code: str, unit: Unit
) -> CodedMany:
    """What `code_places` would do; nothing is saved.

    Raises:
        FixableError: as there.
    """
    project.codebook().assignable(code)
    with project.database.reading() as session:
        return _plan(session, project, places, code, unit).did


def _plan(
    session: Session, project: Project, places: Sequence[FoundPlace], code: str, unit: Unit
) -> _Plan:
    new: list[Coding] = []
    already = same = 0
    moment = now()
    for interview, here in _by_interview(session, places):
        present = {
            (each.segment.start, each.segment.end)
            for each in codings_in(session, interview.id)
            if (each.code, each.coder) == (code, project.coder)
        }
        segments = [_segment(interview, place, unit) for place in here]
        distinct = dict.fromkeys(segments)
        same += len(segments) - len(distinct)
        for segment in distinct:
            if (segment.start, segment.end) in present:
                already += 1
                continue
            kept = anchor(interview.text, segment.start, segment.end)
            new.append(
                Coding(
                    uuid4().hex,
                    segment,
                    code,
                    project.coder,
                    kept.quote,
                    kept.before,
                    kept.after,
                    created=moment,
                )
            )
    return _Plan(tuple(new), CodedMany(len(new), already, same))


def _by_interview(
    session: Session, places: Iterable[FoundPlace]
) -> Iterator[tuple[Interview, list[FoundPlace]]]:
    ordered = sorted(places, key=lambda each: each.key)
    for name, here in groupby(ordered, key=lambda each: each.interview):
        found = list(here)
        interview = interview_with_id(session, name)
        if interview is None or {each.text_hash for each in found} != {interview.text_hash}:
            raise FixableError(
                f"The text of “{name}” was replaced since it was searched, so the places found "
                "are not sure any more. Nothing was coded; search again."
            )
        yield interview, found


def _segment(interview: Interview, place: FoundPlace, unit: Unit) -> Segment:
    """What the code goes on: the place itself, or the sentences or turns that it touches."""
    if unit is Unit.HIT:
        return trimmed(interview, Segment(interview.id, place.start, place.end))
    spans: Sequence[tuple[int, int]] = interview.sentences
    if unit is Unit.TURN:
        spans = [(turn.words_start, turn.end) for turn in interview.turns]
    touched = [span for span in spans if span[0] < place.end and place.start < span[1]]
    if not touched:
        # As where a speaker's label was found: what is said next to it.
        touched = [span for span in spans if place.start < span[1] and span[0] < span[1]][:1]
    if not touched:
        return trimmed(interview, Segment(interview.id, place.start, place.end))
    return trimmed(interview, Segment(interview.id, touched[0][0], touched[-1][1]))


def _in(interviews: set[str]) -> str:
    return next(iter(interviews)) if len(interviews) == 1 else counted(len(interviews), "interview")
