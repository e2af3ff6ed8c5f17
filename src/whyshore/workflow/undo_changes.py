"""Take changes back, bring them back, and read the history."""

from collections.abc import Sequence

from whyshore.domain.history import EDIT, Event
from whyshore.errors import FixableError
from whyshore.store import events
from whyshore.store.interviews import StoredFile, stored_files
from whyshore.store.session import Session
from whyshore.workflow.codebook_file import both_or_neither, turn_file
from whyshore.workflow.project import Project


def undo(
    project: Project, *, event: int | None = None, codings: frozenset[str] | None = None
) -> Event | None:
    """Take back the coder's last change, or a given one; None where there is none left.

    Works for changes of earlier sittings too: undo survives closing the program. A change of
    the codebook turns back its lines in the file as well.

    Raises:
        FixableError: a later change rests on it, its lines in the codebook or the transcript it
            edited were changed since,
            or it changed other codings than `codings`.
    """
    with both_or_neither(project) as (session, swap):
        left = stored_files(session)
        done = events.undo(session, coder=project.coder, event=event)
        _check_touched(done, codings)
        _bring_files_along(project, session, done, left)
        turn_file(project, session, swap, done, back=True)
        return done


def redo(project: Project, *, codings: frozenset[str] | None = None) -> Event | None:
    """Bring back what the coder's last undo took away; None where there is nothing to bring.

    Raises:
        FixableError: it would bring back a change of other codings than `codings`, or the
            transcript it edited was changed since.
    """
    with both_or_neither(project) as (session, swap):
        left = stored_files(session)
        done = events.redo(session, coder=project.coder)
        _check_touched(done, codings)
        _bring_files_along(project, session, done, left)
        turn_file(project, session, swap, done, back=False)
        return done


def _bring_files_along(
    project: Project, session: Session, event: Event | None, left: Sequence[StoredFile]
) -> None:
    """An edit of a text is taken back in its file too."""
    if event is None or event.action != EDIT:
        return
    from whyshore.workflow.edit_texts import bring_files_along  # only where one was made

    bring_files_along(project, session, event, {each.interview: each for each in left})


def _check_touched(event: Event | None, codings: frozenset[str] | None) -> None:
    """Make sure that the change is the one meant; raising lets go of everything done here."""
    touched = {key for table, key in event.touched if table == "coding"} if event else set()
    if codings is not None and touched != codings:
        raise FixableError("Something else was changed last, so nothing was undone or redone.")


def history(project: Project, *, limit: int | None = None) -> list[Event]:
    """Every change, newest first."""
    with project.database.reading() as session:
        return events.events(session, limit=limit)


def never_worked_on(project: Project) -> bool:
    """Whether nothing was done in the project yet but to read its transcripts."""
    with project.database.reading() as session:
        return events.only_synced(session)
