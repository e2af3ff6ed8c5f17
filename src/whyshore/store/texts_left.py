"""Texts that the project had and went back behind, by an undo or a restore."""

from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlmodel import Session

from whyshore.domain.interview import Interview
from whyshore.store.tables import InterviewRow, InterviewVersionRow, table_of


@dataclass(frozen=True, slots=True)
class TextsLeft:
    """What was gone back behind; undo of that needs the interviews as they are."""

    newer: frozenset[str] = frozenset()
    """The interviews that had a newer text than the one in use."""
    gone: frozenset[str] = frozenset()
    """The interviews that had texts and are in the project no longer."""
    texts: frozenset[str] = field(default=frozenset(), repr=False)
    """The hashes of the texts of those that are gone."""

    def has_left(self, interview: Interview) -> bool:
        """Whether an interview that is not in the project was in it before."""
        return interview.id in self.gone or interview.text_hash in self.texts


def texts_left(session: Session) -> TextsLeft:
    """What is stored of each interview and was gone back behind."""
    table, version = table_of(InterviewRow), table_of(InterviewVersionRow)
    in_use = select(table.c.id, version.c.number).join(version, version.c.id == table.c.version)
    newest = select(version.c.interview, func.max(version.c.number)).group_by(version.c.interview)
    numbers: dict[str, int] = dict(session.execute(in_use).all())
    last = session.execute(newest).all()
    gone = frozenset(key for key, _ in last if key not in numbers)
    newer = frozenset(key for key, number in last if number > numbers.get(key, number))
    if not gone:
        return TextsLeft(newer)
    hashes = select(version.c.interview, version.c.text_hash)
    texts = frozenset(text for key, text in session.execute(hashes) if key in gone)
    return TextsLeft(newer, gone, texts)
