"""Who is refused: foreign pages, other users of this machine, and a token that comes twice."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from tests.tui.web_helpers import Answer, Browser, browser, drawing, noting
from whyshore.tui.web_door import COOKIE

ANSWER = re.compile(rb"HTTP/1\.\d (\d+)")


@pytest.fixture
def never_run(tmp_path: Path) -> Path:
    """A file that is there if the program of a tab was ever run."""
    return tmp_path / "was-run"


@pytest.fixture
async def visitor(never_run: Path) -> AsyncIterator[Browser]:
    """A browser that was not let in yet."""
    async with browser(noting(never_run)) as coming:
        yield coming


async def raw(visitor: Browser, *lines: str) -> int:
    """Send the lines of a request as they are, which no browser does; gives the status."""
    host, port = urlsplit(visitor.url).netloc.split(":")
    reading, writing = await asyncio.open_connection(host, int(port))
    writing.write("".join(f"{line}\r\n" for line in (*lines, "Connection: close", "")).encode())
    found = ANSWER.match(await reading.read())
    writing.close()
    await writing.wait_closed()
    assert found
    return int(found[1])


async def refused_tab(visitor: Browser, **asked: str | None) -> int:
    """Try to open the websocket; gives the status it was refused with."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with visitor.session.ws_connect(visitor.socket, origin=asked.get("origin")):
            pass
    return refused.value.status


# --- the token ---


async def test_the_printed_address_lets_a_browser_in_and_leads_away_from_the_token(
    visitor: Browser,
) -> None:
    answer = await visitor.ask(visitor.server.door.key)

    assert answer.status == 303
    assert answer.headers["Location"] == visitor.server.door.inside
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == visitor.server.door.inside
    assert not cookie["max-age"]
    assert cookie.value not in visitor.server.door.key
    assert (await visitor.ask(visitor.inside)).status == 200


async def test_a_token_that_was_used_is_refused_even_to_the_browser_that_used_it(
    visitor: Browser,
) -> None:
    key = visitor.server.door.key
    await visitor.come_in()

    answer = await visitor.ask(key)

    assert answer.status == 403
    assert COOKIE not in answer.cookies
    assert (await visitor.ask(visitor.inside)).status == 200


@pytest.mark.parametrize("token", ["", "x", "é", "%ff", "None"])
async def test_a_guessed_token_is_refused_and_the_right_one_works_on(
    visitor: Browser, token: str
) -> None:
    assert (await visitor.ask(f"{visitor.url}/?token={token}")).status == 403
    await visitor.come_in()
    assert (await visitor.ask(f"{visitor.url}/?token={token}")).status == 403


async def test_looking_at_the_printed_address_does_not_use_it_up(visitor: Browser) -> None:
    async with visitor.session.head(visitor.server.door.key) as answer:
        assert answer.status == 405

    await visitor.come_in()


async def test_each_run_has_secrets_of_its_own(visitor: Browser) -> None:
    async with browser(drawing()) as other:
        assert other.server.door.inside != visitor.server.door.inside
        assert other.server.door.key.partition("=")[2] not in visitor.server.door.key


# --- another user of this machine: no cookie ---

THINGS = ["", "ws", "page/page.js", "static/js/textual.js", "static/", "download/x", "nothing"]


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("cookie", [None, "", "guessed", "é"])
async def test_without_the_cookie_everything_is_refused(
    visitor: Browser, thing: str, cookie: str | None
) -> None:
    headers = {} if cookie is None else {"Cookie": f"{COOKIE}={cookie}"}

    answer = await visitor.ask(f"{visitor.inside}{thing}", headers)

    assert answer.status == 403
    assert "textual-terminal" not in answer.text


async def test_the_path_is_told_to_nobody_who_does_not_know_it(visitor: Browser) -> None:
    for url in (
        f"{visitor.url}/",
        f"{visitor.url}/ws",
        f"{visitor.url}/x",
        f"{visitor.url}/?token=",
    ):
        answer = await visitor.ask(url)
        assert answer.status == 403
        assert visitor.server.door.inside.strip("/") not in answer.text


async def test_a_websocket_without_the_cookie_is_refused_and_runs_nothing(
    visitor: Browser, never_run: Path
) -> None:
    assert await refused_tab(visitor, origin=visitor.url) == 403
    assert not never_run.exists()


# --- a foreign page: it has no right origin, or it comes by a foreign name ---

