"""Names in a table that stand for something of the linked cases, not for a question asked.

`case:NAME` is an attribute of cases, `code:ID` a code.
"""

from whyshore.domain.cross_tab import TableRequest
from whyshore.domain.expressions import parse_expression

CASE, CODE = "case:", "code:"


def linked_names(request: TableRequest) -> list[str]:
    """Every such name in a table, each once.

    Raises:
        ExpressionError: the filter cannot be read.
    """
    named = [request.rows, *(name for names in request.columns for name in names)]
    if request.filter:
        named += [each.name for each in parse_expression(request.filter).names]
    return [each for each in dict.fromkeys(named) if each.startswith((CASE, CODE))]


def asks_for_cases(request: TableRequest) -> bool:
    """Whether a table names an attribute of cases or a code."""
    return bool(linked_names(request))
