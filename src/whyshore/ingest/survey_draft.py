"""A first survey.yaml from a data file: what the columns seem to hold, for a person to correct."""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from whyshore.domain.bands import in_band_order
from whyshore.domain.survey import NO_BESIDE
from whyshore.ingest.survey_answers import NO, YES
from whyshore.ingest.survey_draft_column import DraftedColumn, any_answered, quoted
from whyshore.ingest.survey_draft_groups import (
    DraftedSet,
    is_tick,
    with_counted,
    with_rankings,
    with_ticked,
)
from whyshore.ingest.survey_draft_skips import with_skips
from whyshore.ingest.survey_formats import HEADER_JOINT, HowToRead, RawTable
from whyshore.ingest.survey_numbers import NO_ANSWER, as_numbers, mostly_numbers, with_points

_MOST_OPTIONS = 30
_LONG, _LONGEST_NAME = 60, 20
_MOST_REPEATED, _OFTEN = 500, 3
"""Up to so many different words are answers to one question where each comes that often."""
_LIKERT = 7
_WEIGHT = re.compile(
    r"(w|wt|wgt|weights?|weighting|gewicht|peso|pond\w*|poids)([_.]?\w{0,8})?", re.IGNORECASE
)
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = {"and", "or", "not", "in", "is", "true", "false", "missing"}
_DONT_KNOW = re.compile(r"don.?t know|dk\b|weiß nicht|no sabe|ne sait pas", re.IGNORECASE)
_REFUSED = re.compile(r"refus|prefer not|rather not|verweigert|no contesta", re.IGNORECASE)
_NOT_ASKED = re.compile(r"not asked|inap|not applicable|skipped|filter", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a survey.yaml, and what a person has to look at."""

    text: str
    variables: int
    rows: int
    notes: tuple[str, ...]


def draft_survey(raw: RawTable, data: str, how: HowToRead) -> Draft:
    """Draft survey.yaml for a data file."""
    names = _names(raw.frame.columns)
    drafted = [
        _draft(raw, column, name) for column, name in zip(raw.frame.columns, names, strict=True)
    ]
    drafted = with_rankings(with_counted(drafted, raw.labels.sets))
    drafted, ticked = with_ticked(drafted)
    ticked = [each for each in ticked if not _declared(raw, drafted, each)]
    drafted, sets = with_skips(drafted, [*_declared_sets(raw, drafted), *ticked])
    lines = [
        "# A draft from the data file, for you to correct: docs/survey.md explains every key.",
        f"title: {quoted(PurePath(data).stem)}",
        f"data: {quoted(data)}",
        *_layout(how, raw),
        *_key(drafted, raw.frame),
        *_weight(drafted),
        "",
        "variables:",
    ]
    for each in drafted:
        lines += _lines(each)
    lines += _several(raw, drafted)
    lines += ["", "sets:"] * bool(sets)
    for each_set in sets:
        lines += _set_lines(each_set)
    notes = (*_notes(raw, how, drafted), *_base_notes(sets))
    return Draft("\n".join([*lines, ""]), len(drafted), raw.frame.height, notes)


def _layout(how: HowToRead, raw: RawTable) -> list[str]:
    lines = [f"header_rows: {how.header_rows}"] if how.header_rows > 1 else []
    if how.encoding:
        lines.append(f"encoding: {quoted(how.encoding)}")
    if how.sheet:
        lines.append(f"sheet: {quoted(how.sheet)}")
    return lines + [f"# read as {raw.encoding}"] * (raw.encoding not in {"", "utf-8"})


def _key(drafted: Sequence[DraftedColumn], frame: pl.DataFrame) -> list[str]:
    for each in drafted:
        if each.kind == "id":
            return [f"key: {each.name}"]
    return [f"# key: NAME   # the variable that tells the {frame.height} rows apart"]


def _weight(drafted: Sequence[DraftedColumn]) -> list[str]:
    names = [each.name for each in drafted if _WEIGHT.fullmatch(each.column)]
    return [f"# weight: {name}   # take away the # to weight every table" for name in names]


def _notes(raw: RawTable, how: HowToRead, drafted: Sequence[DraftedColumn]) -> tuple[str, ...]:
    notes = [str(notice) for notice in raw.notices]
    if how.header_rows > 1:
        notes.append(
            f"The file has {how.header_rows} rows of headings; they were joined into one name each."
        )
    texts = [each.name for each in drafted if each.kind == "text"]
    if texts:
        notes.append(f"Taken for free text: {', '.join(texts[:8])}{' …' if len(texts) > 8 else ''}")  # noqa: PLR2004
    return tuple(notes)


def _names(columns: Sequence[str]) -> list[str]:
    """A short name that expressions can use for each column."""
    names: list[str] = []
    for number, column in enumerate(columns, start=1):
        name = column if _PLAIN.fullmatch(column) and column.lower() not in _RESERVED else ""
        if not name:
            words = _as_name(column)
            short = len(words) <= _LONGEST_NAME and words and not words[0].isdigit()
            name = words if short and words not in _RESERVED else f"q{number}"
        names.append(name if name not in names else f"q{number}")
    return names


def _as_name(column: str) -> str:
    """The lowest heading of a column in plain letters; a mere “Response” says nothing."""
    parts = [each for each in column.split(HEADER_JOINT) if each.casefold() != "response"]
    bare = unicodedata.normalize("NFKD", (parts or [column])[-1])
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return re.sub(r"[^A-Za-z0-9]+", "_", letters).strip("_").lower()


def _draft(raw: RawTable, column: str, name: str) -> DraftedColumn:
    question, _, own = column.partition(HEADER_JOINT)
    label = raw.labels.titles.get(column, "")
    if not label and (own or column != name):
        label = own if own and own != "Response" else question
    found = _kind(raw, column)
    given = _given(raw, column)
    comma = given.dtype.is_numeric() and raw.frame[column].dtype == pl.String
    return DraftedColumn(
        name,
        column,
        found.kind,
        given,
        (*found.lines, *_missing(raw, column)),
        label,
        question if own else _stem(column),
        found.ticked,
        labelled=bool(raw.labels.values.get(column)),
        comment="numbers with a decimal comma" if comma else found.comment,
    )


def _stem(column: str) -> str:
    """The start of a name that neighbours share: `q5` of `q5_2`; empty where it has no end."""
    found = re.fullmatch(r"(.*?[A-Za-z].*?)[\s_.\-]*\d+", column)
    return found[1] if found else ""


def _given(raw: RawTable, column: str) -> pl.Series:
    """The cells of a column that are answers: no empty words, nothing declared missing."""
    cells = raw.frame[column]
    if cells.dtype == pl.String:
        cells = cells.str.strip_chars()
        cells = cells.set(cells == "", None)
        pointed = with_points(cells, raw.separator)
        numbers = as_numbers(pointed) if pointed is not cells else cells
        cells = numbers if numbers.null_count() == cells.null_count() else cells
    if cells.dtype.is_float():
        cells = cells.fill_nan(None)
    from whyshore.ingest.survey_answers import is_value

    for value in raw.labels.missing.get(column, ()):
        hit = is_value(cells, value).fill_null(value=False)
        cells = pl.select(pl.when(~hit).then(cells)).to_series()
    return cells


def _missing(raw: RawTable, column: str) -> tuple[str, ...]:
    declared = raw.labels.missing.get(column, ())
    if not declared:
        return ()
    labels = raw.labels.values.get(column, {})
    pairs = [f"{quoted(value)}: {_reason(labels.get(value, ''))}" for value in declared]
    return (f"missing: {{{', '.join(pairs)}}}",)


def _reason(label: str) -> str:
    return _said_reason(label) or "no answer"


def _said_reason(label: str) -> str:
    """Why there is no answer, as far as words say so; else empty."""
    for pattern, reason in (
        (_DONT_KNOW, '"don\'t know"'),
        (_REFUSED, "refused"),
        (_NOT_ASKED, "not asked"),
    ):
        if pattern.search(label):
            return reason
    return ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a column seems to hold: its type, further lines, its one word if it has one."""

    kind: str
    lines: tuple[str, ...] = ()
    ticked: str = ""
    comment: str = ""


def _kind(raw: RawTable, column: str) -> _Kind:
    cells, values = raw.frame[column], raw.labels.values.get(column, {})
    given = _given(raw, column)
    filled = given.drop_nulls()
    declared = raw.labels.missing.get(column, ())
    labelled = {value: label for value, label in values.items() if not _in(value, declared)}
    different = filled.n_unique()
    if labelled and different <= max(_MOST_OPTIONS, len(values)):
        return _labelled(raw, column, filled, labelled)
    if cells.dtype == pl.Boolean:
        return _Kind("yes/no")
    if filled.len() and _is_key(cells, column):
        return _Kind("id")
    return _unlabelled(given, column)


def _unlabelled(given: pl.Series, column: str) -> _Kind:
    filled = given.drop_nulls()
    different = filled.n_unique()
    if not different:
        return _Kind("text")
    if given.dtype.is_numeric():
        return _numeric(given, column)
    if mostly_numbers(given):
        return _gappy(given)
    words = {str(word) for word in filled.unique().to_list()} if different <= 60 else set()  # noqa: PLR2004
    return _worded(given, words, different)


def _is_key(cells: pl.Series, column: str) -> bool:
    looks = re.search(r"(^|_)id$|ID$|^resp|key$|respondent|^case$", column, re.IGNORECASE)
    return bool(looks) and cells.null_count() == 0 and cells.n_unique() == cells.len()


def _labelled(raw: RawTable, column: str, filled: pl.Series, labels: Mapping[str, str]) -> _Kind:
    from whyshore.ingest.survey_spss import as_value

    found = [as_value(value) for value in filled.unique().sort().to_list()]
    extra = {value: value for value in found if value not in labels}
    options = {**labels, **extra}
    if not any(value in labels for value in found) and extra:
        return _Kind("number" if filled.dtype.is_numeric() else "text")
    folded = {label.casefold(): value for value, label in options.items()}
    if len(folded) == len(options) == 2 and _yes_and_no(folded):  # noqa: PLR2004
        [yes] = [value for label, value in folded.items() if label in YES]
        [no] = [value for label, value in folded.items() if label in NO]
        return _Kind("yes/no", (f"means_yes: [{quoted(yes)}]", f"means_no: [{quoted(no)}]"))
    bands = in_band_order(options.values())
    if bands:
        value_of = {label: value for value, label in options.items()}
        options = {value_of[label]: label for label in bands}
    kind = "ordered" if bands or column in raw.labels.ordered else "one"
    return _Kind(kind, (_options(options),))


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


def _options(options: Mapping[str, str]) -> str:
    pairs = [f"{quoted(value)}: {quoted(label)}" for value, label in options.items()]
    return f"options: {{{', '.join(pairs)}}}"


def _numeric(given: pl.Series, column: str) -> _Kind:
    filled = given.drop_nulls()
    values = sorted(float(value) for value in filled.unique().head(_LIKERT + 1).to_list())
    whole = all(value.is_integer() for value in values)
    if _WEIGHT.fullmatch(column):
        return _Kind("number")
    if whole and set(values) <= {0, 1}:
        return _Kind("yes/no", (), "1" if values == [1] and given.null_count() else "")
    if whole and values and values[0] == 1 and len(values) <= _LIKERT and filled.n_unique() > 2:  # noqa: PLR2004
        return _Kind("likert")
    return _Kind("number")


def _gappy(given: pl.Series) -> _Kind:
    """Numbers with some words between them: gaps are declared, slips left for `survey check`."""
    words = given.filter(as_numbers(given).is_null()).drop_nulls()
    why = {each: _said_reason(each) for each in sorted(words.unique().to_list())}
    gaps = {
        word: reason or "no answer"
        for word, reason in why.items()
        if reason or word.casefold() in NO_ANSWER
    }
    slips = words.filter(~words.is_in(list(gaps))).len()
    comment = f"cells that are no numbers: {slips}; survey check lists them" if slips else ""
    pairs = ", ".join(f"{quoted(word)}: {reason}" for word, reason in gaps.items())
    return _Kind("number", (f"missing: {{{pairs}}}",) if pairs else (), comment=comment)


def _worded(given: pl.Series, words: set[str], different: int) -> _Kind:
    filled = given.drop_nulls()
    folded = {word.casefold() for word in words}
    if folded and folded <= {*YES, *NO}:
        [only] = words if different == 1 else [""]
        return _Kind("yes/no", (), only if only and is_tick(only, given) else "")
    if different == 1:
        [only] = words
        ticked = only if is_tick(only, given) else ""
        return _Kind("yes/no", (f"means_yes: [{quoted(only)}]",), ticked)
    if words and different <= _MOST_OPTIONS and max(map(len, words)) <= _LONG:
        return _one_of(words)
    if _repeated(filled, different):
        return _Kind("one")
    parts = filled.cast(pl.String).str.split(";")
    most = parts.list.len().max()
    several = isinstance(most, int) and most > 1
    if several and parts.explode(empty_as_null=True).n_unique() <= _MOST_OPTIONS:
        return _Kind("several")
    return _Kind("text")


def _one_of(words: set[str]) -> _Kind:
    """One of some answers; bands of numbers have an order, beside words for no answer."""
    why = {word: _said_reason(word) for word in sorted(words)}
    bands = in_band_order([word for word in words if not why[word]])
    if not bands:
        return _Kind("one", (f"options: [{', '.join(quoted(word) for word in sorted(words))}]",))
    lines = [f"options: [{', '.join(map(quoted, bands))}]"]
    pairs = [f"{quoted(word)}: {reason}" for word, reason in why.items() if reason]
    lines += [f"missing: {{{', '.join(pairs)}}}"] if pairs else []
    return _Kind("ordered", tuple(lines))


def _repeated(filled: pl.Series, different: int) -> bool:
    """Whether words are answers that many gave, such as towns; they are then taken as they come."""
    words = filled.cast(pl.String)
    if different > _MOST_REPEATED or filled.len() < _OFTEN * different:
        return False
    longest = words.str.len_chars().max()
    return isinstance(longest, int) and longest <= _LONG and not words.str.contains(";").any()


# --- writing it down ---


def _lines(each: DraftedColumn) -> list[str]:
    lines = [f"  {each.name}:", f"    type: {each.kind}"]
    if each.comment:
        lines[-1] += f"   # {each.comment}"
    if each.label:
        lines.append(f"    label: {quoted(each.label)}")
    if each.column != each.name:
        lines.append(f"    column: {quoted(each.column)}")
    return [*lines, *(f"    {line}" for line in (*each.lines, *_asked_line(each.asked_if)))]


def _asked_line(rule: str) -> tuple[str, ...]:
    return (f"asked_if: {quoted(rule)}   # nobody else answered it",) if rule else ()


def _declared_sets(raw: RawTable, drafted: Sequence[DraftedColumn]) -> list[DraftedSet]:
    """Sets of yes/no columns that the file declares itself."""
    by_column = {each.column: each for each in drafted}
    taken = {each.name for each in drafted}
    found = []
    for name, declared in raw.labels.sets.items():
        items = [by_column[each] for each in _columns_of(declared) if each in by_column]
        if items and all(each.kind == "yes/no" for each in items):
            only_ticks = all(each.ticked or not each.answered.any() for each in items)
            blank = int((~any_answered(items)).sum()) if only_ticks else 0
            names = tuple(each.name for each in items)
            label = str(declared.get("label") or "")
            found.append(DraftedSet(_free(name, taken), label, names, blank, only_ticks=only_ticks))
    return found


def _columns_of(declared: Mapping[str, object]) -> list[str]:
    columns = declared.get("variable_list")
    return [str(each) for each in columns] if isinstance(columns, list) else []


def _declared(raw: RawTable, drafted: Sequence[DraftedColumn], found: DraftedSet) -> bool:
    """Whether the file itself declares a set of these items."""
    columns = {each.column for each in drafted if each.name in found.items}
    return any(columns <= set(_columns_of(each)) for each in raw.labels.sets.values())


def _several(raw: RawTable, drafted: Sequence[DraftedColumn]) -> list[str]:
    """Sets that a file declares over columns that hold one of the answers each."""
    kinds = {each.column: each.kind for each in drafted}
    lines: list[str] = []
    for name, declared in raw.labels.sets.items():
        columns = [each for each in _columns_of(declared) if each in kinds]
        if not columns or all(kinds[each] == "yes/no" for each in columns):
            continue
        options = {
            v: label for each in columns for v, label in raw.labels.values.get(each, {}).items()
        }
        lines += [f"  {_free(name, kinds)}:", "    type: several"]
        if declared.get("label"):
            lines.append(f"    label: {quoted(str(declared['label']))}")
        lines.append(f"    columns: [{', '.join(map(quoted, columns))}]")
        lines += [f"    {_options(options)}"] if options else []
    return lines


def _free(name: str, taken: Container[str]) -> str:
    return name if name not in taken else f"{name}_set"


def _set_lines(each: DraftedSet) -> list[str]:
    lines = [f"  {each.name}:"]
    if each.label:
        lines.append(f"    label: {quoted(each.label)}")
    lines.append(f"    items: [{', '.join(each.items)}]")
    if each.only_ticks:
        lines.append(f"    blank: {NO_BESIDE}")
    return [*lines, *(f"    {line}" for line in _asked_line(each.asked_if))]


def _base_notes(sets: Sequence[DraftedSet]) -> list[str]:
    """What a draft does with respondents who ticked nothing at all."""
    return [
        f"{each.name}: {each.blank_rows} rows have nothing ticked at all. They are taken for "
        "missing or not asked, not for a no. Where they mean “none of these”, write `blank: 'no'` "
        "for it."
        for each in sets
        if each.blank_rows
    ]
