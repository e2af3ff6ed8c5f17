"""The key between names and pseudonyms: a file apart from the project that only its owner reads."""

import json
import os
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from whyshore.coding.pseudonyms import names_left, parts_of
from whyshore.domain.case import slug
from whyshore.errors import FixableError
from whyshore.workflow.project import Project

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def key_file(project: Project, named: Path | None = None) -> Path:
    """Where the key of a project is: the file that is named, else one in the data folder.

    Raises:
        FixableError: it would lie inside the project, which is shared and kept under git.
    """
    file = (named or _default(project)).expanduser().resolve()
    if file.is_relative_to(project.folder.resolve()):
        raise FixableError(
            f"{file} is inside the project. Who gets the project would get the names with it: "
            "keep the key elsewhere, such as in your home folder."
        )
    return file


def read_key(file: Path) -> dict[str, str]:
    """Names with their pseudonyms; none where there is no file yet.

    Raises:
        FixableError: others may read the file, or it is no key.
    """
    try:
        with file.open(encoding="utf-8") as opened:
            if os.name == "posix" and os.fstat(opened.fileno()).st_mode & _OTHERS:
                raise FixableError(
                    f"Others may read {file}. Take that away first: chmod 600 '{file}'"
                )
            found = json.load(opened)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FixableError(f"{file}: {error.strerror}.") from error
    except ValueError as error:
        raise FixableError(f"{file} is no key: it is not JSON ({error}).") from error
    names = found.get("names") if isinstance(found, dict) else None
    if not isinstance(names, dict) or not all(isinstance(each, str) for each in names.values()):
        raise FixableError(f"{file} is no key: it has no “names” with a pseudonym for each.")
    check_key(names)
    return names


def write_key(file: Path, names: Mapping[str, str]) -> None:
    """Keep a key so that only its owner can read it, whole or not at all.

    Raises:
        FixableError: it cannot be written, or a pseudonym gives a name away.
    """
    check_key(names)
    about = "Names and their pseudonyms. Keep this apart from the project and from what you share."
    data = {"about": about, "names": dict(sorted(names.items()))}
    aside = file.with_name(f".{file.name}-{uuid4().hex}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="utf-8") as opened:
            opened.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
            opened.flush()
            os.fsync(opened.fileno())
        aside.replace(file)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise FixableError(f"{file}: {error.strerror}. The key was not changed.") from error


def check_key(names: Mapping[str, str]) -> None:
    """Make sure that a key can be used.

    Raises:
        FixableError: a name has no letters or stands twice, or a pseudonym holds a name.
    """
    seen: dict[tuple[str, ...], str] = {}
    for name, pseudonym in names.items():
        parts = parts_of(name)
        if not parts or not pseudonym.strip() or "\n" in pseudonym:
            raise FixableError(f"“{name}” → “{pseudonym}”: both need letters, on one line.")
        other = seen.setdefault(parts, name)
        if other != name:
            raise FixableError(f"“{other}” and “{name}” are the same name. Keep one of them.")
        if given := list(names_left(names, pseudonym)):
            raise FixableError(f"The pseudonym “{pseudonym}” has the name “{given[0]}” in it.")


def _default(project: Project) -> Path:
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    folder = project.folder.resolve()
    mark = sha256(str(folder).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Path(data) / "whyshore" / "keys" / f"{slug(folder.name) or 'project'}-{mark}.json"
