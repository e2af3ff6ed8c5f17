"""`published.yaml` to the published numbers; every problem in it with file and line."""

from collections.abc import Iterator
from pathlib import Path

from yaml.nodes import Node, SequenceNode

from whyshore.domain.expressions import Expression, ExpressionError, parse_expression
from whyshore.domain.published import Base, Check, Erratum, Fact, Figure, Published
from whyshore.errors import Problem, ProblemsError
from whyshore.ingest.decode import decode, not_usable
from whyshore.ingest.survey_variables import pairs, values_in
from whyshore.ingest.yaml_nodes import Fields, YamlText, nearest

KINDS = (
    "pct", "count", "order", "between", "all_greater", "all_greater_within", "higher_than_total",
    "largest_gaps", "smaller_gap", "pct_compare", "plurality",
)  # fmt: skip
_PARTS = ("event", "of", "high", "low", "left", "right", "except", "a", "b", "var")
_CHECK_KEYS = ("type", "op", "value", "base", *_PARTS)
_FACT_KEYS = (
    "id", "statement", "value", "unit", "op", "hedge", "quote", "figure", "table", "section",
    "note", "base", "check",
)  # fmt: skip
_FIGURE_KEYS = (
    "id", "title", "rows", "by", "filter", "against_total", "measure", "correction", "facts",
    "lost", "errata",
)  # fmt: skip
_NUMBERS = {"between": ("low", "high")}
_BASES = {"smaller_gap": ("a", "b")}


def read_published(path: Path) -> Published:
    """The published numbers that a file lists.

    Raises:
        ProblemsError: the file cannot be read, or something in it is wrong; all is listed.
    """
    try:
        yaml = YamlText(path.name, decode(path.read_bytes(), path.name).text)
    except OSError as error:
        fix = "It lists the numbers that were published about this survey; see docs/survey.md."
        raise not_usable(path.name, f"{error.strerror}.", fix) from error
    root = yaml.root()
    top = yaml.fields(root, "The file") if root is not None else {}
    yaml.unknown_keys(top, ("title", "bases", "facts", "figures", "errata"), "The file")
    published = Published(
        title=yaml.text(top, "title"),
        bases=_bases(yaml, top),
        facts=tuple(_fact(yaml, node) for node in yaml.items(top, "facts")),
        figures=tuple(_figure(yaml, node) for node in yaml.items(top, "figures")),
        errata={each.id: each for each in _errata(yaml, top)},
    )
    problems = [*yaml.problems, *_unknown(published, path.name)]
    if problems:
        raise ProblemsError(f"{path.name} cannot be used as it is:", problems)
    return published


def _expression(yaml: YamlText, node: Node) -> Expression | None:
    try:
        return parse_expression(yaml.any_scalar(node, "A condition"))
    except ExpressionError as error:
        yaml.problem(node, str(error))
        return None


def _word(yaml: YamlText, fields: Fields, key: str) -> str:
    node = yaml.value(fields, key)
    return "" if node is None else yaml.any_scalar(node, f"`{key}`")


def _number(yaml: YamlText, fields: Fields, key: str) -> float | None:
    node = yaml.value(fields, key)
    if node is None:
        return None
    written = yaml.any_scalar(node, f"`{key}`")
    try:
        return float(written)
    except ValueError:
        yaml.problem(node, f"`{key}` has to be a number, not “{written}”.")
        return None


def _bases(yaml: YamlText, top: Fields) -> dict[str, Base]:
    node = yaml.value(top, "bases")
    found: dict[str, Base] = {}
    for key, inside in pairs(yaml, node, "`bases`") if node is not None else ():
        name = yaml.any_scalar(key, "A base")
        fields = yaml.fields(inside, f"The base `{name}`")
        rule = yaml.value(fields, "filter")
        expression = _expression(yaml, rule) if rule is not None else None
        if rule is None:
            yaml.problem(inside, f"The base `{name}` has no `filter`.")
        if expression is not None:
            found[name] = Base(name, _word(yaml, fields, "label") or name, expression)
    return found


