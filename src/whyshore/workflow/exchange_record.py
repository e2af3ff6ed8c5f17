"""Write the work on a project as text beside its files, and rebuild it from there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeVar

from whyshore.analysis.synthesis import fingerprint
from whyshore.domain.anchoring import Adrift
from whyshore.domain.case import DefaultCase
from whyshore.domain.guide import Pin
from whyshore.domain.interview import Interview, NamedFile
from whyshore.domain.joint import Finding
from whyshore.domain.link import Link
from whyshore.domain.memo import Topic
from whyshore.domain.record import Record
from whyshore.domain.segment import Segment
from whyshore.domain.synthesis import Statement
from whyshore.errors import Problem, ProblemsError
from whyshore.export.to_jsonl import record_as_jsonl
from whyshore.export.write import write_file
from whyshore.ingest.record import read_record
from whyshore.ingest.transcripts import interview_id
from whyshore.store.adrift import all_adrift, setting_adrift
from whyshore.store.cases import (
    adding_case,
    adding_group,
    adding_passage,
    all_cases,
    all_groups,
    altering_case,
    passages_in,
)
from whyshore.store.codings import adding_coding, codings_in
from whyshore.store.events import Change, make
from whyshore.store.findings import adding_finding, all_findings
from whyshore.store.guide_pins import adding_pin, pins_in
from whyshore.store.interviews import all_interviews, setting_default_case, stored_files
from whyshore.store.links import adding_link, all_links
from whyshore.store.memos import adding_memo, memos_on
from whyshore.store.statements import adding_statement, all_statements
from whyshore.workflow.backups import back_up
from whyshore.workflow.coded_segments import resolved
from whyshore.workflow.project import LINKS, RECORD, Project
from whyshore.workflow.write_synthesis import columns_of


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_OfInterview = TypeVar("_OfInterview", DefaultCase, Pin, Adrift)
_T = TypeVar("_T", bound=_Named)


def record_of(project: Project) -> Record:
    """Everything people did in the project."""
    with project.database.reading() as session:
        return Record(
            cases=tuple(all_cases(session)),
            groups=tuple(all_groups(session)),
            defaults=tuple(
                DefaultCase(each.interview, each.default_case)
                for each in stored_files(session)
                if each.default_case != each.front_case
            ),
            passages=tuple(passages_in(session)),
            codings=tuple(codings_in(session)),
            memos=tuple(memos_on(session)),
            statements=tuple(all_statements(session)),
            pins=tuple(pins_in(session)),
            files=tuple(
                NamedFile(each.interview, each.path)
                for each in stored_files(session)
                if each.interview != interview_id(each.path)
            ),
            adrift=tuple(all_adrift(session)),
            findings=tuple(all_findings(session)),
            links=tuple(all_links(session)),
        )


def write_record(project: Project, path: Path | None = None) -> Path:
    """Write the work as sorted JSON lines, by default to `codings.jsonl` in the project.

    What a statement's writer saw is written only where it is not what the evidence says now.
    The links to respondents are left out: they are written to `links.jsonl` in the project,
    apart from the words of the interviews, and only where no other file was named.
    """
    everything = record_of(project)
    record = replace(everything, links=())
    with project.database.reading() as session:
        interviews = {each.id: each for each in all_interviews(session)}
    unseen = replace(record, statements=tuple(replace(s, seen={}) for s in record.statements))
    sound = {s.id: s.seen for s in _with_seen(unseen, Record(), interviews)}
    kept = tuple(replace(s, seen={}) if s.seen == sound[s.id] else s for s in record.statements)
    columns = [column for column, _ in columns_of(project)] if project.codebook().facets else []
    text = record_as_jsonl(replace(record, statements=kept), columns)
    if path is None:
        _write_links(project.folder / LINKS, everything.links)
    return write_file(path or project.folder / RECORD, text)


def _write_links(file: Path, links: tuple[Link, ...]) -> None:
    """Write the links, or empty the file that held some."""
    if links or file.is_file():
        write_file(file, record_as_jsonl(Record(links=links)))


def load_record(project: Project, path: Path, *, coder: str = "") -> int:
    """Add the work in a file to the project, as one change; gives how many things were new.

    What is there already (by id) stays as it is, so loading twice is harmless. Every quote is
    compared with its text first.

    Raises:
        ProblemsError: a line cannot be read, a quote is not what its text says there, or
            something points to a thing that is nowhere. Nothing is loaded then.
    """
    present = record_of(project)
    record = _as_known_here(_with_ids_of_here(project, read_record(path)), present)
    with project.database.reading() as session:
        interviews = {each.id: each for each in all_interviews(session)}
    problems = [
        *_misplaced(record, interviews, path.name),
        *_overlapping(record, present, path.name),
        *_dangling(record, present, path.name),
    ]
    if problems:
        raise ProblemsError(f"{path.name} does not fit this project; nothing was loaded:", problems)
    new = _only_new(record, present)
    set_already = {each.interview for each in present.defaults}
    defaults = [each for each in record.defaults if each.interview not in set_already]
    for each in defaults:
        if each.interview in interviews:
            about = replace(interviews[each.interview], default_case=each.case)
            interviews[each.interview] = about
    statements = _with_seen(new, present, interviews)
    bare = {case.id for case in present.cases if not case.attributes and not case.aliases}
    described = [
        each for each in record.cases if each.id in bare and (each.attributes or each.aliases)
    ]
    changes: list[Change] = [
        *(adding_case(case) for case in new.cases),
        *(change for group in new.groups for change in adding_group(group)),
        *(adding_passage(passage) for passage in new.passages),
        *(adding_coding(coding) for coding in new.codings),
        *(adding_memo(memo) for memo in new.memos),
        *(change for statement in statements for change in adding_statement(statement)),
        *(adding_pin(pin) for pin in new.pins),
        *(adding_finding(finding) for finding in new.findings),
        *(adding_link(link) for link in new.links),
    ]
    parts = (new.cases, new.groups, new.passages, new.codings, new.memos, new.statements, new.pins)
    survey_side = len(new.findings) + len(new.links)
    count = sum(map(len, parts)) + survey_side + len(described) + len(defaults)
    if count and present.codings:
        back_up(project, "import")
    with project.database.writing() as session:
        # Front matter names cases; what the file knows of them beyond the name is added.
        changes += [altering_case(session, case) for case in described]
        changes += [setting_adrift(session, each) for each in new.adrift]
        changes += [setting_default_case(session, each.interview, each.case) for each in defaults]
        summary = f"load {path.name}"
        make(session, changes, coder=coder or project.coder, action="load", summary=summary)
    return count


def _with_ids_of_here(project: Project, record: Record) -> Record:
    """The record with the ids that its files have here, where they were renamed elsewhere."""
    if not record.files:
        return record
    with project.database.reading() as session:
        here = {each.path: each.interview for each in stored_files(session)}
    ids = {each.interview: here[each.path] for each in record.files if each.path in here}

    def placed(segment: Segment) -> Segment:
        return replace(segment, interview=ids.get(segment.interview, segment.interview))

    def named(about: _OfInterview) -> _OfInterview:
        return replace(about, interview=ids.get(about.interview, about.interview))

    return replace(
        record,
        defaults=tuple(map(named, record.defaults)),
        passages=tuple(replace(each, segment=placed(each.segment)) for each in record.passages),
        codings=tuple(replace(each, segment=placed(each.segment)) for each in record.codings),
        memos=tuple(
            replace(each, about=ids.get(each.about, each.about))
            if each.topic is Topic.INTERVIEW
            else each
            for each in record.memos
        ),
        pins=tuple(map(named, record.pins)),
        adrift=tuple(map(named, record.adrift)),
    )


def _as_known_here(record: Record, present: Record) -> Record:
    """The record with codings that are here under another id called by that id."""
    here = {(each.segment, each.code, each.coder): each.id for each in present.codings}
    known = {each.id: here.get((each.segment, each.code, each.coder)) for each in record.codings}
    twins = {mine: theirs for mine, theirs in known.items() if theirs and theirs != mine}
    if not twins:
        return record
    return replace(
        record,
        codings=tuple(each for each in record.codings if each.id not in twins),
        memos=tuple(replace(m, about=twins.get(m.about, m.about)) for m in record.memos),
        statements=tuple(
            replace(
                each,
                evidence=tuple(twins.get(coding, coding) for coding in each.evidence),
                seen={twins.get(coding, coding): mark for coding, mark in each.seen.items()},
            )
            for each in record.statements
        ),
    )


def _only_new(record: Record, present: Record) -> Record:
    return Record(
        cases=_fresh(record.cases, present.cases),
        groups=_fresh(record.groups, present.groups),
        passages=_fresh(record.passages, present.passages),
        codings=_fresh(record.codings, present.codings),
        memos=_fresh(record.memos, present.memos),
        statements=_fresh(record.statements, present.statements),
        pins=_only_free(record.pins, present.pins),
        adrift=_of_new(record, present),
        findings=_only_silent(record.findings, present.findings),
        links=_only_undecided(record.links, present.links),
    )


def _fresh(wanted: Iterable[_T], there: Iterable[_T]) -> tuple[_T, ...]:
    known = {each.id for each in there}
    return tuple(each for each in wanted if each.id not in known)


def _only_free(wanted: Iterable[Pin], there: Iterable[Pin]) -> tuple[Pin, ...]:
    """Pins on turns that nobody pinned yet: a turn has one."""
    taken = {(each.interview, each.start) for each in there}
    return tuple(
        each for each in _fresh(wanted, there) if (each.interview, each.start) not in taken
    )


def _only_silent(wanted: Iterable[Finding], there: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings on lines of joint displays that have none yet: a line has one."""
    taken = {(each.display, each.line) for each in there}
    return tuple(each for each in _fresh(wanted, there) if (each.display, each.line) not in taken)


