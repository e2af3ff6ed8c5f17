"""What does not add up in the publication a project works from, as its `published.yaml` says."""

import re
from pathlib import Path

from whyshore.domain.published import Erratum
from whyshore.ingest.published import read_published
from whyshore.workflow.project import SURVEY

FILE = "published.yaml"


def errata_about(folder: Path, printed: str) -> tuple[Erratum, ...]:
    """What does not add up in a printed table or figure, such as “Table 5”.

    A project without a survey or without published numbers has none.
    """
    kind, _, number = printed.partition(" ")
    file = folder / SURVEY / FILE
    if not number or not file.is_file():
        return ()
    return tuple(
        each
        for each in read_published(file).errata.values()
        if kind in each.where and re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", each.where)
    )
