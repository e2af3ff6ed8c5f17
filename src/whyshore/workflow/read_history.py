"""Read the history: who changed what, when, and what was before and after."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from whyshore.analysis.trail import About, with_what_it_is_about
from whyshore.domain.history import Entry, HistoryWanted, ListedChange, moment_of
from whyshore.errors import FixableError
from whyshore.export.history import Naming, effects_told
from whyshore.store.cases import all_cases
from whyshore.store.database import Database, sqlite_url
from whyshore.store.history import entries
from whyshore.store.interviews import all_interviews, never_changed, turns_by_interview
from whyshore.store.replay import fill, missing_texts, rows_from_events, whole
from whyshore.store.session import Session
from whyshore.workflow.coded_segments import (
    case_named,
    code_named,
    coded_segments,
    interview_named,
)
from whyshore.workflow.exchange_record import write_record
from whyshore.workflow.project import DATABASE, Project

SHOWN = 30
"""How many things of one change a list tells of; the others are counted."""


def read_history(project: Project, wanted: HistoryWanted) -> list[Entry]:
    """The changes that fit, the newest first.

    Raises:
        FixableError: a name or a date is not known, or there is no change of that number.
    """
    since = moment_of(wanted.since) if wanted.since else ""
    until = moment_of(wanted.until, end_of_day=True) if wanted.until else ""
    narrow = _names(project, wanted)
    belongs = _cases_of_codings(project) if wanted.case else {}
    with project.database.reading() as session:
        told = with_what_it_is_about(entries(session, until=until), belongs)
        found = [
            entry
            for entry, about in told
            if entry.event.at >= since
            and _fits(about, narrow)
            and (not wanted.coder or entry.event.coder == wanted.coder)
            and (wanted.number is None or entry.event.number == wanted.number)
        ]
    if wanted.number is not None and not found:
        raise FixableError(f"There is no change number {wanted.number}. See: whyshore history")
    return found[::-1]


def list_changes(project: Project, limit: int) -> list[ListedChange]:
    """The newest changes for a list, the newest first; things are called by their names."""
    with project.database.reading() as session:
        newest = deque(entries(session), maxlen=limit)
        naming = _naming(project, session)
    return [
        ListedChange(replace(each.event, touched=()), tuple(effects_told(each, SHOWN, naming)))
        for each in reversed(newest)
    ]


def _naming(project: Project, session: Session) -> Naming:
    """Codes and cases by name, places by turn where the text never changed."""
    codebook = project.last_codebook()
    cases = {case.id: case.name for case in all_cases(session)}
    turns = {interview: [start for start, _ in each] for interview, each in _steady(session)}

    def place(interview: object, start: object, _end: object) -> str:
        starts = turns.get(str(interview), [])
        if not starts or not isinstance(start, int):
            return str(interview)
        return f"{interview}, turn {max(1, bisect_right(starts, start))}"

    return Naming(
        code=lambda code: codebook.called(str(code)),
        case=lambda case: cases.get(str(case), str(case)),
        place=place,
        by_name=True,
    )


def _steady(session: Session) -> Iterator[tuple[str, list[tuple[int, bool]]]]:
    """The interviews whose text was never another one, with where their turns start."""
    steady = never_changed(session)
    return ((each, turns) for each, turns in turns_by_interview(session).items() if each in steady)


def audit_trail(project: Project, wanted: HistoryWanted) -> str:
    """What the changes that fit are called as a document."""
    title = project.codebook().title or project.folder.resolve().name
    narrowed = {
        "coder": wanted.coder,
        "code": wanted.code,
        "interview": wanted.interview,
        "case": wanted.case,
        "from": wanted.since,
        "to": wanted.until,
    }
    told = ", ".join(f"{name} {value}" for name, value in narrowed.items() if value)
    return f"{title} ({told})" if told else title


def _names(project: Project, wanted: HistoryWanted) -> About:
    """What the changes have to touch, by id."""
    narrow = About()
    with project.database.reading() as session:
        if wanted.interview:
            known = {each.id: each for each in all_interviews(session)}
            narrow.interviews = {interview_named(wanted.interview, known).id}
        if wanted.case:
            narrow.cases = {case_named(wanted.case, all_cases(session)).id}
        if wanted.code:
            told = with_what_it_is_about(entries(session), {})
            used = {code for _, about in told for code in about.codes}
            code, codebook = code_named(project, wanted.code, sorted(used)), project.codebook()
            branch = codebook.branch(code.id) if code.id in codebook else (code,)
            narrow.codes = {each.id for each in branch}
    return narrow


def _cases_of_codings(project: Project) -> dict[str, str]:
    return {each.coding.id: each.case for each in coded_segments(project) if each.case}


def _fits(about: About, narrow: About) -> bool:
    return all(
        not wanted or wanted & touched
        for wanted, touched in (
            (narrow.codes, about.codes),
            (narrow.interviews, about.interviews),
            (narrow.cases, about.cases),
        )
    )


# --- the state of a date ---


@contextmanager
def project_as_of(project: Project, date: str) -> Iterator[Project]:
    """The project as it was at a date, to read; the codebook is the one of today."""
    until = moment_of(date, end_of_day=True)
    with TemporaryDirectory(prefix="whyshore-") as folder:
        database = Database(sqlite_url(Path(folder) / DATABASE))
        try:
            with project.database.reading() as session, database.writing() as then:
                missing_texts(session, then)
                fill(then, whole(rows_from_events(session, until=until)))
            yield replace(project, database=database)
        finally:
            database.close()


def write_record_as_of(project: Project, date: str, path: Path | None = None) -> Path:
    """Write the work as it was at a date, by default into `exports/`."""
    safe = date.strip().replace(":", "")
    with project_as_of(project, date) as then:
        return write_record(then, path or project.exports_folder / f"codings-as-of-{safe}.jsonl")