def _only_undecided(wanted: Iterable[Link], there: Iterable[Link]) -> tuple[Link, ...]:
    """Links that nobody decided on yet: of a case with no respondent, or of a new pair."""
    pairs = {(each.case, each.respondent) for each in there}
    linked = {each.case for each in there if not each.rejected}
    return tuple(
        each
        for each in _fresh(wanted, there)
        if (each.case, each.respondent) not in pairs and (each.rejected or each.case not in linked)
    )


def _of_new(record: Record, present: Record) -> tuple[Adrift, ...]:
    """What is noted of things that come with the file; what is here already has its own word."""
    there = {each.id for each in present.codings} | {each.id for each in present.passages}
    there |= {each.id for each in present.pins}
    return tuple(each for each in record.adrift if each.about not in there)


def _misplaced(record: Record, interviews: Mapping[str, Interview], file: str) -> list[Problem]:
    problems = []
    adrift = {each.about for each in record.adrift}
    for coding in record.codings:
        place = coding.segment
        interview = interviews.get(place.interview)
        if interview is None:
            what = f"Coding {coding.id} is in an interview that is not here: {place.interview}."
            problems.append(Problem(file, what, fix="Put its file into interviews/."))
        elif coding.id in adrift:
            continue
        elif interview.text[place.start : place.end] != coding.quote:
            what = f"Coding {coding.id} quotes words that {place.interview} does not have there."
            problems.append(Problem(file, what, fix="The file was made for another text."))
    for passage in record.passages:
        interview = interviews.get(passage.segment.interview)
        outside = interview is None or passage.segment.end > len(interview.text)
        if outside and not (interview and passage.id in adrift):
            what = f"Passage {passage.id} lies outside {passage.segment.interview}."
            problems.append(Problem(file, what))
    problems += [
        Problem(file, f"A default case is given for {each.interview}, which is not here.")
        for each in record.defaults
        if each.interview not in interviews
    ]
    for pin in record.pins:
        pinned = interviews.get(pin.interview)
        if pinned is None or not (pin.id in adrift or pinned.text.startswith(pin.quote, pin.start)):
            what = f"Pin {pin.id} is on a turn that {pin.interview} does not have."
            problems.append(Problem(file, what, fix="The file was made for another text."))
    return problems


