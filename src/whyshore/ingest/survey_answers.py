"""Cells to answers, as the kind of each variable says; every cell that does not fit is listed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from whyshore.domain.answers import option_column, why_missing
from whyshore.domain.bands import in_band_order
from whyshore.domain.survey import Kind, Missing, Option, Survey, Variable
from whyshore.errors import Problem, ProblemsError
from whyshore.ingest.survey_formats import RawTable
from whyshore.ingest.survey_numbers import as_numbers, with_points
from whyshore.ingest.yaml_nodes import nearest

YES = ("true", "yes", "y", "1", "x", "si", "sí", "ja", "oui", "ticked", "checked")
NO = ("false", "no", "n", "0", "nein", "non", "not ticked", "unchecked")
_CHOSEN = {Kind.ONE, Kind.ORDERED}
_SHOWN_EACH = 3
_MOST_OPTIONS = 5000
_RANGE = re.compile(r"(-?[\d.]+)\.\.(-?[\d.]+)")
_MISSING = pl.Enum([each.value for each in Missing])
Fix = Callable[[str], str]
"""What to do about a cell that does not fit."""
_DIGITS = re.compile(r"[-+]?\d{1,3}([.,\s'’]\d{3})+([.,]\d+)?|[-+]?\d+,\d+")


@dataclass
class _Reading:
    """What a file's columns are being turned into, and the problems met on the way."""

    file: str
    raw: RawTable
    columns: dict[str, pl.Series] = field(default_factory=dict)
    options: dict[str, tuple[Option, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    """One variable's column being read; tells which cells do not fit."""

    reading: _Reading
    variable: Variable

    def list_lost(self, before: pl.Series, after: pl.Series, what: str, fix: Fix) -> None:
        """A problem for each different cell that found no place, with its first row."""
        if before.null_count() == after.null_count():
            return
        lost = (before.is_not_null() & after.is_null()).arg_true()
        cells = before.gather(lost)
        first: dict[object, int] = {}
        for cell, row in zip(_as_words(cells).to_list(), lost.to_list(), strict=True):
            first.setdefault(cell, row)
            if len(first) > _SHOWN_EACH:
                break
        for cell, row in list(first.items())[:_SHOWN_EACH]:
            self.tell(row, str(cell), what, fix)
        rest = len(lost) - min(len(first), _SHOWN_EACH)
        if rest > 0:
            more = f"column “{self.variable.in_file[0]}”: {rest} more such cells."
            self.reading.problems.append(Problem(self.reading.file, more))

    def tell(self, row: int, cell: str, what: str, fix: Fix) -> None:
        """A problem at one cell."""
        number = row + self.reading.raw.first_row
        where = f"row {number}, column “{self.variable.in_file[0]}”"
        message = f"{where}: “{cell}” {what}."
        self.reading.problems.append(Problem(self.reading.file, message, None, fix(cell)))


def answers_in(
    raw: RawTable, survey: Survey, names: Sequence[str], file: str
) -> tuple[pl.DataFrame, Mapping[str, tuple[Option, ...]]]:
    """The answers to some variables, and the options found where none were declared.

    Raises:
        ProblemsError: cells do not fit their variable; each is listed with row and column.
    """
    reading = _Reading(file, raw)
    for name in names:
        variable = survey.variables[name]
        lacking = [each for each in variable.in_file if each not in raw.frame.columns]
        for column in lacking:
            hint = nearest(column, raw.known)
            what = f"`{name}`: the file has no column “{column}”.{hint}"
            reading.problems.append(Problem(file, what, None, "Correct it in survey.yaml."))
        if not lacking:
            _read(_Column(reading, variable), _cells_of(variable, raw))
    _fill_beside(reading, survey, names)
    if reading.problems:
        heading = f"{file} and survey.yaml do not fit together:"
        raise ProblemsError(heading, reading.problems)
    return pl.DataFrame(reading.columns), reading.options


def _fill_beside(reading: _Reading, survey: Survey, names: Sequence[str]) -> None:
    """An empty cell of a set is a no where one of its other items was answered."""
    before = dict(reading.columns)
    for name in names:
        beside = [before[each] for each in survey.variables[name].blank_beside if each in before]
        if beside:
            some = pl.select(pl.any_horizontal([each.is_not_null() for each in beside])).to_series()
            reading.columns[name] = _no_where(reading, name, some)


def _no_where(reading: _Reading, name: str, where: pl.Series) -> pl.Series:
    """A no in place of an empty cell; what is declared missing stays missing."""
    why = reading.columns.get(why_missing(name))
    empty = where if why is None else where & why.is_null()
    truths = reading.columns[name]
    return pl.select(
        pl.when(truths.is_null() & empty).then(statement=False).otherwise(truths)
    ).to_series()


def _cells_of(variable: Variable, raw: RawTable) -> pl.Series:
    """The cells of a variable; those of several columns are joined, the empty ones left out."""
    if not variable.columns:
        return raw.frame[variable.in_file[0]]
    cells = [_as_words(_tidied(raw.frame[column])) for column in variable.columns]
    joined = pl.concat_str(cells, separator=variable.separator, ignore_nulls=True)
    return pl.select(joined).to_series()


def _read(column: _Column, cells: pl.Series) -> None:
    variable = column.variable
    chosen = _plainly_chosen(variable, cells)
    if chosen is not None:
        column.reading.columns[variable.name] = chosen
        return
    cells, why = _without_missing(variable, _tidied(cells))
    column.reading.columns[variable.name] = pl.Series(variable.name, [])
    if why is not None:
        column.reading.columns[why_missing(variable.name)] = why
    _READERS[column.variable.kind](column, cells)


def _plainly_chosen(variable: Variable, cells: pl.Series) -> pl.Series | None:
    """The answers where each cell holds one of the options as it stands; None where not all do."""
    values = [option.value for option in variable.options]
    tidy = bool(values) and all(value and value == value.strip() for value in values)
    if variable.kind not in _CHOSEN or variable.missing or cells.dtype != pl.String or not tidy:
        return None
    chosen = cells.cast(pl.Enum(values), strict=False)
    return chosen if chosen.null_count() == cells.null_count() else None


def _tidied(cells: pl.Series) -> pl.Series:
    """Cells without spaces around words; empty words and what is no number are missing."""
    if cells.dtype == pl.String:
        cells = cells.str.strip_chars()
        return cells.set(cells == "", None) if (cells == "").any() else cells
    if cells.dtype.is_float():
        return cells.fill_nan(None)
    if cells.dtype.is_numeric() or cells.dtype == pl.Boolean:
        return cells
    return cells.cast(pl.String)


def _without_missing(variable: Variable, cells: pl.Series) -> tuple[pl.Series, pl.Series | None]:
    """The cells with declared missing values taken out, and why each of those is missing."""
    if not variable.missing:
        return cells, None
    why = pl.Series([None] * len(cells), dtype=_MISSING)
    for value, reason in variable.missing.items():
        hit = is_value(cells, value)
        why = why.set(hit.fill_null(value=False), reason.value)
    taken = why.is_not_null()
    return (
        (pl.select(pl.when(~taken).then(cells)).to_series(), why)
        if taken.any()
        else (
            cells,
            None,
        )
    )


def is_value(cells: pl.Series, value: str) -> pl.Series:
    """Which cells hold a value, or lie in a range written `-99..-90`."""
    span = _RANGE.fullmatch(value)
    if cells.dtype.is_numeric():
        if span:
            return cells.is_between(float(span[1]), float(span[2]))
        number = _number(value)
        return (
            cells == number
            if number is not None
            else pl.Series([False]).new_from_index(0, len(cells))
        )
    if cells.dtype == pl.Boolean:
        return cells.cast(pl.String) == value.lower()
    if span:
        numbers = cells.cast(pl.Float64, strict=False)
        return numbers.is_between(float(span[1]), float(span[2]))
    return cells == value


def _number(text: str) -> float | None:
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None


# --- one reader for each kind ---


def _numbers(column: _Column, cells: pl.Series) -> None:
    variable = column.variable
    if cells.dtype == pl.Boolean:
        cells = cells.cast(pl.String)
    if cells.dtype == pl.String:
        numbers = as_numbers(with_points(cells, column.reading.raw.separator))
    else:
        numbers = cells.cast(pl.Float64) if not cells.dtype.is_integer() else cells
        numbers = _only(numbers, numbers.is_finite()) if numbers.dtype.is_float() else numbers
    column.list_lost(cells, numbers, "is no number", _number_fix)
    column.reading.columns[variable.name] = numbers


def _only(cells: pl.Series, where: pl.Series) -> pl.Series:
    return pl.select(pl.when(where).then(cells)).to_series()


def _number_fix(cell: str) -> str:
    if _DIGITS.fullmatch(cell):
        return "Write numbers with a point and without thousands separators."
    return f"Correct it, or declare it: missing: {{'{cell}': no answer}}"


def _steps(column: _Column, cells: pl.Series) -> None:
    """A Likert scale: whole numbers, among the options where they are declared."""
    variable = column.variable
    _numbers(column, cells)
    numbers = column.reading.columns[variable.name]
    steps = numbers.cast(pl.Int64, strict=False)
    whole = _only(steps, steps == numbers) if numbers.dtype.is_float() else steps
    if variable.options:
        known = [_number(option.value) for option in variable.options]
        fits = whole.is_in([int(each) for each in known if each is not None])
        whole = _only(whole, fits)
    column.list_lost(numbers, whole, "is no step of the scale", _option_fix(variable))
    column.reading.columns[variable.name] = whole
    if not variable.options:
        found = whole.drop_nulls().unique().sort().to_list()
        column.reading.options[variable.name] = tuple(
            Option(str(each), str(each)) for each in found
        )


def _truths(column: _Column, cells: pl.Series) -> None:
    variable = column.variable
    if cells.dtype == pl.Boolean and not variable.yes and not variable.no:
        truths = cells
    else:
        words = _as_words(cells)
        yes = variable.yes or YES
        no = variable.no or (() if variable.yes else NO)
        if not variable.yes:
            words = words.str.to_lowercase()
        truths = pl.select(
            pl.when(words.is_in(list(yes))).then(statement=True).when(words.is_in(list(no)))
            .then(statement=False)
        ).to_series()  # fmt: skip
        column.list_lost(cells, truths, "is neither yes nor no", _truth_fix)
    column.reading.columns[variable.name] = truths
    if variable.blank_is_no:
        everywhere = pl.Series([True]).new_from_index(0, len(truths))
        column.reading.columns[variable.name] = _no_where(column.reading, variable.name, everywhere)


def _truth_fix(cell: str) -> str:
    return f"Say what it stands for, such as: means_yes: ['{cell}'] or means_no: ['{cell}']"


def _one_of(column: _Column, cells: pl.Series) -> None:
    variable = column.variable
    words = _as_words(cells)
    options = variable.options
    if not options:
        found = words.drop_nulls().unique().to_list()
        found = in_band_order(found) or sorted(found, key=_natural)
        options = tuple(Option(each, each) for each in found)
        column.reading.options[variable.name] = options[:_MOST_OPTIONS]
    kind = pl.Enum([option.value for option in options])
    chosen = words.cast(kind, strict=False)
    column.list_lost(words, chosen, "is none of the options", _option_fix(variable))
    column.reading.columns[variable.name] = chosen


def _natural(value: str) -> tuple[float, str]:
    number = _number(value)
    return (number if number is not None else float("inf"), value)


def _option_fix(variable: Variable) -> Callable[[str], str]:
    def fix(cell: str) -> str:
        hint = nearest(cell, [option.value for option in variable.options])
        return f"{hint.strip()} Correct it, or add it to the options of `{variable.name}`.".strip()

    return fix


def _as_words(cells: pl.Series) -> pl.Series:
    """Cells as words: whole numbers without a point."""
    if cells.dtype.is_float():
        whole = cells.cast(pl.Int64, strict=False)
        if (whole == cells).all(ignore_nulls=True):
            return whole.cast(pl.String)
    return cells if cells.dtype == pl.String else cells.cast(pl.String)


def _several(column: _Column, cells: pl.Series) -> None:
    """Several answers in one cell: a true/false column for each option."""
    variable = column.variable
    words = _as_words(cells)
    given = words.str.split(variable.separator).list.eval(pl.element().str.strip_chars())
    found = given.explode(empty_as_null=True).drop_nulls().unique().to_list()
    options = variable.options or tuple(Option(each, each) for each in sorted(found) if each)
    column.reading.options[variable.name] = options
    known = {option.value for option in options}
    strange = sorted(each for each in found if each and each not in known)
    for each in strange[:_SHOWN_EACH]:
        row = int(given.list.contains(each).arg_max() or 0)
        column.tell(row, each, "is none of the options", _option_fix(variable))
    column.reading.columns[variable.name] = words
    for option in options:
        ticked = given.list.contains(option.value)
        if variable.blank_is_no:
            ticked = ticked.fill_null(value=False)
        column.reading.columns[option_column(variable.name, option.value)] = ticked


def _words(column: _Column, cells: pl.Series) -> None:
    variable = column.variable
    column.reading.columns[variable.name] = _as_words(cells)


_READERS: Mapping[Kind, Callable[[_Column, pl.Series], None]] = {
    Kind.ID: _words,
    Kind.TEXT: _words,
    Kind.NUMBER: _numbers,
    Kind.LIKERT: _steps,
    Kind.YES_NO: _truths,
    Kind.ONE: _one_of,
    Kind.ORDERED: _one_of,
    Kind.SEVERAL: _several,
}


def all_columns(variables: Iterable[Variable]) -> list[str]:
    """The columns of the data file that some variables are read from."""
    return list(
        dict.fromkeys(column for each in variables if not each.derived for column in each.in_file)
    )
