"""The command that shows the coding screen in a browser."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, FolderOption
from whyshore.errors import FixableError

app = typer.Typer()

STARTING = "from whyshore.cli.start import main; main()"
OPEN_TO_OTHERS = """\
WARNING: other machines can reach this address. Interview text crosses the network unencrypted,
and whoever can listen there can read it and take over the session. Safer: leave --host out and
come through SSH, as docs/commands.md says."""


@app.command()
def serve(
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    host: Annotated[
        str, typer.Option("--host", help="The address to serve on; only this machine if not named.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help="The port; 8000, or a free one."),
    ] = None,
) -> None:
    """Show the coding screen in a browser on this machine."""
    if find_spec("textual_serve") is None:
        raise FixableError(
            "The browser needs the package textual-serve, which is missing. Install it with:\n"
            f'  {sys.executable} -m pip install "textual-serve>=1.1.3,<2"'
        )
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import one_line
    from whyshore.tui.web import serve as serve_screen
    from whyshore.tui.web_address import address_of, listen

    with opened(folder, coder) as project:
        project.codebook()  # problems in it are told here, not in the browser
        place, name, coder = project.folder, project.folder.name, project.coder
    with listen(host, port) as listening:
        if not address_of(listening).only_here:
            typer.echo(OPEN_TO_OTHERS, err=True)
        program = [sys.executable, "-P", "-c", STARTING, f"--project={place}", f"--coder={coder}"]
        serve_screen(program, listening, title=f"Whyshore: {one_line(name)}", tell=_tell)
    typer.echo("Ended; everything is saved.", err=True)


def _tell(address: str) -> None:
    typer.echo(address)
    typer.echo(
        "Open this address in a browser. It works once; after that the browser is known, and the\n"
        "tab's own address works again in it. Ctrl+C here ends it.",
        err=True,
    )
