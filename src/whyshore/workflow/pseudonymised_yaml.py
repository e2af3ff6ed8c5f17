"""A YAML file with every name replaced, its comments and order as they were."""

import json
from collections.abc import Iterator, Set

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from whyshore.workflow.pseudonymised_record import Renamer


def renamed_yaml(renamer: Renamer, said: str, ids: Set[str]) -> str:
    r"""What a file says, with names replaced; ids stay ids.

    A string in double quotes is read first: `"I\xF1aki"` is a name too.
    """
    written: list[str] = []
    done = 0
    for node in scalars(said):
        start, end = node.start_mark.index, node.end_mark.index
        if node.style not in (None, "'", '"') or start < done:
            continue
        if node.value in ids:
            new = renamer.id(node.value)
        elif node.style == '"':
            new = renamer.text(node.value)
        else:
            continue
        if new != node.value:
            written += [renamer.text(said[done:start]), json.dumps(new, ensure_ascii=False)]
            done = end
    return "".join([*written, renamer.text(said[done:])])


def scalars(said: str) -> Iterator[ScalarNode]:
    """The strings of a YAML file as they are written, keys too; none where it is broken."""
    try:
        root = yaml.compose(said, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    if root is not None:
        yield from _below(root)


def _below(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for each in node.value:
            yield from _below(each)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _below(key)
            yield from _below(value)
