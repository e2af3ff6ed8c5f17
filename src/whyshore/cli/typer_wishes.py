"""Let Typer read a wish: each field becomes a parameter of the command."""

from collections.abc import Callable
from dataclasses import Field
from functools import wraps
from inspect import Parameter, Signature
from typing import Annotated, Any, get_type_hints

import typer

from whyshore.cli.wishes import Wish, fields_of, required, told_of


def takes(kind: type[Wish]) -> Callable[[Callable[[Wish], None]], Callable[..., None]]:
    """Make a function of one wish a function of its fields, as Typer wants it."""

    def wrapped(command: Callable[[Wish], None]) -> Callable[..., None]:
        @wraps(command)
        def call(**given: Any) -> None:  # noqa: ANN401 - Typer has seen to their types
            command(kind(**{name: _plain(value) for name, value in given.items()}))

        hints = get_type_hints(kind)
        parameters = [_parameter(each, hints[each.name]) for each in fields_of(kind)]
        vars(call)["__signature__"] = Signature(parameters)
        call.__annotations__ = {each.name: each.annotation for each in parameters}
        return call

    return wrapped


def _plain(value: object) -> object:
    """A value as a wish holds it: several as a tuple, which is not to be changed."""
    return tuple(value) if isinstance(value, list) else value


def _parameter(each: Field[Any], hint: Any) -> Parameter:  # noqa: ANN401 - a type
    told = told_of(each)
    if required(each):
        word = Annotated[hint, typer.Argument(help=told.help)]
        return Parameter(each.name, Parameter.KEYWORD_ONLY, annotation=word)
    own = list[str] if told.many else hint
    info = typer.Option(*told.flags, help=told.help, min=told.least, max=told.most)
    default = [] if told.many else each.default
    return Parameter(
        each.name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[own, info]
    )