def _fact(yaml: YamlText, node: Node) -> Fact:
    fields = yaml.fields(node, "A fact")
    yaml.unknown_keys(fields, _FACT_KEYS, "A fact")
    check = yaml.value(fields, "check")
    places = [("figure", "Figure"), ("table", "Table"), ("section", "section")]
    where = [f"{name} {_word(yaml, fields, key)}" for key, name in places if key in fields]
    words = {key: _word(yaml, fields, key) for key in ("value", "unit", "quote", "hedge", "note")}
    return Fact(
        id=_word(yaml, fields, "id"),
        statement=_word(yaml, fields, "statement"),
        where=", ".join(where),
        base=_word(yaml, fields, "base"),
        check=_check(yaml, check) if check is not None else None,
        line=yaml.line(node),
        **words,
    )


def _check(yaml: YamlText, node: Node) -> Check:
    fields = yaml.fields(node, "A check")
    yaml.unknown_keys(fields, _CHECK_KEYS, "A check")
    kind = _word(yaml, fields, "type")
    if kind not in KINDS:
        yaml.problem(node, f"There is no check of type “{kind}”.{nearest(kind, KINDS)}")
    plain = (*_NUMBERS.get(kind, ()), *_BASES.get(kind, ()))
    events = {
        part: tuple(_events(yaml, fields, part))
        for part in _PARTS
        if part in fields and part not in plain
    }
    is_number = kind != "plurality"
    return Check(
        kind=kind,
        op=_word(yaml, fields, "op"),
        value=_number(yaml, fields, "value") if is_number else None,
        low=_number(yaml, fields, "low") if kind in _NUMBERS else None,
        high=_number(yaml, fields, "high") if kind in _NUMBERS else None,
        base=_bases_of(yaml, fields, kind),
        answer="" if is_number else _word(yaml, fields, "value"),
        events=events,
    )


def _bases_of(yaml: YamlText, fields: Fields, kind: str) -> str:
    """The base of a check; two of them, joined by a comma, where two are compared."""
    two = [_word(yaml, fields, key) for key in _BASES.get(kind, ())]
    return _word(yaml, fields, "base") or ",".join(two)


def _events(yaml: YamlText, fields: Fields, part: str) -> Iterator[Expression]:
    node = yaml.value(fields, part)
    nodes = node.value if isinstance(node, SequenceNode) else [node]
    for each in nodes:
        expression = _expression(yaml, each) if each is not None else None
        if expression is not None:
            yield expression


def _figure(yaml: YamlText, node: Node) -> Figure:
    fields = yaml.fields(node, "A figure")
    yaml.unknown_keys(fields, _FIGURE_KEYS, "A figure")
    words = {
        key: _word(yaml, fields, key)
        for key in ("id", "title", "rows", "by", "filter", "correction", "lost")
    }
    return Figure(
        against_total=yaml.truth(fields, "against_total", default=False),
        counts=_word(yaml, fields, "measure") == "count",
        facts=values_in(yaml, fields, "facts"),
        errata=values_in(yaml, fields, "errata"),
        **words,
    )


def _errata(yaml: YamlText, top: Fields) -> Iterator[Erratum]:
    for node in yaml.items(top, "errata"):
        fields = yaml.fields(node, "An erratum")
        yaml.unknown_keys(fields, ("id", "where", "note", "status"), "An erratum")
        yield Erratum(
            **{key: _word(yaml, fields, key) for key in ("id", "where", "note", "status")}
        )


def _unknown(published: Published, file: str) -> Iterator[Problem]:
    ids = [fact.id for fact in published.facts]
    for fact in published.facts:
        used = [fact.base, *(fact.check.base.split(",") if fact.check else [])]
        for name in used:
            if name and name not in published.bases:
                what = f"{fact.id}: there is no base `{name}`.{nearest(name, published.bases)}"
                yield Problem(file, what, fact.line)
        if ids.count(fact.id) > 1:
            yield Problem(file, f"The id {fact.id} is there twice.", fact.line)
    for figure in published.figures:
        for known, names in ((ids, figure.facts), (list(published.errata), figure.errata)):
            for name in names:
                if name not in known:
                    yield Problem(
                        file, f"{figure.name}: there is no `{name}`.{nearest(name, known)}"
                    )
