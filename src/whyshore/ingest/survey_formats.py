"""Data files of surveys to polars: CSV, TSV, Excel, Parquet, SPSS and Stata.

Nothing is guessed about what the answers mean; that is the business of `survey.yaml`.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import polars as pl

from whyshore.errors import Problem, ProblemsError
from whyshore.ingest.decode import decode, not_usable

TEXT_FILES = (".csv", ".tsv", ".tab", ".txt")
SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
SPSS = (".sav", ".zsav", ".por")
STATA = (".dta",)
PARQUET = (".parquet", ".pq")
READABLE = (*TEXT_FILES, *SHEETS, *PARQUET, *SPSS, *STATA)
HEADER_JOINT = " | "
_SAMPLE = 1 << 16
_LOOKED_AT = 1000
_MOST_SHOWN = 5
_CHECKED_WHOLE = 4_000_000
"""Up to how many bytes every row of a text file is counted through before it is read."""


@dataclass(frozen=True, slots=True)
class FileLabels:
    """What a labelled file says about its own variables."""

    titles: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Values, or ranges as `-99..-90`, that the file declares missing."""
    sets: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    ordered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RawTable:
    """The cells of a data file as it gives them."""

    frame: pl.DataFrame
    first_row: int
    """The number of the first row of answers, as a spreadsheet counts."""
    encoding: str = ""
    notices: tuple[Problem, ...] = ()
    labels: FileLabels = field(default_factory=FileLabels)
    known: tuple[str, ...] = ()
    """Every column of the file, also those that were not wanted."""
    separator: str = ","
    """What separates the cells of a text file."""


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What `survey.yaml` says on how the file is laid out, and which columns are wanted."""

    columns: Sequence[str] | None = None
    """None for all."""
    as_text: frozenset[str] = frozenset()
    encoding: str = ""
    header_rows: int = 1
    sheet: str = ""


def read_data(path: Path, how: HowToRead) -> RawTable:
    """Read a data file, or some columns of it.

    Raises:
        ProblemsError: it cannot be read; the reason and what to do are said.
    """
    kind = path.suffix.lower()
    if kind not in READABLE:
        what = f"Files that end in “{kind}” are not read." if kind else "Its name has no ending."
        raise not_usable(
            path.name,
            what,
            f"Save it as one of {', '.join(READABLE)}.",
        )
    try:
        if not path.stat().st_size:
            raise not_usable(path.name, "The file is empty.", "Fill it or name another one.")
        return _read(path, kind, how)
    except FileNotFoundError as error:
        fix = "Correct `data:` in survey.yaml, or put the file there."
        raise not_usable(path.name, f"There is no file {path}.", fix) from error
    except OSError as error:
        raise not_usable(path.name, f"{error.strerror or error}.") from error


def _read(path: Path, kind: str, how: HowToRead) -> RawTable:
    if kind in TEXT_FILES:
        return _read_text(path, how)
    if kind in SHEETS:
        return _read_sheet(path, how)
    if kind in PARQUET:
        return _read_parquet(path, how)
    from whyshore.ingest.survey_spss import read_labelled

    return read_labelled(path, how)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, by which a table says what data it was made from."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- text files ---


def _read_text(path: Path, how: HowToRead) -> RawTable:
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    plain = how.header_rows == 1 and (how.encoding or "utf-8") in {"utf-8", "utf8", "ascii"}
    if plain and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        quick = _read_utf8(path, start, how)
        if quick is not None:
            return quick
    return _read_decoded(path, how)


def _read_utf8(path: Path, start: bytes, how: HowToRead) -> RawTable | None:
    """The common case, read straight from the file; None where it is no UTF-8, or no text."""
    if b"\0" in start:
        return None
    try:
        sample = start.decode("utf-8-sig") if len(start) < _SAMPLE else _whole_lines(start)
    except UnicodeDecodeError:
        return None
    names, separator = _header(path, sample, 1)
    try:
        frame = _parse(_TextTable(path.name, path, names, separator), how)
    except _NotUtf8Error:
        return None
    notices = _doubled(path.name, names)
    return RawTable(frame, 2, "utf-8", notices, known=tuple(names), separator=separator)


def _whole_lines(start: bytes) -> str:
    return start[: start.rfind(b"\n") + 1 or None].decode("utf-8-sig")


def _read_decoded(path: Path, how: HowToRead) -> RawTable:
    raw = path.read_bytes()
    text, encoding, notices = _decoded(raw, path.name, how.encoding)
    names, separator = _header(path, text[:_SAMPLE], how.header_rows)
    body = _after_rows(text, separator, how.header_rows)
    if not body.strip():
        raise not_usable(path.name, "Below the headings there is not a single row.")
    table = _TextTable(path.name, body.encode(), names, separator, skip=0)
    frame = _parse(table, how)
    return RawTable(
        frame,
        how.header_rows + 1,
        encoding,
        (*notices, *_doubled(path.name, names)),
        known=tuple(names),
        separator=separator,
    )


def _decoded(raw: bytes, file: str, encoding: str) -> tuple[str, str, tuple[Problem, ...]]:
    if not encoding:
        decoded = decode(raw, file)
        return decoded.text, decoded.encoding, decoded.notices
    try:
        text = raw.decode(encoding)
    except LookupError as error:
        fix = "Name one such as utf-8, latin-1, windows-1252 or mac-roman."
        raise not_usable(file, f"There is no encoding “{encoding}”.", fix) from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"Byte {error.start} cannot be read as {encoding}."
        raise not_usable(
            file, what, "Correct `encoding:` in survey.yaml, or leave it out.", line
        ) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), encoding, ()


def _header(path: Path, sample: str, rows: int) -> tuple[list[str], str]:
    """The names of the columns and what separates them."""
    separator = "\t" if path.suffix.lower() in {".tsv", ".tab"} else _separator(sample)
    try:
        top = list(islice(csv.reader(io.StringIO(sample), delimiter=separator), rows))
    except csv.Error as error:
        raise not_usable(path.name, f"The headings cannot be read: {error}.", "", 1) from error
    if len(top) < rows or not any(cell.strip() for row in top for cell in row):
        lacking = "The first line holds no headings."
        if rows > 1:
            lacking = f"The first {rows} lines hold no headings."
        raise not_usable(path.name, lacking, "Name every column in the first line.", 1)
    return _checked_names(path.name, _joined_headings(top)), separator


def _separator(sample: str) -> str:
    """What separates the cells of the first line: the commonest of the usual ones."""
    first = sample.split("\n", 1)[0]
    outside = "".join(first.split('"')[::2])
    return max(",;\t|", key=lambda each: (outside.count(each), each == ","))


def _joined_headings(top: Sequence[Sequence[str]]) -> list[str]:
    """One name a column from one row of headings or more.

    In all but the last row a heading stands for the empty ones to its right too: a question
    above its answers.
    """
    width = max(map(len, top))
    filled = []
    for number, row in enumerate(top):
        cells = [*(cell.strip() for cell in row), *[""] * (width - len(row))]
        if number < len(top) - 1:
            for place in range(1, width):
                cells[place] = cells[place] or cells[place - 1]
        filled.append(cells)
    joined = [
        HEADER_JOINT.join(dict.fromkeys(part for part in parts if part))
        for parts in zip(*filled, strict=True)
    ]
    return joined if len(top) > 1 else [cell.strip() for cell in top[0]]


def _checked_names(file: str, names: Sequence[str]) -> list[str]:
    """The names of the columns; an empty one gets its number, one that is there twice too."""
    checked: list[str] = []
    for number, name in enumerate(names, start=1):
        own = re.sub(r"\s*[\r\n\t]\s*", " ", name).strip() or f"column {number}"
        checked.append(own if own not in checked else f"{own} ({number})")
    if not checked:
        raise not_usable(file, "There are no headings in the first line.", "", 1)
    return checked


def _doubled(file: str, names: Sequence[str]) -> tuple[Problem, ...]:
    """Headings that were there before, told with the names they got instead."""
    found = []
    for number, name in enumerate(names, start=1):
        own = name.removesuffix(f" ({number})")
        if own != name and own in names:
            what = f"Two columns are headed “{own}”; column {number} is taken as “{name}”."
            found.append(Problem(file, what, None, "Give it a heading of its own."))
    return tuple(found)


def _after_rows(text: str, separator: str, rows: int) -> str:
    """The text below some rows, which may be longer than a line where cells hold line ends."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator)
    for _ in range(rows):
        next(reader, None)
    return "".join(text.splitlines(keepends=True)[reader.line_num :])


