"""Make small surveys for tests: a survey.yaml and a data file in a folder."""

import shutil
from pathlib import Path

from whyshore.domain.cross_tab import Cell, CrossTab, TableRequest
from whyshore.workflow.tabulate_survey import SurveyDesk, open_survey, tabulate

ROOT = Path(__file__).parents[1]

YAML = """\
title: A small survey
data: data.csv
key: id
variables:
  id: {type: id}
  sector: {type: one, options: {metal: Metal, food: Food}}
  size: {type: ordered, options: [small, middle, large]}
  staff: {type: number, missing: {'-9': refused}}
  member: {type: yes/no}
  w: {type: number}
sets:
  tech:
    none: None of them
    items: {ai: Artificial intelligence, iot: Internet of Things}
batteries:
  reasons:
    options: {1: Weak, 2: Neither, 3: Strong}
    top: [3]
    asked_if: member
    items: {cost: Cost, market: Market}
derived:
  n_tech: {rule: count(tech)}
sub_groups:
  group:
    groups:
      - {value: a, label: Group A, rule: sector == 'metal' and member}
      - {value: b, label: Group B, rule: sector == 'food'}
"""
CSV = """\
id,sector,size,staff,member,w,ai,iot,cost,market
r1,metal,small,5,yes,1,1,0,3,3
r2,metal,middle,50,yes,2,1,1,3,1
r3,metal,large,500,no,1,0,0,,
r4,food,small,-9,yes,2,0,1,1,
r5,food,large,300,no,1,0,0,,
r6,food,,7,yes,3,1,0,2,3
"""


def a_survey(folder: Path, data: str = CSV, survey: str = YAML) -> SurveyDesk:
    """A survey with a data file, opened."""
    (folder / "data.csv").write_text(data, encoding="utf-8")
    (folder / "survey.yaml").write_text(survey, encoding="utf-8")
    return open_survey(folder / "survey.yaml")


def the_paper(folder: Path) -> SurveyDesk:
    """The bundled synthetic survey, copied so that its data can be changed."""
    copied = Path(shutil.copytree(ROOT / "survey", folder / "survey"))
    return open_survey(copied / "survey.yaml")


def a_table(desk: SurveyDesk, rows: str, *columns: str, **request: object) -> CrossTab:
    """A table of a survey."""
    by = tuple(tuple(column.split("*")) for column in columns)
    return tabulate(desk, TableRequest(rows, by, **request))  # type: ignore[arg-type]


def cell(table: CrossTab, row: str, column: str) -> Cell:
    """The cell of a row and a column, by key."""
    [place] = [place for place, each in enumerate(table.columns) if each.key == column]
    [found] = [each for each in table.rows if each.key == row]
    return found.cells[place]
