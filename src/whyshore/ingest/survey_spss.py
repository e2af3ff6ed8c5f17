"""SPSS and Stata files: their cells, and what they say about their own variables."""

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from whyshore.ingest.decode import not_usable
from whyshore.ingest.survey_formats import FileLabels, HowToRead, RawTable

Meta = Any
"""What pyreadstat gives beside the cells; it has no types of its own."""


def read_labelled(path: Path, how: HowToRead) -> RawTable:
    """The cells of a labelled file, with its labels.

    Values that the file declares missing stay in the cells: `survey.yaml` says what each means.

    Raises:
        ProblemsError: the file cannot be read.
    """
    import pyreadstat

    readers: dict[str, Any] = {".dta": pyreadstat.read_dta, ".por": pyreadstat.read_por}
    reader: Any = readers.get(path.suffix.lower(), pyreadstat.read_sav)
    options: dict[str, Any] = {"output_format": "polars"}
    if how.encoding:
        options["encoding"] = how.encoding
    if reader is not pyreadstat.read_por:
        options["user_missing"] = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _, meta = reader(str(path), metadataonly=True, **options)
            if how.columns is not None:
                options["usecols"] = [each for each in how.columns if each in meta.column_names]
            frame, read = reader(str(path), **options)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError) as error:
        fix = "Open it in the program that made it, and save it again."
        raise not_usable(path.name, f"It cannot be read: {error}.", fix) from error
    frame = frame.with_columns([mixed_as_words(each) for each in frame if each.dtype == pl.Object])
    return RawTable(frame, 1, labels=_labels(meta, read), known=tuple(meta.column_names))


def mixed_as_words(mixed: pl.Series) -> pl.Series:
    """A column of Stata in which letters stand between numbers, each for a kind of missing."""
    cells = [None if cell is None or cell != cell else as_value(cell) for cell in mixed.to_list()]  # noqa: PLR0124 - not a number
    return pl.Series(mixed.name, cells, dtype=pl.String)


def _labels(meta: Meta, read: Meta) -> FileLabels:
    """What the file says of its variables; the letters of Stata are known once cells are read."""
    return FileLabels(
        titles={name: label for name, label in meta.column_names_to_labels.items() if label},
        values={
            name: {as_value(value): str(label) for value, label in labels.items()}
            for name, labels in meta.variable_value_labels.items()
        },
        missing=_missing(meta, read),
        sets=dict(meta.mr_sets or {}),
        ordered=frozenset(
            name for name, measure in meta.variable_measure.items() if measure == "ordinal"
        ),
    )


def _missing(meta: Meta, read: Meta) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for name, ranges in (meta.missing_ranges or {}).items():
        for each in ranges:
            low, high = as_value(each["lo"]), as_value(each["hi"])
            found.setdefault(name, []).append(low if low == high else f"{low}..{high}")
    for name, values in (read.missing_user_values or {}).items():
        found.setdefault(name, []).extend(map(as_value, values))
    return found


def as_value(value: object) -> str:
    """A value as it is written in survey.yaml: whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
