"""Put copies of the project's database aside, and bring an earlier state back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from whyshore.domain.backup import BY_HAND, Backup, BackupState, Restored
from whyshore.domain.history import moment_of
from whyshore.domain.kinds import called
from whyshore.errors import FixableError
from whyshore.store.backups import (
    FOLDER,
    back_up_file,
    backups_in,
    copy_database,
    newest_good,
    problem_in,
    replace_database,
    state_of,
)
from whyshore.store.database import DamagedDatabaseError, Database, sqlite_url
from whyshore.store.events import Change, make
from whyshore.store.health import database_problems, row_problems
from whyshore.store.replay import (
    Rows,
    changes_to,
    missing_texts,
    rows_from_events,
    rows_now,
    whole,
)
from whyshore.workflow.project import DATABASE, Project, connect, find_folder

BULK = 10
"""From how many codings on a change of many is worth a backup before it."""
NEWEST = "newest"


def back_up(project: Project, why: str) -> Backup | None:
    """Put a copy aside before something large; None where the database is on a server.

    Call it before the change begins. `why` is a word for the file's name: `recode`, `merge`,
    `re-anchoring` and so on.

    Raises:
        FixableError: the copy cannot be written; the change should not be made then.
    """
    file = project.database.file
    return back_up_file(file, why) if file is not None else None


def back_up_before_bulk(project: Project, count: int, why: str) -> Backup | None:
    """As `back_up`, where many codings are about to change."""
    return back_up(project, why) if count >= BULK else None


def back_up_by_hand(project: Project) -> BackupState:
    """Make a backup that somebody asked for; it stays until somebody deletes it.

    Raises:
        FixableError: the database is on a server, or the copy cannot be written.
    """
    made = back_up(project, BY_HAND)
    if made is None:
        raise FixableError(
            "The database is on a server, which Whyshore cannot copy. Use the server's own tool "
            "(pg_dump), or write the work as text: whyshore export FILE"
        )
    return state_of(made)


def backups_of(folder: Path) -> list[BackupState]:
    """Every backup of a project, the newest first, each looked into."""
    return [state_of(each) for each in backups_in(find_folder(folder) / FOLDER)]


def restore(project: Project, which: str, *, only_look: bool = False) -> Restored:
    """Bring back what a backup holds, as one change that can be undone.

    The history goes on: what was done since the backup stays in it, and undo brings it back.

    Raises:
        FixableError: there is no such backup, or it is not sound.
    """
    backup = _find(project.folder, which)
    with _opened_copy(backup) as earlier, earlier.reading() as session:
        wanted = rows_now(session)
        if not only_look:
            with project.database.writing() as here:
                missing_texts(session, here)
    return _turn_into(project, wanted, f"restore {backup.name}", only_look=only_look)


def restore_as_of(project: Project, date: str, *, only_look: bool = False) -> Restored:
    """Bring back the state as of a date, as one change that can be undone."""
    until = moment_of(date, end_of_day=True)
    with project.database.reading() as session:
        wanted = whole(rows_from_events(session, until=until))
    return _turn_into(project, wanted, f"restore the state of {date}", only_look=only_look)


def _turn_into(project: Project, wanted: Rows, summary: str, *, only_look: bool) -> Restored:
    with project.database.reading() as session:
        found = changes_to(session, wanted)
    if only_look or not found:
        return _told(found)
    safety = back_up(project, "restore")
    with project.database.writing() as session:
        changes = changes_to(session, wanted)
        make(session, changes, coder=project.coder, action="restore", summary=summary)
    return _told(changes, safety.path if safety else None)


def _told(changes: Sequence[Change], safety: Path | None = None) -> Restored:
    """Count what comes, goes and differs; what is put back as it was counts as nothing."""
    before = {(each.table, each.id): each.before for each in changes if each.before}
    after = {(each.table, each.id): each.after for each in changes if each.after}
    same = {key for key in before if after.get(key) == before[key]}
    return Restored(
        added=_by_kind(after.keys() - before.keys()),
        removed=_by_kind(before.keys() - after.keys()),
        altered=_by_kind((before.keys() & after.keys()) - same),
        safety=safety,
    )


def _by_kind(rows: set[tuple[str, str]]) -> dict[str, int]:
    counts = Counter(called(table, key) for table, key in rows)
    return dict(sorted(counts.items()))


@contextmanager
def _opened_copy(backup: Path) -> Iterator[Database]:
    """A copy of a backup, brought up to date; the backup itself stays as it is."""
    with TemporaryDirectory(prefix="whyshore-") as folder:
        copy = Path(folder) / DATABASE
        copy_database(backup, copy)
        database = Database(sqlite_url(copy))
        try:
            yield database
        finally:
            database.close()


def _find(folder: Path, which: str) -> Path:
    """A backup by `newest`, its number in the list, its name, or its path."""
    known = backups_in(folder / FOLDER)
    if which == NEWEST:
        found = newest_good(folder / FOLDER)
        if found is None:
            raise FixableError(f"There is no sound backup in {folder / FOLDER}.")
        return found.backup.path
    if which.isdecimal() and 1 <= int(which) <= len(known):
        return known[int(which) - 1].path
    for path in (folder / FOLDER / which, Path(which)):
        if path.is_file():
            if problem := problem_in(path):
                raise FixableError(f"{path} cannot be restored: it is not sound ({problem}).")
            return path
    raise FixableError(
        f"There is no backup “{which}”. Say newest, a number of the list, or a file; "
        "whyshore backup --list shows them."
    )


# --- a database that cannot be opened ---


def replace_damaged(start: Path, which: str) -> Restored | None:
    """Put a backup in the place of a damaged database; None where it is not damaged.

    The damaged file is kept in `backups/`.

    Raises:
        FixableError: there is no such backup, or a file cannot be moved.
    """
    folder = find_folder(start)
    if not is_damaged(folder):
        return None
    backup = _find(folder, which)
    return Restored({}, {}, {}, replaced=replace_database(folder / DATABASE, backup))


def offered(start: Path) -> BackupState | None:
    """The backup to put in the place of a damaged database; None where it is sound."""
    folder = find_folder(start)
    return newest_good(folder / FOLDER) if is_damaged(folder) else None


def is_damaged(folder: Path) -> bool:
    """Whether the database of a project folder is damaged, also where it can still be opened."""
    try:
        project = connect(folder)
    except DamagedDatabaseError:
        return True
    try:
        with project.database.reading() as session:
            return bool(database_problems(session) or row_problems(session))
    except DamagedDatabaseError:
        return True
    finally:
        project.close()
