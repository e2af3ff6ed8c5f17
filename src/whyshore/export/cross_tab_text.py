"""A cross-tab as text for a terminal."""

from whyshore.domain.cross_tab import CrossTab
from whyshore.export.cross_tab_rows import cross_tab_rows, lines_below
from whyshore.export.fitted_rows import rows_fitted
from whyshore.export.terminal_text import wrap

NARROW = 100


def cross_tab_as_text(table: CrossTab, *, width: int | None = None) -> str:
    """The table for a terminal; where it is too wide, columns go below others, none is cut."""
    rows = cross_tab_rows(table)
    body = rows_fitted(rows.headings, rows.rows, width=width)
    below = [wrap(line, width or NARROW) for line in lines_below(table)]
    return "\n".join([wrap(table.title, width), "", body, "", *below])
