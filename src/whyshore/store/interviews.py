"""Keep interviews and the versions of their texts."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Select, func, insert, select, update
from sqlmodel import Session

from whyshore.domain.history import now
from whyshore.domain.interview import Interview, Outline, Role, Turn, heads
from whyshore.errors import FixableError
from whyshore.store.events import Change, adding, altering
from whyshore.store.tables import (
    CodingRow,
    GuidePinRow,
    InterviewRow,
    InterviewVersionRow,
    PassageRow,
    ReadingRow,
    table_of,
)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What the database knows of an interview's file, to see whether it changed."""

    interview: str
    path: str
    file_hash: str
    text_hash: str
    default_case: str | None
    front_case: str | None


def stored_files(session: Session) -> list[StoredFile]:
    """The files of all interviews as they were imported."""
    interview, version = table_of(InterviewRow), table_of(InterviewVersionRow)
    rows = session.execute(
        select(
            interview.c.id,
            interview.c.path,
            version.c.file_hash,
            version.c.text_hash,
            interview.c.default_case,
            interview.c.front_case,
        ).join(version, version.c.id == interview.c.version)
    )
    return [StoredFile(*row) for row in rows]


def interview_outlines(session: Session) -> list[Outline]:
    """What a list of interviews shows, without their texts; by path."""
    interview = table_of(InterviewRow).c
    wanted = (interview.id, interview.title, interview.include, interview.fictional)
    rows = session.execute(select(*wanted, interview.default_case).order_by(interview.path))
    return [Outline(*row) for row in rows]


def turns_by_interview(session: Session) -> dict[str, list[tuple[int, bool]]]:
    """Where each turn of each interview starts, and whether one would code it."""
    interview, version = table_of(InterviewRow), table_of(InterviewVersionRow)
    wanted = select(interview.c.id, version.c.turns)
    rows = session.execute(wanted.join(version, version.c.id == interview.c.version))
    return {
        name: [(fields[1], _is_codable(fields)) for fields in json.loads(turns)]
        for name, turns in rows
    }


def never_changed(session: Session) -> set[str]:
    """The interviews that had one text ever since they were imported."""
    version = table_of(InterviewVersionRow)
    counted = select(version.c.interview).group_by(version.c.interview)
    return set(session.scalars(counted.having(func.count() == 1)))


def all_interviews(session: Session) -> list[Interview]:
    """Every interview with its text and turns, by path."""
    return [_as_interview(row) for row in session.execute(_wanted()).mappings()]


def interview_with_id(session: Session, interview: str) -> Interview | None:
    """One interview, None where there is none."""
    wanted = _wanted().where(table_of(InterviewRow).c.id == interview)
    row = session.execute(wanted).mappings().first()
    return _as_interview(row) if row else None


def interviews_in_use(session: Session) -> set[str]:
    """The interviews that codings, passages or pins lie in, so that their text must not move."""
    found: set[str] = set()
    for table in (table_of(CodingRow), table_of(PassageRow), table_of(GuidePinRow)):
        found |= set(session.scalars(select(table.c.interview).distinct()))
    return found


def text_hash_of(session: Session, interview: str) -> str | None:
    """The hash of the text in use for an interview, None where there is none."""
    table, version = table_of(InterviewRow), table_of(InterviewVersionRow)
    joined = select(version.c.text_hash).join(table, version.c.id == table.c.version)
    return session.scalars(joined.where(table.c.id == interview)).first()


def text_of(session: Session, interview: str) -> str:
    """The text in use for an interview, empty where there is none."""
    table, version = table_of(InterviewRow), table_of(InterviewVersionRow)
    joined = select(version.c.text).join(table, version.c.id == table.c.version)
    return session.scalars(joined.where(table.c.id == interview)).first() or ""


def check_text(session: Session, interview: str, text_hash: str) -> None:
    """Make sure that positions in an interview still count in the text in use.

    Raises:
        FixableError: the text was replaced since the interview was opened.
    """
    if text_hash_of(session, interview) != text_hash:
        raise FixableError(f"The text of “{interview}” changed since it was opened. Open it again.")


def adding_interview(session: Session, interview: Interview, *, file_hash: str) -> Change:
    """Keep the text for good, and give the change that adds the interview."""
    version = _keep_version(session, interview, file_hash)
    return adding(InterviewRow.model_validate(_values(interview, version)))


def altering_interview(session: Session, interview: Interview, *, file_hash: str) -> Change:
    """Keep the new text, and give the change that makes the interview point to it."""
    version = _keep_version(session, interview, file_hash)
    values = _values(interview, version)
    return altering(session, InterviewRow, interview.id, values)


