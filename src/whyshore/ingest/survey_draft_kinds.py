"""What one column of a data file seems to hold, for a draft of survey.yaml."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from whyshore.domain.bands import in_band_order
from whyshore.ingest.survey_answers import NO, YES, is_value
from whyshore.ingest.survey_draft_column import quoted
from whyshore.ingest.survey_draft_groups import is_tick
from whyshore.ingest.survey_formats import RawTable
from whyshore.ingest.survey_numbers import NO_ANSWER, as_numbers, mostly_numbers, with_points

WEIGHT = re.compile(
    r"(w|wt|wgt)[_.]?\d*|(wt|wgt|weights?|weighting|gewicht|peso|pond\w*|poids)([_.]?\d+|[_.]\w+)?",
    re.IGNORECASE,
)
_MOST_OPTIONS = 30
_LONG = 60
_MOST_REPEATED, _OFTEN = 500, 3
"""Up to so many different words are answers to one question where each comes that often."""
_LIKERT = 7
_ALL_DIFFERENT = 10
"""From so many answers on, of which no two are alike, they are names or dates, not options."""
_TWO = 2
_GAPS = ("NA", "N/A", "n/a", "NULL", "NaN", "nan", "#N/A", "#NULL!", ".")
"""Words that programs write where a number is missing."""
_DONT_KNOW = re.compile(r"don.?t know|dk\b|weiß nicht|no sabe|ne sait pas", re.IGNORECASE)
_REFUSED = re.compile(r"refus|prefer not|rather not|verweigert|no contesta", re.IGNORECASE)
_NOT_ASKED = re.compile(r"not asked|inap|not applicable|skipped|filter", re.IGNORECASE)


def gaps_in(raw: RawTable) -> tuple[str, ...]:
    """The words that stand for a missing number somewhere in a file, and so everywhere in it."""
    found: set[str] = set()
    for column in raw.frame.iter_columns():
        if column.dtype != pl.String or not column.is_in(list(_GAPS)).any():
            continue
        words = column.str.strip_chars().drop_nulls().unique()
        others = words.filter(~words.is_in([*_GAPS, ""]))
        if len(others) and not as_numbers(with_points(others, raw.separator)).null_count():
            found.update(words.filter(words.is_in(list(_GAPS))).to_list())
    return tuple(sorted(found))


def without_gaps(raw: RawTable, gaps: Sequence[str]) -> RawTable:
    """The table with the words for a missing number declared missing where they come."""
    missing = dict(raw.labels.missing)
    for column in raw.frame.iter_columns() if gaps else ():
        if column.dtype == pl.String:
            own = [gap for gap in gaps if (column == gap).any()]
            missing |= {column.name: [*missing.get(column.name, ()), *own]} if own else {}
    return replace(raw, labels=replace(raw.labels, missing=missing))


def has_commas(cells: pl.Series) -> bool:
    """Whether some cells of a text column hold a comma."""
    return cells.dtype == pl.String and bool(cells.str.contains(",", literal=True).any())


def reason(label: str) -> str:
    """Why there is no answer, by the label of a value that is declared missing."""
    return said_reason(label) or "no answer"


def said_reason(label: str) -> str:
    """Why there is no answer, as far as words say so; else empty."""
    for pattern, why in (
        (_DONT_KNOW, '"don\'t know"'),
        (_REFUSED, "refused"),
        (_NOT_ASKED, "not asked"),
    ):
        if pattern.search(label):
            return why
    return ""


def given_in(raw: RawTable, column: str) -> pl.Series:
    """The cells of a column that are answers: no empty words, nothing declared missing."""
    cells = raw.frame[column]
    if cells.dtype.is_temporal():
        cells = cells.cast(pl.String)
    if cells.dtype == pl.String:
        cells = cells.str.strip_chars()
        cells = cells.set(cells == "", None)
        pointed = with_points(cells, raw.separator)
        numbers = as_numbers(pointed) if pointed is not cells else cells
        cells = numbers if numbers.null_count() == cells.null_count() else cells
    if cells.dtype.is_float():
        cells = cells.fill_nan(None)
    for value in raw.labels.missing.get(column, ()):
        hit = is_value(cells, value).fill_null(value=False)
        cells = pl.select(pl.when(~hit).then(cells)).to_series()
    if cells.dtype == pl.String and raw.labels.missing.get(column):
        numbers = as_numbers(with_points(cells, raw.separator))
        cells = numbers if numbers.null_count() == cells.null_count() else cells
    return cells


@dataclass(frozen=True, slots=True)
class Kinded:
    """What a column seems to hold: its type, further lines, its one word if it has one."""

    kind: str
    lines: tuple[str, ...] = ()
    ticked: str = ""
    comment: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Words among its cells that stand for no answer, each with what it means."""


def kind_of(raw: RawTable, column: str) -> Kinded:
    """What a column seems to hold."""
    cells, values = raw.frame[column], raw.labels.values.get(column, {})
    given = given_in(raw, column)
    filled = given.drop_nulls()
    declared = raw.labels.missing.get(column, ())
    labelled = {value: label for value, label in values.items() if not _in(value, declared)}
    different = filled.n_unique()
    if labelled and different <= max(_MOST_OPTIONS, len(values)):
        return _labelled(raw, column, filled, labelled)
    if cells.dtype == pl.Boolean:
        return Kinded("yes/no")
    if filled.len() and _is_key(cells, column):
        return Kinded("id")
    return _unlabelled(given, column)


def _unlabelled(given: pl.Series, column: str) -> Kinded:
    filled = given.drop_nulls()
    different = filled.n_unique()
    if not different:
        return Kinded("text")
    if given.dtype.is_numeric():
        return _numeric(given, column)
    if mostly_numbers(given):
        return _gappy(given)
    if different == filled.len() >= _ALL_DIFFERENT:
        return Kinded("text")
    words = {str(word) for word in filled.unique().to_list()} if different <= 60 else set()  # noqa: PLR2004
    return _worded(given, words, different)


