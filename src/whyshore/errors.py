"""Problems a researcher can fix, each with its message."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file: what, where, and what to do about it."""

    file: str
    what: str
    line: int | None = None
    fix: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}" + (f" {self.fix}" if self.fix else "")


class FixableError(Exception):
    """Something the researcher can put right; the message says what, where and how."""


class ProblemsError(FixableError):
    """A file could not be used; every problem in it is listed."""

    def __init__(self, heading: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([heading, *(f"  {problem}" for problem in problems)]))


class NobodyError(FixableError):
    """A table has nobody to count."""


def closest(name: str, known: Sequence[str], *, most: int = 1) -> list[str]:
    """The names that come nearest to one that is not known."""
    from difflib import get_close_matches  # only needed when something is wrong

    return get_close_matches(name, known, n=most)


def closest_hint(names: Sequence[str]) -> str:
    """The end of a message about an unknown name: the names that come nearest to it."""
    return f" Closest: {', '.join(names)}." if names else ""


class UnknownCodeError(FixableError):
    """A code was used that the codebook does not define."""

    def __init__(self, code: str, closest: Sequence[str] = ()) -> None:
        fix = "Pick one of its codes, or add this one to codebook.yaml."
        super().__init__(f"The codebook has no code “{code}”.{closest_hint(closest)} {fix}")


class NotAssignableError(FixableError):
    """A code that only groups others was put on a passage."""

    def __init__(self, code: str, children: Sequence[str]) -> None:
        pick = f" Pick one below it: {', '.join(children)}." if children else ""
        super().__init__(f"“{code}” groups other codes and is not put on text itself.{pick}")


class DeprecatedCodeError(NotAssignableError):
    """A code that the codebook keeps for what was coded, but no longer for new passages."""

    def __init__(self, code: str, why: str) -> None:
        FixableError.__init__(
            self,
            f"“{code}” is deprecated ({why}): it stays where it is and goes on no more text. Take "
            "`deprecated` out of codebook.yaml to use it again.",
        )


class UnknownCaseError(FixableError):
    """A case was named that the project does not know."""

    def __init__(self, case: str, closest: Sequence[str] = ()) -> None:
        fix = "Add it with: whyshore cases add COMPANY COUNTRY"
        super().__init__(f"There is no case “{case}”.{closest_hint(closest)} {fix}")


class UnknownInterviewError(FixableError):
    """An interview was named that the project does not hold."""

    def __init__(self, interview: str, closest: Sequence[str] = ()) -> None:
        fix = closest_hint(closest) or " Put its file into interviews/ and run: whyshore sync"
        super().__init__(f"There is no interview “{interview}”.{fix}")


class MemoChangedError(FixableError):
    """A memo was changed by somebody else while it was being written."""


class AlreadyCodedError(FixableError):
    """The coder has put this code on this segment before."""

    def __init__(self, code: str, told: str = "") -> None:
        super().__init__(told or f"This passage already has the code {code}.")
