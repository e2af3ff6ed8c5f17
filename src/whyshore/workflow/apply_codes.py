"""Put codes on text and take them off."""

from dataclasses import replace
from uuid import uuid4

from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview
from whyshore.domain.segment import Segment, anchor
from whyshore.domain.words import shortened
from whyshore.errors import FixableError
from whyshore.store.codings import (
    adding_coding,
    coding_with_id,
    removing_coding,
    same_coding,
    setting_case,
)
from whyshore.store.events import make, now
from whyshore.store.interviews import check_text
from whyshore.workflow.project import Project


class AlreadyCodedError(FixableError):
    """The coder has put this code on this segment before."""


def apply_code(  # noqa: PLR0913 - each is a part of one coding
    project: Project,
    interview: Interview,
    segment: Segment,
    *,
    code: str,
    coder: str = "",
    action: str = "apply code",
) -> Coding:
    """Save that a coder applied `code` to `segment`.

    White space at either end of the segment is left out, so that equal passages are equal.

    Raises:
        UnknownCodeError: the codebook has no such code.
        NotAssignableError: the code only groups others.
        AlreadyCodedError: this coder has put it exactly there already.
        FixableError: there are no words in the segment, or the text changed meanwhile.
    """
    project.codebook().assignable(code)
    place = trimmed(interview, segment)
    kept = anchor(interview.text, place.start, place.end)
    coding = Coding(
        id=uuid4().hex,
        segment=place,
        code=code,
        coder=coder or project.coder,
        quote=kept.quote,
        before=kept.before,
        after=kept.after,
        created=now(),
    )
    with project.database.writing() as session:
        check_text(session, interview)
        if same_coding(session, place, code=code, coder=coding.coder):
            raise AlreadyCodedError(f"This passage already has the code {code}.")
        named = f"new code {code}" if action == "new code" else code
        summary = f"{named} on {in_words(coding, interview)}"
        changes = [adding_coding(coding)]
        make(session, changes, coder=coding.coder, action=action, summary=summary)
    return coding


def remove_coding(project: Project, coding: Coding, interview: Interview) -> None:
    """Take a code off its passage; statements that rested on it are shown as stale.

    Raises:
        FixableError: the coding is gone already.
    """
    with project.database.writing() as session:
        _still_there(coding_with_id(session, coding.id))
        summary = f"remove {coding.code} from {in_words(coding, interview)}"
        changes = removing_coding(session, coding.id)
        make(session, changes, coder=project.coder, action="remove code", summary=summary)


def set_coding_case(
    project: Project, coding: Coding, interview: Interview, *, case: str | None
) -> Coding:
    """Tie one coding to a case of its own, or back to its passage's with None."""
    with project.database.writing() as session:
        _still_there(coding_with_id(session, coding.id))
        summary = f"case of {coding.code} on {in_words(coding, interview)}: {case or 'as passage'}"
        changes = [setting_case(session, coding.id, case)]
        make(session, changes, coder=project.coder, action="set case", summary=summary)
    return replace(coding, case=case)


def trimmed(interview: Interview, segment: Segment) -> Segment:
    """The segment without white space at its ends.

    Raises:
        FixableError: there is nothing but white space in it, or it lies outside the text.
    """
    words = interview.text[segment.start : segment.end]
    bare = words.strip()
    if not bare or segment.end > len(interview.text):
        raise FixableError("There are no words there to code.")
    start = segment.start + len(words) - len(words.lstrip())
    return Segment(segment.interview, start, start + len(bare))


def in_words(coding: Coding, interview: Interview) -> str:
    """A coding as a person would name it: its words, the interview, the turn."""
    turn = interview.turn_at(coding.segment.start)
    where = f"{interview.id}, turn {turn.number}" if turn else interview.id
    return f"“{shortened(coding.quote)}” ({where})"


def _still_there(coding: Coding | None) -> None:
    if coding is None:
        raise FixableError("That coding is gone already.")
