"""Joint displays as text, Markdown, CSV, JSON and Excel."""

from collections.abc import Iterator
from pathlib import Path

from whyshore.domain.cross_tab import Cell
from whyshore.domain.joint import Fit, JointCell, JointDisplay, JointLine
from whyshore.export.cross_tab_rows import number, p_words, percent_words
from whyshore.export.plain_rows import Rows
from whyshore.export.terminal_text import cells_wide, harmless, rows_as_text, wrap
from whyshore.export.to_csv import Cell as CsvCell
from whyshore.export.to_csv import as_csv
from whyshore.export.to_markdown import escape_inline, rows_as_markdown
from whyshore.export.to_xlsx import write_sheets

FIT, META = "Fit", "Meta-inference"
NO_FIT = "[ ]"
LONG_HEADINGS = (
    "display", "line", "label", "column", "words", "blank", "count", "base", "percent", "low",
    "high", "value", "p", "p adjusted", "quotes", "fit", "meta-inference", "author", "date",
)  # fmt: skip
_INDENT = "  "
_WIDE = 100


def joint_rows(display: JointDisplay) -> Rows:
    """The display as it is read, with fit and meta-inference at the end of each line."""
    judged = (FIT, META) if display.judged else ()
    headings = (display.first, *(heading for _, heading in display.columns), *judged)
    return Rows(
        headings,
        tuple(
            (
                _INDENT * line.depth + line.label,
                *(cell_words(cell) for cell in line.cells),
                *((fit_words(line), meta_words(line)) if display.judged else ()),
            )
            for line in display.lines
        ),
    )


def title_of(display: JointDisplay) -> str:
    """What a display is called, with its number where it has one."""
    return f"{display.id.upper()}. {display.title}" if display.judged else display.title


def cell_words(cell: JointCell) -> str:
    """One cell in words; a blank one says why in brackets of its own."""
    if cell.blank is not None:
        return f"‹{cell.blank.value}›"
    if cell.share is not None:
        return _share(cell.share)
    if cell.p is not None:
        adjusted = f" / {p_words(cell.adjusted)}" if cell.adjusted is not None else ""
        return f"{p_words(cell.p)}{adjusted}"
    return cell.words


def _share(share: Cell) -> str:
    if share.count is None:
        return number(share.value, 1)
    if share.percent is None:
        return "–"
    words = f"{percent_words(share, 0)}% ({share.count} of {share.base})"
    if share.low is not None and share.high is not None:
        words += f" [{number(share.low, 0)}–{number(share.high, 0)}]"
    return words


def fit_words(line: JointLine) -> str:
    """The fit that a person gave a line, an empty box where nobody did."""
    fit: Fit | None = line.finding.fit if line.finding else None
    return f"[{fit.value}]" if fit else NO_FIT


def meta_words(line: JointLine) -> str:
    """The meta-inference with its author and date."""
    found = line.finding
    if found is None:
        return ""
    return f"{found.text} ({found.author}, {found.created[:10]})".strip()


def joint_as_text(display: JointDisplay, *, width: int | None = None) -> str:
    """The display for a terminal: a table, or line by line where a table would not fit."""
    rows = joint_rows(display)
    body = rows_as_text(rows.headings, rows.rows)
    if width and max(map(cells_wide, body.splitlines())) > width:
        body = _line_by_line(rows, width)
    below = [wrap(line, width or _WIDE) for line in display.below]
    return "\n".join([harmless(title_of(display)), "", body, "", *below])


def _line_by_line(rows: Rows, width: int) -> str:
    """Each line of the display as a paragraph, a column per row; empty cells are left out."""
    said = []
    for label, *cells in rows.rows:
        said.append(wrap(label, width))
        for heading, words in zip(rows.headings[1:], cells, strict=True):
            if words:
                said.append(_INDENT * 2 + wrap(f"{heading}: {words}", width - 4, _INDENT * 3))
    return "\n".join(said)


