"""Give many codings another code, or take the code off many, as one step that can be undone."""

from collections.abc import Sequence

from whyshore.domain.coding import Coding
from whyshore.domain.finding import Recoded
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.store.codings import codings_in, giving_code, removing_codings
from whyshore.store.events import make
from whyshore.workflow.backups import back_up_before_bulk
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
    back_up_before_bulk(project, len(codings), "recode")
    with project.database.writing() as session:
        stored = [each for name in _interviews(codings) for each in codings_in(session, name)]
        present = _unchanged(codings, stored)
        wanted = [each for each in present if each.code != code]
        pairs = together_with(wanted, stored, code)
        changes = [
            change
            for stays, others in pairs
            for change in giving_code(session, stays, others, code)
        ]
        merged = sum(len(others) for _, others in pairs)
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
    back_up_before_bulk(project, len(codings), "remove-codes")
    with project.database.writing() as session:
        stored = [each for name in _interviews(codings) for each in codings_in(session, name)]
        present = _unchanged(codings, stored)
        changes = removing_codings(session, present)
        summary = f"remove {_codes(present)} from {counted(len(present), 'passage')}"
        make(session, changes, coder=project.coder, action="remove codes", summary=summary)
    return Recoded(len(present), gone=len(codings) - len(present))


def _interviews(codings: Sequence[Coding]) -> list[str]:
    """The interviews that some codings are in, each once."""
    if not codings:
        raise FixableError("No coding was chosen.")
    return list(dict.fromkeys(each.segment.interview for each in codings))


def _unchanged(listed: Sequence[Coding], stored: Sequence[Coding]) -> list[Coding]:
    """The codings that still have the code and the words they were listed with."""
    known = {each.id: each for each in stored}
    kept = {}
    for each in listed:
        there = known.get(each.id)
        if there and (there.code, there.segment) == (each.code, each.segment):
            kept[each.id] = there
    return list(kept.values())


def together_with(
    wanted: Sequence[Coding], stored: Sequence[Coding], code: str
) -> list[tuple[Coding, list[Coding]]]:
    """The codings that are there with the new code afterwards, each with those that go into it."""
    had = [each for each in stored if each.code == code]
    stays: dict[Place, tuple[Coding, list[Coding]]] = {_place(each): (each, []) for each in had}
    for each in wanted:
        there, others = stays.setdefault(_place(each), (each, []))
        if there is not each:
            others.append(each)
    chosen = {each.id for each in wanted}
    return [(there, others) for there, others in stays.values() if others or there.id in chosen]


def _place(coding: Coding) -> Place:
    place = coding.segment
    return (place.interview, place.start, place.end, coding.coder)


def _codes(codings: Sequence[Coding]) -> str:
    """The codes of some codings by their ids."""
    return ", ".join(dict.fromkeys(each.code for each in codings))
