"""Put codes on text and take them off."""

from collections.abc import Sequence
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


def apply_code(  # noqa: PLR0913 - what there is to say of a coding
    project: Project,
    interview: Interview,
    segment: Segment,
    *,
    code: str,
    coder: str = "",
    rating: int | None = None,
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
    coding = replace(_new(project, interview, place, code, coder), rating=rating)
    with project.database.writing() as session:
        check_text(session, interview)
        if same_coding(session, place, code=code, coder=coding.coder):
            raise AlreadyCodedError(f"This passage already has the code {code}.")
        summary = f"{code} on {in_words(coding, interview)}"
        changes = [adding_coding(coding)]
        make(session, changes, coder=coding.coder, action="apply code", summary=summary)
    return coding


def apply_codes(
    project: Project, interview: Interview, segment: Segment, *, codes: Sequence[str]
) -> list[Coding]:
    """Put several codes on one segment as one change; those that are there already stay.

    Raises:
        UnknownCodeError, NotAssignableError: one of the codes; nothing is saved then.
        AlreadyCodedError: all of them are there already.
        FixableError: there are no words in the segment, or the text changed meanwhile.
    """
    wanted = dict.fromkeys(codes)
    for code in wanted:
        project.codebook().assignable(code)
    place = trimmed(interview, segment)
    with project.database.writing() as session:
        check_text(session, interview)
        codings = [
            _new(project, interview, place, code)
            for code in wanted
            if not same_coding(session, place, code=code, coder=project.coder)
        ]
        if not codings:
            raise AlreadyCodedError(f"This passage already has the codes {', '.join(wanted)}.")
        named = ", ".join(coding.code for coding in codings)
        summary = f"{named} on {in_words(codings[0], interview)}"
        changes = [adding_coding(coding) for coding in codings]
        make(session, changes, coder=project.coder, action="apply codes", summary=summary)
    return codings


def _new(
    project: Project, interview: Interview, place: Segment, code: str, coder: str = ""
) -> Coding:
    kept = anchor(interview.text, place.start, place.end)
    return Coding(
        id=uuid4().hex,
        segment=place,
        code=code,
        coder=coder or project.coder,
        quote=kept.quote,
        before=kept.before,
        after=kept.after,
        created=now(),
    )


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
