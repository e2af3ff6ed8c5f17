"""The list of codes in a codebook file, one by one; how they hang together comes after."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode

from whyshore.domain.codebook import Code, Example, Facet
from whyshore.ingest.yaml_nodes import Fields, YamlText, nearest

CODE_KEYS = (
    "id", "name", "parent", "children", "definition", "include", "exclude", "examples", "source",
    "literature", "colour", "ink", "chord", "cues", "survey", "assignable", "deprecated",
)  # fmt: skip
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class WrittenCode:
    """A code as written, with nothing inherited yet, and where its parts are."""

    code: Code
    assignable: bool | None
    node: Node
    fields: Fields

    def at(self, name: str) -> Node:
        """The node of one of its keys; its own where it lacks that."""
        return self.fields[name].value if name in self.fields else self.node


def written_codes(yaml: YamlText, top: Fields, facets: Sequence[Facet]) -> Iterator[WrittenCode]:
    """Every code in written order, nested ones after the one that holds them."""
    yield from _codes(yaml, top, "codes", None, facets)


def _codes(
    yaml: YamlText, holder: Fields, key: str, above: str | None, facets: Sequence[Facet]
) -> Iterator[WrittenCode]:
    for node in yaml.items(holder, key):
        if not isinstance(node, MappingNode):
            yaml.problem(node, "A code has to be keys with values (`id: …` and `name: …`).")
            continue
        fields = yaml.fields(node, "A code")
        yield _code(yaml, node, fields, above, facets)
        if "children" in fields:
            yield from _codes(yaml, fields, "children", yaml_id(fields) or above, facets)


def yaml_id(fields: Fields) -> str:
    """The id of a code as written, whether or not it will do."""
    node = fields["id"].value if "id" in fields else None
    return str(node.value).strip() if isinstance(node, ScalarNode) else ""


def _code(
    yaml: YamlText, node: Node, fields: Fields, above: str | None, facets: Sequence[Facet]
) -> WrittenCode:
    yaml.unknown_keys(fields, [*CODE_KEYS, *(facet.id for facet in facets)], "A code")
    code = Code(
        id=_id(yaml, node, fields),
        name=_required(yaml, node, fields, "name"),
        parent=_parent(yaml, fields, above),
        definition=yaml.text(fields, "definition"),
        include=yaml.text(fields, "include"),
        exclude=yaml.text(fields, "exclude"),
        examples=tuple(_examples(yaml, fields)),
        source=yaml.text(fields, "source"),
        literature=yaml.text(fields, "literature"),
        colour=_colour(yaml, fields, "colour"),
        ink=_colour(yaml, fields, "ink"),
        chord=_chord(yaml, fields),
        cues=yaml.texts(fields, "cues"),
        survey=yaml.texts(fields, "survey"),
        deprecated=_deprecated(yaml, fields),
        facets={facet.id: value for facet in facets if (value := _value(yaml, fields, facet))},
        line=yaml.line(node),
    )
    said = yaml.value(fields, "assignable") is not None
    assignable = yaml.truth(fields, "assignable", default=True) if said else None
    if code.deprecated:
        assignable = False
    return WrittenCode(code, assignable, node, fields)


def _deprecated(yaml: YamlText, fields: Fields) -> str:
    """Why a code is no longer used: `deprecated: use off-growth`, or just `deprecated: true`."""
    node = yaml.value(fields, "deprecated")
    if isinstance(node, ScalarNode) and node.tag.endswith(":bool"):
        return "yes" if yaml.truth(fields, "deprecated", default=False) else ""
    return yaml.text(fields, "deprecated")


def _required(yaml: YamlText, node: Node, fields: Fields, name: str) -> str:
    if name not in fields:
        who = yaml_id(fields)
        which = f"The code “{who}”" if who and name != "id" else "A code"
        yaml.problem(node, f"{which} has no {name}.", f"Write `{name}: …`.")
        return ""
    return yaml.text_of(fields[name].value, f"`{name}`")


def _id(yaml: YamlText, node: Node, fields: Fields) -> str:
    found = _required(yaml, node, fields, "id")
    if not found.isprintable() or any(letter.isspace() for letter in found):
        fix = f"Write, for example: {re.sub(r'[^!-~]+', '-', found)}"
        yaml.problem(fields["id"].value, f"The id “{found}” has a space in it.", fix)
    return found


def _parent(yaml: YamlText, fields: Fields, above: str | None) -> str | None:
    parent = yaml.text(fields, "parent") or None
    if above and parent and parent != above:
        what = f"`parent` says “{parent}”, but the code is among the children of “{above}”."
        yaml.problem(fields["parent"].value, what, "Take `parent` out, or move the code.")
    return above or parent


def _examples(yaml: YamlText, fields: Fields) -> Iterator[Example]:
    for item in yaml.items(fields, "examples"):
        if isinstance(item, MappingNode):
            inside = yaml.fields(item, "An example")
            if "text" not in inside:
                yaml.problem(
                    item,
                    "An example has to be text, or {text: …, origin: …}.",
                    "Put text that has a colon in it into quotes.",
                )
                continue
            yaml.unknown_keys(inside, ["text", "origin"], "An example")
            text = yaml.text_of(inside["text"].value, "`text`")
            yield Example(text, yaml.text(inside, "origin"))
        else:
            yield Example(yaml.text_of(item, "An example"))


def _colour(yaml: YamlText, fields: Fields, name: str) -> str:
    _check_not_a_comment(yaml, fields, name)
    colour = yaml.text(fields, name)
    if colour and not _COLOUR.fullmatch(colour):
        fix = "Write it as # and six digits from 0 to f in quotes, such as '#94bff0'."
        yaml.problem(fields[name].value, f"“{colour}” is no colour.", fix)
    return colour


def _chord(yaml: YamlText, fields: Fields) -> str:
    _check_not_a_comment(yaml, fields, "chord")
    chord = yaml.text(fields, "chord")
    if not chord.isprintable() or any(letter.isspace() for letter in chord):
        what = f"The chord {chord!r} has a space or a character that no key types."
        yaml.problem(fields["chord"].value, what, "Use letters, digits or signs.")
    return chord


def _check_not_a_comment(yaml: YamlText, fields: Fields, name: str) -> None:
    lost = yaml.lost_in_a_comment(fields, name)
    if lost:
        what = f"`{name}` is empty: to YAML, {lost} is a comment."
        yaml.problem(fields[name].key, what, f"Write it in quotes: '{lost}'")


def _value(yaml: YamlText, fields: Fields, facet: Facet) -> str:
    value = yaml.text(fields, facet.id)
    if value and value not in facet.values:
        what = f"The facet `{facet.id}` has no value `{value}`.{nearest(value, facet.values)}"
        yaml.problem(fields[facet.id].value, what, f"Its values: {', '.join(facet.values)}.")
        return ""
    return value
