"""How two codebooks differ, code by code."""

from collections.abc import Iterator

from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.codebook_diff import CodeDifference

TEXTS = (
    "name", "definition", "include", "exclude", "source", "literature", "chord", "colour", "ink",
    "deprecated",
)  # fmt: skip
LISTS = ("cues", "survey")


def differences(
    before: Codebook, after: Codebook, *, in_full: bool = False
) -> list[CodeDifference]:
    """What is said otherwise, in the order of the newer codebook; what was removed comes last.

    With `in_full`, all that an added code says is told, too.
    """
    found = [each for code in after.codes for each in _of_code(before, code, in_full=in_full)]
    found += [
        CodeDifference(code.id, "removed", before=code.name)
        for code in before.codes
        if code.id not in after
    ]
    return [*found, *_order(before, after)]


def facts_of(code: Code) -> dict[str, str]:
    """All that a code says of itself, as text, by key."""
    facts = {key: getattr(code, key) for key in TEXTS}
    facts |= {key: ", ".join(getattr(code, key)) for key in LISTS}
    facts["examples"] = " / ".join(
        f"{each.text} ({each.origin})" if each.origin else each.text for each in code.examples
    )
    facts["parent"] = code.parent or ""
    facts["assignable"] = "yes" if code.assignable else "no"
    return facts | dict(code.facets)


def _of_code(before: Codebook, code: Code, *, in_full: bool) -> Iterator[CodeDifference]:
    old = before.by_id.get(code.id)
    if old is None:
        yield CodeDifference(code.id, "added", after=code.name)
        for key, said in facts_of(code).items() if in_full else ():
            if said and key not in {"name", "assignable"}:
                yield CodeDifference(code.id, key, after=said)
        return
    was, now = facts_of(old), facts_of(code)
    for key in {**was, **now}:
        if was.get(key, "") != now.get(key, ""):
            yield CodeDifference(code.id, key, was.get(key, ""), now.get(key, ""))


def _order(before: Codebook, after: Codebook) -> Iterator[CodeDifference]:
    """Codes beside each other in both that come in another order; told once for all of them."""
    for parent, codes in after.children.items():
        was = [each.id for each in before.children.get(parent, ())]
        now = [each.id for each in codes if each.id in was]
        kept = [each for each in was if each in now]
        if kept != now:
            yield CodeDifference(parent or "", "order", ", ".join(kept), ", ".join(now))
