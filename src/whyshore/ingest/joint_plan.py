"""`joint.yaml` to what the joint displays show; every problem in it with file and line."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from yaml.nodes import Node, SequenceNode

from whyshore.domain.cross_tab import Correction
from whyshore.domain.expressions import Expression, ExpressionError, parse_expression
from whyshore.domain.joint import (
    DISPLAYS,
    About,
    Benchmark,
    CasePlan,
    HypothesisPlan,
    JointPlan,
    MechanismPlan,
    Mission,
    ProfilePlan,
)
from whyshore.errors import ProblemsError
from whyshore.ingest.decode import decode, not_usable
from whyshore.ingest.survey_variables import pairs, values_in
from whyshore.ingest.yaml_nodes import Fields, YamlText, nearest

_JD1 = ("title", "about", "groups", "frame", "answers", "benchmarks", "notes")
_JD2 = ("title", "rows", "groups", "column", "items", "correction", "families", "notes")
_JD3 = ("title", "orientation", "mission", "outcome", "verdict", "rows", "columns", "notes")
_JD4 = ("title", "groups", "rest", "rest_label", "rows", "notes")


def read_joint_plan(path: Path) -> JointPlan:
    """What the joint displays of a survey show.

    Raises:
        ProblemsError: the file cannot be read, or something in it is wrong; all is listed.
    """
    try:
        yaml = YamlText(path.name, decode(path.read_bytes(), path.name).text)
    except OSError as error:
        fix = "It says what joint displays show; see docs/joint.md."
        raise not_usable(path.name, f"{error.strerror}.", fix) from error
    root = yaml.root()
    top = yaml.fields(root, "The file") if root is not None else {}
    yaml.unknown_keys(top, DISPLAYS, "The file")
    reading = _Reading(yaml)
    plan = JointPlan(
        jd1=reading.cases(top),
        jd2=reading.mechanisms(top),
        jd3=reading.hypotheses(top),
        jd4=reading.profile(top),
        file=path.name,
    )
    if yaml.problems:
        raise ProblemsError(f"{path.name} cannot be used as it is:", yaml.problems)
    return plan


class _Reading:
    """One joint.yaml being read."""

    def __init__(self, yaml: YamlText) -> None:
        self.yaml = yaml

    def cases(self, top: Fields) -> CasePlan | None:
        fields = self._display(top, "jd1", _JD1, ("about",))
        if fields is None:
            return None
        return CasePlan(
            title=self.yaml.text(fields, "title") or "Case by survey",
            about=tuple(self._about(fields)),
            groups=self.yaml.text(fields, "groups"),
            frame=self._rule(fields, "frame"),
            answers=values_in(self.yaml, fields, "answers"),
            benchmarks=tuple(self._benchmarks(fields)),
            notes=values_in(self.yaml, fields, "notes"),
        )

    def mechanisms(self, top: Fields) -> MechanismPlan | None:
        fields = self._display(top, "jd2", _JD2, ("rows", "groups", "column", "items"))
        if fields is None:
            return None
        return MechanismPlan(
            title=self.yaml.text(fields, "title") or "Mechanism by theme",
            rows=self.yaml.text(fields, "rows"),
            groups=self.yaml.text(fields, "groups"),
            column=self.yaml.text(fields, "column"),
            items=dict(self._lists(fields, "items")),
            correction=self._correction(fields),
            families=values_in(self.yaml, fields, "families"),
            notes=values_in(self.yaml, fields, "notes"),
        )

    def hypotheses(self, top: Fields) -> HypothesisPlan | None:
        names = ("orientation", "mission", "outcome", "verdict")
        fields = self._display(top, "jd3", _JD3, (*names, "rows", "columns"))
        if fields is None:
            return None
        words = {name: self.yaml.text(fields, name) for name in names}
        return HypothesisPlan(
            title=self.yaml.text(fields, "title") or "Hypotheses by case",
            rows=self._words(fields, "rows"),
            columns=tuple(self._missions(fields)),
            notes=values_in(self.yaml, fields, "notes"),
            **words,
        )

    def profile(self, top: Fields) -> ProfilePlan | None:
        fields = self._display(top, "jd4", _JD4, ("groups", "rest", "rows"))
        if fields is None:
            return None
        rest = self._rule(fields, "rest")
        if rest is None:
            return None
        return ProfilePlan(
            title=self.yaml.text(fields, "title") or "Sub-groups with their cases",
            groups=self.yaml.text(fields, "groups"),
            rest=rest,
            rest_label=self.yaml.text(fields, "rest_label") or "None of them",
            rows=values_in(self.yaml, fields, "rows"),
            notes=values_in(self.yaml, fields, "notes"),
        )

    def _display(
        self, top: Fields, name: str, keys: tuple[str, ...], needed: tuple[str, ...]
    ) -> Fields | None:
        node = self.yaml.value(top, name)
        if node is None:
            return None
        fields = self.yaml.fields(node, f"`{name}`")
        self.yaml.unknown_keys(fields, keys, f"`{name}`")
        for key in needed:
            if self.yaml.value(fields, key) is None:
                self.yaml.problem(node, f"`{name}` has no `{key}`.")
        return fields

    def _about(self, fields: Fields) -> Iterator[About]:
        for node in self.yaml.items(fields, "about"):
            inside = self.yaml.fields(node, "An item of `about`")
            self.yaml.unknown_keys(inside, ("attribute", "label", "quotes"), "An item of `about`")
            attribute = self.yaml.text(inside, "attribute")
            if not attribute:
                self.yaml.problem(node, "An item of `about` has no `attribute`.")
            label = self.yaml.text(inside, "label") or attribute
            yield About(attribute, label, self.yaml.text(inside, "quotes"))

    def _benchmarks(self, fields: Fields) -> Iterator[Benchmark]:
        for node in self.yaml.items(fields, "benchmarks"):
            inside = self.yaml.fields(node, "A benchmark")
            self.yaml.unknown_keys(inside, ("label", "rule"), "A benchmark")
            rule = self._rule(inside, "rule")
            if rule is not None:
                yield Benchmark(self.yaml.text(inside, "label") or str(rule), rule)
            elif self.yaml.value(inside, "rule") is None:
                self.yaml.problem(node, "A benchmark has no `rule`.")

    def _missions(self, fields: Fields) -> Iterator[Mission]:
        for node in self.yaml.items(fields, "columns"):
            inside = self.yaml.fields(node, "A column")
            self.yaml.unknown_keys(inside, ("label", "mission", "outcome"), "A column")
            mission = values_in(self.yaml, inside, "mission")
            outcome = values_in(self.yaml, inside, "outcome")
            if not (mission and outcome):
                self.yaml.problem(node, "A column needs lists of `mission` and `outcome`.")
            label = self.yaml.text(inside, "label") or f"{mission} → {outcome}"
            yield Mission(label, mission, outcome)

    def _rule(self, fields: Fields, key: str) -> Expression | None:
        node = self.yaml.value(fields, key)
        if node is None:
            return None
        try:
            return parse_expression(self.yaml.any_scalar(node, f"`{key}`"))
        except ExpressionError as error:
            self.yaml.problem(node, str(error))
            return None

    def _lists(self, fields: Fields, key: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name, node in self._pairs(fields, key):
            if isinstance(node, SequenceNode):
                yield name, tuple(self.yaml.any_scalar(each, "A code") for each in node.value)
            else:
                yield name, (self.yaml.any_scalar(node, f"The codes of `{name}`"),)

    def _words(self, fields: Fields, key: str) -> Mapping[str, str]:
        return {
            name: self.yaml.any_scalar(node, f"The text of `{name}`")
            for name, node in self._pairs(fields, key)
        }

    def _pairs(self, fields: Fields, key: str) -> Iterator[tuple[str, Node]]:
        node = self.yaml.value(fields, key)
        for name, value in pairs(self.yaml, node, f"`{key}`") if node is not None else ():
            yield self.yaml.any_scalar(name, f"A key of `{key}`"), value

    def _correction(self, fields: Fields) -> Correction:
        node = self.yaml.value(fields, "correction")
        written = self.yaml.any_scalar(node, "`correction`") if node is not None else "bonferroni"
        known = [each.value for each in Correction]
        if written not in known:
            assert node is not None  # noqa: S101 - the default is known
            what = f"There is no correction “{written}”.{nearest(written, known)}"
            self.yaml.problem(node, what, f"There are {', '.join(known)}.")
            return Correction.BONFERRONI
        return Correction(written)
