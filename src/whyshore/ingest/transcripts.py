"""Text files to interviews; what cannot be used is named with its reason, the rest is read."""

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from whyshore.domain.case import slug
from whyshore.domain.interview import Interview
from whyshore.errors import Problem, ProblemsError
from whyshore.ingest.decode import decode, not_usable

ENDINGS = (".txt", ".md")
LARGEST = 50_000_000
"""In bytes; an hour of speech is some 60 thousand."""

_OTHER_KINDS = {
    ".docx": "a Word document", ".doc": "a Word document", ".odt": "a LibreOffice document",
    ".rtf": "a rich-text document", ".pdf": "a PDF", ".pages": "a Pages document",
    ".html": "a web page", ".htm": "a web page", ".vtt": "a caption file",
    ".srt": "a caption file", ".csv": "a table", ".xlsx": "a table", ".zip": "an archive",
}  # fmt: skip
_RECORDINGS = {".mp3", ".wav", ".m4a", ".aac", ".ogg", ".flac", ".mp4", ".mov", ".mkv", ".webm"}
_ABOUT_THE_FOLDER = {"readme", "license", "licence", "copying"}
_LEFT_BY_PROGRAMS = {"thumbs.db", "desktop.ini", "icon\r", "__macosx"}


@dataclass(frozen=True, slots=True)
class ReadTranscript:
    """An interview as read from its file, and what is worth knowing about the reading."""

    interview: Interview
    notices: tuple[Problem, ...] = ()
    file_hash: str = ""
    """The SHA-256 of the file as it lies on the disk."""


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """Every transcript of a folder that could be read, and why the others could not."""

    transcripts: tuple[ReadTranscript, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Paths of the files that are known already; they were not read anew."""


def read_folder(folder: Path, known: Mapping[str, str] | None = None) -> ReadFolder:
    """Read every transcript in a folder and the folders in it, in the order of their paths.

    Hidden files, what programs leave behind, and README and LICENSE files are passed over. Two
    files that would be the same interview are both left out, as nothing says which of them is
    meant. `known` gives the hash of files by their path; one that still has it is not read anew.
    """
    files, problems = _files(folder)
    read: list[ReadTranscript] = []
    unchanged: list[str] = []
    for path in files:
        try:
            file, raw = _raw(path, folder)
            hashed = sha256(raw).hexdigest()
            if known and known.get(file) == hashed:
                unchanged.append(file)
            else:
                read.append(_transcript(raw, file, hashed))
        except ProblemsError as error:
            problems += error.problems
    doubled = _doubled([*(each.interview.path for each in read), *unchanged])
    problems += doubled
    taken = {problem.file for problem in doubled}
    return ReadFolder(
        tuple(each for each in read if each.interview.path not in taken),
        tuple(problems),
        tuple(each for each in unchanged if each not in taken),
    )


def marks_of_files(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file that `read_folder` would read was written last, and its size, by its path."""
    marks: dict[str, tuple[int, int]] = {}
    for path in _files(folder)[0]:
        try:
            about = path.stat()
        except OSError:
            continue  # gone meanwhile, or a link to nowhere
        marks[path.relative_to(folder).as_posix()] = (about.st_mtime_ns, about.st_size)
    return marks


def read_transcript(path: Path, *, root: Path) -> ReadTranscript:
    """The interview in a text or Markdown file below `root`.

    Its text is what follows the front matter, with line ends made LF and nothing else changed.

    Raises:
        ProblemsError: the file cannot be read as text, or its front matter is wrong.
    """
    file, raw = _raw(path, root)
    return _transcript(raw, file, sha256(raw).hexdigest())


def transcript_in(raw: bytes, file: str) -> ReadTranscript:
    """The interview in the bytes of a file, whose path below `interviews/` is given.

    Raises:
        ProblemsError: as `read_transcript`.
    """
    return _transcript(raw, file, sha256(raw).hexdigest())


def _raw(path: Path, root: Path) -> tuple[str, bytes]:
    """The path of a file below `root`, and what is in the file if that can be a transcript."""
    file = path.relative_to(root).as_posix()
    if _unprintable(file):
        shown = _shown(file)
        fix = "Rename the file."
        raise not_usable(shown, "Its name has characters that cannot be shown or stored.", fix)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise _not_supported(file, ending)
    return file, _bytes(path, file)


def _transcript(raw: bytes, file: str, hashed: str) -> ReadTranscript:
    from whyshore.ingest.front_matter import read_front_matter  # not where no file changed
    from whyshore.ingest.turns import find_turns, unused_labels

    decoded = decode(raw, file)
    about = read_front_matter(decoded.text, file, markdown=file.lower().endswith(".md"))
    text = decoded.text[about.text_start :]
    if not text.strip():
        raise not_usable(file, "There is no text below the front matter.", "Add the transcript.")
    turns = find_turns(text, about.speakers)
    unused = [_unused(file, label) for label in unused_labels(turns, about.speakers)]
    interview = Interview(
        id=interview_id(file),
        path=file,
        title=about.title or PurePosixPath(file).stem,
        text=text,
        turns=turns,
        language=about.language or "en",
        date=about.date,
        source=about.source,
        notes=about.notes,
        encoding=decoded.encoding,
        include=about.include,
        fictional=about.fictional,
        default_case=about.default_case,
        cases=about.cases,
    )
    return ReadTranscript(interview, (*decoded.notices, *about.notices, *unused), hashed)


def interview_id(file: str) -> str:
    """The id a path gives: each part in plain letters, the ending left out."""
    path = PurePosixPath(file)
    return "/".join(_slug(part) for part in (*path.parent.parts, path.stem))


def _slug(part: str) -> str:
    # A name without a letter or digit, such as `!!!.txt`, still needs an id of its own.
    return slug(part) or f"file-{sha256(part.encode()).hexdigest()[:8]}"


def _unprintable(name: str) -> bool:
    return any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in name)


