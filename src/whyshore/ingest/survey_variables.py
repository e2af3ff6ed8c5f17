"""The parts of a variable in `survey.yaml`: its kind, options, missing values and nets."""

from collections.abc import Iterator, Mapping

from yaml.nodes import MappingNode, Node, SequenceNode

from whyshore.domain.survey import Kind, Missing, Net, Option
from whyshore.ingest.yaml_nodes import Fields, YamlText, nearest

VARIABLE_KEYS = (
    "type", "label", "column", "columns", "options", "missing", "means_yes", "means_no", "blank",
    "separator", "asked_if", "top", "nets", "confidential",
)  # fmt: skip
_SHORT = {
    "num": Kind.NUMBER,
    "bool": Kind.YES_NO,
    "ord": Kind.ORDERED,
    "lik": Kind.LIKERT,
    "multi": Kind.SEVERAL,
}
_REASONS = {each.value: each for each in Missing} | {"dont know": Missing.DONT_KNOW}


def pairs(yaml: YamlText, node: Node, what: str) -> Iterator[tuple[Node, Node]]:
    """Keys and values of a mapping, the keys as they are written: `26_50` stays what it is."""
    if not isinstance(node, MappingNode):
        yaml.problem(node, f"{what} has to be keys with values (`key: value`).")
        return
    seen: set[str] = set()
    for key, value in node.value:
        name = yaml.any_scalar(key, f"A key of {what}")
        if name in seen:
            yaml.problem(key, f"`{name}` is there twice in {what}.", "Keep one of them.")
        elif name:
            seen.add(name)
            yield key, value


def kind_of(yaml: YamlText, fields: Fields, owner: Node, name: str) -> Kind:
    """What the answers to a variable are."""
    node = yaml.value(fields, "type")
    if node is None:
        known = ", ".join(kind.value for kind in Kind)
        yaml.problem(owner, f"The variable `{name}` has no `type`.", f"There are {known}.")
        return Kind.TEXT
    written = yaml.any_scalar(node, "`type`").casefold()
    kinds = {kind.value: kind for kind in Kind} | _SHORT
    if written not in kinds:
        known = ", ".join(kind.value for kind in Kind)
        what = f"`{name}`: there is no type “{written}”.{nearest(written, kinds)}"
        yaml.problem(node, what, f"There are {known}.")
    return kinds.get(written, Kind.TEXT)


def options_in(yaml: YamlText, fields: Fields) -> tuple[Option, ...]:
    """The options: a list of values, or values with their labels."""
    node = yaml.value(fields, "options")
    if isinstance(node, MappingNode):
        found = []
        for key, label in pairs(yaml, node, "`options`"):
            value = yaml.any_scalar(key, "An option")
            found.append(Option(value, yaml.any_scalar(label, f"The label of “{value}”") or value))
        return tuple(found)
    return tuple(Option(value, value) for value in values_in(yaml, fields, "options"))


def values_in(yaml: YamlText, fields: Fields, key: str) -> tuple[str, ...]:
    """The values of a list as they are written, whatever YAML takes them for."""
    node = yaml.value(fields, key)
    if node is None:
        return ()
    if not isinstance(node, SequenceNode):
        yaml.problem(node, f"`{key}` has to be a list.", f"Write: {key}: [one, two]")
        return ()
    found = [yaml.any_scalar(item, f"An item of `{key}`") for item in node.value]
    for value in sorted({value for value in found if found.count(value) > 1}):
        yaml.problem(node, f"“{value}” is there twice in `{key}`.", "Keep one of them.")
    return tuple(value for value in dict.fromkeys(found) if value)


def reasons_in(yaml: YamlText, fields: Fields) -> Mapping[str, Missing]:
    """The values that stand for no answer, each with what it means."""
    node = yaml.value(fields, "missing")
    if node is None:
        return {}
    found: dict[str, Missing] = {}
    for key, reason in pairs(yaml, node, "`missing`"):
        value = yaml.any_scalar(key, "A missing value")
        written = yaml.any_scalar(reason, f"What “{value}” means").casefold().replace("’", "'")
        if written in _REASONS:
            found[value] = _REASONS[written]
        else:
            known = ", ".join(each.value for each in Missing)
            what = f"“{written}” is no reason for a missing answer.{nearest(written, _REASONS)}"
            yaml.problem(reason, what, f"There are: {known}.")
    return found


def nets_in(yaml: YamlText, fields: Fields) -> tuple[Net, ...]:
    """Several answers counted as one, by label."""
    node = yaml.value(fields, "nets")
    if node is None:
        return ()
    nets = []
    for key, values in pairs(yaml, node, "`nets`"):
        label = yaml.any_scalar(key, "The label of a net")
        if isinstance(values, SequenceNode):
            written = [yaml.any_scalar(item, f"An answer of “{label}”") for item in values.value]
            nets.append(Net(label, tuple(written)))
        else:
            yaml.problem(values, f"The net “{label}” has to be a list of answers.")
    return tuple(nets)
