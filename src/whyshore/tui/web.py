"""The screens in a browser: a small server for this machine, closed to everyone else.

Textual-serve brings the page's terminal and the way of speaking with the program. It lets in
whoever asks, so what answers a request is replaced here by handlers behind a door.
"""

import asyncio
import html
import logging
import shlex
import signal
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from string import Template

from aiohttp import WSCloseCode, web
from aiohttp.http_exceptions import HttpProcessingError
from textual_serve.server import Server, to_int

from whyshore.tui.web_address import Address, address_of
from whyshore.tui.web_door import Door
from whyshore.tui.web_tab import Tab

PAGE = Path(__file__).parent / "page"
FONT_SIZE = 16
SIZE = (("width", 80), ("height", 24))
"""What a tab says about its size, and what is taken where it does not."""
BEAT = 15
"""Seconds between looks whether a tab is still there, should it go without a word."""
NOT_UNDERSTOOD = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What a message that no page of ours sends leads to."""


class CodingServer(Server):
    """Serves one program, anew for each tab, to the one browser that was let in."""

    def __init__(self, program: Sequence[str], address: Address, *, title: str) -> None:
        """Prepare to serve a program, given by its words, at an address."""
        super().__init__(
            shlex.join(program),
            host=address.host,
            port=address.port,
            title=title,
            public_url=address.url,
        )
        self.door = Door(address)
        self._program = tuple(program)
        self._tabs: set[Tab] = set()

    @property
    def programs(self) -> list[Process]:
        """What runs for the tabs that are open."""
        return [tab.process for tab in self._tabs if tab.process is not None]

    async def _make_app(self) -> web.Application:
        inside = self.door.inside
        app = web.Application(middlewares=[self.door.guard])
        app.add_routes(
            [
                web.get("/", self.door.let_in, allow_head=False),
                web.get(inside, self.handle_index),
                web.get(f"{inside}ws", self.handle_websocket, allow_head=False),
                web.static(f"{inside}page", PAGE),
                web.static(f"{inside}static", self.statics_path),
            ]
        )
        app.on_response_prepare.append(self.door.harden)
        app.on_shutdown.append(self.end_all)
        return app

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page: a terminal, and nothing from elsewhere."""
        page = Template((PAGE / "index.html").read_text(encoding="utf-8")).substitute(
            title=html.escape(self.title),
            socket=html.escape(f"ws://{request.host}{self.door.inside}ws"),
            font_size=to_int(request.query.get("fontsize", ""), FONT_SIZE),
        )
        return web.Response(text=page, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the program for a tab for as long as the tab is open."""
        websocket = web.WebSocketResponse(heartbeat=BEAT)
        await websocket.prepare(request)
        tab = Tab(self._program, websocket)
        self._tabs.add(tab)
        try:
            width, height = (to_int(request.query.get(each, ""), usual) for each, usual in SIZE)
            await tab.start(width, height)
            await self._process_messages(websocket, tab)
        except ConnectionError:
            pass  # the tab has gone
        except NOT_UNDERSTOOD:
            await websocket.close(code=WSCloseCode.UNSUPPORTED_DATA)
        finally:
            self._tabs.discard(tab)
            await tab.stop()
        return websocket

    async def end_all(self, *_: object) -> None:
        """End the programs of all tabs, and with them the tabs."""
        await asyncio.gather(*(tab.stop() for tab in self._tabs))


def _faults_only() -> logging.Logger:
    """Tells faults of ours; what was sent as a request and is none is refused without a word."""
    logger = logging.getLogger(__name__)
    logger.addFilter(_is_fault)
    return logger


def _is_fault(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


@asynccontextmanager
async def serving(server: CodingServer, listening: socket.socket) -> AsyncIterator[None]:
    """Answer requests for as long as this lasts; afterwards no program is left."""
    app = await server._make_app()
    runner = web.AppRunner(app, access_log=None, logger=_faults_only(), shutdown_timeout=2)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        yield
    finally:
        await runner.cleanup()


async def _serve(
    server: CodingServer, listening: socket.socket, tell: Callable[[str], None]
) -> None:
    asked_to_end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if (number, signal.getsignal(number)) != (signal.SIGHUP, signal.SIG_IGN):  # nohup
            loop.add_signal_handler(number, asked_to_end.set)
    async with serving(server, listening):
        tell(server.door.key)
        await asked_to_end.wait()


def serve(
    program: Sequence[str], listening: socket.socket, *, title: str, tell: Callable[[str], None]
) -> None:
    """Serve a program until Ctrl+C or SIGTERM; `tell` gets the address that lets a browser in."""
    server = CodingServer(program, address_of(listening), title=title)
    asyncio.run(_serve(server, listening, tell))
