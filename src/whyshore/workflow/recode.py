"""Give many codings another code, or take the code off many, as one step that can be undone."""

from collections.abc import Sequence

from sqlmodel import Session

from whyshore.domain.coding import Coding
from whyshore.domain.finding import Recoded
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.store.codings import altering_coding, codings_in, removing_coding, removing_only
from whyshore.store.events import Change, make, now
from whyshore.store.memos import merging_memos
from whyshore.store.statements import merging_evidence
from whyshore.workflow.project import Project

Place = tuple[str, int, int, str]
"""What a coder can put one code on only once: interview, start, end and the coder."""


def recode(project: Project, codings: Sequence[Coding], *, code: str) -> Recoded:
    """Replace the code of each coding; its id, coder, memo, case and evidence stay.

    Where the same coder has the new code on the same words already, the two become one: the
    coding that was there stays, with the memos of both, and statements rest on it. A coding
    that was changed or removed since it was listed is left alone and counted.

    Raises:
        UnknownCodeError, NotAssignableError: the code cannot be put on text.
    """
    project.codebook().assignable(code)
    with project.database.writing() as session:
        present = _unchanged(session, codings)
        wanted = [each for each in present if each.code != code]
        together = _together(session, wanted, code)
        changes = [
            change for stays, others in together for change in _as_one(session, stays, others, code)
        ]
        merged = sum(len(others) for _, others in together)
        also = f", {merged} merged" if merged else ""
        summary = f"{_codes(wanted)} → {code} on {counted(len(wanted), 'coding')}{also}"
        make(session, changes, coder=project.coder, action="recode", summary=summary)
    already = len(present) - len(wanted)
    return Recoded(len(wanted) - merged, merged, already, gone=len(codings) - len(present))


def remove_codings(project: Project, codings: Sequence[Coding]) -> Recoded:
    """Take the codes off all these passages, with the memos on them.

    Statements that rested on them keep their words and are shown as stale. Codings that were
    changed or removed since they were listed are left alone and counted.
    """
    with project.database.writing() as session:
        present = _unchanged(session, codings)
        changes = [change for each in present for change in removing_coding(session, each.id)]
        summary = f"remove {_codes(present)} from {counted(len(present), 'passage')}"
        make(session, changes, coder=project.coder, action="remove codes", summary=summary)
    return Recoded(len(present), gone=len(codings) - len(present))


def _unchanged(session: Session, codings: Sequence[Coding]) -> list[Coding]:
    """The codings that still have the code and the words they were listed with."""
    if not codings:
        raise FixableError("No coding was chosen.")
    listed = {each.id: each for each in codings}
    stored = _stored(session, codings)
    return [
        stored[known]
        for known, each in listed.items()
        if known in stored
        and (stored[known].code, stored[known].segment) == (each.code, each.segment)
    ]


def _stored(session: Session, codings: Sequence[Coding]) -> dict[str, Coding]:
    """All codings, as they stand now, of the interviews that some codings are in."""
    interviews = dict.fromkeys(each.segment.interview for each in codings)
    return {each.id: each for name in interviews for each in codings_in(session, name)}


def _together(
    session: Session, wanted: Sequence[Coding], code: str
) -> list[tuple[Coding, list[Coding]]]:
    """The codings that are there with the new code afterwards, each with those that go into it."""
    had = [each for each in _stored(session, wanted).values() if each.code == code]
    stays: dict[Place, tuple[Coding, list[Coding]]] = {_place(each): (each, []) for each in had}
    for each in wanted:
        there, others = stays.setdefault(_place(each), (each, []))
        if there is not each:
            others.append(each)
    chosen = {each.id for each in wanted}
    return [(there, others) for there, others in stays.values() if others or there.id in chosen]


def _as_one(session: Session, stays: Coding, others: Sequence[Coding], code: str) -> list[Change]:
    """The changes that give a coding the new code, and what hung on those that go into it.

    Memos come first: a coding with a memo on it is not removed when this is done again.
    """
    gone = [each.id for each in others]
    values = {
        "code": code,
        "case_id": next((each.case for each in (stays, *others) if each.case), None),
        "rating": next((e.rating for e in (stays, *others) if e.rating is not None), None),
    }
    return [
        *merging_memos(session, gone, stays.id, now()),
        *merging_evidence(session, gone, stays.id),
        *(removing_only(session, each) for each in gone),
        altering_coding(session, stays.id, values),
    ]


def _place(coding: Coding) -> Place:
    place = coding.segment
    return (place.interview, place.start, place.end, coding.coder)


def _codes(codings: Sequence[Coding]) -> str:
    """The codes of some codings by their ids."""
    return ", ".join(dict.fromkeys(each.code for each in codings))