def setting_default_case(session: Session, interview: str, case: str | None) -> Change:
    """The change that gives an interview another default case."""
    return altering(session, InterviewRow, interview, {"default_case": case})


def reading_position(session: Session, *, coder: str, interview: str) -> int:
    """Where a coder last was in an interview; 0 at first."""
    row = session.get(ReadingRow, f"{coder}:{interview}")
    return row.position if row else 0


def last_read(session: Session, *, coder: str) -> str | None:
    """The interview a coder was last in."""
    table = table_of(ReadingRow)
    wanted = select(table.c.interview).where(table.c.coder == coder).order_by(table.c.at.desc())
    return session.scalars(wanted).first()


def keep_reading_position(session: Session, *, coder: str, interview: str, position: int) -> None:
    """Remember where a coder is in an interview."""
    place = ReadingRow(
        id=f"{coder}:{interview}", coder=coder, interview=interview, position=position, at=now()
    )
    session.merge(place)


def move_readers(session: Session, interview: str, moved: Callable[[int], int]) -> None:
    """Put everybody who reads an interview where they were in its corrected text."""
    table = table_of(ReadingRow)
    rows = session.execute(
        select(table.c.id, table.c.position).where(table.c.interview == interview)
    )
    for key, position in rows.all():
        at = moved(position)
        session.execute(update(table).where(table.c.id == key).values(position=at))


def _keep_version(session: Session, interview: Interview, file_hash: str) -> str:
    table = table_of(InterviewVersionRow)
    last = session.scalars(
        select(func.max(table.c.number)).where(table.c.interview == interview.id)
    ).first()
    number = (last or 0) + 1
    version = f"{interview.id}@{number}"
    session.execute(
        insert(table).values(
            id=version,
            interview=interview.id,
            number=number,
            text=interview.text,
            text_hash=interview.text_hash,
            file_hash=file_hash,
            encoding=interview.encoding,
            turns=_turns_as_text(interview.turns),
            sentences=json.dumps(interview.sentences, separators=(",", ":")),
            imported=now(),
        )
    )
    return version


def _values(interview: Interview, version: str) -> dict[str, str | bool | None]:
    return {
        "id": interview.id,
        "path": interview.path,
        "title": interview.title,
        "language": interview.language,
        "date": interview.date,
        "source": interview.source,
        "notes": interview.notes,
        "include": interview.include,
        "fictional": interview.fictional,
        "named_cases": json.dumps(interview.named_cases),
        "default_case": interview.default_case,
        "front_case": interview.front_case,
        "version": version,
    }


def _wanted() -> Select[*tuple[Any, ...]]:
    interview, version = table_of(InterviewRow), table_of(InterviewVersionRow)
    kept = (version.c.text, version.c.turns, version.c.sentences, version.c.encoding)
    joined = select(interview, *kept).join(version, version.c.id == interview.c.version)
    return joined.order_by(interview.c.path)


def _as_interview(row: RowMapping) -> Interview:
    return Interview(
        id=row["id"],
        path=row["path"],
        title=row["title"],
        text=row["text"],
        turns=tuple(_as_turn(fields) for fields in json.loads(row["turns"])),
        sentences=tuple(map(tuple, json.loads(row["sentences"]))),
        language=row["language"],
        date=row["date"],
        source=row["source"],
        notes=row["notes"],
        encoding=row["encoding"],
        include=row["include"],
        fictional=row["fictional"],
        default_case=row["default_case"],
        front_case=row["front_case"],
        named_cases=tuple(json.loads(row["named_cases"])),
    )


_ROLES = {role.value: role for role in Role}


def _as_turn(fields: Sequence[Any]) -> Turn:
    number, start, words, end, label, speaker, role, time_code = fields
    return Turn(number, start, words, end, label, speaker, _ROLES[role], time_code)


def _is_codable(fields: Sequence[Any]) -> bool:
    """As `is_codable` of the turn, without making one: this is asked of every turn there is."""
    _, start, words, _, label, _, role, time_code = fields
    return role != Role.INTERVIEWER and not heads(start, words, label, time_code)


def _turns_as_text(turns: Sequence[Turn]) -> str:
    rows = [
        (
            turn.number,
            turn.start,
            turn.words_start,
            turn.end,
            turn.label,
            turn.speaker,
            turn.role.value,
            turn.time_code,
        )
        for turn in turns
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
