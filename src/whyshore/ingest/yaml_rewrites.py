"""Ways to change what a code in a codebook's file says of itself, and where it stands."""

import re
from collections.abc import Iterator
from itertools import product

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from whyshore.ingest.written_lines import Splice
from whyshore.ingest.yaml_places import WIDTH, Item, Places, Ways, flow, key_lines, scalar, value_of

_ANCHOR = re.compile(r"&\S+\s+")
_ALIAS = re.compile(r"\s*:\s*(\*[^\s,\]}]+)")
_BEFORE = ("chord", "name", "id")
"""The keys that a new one is written after, the first that is there."""


class Rewrites(Places):
    """The codes of one file, and ways to rewrite them in place."""

    def for_values(self, code: str, values: dict[str, str | None]) -> Ways:
        """Ways to give a code other values, None taking a key out; a new id goes everywhere."""
        item = self._items[code]
        wishes = [(item, key, value) for key, value in values.items()]
        if "id" in values:
            below = [each for each in self._items.values() if scalar(each.node, "parent") == code]
            wishes += [(each, "parent", values["id"]) for each in below]
        each_way = [list(self._set(*wish)) for wish in wishes]
        for ways in product(*each_way):
            yield [splice for way in ways for splice in way]

    def for_move(self, code: str, parent: str | None) -> Ways:
        """Ways to put a code, with all below it, under another one or at the top."""
        item, codes = self._items[code], value_of(self._root, "codes")
        if item.holder is codes and (
            value_of(item.node, "parent") or self._named_by_parent(parent)
        ):
            yield from self._set(item, "parent", parent)
        holder = self._items[parent].node if parent else self._root
        target = value_of(holder, "children" if parent else "codes")
        if item.holder.flow_style or (isinstance(target, SequenceNode) and target.flow_style):
            yield from self._move_in_brackets(item, holder, target)
        else:
            yield from self._move_lines(item, holder, target)

    def _named_by_parent(self, parent: str | None) -> bool:
        return parent is not None and self._hangs_by_parent(parent)

    # --- keys ---

    def _set(self, item: Item, key: str, value: str | None) -> Ways:
        """Ways to give one key of a code a value, or to take it out."""
        pairs = item.node.value
        number = next((n for n, (name, _) in enumerate(pairs) if name.value == key), None)
        if number is None:
            yield from self._new_key(item.node, key, value) if value is not None else [[]]
        elif value is None:
            yield from self._without_key(item.node, number)
        else:
            name, old = pairs[number]
            yield from self._other_value(item.node, name, old, value)

    def _other_value(self, holder: MappingNode, key: Node, old: Node, value: str) -> Ways:
        if old.start_mark.index < key.end_mark.index:  # an alias: its words stand further up
            found = _ALIAS.match(self._text, key.end_mark.index)
            if found:
                yield [Splice(*found.span(1), self._one_line(holder, key.value, value, ""))]
            return
        if not isinstance(old, ScalarNode):
            return
        start, end = old.start_mark.index, old.end_mark.index
        written = self._text[start:end].rstrip()
        anchor = _ANCHOR.match(written)
        end = start + len(written)
        if start == end:  # `chord:` with nothing after it
            colon = self._text.index(":", key.end_mark.index) + 1
            yield [Splice(colon, colon, " " + self._one_line(holder, key.value, value, ""))]
            return
        style = old.style if old.style in {"'", '"'} else ""
        words = self._words(holder, key, value, style or "")
        if anchor:
            yield [Splice(start + anchor.end(), end, words)]
        yield [Splice(start, end, words)]

    def _words(self, holder: MappingNode, key: Node, value: str, style: str) -> str:
        """A value as it is written after its key; folded over several lines where it is long."""
        if holder.flow_style or style:
            return self._one_line(holder, key.value, value, style)
        column = self._column(key.start_mark.index)
        lines = key_lines(key.value, value, WIDTH - column)
        first, *others = lines
        indented = [" " * column + line for line in others]
        return "\n".join([first.removeprefix(f"{key.value}: "), *indented])

    def _one_line(self, holder: MappingNode, key: str, value: str, style: str) -> str:
        if style:
            dumped = yaml.safe_dump(
                value, default_style=style, allow_unicode=True, width=float("inf")
            )
            return str(dumped).rstrip("\n")
        if holder.flow_style:
            return flow({key: value})[1:-1].removeprefix(f"{key}: ")
        return "\n".join(key_lines(key, value, 10**9)).removeprefix(f"{key}: ")

    def _new_key(self, holder: MappingNode, key: str, value: str) -> Ways:
        """Ways to write a key that a code does not have yet."""
        if holder.flow_style:
            end = max(self._end_in_flow(pair) for pair in holder.value)
            yield [Splice(end, end, f", {flow({key: value})[1:-1]}")]
            return
        column = self._column(holder.start_mark.index)
        lines = [" " * column + line for line in key_lines(key, value, WIDTH - column)]
        names = {name.value: (name, old) for name, old in holder.value}
        for near in (each for each in _BEFORE if each in names):
            yield [self._lines(self._after_pair(*names[near], column), lines)]
        yield [self._lines(self._end_of(holder, column), lines)]

    def _without_key(self, holder: MappingNode, number: int) -> Ways:
        key, old = holder.value[number]
        if holder.flow_style:
            if number:
                start = self._end_in_flow(holder.value[number - 1])
                yield [Splice(start, self._end_in_flow((key, old)), "")]
            elif len(holder.value) > 1:
                yield [Splice(key.start_mark.index, holder.value[1][0].start_mark.index, "")]
            return
        column = self._column(key.start_mark.index)
        end = self._after_pair(key, old, column)
        if number:
            yield [Splice(self._line_start(key.start_mark.index), end, "")]
        elif len(holder.value) > 1:
            yield [Splice(key.start_mark.index, holder.value[1][0].start_mark.index, "")]

    def _after_pair(self, key: Node, old: Node, column: int) -> int:
        """Where the line after a key and its value begins."""
        if old.start_mark.index < key.end_mark.index or old.start_mark.index == old.end_mark.index:
            return self._next_line(key.end_mark.index)
        if isinstance(old, ScalarNode) and old.style not in {"|", ">"}:
            return self._next_line(old.end_mark.index)
        return self._end_of(old, column + 1)

    def _end_in_flow(self, pair: tuple[Node, Node]) -> int:
        key, old = pair
        if old.start_mark.index >= key.end_mark.index:
            return old.end_mark.index
        found = _ALIAS.match(self._text, key.end_mark.index)
        return found.end() if found else key.end_mark.index

    # --- places ---

    def _move_lines(self, item: Item, holder: Node | None, target: Node | None) -> Ways:
        """Move the lines of a code, indented as the place they come to."""
        dash = self._dash(item)
        start, column = self._line_start(self._comments_of(item)), self._column(dash)
        end = self._end_of(item.node, self._column(item.node.start_mark.index))
        lines = self._text[start:end].rstrip("\n").split("\n")
        at, goal, heading = self._room(holder, target)
        if at is None:
            return
        moved = [*heading, *(_shifted(line, goal - column) for line in lines)]
        if self._last_stands_apart(target):
            moved = ["", *moved]
        for cut in self._cuts(item, start, end):
            yield [*cut, self._lines(at, moved)]

    def _room(self, holder: Node | None, target: Node | None) -> tuple[int | None, int, list[str]]:
        """Where lines of a code can come in, how far indented, and the key that has to precede."""
        if isinstance(target, SequenceNode) and target.value and not target.flow_style:
            last = target.value[-1]
            content = self._column(last.start_mark.index)
            return self._end_of(last, content), self._column(target.start_mark.index), []
        if isinstance(holder, MappingNode) and not holder.flow_style and target is None:
            column = self._column(holder.start_mark.index)
            return self._end_of(holder, column), column + self._step, [f"{' ' * column}children:"]
        return None, 0, []

    def _last_stands_apart(self, target: Node | None) -> bool:
        """Whether the codes of a list have blank lines between them."""
        if not isinstance(target, SequenceNode) or not target.value:
            return False
        start = self._line_start(target.value[-1].start_mark.index)
        return self._stands_apart(start)

    def _comments_of(self, item: Item) -> int:
        """Where a code begins with the comments right above it.

        Those above the first code of a list may be about all of them, and stay.
        """
        start = at = self._line_start(self._dash(item))
        indent = self._column(self._dash(item))
        while item.number and at > 0:
            above = self._line_start(at - 1)
            line = self._text[above:at]
            if not line.startswith(" " * indent + "#"):
                break
            start = at = above
        return start

    def _move_in_brackets(self, item: Item, holder: Node | None, target: Node | None) -> Ways:
        """Move a code written in braces out of or into a list in brackets."""
        if not item.node.flow_style:
            return
        words = self._text[item.node.start_mark.index : item.node.end_mark.index]
        cuts = [[self._flow_gap(item)]] if item.holder.flow_style else []
        if not item.holder.flow_style:
            start = self._line_start(self._dash(item))
            cuts = list(self._cuts(item, start, self._next_line(item.node.end_mark.index)))
        for cut, into in product(cuts, self._into_brackets(words, holder, target)):
            yield [*cut, into]

    def _into_brackets(
        self, words: str, holder: Node | None, target: Node | None
    ) -> Iterator[Splice]:
        if isinstance(target, SequenceNode) and target.flow_style:
            end = target.value[-1].end_mark.index if target.value else target.start_mark.index + 1
            yield Splice(end, end, f", {words}" if target.value else words)
        elif isinstance(holder, MappingNode) and holder.flow_style and target is None:
            end = max(self._end_in_flow(pair) for pair in holder.value)
            yield Splice(end, end, f", children: [{words}]")
        else:
            at, goal, heading = self._room(holder, target)
            if at is not None:
                yield self._lines(at, [*heading, f"{' ' * goal}- {words}"])


def _shifted(line: str, columns: int) -> str:
    """A line further to the right, or to the left."""
    if not line.strip():
        return line
    return " " * columns + line if columns >= 0 else line[-columns:]
