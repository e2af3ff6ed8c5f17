"""Read `interviews/` into the project; what lies in a corrected text is put on the new words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from whyshore.coding.sentences import sentences
from whyshore.domain.anchoring import ChangedText
from whyshore.domain.case import LEFT_OUT, Case
from whyshore.domain.interview import Interview
from whyshore.domain.project import SyncReport
from whyshore.errors import Problem, UnknownInterviewError
from whyshore.ingest.transcripts import ReadFolder, read_folder
from whyshore.store.cases import adding_case, all_cases
from whyshore.store.events import Change, make
from whyshore.store.interviews import (
    StoredFile,
    adding_interview,
    altering_interview,
    interview_with_id,
    interviews_in_use,
    move_readers,
    stored_files,
    text_of,
)
from whyshore.store.session import Session
from whyshore.store.texts_left import texts_left
from whyshore.workflow.backups import back_up
from whyshore.workflow.match_files import Matched, match_files
from whyshore.workflow.project import Project

WAITS = (
    "The imported text stays in use until you take the corrected one over. Look first: "
    "whyshore sync --dry-run; then run: whyshore sync (F10 in the coding screen)"
)
"""What is done with a text that changed under codings."""
CORRECTED = "The text changed since it was imported, and passages in it are coded."
LEFT = (
    "It waits, as taking it in would stand in the way of bringing back what was undone or "
    "restored. Where you go on from here, take it in with: whyshore sync (F10 in the coding screen)"
)
"""What is done with a file whose text the project had and went back behind."""
EARLIER_TEXT = "An earlier text of it is in use, after an undo or a restore, and the file differs."
NOT_YET_THERE = "It is not in the project, which was taken back to before its import."


@dataclass
class _Sync:
    """What is to be done with each file that was read."""

    added: list[Matched] = field(default_factory=list)
    updated: list[Matched] = field(default_factory=list)
    """Nothing lies in their text, or their text is the same."""
    corrected: list[Matched] = field(default_factory=list)
    """Their text changed under codings, or the project went back behind it."""
    waiting: list[tuple[Matched, Problem]] = field(default_factory=list)
    """What nobody asked to take over, and why it waits."""
    changed: list[ChangedText] = field(default_factory=list)
    new_cases: list[Case] = field(default_factory=list)


def sync(
    project: Project, *, coder: str = "", corrected: bool = False, only_look: bool = False
) -> SyncReport:
    """Bring new, changed and renamed files of `interviews/` into the project, as one change.

    A text that changed under codings is taken over only with `corrected`: then everything that
    lies in it is put on the new text, and what is not sure waits for a person. Otherwise the
    imported text stays in use and the file is reported. The same goes for whatever differs after
    an undo or restore went back behind it, as taking it in would block the way forth again. With
    `only_look` nothing is saved.
    """
    with project.database.reading() as session:
        stored = stored_files(session)
    found = read_folder(project.interviews_folder, {each.path: each.file_hash for each in stored})
    work = _work(project, found, coder or project.coder, corrected=corrected, only_look=only_look)
    taken = [*work.added, *work.updated, *work.corrected]
    present = _present(found)
    seen = {each.read.interview.id for each in [*taken, *(each for each, _ in work.waiting)]}
    return SyncReport(
        added=tuple(each.read.interview.id for each in work.added),
        updated=tuple(each.read.interview.id for each in work.updated),
        unchanged=tuple(each.interview for each in stored if each.path in found.unchanged),
        renamed=tuple(
            (each.known.path, each.read.interview.path)
            for each in taken
            if each.known and each.is_renamed
        ),
        corrected=tuple(work.changed),
        kept=tuple(problem for _, problem in work.waiting),
        gone=tuple(
            _gone(each)
            for each in stored
            if each.path not in present and each.interview not in seen
        ),
        unreadable=tuple(found.problems),
        notices=tuple(notice for each in taken for notice in each.read.notices),
        new_cases=tuple(case.name for case in work.new_cases),
    )


def resolve_case(case: Case, known: Sequence[Case]) -> str:
    """The id of the known case that a named one is, aliases counted; else its own id."""
    for each in known:
        same_country = each.country.casefold() == case.country.casefold()
        if each.id == case.id or (same_country and each.is_called(case.company)):
            return each.id
    return case.id


def _present(found: ReadFolder) -> set[str]:
    read = {each.interview.path for each in found.transcripts}
    return read | set(found.unchanged) | {problem.file for problem in found.problems}


def _work(
    project: Project, found: ReadFolder, coder: str, *, corrected: bool, only_look: bool
) -> _Sync:
    """Decide and save in one transaction, as another program may code or sync meanwhile."""
    if not found.transcripts:
        return _Sync()
    with project.database.reading() as session:
        work = _sort(session, found, asked=corrected)
        if only_look:
            _change_texts(session, work, _cases_added(session, work))
            return work
    if work.corrected:
        back_up(project, "sync")
    sentences_of = {read.interview.path: _sentences(read.interview) for read in found.transcripts}
    with project.database.writing() as session:
        work = _sort(session, found, asked=corrected)
        known = _cases_added(session, work)
        changes: list[Change] = [adding_case(case) for case in work.new_cases]
        for each in [*work.added, *work.updated, *work.corrected]:
            ready = _settled(each.read.interview, each.known, known)
            ready = replace(ready, sentences=sentences_of[ready.path])
            keep = altering_interview if each.known else adding_interview
            changes.append(keep(session, ready, file_hash=each.read.file_hash))
        changes += _change_texts(session, work, known, readers=True)
        make(session, changes, coder=coder, action="sync", summary=_summary(work))
    return work


def _cases_added(session: Session, work: _Sync) -> list[Case]:
    """The cases the project knows, with those that the files bring."""
    known = all_cases(session)
    taken = [*work.added, *work.updated, *work.corrected]
    work.new_cases = _new_cases([each.read.interview for each in taken], known)
    return known


def _sort(session: Session, found: ReadFolder, *, asked: bool) -> _Sync:
    """What is to be done with each file; what changes under codings is done only if asked for."""
    work, in_use, left = _Sync(), interviews_in_use(session), texts_left(session)
    stored, reads = stored_files(session), found.transcripts
    for each in match_files(reads, stored, _present(found), partial(text_of, session)):
        known, interview = each.known, each.read.interview
        if known is None and not asked and left.has_left(interview):
            work.waiting.append((each, _waiting(each, NOT_YET_THERE, LEFT)))
        elif known is None:
            work.added.append(each)
        elif known.file_hash == each.read.file_hash and not each.is_renamed:
            continue  # another program has just taken it in
        elif interview.id in left.newer and not asked:
            work.waiting.append((each, _waiting(each, EARLIER_TEXT, LEFT)))
        elif known.text_hash == interview.text_hash:
            work.updated.append(each)
        elif interview.id in left.newer or (interview.id in in_use and asked):
            work.corrected.append(each)
        elif interview.id in in_use:
            work.waiting.append((each, _waiting(each, CORRECTED, WAITS)))
        else:
            work.updated.append(each)
    return work


def _change_texts(
    session: Session, work: _Sync, known: Sequence[Case], *, readers: bool = False
) -> list[Change]:
    """The changes that put everything on the corrected texts."""
    from whyshore.workflow.reanchor import Reanchor  # only needed where a text was corrected

    changes: list[Change] = []
    for each in work.corrected:
        old = interview_with_id(session, each.read.interview.id)
        if old is None:
            raise UnknownInterviewError(each.read.interview.id)
        moving = Reanchor(session, old, _settled(each.read.interview, each.known, known))
        work.changed.append(moving.run())
        changes += moving.changes
        if readers:
            move_readers(session, old.id, moving.position)
    return changes


def _summary(work: _Sync) -> str:
    plain = [each.read.interview.path for each in [*work.added, *work.updated]]
    names = ", ".join(plain[:3])
    more = f" and {len(plain) - 3} more" if len(plain) > 3 else ""  # noqa: PLR2004
    parts = [f"import {names}{more}"] if plain else []
    parts += [f"take over corrected {each.path}: {each.in_words}" for each in work.changed]
    return "; ".join(parts)


def _waiting(matched: Matched, what: str, fix: str) -> Problem:
    return Problem(matched.read.interview.path, what, fix=fix)


def _settled(interview: Interview, before: StoredFile | None, known: Sequence[Case]) -> Interview:
    """The interview with its cases as the project knows them.

    A default case that a coder has set stays until the front matter says something new.
    """
    named = {case.id: resolve_case(case, known) for case in interview.cases}
    front = named.get(interview.default_case or "", interview.default_case)
    kept = before is not None and before.front_case == front
    default = before.default_case if before is not None and kept else front
    return replace(
        interview, default_case=default, front_case=front, named_cases=tuple(named.values())
    )


def _new_cases(interviews: Sequence[Interview], known: list[Case]) -> list[Case]:
    """The cases that front matter names and the project does not know; adds them to `known`."""
    new = []
    for interview in interviews:
        for case in interview.cases:
            if resolve_case(case, known) == case.id and all(each.id != case.id for each in known):
                found = case if interview.include else replace(case, attributes=LEFT_OUT)
                new.append(found)
                known.append(found)
    return new


def _sentences(interview: Interview) -> tuple[tuple[int, int], ...]:
    return sentences(interview.text, interview.turns, interview.language)


def _gone(stored: StoredFile) -> Problem:
    return Problem(
        stored.path,
        "The file is no longer in interviews/.",
        fix="The interview and its codings stay in the project.",
    )
