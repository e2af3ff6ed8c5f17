"""Write a file whole or not at all."""

import errno
import os
import stat
from pathlib import Path
from uuid import uuid4

from whyshore.errors import FixableError

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_FIXES = {
    errno.EACCES: "Choose a folder you may write to, or close the file where it is open.",
    errno.EPERM: "Choose a folder you may write to, or close the file where it is open.",
    errno.EROFS: "That disk cannot be written to; choose another place.",
    errno.ENOSPC: "The disk is full; free some space and try again.",
    errno.EDQUOT: "Your share of the disk is used up; free some space and try again.",
    errno.EISDIR: "There is a folder of that name; give the name of a file.",
    errno.ENOTDIR: "A part of the path is a file, not a folder; choose another place.",
    errno.EEXIST: "A part of the path is a file, not a folder; choose another place.",
    errno.ENAMETOOLONG: "Give it a shorter name.",
}


def write_file(path: Path, content: str) -> Path:
    r"""Write text as UTF-8 and give the path back; missing folders are made.

    The text is written aside and moved into place, so that the file holds either all of
    the old text or all of the new. A link stays a link, and a file keeps its permissions.
    Halves of characters, which UTF-8 has no bytes for, are written as `\udXXX`.

    Raises:
        FixableError: it could not be written; what was there before is still there.
    """
    return write_bytes(path, content.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, content: bytes) -> Path:
    """Write bytes and give the path back; missing folders are made, all or nothing is written.

    Raises:
        FixableError: it could not be written; what was there before is still there.
    """
    try:
        _write_aside(path.resolve(), content)
    except (OSError, RuntimeError) as problem:  # a loop of links is a RuntimeError up to 3.12
        raise FixableError(_message(path, problem)) from problem
    return path


def replace_file(path: Path, *, before: bytes, after: bytes) -> None:
    """Put new bytes in place of those that are known to be in a file.

    Raises:
        FixableError: the file holds something else by now, may not be written, or could not
            be; what is in it stays.
    """
    target = path.resolve()
    try:
        if not target.stat().st_mode & _WRITABLE or not os.access(target, os.W_OK):
            raise FixableError(
                f"{path} is write-protected. Allow writing to it, or change it in your own way."
            )
        _write_aside(target, after, instead_of=before)
    except OSError as problem:
        raise FixableError(_message(path, problem)) from problem


def _write_aside(target: Path, content: bytes, *, instead_of: bytes | None = None) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".whyshore-{uuid4().hex}.part")
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.is_file():
            aside.chmod(target.stat().st_mode)
        if instead_of is not None and target.read_bytes() != instead_of:
            raise FixableError(
                f"{target.name} was changed by another program meanwhile, so nothing was written. "
                "Look at it and try again."
            )
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Make sure that the move itself survives a power cut, where the system can do that."""
    if os.name == "nt":  # Windows does not open folders
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _message(path: Path, problem: OSError | RuntimeError) -> str:
    number = problem.errno if isinstance(problem, OSError) else None
    what = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
    fix = _FIXES.get(number or 0, "Choose another place and try again.")
    return f"{path} could not be written: {what}. {fix}"
