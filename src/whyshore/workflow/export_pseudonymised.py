"""Hand a project on with its names replaced: proved on what was written before it is handed over.

The copy is made from the interviews and the record with every name replaced, and the tables are
made from the copy, which knows no name any more. This is no anonymisation: names that nobody
listed stay, and people can be told by what they say.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from whyshore.coding.pseudonyms import Pseudonyms, names_left, times_left
from whyshore.domain.case import Case
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.export.to_csv import quotes_as_csv
from whyshore.export.to_jsonl import record_as_jsonl
from whyshore.export.to_markdown import quotes_as_markdown
from whyshore.export.transcript import interview_as_text
from whyshore.export.write import write_file
from whyshore.ingest.codebook import read_codebook
from whyshore.ingest.transcripts import read_transcript
from whyshore.store.cases import all_cases
from whyshore.store.database import Database, sqlite_url
from whyshore.store.interviews import all_interviews
from whyshore.workflow.coded_segments import coded_segments
from whyshore.workflow.exchange_record import load_record, record_of
from whyshore.workflow.export_results import TABLE_FILE, write_table
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.project import CODEBOOK, DATABASE, GUIDE, INTERVIEWS, RECORD, Project
from whyshore.workflow.pseudonymised_record import Renamer, renamed_interview, renamed_record
from whyshore.workflow.pseudonymised_yaml import renamed_yaml, scalars

NOT_ANONYMOUS = (
    "Names from your key are replaced and proved gone. This is not anonymisation: names that are "
    "not in the key stay, and people may be recognised by what they say. Read it before you share."
)


SHORTEST = 3
"""Letters of a part of a name that is worth telling when it stands by itself."""
_APART = "\n\n=====\n\n"
"""Between two strings of a record, so that no name is read across them."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What was written, and what deserves a look."""

    folder: Path
    files: tuple[str, ...]
    names: int
    uncovered: tuple[str, ...]
    """Companies and aliases of cases that no name of the key covers."""
    parts: Mapping[str, Mapping[str, int]]
    """Words of longer names that still stand by themselves, such as Fagor of Fagor Industrial.

    For each of them how often it stands in which file, or in its path.
    """


