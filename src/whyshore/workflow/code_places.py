"""Put one code on a whole list of places that was looked through, as one step."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from whyshore.domain.coding import Coding, new_coding
from whyshore.domain.finding import CodedMany, FoundPlace, Unit
from whyshore.domain.interview import Interview
from whyshore.domain.segment import Segment
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.store.codings import adding_coding, codings_in
from whyshore.store.events import make
from whyshore.store.interviews import interview_with_id
from whyshore.workflow.backups import back_up_before_bulk
from whyshore.workflow.codebook_file import under_codebook
from whyshore.workflow.project import Project


@dataclass(frozen=True, slots=True)
class _Plan:
    """What coding a list of places would do."""

    new: tuple[Coding, ...]
    did: CodedMany


def code_places(
    project: Project, places: Sequence[FoundPlace], *, code: str, unit: Unit, found_by: str = ""
) -> CodedMany:
    """Put a code on each place, or on the sentences or turns it touches, as one event.

    Places that have the code by this coder already are left out, and so are places in a
    sentence or turn that another place of the list is in.

    Raises:
        UnknownCodeError, NotAssignableError: the code cannot be put on text.
        FixableError: the text of an interview was replaced since; nothing is coded then.
    """
    project.codebook().assignable(code)
    back_up_before_bulk(project, len(places), "code-places")
    with project.database.writing() as session:
        read = [
            (name, interview_with_id(session, name), codings_in(session, name))
            for name in _named(places)
        ]
        plan = _plan(project, places, read, code, unit)
        interviews = {coding.segment.interview for coding in plan.new}
        by = f" found by {found_by}" if found_by else ""
        what = "place" if unit is Unit.HIT else unit.value
        summary = f"{code} on {counted(plan.did.coded, what)}{by} ({_in(interviews)})"
        changes = [adding_coding(each) for each in under_codebook(project, session, plan.new)]
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
        read = [
            (name, interview_with_id(session, name), codings_in(session, name))
            for name in _named(places)
        ]
    return _plan(project, places, read, code, unit).did


def _named(places: Sequence[FoundPlace]) -> list[str]:
    return sorted({each.interview for each in places})


def _plan(
    project: Project,
    places: Sequence[FoundPlace],
    read: Iterable[tuple[str, Interview | None, Sequence[Coding]]],
    code: str,
    unit: Unit,
) -> _Plan:
    new: list[Coding] = []
    already = same = 0
    for name, interview, codings in read:
        here = sorted((each for each in places if each.interview == name), key=lambda e: e.key)
        if interview is None or {each.text_hash for each in here} != {interview.text_hash}:
            raise FixableError(
                f"The text of “{name}” was replaced since it was searched, so the places found "
                "are not sure any more. Nothing was coded; search again."
            )
        present = {
            each.segment for each in codings if (each.code, each.coder) == (code, project.coder)
        }
        spans = _spans(interview, unit)
        segments = [_segment(interview, place, spans) for place in here]
        distinct = dict.fromkeys(segments)
        same += len(segments) - len(distinct)
        already += len(present & distinct.keys())
        new += [
            new_coding(interview, segment.start, segment.end, code=code, coder=project.coder)
            for segment in distinct
            if segment not in present
        ]
    return _Plan(tuple(new), CodedMany(len(new), already, same))


def _spans(interview: Interview, unit: Unit) -> Sequence[tuple[int, int]]:
    """What a code may go on, in order; for the places themselves nothing is needed."""
    if unit is Unit.SENTENCE:
        return interview.sentences
    if unit is Unit.TURN:
        turns = interview.turns
        return [(turn.words_start, turn.end) for turn in turns if turn.words_start < turn.end]
    return ()


def _segment(interview: Interview, place: FoundPlace, spans: Sequence[tuple[int, int]]) -> Segment:
    """What the code goes on: the sentences or turns that a place touches, else the place itself.

    A place that touches none, such as a speaker's label, stands for what is said next.
    """
    first = bisect_right(spans, place.start, key=itemgetter(1))
    if first == len(spans):
        return interview.trimmed(place.start, place.end)
    behind = max(first + 1, bisect_left(spans, place.end, key=itemgetter(0)))
    return interview.trimmed(spans[first][0], spans[behind - 1][1])


def _in(interviews: set[str]) -> str:
    return next(iter(interviews)) if len(interviews) == 1 else counted(len(interviews), "interview")
