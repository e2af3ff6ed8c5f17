"""The history as text, data, and as the audit trail of a methods appendix."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from whyshore.domain.history import Effect, Entry, Event, Facts
from whyshore.domain.kinds import called
from whyshore.domain.words import counted, shortened
from whyshore.export.to_markdown import escape_cell, escape_inline

NOWHERE = "–"
LONG, WHOLE = 100, sys.maxsize
"""How many characters of one fact are told: on a line, and in the audit trail."""


def _stored_place(interview: object, start: object, end: object) -> str:
    return f"{interview}, {start} to {end}"


@dataclass(frozen=True, slots=True)
class Naming:
    """How codes, cases and places are called in what a change did: as stored, else by name."""

    code: Callable[[object], str] = str
    case: Callable[[object], str] = str
    place: Callable[[object, object, object], str] = _stored_place
    by_name: bool = False
    """Whether ids and character positions are left out."""


AS_STORED = Naming()

_UNTOLD = {"id", "quote", "before", "after", "created", "changed", "seen", "position", "origin"}
_POINTERS = {"case_id": "case", "default_case": "case", "version": "text"}
_WHERE = {"start", "end"}
_LISTS = {"attributes", "aliases", "named_cases"}


def history_as_text(entries: Sequence[Entry]) -> str:
    """A line per change."""
    return "\n".join(_line(each.event) for each in entries)


def _line(event: Event) -> str:
    state = " (undone)" if event.undone else ""
    return f"{event.number:>5}  {_when(event)}  {event.coder}  {event.in_words}{state}"


def entry_as_text(entry: Entry) -> str:
    """One change with everything it did."""
    return "\n".join([_line(entry.event), *(f"       {line}" for line in effects_told(entry))])


def effects_told(entry: Entry, limit: int | None = None, naming: Naming = AS_STORED) -> list[str]:
    """What a change did, line by line; with a limit, the things beyond it are counted."""
    lines = []
    for effect in entry.effects[:limit]:
        kind = called(effect.kind, effect.id)
        lines.append(kind if naming.by_name else f"{kind} {effect.id}")
        lines += [f"  {sign} {words}" for sign, words in _signed(effect, naming)]
    more = len(entry.effects) - len(entry.effects[:limit])
    return [*lines, f"… and {more} more: whyshore history {entry.event.number}"] if more else lines


def _signed(effect: Effect, naming: Naming) -> list[tuple[str, str]]:
    before, after = before_and_after(effect, LONG, naming)
    signed = [("-", before)] if effect.before is not None else []
    return [*signed, ("+", after)] if effect.after is not None else signed


def history_as_data(entries: Sequence[Entry]) -> list[dict[str, object]]:
    """Each change with everything it did, for scripts."""
    fields = ("number", "at", "coder", "kind", "action", "summary", "target", "undone")
    return [
        {
            **{name: getattr(each.event, name) for name in fields},
            "changes": [asdict(effect) for effect in each.effects],
        }
        for each in entries
    ]


def history_as_markdown(entries: Sequence[Entry], title: str) -> str:
    """An audit trail for a methods appendix: who did how much, then every change, oldest first."""
    ordered = sorted(entries, key=lambda each: each.event.number)
    lines = [f"# Audit trail: {escape_inline(title)}", "", _period(ordered), ""]
    if ordered:
        lines += [*_by_coder(ordered), "", *_by_change(ordered), ""]
    lines.append(
        "Times are UTC. A change that was taken back stays listed, and so does taking it back."
    )
    return "\n".join(lines)


def _period(entries: Sequence[Entry]) -> str:
    if not entries:
        return "No changes."
    first, last = entries[0].event.at[:10], entries[-1].event.at[:10]
    coders = len({each.event.coder for each in entries})
    return f"{counted(len(entries), 'change')} by {counted(coders, 'coder')}, {first} to {last}."


def _by_coder(entries: Sequence[Entry]) -> list[str]:
    counts = Counter((each.event.coder, _action(each.event)) for each in entries)
    lines = ["| Coder | What was done | How often |", "| --- | --- | ---: |"]
    for (coder, action), count in sorted(counts.items()):
        lines.append(f"| {escape_cell(coder)} | {escape_cell(action)} | {count} |")
    return lines


def _by_change(entries: Sequence[Entry]) -> list[str]:
    lines = [
        "| No. | When | Coder | Change | Before | After |",
        "| ---: | --- | --- | --- | --- | --- |",
    ]
    for each in entries:
        event = each.event
        what = f"{event.in_words} (taken back)" if event.undone else event.in_words
        told = [before_and_after(effect, WHOLE) for effect in each.effects]
        cells = [escape_cell(words) for words in (_when(event), event.coder, what)]
        for column in zip(*told, strict=True) if told else ((), ()):
            parts = [escape_cell(words) for words in column if words != NOWHERE] or [NOWHERE]
            cells.append("<br>".join(parts))
        lines.append(f"| {event.number} | {' | '.join(cells)} |")
    return lines


def before_and_after(
    effect: Effect, long: int = LONG, naming: Naming = AS_STORED
) -> tuple[str, str]:
    """A thing before and after a change, in words; of one that was altered, what differs."""
    before, after = effect.before, effect.after
    moved = naming.by_name and not _WHERE.isdisjoint(effect.changed)
    if before is None or after is None or moved:
        return (
            _described(effect, before, long, naming) if before is not None else NOWHERE,
            _described(effect, after, long, naming) if after is not None else NOWHERE,
        )
    names = [name for name in effect.changed if name not in _UNTOLD] or list(effect.changed)
    return _facts(before, names, long, naming), _facts(after, names, long, naming)


def _described(  # noqa: PLR0911, PLR0912 - a line per table
    effect: Effect, facts: Facts, long: int, naming: Naming
) -> str:
    """One thing in words, by the table it is kept in."""
    kind = called(effect.kind, effect.id)
    quote, text = (f"“{_short(facts.get(name), long)}”" for name in ("quote", "text"))
    where = f"({naming.place(*(facts.get(name) for name in ('interview', 'start', 'end')))})"
    code, case = naming.code(facts.get("code")), naming.case(facts.get("case_id"))
    match effect.kind:
        case "coding":
            return f"{code} on {quote} {where}"
        case "memo" | "statement":
            return f"{kind} {text}"
        case "research_case":
            return f"case {facts.get('company')} – {facts.get('country')}"
        case "interview":
            version = "" if naming.by_name else f", text {facts.get('version')}"
            return f"interview {facts.get('title')} ({facts.get('path')}{version})"
        case "codebook_step" if naming.by_name:
            return "codebook.yaml"
        case "codebook_step":
            return f"codebook.yaml: version {facts.get('before')} → {facts.get('after')}"
        case "case_group":
            return f"{kind} “{_short(facts.get('label'), long)}”"
        case "case_group_member":
            return f"case {case} in a row of the synthesis"
        case "passage":
            return f"passage about case {case} {where}"
        case "evidence":
            return kind
        case "guide_pin":
            return f"turn {quote} pinned to section {facts.get('section')}"
        case "survey_link":
            said = "is not" if facts.get("rejected") else "is"
            return f"case {case} {said} respondent {facts.get('respondent')}"
        case "joint_finding":
            fit = f", fit {facts.get('fit')}" if facts.get("fit") else ""
            return f"{kind}: {facts.get('display')}, line {facts.get('line')}{fit}, {text}"
        case "adrift":
            return f"{kind}: {quote} ({facts.get('interview')}; {facts.get('why')})"
    names = [name for name in facts if name not in _UNTOLD]
    return f"{kind}: {_facts(facts, names, long, naming)}"


def _facts(facts: Facts, names: Sequence[str], long: int, naming: Naming) -> str:
    told = [
        f"{_POINTERS.get(name, name)} {_short(_plain(name, facts[name], naming), long)}"
        for name in names
        if facts.get(name) not in {None, ""}
    ]
    return ", ".join(told) or NOWHERE


def _plain(name: str, value: object, naming: Naming) -> object:
    """A fact as a person writes it: lists and attributes without the signs of JSON."""
    if name == "code":
        return naming.code(value)
    if name in {"case_id", "default_case"}:
        return naming.case(value)
    if name == "version" and naming.by_name:
        return "as it was imported then"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name not in _LISTS:
        return value
    kept = json.loads(str(value))
    pairs = kept.items() if isinstance(kept, dict) else ()
    return "; ".join([f"{key}: {each}" for key, each in pairs] or map(str, kept)) or "none"


def _short(value: object, long: int) -> str:
    return shortened(str(value), long)


def _when(event: Event) -> str:
    return event.at[:19].replace("T", " ")


def _action(event: Event) -> str:
    return event.action if event.kind == "do" else f"{event.kind} ({event.action})"