def joint_as_markdown(display: JointDisplay) -> str:
    """The display as Markdown, with everything that has to stand below it."""
    rows = joint_rows(display)
    spaced = Rows(
        rows.headings,
        tuple((row[0].replace(_INDENT, "\u2003"), *row[1:]) for row in rows.rows),
    )
    below = "\n\n".join(escape_inline(line) for line in display.below)
    title = escape_inline(title_of(display))
    return f"**{title}**\n\n{rows_as_markdown(spaced)}\n{below}\n"


def joint_as_csv(display: JointDisplay) -> str:
    """The display in long form, a line per cell, with ids of the quotes behind it."""
    return as_csv(LONG_HEADINGS, list(_long_rows(display)))


def _long_rows(display: JointDisplay) -> Iterator[tuple[CsvCell, ...]]:
    for line in display.lines:
        found = line.finding
        said: tuple[CsvCell, ...] = ("", "", "", "")
        if found:
            said = (found.fit.value if found.fit else "", found.text, found.author, found.created)
        for (_, heading), cell in zip(display.columns, line.cells, strict=True):
            share = cell.share
            yield (
                display.id, line.key, line.label, heading, cell_words(cell),
                cell.blank.value if cell.blank else "",
                share.count if share else cell.count, share.base if share else None,
                _exact(share.percent if share else None), _exact(share.low if share else None),
                _exact(share.high if share else None), _exact(share.value if share else None),
                _exact(cell.p), _exact(cell.adjusted),
                " ".join(each.coding.id for each in cell.quotes), *said,
            )  # fmt: skip
    for line_below in display.below:
        yield (display.id, "note", line_below, *[""] * (len(LONG_HEADINGS) - 3))


def _exact(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.10g}")


def write_joint_xlsx(path: Path, display: JointDisplay) -> Path:
    """Write the display to an Excel file: a sheet to read, and one of numbers.

    Raises:
        FixableError: it could not be written.
    """
    rows = joint_rows(display)
    notes = [(line,) for line in display.below]
    reading = [(display.title,), rows.headings, *rows.rows, (), *notes]
    numbers = [LONG_HEADINGS, *_long_rows(display)]
    return write_sheets(path, {display.id.upper(): reading, "Numbers": numbers})


def joint_as_data(display: JointDisplay) -> dict[str, object]:
    """The display with every number unrounded and the quotes behind each cell."""
    return {
        "display": display.id,
        "title": display.title,
        "named_firms": display.named,
        "columns": [{"key": key, "heading": heading} for key, heading in display.columns],
        "lines": [_line_as_data(display, line) for line in display.lines],
        "notes": display.below,
    }


def _line_as_data(display: JointDisplay, line: JointLine) -> dict[str, object]:
    found = line.finding
    return {
        "key": line.key,
        "label": line.label,
        "cells": {
            key: _cell_as_data(cell)
            for (key, _), cell in zip(display.columns, line.cells, strict=True)
        },
        "fit": found.fit.value if found and found.fit else None,
        "meta_inference": found.text if found else "",
        "author": found.author if found else "",
        "date": found.created if found else "",
    }


def _cell_as_data(cell: JointCell) -> dict[str, object]:
    share = cell.share
    data: dict[str, object] = {"words": cell_words(cell)}
    if cell.blank:
        data["blank"] = cell.blank.value
    if share:
        data |= {"count": share.count, "base": share.base, "percent": _exact(share.percent)}
        data |= {"low": _exact(share.low), "high": _exact(share.high)}
    elif cell.count is not None:
        data["count"] = cell.count
    if cell.p is not None:
        data |= {"p": _exact(cell.p), "p_adjusted": _exact(cell.adjusted)}
    if cell.quotes:
        data["quotes"] = [
            {"id": each.coding.id, "quote": each.coding.quote, "where": each.citation}
            for each in cell.quotes
        ]
    return data
