"""Names that may need a pseudonym, as text and as data."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from whyshore.domain.names import Candidate
from whyshore.domain.words import counted


def names_as_text(names: Sequence[Candidate]) -> str:
    """A list to go through: each name with how often it stands where, and a few places."""
    if not names:
        return "No name is proposed. That is no proof that there is none.\n"
    lines: list[str] = []
    for each in names:
        what = (
            f"{each.kind}, by {each.found_by.value}" if each.kind else f"by {each.found_by.value}"
        )
        stands = f" → {each.pseudonym}" if each.pseudonym else ""
        where = f"{counted(each.count, 'time')} in {counted(each.interviews, 'interview')}"
        lines.append(f"{each.name}{stands}  ({what}; {where})")
        lines += [f"    {context}" for context in each.contexts]
    return "\n".join([*lines, ""])


def names_as_data(names: Sequence[Candidate]) -> list[Mapping[str, object]]:
    """The same for scripts."""
    return [{**asdict(each), "found_by": each.found_by.value} for each in names]
