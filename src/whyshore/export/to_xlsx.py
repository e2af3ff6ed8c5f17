"""Tables as an Excel file: a sheet to read and a sheet of numbers to go on with.

The same table gives the same bytes: no time of day goes into the file.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from whyshore.domain.cross_tab import CrossTab
from whyshore.export.cross_tab_files import LONG_HEADINGS, long_rows
from whyshore.export.cross_tab_rows import cross_tab_rows, lines_below
from whyshore.export.terminal_text import one_line
from whyshore.export.to_csv import Cell
from whyshore.export.write import write_bytes

_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_xlsx(path: Path, tables: Sequence[CrossTab]) -> Path:
    """Write tables below one another on one sheet, and their numbers in long form on another.

    Raises:
        FixableError: it could not be written.
    """
    memory = io.BytesIO()
    with _book(memory) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Tables")
        sheet.set_column(0, 0, 50)
        line = 0
        for table in tables:
            rows = cross_tab_rows(table)
            sheet.write_string(line, 0, one_line(table.title), bold)
            below = [(each,) for each in lines_below(table)]
            for row in (rows.headings, *rows.rows, *below):
                line += 1
                _write_row(sheet, line, row)
            line += 2
        numbers = book.add_worksheet("Numbers")
        numbers.write_row(0, 0, LONG_HEADINGS, bold)
        every = (row for table in tables for row in long_rows(table))
        for place, cells in enumerate(every, start=1):
            _write_row(numbers, place, cells)
    return write_bytes(path, memory.getvalue())


def write_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """Write sheets of plain rows; text is never read as a formula or a link.

    Raises:
        FixableError: it could not be written.
    """
    memory = io.BytesIO()
    with _book(memory) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 0, 30)
            for line, row in enumerate(rows):
                _write_row(sheet, line, row)
    return write_bytes(path, memory.getvalue())


@contextmanager
def _book(memory: io.BytesIO) -> Iterator[Any]:
    """A workbook that is finished at the end, with no time of day in it."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options)
    book.set_properties({"created": _DAY})
    yield book
    book.close()


def _write_row(sheet: Any, line: int, row: Sequence[Cell]) -> None:  # noqa: ANN401 - of a library without types
    for column, cell in enumerate(row):
        if isinstance(cell, (int, float)):
            sheet.write_number(line, column, cell)
        elif cell:
            sheet.write_string(line, column, one_line(cell))
