from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import open_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with the small codebook and one interview, `ana`."""
    opened = open_project(a_project_folder(tmp_path / "study"), coder="ana").project
    yield opened
    opened.close()
