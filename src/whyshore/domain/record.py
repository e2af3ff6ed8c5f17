"""The whole work on a project as one value: what is written to and read from text."""

from dataclasses import dataclass

from whyshore.domain.anchoring import Adrift
from whyshore.domain.case import Case, CaseGroup, DefaultCase, Passage
from whyshore.domain.coding import Coding
from whyshore.domain.guide import Pin
from whyshore.domain.interview import NamedFile
from whyshore.domain.joint import Finding
from whyshore.domain.link import Link
from whyshore.domain.memo import Memo
from whyshore.domain.synthesis import Statement


@dataclass(frozen=True, slots=True)
class Record:
    """Cases, passages, codings, memos, statements and pins; interviews and codebook are files."""

    cases: tuple[Case, ...] = ()
    groups: tuple[CaseGroup, ...] = ()
    defaults: tuple[DefaultCase, ...] = ()
    """Default cases that coders set, where they differ from what front matter says."""
    passages: tuple[Passage, ...] = ()
    codings: tuple[Coding, ...] = ()
    memos: tuple[Memo, ...] = ()
    statements: tuple[Statement, ...] = ()
    pins: tuple[Pin, ...] = ()
    """Turns that somebody put into a section of the interview guide."""
    files: tuple[NamedFile, ...] = ()
    """Interviews whose id is not the one their path gives."""
    adrift: tuple[Adrift, ...] = ()
    """What a corrected text no longer surely has, until somebody settles it."""
    findings: tuple[Finding, ...] = ()
    """What people made of the lines of joint displays."""
    links: tuple[Link, ...] = ()
    """Which respondents of the survey cases are; kept in a file of their own."""
