"""Whether a database lies where it is not safe: on a network drive, or in a synchronised folder."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
NETWORK = re.compile(
    r"(nfs\d?|cifs|smb\w*|afs|afpfs|ncpfs|9p|ceph|lustre|glusterfs|gpfs|beegfs|davfs\w*|webdav|vboxsf"
    r"|vmhgfs|prl_fs|fuse\.(sshfs|rclone|s3fs|davfs\w*|gvfsd-fuse|vmhgfs-fuse|glusterfs|ceph.*))"
)
"""Types of file systems that lie on another machine."""

_SERVICES = (
    ("Dropbox", re.compile(r"dropbox( \(.*\))?", re.IGNORECASE), (".dropbox", ".dropbox.cache")),
    ("OneDrive", re.compile(r"onedrive( - .*|-.*)?", re.IGNORECASE), ()),
    (
        "iCloud Drive",
        re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents", re.IGNORECASE),
        (),
    ),
    (
        "Google Drive",
        re.compile(r"google ?drive( .*)?|googledrive-.*|my drive", re.IGNORECASE),
        (".tmp.drivedownload",),
    ),
    ("Nextcloud", re.compile(r"nextcloud\d*", re.IGNORECASE), (".nextcloudsync.log",)),
    ("ownCloud", re.compile(r"owncloud\d*", re.IGNORECASE), (".owncloudsync.log",)),
    ("Box", re.compile(r"box( sync|-box)?"), ()),
    ("Syncthing", re.compile(r"syncthing", re.IGNORECASE), (".stfolder",)),
    ("Seafile", re.compile(r"seafile", re.IGNORECASE), ()),
    ("pCloud", re.compile(r"pcloud ?drive", re.IGNORECASE), ()),
    ("MEGA", re.compile(r"mega(sync)?", re.IGNORECASE), (".megaignore",)),
)
"""What synchronises folders: its name, how its folders are called, what lies in them."""


def unsafe_place(folder: Path) -> str:
    """Why a database should not lie in a folder, and what to do; empty where it may."""
    folder = folder.resolve()
    if service := _service(folder):
        return (
            f"The project lies in a folder that {service} synchronises. It copies the database "
            "while it is being written and without its journal, so that a copy elsewhere can be "
            "broken, and two people make two versions. Keep the project outside, and exchange the "
            "work as text: whyshore export, whyshore import."
        )
    if kind := _network_drive(folder):
        return (
            f"The project lies on a network drive ({kind}). Locks and journals of a database "
            "cannot be relied on there, so that two programs at once can damage it. Work on a "
            "copy on this machine, or share a server's database (docs/safety.md)."
        )
    return ""


def _service(folder: Path) -> str | None:
    for place in (folder, *folder.parents):
        for service, called, signs in _SERVICES:
            if called.fullmatch(place.name) or any((place / sign).exists() for sign in signs):
                return service
    return None


def _network_drive(folder: Path) -> str | None:
    if os.name == "nt":
        return "a shared folder" if str(folder).startswith("\\\\") else None
    kind = file_system(folder, _mounted())
    return kind if kind and NETWORK.fullmatch(kind) else None


def _mounted() -> Iterable[str]:
    """The mounted file systems, as Linux lists them; other systems are not asked."""
    if not sys.platform.startswith("linux"):
        return ()
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ()


def file_system(folder: Path, mounts: Iterable[str]) -> str | None:
    """The type of file system that a folder lies on, by the lines of /proc/mounts."""
    found: tuple[int, str] | None = None
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, place, type
            continue
        place = Path(re.sub(r"\\([0-7]{3})", lambda sign: chr(int(sign[1], 8)), fields[1]))
        depth = len(place.parts)
        # Of two at one place the one mounted later is seen.
        if (place == folder or place in folder.parents) and (found is None or depth >= found[0]):
            found = (depth, fields[2])
    return found[1] if found else None
