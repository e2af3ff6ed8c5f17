"""Change the key of pseudonyms of a project."""

from collections.abc import Callable
from pathlib import Path

from whyshore.coding.pseudonyms import parts_of
from whyshore.errors import FixableError, closest, closest_hint
from whyshore.workflow.project import connect, find_folder
from whyshore.workflow.pseudonym_key import key_file, read_key, write_key


def pseudonyms_of(folder: Path, key: Path | None) -> tuple[Path, dict[str, str]]:
    """Where the key of a project is, and what it holds."""
    project = connect(find_folder(folder))
    try:
        file = key_file(project, key)
        return file, read_key(file)
    finally:
        project.close()


def set_pseudonym(folder: Path, key: Path | None, name: str, pseudonym: str) -> Path:
    """Keep a pseudonym for a name, or another one; gives the key file."""

    def keep(names: dict[str, str]) -> None:
        same = [each for each in names if parts_of(each) == parts_of(name)]
        for each in same:
            del names[each]
        names[" ".join(name.split())] = " ".join(pseudonym.split())

    return _changed(folder, key, keep)


def forget_pseudonym(folder: Path, key: Path | None, name: str) -> Path:
    """Take a name out of the key; gives the key file.

    Raises:
        FixableError: it is not in there.
    """

    def forget(names: dict[str, str]) -> None:
        if name not in names:
            hint = closest_hint(closest(name, list(names)))
            raise FixableError(f"“{name}” is not in the key.{hint}")
        del names[name]

    return _changed(folder, key, forget)


def _changed(folder: Path, key: Path | None, change: Callable[[dict[str, str]], None]) -> Path:
    file, names = pseudonyms_of(folder, key)
    change(names)
    write_key(file, names)
    return file