def _is_key(cells: pl.Series, column: str) -> bool:
    """Whether a column tells respondents apart: by its name, or as the numbers of the rows."""
    if column == "column 1" and cells.dtype.is_integer():
        return cells.null_count() == 0 and cells.n_unique() == cells.len()
    looks = re.search(r"(^|_)id$|ID$|^resp|key$|respondent|^case$", column, re.IGNORECASE)
    return bool(looks) and cells.null_count() == 0 and cells.n_unique() == cells.len()


def _labelled(raw: RawTable, column: str, filled: pl.Series, labels: Mapping[str, str]) -> Kinded:
    from whyshore.ingest.survey_spss import as_value

    found = [as_value(value) for value in filled.unique().sort().to_list()]
    extra = {value: value for value in found if value not in labels}
    options = {**labels, **extra}
    if not any(value in labels for value in found) and extra:
        return Kinded("number" if filled.dtype.is_numeric() else "text")
    folded = {label.casefold(): value for value, label in options.items()}
    if len(folded) == len(options) == 2 and _yes_and_no(folded):  # noqa: PLR2004
        [yes] = [value for label, value in folded.items() if label in YES]
        [no] = [value for label, value in folded.items() if label in NO]
        return Kinded("yes/no", (f"means_yes: [{quoted(yes)}]", f"means_no: [{quoted(no)}]"))
    bands = in_band_order(options.values())
    if bands:
        value_of = {label: value for value, label in options.items()}
        options = {value_of[label]: label for label in bands}
    kind = "ordered" if bands or column in raw.labels.ordered else "one"
    return Kinded(kind, (options_line(options),))


def _yes_and_no(words: Container[str]) -> bool:
    return any(each in words for each in YES) and any(each in words for each in NO)


def _in(value: str, declared: Sequence[str]) -> bool:
    for each in declared:
        low, dots, high = each.partition("..")
        try:
            if dots and float(low) <= float(value) <= float(high):
                return True
        except ValueError:
            continue
        if value == each:
            return True
    return False


def options_line(options: Mapping[str, str]) -> str:
    """Options with their labels, as a line of survey.yaml."""
    pairs = [f"{quoted(value)}: {quoted(label)}" for value, label in options.items()]
    return f"options: {{{', '.join(pairs)}}}"


def _numeric(given: pl.Series, column: str) -> Kinded:
    filled = given.drop_nulls()
    values = sorted(float(value) for value in filled.unique().head(_LIKERT + 1).to_list())
    whole = all(value.is_integer() for value in values)
    if WEIGHT.fullmatch(column):
        return Kinded("number")
    if whole and set(values) <= {0, 1}:
        return Kinded("yes/no", (), "1" if values == [1] and given.null_count() else "")
    if whole and values == [1, 2]:
        return Kinded("one", ("options: ['1', '2']",))
    if whole and values and values[0] == 1 and len(values) <= _LIKERT and filled.n_unique() > 2:  # noqa: PLR2004
        return Kinded("likert")
    return Kinded("number")


def _gappy(given: pl.Series) -> Kinded:
    """Numbers with some words between them: gaps are declared, slips left for `survey check`."""
    words = given.filter(as_numbers(given).is_null()).drop_nulls()
    why = {each: said_reason(each) for each in sorted(words.unique().to_list())}
    gaps = {
        word: reason or "no answer"
        for word, reason in why.items()
        if reason or word.casefold() in NO_ANSWER
    }
    slips = words.filter(~words.is_in(list(gaps))).len()
    comment = f"cells that are no numbers: {slips}; survey check lists them" if slips else ""
    return Kinded("number", comment=comment, missing=gaps)


def _worded(given: pl.Series, words: set[str], different: int) -> Kinded:
    filled = given.drop_nulls()
    folded = {word.casefold() for word in words}
    if folded <= {*YES, *NO} and (different == 1 or (folded & {*NO} and folded & {*YES})):
        [only] = words if different == 1 else [""]
        return Kinded("yes/no", (), only if only and is_tick(only, given) else "")
    if different == 1:
        [only] = words
        ticked = only if is_tick(only, given) else ""
        return Kinded("yes/no", (f"means_yes: [{quoted(only)}]",), ticked)
    if words and different <= _MOST_OPTIONS and max(map(len, words)) <= _LONG:
        return _one_of(words)
    if _repeated(filled, different):
        return Kinded("one")
    parts = filled.cast(pl.String).str.split(";")
    most = parts.list.len().max()
    several = isinstance(most, int) and most > 1
    if several and parts.explode(empty_as_null=True).n_unique() <= _MOST_OPTIONS:
        return Kinded("several")
    return Kinded("text")


def _one_of(words: set[str]) -> Kinded:
    """One of some answers; bands of numbers have an order, beside words for no answer."""
    why = {word: said_reason(word) for word in sorted(words)}
    bands = in_band_order([word for word in words if not why[word]])
    if not bands:
        return Kinded("one", (f"options: [{', '.join(quoted(word) for word in sorted(words))}]",))
    gaps = {word: reason for word, reason in why.items() if reason}
    return Kinded("ordered", (f"options: [{', '.join(map(quoted, bands))}]",), missing=gaps)


def _repeated(filled: pl.Series, different: int) -> bool:
    """Whether words are answers that many gave, such as towns; they are then taken as they come."""
    words = filled.cast(pl.String)
    if different > _MOST_REPEATED or filled.len() < _OFTEN * different:
        return False
    longest = words.str.len_chars().max()
    return isinstance(longest, int) and longest <= _LONG and not words.str.contains(";").any()
