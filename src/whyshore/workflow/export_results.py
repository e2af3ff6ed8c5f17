"""Write results to `exports/`."""

from pathlib import Path

from whyshore.domain.results import SynthesisTable
from whyshore.export.to_markdown import TableOptions, synthesis_as_markdown
from whyshore.export.write import write_file
from whyshore.workflow.project import Project
from whyshore.workflow.write_synthesis import synthesis_of

TABLE_FILE = "table-5.md"


def table_options(
    project: Project, *, orientation: bool = False, evidence: bool = False, quotes: bool = False
) -> TableOptions:
    """How the synthesis is to be printed, with the caption and source of `whyshore.toml`."""
    settings = project.settings
    return TableOptions(
        caption=settings.table_caption,
        source=settings.table_source,
        first_heading=settings.table_first_column or TableOptions().first_heading,
        show_orientation=orientation,
        show_evidence=evidence,
        show_quotes=quotes,
        code_names={code.id: code.name for code in project.codebook().codes},
    )


def table_as_markdown(
    project: Project, table: SynthesisTable, options: TableOptions | None = None
) -> str:
    """The synthesis as Markdown."""
    return synthesis_as_markdown(table, options or table_options(project))


def write_table(
    project: Project, options: TableOptions | None = None, path: Path | None = None
) -> Path:
    """Write the synthesis as Markdown, by default to `exports/table-5.md`."""
    text = table_as_markdown(project, synthesis_of(project), options)
    return write_file(path or project.exports_folder / TABLE_FILE, text)
