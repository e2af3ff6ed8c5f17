"""Read `interviews/` into the project; a changed text never moves under its codings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from whyshore.coding.sentences import sentences
from whyshore.domain.case import LEFT_OUT, Case
from whyshore.domain.interview import Interview
from whyshore.domain.project import SyncReport
from whyshore.errors import Problem
from whyshore.ingest.transcripts import ReadTranscript, read_folder
from whyshore.store.cases import adding_case, all_cases, passages_in
from whyshore.store.codings import codings_in
from whyshore.store.events import Change, make
from whyshore.store.interviews import (
    StoredFile,
    adding_interview,
    altering_interview,
    stored_files,
)
from whyshore.workflow.project import Project


@dataclass
class _Sync:
    """What is found while the files are gone through."""

    added: list[ReadTranscript] = field(default_factory=list)
    updated: list[ReadTranscript] = field(default_factory=list)
    kept: list[Problem] = field(default_factory=list)


def sync(project: Project, *, coder: str = "") -> SyncReport:
    """Bring new and changed files of `interviews/` into the project, as one change.

    A file whose text changed is taken over only if nothing rests on the old text; otherwise
    the imported text stays in use and the file is reported, so no coding ever drifts.
    """
    with project.database.reading() as session:
        stored = {each.interview: each for each in stored_files(session)}
        in_use = {coding.segment.interview for coding in codings_in(session)}
        in_use |= {passage.segment.interview for passage in passages_in(session)}
        cases = all_cases(session)
    known = {each.path: each.file_hash for each in stored.values()}
    found = read_folder(project.interviews_folder, known)
    work = _sort(found.transcripts, stored, in_use)
    new_cases = _save(project, work, cases, coder or project.coder)
    present = {read.interview.path for read in found.transcripts} | set(found.unchanged)
    present |= {problem.file for problem in found.problems}
    moved = {read.interview.id for read in found.transcripts}
    return SyncReport(
        added=tuple(read.interview.id for read in work.added),
        updated=tuple(read.interview.id for read in work.updated),
        unchanged=tuple(each.interview for each in stored.values() if each.path in found.unchanged),
        kept=tuple(work.kept),
        gone=tuple(
            _gone(each)
            for each in stored.values()
            if each.path not in present and each.interview not in moved
        ),
        unreadable=tuple(found.problems),
        notices=tuple(notice for read in work.added + work.updated for notice in read.notices),
        new_cases=tuple(case.name for case in new_cases),
    )


def resolve_case(case: Case, known: Sequence[Case]) -> str:
    """The id of the known case that a named one is, aliases counted; else its own id."""
    for each in known:
        same_country = each.country.casefold() == case.country.casefold()
        if each.id == case.id or (same_country and each.is_called(case.company)):
            return each.id
    return case.id


def _sort(
    transcripts: Sequence[ReadTranscript], stored: Mapping[str, StoredFile], in_use: set[str]
) -> _Sync:
    work = _Sync()
    for read in transcripts:
        interview, known = read.interview, stored.get(read.interview.id)
        if known is None:
            work.added.append(read)
        elif known.text_hash != interview.text_hash and interview.id in in_use:
            work.kept.append(
                Problem(
                    interview.path,
                    "The text changed since it was imported, and passages in it are coded.",
                    fix="The imported text stays in use and every coding stays where it is.",
                )
            )
        else:
            work.updated.append(read)
    return work


def _save(project: Project, work: _Sync, cases: Sequence[Case], coder: str) -> list[Case]:
    reads = [*work.added, *work.updated]
    if not reads:
        return []
    ready = [(read, _with_sentences(read.interview)) for read in reads]
    known = list(cases)
    with project.database.writing() as session:
        changes: list[Change] = []
        new_cases = _new_cases([read.interview for read in reads], known)
        changes += [adding_case(case) for case in new_cases]
        for read, interview in ready:
            keep = adding_interview if read in work.added else altering_interview
            settled = replace(
                interview,
                default_case=_default(interview, known),
                named_cases=tuple(resolve_case(case, known) for case in interview.cases),
            )
            changes.append(keep(session, settled, file_hash=read.file_hash))
        names = ", ".join(read.interview.path for read in reads[:3])
        more = f" and {len(reads) - 3} more" if len(reads) > 3 else ""  # noqa: PLR2004
        make(session, changes, coder=coder, action="sync", summary=f"import {names}{more}")
    return new_cases


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


def _default(interview: Interview, known: Sequence[Case]) -> str | None:
    named = next((case for case in interview.cases if case.id == interview.default_case), None)
    return resolve_case(named, known) if named else interview.default_case


def _with_sentences(interview: Interview) -> Interview:
    cut = sentences(interview.text, interview.turns, interview.language)
    return replace(interview, sentences=cut)


def _gone(stored: StoredFile) -> Problem:
    return Problem(
        stored.path,
        "The file is no longer in interviews/.",
        fix="The interview and its codings stay in the project.",
    )
