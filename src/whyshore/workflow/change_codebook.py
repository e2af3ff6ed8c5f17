"""Change the codebook's file for the researcher: first shown, then written.

Every change is made in two steps. A `preview_…` gives the lines that would change and touches
nothing; `write_change` makes just that change, and only to the file that was previewed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from whyshore.analysis.synthesis import with_code_renamed
from whyshore.coding.new_codes import chord_problem, id_problem
from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.codebook_change import CodebookChange, changed_lines
from whyshore.domain.coding import Coding, in_words, new_coding
from whyshore.domain.interview import Interview
from whyshore.domain.memo import Topic
from whyshore.domain.segment import Segment
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.ingest.codebook_edit import with_code, without_code
from whyshore.ingest.written_lines import WrittenFile
from whyshore.store.codebooks import adding_step, note_version
from whyshore.store.codings import adding_coding, coding_counts, codings_in, giving_code
from whyshore.store.events import Change, make
from whyshore.store.interviews import check_text
from whyshore.store.memos import merging_memos
from whyshore.store.session import Session
from whyshore.store.statements import all_statements, setting_seen
from whyshore.workflow.backups import back_up_before_bulk
from whyshore.workflow.codebook_file import both_or_neither, file_now, under_codebook
from whyshore.workflow.project import CODEBOOK, Project
from whyshore.workflow.recode import together_with


class CodeInUseError(FixableError):
    """A code cannot be taken out of the codebook, because something needs it."""


def preview_code(project: Project, new: Code) -> CodebookChange:
    """What adding a code to `codebook.yaml` would change.

    Raises:
        FixableError: name, id, chord or parent will not do, or the file leaves no place for it.
    """
    codebook = project.codebook()
    problem = code_problem(codebook, new)
    if problem:
        raise FixableError(problem)
    notes = _notes(project, codebook, new)
    return preview_of(
        project, f"new code {new.id}", new, lambda raw: with_code(raw, CODEBOOK, new), notes
    )


def preview_removal(project: Project, code: str) -> CodebookChange:
    """What taking an unused code out of `codebook.yaml` would change.

    Raises:
        UnknownCodeError: the codebook has no such code.
        CodeInUseError: it is on text, or has codes below it.
    """
    codebook = project.codebook()
    found = codebook.find(code)
    below = len(codebook.children.get(code, ()))
    used = uses(project, code)
    if below:
        raise CodeInUseError(f"“{code}” has {counted(below, 'code')} below it. Move those first.")
    if used:
        raise CodeInUseError(f"“{code}” is on {counted(used, 'passage')}. Take it off those first.")
    return preview_of(
        project, f"remove code {code}", found, lambda raw: without_code(raw, CODEBOOK, code)
    )


def write_change(project: Project, change: CodebookChange) -> None:
    """Make a change that was previewed: the file and the codings it touches, as one event.

    Raises:
        FixableError: the file was changed since the preview, or cannot be written. Nothing is
            changed then.
    """
    back_up_before_bulk(project, change.codings, "codebook")
    with both_or_neither(project) as (session, swap):
        _make(project, session, change, _recoding(session, change), "codebook")
        swap(change.before, change.after)


def add_code(project: Project, new: Code) -> CodebookChange:
    """Add a code to `codebook.yaml`.

    Raises:
        FixableError: it cannot be added; the file is as it was.
    """
    change = preview_code(project, new)
    write_change(project, change)
    return change


def add_code_on(
    project: Project, change: CodebookChange, interview: Interview, segment: Segment
) -> Coding:
    """Add a previewed code to `codebook.yaml` and put it on a passage, both or neither.

    Raises:
        FixableError: the file or the coding could not be written; both are as they were.
    """
    named = {"code": change.code.id, "coder": project.coder}
    coding = new_coding(interview, segment.start, segment.end, **named)
    with both_or_neither(project) as (session, swap):
        check_text(session, interview.id, interview.text_hash)
        swap(change.before, change.after)
        (coding,) = under_codebook(project, session, [coding])
        summary = f"{change.summary} on {in_words(coding, interview)}"
        told = replace(change, summary=summary)
        _make(project, session, told, [adding_coding(coding)], "new code")
    return coding


def code_problem(codebook: Codebook, new: Code) -> str:
    """What is wrong with a new code; `""` where nothing is."""
    if not new.name.strip():
        return "The code needs a name."
    if new.parent is not None and new.parent not in codebook:
        return f"There is no code “{new.parent}” to put it under."
    return id_problem(codebook, new.id) or chord_problem(codebook, new.chord, new.parent)


def preview_of(
    project: Project,
    summary: str,
    code: Code,
    changed: Callable[[bytes], bytes],
    notes: Sequence[str] = (),
) -> CodebookChange:
    """A change of the file, shown line by line."""
    before = file_now(project)
    after = changed(before)
    texts = (WrittenFile.read(raw, CODEBOOK).text.split("\n") for raw in (before, after))
    return CodebookChange(summary, code, before, after, changed_lines(*texts), tuple(notes))


def _make(
    project: Project,
    session: Session,
    change: CodebookChange,
    changes: Sequence[Change],
    action: str,
) -> None:
    """Write the event of a change, with the step from one version of the file to the other."""
    marks = [
        note_version(session, raw, coder=project.coder) for raw in (change.before, change.after)
    ]
    step = [adding_step(*marks)] if marks[0] != marks[1] else []
    told = {"action": action, "summary": change.summary}
    make(session, [*changes, *step], coder=project.coder, **told)


def _recoding(session: Session, change: CodebookChange) -> list[Change]:
    """The changes that give the codings and memos of a code to another one."""
    if change.recoded is None:
        return []
    code, new = change.recoded
    stored = codings_in(session)
    wanted = [each for each in stored if each.code == code]
    changes = [
        each
        for stays, others in together_with(wanted, stored, new)
        for each in giving_code(session, stays, others, new)
    ]
    changes += merging_memos(session, [code], new, Topic.CODE)
    return [*changes, *_still_seen(session, change)] if change.same_meaning else changes


def _still_seen(session: Session, change: CodebookChange) -> Iterator[Change]:
    """Statements do not become stale by another id of a code they rest on."""
    assert change.recoded is not None  # noqa: S101 - asked for by the one caller
    for statement in all_statements(session):
        seen = {
            coding: with_code_renamed(mark, *change.recoded)
            for coding, mark in statement.seen.items()
        }
        if seen != statement.seen:
            yield setting_seen(session, statement.id, seen)


def _notes(project: Project, codebook: Codebook, new: Code) -> tuple[str, ...]:
    """What follows for the code above: with its first code below it, it only groups."""
    if new.parent is None or codebook.children.get(new.parent):
        return ()
    if not codebook.find(new.parent).assignable:
        return ()
    used = uses(project, new.parent)
    stays = f" It stays on {counted(used, 'passage')}." if used else ""
    return (f"“{new.parent}” only groups codes from then on: it goes on no more text.{stays}",)


def uses(project: Project, code: str) -> int:
    """How many codings a code has."""
    with project.database.reading() as session:
        return coding_counts(session)[code]
