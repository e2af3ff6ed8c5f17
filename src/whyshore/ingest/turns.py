"""Cut a transcript into turns: who speaks from where to where."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from whyshore.domain.interview import Role, Turn
from whyshore.ingest.labels import (
    HEAD,
    Label,
    bare_label,
    heading_in,
    label_in,
    label_key,
    looks_like_a_name,
    time_code_in,
)
from whyshore.ingest.roles import guess_roles

_VISIBLE = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What front matter says about one label."""

    label: str
    name: str = ""
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Speakers:
    """What front matter says about speakers."""

    declared: tuple[Speaker, ...] = ()
    never: tuple[str, ...] = ()
    """Labels that are none, such as `Note`."""
    nobody: bool = False
    """True where front matter says that no line names a speaker."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: where its first and last visible characters are."""

    start: int
    first: int
    end: int
    after_blank: bool
    label: Label | None


@dataclass
class _Open:
    """A turn whose end is not found yet."""

    start: int
    words: int
    end: int
    label: str = ""
    key: str = ""
    time_code: str = ""


@dataclass
class _Cut:
    """What is known while the lines are gone through."""

    text: str
    each_line: bool
    """Whether every line outside a speaker's turn stands for itself."""
    open: _Open | None = None
    done: list[_Open] = field(default_factory=list)


def find_turns(text: str, speakers: Speakers | None = None) -> tuple[Turn, ...]:
    """Everything said in a text, in order; turns never overlap.

    A label counts if it is declared, or if two or more lines begin with it and it has the
    shape of a name; so `There were two reasons:` is nobody. Two kinds need to be there only
    once: a well-known label such as `I` or `Respondent` beside another label, and a label
    with a time code beside one that recurs.

    A speaker's turn lasts until the next label or Markdown heading, blank lines included.
    Everything else is cut at blank lines, before a leading time code and around headings; in
    a text that has no blank line at all, at every line.
    """
    speakers = speakers or Speakers()
    lines = list(_lines(text, labels=not speakers.nobody))
    counted = _counted(lines, speakers)
    cut = _Cut(text, each_line=not any(line.after_blank for line in lines[1:]))
    for line in lines:
        _take(cut, line, counted)
    _finish(cut)
    return _numbered(cut, speakers)


def unused_labels(turns: Sequence[Turn], speakers: Speakers) -> tuple[str, ...]:
    """Declared labels that no turn has."""
    used = {label_key(turn.label) for turn in turns if turn.label}
    return tuple(each.label for each in speakers.declared if label_key(each.label) not in used)


def _lines(text: str, *, labels: bool) -> Iterator[_Line]:
    """The lines that are not blank; a line ends at LF and nowhere else."""
    start, blank = 0, False
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        content = text[start:stop].rstrip()
        if content:
            first = start + len(content) - len(content.lstrip())
            label = _label_in(content) if labels else None
            yield _Line(start, first, start + len(content), blank, label)
        blank = not content
        start = stop + 1


def _label_in(content: str) -> Label | None:
    # A line that goes on is marked as such, as one form needs the label alone on its line.
    return label_in(content if len(content) <= HEAD else content[:HEAD] + "…")


def _counted(lines: Sequence[_Line], speakers: Speakers) -> frozenset[str]:
    """The labels that stand for a speaker."""
    declared = {label_key(each.label) for each in speakers.declared}
    labels = [line.label for line in lines if line.label]
    roles = guess_roles({label.key for label in labels} | declared)
    known = {key for key, role in roles.items() if role is not Role.OTHER}
    named = Counter(
        label.key
        for label in labels
        if label.key in known | declared
        or label.free
        or (label.sure and looks_like_a_name(label.text))
    )
    counted = {key for key, count in named.items() if count > 1 or key in declared}
    once = known & named.keys()
    if len(counted | once) > 1:
        counted |= once
    stamped = {label.key for label in labels if label.time_code and label.key in named}
    if stamped & counted:
        counted |= stamped
    return frozenset(counted - {label_key(each) for each in speakers.never})


def _take(cut: _Cut, line: _Line, counted: frozenset[str]) -> None:
    """Let one line end, begin or go on with a turn."""
    head = cut.text[line.start : min(line.end, line.start + HEAD)]
    heading = heading_in(head)
    if heading:
        _begin(cut, line, heading)
        _finish(cut)
    elif line.label and line.label.key in counted:
        label = line.label
        _begin(cut, line, label.words, label)
    elif cut.open and cut.open.label:
        cut.open.end = line.end
    else:
        time_code, words = time_code_in(head)
        if cut.open is None or time_code or line.after_blank or cut.each_line:
            _begin(cut, line, words)
            if cut.open:
                cut.open.time_code = time_code
        else:
            cut.open.end = line.end


def _begin(cut: _Cut, line: _Line, words: int, label: Label | None = None) -> None:
    _finish(cut)
    start = max(line.first, line.start + words)
    cut.open = _Open(line.first, min(start, line.end), line.end)
    if label:
        cut.open.label, cut.open.key = label.text, label.key
        cut.open.time_code = label.time_code


def _finish(cut: _Cut) -> None:
    if cut.open:
        cut.done.append(cut.open)
    cut.open = None


def _numbered(cut: _Cut, speakers: Speakers) -> tuple[Turn, ...]:
    declared = {label_key(each.label): each for each in speakers.declared}
    roles = guess_roles({each.key for each in cut.done if each.key})
    names: dict[str, str] = {}
    turns = []
    for number, each in enumerate(cut.done, start=1):
        said = declared.get(each.key) if each.key else None
        if each.key not in names:
            names[each.key] = (said and said.name) or bare_label(each.label)
        visible = _VISIBLE.search(cut.text, each.words, each.end)
        turns.append(
            Turn(
                number,
                each.start,
                visible.start() if visible else each.end,
                each.end,
                label=each.label,
                speaker=names[each.key],
                role=(said and said.role) or roles.get(each.key, Role.OTHER),
                time_code=each.time_code,
            )
        )
    return tuple(turns)
