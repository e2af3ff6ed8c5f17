"""A change to the codebook's file before it is made: what it would be, line by line."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from whyshore.domain.codebook import Code

AROUND = 2
"""Unchanged lines shown before and after the changed ones."""


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """The codebook's file before and after a change, byte for byte."""

    summary: str
    """The change in words, such as `new code low-wages`."""
    code: Code
    before: bytes
    after: bytes
    diff: tuple[str, ...]
    """The changed lines after `+ ` and `- `, those around them after two spaces."""
    notes: tuple[str, ...] = ()
    """What else follows from it."""
    recoded: tuple[str, str] | None = None
    """The code whose codings and memos get another one, and that one."""
    same_meaning: bool = False
    """Whether they mean the same as before: a code only got another id."""
    codings: int = 0
    """How many codings are touched."""
    queue: tuple[str, ...] = ()
    """Codes for the codings of `code`, one by one, as after a split."""


def changed_lines(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """How two texts differ, line by line, each part under a line that says where it begins."""
    lines: list[str] = []
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for group in matcher.get_grouped_opcodes(AROUND):
        lines.append(f"line {group[0][3] + 1}:")
        for kind, first, last, new_first, new_last in group:
            if kind == "equal":
                lines += [f"  {line}" for line in before[first:last]]
            else:
                lines += [f"- {line}" for line in before[first:last]]
                lines += [f"+ {line}" for line in after[new_first:new_last]]
    return tuple(lines)
