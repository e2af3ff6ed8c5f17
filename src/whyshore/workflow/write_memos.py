"""Write down thoughts on codings, codes, cases, interviews and the project."""

from dataclasses import replace
from uuid import uuid4

from whyshore.domain.coding import Coding
from whyshore.domain.history import now
from whyshore.domain.memo import Memo, Topic
from whyshore.domain.words import shortened
from whyshore.store.codings import coding_with_id
from whyshore.store.events import make
from whyshore.store.memos import adding_memo, memos_on, removing_memo, rewriting_memo
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
    kept = text.strip()
    with project.database.writing() as session:
        found = memos_on(session, topic, about)
        moment = now()
        coding = coding_with_id(session, about) if topic is Topic.CODING else None
        named = _named(topic, about, coding)
        if not kept:
            summary = f"remove memo on {named}"
            gone = [removing_memo(session, found[-1].id)] if found else []
            make(session, gone, coder=project.coder, action="remove memo", summary=summary)
            return None
        summary = f"memo on {named}"
        if found:
            memo = replace(found[-1], text=kept, changed=moment)
            if found[-1].text == kept:
                return found[-1]
            change = rewriting_memo(session, memo.id, kept, moment)
        else:
            memo = Memo(uuid4().hex, topic, about, kept, project.coder, moment, moment)
            change = adding_memo(memo)
        make(session, [change], coder=project.coder, action="write memo", summary=summary)
    return memo


def _named(topic: Topic, about: str, coding: Coding | None) -> str:
    """What a memo is about, as a person would name it."""
    if coding is not None:
        return f"{coding.code} “{shortened(coding.quote)}” ({coding.segment.interview})"
    return f"{topic.value} {about}".strip()
