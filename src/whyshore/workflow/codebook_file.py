"""The codebook's file and the database, changed together: both, or neither.

The database keeps every version of the file that was worked with. A change of the codebook is one
event with the codings it touches; undo turns the lines of the file back, too, and only those.
"""

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import Coding
from whyshore.domain.history import Event, refused
from whyshore.domain.words import counted
from whyshore.errors import FixableError, ProblemsError
from whyshore.export.write import replace_file
from whyshore.ingest.codebook import codebook_in
from whyshore.ingest.written_lines import WrittenFile
from whyshore.store.codebooks import last_version, note_version, raw_of, steps_of
from whyshore.store.codings import coding_counts
from whyshore.store.session import Session
from whyshore.workflow.project import CODEBOOK, Project

CODEBOOK_ACTIONS = frozenset({"codebook", "new code"})
"""What events are called that change the codebook's file."""
Swap = Callable[[bytes, bytes], None]
"""Puts bytes in the place of those that are known to be in the file."""


def file_now(project: Project) -> bytes:
    """The codebook's file as it is.

    Raises:
        FixableError: it cannot be read.
    """
    try:
        return project.codebook_file.read_bytes()
    except OSError as error:
        raise FixableError(
            f"{project.codebook_file}: {error.strerror}. Put it back under that name; a first one "
            "is made by: whyshore init"
        ) from error


def codes_in(raw: bytes) -> Codebook:
    """The codebook that bytes of the file describe.

    Raises:
        ProblemsError: something in it is wrong.
    """
    return codebook_in(WrittenFile.read(raw, CODEBOOK).text, CODEBOOK)


def under_codebook(project: Project, session: Session, codings: Sequence[Coding]) -> list[Coding]:
    """New codings with the version of the codebook they are made under, which is kept."""
    mark = note_version(session, file_now(project), coder=project.coder)
    return [replace(each, codebook=mark) for each in codings]


def note_first(project: Project) -> None:
    """Keep the codebook as it is, if the database never saw one; a broken one is left."""
    if project.database.read_only:
        return
    with project.database.reading() as session:
        if last_version(session) is not None:
            return
    try:
        raw = file_now(project)
        codes_in(raw)
    except FixableError:
        return  # told by whoever reads it
    with project.database.writing() as session:
        note_version(session, raw, coder=project.coder)


@contextmanager
def both_or_neither(project: Project) -> Iterator[tuple[Session, Swap]]:
    """A session, and a way to change the file; where saving fails the file is put back."""
    swapped: list[tuple[bytes, bytes]] = []

    def swap(before: bytes, after: bytes) -> None:
        if before != after:
            replace_file(project.codebook_file, before=before, after=after)
            swapped.append((before, after))
            project.forget_codebook()

    done = False
    try:
        with project.database.writing() as session:
            yield session, swap
        done = True
    finally:
        if not done:
            for before, after in reversed(swapped):
                replace_file(project.codebook_file, before=after, after=before)
                project.forget_codebook()


def turn_file(
    project: Project, session: Session, swap: Swap, event: Event | None, *, back: bool
) -> None:
    """Let the file follow an event that was undone (`back`) or redone.

    Raises:
        FixableError: its lines were changed since, or codings still need what would go.
    """
    if event is None or event.action not in CODEBOOK_ACTIONS or event.target is None:
        return
    for before, after in steps_of(session, event.target):
        marks = (after, before) if back else (before, after)
        there, wanted = (raw_of(session, mark) for mark in marks)
        now = file_now(project)
        turned = turned_lines(now, there, wanted) if there and wanted else None
        if turned is None:
            raise FixableError(
                refused(
                    f"Its lines in {CODEBOOK} were changed since, and are left as they are. Change "
                    "them in an editor, or undo the later change of the codebook first (whyshore "
                    "history lists them).",
                    event.summary,
                )
            )
        _check_codes(session, event, now, turned)
        for raw in (now, turned):
            note_version(session, raw, coder=project.coder)
        swap(now, turned)


def _check_codes(session: Session, event: Event, now: bytes, turned: bytes) -> None:
    """Make sure that the file can be used afterwards, and that no coding loses its code."""
    try:
        after = codes_in(turned)
    except ProblemsError as problem:
        why = "The codebook could not be read then."
        raise FixableError(f"{refused(why, event.summary)} {problem}") from problem
    counts = coding_counts(session)
    for code in codes_in(now).codes:
        if code.id not in after and counts[code.id]:
            raise FixableError(
                refused(
                    f"“{code.id}” would leave the codebook and is on "
                    f"{counted(counts[code.id], 'other passage')}. Give them another code first, "
                    "or undo what put it there.",
                    event.summary,
                )
            )


def turned_lines(now: bytes, there: bytes, wanted: bytes) -> bytes | None:
    """The file with what differs between two versions turned from the one to the other.

    What else was changed meanwhile stays. None where those lines were changed, or the lines
    around a place where some were taken out.
    """
    if now == there:
        return wanted
    old, new, found = (raw.split(b"\n") for raw in (there, wanted, now))
    place = _places(old, found)
    turned = list(found)
    steps = difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    for kind, first, last, new_first, new_last in reversed(steps):
        if kind == "equal":
            continue
        around = range(max(first - 1, 0), min(last + 1, len(old)))
        at = [place.get(line) for line in around]
        start = at[0]
        if start is None or at != list(range(start, start + len(around))):
            return None
        begin = start + first - around.start
        turned[begin : begin + last - first] = new[new_first:new_last]
    return b"\n".join(turned)


def _places(old: Sequence[bytes], found: Sequence[bytes]) -> dict[int, int]:
    """Where the lines of a version are in the file, those that still stand."""
    matcher = difflib.SequenceMatcher(a=old, b=found, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