class _NotUtf8Error(Exception):
    """The bytes of a file are not UTF-8 after all."""


@dataclass(frozen=True, slots=True)
class _TextTable:
    """A table as text, with its headings made out already."""

    file: str
    source: Path | bytes
    names: Sequence[str]
    separator: str
    skip: int = 1

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.source.stat().st_size if isinstance(self.source, Path) else len(self.source)

    def places(self, wanted: Sequence[str] | None) -> list[int]:
        """Where the wanted columns are; names that are not there are left out."""
        if wanted is None:
            return list(range(len(self.names)))
        return sorted({self.names.index(name) for name in wanted if name in self.names})


def _parse(table: _TextTable, how: HowToRead) -> pl.DataFrame:
    """The wanted columns, with types as far as the first rows show them, else all as text."""
    if table.size <= _CHECKED_WHOLE:
        _check_even(table)
    places = table.places(how.columns)
    as_text = [place for place in places if table.names[place] in how.as_text]
    try:
        try:
            return _parsed(table, places, as_text)
        except pl.exceptions.ComputeError:
            return _parsed(table, places, places)
    except pl.exceptions.NoDataError as error:
        raise not_usable(table.file, "There is not a single row of answers in it.") from error
    except pl.exceptions.ComputeError as error:
        if "utf" in str(error).lower():
            raise _NotUtf8Error from error
        _check_even(table)
        _check_quotes(table)
        first = str(error).splitlines()[0]
        raise not_usable(table.file, f"It cannot be read as a table: {first}.") from error