def export_pseudonymised(project: Project, folder: Path, key: Mapping[str, str]) -> Handed:
    """Write a copy of the project with every name of the key replaced, into a new folder.

    Transcripts, codebook, interview guide, codings with memos and statements, quotes and the
    synthesis; the survey and links to respondents stay behind. Everything is written aside,
    read back, searched for every name, and moved into place only if none is left.

    Raises:
        FixableError: the key is empty, the folder is there already, or a name would be left.
    """
    if not key:
        raise FixableError("The key has no names yet. Find some with: whyshore names find")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FixableError(f"{folder} is there already. Name a new folder.")
    names = Pseudonyms(key)
    if list(names_left(key, folder.name)):
        raise FixableError(f"The name of the folder {folder.name} gives a name away.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".whyshore-", dir=folder.parent))
    try:
        cases = _write_copy(project, names, aside)
        _write_results(project, names, aside)
        check_no_name_left(aside, key)
        parts = _parts_left(aside, key)
        files = sorted(p.relative_to(aside).as_posix() for p in aside.rglob("*") if p.is_file())
        if folder.is_dir():
            folder.rmdir()
        aside.chmod(0o755)
        aside.replace(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    called = {name for case in cases for name in (case.company, *case.aliases)}
    uncovered = tuple(sorted(name for name in called if not names.edits(name)))
    return Handed(folder, tuple(files), len(key), uncovered, parts)


def check_no_name_left(folder: Path, key: Mapping[str, str]) -> None:
    """Search every file in a folder, and its path, for every name of a key.

    They are searched as they stand and as read with `&ntilde;` or `%C3%B1` for a letter.

    Raises:
        FixableError: one is there still.
    """
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder).as_posix()
        said = f"{shown}{_APART}{_said(path) if path.is_file() else ''}"
        left = [*names_left(key, said), *names_left(key, unquote(unescape(said)))]
        if left:
            listed = ", ".join(f"“{name}”" for name in dict.fromkeys(left))
            raise FixableError(f"Nothing was handed over: {shown} would still hold {listed}.")


def _parts_left(folder: Path, key: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Words with a capital of longer names that the copy still has by themselves, and where."""
    parts = sorted({part for name in key for part in _parts(name)})
    found: dict[str, dict[str, int]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        shown = path.relative_to(folder).as_posix()
        for part, count in times_left(parts, f"{shown}{_APART}{_said(path)}").items():
            found.setdefault(part, {})[shown] = count
    return dict(sorted(found.items()))


def _parts(name: str) -> Iterator[str]:
    words = re.split(r"[\s_-]+", name)
    if len(words) > 1:
        yield from (word for word in words if len(word) >= SHORTEST and word[0].isupper())


def _said(path: Path) -> str:
    """What a file says: also the strings of YAML and JSON as they are without their escapes."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == Path(CODEBOOK).suffix:
        return _APART.join([text, *(node.value for node in scalars(text))])
    if path.suffix != Path(RECORD).suffix:
        return text
    return _APART.join(each for line in text.splitlines() for each in _strings(json.loads(line)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield str(name)
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def free_folder(project: Project) -> Path:
    """A new folder in `exports/` for a pseudonymised copy."""
    number, folder = 2, project.exports_folder / "pseudonymised"
    while folder.exists():
        folder = project.exports_folder / f"pseudonymised-{number}"
        number += 1
    return folder


def _write_copy(project: Project, names: Pseudonyms, aside: Path) -> list[Case]:
    """Write transcripts, codebook, guide and record; gives the cases under their own names."""
    with project.database.reading() as session:
        interviews = {each.id: each for each in all_interviews(session)}
        cases = all_cases(session)
    renamer = Renamer(names, interviews)
    record = renamed_record(renamer, record_of(project))
    case_names = {case.id: case.name for case in record.cases}
    for interview in interviews.values():
        renamed = renamed_interview(renamer, interview)
        path = aside / INTERVIEWS / Path(renamed.path).with_suffix(".md")
        write_file(path, interview_as_text(renamed, case_names))
        read = read_transcript(path, root=aside / INTERVIEWS).interview
        if read.text != renamed.text:
            raise FixableError(
                f"{interview.path} cannot be written so that it reads back the same."
            )
    ids = frozenset(code.id for code in project.codebook().codes)
    for file in (CODEBOOK, GUIDE):
        if (project.folder / file).is_file():
            said = (project.folder / file).read_text(encoding="utf-8-sig")
            write_file(aside / file, renamed_yaml(renamer, said, ids))
    write_file(aside / RECORD, record_as_jsonl(record))
    read_codebook(aside / CODEBOOK)
    return cases


def _write_results(project: Project, names: Pseudonyms, aside: Path) -> None:
    """Make quotes and the synthesis from the copy alone, as whoever gets it would."""
    wanted = project.settings
    settings = replace(
        wanted,
        database="",
        table_caption=names.replaced(wanted.table_caption),
        table_source=names.replaced(wanted.table_source),
        table_first_column=names.replaced(wanted.table_first_column),
    )
    copy = Project(aside, Database(sqlite_url(aside / DATABASE)), "pseudonymised", settings)
    try:
        sync(copy)
        load_record(copy, aside / RECORD)
        segments = coded_segments(copy)
        codebook = copy.codebook()
        code_names = {each.id: each.name for each in codebook.codes}
        write_file(aside / "quotes.csv", quotes_as_csv(segments, code_names=code_names))
        shown = quotes_as_markdown(segments, code_names=code_names, ratings=codebook.ratings)
        write_file(aside / "quotes.md", shown)
        if codebook.facets:
            write_table(copy, path=aside / TABLE_FILE)
    finally:
        copy.close()
        for file in aside.glob(f"{DATABASE}*"):
            file.unlink()
    about = f"{NOT_ANONYMOUS}\n\n{counted(len(segments), 'coding')}. Open it with: whyshore\n"
    write_file(aside / "READ-ME-FIRST.txt", about)
