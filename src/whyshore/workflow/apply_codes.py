"""Put codes on text and take them off."""

from collections.abc import Sequence
from dataclasses import replace

from whyshore.domain.coding import Coding, in_words, new_coding
from whyshore.domain.interview import Interview
from whyshore.domain.segment import Segment
from whyshore.errors import AlreadyCodedError, FixableError
from whyshore.store.codings import (
    adding_coding,
    coding_with_id,
    removing_coding,
    same_coding,
    setting_case,
)
from whyshore.store.events import make
from whyshore.store.interviews import check_text
from whyshore.workflow.codebook_file import under_codebook
from whyshore.workflow.project import Project


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
    named = {"code": code, "coder": coder or project.coder}
    coding = replace(new_coding(interview, segment.start, segment.end, **named), rating=rating)
    return save_coding(project, coding, interview)


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
    place, coder = interview.trimmed(segment.start, segment.end), project.coder
    with project.database.writing() as session:
        check_text(session, interview.id, interview.text_hash)
        codings = [
            new_coding(interview, place.start, place.end, code=code, coder=coder)
            for code in wanted
            if not same_coding(session, place, code=code, coder=coder)
        ]
        if not codings:
            named = ", ".join(map(project.last_codebook().called, wanted))
            raise AlreadyCodedError(named, f"This passage already has the codes {named}.")
        named = ", ".join(coding.code for coding in codings)
        summary = f"{named} on {in_words(codings[0], interview)}"
        codings = under_codebook(project, session, codings)
        changes = [adding_coding(coding) for coding in codings]
        make(session, changes, coder=coder, action="apply codes", summary=summary)
    return codings


def save_coding(project: Project, coding: Coding, interview: Interview) -> Coding:
    """Save a coding that was made on an interview; gives it with the codebook's version.

    Raises:
        AlreadyCodedError: its coder has put its code exactly there already.
        FixableError: the text changed meanwhile.
    """
    with project.database.writing() as session:
        check_text(session, interview.id, interview.text_hash)
        if same_coding(session, coding.segment, code=coding.code, coder=coding.coder):
            raise AlreadyCodedError(project.last_codebook().called(coding.code))
        summary = f"{coding.code} on {in_words(coding, interview)}"
        (saved,) = under_codebook(project, session, [coding])
        changes = [adding_coding(saved)]
        make(session, changes, coder=coding.coder, action="apply code", summary=summary)
    return saved


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


def _still_there(coding: Coding | None) -> None:
    if coding is None:
        raise FixableError("That coding is gone already.")
