"""Write down thoughts on codings, codes, cases, interviews and the project."""

from dataclasses import replace
from uuid import uuid4

from whyshore.domain.coding import Coding
from whyshore.domain.history import now
from whyshore.domain.memo import Memo, MemoDraft, Topic
from whyshore.domain.words import shortened
from whyshore.errors import FixableError, MemoChangedError
from whyshore.store import events
from whyshore.store.codings import coding_with_id
from whyshore.store.history import WRITE_MEMO, memo_writers
from whyshore.store.memos import (
    adding_memo,
    memo_with_id,
    memos_on,
    removing_memo,
    rewriting_memo,
)
from whyshore.workflow.project import Project


def memo_on(project: Project, topic: Topic, about: str) -> Memo | None:
    """The memo on one thing, the newest where there are several; None where there is none."""
    with project.database.reading() as session:
        found = memos_on(session, topic, about)
    return found[-1] if found else None


def memos_of(project: Project, topic: Topic | None = None) -> list[Memo]:
    """All memos, or those on one kind of thing, oldest first."""
    with project.database.reading() as session:
        return memos_on(session, topic)


def write_memo(project: Project, topic: Topic, about: str, text: str) -> Memo | None:
    """Write, rewrite or (with nothing but white space) remove the memo on one thing."""
    draft = keep_memo(project, open_memo(project, topic, about), text)
    return memo_on(project, topic, about) if draft.saved else None


def open_memo(project: Project, topic: Topic, about: str, memo: str = "") -> MemoDraft:
    """Begin to write a memo: the one with an id, else the newest on the thing, else a new one."""
    with project.database.reading() as session:
        if memo:
            one = memo_with_id(session, memo)
            found = [one] if one else []
        else:
            found = memos_on(session, topic, about)
        if not found:
            return MemoDraft(topic, about)
        newest = found[-1]
        writers = memo_writers(session, newest.id).get(newest.id, [])
    by = tuple(dict.fromkeys((newest.author, *writers)))
    return MemoDraft(topic, about, newest.id, newest.text, writers=by)


def keep_memo(project: Project, draft: MemoDraft, text: str) -> MemoDraft:
    """Save the words of a memo that is being written; with none left the memo is removed.

    Raises:
        MemoChangedError: somebody else changed it since it was read.
        FixableError: the coding it is about is gone, or the project cannot be written.
    """
    kept, moment = text.strip(), now()
    with project.database.writing() as session:
        found = memo_with_id(session, draft.memo) if draft.memo else None
        if not draft.memo and draft.topic is not Topic.PROJECT:
            found = next(reversed(memos_on(session, draft.topic, draft.about)), None)
        if (found.text if found else "") != draft.saved:
            by = f" by {found.author}" if found and found.author != project.coder else ""
            raise MemoChangedError(f"The memo was changed or removed meanwhile{by}.")
        coding = coding_with_id(session, draft.about) if draft.topic is Topic.CODING else None
        if draft.topic is Topic.CODING and coding is None and kept:
            raise FixableError("The coding that this memo is about is gone.")
        if kept == draft.saved:
            return draft
        memo = found.id if found else uuid4().hex
        if not kept:
            change = removing_memo(session, memo)
        elif found:
            change = rewriting_memo(session, memo, kept, moment)
        else:
            new = Memo(memo, draft.topic, draft.about, kept, project.coder, moment, moment)
            change = adding_memo(new)
        done = WRITE_MEMO if kept else "remove memo"
        event = events.make_together(
            session,
            [change],
            earlier=draft.event,
            coder=project.coder,
            action=done,
            summary=f"{'' if kept else 'remove '}memo on {_named(draft, coding)}",
        )
    return replace(draft, memo=memo if kept else "", saved=kept, event=event)


def keep_last_words(project: Project, draft: MemoDraft, text: str, on_its_way: str) -> MemoDraft:
    """Save a memo whose writer leaves; what somebody else made of it stays above these words.

    `on_its_way` are words of the same memo that were sent to be saved before, and may be by now.

    Raises:
        FixableError: the coding it is about is gone, or the project cannot be written.
    """
    try:
        return keep_memo(project, draft, text)
    except MemoChangedError:
        there = open_memo(project, draft.topic, draft.about, draft.memo)
    own = there.saved == on_its_way.strip()
    return keep_memo(project, there, text if own else f"{there.saved}\n\n{text.strip()}")


def leave_memo(project: Project, draft: MemoDraft) -> None:
    """Take back what was saved of a memo since it was opened.

    Raises:
        FixableError: it was changed by somebody else since.
    """
    if draft.event:
        with project.database.writing() as session:
            events.undo(session, coder=project.coder, event=draft.event)


def _named(draft: MemoDraft, coding: Coding | None) -> str:
    """What a memo is about, as a person would name it."""
    if coding is not None:
        return f"{coding.code} “{shortened(coding.quote)}” ({coding.segment.interview})"
    return f"{draft.topic.value} {draft.about}".strip()
