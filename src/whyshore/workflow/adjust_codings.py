"""Change where codings lie: stretch, shrink, move, split and join them.

A coding that is changed keeps its id, and with it its memos, case, rating and place among the
evidence; statements that rest on it are shown as stale, because its words are others now.
"""

from collections.abc import Collection
from dataclasses import replace
from uuid import uuid4

from whyshore.domain.coding import Coding, in_words
from whyshore.domain.history import now
from whyshore.domain.interview import Interview
from whyshore.domain.segment import Segment, anchor
from whyshore.domain.words import shortened
from whyshore.errors import AlreadyCodedError, FixableError
from whyshore.store.codings import adding_coding, coding_as_seen, lying_like, placing
from whyshore.store.events import make
from whyshore.store.interviews import check_text
from whyshore.store.joining import joining
from whyshore.workflow.project import Project


def place_coding(
    project: Project, coding: Coding, interview: Interview, *, start: int, end: int
) -> Coding:
    """Put a coding on other words of its interview: more, fewer, or elsewhere.

    White space at either end is left out. On the words it has already, nothing is saved.

    Raises:
        AlreadyCodedError: its coder has put its code exactly there already.
        FixableError: there are no words there, the coding was changed or removed by somebody
            else meanwhile, or the text was.
    """
    place = _within(interview, start, end)
    with project.database.writing() as session:
        check_text(session, interview.id, interview.text_hash)
        before = coding_as_seen(session, coding)
        if place == before.segment:
            return before
        after = _on(before, interview, place)
        _check_free(project, lying_like(session, after), after, besides=(coding.id,))
        verb = _verb(before.segment, place)
        summary = f"{verb} {_named(project, before)} to {in_words(after, interview)}"
        changes = placing(session, after)
        make(session, changes, coder=project.coder, action=f"{verb} coding", summary=summary)
    return after


def split_coding(
    project: Project, coding: Coding, interview: Interview, position: int
) -> tuple[Coding, Coding]:
    """Make two codings of one, the second from a position on.

    The first keeps the id, and so memos and statements; the second is new, with the same
    code, coder, case and rating.

    Raises:
        AlreadyCodedError: one of the two parts is coded so already.
        FixableError: the position is not inside its words, or coding or text were changed.
    """
    place = coding.segment
    if not place.start < position < place.end:
        raise FixableError("To split a coding, put the cursor between words inside it.")
    parts = (
        _within(interview, place.start, position),
        _within(interview, position, place.end),
    )
    with project.database.writing() as session:
        check_text(session, interview.id, interview.text_hash)
        whole = coding_as_seen(session, coding)
        first, second = (_on(whole, interview, part) for part in parts)
        second = replace(second, id=uuid4().hex, created=now())
        for part in (first, second):
            _check_free(project, lying_like(session, part), part, besides=(coding.id,))
        where = shortened(second.quote, 20)
        summary = f"split {_named(project, whole)} on {in_words(whole, interview)} before “{where}”"
        changes = [*placing(session, first), adding_coding(second)]
        make(session, changes, coder=project.coder, action="split coding", summary=summary)
    return first, second


def join_codings(project: Project, one: Coding, other: Coding, interview: Interview) -> Coding:
    """Make one coding of two with the same code and coder, from the first word to the last.

    What lies between them is coded too. The earlier one stays, with the later one's memos
    behind its own; statements that rested on the later one rest on it. A case or rating that
    only one of them has is kept, and of two ratings that of the earlier.

    Raises:
        AlreadyCodedError: all of it is coded so already, by a third coding.
        FixableError: they differ in code, coder or case, or coding or text were changed.
    """
    with project.database.writing() as session:
        check_text(session, interview.id, interview.text_hash)
        seen = [coding_as_seen(session, each) for each in (one, other)]
        first, second = sorted(seen, key=lambda each: (each.segment, each.id))
        _check_alike(first, second)
        end = max(first.segment.end, second.segment.end)
        joined = replace(
            _on(first, interview, replace(first.segment, end=end)),
            case=first.case or second.case,
            rating=second.rating if first.rating is None else first.rating,
        )
        _check_free(project, lying_like(session, joined), joined, besides=(first.id, second.id))
        summary = f"join two {_named(project, first)} to {in_words(joined, interview)}"
        changes = joining(session, second, joined)
        make(session, changes, coder=project.coder, action="join codings", summary=summary)
    return joined


def _check_alike(first: Coding, second: Coding) -> None:
    if first.id == second.id or (first.code, first.coder) != (second.code, second.coder):
        raise FixableError("Only two codings with the same code by the same coder can be joined.")
    if first.case and second.case and first.case != second.case:
        raise FixableError(
            f"These two codings are set to different cases, {first.case} and {second.case}. "
            "Give both the same case first."
        )


def _within(interview: Interview, start: int, end: int) -> Segment:
    try:
        return interview.trimmed(start, end)
    except ValueError as error:
        raise FixableError("A coding needs at least one character of the text.") from error


def _on(coding: Coding, interview: Interview, place: Segment) -> Coding:
    """The coding on other words."""
    kept = anchor(interview.text, place.start, place.end)
    return replace(coding, segment=place, quote=kept.quote, before=kept.before, after=kept.after)


def _verb(before: Segment, after: Segment) -> str:
    """What was done to a coding that lay in one place and lies in another now."""
    if after.start <= before.start and before.end <= after.end:
        return "stretch"
    inside = before.start <= after.start and after.end <= before.end
    return "shrink" if inside else "move"


def _named(project: Project, coding: Coding) -> str:
    """The code, and whose coding it is where it is not one's own."""
    return coding.code if coding.coder == project.coder else f"{coding.code} by {coding.coder}"


def _check_free(
    project: Project, there: Coding | None, wanted: Coding, *, besides: Collection[str]
) -> None:
    """Refuse a place where another coding with the same code by the same coder lies already."""
    if there and there.id not in besides:
        named = project.last_codebook().called(wanted.code)
        raise AlreadyCodedError(
            named,
            f"“{shortened(wanted.quote)}” already has the code {named}: two codings of one "
            "coder with one code cannot lie on the same words.",
        )
