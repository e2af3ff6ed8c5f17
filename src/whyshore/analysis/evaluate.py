"""Expressions worked out on answers: filters, sub-groups and derived variables.

A missing answer makes a comparison missing. `and` and `or` know three values: false and missing
is false, true or missing is true. A condition that is missing holds for nobody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from whyshore.domain.answers import Answers, option_column, option_columns
from whyshore.domain.expressions import (
    Call,
    Compare,
    Expression,
    ExpressionError,
    IsMissing,
    Joined,
    Name,
    Node,
    Not,
    Number,
    Reckon,
    Text,
    Truth,
    Within,
)
from whyshore.domain.survey import Kind, Override, Survey, Variable
from whyshore.errors import FixableError, closest, closest_hint

_SIGNS: dict[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: pl.when(right != 0).then(left / right),
}
_NUMBER, _TRUTH, _WORDS = "a number", "yes or no", "text"


def condition(expression: Expression, survey: Survey) -> pl.Expr:
    """An expression as a condition on rows; missing where it is not known.

    Raises:
        ExpressionError: a name is unknown, or things are compared that cannot be.
    """
    return _Evaluation(expression.text, survey).truth(expression.root)


def holds(expression: Expression | None, survey: Survey) -> pl.Expr:
    """Whether an expression holds, where missing does not; everybody where there is none."""
    if expression is None:
        return pl.lit(value=True)
    return condition(expression, survey).fill_null(value=False)


def with_derived(answers: Answers, names: Sequence[str]) -> Answers:
    """The answers with derived variables worked out, each after those it rests on.

    Values set by hand replace worked-out ones.

    Raises:
        FixableError: a rule cannot be worked out, or an override names nobody.
    """
    frame = answers.frame
    used = set(answers.used)
    for name in names:
        variable = answers.survey.variables[name]
        if not variable.derived:
            continue
        frame = frame.with_columns(_worked_out(variable, answers.survey).alias(name))
        for override in answers.survey.overrides:
            if override.variable == name:
                frame = _overridden(frame, variable, override, answers.survey)
                used.add(name)
        switches = {
            each.name for rule in answers.survey.expressions_of(name) for each in rule.names
        }
        used |= switches & set(answers.survey.switches)
    return replace(answers, frame=frame, used=frozenset(used))


def _worked_out(variable: Variable, survey: Survey) -> pl.Expr:
    if variable.rule is not None:
        evaluation = _Evaluation(variable.rule.text, survey)
        if variable.kind is Kind.YES_NO:
            return evaluation.truth(variable.rule.root)
        return evaluation.number(variable.rule.root)
    kind = pl.Enum([group.value for group in variable.groups])
    chosen = pl.lit(None, dtype=kind)
    for group in reversed(variable.groups):
        value = pl.lit(group.value, dtype=kind)
        chosen = pl.when(holds(group.rule, survey)).then(value).otherwise(chosen)
    return chosen


def _overridden(
    frame: pl.DataFrame, variable: Variable, override: Override, survey: Survey
) -> pl.DataFrame:
    who = frame[survey.key].cast(pl.String) == override.respondent
    if not who.any():
        raise FixableError(
            f"survey.yaml sets `{variable.name}` by hand for “{override.respondent}”, but no "
            f"respondent has that `{survey.key}`. Correct or delete that override."
        )
    value = _as_value(variable, override)
    kind = frame[variable.name].dtype
    changed = pl.when(who).then(pl.lit(value).cast(kind)).otherwise(pl.col(variable.name))
    return frame.with_columns(changed.alias(variable.name))


def _as_value(variable: Variable, override: Override) -> object:
    written = override.value
    if written.casefold() in {"none", "missing"}:
        return None
    if variable.kind is Kind.YES_NO and written.casefold() in {"true", "false", "yes", "no"}:
        return written.casefold() in {"true", "yes"}
    if written in [group.value for group in variable.groups]:
        return written
    if variable.kind is Kind.NUMBER:
        try:
            return float(written)
        except ValueError:
            pass
    raise FixableError(
        f"survey.yaml sets `{variable.name}` by hand to “{written}”, which it cannot be."
    )


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """One expression being worked out; what is wrong is said with its place in the text."""

    text: str
    survey: Survey

    def wrong(self, node: Node, what: str) -> ExpressionError:
        return ExpressionError(self.text, node.at, what)

    def truth(self, node: Node) -> pl.Expr:
        """A node as a condition."""
        if isinstance(node, Call) and node.function != "count":
            return self.called(node)
        if isinstance(node, Name):
            return self.named_truth(node)
        match node:
            case Truth(value=value):
                found = pl.lit(value)
            case Not(inner=inner):
                found = ~self.truth(inner)
            case Joined(sign=sign, parts=parts):
                join = pl.all_horizontal if sign == "and" else pl.any_horizontal
                found = join([self.truth(part) for part in parts])
            case IsMissing(inner=inner, negated=negated):
                missing = self.column(inner).is_null()
                found = ~missing if negated else missing
            case Within(left=left, values=values, negated=negated):
                within = pl.any_horizontal([self.equal(left, value) for value in values])
                found = ~within if negated else within
            case Compare():
                found = self.compared(node)
            case _:
                what = "a condition is expected here, one that is true or false."
                raise self.wrong(node, what)
        return found

    def named_truth(self, node: Name) -> pl.Expr:
        if node.name in self.survey.switches:
            return pl.lit(self.survey.switches[node.name].value)
        variable = self.variable(node)
        if variable.kind is not Kind.YES_NO:
            what = (
                f"`{node.name}` holds {_holds(variable)}, not yes or no; compare it with a value."
            )
            raise self.wrong(node, what)
        return pl.col(node.name)

    def number(self, node: Node) -> pl.Expr:
        """A node as a number."""
        match node:
            case Number(value=value):
                exact = int(value) if value.denominator == 1 else float(value)
                return pl.lit(exact)
            case Reckon(sign=sign, left=left, right=right):
                return _SIGNS[sign](self.number(left), self.number(right))
            case Call(function="count"):
                given = self.given(node.arguments)
                some = pl.any_horizontal([each.is_not_null() for each in given])
                return pl.when(some).then(
                    pl.sum_horizontal([each.cast(pl.Int32) for each in given])
                )
            case Name():
                variable = self.variable(node)
                if variable.kind in {Kind.NUMBER, Kind.LIKERT}:
                    return pl.col(node.name)
                what = f"`{node.name}` holds {_holds(variable)}, no number."
                raise self.wrong(node, what)
        raise self.wrong(node, "a number is expected here.")

    def column(self, node: Node) -> pl.Expr:
        if not isinstance(node, Name) or node.name in self.survey.switches:
            raise self.wrong(node, "only a variable can be missing.")
        return pl.col(self.variable(node).name)

    def variable(self, node: Name) -> Variable:
        found = self.survey.variables.get(node.name)
        if found is not None:
            return found
        if node.name in self.survey.sets or node.name in self.survey.batteries:
            what = f"`{node.name}` is a set of variables; use count({node.name}) or name an item."
            raise self.wrong(node, what)
        known = (*self.survey.names, *self.survey.switches)
        near = closest(node.name, known)
        raise self.wrong(node, f"there is no variable `{node.name}`.{closest_hint(near)}")

    def compared(self, node: Compare) -> pl.Expr:
        if node.sign in {"==", "!="}:
            equal = self.equal(node.left, node.right)
            return ~equal if node.sign == "!=" else equal
        ordered = self.by_order(node)
        if ordered is not None:
            return ordered
        return _SIGNS[node.sign](self.number(node.left), self.number(node.right))

    def by_order(self, node: Compare) -> pl.Expr | None:
        """Ordered answers compared by their place in the order; None for anything else."""
        if not isinstance(node.left, Name) or not isinstance(node.right, (Text, Number)):
            return None
        variable = self.survey.variables.get(node.left.name)
        if variable is None or variable.kind is not Kind.ORDERED:
            return None
        values = [option.value for option in variable.options]
        place = values.index(self.option(variable, node.right))
        return _SIGNS[node.sign](pl.col(variable.name).to_physical(), pl.lit(place))

    def equal(self, left: Node, right: Node) -> pl.Expr:
        if not isinstance(left, Name) and isinstance(right, Name):
            left, right = right, left
        if isinstance(left, Name) and left.name not in self.survey.switches:
            return self.equal_to(left, right)
        if isinstance(right, Truth) or isinstance(left, Truth):
            return self.truth(left) == self.truth(right)
        return self.number(left) == self.number(right)

    def equal_to(self, left: Name, right: Node) -> pl.Expr:
        variable = self.variable(left)
        column = pl.col(variable.name)
        if isinstance(right, Name) and right.name in self.survey.variables:
            return self.same(variable, self.variable(right), right)
        if variable.kind in {Kind.NUMBER, Kind.LIKERT}:
            return column == self.number(right)
        if variable.kind is Kind.YES_NO:
            return column == self.yes_or_no(right)
        if variable.kind in {Kind.ONE, Kind.ORDERED}:
            return column == pl.lit(self.option(variable, right))
        if variable.kind is Kind.SEVERAL:
            what = f"`{left.name}` holds several answers; use has({left.name}, 'one of them')."
            raise self.wrong(left, what)
        return column == pl.lit(self.words(right))

    def same(self, left: Variable, right: Variable, node: Name) -> pl.Expr:
        if _type(left) != _type(right):
            what = f"`{right.name}` holds {_holds(right)}, `{left.name}` {_holds(left)}."
            raise self.wrong(node, what)
        columns = [pl.col(each.name) for each in (left, right)]
        if _type(left) == _WORDS:
            columns = [each.cast(pl.String) for each in columns]
        return columns[0] == columns[1]

    def yes_or_no(self, node: Node) -> pl.Expr:
        if isinstance(node, Text) and node.value.casefold() in {"yes", "no"}:
            return pl.lit(node.value.casefold() == "yes")
        if isinstance(node, Number) and node.value in {0, 1}:
            return pl.lit(bool(node.value))
        if isinstance(node, (Text, Number)):
            raise self.wrong(node, "a yes/no variable is compared with 'yes', 'no', true or false.")
        return self.truth(node)

    def words(self, node: Node) -> str:
        match node:
            case Text(value=value):
                return value
            case Number(value=value):
                return str(value if value.denominator == 1 else float(value))
        raise self.wrong(node, "text in quotes is expected here: 'so'.")

    def option(self, variable: Variable, node: Node) -> str:
        """A value that a variable can have; a slip of the pen is no empty group."""
        value = self.words(node)
        known = [option.value for option in variable.options]
        known += [group.value for group in variable.groups]
        if known and value not in known:
            near = closest(value, known)
            hint = closest_hint(near) or f" There are: {', '.join(known[:12])}."
            raise self.wrong(node, f"`{variable.name}` has no answer “{value}”.{hint}")
        return value

    def given(self, arguments: Sequence[Node]) -> list[pl.Expr]:
        """The conditions that a function goes through: sets and several answers taken apart."""
        found: list[pl.Expr] = []
        for node in arguments:
            if isinstance(node, Name) and node.name in self.survey.sets:
                found += [pl.col(item) for item in self.survey.sets[node.name].items]
            elif isinstance(node, Name) and self._is_several(node):
                found += [pl.col(each) for each in option_columns(self.variable(node))]
            else:
                found.append(self.truth(node))
        return found

    def _is_several(self, node: Name) -> bool:
        variable = self.survey.variables.get(node.name)
        return variable is not None and variable.kind is Kind.SEVERAL

    def called(self, node: Call) -> pl.Expr:
        if node.function == "any":
            return pl.any_horizontal(self.given(node.arguments))
        if node.function == "all":
            return pl.all_horizontal(self.given(node.arguments))
        first, *rest = node.arguments
        if not isinstance(first, Name) or not self._is_several(first):
            what = f"{node.function}() wants a variable of several answers first."
            raise self.wrong(first, what)
        if not rest:
            raise self.wrong(node, f"say which: {node.function}({first.name}, 'answer').")
        variable = self.variable(first)
        named = [self.option(variable, each) for each in rest]
        if node.function == "has_other":
            named = [each.value for each in variable.options if each.value not in named]
        columns = [pl.col(option_column(variable.name, value)) for value in named]
        return pl.any_horizontal(columns) if columns else pl.lit(value=False)


def _type(variable: Variable) -> str:
    if variable.kind in {Kind.NUMBER, Kind.LIKERT}:
        return _NUMBER
    return _TRUTH if variable.kind is Kind.YES_NO else _WORDS


def _holds(variable: Variable) -> str:
    return "one of its options" if variable.options or variable.groups else _type(variable)
