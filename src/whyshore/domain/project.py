"""What a researcher is told about a project as a whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from whyshore.domain.anchoring import ChangedText
from whyshore.errors import Problem


class Weight(StrEnum):
    """How serious a finding is."""

    BROKEN = "broken"
    """Something stored is wrong; results cannot be trusted until it is put right."""
    WARNING = "warning"
    """Something deserves a look; nothing is wrong with what is stored."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check of the project found."""

    weight: Weight
    problem: Problem


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What reading `interviews/` anew did."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Files that have another name now: the old path and the new one."""
    corrected: tuple[ChangedText, ...] = ()
    """Texts that changed under codings and were taken over, with what became of each coding."""
    kept: tuple[Problem, ...] = ()
    """Files whose text changed under codings: the imported text stays in use until told."""
    gone: tuple[Problem, ...] = ()
    """Interviews whose file is no longer there: they stay in the project."""
    unreadable: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    """Files that were read, with something worth knowing about how."""
    new_cases: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that needs a person's eye."""
        return self.unreadable + self.kept + self.gone


@dataclass(frozen=True, slots=True)
class WaitingText:
    """A file of `interviews/` that the project has not taken in as it is now."""

    interview: str
    name: str
    """What it is shown as: a path, or what the interview is called."""
    what: str
    """What it is, or what taking it in does, in words."""

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"


@dataclass(frozen=True, slots=True)
class FilesNow:
    """How the files of `interviews/` differ from what the project holds."""

    waiting: tuple[WaitingText, ...] = ()
    gone: tuple[Problem, ...] = ()
    unreadable: tuple[Problem, ...] = ()

    def about(self, wanted: Collection[str]) -> "FilesNow":
        """What is about some interviews or paths."""
        return FilesNow(
            tuple(each for each in self.waiting if each.interview in wanted),
            tuple(each for each in self.gone if each.file in wanted),
            tuple(each for each in self.unreadable if each.file in wanted),
        )

    def __bool__(self) -> bool:
        return bool(self.waiting or self.gone or self.unreadable)


@dataclass(frozen=True, slots=True)
class KeysWanted:
    """The keys that a line of `[keys]` gives to an action, as they are written.

    There are none where the line has something else than text, or a list of such.
    """

    keys: tuple[str, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What `whyshore.toml` says; what it leaves out is empty."""

    coder: str = ""
    """The name put on codings; without it the name one is logged in with."""
    database: str = ""
    """The address of a database shared by a team; without it `whyshore.db`."""
    theme: str = ""
    table_caption: str = ""
    table_source: str = ""
    table_first_column: str = ""
    keys: Mapping[str, KeysWanted] = field(default_factory=dict)
    """Keys by action; which actions and keys there are, only the screens know."""
