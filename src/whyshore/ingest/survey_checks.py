"""Whether the parts of a survey fit together: what is named is there, no rule is a circle."""

from collections.abc import Iterator, Sequence

from whyshore.domain.expressions import Expression
from whyshore.domain.survey import Kind, Survey, Variable
from whyshore.errors import Problem
from whyshore.ingest.yaml_nodes import nearest


def check_survey(survey: Survey, file: str) -> Iterator[Problem]:
    """Everything that does not fit together, each with its line where there is one."""
    yield from _doubles(survey, file)
    for name in survey.names:
        for expression in survey.expressions_of(name):
            yield from _unknown(survey, expression, file, f"`{name}`", _line(survey, name))
    if survey.base:
        yield from _unknown(survey, survey.base, file, "`filter`", None)
    yield from _circles(survey, file)
    for name, variable in survey.variables.items():
        yield from _values(variable, file, name)
    yield from _items(survey, file)
    yield from _settings(survey, file)


def _line(survey: Survey, name: str) -> int | None:
    each = survey.variables.get(name) or survey.sets.get(name) or survey.batteries.get(name)
    return each.line if each else None


def _doubles(survey: Survey, file: str) -> Iterator[Problem]:
    taken: set[str] = set()
    for name in (*survey.names, *survey.switches):
        if name in taken:
            what = f"Two things are called `{name}`."
            yield Problem(file, what, _line(survey, name), "Give one of them another name.")
        taken.add(name)


def _unknown(
    survey: Survey, expression: Expression, file: str, owner: str, line: int | None
) -> Iterator[Problem]:
    known = (*survey.names, *survey.switches)
    for each in expression.names:
        if each.name not in known:
            what = f"{owner}: “{expression}” names `{each.name}` at character {each.at + 1}, "
            yield Problem(file, f"{what}which is not there.{nearest(each.name, known)}", line)


def _circles(survey: Survey, file: str) -> Iterator[Problem]:
    for name in survey.variables:
        if name in _reached(survey, name):
            what = f"`{name}` is worked out from itself."
            yield Problem(file, what, _line(survey, name), "Change its rule.")


def _reached(survey: Survey, start: str) -> set[str]:
    """Everything that a name is worked out from or asked by, step by step."""
    found: set[str] = set()
    waiting = _below(survey, start)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _below(survey, name)
    return found


def _below(survey: Survey, name: str) -> list[str]:
    items: Sequence[str] = ()
    if name in survey.sets:
        items = survey.sets[name].items
    elif name in survey.batteries:
        items = survey.batteries[name].items
    named = [each.name for rule in survey.expressions_of(name) for each in rule.names]
    return [*items, *named]


def _values(variable: Variable, file: str, name: str) -> Iterator[Problem]:
    known = [option.value for option in variable.options]
    used = [("top", value) for value in variable.top]
    used += [(f"the net “{net.label}”", value) for net in variable.nets for value in net.values]
    for where, value in used:
        if known and value not in known:
            what = f"`{name}`: {where} names “{value}”, which is no option.{nearest(value, known)}"
            yield Problem(file, what, variable.line)
    both = sorted(set(known) & set(variable.missing))
    for value in both:
        what = f"`{name}`: “{value}” is an option and a missing value."
        yield Problem(file, what, variable.line, "Take it out of one of them.")
    if variable.kind is Kind.LIKERT and not all(_whole(value) for value in known):
        what = f"`{name}`: the steps of a Likert scale are whole numbers."
        yield Problem(file, what, variable.line, "Use the type ordered for words.")
    if variable.kind is Kind.ORDERED and not known:
        what = f"`{name}`: ordered answers need their `options`, from low to high."
        yield Problem(file, what, variable.line)


def _whole(value: str) -> bool:
    return value.removeprefix("-").isdecimal()


def _items(survey: Survey, file: str) -> Iterator[Problem]:
    for each in survey.sets.values():
        for item in each.items:
            kind = survey.variables[item].kind
            if kind is not Kind.YES_NO:
                what = f"`{each.name}`: the item `{item}` is of type {kind.value}, not yes/no."
                yield Problem(file, what, each.line)
        for item in each.exclusive:
            if item not in each.items:
                what = f"`{each.name}`: `exclusive` names `{item}`, which is no item of it."
                yield Problem(file, what + nearest(item, each.items), each.line)
    for battery in survey.batteries.values():
        for item in battery.items:
            kind = survey.variables[item].kind
            if kind is not Kind.LIKERT:
                what = f"`{battery.name}`: the item `{item}` is of type {kind.value}, not likert."
                yield Problem(file, what, battery.line)


def _settings(survey: Survey, file: str) -> Iterator[Problem]:
    for key, name in (("key", survey.key), ("name", survey.name), ("weight", survey.weight)):
        if name and name not in survey.variables:
            what = f"`{key}` names `{name}`, which is no variable."
            yield Problem(file, what + nearest(name, survey.variables))
    if survey.overrides and not survey.key:
        yield Problem(file, "`overrides` need `key`, the variable that tells respondents apart.")
    for each in survey.overrides:
        variable = survey.variables.get(each.variable)
        if variable is None or not variable.derived:
            derived = [name for name, own in survey.variables.items() if own.derived]
            what = f"An override for “{each.respondent}” sets `{each.variable}`, which is not a "
            yield Problem(file, f"{what}derived variable.{nearest(each.variable, derived)}")