def _overlapping(record: Record, present: Record, file: str) -> list[Problem]:
    """Passages that would lie on others, of the file itself or of the project."""
    passages = {each.id: each for each in (*record.passages, *present.passages)}
    ordered = sorted(passages.values(), key=lambda each: each.segment)
    return [
        Problem(file, f"Passage {one.id} overlaps passage {other.id}, and each names a case.")
        for one, other in pairwise(ordered)
        if one.segment.shared(other.segment)
    ]


def _dangling(record: Record, present: Record, file: str) -> list[Problem]:
    cases = {case.id for case in (*record.cases, *present.cases)}
    codings = {coding.id for coding in (*record.codings, *present.codings)}
    groups = {group.id for group in (*record.groups, *present.groups)}
    pointers = [
        *((f"passage {p.id}", "case", p.case, cases) for p in record.passages),
        *((f"coding {c.id}", "case", c.case, cases) for c in record.codings if c.case),
        *((f"interview {d.interview}", "case", d.case, cases) for d in record.defaults if d.case),
        *((f"row {g.id}", "case", case, cases) for g in record.groups for case in g.cases),
        *((f"link {each.id}", "case", each.case, cases) for each in record.links),
        *((f"statement {s.id}", "row", s.group, groups) for s in record.statements),
        *(
            (f"statement {s.id}", "coding", coding, codings)
            for s in record.statements
            for coding in s.evidence
        ),
    ]
    return [
        Problem(file, f"The {kind} {target} that {what} points to is not there.")
        for what, kind, target, known in pointers
        if target not in known
    ]


def _with_seen(
    new: Record, present: Record, interviews: Mapping[str, Interview]
) -> list[Statement]:
    """Statements without a note of what their writer saw are taken to fit their evidence."""
    segments = {
        segment.coding.id: segment
        for segment in resolved(
            [*new.codings, *present.codings],
            interviews,
            [*new.passages, *present.passages],
            [*new.cases, *present.cases],
            {},
        )
    }
    return [
        statement
        if statement.seen
        else replace(statement, seen={c: fingerprint(segments[c]) for c in statement.evidence})
        for statement in new.statements
    ]
