"""Recognise codes that got another id in an editor: proposed with the reason, never assumed."""

from collections.abc import Sequence

from whyshore.domain.codebook import Code
from whyshore.domain.codebook_diff import ProbableRename

LEAST = 60
"""From how much likeness in percent on two codes are probably the same."""
ALIKE = 85
"""From how much likeness on a text counts as a reason."""
_WEIGHTS = {"name": 4, "definition": 4, "include": 1, "exclude": 1, "id": 1}


def probable_renames(gone: Sequence[Code], new: Sequence[Code]) -> list[ProbableRename]:
    """The pairs that are most alike, each code once, the most alike first."""
    pairs = sorted(
        (_pair(old, code) for old in gone for code in new),
        key=lambda each: (-each.likeness, each.code, each.new),
    )
    taken: set[str] = set()
    found = []
    for pair in pairs:
        ends = {f"gone {pair.code}", f"new {pair.new}"}
        if pair.likeness >= LEAST and not taken & ends:
            taken |= ends
            found.append(pair)
    return found


def _pair(old: Code, new: Code) -> ProbableRename:
    """How alike two codes are: their words, weighed, and whether chord and place are the same."""
    from rapidfuzz import fuzz  # only needed where codes are gone and others came

    points = weights = 0.0
    why = []
    for key, weight in _WEIGHTS.items():
        was, now = getattr(old, key), getattr(new, key)
        if not was and not now:
            continue
        likeness = fuzz.ratio(was.casefold(), now.casefold())
        points, weights = points + weight * likeness, weights + weight
        if was == now:
            why.append(f"same {key}")
        elif likeness >= ALIKE and key != "id":
            why.append(f"{key} alike")
    for key, weight in (("chord", 3), ("parent", 1), ("cues", 2)):
        was, now = getattr(old, key), getattr(new, key)
        if was or now:
            points, weights = points + 100 * weight * (was == now), weights + weight
            if was == now and key != "parent":
                why.append(f"same {key}")
    return ProbableRename(old.id, new.id, round(points / weights) if weights else 0, tuple(why))
