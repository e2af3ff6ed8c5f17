import errno
import os
import stat
from pathlib import Path

import pytest

from whyshore.errors import FixableError
from whyshore.export.write import write_file


def test_a_file_is_written_as_it_is_and_missing_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "exports" / "tables" / "table-5.md"

    assert write_file(path, "“Orbea”\n漢\r\n") == path

    assert path.read_bytes() == "“Orbea”\n漢\r\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_an_older_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)

    write_file(path, "new")

    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "shared" / "table.md"
    link = tmp_path / "table.md"
    link.symlink_to(real)

    write_file(link, "new")

    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_half_a_character_is_written_so_that_the_file_stays_readable(tmp_path: Path) -> None:
    path = write_file(tmp_path / "table.md", "half \ud83d")

    assert path.read_text(encoding="utf-8") == r"half \ud83d"


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "table.md").mkdir()

    with pytest.raises(FixableError, match="There is a folder of that name") as problem:
        write_file(tmp_path / "table.md", "new")

    assert str(problem.value).startswith(f"{tmp_path / 'table.md'} could not be written")
    assert [each.name for each in tmp_path.iterdir()] == ["table.md"]


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("", encoding="utf-8")

    with pytest.raises(FixableError, match="is a file, not a folder"):
        write_file(tmp_path / "exports" / "table.md", "new")


def test_a_loop_of_links_can_be_put_right(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)

    with pytest.raises(FixableError, match="could not be written"):
        write_file(loop / "table.md", "new")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FixableError, match="Choose a folder you may write to"):
            write_file(tmp_path / "table.md", "new")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "may write to"),
        (errno.EIO, "another place"),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    path = write_file(tmp_path / "table.md", "old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FixableError, match=advice):
        write_file(path, "new")

    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
