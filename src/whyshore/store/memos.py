"""Save, remove and find memos."""

from collections.abc import Collection, Sequence

from sqlalchemy import RowMapping, select
from sqlmodel import Session

from whyshore.domain.history import now
from whyshore.domain.memo import Memo, Topic
from whyshore.store.events import Change, adding, altering, removing
from whyshore.store.tables import MemoRow, table_of


def memos_on(session: Session, topic: Topic | None = None, about: str | None = None) -> list[Memo]:
    """Memos, oldest first: all, those on one kind of thing, or those on one thing."""
    table = table_of(MemoRow)
    wanted = select(table).order_by(table.c.created, table.c.id)
    if topic is not None:
        wanted = wanted.where(table.c.topic == topic.value)
    if about is not None:
        wanted = wanted.where(table.c.about == about)
    return [_memo(row) for row in session.execute(wanted).mappings()]


def memo_with_id(session: Session, memo: str) -> Memo | None:
    """One memo, None where there is none with this id."""
    table = table_of(MemoRow)
    row = session.execute(select(table).where(table.c.id == memo)).mappings().first()
    return _memo(row) if row else None


def _memo(row: RowMapping) -> Memo:
    return Memo(
        row["id"],
        Topic(row["topic"]),
        row["about"],
        row["text"],
        row["author"],
        row["created"],
        row["changed"],
    )


def adding_memo(memo: Memo) -> Change:
    """The change that adds a memo."""
    row = MemoRow(
        id=memo.id,
        topic=memo.topic.value,
        about=memo.about,
        text=memo.text,
        author=memo.author,
        created=memo.created,
        changed=memo.changed,
    )
    return adding(row)


def rewriting_memo(session: Session, memo: str, text: str, changed: str) -> Change:
    """The change that gives a memo other words."""
    return altering(session, MemoRow, memo, {"text": text, "changed": changed})


def moving_memo(session: Session, memo: str, about: str) -> Change:
    """The change that makes a memo one on another thing of the same kind."""
    return altering(session, MemoRow, memo, {"about": about})


def removing_memo(session: Session, memo: str) -> Change:
    """The change that removes a memo."""
    return removing(session, MemoRow, memo)


def removing_memos(session: Session, *, topic: str, about: str) -> list[Change]:
    """The changes that remove every memo on one thing."""
    return [removing(session, MemoRow, memo.id) for memo in memos_on(session, Topic(topic), about)]


def removing_memos_on(session: Session, codings: Collection[str]) -> list[Change]:
    """The changes that remove every memo on some codings."""
    memos = memos_on(session, Topic.CODING)
    return [removing_memo(session, memo.id) for memo in memos if memo.about in codings]


def merging_memos(
    session: Session, gone: Sequence[str], stays: str, topic: Topic = Topic.CODING
) -> list[Change]:
    """The changes that leave the memos on some codings (or codes) to another, as one memo.

    The memo that is kept has the words of all, each once, in the order they were given.
    """
    memos = [memo for about in (stays, *gone) for memo in memos_on(session, topic, about)]
    if all(memo.about == stays for memo in memos):
        return []
    kept, *others = memos
    text = "\n\n".join(dict.fromkeys(memo.text for memo in memos))
    values = {"about": stays, "text": text, "changed": now()}
    removed = [removing_memo(session, memo.id) for memo in others]
    return [*removed, altering(session, MemoRow, kept.id, values)]
