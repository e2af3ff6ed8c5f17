"""Change the codebook's file for the researcher: first shown, then written.

Every change is made in two steps. A `preview_…` gives the lines that would change and touches
nothing; `write_change` makes just that change, and only to the file that was previewed.
"""

from collections.abc import Callable

from whyshore.coding.new_codes import chord_problem, id_problem
from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.codebook_change import CodebookChange, changed_lines
from whyshore.domain.coding import Coding, new_coding
from whyshore.domain.interview import Interview
from whyshore.domain.segment import Segment
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.export.write import replace_file
from whyshore.ingest.codebook_edit import with_code, without_code
from whyshore.ingest.written_lines import WrittenFile
from whyshore.store.codings import coding_places
from whyshore.workflow.apply_codes import save_coding
from whyshore.workflow.project import CODEBOOK, Project


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
    return _preview(
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
    used = _uses(project, code)
    if below:
        raise CodeInUseError(f"“{code}” has {counted(below, 'code')} below it. Move those first.")
    if used:
        raise CodeInUseError(f"“{code}” is on {counted(used, 'passage')}. Take it off those first.")
    return _preview(
        project, f"remove code {code}", found, lambda raw: without_code(raw, CODEBOOK, code)
    )


def write_change(project: Project, change: CodebookChange) -> None:
    """Make a change that was previewed; the file is written aside and moved into place.

    Raises:
        FixableError: the file was changed since the preview, or cannot be written. Nothing of
            it is changed then.
    """
    _replace(project, change.before, change.after)


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
    write_change(project, change)
    done = False
    try:
        save_coding(project, coding, interview, action="new code")
        done = True
    finally:
        if not done:
            _replace(project, change.after, change.before)
    return coding


def code_problem(codebook: Codebook, new: Code) -> str:
    """What is wrong with a new code; `""` where nothing is."""
    if not new.name.strip():
        return "The code needs a name."
    if new.parent is not None and new.parent not in codebook:
        return f"There is no code “{new.parent}” to put it under."
    return id_problem(codebook, new.id) or chord_problem(codebook, new.chord, new.parent)


def _preview(
    project: Project,
    summary: str,
    code: Code,
    changed: Callable[[bytes], bytes],
    notes: tuple[str, ...] = (),
) -> CodebookChange:
    try:
        before = project.codebook_file.read_bytes()
    except OSError as error:
        raise FixableError(f"{project.codebook_file}: {error.strerror}.") from error
    after = changed(before)
    texts = (WrittenFile.read(raw, CODEBOOK).text.split("\n") for raw in (before, after))
    return CodebookChange(summary, code, before, after, changed_lines(*texts), notes)


def _notes(project: Project, codebook: Codebook, new: Code) -> tuple[str, ...]:
    """What follows for the code above: with its first code below it, it only groups."""
    if new.parent is None or codebook.children.get(new.parent):
        return ()
    if not codebook.find(new.parent).assignable:
        return ()
    used = _uses(project, new.parent)
    stays = f" It stays on {counted(used, 'passage')}." if used else ""
    return (f"“{new.parent}” only groups codes from then on: it goes on no more text.{stays}",)


def _replace(project: Project, before: bytes, after: bytes) -> None:
    replace_file(project.codebook_file, before=before, after=after)
    project.forget_codebook()


def _uses(project: Project, code: str) -> int:
    with project.database.reading() as session:
        return sum(1 for _, used, _ in coding_places(session) if used == code)
