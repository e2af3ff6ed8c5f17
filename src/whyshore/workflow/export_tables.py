"""Write a cross-tab to a file, in the format that the ending of its name says."""

from collections.abc import Callable, Mapping
from pathlib import Path

from whyshore.domain.cross_tab import CrossTab
from whyshore.errors import FixableError
from whyshore.export.cross_tab_files import (
    cross_tab_as_csv,
    cross_tab_as_data,
    cross_tab_as_markdown,
)
from whyshore.export.cross_tab_text import cross_tab_as_text
from whyshore.export.to_json import as_json
from whyshore.export.to_svg import cross_tab_as_svg
from whyshore.export.write import write_file


def _json(table: CrossTab) -> str:
    return as_json(cross_tab_as_data(table))


FORMATS: Mapping[str, Callable[[CrossTab], str]] = {
    ".md": cross_tab_as_markdown,
    ".csv": cross_tab_as_csv,
    ".svg": cross_tab_as_svg,
    ".json": _json,
    ".txt": cross_tab_as_text,
}
ENDINGS = (*FORMATS, ".xlsx")


def write_table(table: CrossTab, path: Path) -> Path:
    """Write a table.

    Raises:
        FixableError: the ending stands for no format, or the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".xlsx":
        from whyshore.export.to_xlsx import write_xlsx

        return write_xlsx(path, [table])
    written = FORMATS.get(ending)
    if written is None:
        raise FixableError(
            f"No table is written as “{path.name}”. End the name in one of {', '.join(ENDINGS)}."
        )
    return write_file(path, written(table))
