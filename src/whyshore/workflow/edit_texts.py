"""Change words of transcripts by the tool: every position is shifted exactly, the old text kept.

The file in `interviews/` is changed in the same words and in nothing else, so that it stays what
the project holds, and a clone finds the codings on their words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from whyshore.coding.edits import Edit, Edited
from whyshore.coding.sentences import sentences
from whyshore.domain.anchoring import Outcome
from whyshore.domain.coding import Coding
from whyshore.domain.guide import Pin
from whyshore.domain.history import EDIT, Event
from whyshore.domain.interview import Interview
from whyshore.domain.segment import NOWHERE, Anchor, Segment, anchor
from whyshore.domain.words import counted
from whyshore.errors import FixableError, UnknownInterviewError
from whyshore.export.write import write_bytes
from whyshore.ingest.rewrite import changed_lines, rewritten
from whyshore.ingest.transcripts import transcript_in
from whyshore.store.adrift import all_adrift, setting_adrift
from whyshore.store.cases import passages_in, replacing_passage
from whyshore.store.codings import codings_in, replacing
from whyshore.store.events import Change, make
from whyshore.store.guide_pins import pins_in, replacing_pin
from whyshore.store.interviews import (
    StoredFile,
    altering_interview,
    interview_with_id,
    move_readers,
    stored_files,
)
from whyshore.store.session import Session
from whyshore.workflow.backups import back_up
from whyshore.workflow.in_free_order import in_free_order
from whyshore.workflow.project import Project
from whyshore.workflow.read_by_guide import beginning
from whyshore.workflow.reanchor import coding_aside, coding_place, pin_aside, pin_place

Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """One file before and after."""

    path: Path
    before: bytes
    after: bytes
    interview: Interview
    """As it reads afterwards."""
    edited: Edited


def edit_texts(
    project: Project, edits: Mapping[str, Sequence[Edit]], summary: str, words: Words = str
) -> int:
    """Make edits in interviews, as one change that undo takes back; gives how many were made.

    `words` changes words that are kept apart from a text in the same way: the quotes of what a
    corrected text no longer surely has.

    Raises:
        FixableError: a file was changed since it was taken in, or cannot be written back.
    """
    wanted = {name: each for name, each in edits.items() if each}
    count = sum(map(len, wanted.values()))
    if not count:
        return 0
    back_up(project, "edit")
    written: list[_Rewriting] = []
    try:
        with project.database.writing() as session:
            changes: list[Change] = []
            for name, some in wanted.items():
                work = _rewriting(project, session, name, some)
                changes += _changes(session, work, words)
                written.append(work)
                write_bytes(work.path, work.after)
            make(session, changes, coder=project.coder, action=EDIT, summary=summary)
    except FixableError:
        for work in written:
            write_bytes(work.path, work.before)
        raise
    return count


def check_edits(project: Project, session: Session, name: str, edits: Sequence[Edit]) -> None:
    """Make sure that edits could be made in an interview; nothing is written.

    Raises:
        FixableError: its file was changed since it was taken in, or would be read in another way.
    """
    _rewriting(project, session, name, edits)


def bring_files_along(
    project: Project, session: Session, event: Event, left: Mapping[str, StoredFile]
) -> None:
    """After undo or redo of an edit, give the files the words that are in use again.

    `left` is what was stored of the files before: nobody else has a copy of words that somebody
    put into one since.

    Raises:
        FixableError: a file was changed since, or cannot be written back; all stay as they are.
    """
    work = []
    for name in (key for kind, key in event.touched if kind == "interview"):
        interview = interview_with_id(session, name)
        path = project.interviews_folder / interview.path if interview else None
        if interview is None or path is None or not path.is_file():
            continue
        before = path.read_bytes()
        there = transcript_in(before, interview.path)
        if there.file_hash != left[name].file_hash:
            raise FixableError(
                f"Not undone or redone: {interview.path} was changed since it was taken in, and "
                f"your words in it are left. Run whyshore sync first. (“{event.summary}”)"
            )
        text = there.interview.text
        lines = changed_lines(text, interview.text)
        after = rewritten(before, interview.path, text, lines) if lines else before
        work.append((path, before, after))
    _write_all(work)


def _write_all(work: Sequence[tuple[Path, bytes, bytes]]) -> None:
    """Write files, or none of them."""
    written = []
    try:
        for path, before, after in work:
            if before != after:
                write_bytes(path, after)
                written.append((path, before))
    except FixableError:
        for path, before in written:
            write_bytes(path, before)
        raise


def _rewriting(project: Project, session: Session, name: str, edits: Sequence[Edit]) -> _Rewriting:
    interview = interview_with_id(session, name)
    if interview is None:
        raise UnknownInterviewError(name)
    path = project.interviews_folder / interview.path
    known = next(each for each in stored_files(session) if each.interview == name)
    if not path.is_file():
        raise FixableError(f"{interview.path} is no longer in interviews/, so it is not edited.")
    before = path.read_bytes()
    if transcript_in(before, interview.path).file_hash != known.file_hash:
        raise FixableError(
            f"{interview.path} was changed since it was taken in. Run whyshore sync first."
        )
    edited = Edited(interview.text, edits)
    changes = [(each.start, each.end, each.new) for each in edits]
    after = rewritten(before, interview.path, interview.text, changes)
    read = transcript_in(after, interview.path).interview
    if read.text != edited.text or len(read.turns) != len(interview.turns):
        raise FixableError(
            f"{interview.path}: after this edit the text would be read in another way, with "
            f"{counted(len(read.turns), 'turn')} instead of {len(interview.turns)}. Nothing was "
            "changed."
        )
    ready = replace(
        interview,
        text=read.text,
        turns=read.turns,
        sentences=sentences(read.text, read.turns, interview.language),
    )
    return _Rewriting(path, before, after, ready, edited)


def _changes(session: Session, work: _Rewriting, words: Words) -> list[Change]:
    interview, edited = work.interview, work.edited
    hashed = transcript_in(work.after, interview.path).file_hash
    codings = [(each, _coding(each, work, words)) for each in codings_in(session, interview.id)]
    pins = [(each, _pin(each, work, words)) for each in pins_in(session, interview.id)]
    changes = [altering_interview(session, interview, file_hash=hashed)]
    changes += [
        replacing_passage(each, replace(each, segment=_segment(each.segment, edited)))
        for each in passages_in(session, interview.id)
    ]
    changes += [replacing(*m) for m in in_free_order(codings, coding_place, coding_aside)]
    changes += [replacing_pin(*m) for m in in_free_order(pins, pin_place, pin_aside)]
    changes += [
        setting_adrift(session, replace(each, was=_said(each.was, words)))
        for each in all_adrift(session, interview.id)
    ]
    move_readers(session, interview.id, edited.start_of)
    return changes


def _segment(segment: Segment, edited: Edited) -> Segment:
    if segment.start >= NOWHERE:
        return segment
    start, end = edited.start_of(segment.start), edited.end_of(segment.end)
    if start >= end:
        raise FixableError(
            "All words of a coding or passage would go with this edit. Remove or move it first."
        )
    return replace(segment, start=start, end=end)


def _coding(coding: Coding, work: _Rewriting, words: Words) -> Coding:
    place = _segment(coding.segment, work.edited)
    if coding.anchored is Outcome.KEPT:
        kept = anchor(work.interview.text, place.start, place.end)
    else:
        kept = _said(Anchor(coding.quote, coding.before, coding.after), words)
    return replace(coding, segment=place, quote=kept.quote, before=kept.before, after=kept.after)


def _pin(pin: Pin, work: _Rewriting, words: Words) -> Pin:
    start = pin.start if pin.start >= NOWHERE else work.edited.start_of(pin.start)
    turn = next((each for each in work.interview.turns if each.words_start == start), None)
    quote = beginning(work.interview, turn) if turn else words(pin.quote)
    return replace(pin, start=start, quote=quote)


def _said(was: Anchor, words: Words) -> Anchor:
    return Anchor(words(was.quote), words(was.before), words(was.after))
