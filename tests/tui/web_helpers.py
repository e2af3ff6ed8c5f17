"""A browser that speaks with the server, and programs for its tabs."""

import asyncio
import json
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from whyshore.tui.web import CodingServer, serving
from whyshore.tui.web_address import address_of

PATIENCE = 40.0
"""Seconds to wait for what is sure to come, also on a machine that is busy with other work."""

PROGRAM = "from whyshore.cli.start import main; main()"

DRAWING = """
import sys, time
def packet(kind, payload):
    sys.stdout.buffer.write(kind + len(payload).to_bytes(4, "big") + payload)
    sys.stdout.buffer.flush()
sys.stdout.buffer.write(b"__GANGLION__\\n")
packet(b"D", b"a picture of the screen")
"""
"""What a program for a tab begins with; it is small, so that it is there at once."""


def whyshore(folder: Path) -> list[str]:
    """The words that run the coding screen on a project."""
    return [sys.executable, "-P", "-c", PROGRAM, f"--project={folder}", "--coder=ana"]


def drawing(then: str = "sys.stdin.read(1)") -> list[str]:
    """The words that run a small program; without a wish it ends with its input."""
    return [sys.executable, "-c", f"{DRAWING}\n{then}"]


def noting(file: Path) -> list[str]:
    """The words that run a program which leaves a file behind if it was ever run."""
    return [sys.executable, "-c", f"open({str(file)!r}, 'w').close()"]


async def until(comes: Callable[[], bool], seconds: float = PATIENCE) -> float:
    """Wait for something; gives how many seconds it took."""
    began = time.monotonic()
    while not comes():
        assert time.monotonic() - began < seconds
        await asyncio.sleep(0.02)
    return time.monotonic() - began


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    text: str
    headers: Mapping[str, str]
    cookies: SimpleCookie


@dataclass
class Browser:
    """One browser and the server it visits."""

    server: CodingServer
    session: aiohttp.ClientSession

    @property
    def url(self) -> str:
        """The server's address."""
        return self.server.public_url

    @property
    def inside(self) -> str:
        """The address of the page."""
        return f"{self.url}{self.server.door.inside}"

    @property
    def socket(self) -> str:
        """The address of the websocket."""
        return f"{self.inside}ws?width=100&height=30"

    async def come_in(self) -> str:
        """Open the printed address; gives the page."""
        async with self.session.get(self.server.door.key) as answer:
            assert answer.status == 200
            return await answer.text()

    async def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for an address without following where it leads."""
        async with self.session.get(url, headers=headers, allow_redirects=False) as answer:
            text = (await answer.read()).decode("utf-8", "replace")
            return Answer(answer.status, text, answer.headers, answer.cookies)

    @asynccontextmanager
    async def tab(self) -> AsyncIterator["OpenTab"]:
        """Open a tab, as the page does."""
        async with self.session.ws_connect(self.socket, origin=self.url) as websocket:
            yield OpenTab(websocket)

    async def tab_that_reads_nothing(self) -> asyncio.StreamWriter:
        """Open a tab as a browser does that then stands still."""
        to = urlsplit(self.inside)
        cookies = self.session.cookie_jar.filter_cookies(URL(self.inside))
        reading, writing = await asyncio.open_connection(to.hostname, to.port)
        asking = [
            f"GET {to.path}ws HTTP/1.1",
            f"Host: {to.netloc}",
            f"Origin: {self.url}",
            *(f"Cookie: {name}={each.value}" for name, each in cookies.items()),
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
        ]
        writing.write("".join(f"{line}\r\n" for line in [*asking, ""]).encode())
        assert b" 101 " in await reading.readline()
        return writing


@dataclass
class OpenTab:
    """The page's side of a tab."""

    websocket: aiohttp.ClientWebSocketResponse
    drawn: bytes = b""

    async def send(self, *message: object) -> None:
        """Send a message, as the page's terminal does."""
        await self.websocket.send_str(json.dumps(message))

    async def wait_for(self, words: str) -> None:
        """Take in what is drawn until some words were."""
        async with asyncio.timeout(PATIENCE):
            while words.encode() not in self.drawn:
                message = await self.websocket.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, self.drawn.decode()
                self.drawn += message.data

    async def wait_for_end(self) -> None:
        """Take in what is drawn until the server closes the tab."""
        async with asyncio.timeout(PATIENCE):
            async for message in self.websocket:
                self.drawn += message.data


@asynccontextmanager
async def browser(program: Sequence[str]) -> AsyncIterator[Browser]:
    """A server for a program on a free port, and a browser that was not let in yet."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = CodingServer(program, address_of(listening), title="Whyshore: <study>")
        async with (
            serving(server, listening),
            aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session,
        ):
            yield Browser(server, session)
