"""One tab of the browser: the program it shows, and what goes between the two."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from whyshore.tui.display_text import display

READY = b"__GANGLION__\n"
"""What Textual's web driver writes before its first packet."""
DRAWN = b"D"
"""The packet that holds what is drawn. Others open addresses or hand out files: not here."""
GRACE = 1.3
"""Seconds the program gets to leave by itself before it is ended."""


class Tab(AppService):
    """Runs the program for one tab, and ends it with the tab."""

    def __init__(self, program: Sequence[str], websocket: web.WebSocketResponse) -> None:
        """Prepare to run a program, given by its words, for a tab that is open."""
        super().__init__(
            command="",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._program = tuple(program)
        self._websocket = websocket

    @property
    def process(self) -> Process | None:
        """What runs for this tab."""
        return self._process

    async def start(self, width: int, height: int) -> None:
        """Start the program without a shell, and out of reach of the terminal's Ctrl+C."""
        try:
            process = await asyncio.create_subprocess_exec(
                *self._program,
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                env=self._build_environment(width=width, height=height),
                start_new_session=True,
            )
        except OSError as error:
            await self._tell(f"The program could not be started: {error.strerror}.")
            await self._close()
            return
        self._process = process
        self._stdin = process.stdin
        self._task = asyncio.create_task(self._show(process))

    async def stop(self) -> None:
        """End the program, in order if it can; each change it made is saved already."""
        if self._task is None or self._process is None:
            return
        with suppress(OSError, RuntimeError):  # it may have ended by itself
            quitting = json.dumps({"type": "quit"}).encode()
            self.stdin.write(self.encode_packet(b"M", quitting))
        await asyncio.wait({self._task}, timeout=GRACE)
        with suppress(ProcessLookupError):
            self._process.kill()
        await asyncio.wait({self._task})

    async def _show(self, process: Process) -> None:
        """Carry what the program draws to the tab until it ends; then say why, and close."""
        said = asyncio.create_task(cast(asyncio.StreamReader, process.stderr).read())
        with suppress(asyncio.IncompleteReadError):
            await self._carry(cast(asyncio.StreamReader, process.stdout))
        if complaint := (await said).decode("utf-8", "replace").strip():
            await self._tell(complaint)
        await process.wait()
        await self._close()

    async def _carry(self, written: asyncio.StreamReader) -> None:
        await written.readuntil(READY)
        while True:
            kind = await written.readexactly(1)
            size = int.from_bytes(await written.readexactly(4), "big")
            packet = await written.readexactly(size)
            if kind == DRAWN:
                await self._draw(packet)

    async def _draw(self, drawn: bytes) -> None:
        with suppress(ConnectionError):  # the tab has gone; the rest is read and let go
            await self._websocket.send_bytes(drawn)

    async def _tell(self, why: str) -> None:
        """Say in the tab, and in the terminal of the server, why the program ended."""
        lines = [display(line) for line in why.splitlines()]
        with suppress(OSError):  # nobody may be reading there any more
            sys.stderr.write("".join(f"{line}\n" for line in lines))
        await self._draw("\r\n".join(["\x1bc", *lines, ""]).encode("utf-8", "replace"))

    async def _close(self) -> None:
        await self._websocket.close(code=WSCloseCode.OK)