def _shown(name: str) -> str:
    return "".join("�" if _unprintable(letter) else letter for letter in name)


def _not_supported(file: str, ending: str) -> ProblemsError:
    if ending in _RECORDINGS:
        return not_usable(file, "This is a recording.", "Transcribe it and put the text here.")
    what = "It has no ending." if not ending else f"Files ending in {ending} are not read."
    if ending in _OTHER_KINDS:
        what = f"This is {_OTHER_KINDS[ending]}."
    return not_usable(file, what, "Only .txt and .md are read so far: save it as text in UTF-8.")


def _bytes(path: Path, file: str) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise _folder_not_file(file)
        if not stat.S_ISREG(about.st_mode):
            # Reading a pipe or a device could wait for ever.
            raise not_usable(file, "This is no ordinary file.", "Put a text file in its place.")
        if about.st_size > LARGEST:
            what = f"It has {about.st_size // 1_000_000} million bytes; no transcript is that long."
            raise not_usable(file, what, "Cut it into interviews.")
        return path.read_bytes()
    except OSError as error:
        raise _not_opened(path, file, error) from error


def _not_opened(path: Path, file: str, error: OSError) -> ProblemsError:
    if isinstance(error, FileNotFoundError):
        what = (
            "This link leads to a file that is not there."
            if path.is_symlink()
            else "The file is no longer there."
        )
        return not_usable(file, what, "Put it back, or leave it out.")
    if isinstance(error, PermissionError):
        return not_usable(file, "You are not allowed to read this.", "Change its permissions.")
    return not_usable(file, f"It cannot be opened ({error.strerror}).")


def _folder_not_file(file: str) -> ProblemsError:
    what = "This is a folder with a name like that of a text file."
    return not_usable(file, what, "Rename the folder; files in it are read all the same.")


def _unused(file: str, label: str) -> Problem:
    fix = "Compare it with the labels in the text, or take it out of `speakers`."
    return Problem(file, f"No line begins with the speaker label “{label}”.", fix=fix)


def _doubled(files: Sequence[str]) -> list[Problem]:
    counts = Counter(map(interview_id, files))
    return [
        Problem(
            file,
            f"Another file gives the same id, “{interview_id(file)}”, so neither was read.",
            fix="Rename one of them, or take it out.",
        )
        for file in sorted(files)
        if counts[interview_id(file)] > 1
    ]


def _files(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Every file in a folder and below, sorted, and folders that cannot be looked into.

    Folders come before links to folders, so that a folder is read under its own name; a link
    to a folder that was read already, as in a circle of links, is a problem.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    folders, links = [folder], list[Path]()
    seen: set[tuple[int, int]] = set()
    while folders or links:
        here = folders.pop() if folders else links.pop(0)
        try:
            about = here.stat()
            if (about.st_dev, about.st_ino) in seen:
                problems.append(_read_already(_name(here, folder)))
                continue
            seen.add((about.st_dev, about.st_ino))
            entries = _entries(here)
        except OSError as error:
            problems.append(_not_looked_into(_name(here, folder), error))
            continue
        for path, kind in entries:
            {"file": files, "folder": folders, "link": links}[kind].append(path)
            if kind != "file" and path.suffix.lower() in ENDINGS:
                problems += _folder_not_file(_name(path, folder)).problems
    return sorted(files, key=lambda path: path.relative_to(folder).parts), problems


def _entries(folder: Path) -> list[tuple[Path, str]]:
    with os.scandir(folder) as found:
        return sorted(
            (folder / entry.name, _kind(entry)) for entry in found if not _passed_over(entry.name)
        )


def _kind(entry: os.DirEntry[str]) -> str:
    try:
        if entry.is_dir(follow_symlinks=False):
            return "folder"
        return "link" if entry.is_dir() else "file"
    except OSError:
        # A link that leads to itself: reading it as a file says so.
        return "file"


def _passed_over(name: str) -> bool:
    about_the_folder = PurePosixPath(name.lower()).stem in _ABOUT_THE_FOLDER
    return name.startswith((".", "~$")) or about_the_folder or name.lower() in _LEFT_BY_PROGRAMS


def _name(path: Path, folder: Path) -> str:
    name = path.relative_to(folder).as_posix()
    return _shown(folder.name if name == "." else name)


def _read_already(name: str) -> Problem:
    what = "This link leads to a folder that is read already."
    return Problem(name, what, fix="Take the link out.")


def _not_looked_into(name: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(name, "There is no such folder.", fix="Make it and put transcripts into it.")
    if isinstance(error, PermissionError):
        return Problem(name, "You are not allowed to look into this folder.",
                       fix="Change its permissions.")  # fmt: skip
    return Problem(name, f"This folder cannot be looked into ({error.strerror}).")
