"""A table of 15 items by 2 sub-groups, beside polars, DuckDB and pandas doing the same by hand.

Run: python benchmarks/survey.py [--rows 475 1000000] [--formats csv parquet sav] [--runs N]
     python benchmarks/survey.py --screen

Each contender is a whole process, from start to printed table; they take turns, so that a
machine that gets slower slows all. Our command does more than the others: it checks the
answers, hashes the file, tests every row. pandas and DuckDB are used where they are installed.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

ITEMS = [f"item_{number}" for number in range(1, 16)]
SURVEY = """\
title: Benchmark
synthetic: random answers
data: {data}
variables:
  group: {{type: one, options: [a, b, none]}}
sets:
  tech:
    none: None
    items: {{{items}}}
sub_groups:
  sub_group:
    groups:
      - {{value: 1, label: One, rule: group == 'a'}}
      - {{value: 2, label: Two, rule: group == 'b'}}
"""
OURS = "from whyshore.cli.start import main; main()"
READ = {
    "polars": {
        "csv": "pl.read_csv(f)",
        "parquet": "pl.read_parquet(f)",
        "sav": "pyreadstat.read_sav(f, output_format='polars')[0]",
    },
    "pandas": {
        "csv": "pd.read_csv(f)",
        "parquet": "pd.read_parquet(f)",
        "sav": "pyreadstat.read_sav(f)[0]",
    },
}
POLARS = """
import sys
import polars as pl
{extra}
f, items = sys.argv[1], sys.argv[2].split(",")
table = {read}
table = table.filter(pl.col("group").is_in(["a", "b"]))
sums = [pl.col(i).sum() for i in items]
out = table.group_by("group").agg(pl.len().alias("n"), *sums).sort("group")
for row in out.iter_rows(named=True):
    print(row["group"], row["n"], [round(100 * row[i] / row["n"]) for i in items])
