"""What changed in the codebook since the database saw it, and how every definition came about."""

from collections import Counter
from collections.abc import Iterable, Sequence

from whyshore.analysis.codebook_diff import differences
from whyshore.coding.renamed_codes import probable_renames
from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.codebook_diff import (
    CodebookDiff,
    LogEntry,
    ProbableRename,
    Version,
)
from whyshore.errors import FixableError, UnknownCodeError, closest
from whyshore.store.codebooks import StoredVersion, mark_of, note_version, versions
from whyshore.store.codings import coding_counts, codings_by_version
from whyshore.store.session import Session
from whyshore.workflow.codebook_file import codes_in, file_now
from whyshore.workflow.project import Project


def codebook_diff(project: Project, *, since: int | None = None) -> CodebookDiff:
    """What changed in the file since a version, by default the one the database saw last.

    Codes that are on text and missing are compared with codes that came after them, whenever
    they went: what looks like a rename is offered, and nothing is done.

    Raises:
        ProblemsError: the file has problems.
        FixableError: there is no such version, or the database saw none yet.
    """
    now = codes_in(file_now(project))
    with project.database.reading() as session:
        counts, known = coding_counts(session), versions(session)
        told = _told(session, known)
    base = _version(known, since)
    before = codes_in(base.raw)
    missing = [code for code in counts if code not in now]
    found = tuple(differences(before, now))
    gone = {each.code for each in found if each.what == "removed"}
    return CodebookDiff(
        told[base.number],
        found,
        tuple(_renames(now, known, {*missing, *gone})),
        counts,
        tuple(sorted(missing)),
    )


def note_codebook(project: Project) -> None:
    """Take note of the file as it is: from now on, differences are told from here."""
    raw = file_now(project)
    codes_in(raw)
    with project.database.writing() as session:
        note_version(session, raw, coder=project.coder)


def codebook_log(project: Project, code: str = "") -> list[LogEntry]:
    """What each version changed, the newest first; with a code, only what is about it.

    A code is followed through earlier ids. A file that was not worked with yet comes first.
    """
    raw = file_now(project)
    with project.database.reading() as session:
        known = versions(session)
        told = _told(session, known)
    steps = [(told[each.number], codes_in(each.raw)) for each in known]
    if known and mark_of(raw) != known[-1].mark:
        steps.append((Version(), codes_in(raw)))
    entries = [
        _entry(version, before, book)
        for (_, before), (version, book) in zip([(None, Codebook()), *steps], steps, strict=False)
    ]
    entries.reverse()
    return _only(entries, code) if code else entries


def _entry(version: Version, before: Codebook, after: Codebook) -> LogEntry:
    found = tuple(differences(before, after, in_full=True))
    gone = [code for code in before.codes if code.id not in after]
    new = [code for code in after.codes if code.id not in before]
    return LogEntry(version, found, tuple(probable_renames(gone, new)))


def _only(entries: Sequence[LogEntry], code: str) -> list[LogEntry]:
    """What is about one code, whatever its id was then."""
    kept = []
    for each in entries:
        about = [one for one in each.differences if one.code == code and one.what != "order"]
        renames = [one for one in each.renames if one.new == code]
        if renames:
            code = renames[0].code
            about += [one for one in each.differences if one.code == code]
        if about:
            kept.append(LogEntry(each.version, tuple(about), tuple(renames)))
    if not kept:
        raise FixableError(f"No version of the codebook has a code “{code}”.")
    return kept


def _renames(
    now: Codebook, known: Sequence[StoredVersion], gone: Iterable[str]
) -> list[ProbableRename]:
    """Codes that are gone, each with the new one it probably is; as each was when it was last."""
    last: dict[str, Code] = {}
    there: set[str] = set()
    wanted = set(gone)
    for version in reversed(known) if wanted else ():
        book = codes_in(version.raw)
        came = {code: book.find(code) for code in wanted - last.keys() if code in book}
        if came:
            there |= set(book.by_id)
        last |= came
        if last.keys() == wanted:
            break
    new = [code for code in now.codes if code.id not in there and code.assignable]
    return probable_renames(list(last.values()), new) if last and new else []


def _version(known: Sequence[StoredVersion], number: int | None) -> StoredVersion:
    if not known:
        raise FixableError("The database saw no codebook yet. Open the project once to note it.")
    if number is None:
        return known[-1]
    found = next((each for each in known if each.number == number), None)
    if found is None:
        raise FixableError(
            f"There is no version {number}; there are {known[0].number} to {known[-1].number}. "
            "See: whyshore codebook log"
        )
    return found


def _told(session: Session, known: Sequence[StoredVersion]) -> dict[int, Version]:
    """Versions by number; codings count for the newest version with their mark."""
    counts = Counter(codings_by_version(session))
    told = {}
    for each in reversed(known):
        codings = counts.pop(each.mark, 0)
        told[each.number] = Version(each.number, each.mark, each.at, each.coder, codings)
    return told


def known_code(project: Project, name: str) -> str:
    """The id of a code by id, chord or name, of the codebook now, else as any version had it.

    Raises:
        UnknownCodeError: no version has it.
    """
    book = codes_in(file_now(project))
    with project.database.reading() as session:
        books = [book, *(codes_in(each.raw) for each in reversed(versions(session)))]
    for each in books:
        found = [code.id for code in each.codes if name in {code.id, code.chord, code.name}]
        if found:
            return found[0]
    raise UnknownCodeError(name, closest(name, [code.id for code in book.codes]))
