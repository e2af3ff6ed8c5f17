"""`survey.yaml` to the survey it describes; every problem in it with file and line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode

from whyshore.domain.expressions import Expression, ExpressionError, parse_expression
from whyshore.domain.survey import (
    NO_BESIDE,
    Battery,
    Group,
    Kind,
    MultiResponseSet,
    Option,
    Override,
    Survey,
    Switch,
    Variable,
)
from whyshore.errors import Problem, ProblemsError
from whyshore.ingest.decode import SAVE_AS_UTF8, decode, not_usable
from whyshore.ingest.survey_checks import check_survey
from whyshore.ingest.survey_variables import (
    VARIABLE_KEYS,
    kind_of,
    nets_in,
    options_in,
    pairs,
    reasons_in,
    values_in,
)
from whyshore.ingest.yaml_nodes import Fields, YamlText, is_nothing, nearest

KEYS = (
    "title", "data", "synthetic", "sample", "unit", "key", "name", "weight", "filter",
    "filter_label", "encoding", "header_rows", "sheet", "switches", "variables", "sets",
    "batteries", "sub_groups", "derived", "overrides", "notes",
)  # fmt: skip
_SET_KEYS = (
    "label", "items", "none", "exclusive", "asked_if", "means_yes", "means_no", "blank",
)  # fmt: skip
_BATTERY_KEYS = ("label", "items", "options", "top", "asked_if", "missing")
_DERIVED_KEYS = ("label", "type", "rule", "nets")
_GROUP_KEYS = ("label", "groups", "nets")
_MOST_HEADER_ROWS = 5
NO, MISSING = "no", "missing"


def read_survey(path: Path) -> Survey:
    """The survey a file describes.

    Raises:
        ProblemsError: the file cannot be read, or something in it is wrong; all is listed.
    """
    reading = _Reading(YamlText(path.name, _text(path)))
    survey = reading.survey()
    if survey is not None and not reading.yaml.problems:
        reading.yaml.problems.extend(check_survey(survey, path.name))
    if reading.yaml.problems or survey is None:
        heading = f"{path.name} cannot be used as it is:"
        raise ProblemsError(heading, sorted(reading.yaml.problems, key=lambda each: each.line or 0))
    return survey


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        fix = "Draft one from your data file with: whyshore survey describe DATA --write"
        raise not_usable(path.name, f"{error.strerror}.", fix) from error
    decoded = decode(raw, path.name)
    if decoded.encoding == "windows-1252":
        raise not_usable(path.name, "It is not UTF-8.", SAVE_AS_UTF8)
    return decoded.text


class _Reading:
    """One survey.yaml being read: its variables pile up as the parts are gone through."""

    def __init__(self, yaml: YamlText) -> None:
        self.yaml = yaml
        self.variables: dict[str, Variable] = {}

    def survey(self) -> Survey | None:
        root = self.yaml.root()
        if root is None or is_nothing(root):
            if not self.yaml.problems:
                what = "There is nothing in it but comments."
                self.yaml.problems.append(Problem(self.yaml.file, what, 1, "Write `data:`."))
            return None
        top = self.yaml.fields(root, "The survey")
        if not isinstance(root, MappingNode):
            return None
        self.yaml.unknown_keys(top, KEYS, "The survey")
        for needed in ("data", "variables"):
            if needed not in top:
                self.yaml.problem(root, f"The survey has no `{needed}`.")
        return self._whole(top)

    def _whole(self, top: Fields) -> Survey:
        for name, node in self._named(top, "variables"):
            self._variable(name, node)
        for name, node in self._named(top, "derived"):
            self._derived(name, node)
        for name, node in self._named(top, "sub_groups"):
            self._sub_group(name, node)
        sets = {name: self._set(name, node) for name, node in self._named(top, "sets")}
        batteries = {
            name: self._battery(name, node) for name, node in self._named(top, "batteries")
        }
        return Survey(
            title=self.yaml.text(top, "title"),
            data=self.yaml.text(top, "data"),
            variables=self.variables,
            sets=sets,
            batteries=batteries,
            switches={
                name: self._switch(name, node) for name, node in self._named(top, "switches")
            },
            overrides=tuple(self._overrides(top)),
            synthetic=self.yaml.text(top, "synthetic"),
            key=self.yaml.text(top, "key"),
            name=self.yaml.text(top, "name"),
            weight=self.yaml.text(top, "weight"),
            base=self._expression(top, "filter"),
            base_label=self.yaml.text(top, "filter_label"),
            unit=self.yaml.text(top, "unit") or "respondents",
            sample=self.yaml.text(top, "sample"),
            encoding=self.yaml.text(top, "encoding"),
            header_rows=self._header_rows(top),
            sheet=self.yaml.text(top, "sheet"),
        )

    def _named(self, top: Fields, key: str) -> Iterator[tuple[str, Node]]:
        node = self.yaml.value(top, key)
        if node is None:
            return
        for name_node, each in pairs(self.yaml, node, f"`{key}`"):
            name = self.yaml.any_scalar(name_node, "A name")
            yield name, each

    def _header_rows(self, top: Fields) -> int:
        node = self.yaml.value(top, "header_rows")
        if node is None:
            return 1
        written = self.yaml.any_scalar(node, "`header_rows`")
        if written.isdecimal() and 1 <= int(written) <= _MOST_HEADER_ROWS:
            return int(written)
        self.yaml.problem(node, f"`header_rows` has to be 1 to {_MOST_HEADER_ROWS}.")
        return 1

    def _expression(self, fields: Fields, key: str) -> Expression | None:
        node = self.yaml.value(fields, key)
        if node is None:
            return None
        text = self.yaml.any_scalar(node, f"`{key}`")
        try:
            return parse_expression(text)
        except ExpressionError as error:
            self.yaml.problem(node, str(error))
            return None

    def _line(self, node: Node) -> int:
        return self.yaml.line(node)

    def _add(self, variable: Variable, node: Node) -> None:
        if variable.name in self.variables:
            first = self.variables[variable.name].line
            what = f"`{variable.name}` is there twice; the first is on line {first}."
            self.yaml.problem(node, what, "Give one of them another name.")
        self.variables[variable.name] = variable

    def _fields(self, node: Node, what: str, known: tuple[str, ...]) -> Fields:
        fields = self.yaml.fields(node, what)
        self.yaml.unknown_keys(fields, known, what)
        return fields

    def _variable(self, name: str, node: Node) -> None:
        fields = self._fields(node, f"The variable `{name}`", VARIABLE_KEYS)
        kind = kind_of(self.yaml, fields, node, name)
        self._add(
            Variable(
                name=name,
                kind=kind,
                label=self._label(fields),
                column=self._column(fields),
                columns=values_in(self.yaml, fields, "columns"),
                options=options_in(self.yaml, fields),
                missing=reasons_in(self.yaml, fields),
                yes=values_in(self.yaml, fields, "means_yes"),
                no=values_in(self.yaml, fields, "means_no"),
                blank_is_no=self._blank(fields, f"the variable `{name}`") == NO,
                separator=self._separator(fields),
                asked_if=self._expression(fields, "asked_if"),
                top=values_in(self.yaml, fields, "top"),
                nets=nets_in(self.yaml, fields),
                confidential=self.yaml.truth(fields, "confidential", default=False),
                line=self._line(node),
            ),
            node,
        )

    def _label(self, fields: Fields) -> str:
        node = self.yaml.value(fields, "label")
        return "" if node is None else self.yaml.any_scalar(node, "`label`")

    def _column(self, fields: Fields) -> str:
        node = self.yaml.value(fields, "column")
        return "" if node is None else self.yaml.any_scalar(node, "`column`")

    def _separator(self, fields: Fields) -> str:
        node = self.yaml.value(fields, "separator")
        if isinstance(node, ScalarNode) and node.value:
            return str(node.value)
        return ";"

    def _blank(self, fields: Fields, owner: str, known: tuple[str, ...] = (NO, MISSING)) -> str:
        """What an empty cell means; empty where nothing is said."""
        node = self.yaml.value(fields, "blank")
        if node is None:
            return ""
        written = self.yaml.any_scalar(node, "`blank`").casefold()
        if written not in known:
            said = " or ".join(f"“{each}”" for each in known)
            what = f"`blank` of {owner} says what an empty cell means: {said}, not “{written}”."
            self.yaml.problem(node, what)
        return written

    def _items(self, fields: Fields, owner: str, template: Variable) -> tuple[str, ...]:
        """The items of a set or battery; those given with a label become variables here."""
        node = self.yaml.value(fields, "items")
        if isinstance(node, MappingNode):
            names = []
            for key, label in pairs(self.yaml, node, "`items`"):
                name = self.yaml.any_scalar(key, "An item")
                names.append(name)
                item = Variable(
                    name=name,
                    kind=template.kind,
                    label=self.yaml.any_scalar(label, f"The label of `{name}`"),
                    options=template.options,
                    missing=template.missing,
                    yes=template.yes,
                    no=template.no,
                    blank_is_no=template.blank_is_no,
                    asked_if=template.asked_if,
                    top=template.top,
                    line=self._line(key),
                )
                self._add(item, key)
            return tuple(names)
        names = list(values_in(self.yaml, fields, "items"))
        for name in names:
            if name not in self.variables and node is not None:
                what = (
                    f"The item `{name}` of `{owner}` is no variable.{nearest(name, self.variables)}"
                )
                self.yaml.problem(node, what, f"Declare it, or write `{name}: its label` here.")
        if not names and "items" not in fields:
            self.yaml.problems.append(Problem(self.yaml.file, f"`{owner}` has no `items`."))
        return tuple(names)

    def _blanks_of(self, items: tuple[str, ...], blank: str) -> None:
        """What a set says about empty cells holds for its items."""
        for item in items:
            if blank and item in self.variables:
                self.variables[item] = replace(
                    self.variables[item],
                    blank_is_no=blank == NO,
                    blank_beside=items if blank == NO_BESIDE else (),
                )

    def _set(self, name: str, node: Node) -> MultiResponseSet:
        fields = self._fields(node, f"The set `{name}`", _SET_KEYS)
        blank = self._blank(fields, f"the set `{name}`", (NO, NO_BESIDE, MISSING))
        template = Variable(
            name,
            Kind.YES_NO,
            yes=values_in(self.yaml, fields, "means_yes"),
            no=values_in(self.yaml, fields, "means_no"),
            blank_is_no=blank == NO,
        )
        items = self._items(fields, name, template)
        self._blanks_of(items, blank)
        return MultiResponseSet(
            name=name,
            label=self._label(fields),
            items=items,
            none_label=self.yaml.text(fields, "none"),
            exclusive=values_in(self.yaml, fields, "exclusive"),
            asked_if=self._expression(fields, "asked_if"),
            line=self._line(node),
        )

    def _battery(self, name: str, node: Node) -> Battery:
        fields = self._fields(node, f"The battery `{name}`", _BATTERY_KEYS)
        asked_if = self._expression(fields, "asked_if")
        top = values_in(self.yaml, fields, "top")
        template = Variable(
            name,
            Kind.LIKERT,
            options=options_in(self.yaml, fields),
            missing=reasons_in(self.yaml, fields),
            asked_if=asked_if,
            top=top,
        )
        items = self._items(fields, name, template)
        if not top:
            self.yaml.problem(node, f"The battery `{name}` has no `top`.", "Write: top: [4, 5]")
        return Battery(name, self._label(fields), items, top, asked_if, self._line(node))

    def _derived(self, name: str, node: Node) -> None:
        fields = self._fields(node, f"The derived variable `{name}`", _DERIVED_KEYS)
        rule = self._expression(fields, "rule")
        if "rule" not in fields:
            self.yaml.problem(node, f"`{name}` has no `rule`.", "Write: rule: export_share > 50")
        if rule is None:
            return
        kind = Kind.NUMBER if rule.gives_number else Kind.YES_NO
        if "type" in fields:
            kind = kind_of(self.yaml, fields, node, name)
        label, nets = self._label(fields), nets_in(self.yaml, fields)
        self._add(Variable(name, kind, label, rule=rule, nets=nets, line=self._line(node)), node)

    def _sub_group(self, name: str, node: Node) -> None:
        fields = self._fields(node, f"The sub-groups `{name}`", _GROUP_KEYS)
        groups = tuple(self._groups(fields, name))
        if not groups:
            self.yaml.problem(node, f"`{name}` has no `groups`.")
        self._add(
            Variable(
                name,
                Kind.ONE,
                self._label(fields),
                options=tuple(Option(group.value, group.label) for group in groups),
                groups=groups,
                nets=nets_in(self.yaml, fields),
                line=self._line(node),
            ),
            node,
        )

    def _groups(self, fields: Fields, name: str) -> Iterator[Group]:
        for item in self.yaml.items(fields, "groups"):
            inside = self._fields(item, f"A group of `{name}`", ("value", "label", "rule"))
            rule = self._expression(inside, "rule")
            value = self.yaml.value(inside, "value")
            if value is None or "rule" not in inside:
                self.yaml.problem(item, f"A group of `{name}` needs `value` and `rule`.")
            if rule is not None and value is not None:
                written = self.yaml.any_scalar(value, "`value`")
                yield Group(written, self._label(inside) or written, rule)

    def _switch(self, name: str, node: Node) -> Switch:
        if isinstance(node, MappingNode):
            fields = self._fields(node, f"The switch `{name}`", ("value", "label"))
            value = self.yaml.truth(fields, "value", default=False)
            return Switch(name, value, self._label(fields))
        self.yaml.problem(node, f"Write: {name}: {{value: false, label: what it decides}}")
        return Switch(name, value=False)

    def _overrides(self, top: Fields) -> Iterator[Override]:
        for item in self.yaml.items(top, "overrides"):
            known = ("respondent", "variable", "value", "reason")
            fields = self._fields(item, "An override", known)
            written = {key: self._scalar(fields, key) for key in known}
            lacking = [key for key, text in written.items() if not text]
            if lacking:
                what = f"An override needs {', '.join(f'`{key}`' for key in lacking)}."
                self.yaml.problem(item, what, "A value set by hand has to say for whom and why.")
            else:
                yield Override(**written)

    def _scalar(self, fields: Fields, key: str) -> str:
        node = self.yaml.value(fields, key)
        return "" if node is None else self.yaml.any_scalar(node, f"`{key}`")