"""
PANDAS = """
import sys
import pandas as pd
{extra}
f, items = sys.argv[1], sys.argv[2].split(",")
table = {read}
table = table[table["group"].isin(["a", "b"])]
groups = table.groupby("group")[items]
print((100 * groups.sum().div(groups.size(), axis=0)).round())
"""
DUCKDB = """
import sys
import duckdb
f, items = sys.argv[1], sys.argv[2].split(",")
sums = ", ".join(f"100 * sum({{i}}::int) / count(*)" for i in items)
print(duckdb.sql(
    f"select \\"group\\", count(*), {{sums}} from '{{f}}' "
    "where \\"group\\" in ('a', 'b') group by 1"
).fetchall())
"""


def main() -> None:
    """Make the data, let the contenders take turns, print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[475, 1_000_000])
    parser.add_argument("--formats", nargs="+", default=["csv", "parquet", "sav"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--screen", action="store_true", help="time the survey screen instead")
    arguments = parser.parse_args()
    if arguments.screen:
        for rows in arguments.rows:
            taken = repaints(rows, 2 * arguments.runs)
            worst, middle = max(taken), statistics.median(taken)
            print(f"{rows:>9} rows: a table changes in {middle:.0f} ms, at most {worst:.0f} ms")
        return
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in arguments.rows:
            table = answers(rows)
            for kind in arguments.formats:
                results += measured(table, kind, Path(folder), arguments.runs)
    if arguments.json:
        print(json.dumps(results, indent=2))
    else:
        show(results)


def answers(rows: int) -> pl.DataFrame:
    """Random answers, the same on every run."""
    chance = np.random.default_rng(1)
    shares = np.linspace(0.1, 0.8, len(ITEMS))
    columns = {
        "group": pl.Series(chance.choice(["a", "b", "none"], rows)),
        **{item: chance.random(rows) < share for item, share in zip(ITEMS, shares, strict=True)},
    }
    return pl.DataFrame(columns)


def measured(table: pl.DataFrame, kind: str, folder: Path, runs: int) -> list[dict[str, object]]:
    """The median seconds, on the clock and of the processor, and the peak memory of each."""
    place = folder / f"{table.height}-{kind}"
    place.mkdir()
    file = place / f"data.{kind}"
    write(table, file)
    items = ", ".join(f"{item}: {item}" for item in ITEMS)
    (place / "survey.yaml").write_text(SURVEY.format(data=file.name, items=items), "utf-8")
    commands = contenders(kind, file, place)
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            outcome = timed(command)
            if run:
                taken[name].append(outcome)
    middle = {
        name: tuple(statistics.median(run[place] for run in each) for place in (0, 1))
        for name, each in taken.items()
    }
    by_hand = [each for name, each in middle.items() if name in {"polars", "duckdb"}]
    best, least = (min(each[place] for each in by_hand) for place in (0, 1))
    polars = max(run[2] for run in taken["polars"])
    return [
        {
            "rows": table.height,
            "format": kind,
            "contender": name,
            "seconds": middle[name][0],
            "cpu_seconds": middle[name][1],
            "megabytes": max(run[2] for run in each),
            "ratio_to_best_by_hand": middle[name][0] / best,
            "cpu_ratio_to_best_by_hand": middle[name][1] / least,
            "memory_ratio_to_polars": max(run[2] for run in each) / polars,
        }
        for name, each in taken.items()
    ]


def repaints(rows: int, runs: int) -> list[float]:
    """Milliseconds from a key on the survey screen to the table drawn anew, the count elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.parquet"
        write(answers(rows), file)
        items = ", ".join(f"{item}: {item}" for item in ITEMS)
        (Path(folder) / "survey.yaml").write_text(
            SURVEY.format(data=file.name, items=items), "utf-8"
        )
        return asyncio.run(_repaints(Path(folder), runs))


async def _repaints(folder: Path, runs: int) -> list[float]:
    # Loaded only here: what this process holds counts as memory of those it starts.
    from whyshore.tui.survey_app import SurveyApp
    from whyshore.tui.survey_screen import SurveyScreen
    from whyshore.workflow.office import SURVEY_ROOM, OwnOffice

    office = OwnOffice(folder, room=SURVEY_ROOM)
    app = SurveyApp(office)
    taken: list[float] = []
    try:
        async with app.run_test(size=(120, 40)):
            screen = next(each for each in app.screen_stack if isinstance(each, SurveyScreen))
            await _until(lambda: screen.table is not None, 60)
            taken = [await _changed(screen) for _ in range(runs)]
    finally:
        office.end_at_once()
    return taken


async def _changed(screen: Any) -> float:  # noqa: ANN401
    before, start = screen.table, time.perf_counter()
    screen.do_statistic()
    await _until(lambda: screen.table is not before, 10)
    await asyncio.sleep(0)
    return 1000 * (time.perf_counter() - start)


async def _until(holds: Callable[[], bool], seconds: float) -> None:
    end = time.perf_counter() + seconds
    while not holds():
        if time.perf_counter() > end:
            raise SystemExit("the survey screen did not answer")
        await asyncio.sleep(0.001)


def write(table: pl.DataFrame, file: Path) -> None:
    """Write the answers in one format."""
    if file.suffix == ".csv":
        table.write_csv(file)
    elif file.suffix == ".parquet":
        table.write_parquet(file)
    else:
        import pyreadstat

        numbers = table.with_columns(pl.col(ITEMS).cast(pl.Float64))
        pyreadstat.write_sav(numbers, str(file))


def contenders(kind: str, file: Path, place: Path) -> dict[str, list[str]]:
    """The commands that make the table; a library that is not installed is left out, and said."""
    found = {
        "whyshore": [
            sys.executable, "-c", OURS, "survey", "tab", "tech", "--by", "sub_group",
            "--no-total", "-p", str(place),
        ]
    }  # fmt: skip
    extra = "import pyreadstat" if kind == "sav" else ""
    scripts = {
        "polars": POLARS.format(extra=extra, read=READ["polars"][kind]),
        "pandas": PANDAS.format(extra=extra, read=READ["pandas"][kind]),
        "duckdb": DUCKDB.format(),
    }
    for name, script in scripts.items():
        if name == "duckdb" and kind == "sav":
            continue
        if find_spec(name) is None:
            print(f"{name} is not installed: left out", file=sys.stderr)
            continue
        found[name] = [sys.executable, "-c", script, str(file), ",".join(ITEMS)]
    return found


def timed(command: list[str]) -> tuple[float, float, float]:
    """Seconds on the clock and of the processor, and peak megabytes, of one run.

    Compiled modules are kept, as where one installs.
    """
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    nothing = os.open(os.devnull, os.O_WRONLY)
    quiet = [(os.POSIX_SPAWN_DUP2, nothing, 1)]
    child = os.posix_spawn(command[0], command, own, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    os.close(nothing)
    if status:
        raise SystemExit(f"{command[:3]} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def show(results: list[dict[str, object]]) -> None:
    """Print a line per contender: its ratios are to the better of polars and DuckDB by hand.

    Those of memory are to polars. On a machine that others load, the processor's seconds tell more.
    """
    names = "seconds", "ratio", "cpu", "ratio", "MB", "ratio"
    print(f"{'rows':>9}  {'format':8} {'contender':10} {' '.join(f'{n:>8}' for n in names)}")
    for each in results:
        print(
            f"{each['rows']:>9}  {each['format']:8} {each['contender']:10} "
            f"{each['seconds']:>8.3f} {each['ratio_to_best_by_hand']:>8.2f} "
            f"{each['cpu_seconds']:>8.3f} {each['cpu_ratio_to_best_by_hand']:>8.2f} "
            f"{each['megabytes']:>8.0f} {each['memory_ratio_to_polars']:>8.2f}"
        )


if __name__ == "__main__":
    main()
