"""Read `interviews/` into the project; a changed text never moves under its codings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from whyshore.coding.sentences import sentences
from whyshore.domain.case import LEFT_OUT, Case
from whyshore.domain.interview import Interview
from whyshore.domain.project import SyncReport
from whyshore.errors import Problem
from whyshore.ingest.transcripts import ReadTranscript, read_folder
from whyshore.store.cases import adding_case, all_cases
from whyshore.store.events import Change, make
from whyshore.store.interviews import (
    StoredFile,
    adding_interview,
    altering_interview,
    interviews_in_use,
    stored_files,
)
from whyshore.workflow.project import Project

STAYS = (
    "The imported text stays in use and every coding stays where it is. Codings cannot be moved "
    "to a corrected text yet: keep the file as it was, or import the new text under another name."
)
"""What is done with a text that changed under codings."""


@dataclass
class _Sync:
    """What is to be done with each file that was read."""

    added: list[ReadTranscript] = field(default_factory=list)
    updated: list[ReadTranscript] = field(default_factory=list)
    kept: list[Problem] = field(default_factory=list)
    new_cases: list[Case] = field(default_factory=list)


def sync(project: Project, *, coder: str = "") -> SyncReport:
    """Bring new and changed files of `interviews/` into the project, as one change.

    A file whose text changed is taken over only if nothing rests on the old text; otherwise
    the imported text stays in use and the file is reported, so no coding ever drifts.
    """
    with project.database.reading() as session:
        stored = stored_files(session)
    found = read_folder(project.interviews_folder, {each.path: each.file_hash for each in stored})
    work = _save(project, found.transcripts, coder or project.coder)
    present = {read.interview.path for read in found.transcripts} | set(found.unchanged)
    present |= {problem.file for problem in found.problems}
    read_anew = {read.interview.id for read in found.transcripts}
    return SyncReport(
        added=tuple(read.interview.id for read in work.added),
        updated=tuple(read.interview.id for read in work.updated),
        unchanged=tuple(each.interview for each in stored if each.path in found.unchanged),
        kept=tuple(work.kept),
        gone=tuple(
            _gone(each)
            for each in stored
            if each.path not in present and each.interview not in read_anew
        ),
        unreadable=tuple(found.problems),
        notices=tuple(notice for read in work.added + work.updated for notice in read.notices),
        new_cases=tuple(case.name for case in work.new_cases),
    )


def resolve_case(case: Case, known: Sequence[Case]) -> str:
    """The id of the known case that a named one is, aliases counted; else its own id."""
    for each in known:
        same_country = each.country.casefold() == case.country.casefold()
        if each.id == case.id or (same_country and each.is_called(case.company)):
            return each.id
    return case.id


def _save(project: Project, reads: Sequence[ReadTranscript], coder: str) -> _Sync:
    """Decide and save in one transaction, as another program may code or sync meanwhile."""
    if not reads:
        return _Sync()
    sentences_of = {read.interview.id: _sentences(read.interview) for read in reads}
    with project.database.writing() as session:
        stored = {each.interview: each for each in stored_files(session)}
        work = _sort(reads, stored, interviews_in_use(session))
        known = all_cases(session)
        taken = [*work.added, *work.updated]
        work.new_cases = _new_cases([read.interview for read in taken], known)
        changes: list[Change] = [adding_case(case) for case in work.new_cases]
        for read in taken:
            before = stored.get(read.interview.id)
            ready = _settled(read.interview, before, known)
            ready = replace(ready, sentences=sentences_of[ready.id])
            keep = altering_interview if before else adding_interview
            changes.append(keep(session, ready, file_hash=read.file_hash))
        names = ", ".join(read.interview.path for read in taken[:3])
        more = f" and {len(taken) - 3} more" if len(taken) > 3 else ""  # noqa: PLR2004
        make(session, changes, coder=coder, action="sync", summary=f"import {names}{more}")
    return work


def _sort(
    reads: Sequence[ReadTranscript], stored: Mapping[str, StoredFile], in_use: set[str]
) -> _Sync:
    work = _Sync()
    for read in reads:
        interview, known = read.interview, stored.get(read.interview.id)
        if known is None:
            work.added.append(read)
        elif known.file_hash == read.file_hash and known.path == interview.path:
            continue  # another program has just taken it in
        elif known.text_hash != interview.text_hash and interview.id in in_use:
            work.kept.append(
                Problem(
                    interview.path,
                    "The text changed since it was imported, and passages in it are coded.",
                    fix=STAYS,
                )
            )
        else:
            work.updated.append(read)
    return work


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
