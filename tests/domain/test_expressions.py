import pytest

from whyshore.domain.expressions import ExpressionError, parse_expression


def test_names_are_found_wherever_they_stand() -> None:
    expression = parse_expression(
        "not a and (b in (1, 2) or count(c, d) > -1) and e is not missing"
    )

    assert [each.name for each in expression.names] == ["a", "b", "c", "d", "e"]


def test_a_count_or_a_sum_gives_a_number_and_a_comparison_does_not() -> None:
    assert parse_expression("count(tech) + 1").gives_number
    assert parse_expression("count(tech)").gives_number
    assert not parse_expression("count(tech) > 1").gives_number


@pytest.mark.parametrize(
    ("text", "at", "what"),
    [
        ("a = 1", 3, "write == to compare"),
        ("a == 26_50", 6, "put text such as '26_50' into quotes"),
        ("a == 'x", 6, "never closed"),
        ("a && b", 3, "write “and”"),
        ("(a", 3, "a “)” is missing"),
        ("a) or b", 2, "too many"),
        ("a ==", 5, "ends too early"),
        ("sum(a)", 1, "no function “sum”"),
        ("1 < a < 3", 7, "two things are compared at a time"),
        ("a in 1", 6, "a list is expected"),
        ("a in (b)", 7, "put text into quotes"),
        ("a is 3", 6, "only “missing”"),
        ("and b", 1, "something is missing before"),
        ("a b", 3, "join conditions"),
        ("a == “x”", 6, "straight quotes"),
        ("", 1, "nothing in it"),
        ("__import__('os')", 1, "no function"),
        ("a.b", 2, "“.” means nothing"),
        ("a == $", 6, "means nothing"),
        ("*", 1, "a variable or a value is"),
        ("(" * 60 + "a", 52, "levels are nested"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, at: int, what: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)

    assert what in caught.value.what
    assert f"at character {at}" in str(caught.value)


def test_what_is_far_too_long_is_not_even_tried() -> None:
    with pytest.raises(ExpressionError, match="longer than 2000"):
        parse_expression("a or " * 1000)
