"""What is hidden so that nobody's answer can be read."""

from whyshore.analysis.suppression import suppressed
from whyshore.domain.cross_tab import Cell, Row, RowKind


def rows(*counts: tuple[int, ...]) -> list[Row]:
    """A table of single answers: in each row the total first, then a count per column."""
    bases = [sum(column) for column in zip(*counts, strict=True)]
    return [
        Row(
            f"a{place}", f"Answer {place}", RowKind.ANSWER,
            tuple(Cell(n, base, None) for n, base in zip(row, bases, strict=True)), (),
        )
        for place, row in enumerate(counts)
    ]  # fmt: skip


def hidden(table: tuple[Row, ...]) -> list[list[bool]]:
    return [[cell.hidden for cell in row.cells] for row in table]


def test_where_it_is_not_known_who_is_in_a_column_noughts_and_full_columns_stay() -> None:
    table, many = suppressed(rows((9, 5, 4), (4, 0, 4)), 3, adds_up=True)

    assert many == 0
    assert hidden(table) == [[False] * 3] * 2


def test_a_known_group_that_gave_one_answer_is_hidden() -> None:
    table, _ = suppressed(rows((9, 5, 4), (4, 0, 4)), 3, adds_up=True, known=True)

    assert [row[1] for row in hidden(table)] == [True, True]


def test_an_answer_that_only_one_known_group_gave_is_hidden() -> None:
    table, _ = suppressed(rows((9, 5, 4), (3, 0, 3), (8, 4, 4)), 3, adds_up=True, known=True)

    assert hidden(table)[1] == [True, True, True]


def test_a_known_column_of_two_is_hidden_with_its_noughts() -> None:
    table, _ = suppressed(rows((9, 7, 2), (6, 6, 0)), 3, adds_up=True, known=True)

    assert all(row[2] for row in hidden(table))
