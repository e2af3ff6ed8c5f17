"""YAML as nodes that know their line, with every problem in words a researcher can act on.

YAML guesses what unquoted words are: `off` is false, `1_000` a number, `12:30` the number 750.
Nodes keep the words as written, so such a guess is noticed where text was meant.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from whyshore.errors import Problem, closest_hint
from whyshore.ingest.yaml_errors import LOADER, line_at, line_ends, syntax_problem

_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = {_TAG + kind for kind in ("str", "map", "seq", "value", "merge")}
_GUESSED_TAGS = {_TAG + kind for kind in ("bool", "int", "float", "null", "timestamp")}
_MOST_LEVELS = 60
_MOST_NODES = 200_000
_NEAR = 0.6
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_COLOUR_OR_CHORD_AS_COMMENT = re.compile(r":[ \t]+(#\S*)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping with its value."""

    name: str
    key: Node
    value: Node


Fields = Mapping[str, Field]


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the known one that comes nearest to it."""
    by_fold = {each.casefold(): each for each in known}
    from difflib import get_close_matches  # only needed when something is wrong

    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=_NEAR)
    return closest_hint([by_fold[each] for each in near])


@dataclass
class YamlText:
    """One YAML text being read, and the problems found in it so far."""

    file: str
    source: str
    problems: list[Problem] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)

    def root(self) -> Node | None:
        """The node everything hangs from, None for an empty text or one that is not safe YAML."""
        surrogate = _SURROGATE.search(self.source)
        if surrogate:
            what = f"The character U+{ord(surrogate.group()):04X} cannot be in YAML."
            at = line_at(self._line_ends(), surrogate.start())
            self.problems.append(Problem(self.file, what, at, "Delete it."))
            return None
        try:
            if not self._shallow():
                return None
            root: Node | None = yaml.compose(self.source, Loader=LOADER)
        except yaml.YAMLError as error:
            self.problems.append(syntax_problem(self.file, self.source, error))
            return None
        return root if root is not None and self._safe(root) else None

    def line(self, node: Node) -> int:
        """The line a node starts on, counted as editors do: only line ends count.

        YAML also counts U+2028 and U+0085, so its own line numbers can run ahead.
        """
        mark = node.start_mark
        return line_at(self._line_ends(), mark.index) if mark else 1

    def _line_ends(self) -> list[int]:
        if not self._ends:
            self._ends = line_ends(self.source)
        return self._ends

    def problem(self, node: Node, what: str, fix: str = "") -> None:
        """Note that something is wrong at a node."""
        self.problems.append(Problem(self.file, what, self.line(node), fix))

    def fields(self, node: Node, what: str) -> dict[str, Field]:
        """The keys of a mapping; doubled keys and keys that are no text are problems."""
        if not isinstance(node, MappingNode):
            self.problem(
                node, f"{what} has to be keys with values (`key: value`); this is {_kind(node)}."
            )
            return {}
        found: dict[str, Field] = {}
        for key, value in node.value:
            if key.tag == _TAG + "merge":
                self.problem(
                    key,
                    "`<<` (taking keys over from elsewhere) is not read.",
                    "Write the keys out.",
                )
                continue
            name = self.text_of(key, f"A key of {what[0].lower()}{what[1:]}")
            if name in found:
                first = self.line(found[name].key)
                self.problem(
                    key,
                    f"`{name}` is there twice; the first is on line {first}.",
                    "Keep one of them.",
                )
            elif name:
                found[name] = Field(name, key, value)
        return found

    def unknown_keys(self, fields: Fields, known: Iterable[str], what: str) -> None:
        """Make every key that is not known a problem, with the nearest one that is."""
        known = list(known)
        for name, each in fields.items():
            if name not in known:
                self.problem(each.key, f"{what} has no key `{name}`.{nearest(name, known)}")

    def text_of(self, node: Node, what: str) -> str:
        """The words of a scalar; what YAML takes for something else than text is a problem."""
        if not isinstance(node, ScalarNode):
            self.problem(node, f"{what} has to be text; this is {_kind(node)}.", _colon_hint(node))
            return ""
        if node.tag in _GUESSED_TAGS:
            quoted = node.value.replace("'", "''")
            fix = f"Write it in quotes: '{quoted}'" if node.value else "Fill it or take it out."
            self.problem(node, _as_read(node) if node.value else f"{what} is empty.", fix)
            return ""
        if not node.value.strip():
            self.problem(node, f"{what} is empty.", "Fill it or take it out.")
        return str(node.value).strip()

    def text(self, fields: Fields, name: str) -> str:
        """The text under a key, `""` where the key is not there or has no value."""
        node = self.value(fields, name)
        if node is None or (isinstance(node, ScalarNode) and not node.value.strip()):
            return ""
        return self.text_of(node, f"`{name}`")

    def any_scalar(self, node: Node, what: str) -> str:
        """A scalar as it is written, whatever YAML takes it for."""
        if isinstance(node, ScalarNode):
            return str(node.value).strip()
        self.problem(node, f"{what} has to be text; this is {_kind(node)}.", _colon_hint(node))
        return ""

    def value(self, fields: Fields, name: str) -> Node | None:
        """The node under a key, None where there is none or it is left empty (or `null`, `~`)."""
        each = fields.get(name)
        return None if each is None or is_nothing(each.value) else each.value

    def items(self, fields: Fields, name: str) -> Iterator[Node]:
        """The items of the list under a key, none where the key is not there."""
        node = self.value(fields, name)
        if node is None:
            return
        if not isinstance(node, SequenceNode):
            fix = f"Write: {name}: [one, two] or each on a line of its own after a hyphen."
            self.problem(node, f"`{name}` has to be a list; this is {_kind(node)}.", fix)
            return
        yield from node.value

    def texts(self, fields: Fields, name: str) -> tuple[str, ...]:
        """The texts of the list under a key."""
        found = [self.text_of(item, f"An item of `{name}`") for item in self.items(fields, name)]
        return tuple(text for text in found if text)

    def truth(self, fields: Fields, name: str, *, default: bool) -> bool:
        """The true or false under a key."""
        node = self.value(fields, name)
        if node is None:
            return default
        if isinstance(node, ScalarNode) and node.tag == _TAG + "bool":
            return bool(SafeConstructor.bool_values[node.value.lower()])
        self.problem(node, f"`{name}` has to be true or false, without quotes.")
        return default

    def lost_in_a_comment(self, fields: Fields, name: str) -> str:
        """What stands behind an empty key as a comment, as in `colour: #aa0000`."""
        each = fields.get(name)
        if each is None or not isinstance(each.value, ScalarNode) or each.value.value:
            return ""
        rest = self.source[each.key.end_mark.index if each.key.end_mark else 0 :].partition("\n")[0]
        found = _COLOUR_OR_CHORD_AS_COMMENT.match(rest)
        return found.group(1) if found else ""

    def _shallow(self) -> bool:
        """Whether nothing is nested too deep to be composed, found without recursion."""
        level = 0
        for event in yaml.parse(self.source, Loader=LOADER):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                level += 1
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                level -= 1
            if level > _MOST_LEVELS:
                mark = event.start_mark
                at = line_at(self._line_ends(), mark.index) if mark else None
                what = f"More than {_MOST_LEVELS} levels are nested here."
                self.problems.append(Problem(self.file, what, at))
                return False
        return True

    def _safe(self, root: Node) -> bool:
        """Whether every tag is harmless and aliases neither run in a circle nor explode."""
        before = len(self.problems)
        sizes: dict[int, tuple[int, int]] = {}
        size, levels = self._measure(root, sizes, set())
        if len(self.problems) == before and (size > _MOST_NODES or levels > _MOST_LEVELS):
            what = "Written out in full, the aliases (`*name`) of this file are far too much."
            self.problem(root, what, "Write the text instead of the aliases.")
        return len(self.problems) == before

    def _measure(
        self, node: Node, sizes: dict[int, tuple[int, int]], above: set[int]
    ) -> tuple[int, int]:
        """How many nodes and levels are at and below a node, aliases counted each time."""
        if id(node) in sizes:
            return sizes[id(node)]
        if id(node) in above:
            self.problem(
                node,
                "An alias (`*name`) stands inside the very thing it repeats.",
                "Write the text instead of the alias.",
            )
            return 0, 0
        if node.tag not in _PLAIN_TAGS | _GUESSED_TAGS:
            self.problem(
                node,
                f"The tag `{_short(node.tag)}` is not allowed.",
                "Take it out; text that begins with ! goes into quotes.",
            )
        above.add(id(node))
        below = [self._measure(child, sizes, above) for child in _children(node)]
        above.discard(id(node))
        size = min(1 + sum(size for size, _ in below), _MOST_NODES + 1)
        sizes[id(node)] = size, 1 + max((levels for _, levels in below), default=0)
        return sizes[id(node)]


def is_nothing(node: Node) -> bool:
    """Whether a value is left out: nothing after the colon, `~` or `null`."""
    return (
        isinstance(node, ScalarNode)
        and node.tag == _TAG + "null"
        and node.value in {"", "~", "null"}
    )


def as_date(node: ScalarNode) -> str | None:
    """A date in numbers as ISO text, anything else as written.

    None for a date that is in no calendar.
    """
    written = str(node.value).strip()
    try:
        if node.tag == _TAG + "timestamp":
            return str(SafeConstructor().construct_yaml_timestamp(node).isoformat())
        parts = _DATE.fullmatch(written)
        return date(*map(int, parts.groups())).isoformat() if parts else written
    except ValueError:
        return None


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _kind(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "keys with values"
    return "a list" if isinstance(node, SequenceNode) else "text"


def _colon_hint(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "A colon with a space after it makes a key; put text that has one into quotes."
    return ""


def _short(tag: str) -> str:
    return tag.replace(_TAG, "!!")


def _as_read(node: ScalarNode) -> str:
    """What YAML makes of an unquoted word."""
    kind = node.tag.removeprefix(_TAG)
    read = {"null": "nothing (null)", "timestamp": "a date", "bool": "", "int": "", "float": ""}[
        kind
    ]
    if kind == "bool":
        read = str(SafeConstructor.bool_values.get(node.value.lower(), "true or false")).lower()
    elif kind in {"int", "float"}:
        read = _number(node, kind)
    return f"`{node.value}` is read as {read} by YAML."


def _number(node: ScalarNode, kind: str) -> str:
    constructor = SafeConstructor()
    construct = (
        constructor.construct_yaml_int if kind == "int" else constructor.construct_yaml_float
    )
    try:
        return f"the number {construct(node)}"
    except ValueError:
        return "a number"
