"""What changed in the codebook, and its history, as text and as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from whyshore.domain.codebook_diff import CodebookDiff, CodeDifference, LogEntry, Version
from whyshore.domain.words import counted

NOTHING = "nothing"
_DONE = {"name": "renamed", "parent": "moved", "definition": "redefined", "order": "reordered"}


def diff_as_text(diff: CodebookDiff) -> str:
    """A line for each change, and what it does to codings."""
    heading = f"codebook.yaml against {_version(diff.since)}:"
    renamed = {each.code for each in diff.renames}
    lines = [line for each in diff.differences for line in _lines(each, diff.counts, renamed)]
    told = [each.code for each in diff.differences if each.what == "removed"]
    lines += [
        f"! {code}: missing from codebook; {_intact(diff.counts[code])}"
        for code in diff.missing
        if code not in told
    ]
    for each in diff.renames:
        used = diff.counts.get(each.code, 0)
        lines += [
            f"? {each.code} is probably {each.new} now ({each.likeness} %: {', '.join(each.why)})"
        ]
        if used:
            lines.append(
                f"    let {counted(used, 'coding')} follow: "
                f"whyshore codebook rename {each.code} --id {each.new} --yes"
            )
    return "\n".join([heading, *(lines or ["nothing changed"])])


def log_as_text(entries: Sequence[LogEntry], code: str = "") -> str:
    """The versions, the newest first, each with what it changed."""
    blocks = []
    for each in entries:
        added = [one for one in each.differences if one.what == "added"]
        first = each is entries[-1] and not code
        shown = [] if first else each.differences
        lines = [line for one in shown for line in _logged(one)]
        if first:
            lines = [f"  first seen, with {counted(len(added), 'code')}"]
        lines += [
            f"? {one.code} is probably {one.new} from here on ({one.likeness} %)"
            for one in each.renames
        ]
        blocks.append("\n".join([_version(each.version), *(lines or ["  no code changed"])]))
    return "\n\n".join(blocks)


def diff_as_data(diff: CodebookDiff) -> dict[str, object]:
    """What changed, for scripts; each change with the codings of its code."""
    return {
        "since": asdict(diff.since),
        "changes": [
            {**asdict(each), "codings": diff.counts.get(each.code, 0)} for each in diff.differences
        ],
        "renames": [
            {**asdict(each), "why": list(each.why), "codings": diff.counts.get(each.code, 0)}
            for each in diff.renames
        ],
        "missing": [{"code": code, "codings": diff.counts[code]} for code in diff.missing],
    }


def log_as_data(entries: Sequence[LogEntry]) -> list[dict[str, object]]:
    """The versions, the newest first, each with what it changed."""
    return [
        {
            **asdict(each.version),
            "changes": [asdict(one) for one in each.differences],
            "renames": [{**asdict(one), "why": list(one.why)} for one in each.renames],
        }
        for each in entries
    ]


def _logged(each: CodeDifference) -> Iterator[str]:
    """What a version changed; how many codings a code had then is not known."""
    if each.what == "removed":
        yield f"- {each.code}: removed, “{each.before}”"
    else:
        yield from _lines(each, {}, set())


def _lines(each: CodeDifference, counts: Mapping[str, int], renamed: set[str]) -> Iterator[str]:
    used = counts.get(each.code, 0)
    if each.what == "added":
        yield f"+ {each.code}: added, “{each.after}”"
    elif each.what == "removed":
        follow = ", or may follow, see below" if used and each.code in renamed else ""
        yield f"- {each.code}: removed, “{each.before}”; {_intact(used)}{follow}"
    else:
        on = f"; on {counted(used, 'passage')}" if used and each.what != "order" else ""
        who = each.code or "the top"
        changed = _DONE.get(each.what, f"{each.what} changed") if each.before else each.what
        yield f"~ {who}: {changed}{on}"
        yield f"    - {each.before or NOTHING}"
        yield f"    + {each.after or NOTHING}"


def _intact(used: int) -> str:
    if not used:
        return "on no text"
    return f"{counted(used, 'coding')} intact, shown as missing from codebook"


def _version(version: Version) -> str:
    if not version.number:
        return "in the file, not worked with yet"
    when = version.at[:16].replace("T", " ")
    made = f", {counted(version.codings, 'coding')} made under it" if version.codings else ""
    return f"version {version.number} ({when} UTC, {version.coder}{made})"