def _parsed(table: _TextTable, places: Sequence[int], as_text: Sequence[int]) -> pl.DataFrame:
    frame = pl.read_csv(
        table.source,
        has_header=False,
        skip_rows=table.skip,
        separator=table.separator,
        columns=list(places) if len(places) < len(table.names) else None,
        infer_schema_length=_LOOKED_AT,
        schema_overrides={f"column_{place}": pl.String() for place in as_text},
    )
    if len(frame.columns) != len(places):
        raise pl.exceptions.ComputeError("uneven")
    frame.columns = [table.names[place] for place in places]
    return frame


def _check_even(table: _TextTable) -> None:
    """Make sure that no row has more cells than there are headings; polars cuts such rows off.

    Raises:
        ProblemsError: some have; each is named.
    """
    problems = list(islice(_uneven_rows(table), _MOST_SHOWN))
    if problems:
        raise ProblemsError(f"{table.file} cannot be read:", problems)


def _check_quotes(table: _TextTable) -> None:
    """Make sure that every double quote is closed.

    Raises:
        ProblemsError: one is not; the row it stands in is named.
    """
    reader = csv.reader(_text_of(table), delimiter=table.separator, strict=True)
    row = 1 - table.skip
    try:
        for _ in reader:
            row += 1
    except csv.Error as error:
        what = f"Row {row + 1}: a double quote is opened and not closed, or has text behind it."
        raise not_usable(table.file, what, "Write a quote inside a cell twice.") from error


def _text_of(table: _TextTable) -> io.StringIO:
    data = table.source.read_bytes() if isinstance(table.source, Path) else table.source
    return io.StringIO(data.decode("utf-8", "replace"), newline="")


def _uneven_rows(table: _TextTable) -> Iterator[Problem]:
    reader = csv.reader(_text_of(table), delimiter=table.separator)
    try:
        for number, row in enumerate(reader, start=2 - table.skip):
            if len(row) > len(table.names):
                what = f"Row {number} has {len(row)} cells under {len(table.names)} headings."
                fix = f"Put text that holds a “{table.separator}” into double quotes."
                yield Problem(table.file, what, None, fix)
    except csv.Error as broken:
        yield Problem(table.file, f"Row {reader.line_num}: {broken}.")


# --- spreadsheets and Parquet ---


def _read_sheet(path: Path, how: HowToRead) -> RawTable:
    import python_calamine

    try:
        book = python_calamine.load_workbook(str(path))
        sheet = how.sheet or book.sheet_names[0]
        if sheet not in book.sheet_names:
            known = ", ".join(book.sheet_names)
            raise not_usable(path.name, f"There is no sheet “{sheet}”.", f"There are: {known}.")
        rows = book.get_sheet_by_name(sheet).to_python()
    except python_calamine.CalamineError as error:
        raise not_usable(path.name, f"It cannot be read as a spreadsheet: {error}.") from error
    if len(rows) <= how.header_rows:
        raise not_usable(path.name, f"The sheet “{sheet}” holds no rows of answers.")
    top = [[_cell_text(cell) or "" for cell in row] for row in rows[: how.header_rows]]
    names = _checked_names(path.name, _joined_headings(top))
    cells = list(zip(*rows[how.header_rows :], strict=False))
    columns = {
        name: _sheet_column(cells[place])
        for place, name in enumerate(names)
        if how.columns is None or name in how.columns
    }
    notices = _doubled(path.name, names)
    if len(book.sheet_names) > 1 and not how.sheet:
        what = f"Read the first of {len(book.sheet_names)} sheets, “{sheet}”."
        notices += (Problem(path.name, what, None, "Name another with `sheet:`."),)
    frame = pl.DataFrame(columns)
    return RawTable(frame, how.header_rows + 1, "", notices, known=tuple(names))


def _sheet_column(cells: Sequence[object]) -> pl.Series:
    """A column of a spreadsheet: numbers or truths where all cells are, else text."""
    filled = [cell for cell in cells if cell not in {"", None}]
    if filled and all(isinstance(cell, bool) for cell in filled):
        return pl.Series([cell if isinstance(cell, bool) else None for cell in cells])
    if filled and all(isinstance(cell, (int, float)) for cell in filled):
        numbers = [float(cell) if isinstance(cell, (int, float)) else None for cell in cells]
        return pl.Series(numbers, dtype=pl.Float64)
    return pl.Series([_cell_text(cell) for cell in cells], dtype=pl.String)


def _cell_text(cell: object) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _read_parquet(path: Path, how: HowToRead) -> RawTable:
    try:
        names = list(pl.read_parquet_schema(path))
        wanted = names if how.columns is None else [each for each in names if each in how.columns]
        return RawTable(pl.read_parquet(path, columns=wanted), 1, known=tuple(names))
    except pl.exceptions.PolarsError as error:
        first = str(error).splitlines()[0]
        raise not_usable(path.name, f"It cannot be read as Parquet: {first}.") from error
