from pathlib import Path

import pytest

from whyshore.store import drives
from whyshore.store.drives import file_system, unsafe_place

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/ana/local ext4 rw 0 0
//nas/share /mnt/my\\040share cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/study", "ext4"),
        ("/home/ana/study", "nfs4"),
        ("/home/ana/local/study", "ext4"),
        ("/mnt/my share/study", "cifs"),
        ("/homes/study", "ext4"),
    ],
)
def test_the_nearest_mount_says_what_a_folder_lies_on(folder: str, kind: str) -> None:
    assert file_system(Path(folder), MOUNTS.splitlines()) == kind


def test_a_network_drive_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unsafe_place(tmp_path) == ""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path / 'far'} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(drives, "MOUNTS", mounts)
    monkeypatch.setattr("sys.platform", "linux")

    told = unsafe_place(tmp_path / "far" / "study")

    assert "network drive (nfs4)" in told
    assert "Locks and journals" in told


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Uni Bilbao)", "Dropbox"),
        ("OneDrive - Mondragon Unibertsitatea", "OneDrive"),
        ("iCloud Drive", "iCloud Drive"),
        ("com~apple~CloudDocs", "iCloud Drive"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-ana@example.org", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_a_synchronised_folder_is_named(tmp_path: Path, name: str, service: str) -> None:
    assert f"that {service} synchronises" in unsafe_place(tmp_path / name / "study")


def test_a_synchronised_folder_of_any_name_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()

    assert "Syncthing" in unsafe_place(tmp_path / "study")


@pytest.mark.parametrize("name", ["dropbox-interviews", "inbox", "mega-trends", "next"])
def test_other_names_are_let_be(tmp_path: Path, name: str) -> None:
    assert unsafe_place(tmp_path / name) == ""
