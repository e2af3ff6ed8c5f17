"""A table in a narrow terminal: nothing of it is cut."""

from whyshore.export.fitted_rows import rows_fitted
from whyshore.export.terminal_text import cells_wide, rows_as_text

HEADINGS = ("", "Total", "First group", "Second group")
ROWS = [
    ("Base", "88", "50", "38"),
    ("A long label of several words", "72% (63)", "70% (35)", "74% (28)"),
    ("  below it", "8% (7)", "9% (4)", "8% (3)"),
]


def test_what_fits_stays_as_it_is() -> None:
    assert rows_fitted(HEADINGS, ROWS, width=200) == rows_as_text(HEADINGS, ROWS)
    assert rows_fitted(HEADINGS, ROWS, width=None) == rows_as_text(HEADINGS, ROWS)


def test_labels_and_headings_go_on_to_further_lines() -> None:
    assert rows_fitted(HEADINGS, ROWS, width=48).split("\n") == [
        "                    Total     First     Second",
        "                              group     group",
        "──────────────────  ────────  ────────  ────────",
        "Base                88        50        38",
        "A long label of     72% (63)  70% (35)  74% (28)",
        "several words",
        "  below it          8% (7)    9% (4)    8% (3)",
    ]


def test_columns_go_below_others_and_no_number_is_cut() -> None:
    narrow = rows_fitted(HEADINGS, ROWS, width=30)

    assert narrow.count("A long label of") == 3
    assert all(cell in narrow for row in ROWS for cell in row[1:])
    assert max(map(cells_wide, narrow.splitlines())) <= 30
    assert all(cell in rows_fitted(HEADINGS, ROWS, width=5) for row in ROWS for cell in row[1:])
