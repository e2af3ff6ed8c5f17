"""Expressions over variables, such as `sub_group == 1 and export_share > 50`.

A small language with a parser of its own: an expression is data, and is never run as a program.
An answer that is missing makes a comparison missing, and a missing condition holds for nobody.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from whyshore.errors import FixableError

FUNCTIONS = {
    "count": "how many of some answers are given: count(tech), count(tech_ai, tech_iot)",
    "any": "whether at least one is given: any(tech_ai, tech_iot)",
    "all": "whether all are given: all(tech_ai, tech_iot)",
    "has": "whether one of the named answers was given: has(plant_areas, 'china')",
    "has_other": "whether another than the named was given: has_other(plant_areas, 'spain')",
}
COMPARISONS = ("==", "!=", "<=", ">=", "<", ">")
_MOST_LEVELS = 50
_LONGEST = 2000
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?![\w.]))
    |(?P<text>'[^']*'|"[^"]*")
    |(?P<name>[^\W\d]\w*)
    |(?P<quoted>`[^`]+`)
    |(?P<sign>==|!=|<=|>=|[<>=()\[\]{},+\-*/])
    )""",
    re.VERBOSE,
)


class ExpressionError(FixableError):
    """An expression cannot be read; the message says at which character and why."""

    def __init__(self, text: str, at: int, what: str) -> None:
        self.what = what
        self.at = at
        super().__init__(f"“{text}” cannot be read at character {at + 1}: {what}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: Fraction
    at: int


@dataclass(frozen=True, slots=True)
class Text:
    """Words in quotes."""

    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""

    value: bool
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, a set of variables or a switch."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Compare:
    """`left == right` and its like."""

    sign: str
    left: "Node"
    right: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class Within:
    """`left in (…)`: the value is one of a list."""

    left: "Node"
    values: tuple["Node", ...]
    negated: bool
    at: int


@dataclass(frozen=True, slots=True)
class IsMissing:
    """`name is missing`: the one question that a missing answer answers."""

    inner: "Node"
    negated: bool
    at: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined by `and` or by `or`."""

    sign: str
    parts: tuple["Node", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    """A condition turned round."""

    inner: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class Reckon:
    """Two numbers joined by + - * /."""

    sign: str
    left: "Node"
    right: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """One of the functions on some arguments."""

    function: str
    arguments: tuple["Node", ...]
    at: int


Node = Number | Text | Truth | Name | Compare | Within | IsMissing | Joined | Not | Reckon | Call


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as written, and what it says."""

    text: str
    root: Node

    @property
    def names(self) -> tuple[Name, ...]:
        """The variables, sets and switches it speaks of, in order."""
        return tuple(_names(self.root))

    @property
    def gives_number(self) -> bool:
        """Whether it works out a number rather than true or false."""
        root = self.root
        return isinstance(root, (Number, Reckon)) or (
            isinstance(root, Call) and root.function == "count"
        )

    def __str__(self) -> str:
        return self.text


def parse_expression(text: str) -> Expression:
    """Read an expression.

    Raises:
        ExpressionError: it cannot be read; the message says where and why.
    """
    if len(text) > _LONGEST:
        raise ExpressionError(f"{text[:40]}…", _LONGEST, f"it is longer than {_LONGEST}.")
    if not text.strip():
        raise ExpressionError(text, 0, "there is nothing in it.")
    return Expression(text.strip(), _Parser(text).read())


def children(node: Node) -> tuple[Node, ...]:
    """The parts a node is made of."""
    match node:
        case Compare(left=left, right=right) | Reckon(left=left, right=right):
            return (left, right)
        case Within(left=left, values=values):
            return (left, *values)
        case IsMissing(inner=inner) | Not(inner=inner):
            return (inner,)
        case Joined(parts=parts):
            return parts
        case Call(arguments=arguments):
            return arguments
    return ()


def _names(node: Node) -> Iterator[Name]:
    if isinstance(node, Name):
        yield node
    for child in children(node):
        yield from _names(child)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


_Part = Callable[[], Node]


class _Parser:
    """Reads an expression from left to right, the weakest joint first: or, and, not, compare."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._cut())
        self.place = 0
        self.level = 0

    def read(self) -> Node:
        node = self._or()
        if self._here().kind != "end":
            raise self._wrong(self._left_over())
        return node

    def _cut(self) -> Iterator[_Token]:
        at = 0
        end = len(self.text.rstrip())
        while at < end:
            found = _TOKEN.match(self.text, at)
            if found is None:
                raise self._unreadable(at)
            kind = found.lastgroup or ""
            yield _Token(kind, found[kind], found.start(kind))
            at = found.end()
        yield _Token("end", "", end)

    def _unreadable(self, at: int) -> ExpressionError:
        at += len(self.text[at:]) - len(self.text[at:].lstrip())
        sign = self.text[at]
        what = f"“{sign}” means nothing here."
        if sign in "'\"`":
            what = f"the quote {sign} is never closed."
        elif sign in "&|!":
            what = f"write “{({'&': 'and', '|': 'or', '!': 'not'})[sign]}” instead of “{sign}”."
        elif sign.isdigit():
            what = "a number runs into letters here; put text such as '26_50' into quotes."
        elif sign in "“”‘’":
            what = "use straight quotes: 'so'."
        return ExpressionError(self.text, at, what)

    def _here(self) -> _Token:
        return self.tokens[self.place]

    def _is(self, *words: str) -> bool:
        here = self._here()
        return here.kind in {"name", "sign"} and here.text.lower() in words

    def _take(self) -> _Token:
        token = self._here()
        if token.kind != "end":
            self.place += 1
        return token

    def _wrong(self, what: str) -> ExpressionError:
        return ExpressionError(self.text, self._here().at, what)

    def _left_over(self) -> str:
        here = self._here()
        if here.text == "=":
            return "a single = sets nothing here; write == to compare."
        if here.text in {")", "]", "}"}:
            return f"there is a “{here.text}” too many."
        if here.text in COMPARISONS:
            return "only two things are compared at a time; join comparisons with and."
        return f"“{here.text}” is not expected; join conditions with and, or."

    def _or(self) -> Node:
        return self._joined("or", self._and)

    def _and(self) -> Node:
        return self._joined("and", self._not)

    def _joined(self, word: str, part: _Part) -> Node:
        at = self._here().at
        parts = [part()]
        while self._is(word):
            self._take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts), at)

    def _not(self) -> Node:
        if not self._is("not"):
            return self._comparison()
        at = self._take().at
        return Not(self._deeper(self._not), at)

    def _deeper(self, part: _Part) -> Node:
        self.level += 1
        if self.level > _MOST_LEVELS:
            raise self._wrong(f"more than {_MOST_LEVELS} levels are nested.")
        node = part()
        self.level -= 1
        return node

    def _comparison(self) -> Node:
        left = self._sum()
        here = self._here()
        if self._is(*COMPARISONS):
            return Compare(self._take().text, left, self._sum(), here.at)
        if self._is("is"):
            return self._is_missing(left)
        negated = self._is("not") and self.tokens[self.place + 1].text.lower() == "in"
        if negated:
            self._take()
        if self._is("in"):
            self._take()
            return Within(left, self._list(), negated, here.at)
        return left

    def _is_missing(self, left: Node) -> Node:
        at = self._take().at
        negated = self._is("not")
        if negated:
            self._take()
        if not self._is("missing"):
            raise self._wrong("after “is” only “missing” or “not missing” can stand.")
        self._take()
        return IsMissing(left, negated, at)

    def _list(self) -> tuple[Node, ...]:
        closing = {"(": ")", "[": "]", "{": "}"}.get(self._here().text)
        if closing is None:
            raise self._wrong("after “in” a list is expected: in ('one', 'two').")
        self._take()
        values = [self._value()]
        while self._is(","):
            self._take()
            if self._is(closing):
                break
            values.append(self._value())
        self._close(closing)
        return tuple(values)

    def _value(self) -> Node:
        node = self._unary()
        if not isinstance(node, (Number, Text, Truth)):
            raise ExpressionError(self.text, node.at, "a list holds values; put text into quotes.")
        return node

    def _close(self, closing: str) -> None:
        if not self._is(closing):
            raise self._wrong(f"a “{closing}” is missing.")
        self._take()

    def _sum(self) -> Node:
        return self._reckoned("+-", self._product)

    def _product(self) -> Node:
        return self._reckoned("*/", self._unary)

    def _reckoned(self, signs: str, part: _Part) -> Node:
        node = part()
        while self._is(*signs):
            sign = self._take()
            node = Reckon(sign.text, node, part(), sign.at)
        return node

    def _unary(self) -> Node:
        if not self._is("-"):
            return self._atom()
        at = self._take().at
        inner = self._deeper(self._unary)
        if isinstance(inner, Number):
            return Number(-inner.value, at)
        return Reckon("-", Number(Fraction(0), at), inner, at)

    def _atom(self) -> Node:
        token = self._here()
        if token.kind == "number":
            return Number(Fraction(self._take().text), token.at)
        if token.kind == "text":
            return Text(self._take().text[1:-1], token.at)
        if token.kind == "quoted":
            return Name(self._take().text[1:-1], token.at)
        if token.kind == "name":
            return self._named()
        if self._is("("):
            self._take()
            node = self._deeper(self._or)
            self._close(")")
            return node
        if token.kind == "end":
            raise self._wrong("it ends too early.")
        raise self._wrong(f"“{token.text}” is not expected; a variable or a value is.")

    def _named(self) -> Node:
        token = self._take()
        word = token.text.lower()
        if word in {"true", "false"}:
            return Truth(word == "true", token.at)
        if word in {"and", "or", "not", "in", "is"}:
            raise ExpressionError(self.text, token.at, f"something is missing before “{word}”.")
        return self._call(token) if self._is("(") else Name(token.text, token.at)

    def _call(self, token: _Token) -> Node:
        if token.text not in FUNCTIONS:
            known = ", ".join(FUNCTIONS)
            what = f"there is no function “{token.text}”; there are {known}."
            raise ExpressionError(self.text, token.at, what)
        self._take()
        arguments = [self._deeper(self._or)]
        while self._is(","):
            self._take()
            arguments.append(self._deeper(self._or))
        self._close(")")
        return Call(token.text, tuple(arguments), token.at)


def joined_by_and(expressions: Sequence[Expression]) -> Expression | None:
    """One expression that holds where all of them do; None where there are none."""
    if len(expressions) < 2:  # noqa: PLR2004 - nothing to join
        return expressions[0] if expressions else None
    return parse_expression(" and ".join(f"({each.text})" for each in expressions))
