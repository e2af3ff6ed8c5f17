"""Where in a codebook's YAML a code stands, and where lines for a new one can go."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from whyshore.domain.codebook import Code
from whyshore.ingest.written_lines import Splice
from whyshore.ingest.yaml_nodes import is_nothing

WIDTH = 100
"""Columns after which a long text is folded over several lines."""
Ways = Iterator[list[Splice]]


@dataclass(frozen=True, slots=True)
class Item:
    """A code as it stands in a list of codes."""

    node: MappingNode
    holder: SequenceNode
    number: int


class Places:
    """The codes of one file with the places around them; ways to change it, the best first."""

    def __init__(self, text: str, root: Node | None) -> None:
        self._text = text
        self._root = root
        self._items: dict[str, Item] = {}
        codes = value_of(root, "codes")
        self._find(codes)
        indent = _column(text, codes) if _is_block(codes) else 0
        self._step = indent if codes is not None and _is_block(codes) else 2
        self._offset = self._content_offset(codes)

    def for_new(self, new: Code) -> Ways:
        """Ways to write a new code below its parent, or at the end."""
        codes = value_of(self._root, "codes")
        if new.parent is None:
            yield from self._into(self._root, "codes", new)
            return
        parent = self._items[new.parent]
        if self._hangs_by_parent(new.parent) and isinstance(codes, SequenceNode):
            last = max(item.number for item in self._below(new.parent) if item.holder is codes)
            yield from self._after(codes, last, new, with_parent=True)
        yield from self._into(parent.node, "children", new)

    def for_removal(self, code: str) -> Ways:
        """Ways to take a code out."""
        item = self._items[code]
        if item.holder.flow_style:
            yield [self._flow_gap(item)]
            return
        start = self._line_start(self._dash(item))
        end = self._end_of(item.node, self._column(item.node.start_mark.index))
        yield from self._cuts(item, start, end)

    # --- what is there ---

    def _find(self, codes: Node | None) -> None:
        if not isinstance(codes, SequenceNode):
            return
        for number, node in enumerate(codes.value):
            name = value_of(node, "id")
            if isinstance(node, MappingNode) and isinstance(name, ScalarNode):
                self._items.setdefault(str(name.value).strip(), Item(node, codes, number))
            self._find(value_of(node, "children"))

    def _hangs_by_parent(self, parent: str) -> bool:
        """Whether the codes below this one name it, rather than stand inside it."""
        item = self._items[parent]
        if value_of(item.node, "children") is not None:
            return False
        named = {scalar(each.node, "parent") for each in self._items.values()} - {""}
        nested = any(value_of(each.node, "children") is not None for each in self._items.values())
        return item.holder is value_of(self._root, "codes") and (
            parent in named or bool(named and not nested)
        )

    def _below(self, code: str) -> list[Item]:
        """A code and those that name it, or one below it, as their parent."""
        found = {code}
        while more := {
            each
            for each, item in self._items.items()
            if each not in found and scalar(item.node, "parent") in found
        }:
            found |= more
        return [self._items[each] for each in found]

    # --- ways to put a code in ---

    def _into(self, holder: Node | None, key: str, new: Code) -> Ways:
        """Put a code at the end of the list under a key; the key is made where it is missing."""
        codes = value_of(holder, key)
        if isinstance(codes, SequenceNode) and codes.value:
            yield from self._after(codes, len(codes.value) - 1, new)
        elif isinstance(codes, SequenceNode):
            yield from self._instead_of_empty(holder, codes, new)
        elif codes is not None and is_nothing(codes):
            at = self._next_line(codes.start_mark.index)
            yield [self._lines(at, self._block(new, self._column_of(holder) + self._step))]
        elif isinstance(holder, MappingNode) and codes is None:
            yield from self._under_new_key(holder, key, new)

    def _after(
        self, codes: SequenceNode, number: int, new: Code, *, with_parent: bool = False
    ) -> Ways:
        """Put a code after another one of the same list."""
        before = codes.value[number]
        if codes.flow_style:
            end = before.end_mark.index
            yield [Splice(end, end, f", {flow(_keys(new, with_parent=with_parent))}")]
            return
        dash = self._column(codes.start_mark.index)
        content = self._column(before.start_mark.index)
        lines = self._block(new, dash, max(content - dash, 2), with_parent=with_parent)
        start = self._line_start(before.start_mark.index)
        if self._stands_apart(start) and (number or len(codes.value) == 1):
            lines = ["", *lines]
        yield [self._lines(self._end_of(before, content), lines)]
        yield [self._lines(self._line_start(before.end_mark.index), lines)]

    def _instead_of_empty(self, holder: Node | None, codes: SequenceNode, new: Code) -> Ways:
        """Put the first code where `[]` stands."""
        start, end = codes.start_mark.index, codes.end_mark.index
        if isinstance(holder, MappingNode) and not holder.flow_style:
            rest = self._text[end : self._next_line(end)].rstrip("\n")
            block = self._block(new, self._column_of(holder) + self._step)
            start = len(self._text[:start].rstrip(" \t"))
            yield [Splice(start, end + len(rest), "\n".join([rest.rstrip(), *block]))]
        yield [Splice(codes.start_mark.index + 1, codes.start_mark.index + 1, flow(_keys(new)))]

    def _under_new_key(self, holder: MappingNode, key: str, new: Code) -> Ways:
        """Put a code below one that has none below it yet."""
        if holder.flow_style:
            last = holder.value[-1][1]
            yield [
                Splice(last.end_mark.index, last.end_mark.index, f", {key}: [{flow(_keys(new))}]")
            ]
            return
        column = self._column(holder.start_mark.index)
        lines = [f"{' ' * column}{key}:", *self._block(new, column + self._step)]
        yield [self._lines(self._end_of(holder, column), lines)]
        yield [self._lines(self._line_start(holder.end_mark.index), lines)]

    def _block(
        self, new: Code, dash: int, offset: int = 0, *, with_parent: bool = False
    ) -> list[str]:
        """A code as an item of a list, its keys on lines of their own."""
        offset = offset or self._offset
        indent = " " * (dash + offset)
        lines = [
            line
            for key, value in _keys(new, with_parent=with_parent).items()
            for line in key_lines(key, value, WIDTH - len(indent))
        ]
        first, *others = [f"{indent}{line}" for line in lines]
        return [f"{' ' * dash}-{first[dash + 1 :]}", *others]

    def _lines(self, at: int, lines: Sequence[str]) -> Splice:
        """Lines put in before the line that begins at a position."""
        text = "\n".join(lines)
        unfinished = at == len(self._text) and not self._text.endswith("\n")
        return Splice(at, at, f"\n{text}" if unfinished else f"{text}\n")

    # --- positions ---

    def _content_offset(self, codes: Node | None) -> int:
        """Columns from the hyphen of an item to its keys."""
        if not _is_block(codes) or not isinstance(codes, SequenceNode) or not codes.value:
            return 2
        first = codes.value[0].start_mark.index
        on_one_line = self._line_start(first) == self._line_start(codes.start_mark.index)
        return max(first - codes.start_mark.index, 2) if on_one_line else 2

    def _end_of(self, node: Node, column: int) -> int:
        """Where the lines of a block end, those of comments that are indented with it included.

        Blank lines and comments further left belong to what comes after.
        """
        at = self._line_start(node.end_mark.index)
        if self._text[at : node.end_mark.index].strip():
            at = self._next_line(node.end_mark.index)
        while at > 0:
            start = self._line_start(at - 1)
            line = self._text[start:at]
            bare = line.strip()
            if bare and (bare[0] != "#" or len(line) - len(line.lstrip(" ")) >= column):
                return at
            at = start
        return at

    def _stands_apart(self, start: int) -> bool:
        """Whether the line that begins here has a blank one above, comments not counted."""
        while start > 0:
            above = self._line_start(start - 1)
            bare = self._text[above:start].strip()
            if not bare or bare[0] != "#":
                return not bare
            start = above
        return False

    def _cuts(self, item: Item, start: int, end: int) -> Ways:
        """Ways to cut the lines of a code out; the key that held this one code goes too."""
        above = self._text.rfind("children:", 0, start)
        bare = above >= 0 and not self._text[above + len("children:") : start].strip()
        if len(item.holder.value) == 1 and bare:  # `codes` has to stay
            yield [Splice(self._line_start(above), end, "")]
        elif self._text[:start].endswith("\n\n"):
            yield [Splice(start - 1, end, "")]
        yield [Splice(start, end, "")]

    def _flow_gap(self, item: Item) -> Splice:
        """What has to go for an item of a list in brackets to go, a comma included."""
        around: list[Node] = item.holder.value
        start, end = item.node.start_mark.index, item.node.end_mark.index
        if item.number:
            return Splice(around[item.number - 1].end_mark.index, end, "")
        return Splice(start, around[1].start_mark.index if len(around) > 1 else end, "")

    def _dash(self, item: Item) -> int:
        return self._text.rfind("-", 0, item.node.start_mark.index)

    def _line_start(self, position: int) -> int:
        return self._text.rfind("\n", 0, position) + 1

    def _next_line(self, position: int) -> int:
        end = self._text.find("\n", position)
        return len(self._text) if end < 0 else end + 1

    def _column(self, position: int) -> int:
        return position - self._line_start(position)

    def _column_of(self, node: Node | None) -> int:
        return self._column(node.start_mark.index) if node is not None else 0


def _keys(new: Code, *, with_parent: bool = False) -> dict[str, str]:
    """What is written of a new code."""
    keys = {
        "id": new.id,
        "name": new.name,
        "parent": (new.parent or "") if with_parent else "",
        "chord": new.chord,
        "colour": new.colour,
        "definition": new.definition,
    }
    return {key: value for key, value in keys.items() if value}


def key_lines(key: str, value: str, width: int) -> list[str]:
    """A key with its text, folded over several lines where it is long."""
    line = _dumped({key: value}, flow=False)
    if len(line) <= width:
        return [line]
    wrapped = textwrap.wrap(value, width - 2, break_long_words=False, break_on_hyphens=False)
    folded = [f"{key}: >-", *(f"  {each}" for each in wrapped)]
    again = yaml.safe_load("\n".join(folded)) if value.isprintable() else {}
    return folded if again == {key: value} else [line]


def flow(keys: Mapping[str, str]) -> str:
    """Keys in braces, on one line."""
    return _dumped(keys, flow=True)


def _dumped(keys: Mapping[str, str], *, flow: bool) -> str:
    """Keys on one line, quoted where YAML would take a word for something else."""
    return yaml.safe_dump(
        dict(keys), allow_unicode=True, default_flow_style=flow, sort_keys=False, width=float("inf")
    ).rstrip("\n")


def value_of(node: Node | None, key: str) -> Node | None:
    """What stands after a key; None where it is not there."""
    if not isinstance(node, MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def scalar(node: Node, key: str) -> str:
    """The text after a key, `""` where there is none."""
    found = value_of(node, key)
    return str(found.value).strip() if isinstance(found, ScalarNode) else ""


def _is_block(node: Node | None) -> bool:
    return isinstance(node, SequenceNode) and not node.flow_style


def _column(text: str, node: Node | None) -> int:
    index = node.start_mark.index if node is not None else 0
    return index - (text.rfind("\n", 0, index) + 1)