FOREIGN = [
    "http://evil.example",
    "null",
    "https://{own}",
    "http://127.0.0.1:1",
    "http://{own}.evil",
]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_page_is_refused_although_the_browser_is_known(
    visitor: Browser, never_run: Path, origin: str
) -> None:
    origin = origin.format(own=urlsplit(visitor.url).netloc)
    await visitor.come_in()

    assert await refused_tab(visitor, origin=origin) == 403
    assert (await visitor.ask(visitor.inside, {"Origin": origin})).status == 403
    assert not never_run.exists()


async def test_a_foreign_page_cannot_use_the_token(visitor: Browser) -> None:
    answer = await visitor.ask(visitor.server.door.key, {"Origin": "http://evil.example"})

    assert answer.status == 403
    await visitor.come_in()


async def test_a_websocket_that_does_not_say_where_it_comes_from_is_refused(
    visitor: Browser, never_run: Path
) -> None:
    await visitor.come_in()

    assert await refused_tab(visitor, origin=None) == 403
    assert not never_run.exists()


@pytest.mark.parametrize(
    "host", ["evil.example:{port}", "localhost:{port}", "127.0.0.1", "127.0.0.1:{port}.evil", ""]
)
async def test_a_foreign_name_that_points_here_is_refused(visitor: Browser, host: str) -> None:
    await visitor.come_in()
    host = host.format(port=visitor.server.port)

    for url in (visitor.inside, visitor.server.door.key):
        assert (await visitor.ask(url, {"Host": host})).status == 403
    assert (
        await visitor.ask(visitor.inside, {"Host": host, "Origin": f"http://{host}"})
    ).status == 403


async def test_two_names_or_none_are_refused(
    visitor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    asking = f"GET {visitor.server.door.inside} HTTP/1.1"
    own = f"Host: {urlsplit(visitor.url).netloc}"

    assert await raw(visitor, asking) in {400, 403}
    assert await raw(visitor, asking, own, "Host: evil.example") in {400, 403}
    assert await raw(visitor, "this is no request") == 400
    assert not caplog.records


# --- the page: nothing leaves it ---


async def test_every_answer_tells_the_browser_to_keep_to_this_server(visitor: Browser) -> None:
    refused = await visitor.ask(f"{visitor.url}/")
    await visitor.come_in()
    answers = [await visitor.ask(f"{visitor.inside}{thing}") for thing in THINGS if thing != "ws"]

    for answer in (refused, *answers):
        rules = dict(each.partition(" ")[::2] for each in policy_of(answer))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == "'self'"
        assert rules["connect-src"] == visitor.url.replace("http:", "ws:")
        assert rules["frame-ancestors"] == "'none'"
        assert rules["sandbox"] == "allow-scripts allow-same-origin"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def policy_of(answer: Answer) -> list[str]:
    return answer.headers["Content-Security-Policy"].split("; ")


async def test_an_answer_to_a_foreign_name_does_not_repeat_it(visitor: Browser) -> None:
    answer = await visitor.ask(f"{visitor.url}/", {"Host": "evil.example; script-src *"})

    assert "evil" not in answer.headers["Content-Security-Policy"]
    assert "connect-src 'none'" in policy_of(answer)


async def test_the_page_loads_what_it_needs_from_here_and_only_from_here(visitor: Browser) -> None:
    page = await visitor.come_in()
    linked = re.findall(r'(?:src|href)="([^"]+)"', page)
    style = (await visitor.ask(f"{visitor.inside}page/page.css")).text
    fonts = [f"page/{each}" for each in re.findall(r'url\("([^"]+)"\)', style)]

    assert "<title>Whyshore: &lt;study&gt;</title>" in page
    assert len(fonts) == 2
    for each in [*fonts, *(each for each in linked if each != "data:,")]:
        assert not urlsplit(each).netloc
        assert (await visitor.ask(f"{visitor.inside}{each}")).status == 200
    assert re.findall(r"\w+://[^/\"]+", page) == [visitor.url.replace("http:", "ws:")]
    assert "<style" not in page
    assert not re.search(r"<script(?! src)", page)


@pytest.mark.parametrize("folder", ["static", "static/", "static/js", "page/", "static/../../x"])
async def test_no_folder_is_listed(visitor: Browser, folder: str) -> None:
    await visitor.come_in()

    assert (await visitor.ask(f"{visitor.inside}{folder}")).status in {403, 404}


async def test_nothing_is_handed_out_for_download(visitor: Browser) -> None:
    await visitor.come_in()

    assert (await visitor.ask(f"{visitor.url}/download/x")).status == 403
    assert (await visitor.ask(f"{visitor.inside}download/x")).status == 404
