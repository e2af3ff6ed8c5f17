"""`whyshore serve` as a command: what it prints, whom it warns, and how it ends."""

import http.client
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.helpers import Run
from whyshore.cli import serve as command
from whyshore.tui import web

PROGRAM = "from whyshore.cli.start import main; main()"
PATIENCE = 40.0
"""Seconds to wait for what is sure to come, also on a machine that is busy with other work."""
SOON = 5.0
"""What takes less than two seconds, on a machine that is busy with other work."""


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be served: the words of each program, as nothing is served after all."""
    programs: list[list[str]] = []

    def serving(
        program: Sequence[str], _: socket.socket, *, title: str, tell: Callable[[str], None]
    ) -> None:
        programs.append([*program, title])
        tell("http://the-address/")

    monkeypatch.setattr(web, "serve", serving)
    return programs


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def test_it_serves_the_project_for_the_coder_and_prints_the_address(
    run: Run, study: Path, served: list[list[str]]
) -> None:
    answer = run("serve", "-p", "interviews", "--coder", "ben")

    assert answer.code == 0
    assert answer.out == "http://the-address/\n"
    assert "works once" in answer.err
    assert "WARNING" not in answer.err
    [program] = served
    assert program[-3:] == [f"--project={study}", "--coder=ben", "Whyshore: study"]
    assert program[:2] == [sys.executable, "-P"]


@pytest.mark.usefixtures("study", "served")
def test_another_interface_is_served_with_a_warning(run: Run) -> None:
    answer = run("serve", "--host", "0.0.0.0", "--port", free_port())  # noqa: S104

    assert answer.code == 0
    assert "other machines can reach this address" in answer.err
    assert "unencrypted" in answer.err


@pytest.mark.usefixtures("study")
def test_a_port_in_use_is_told(run: Run, served: list[list[str]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        answer = run("serve", "--port", other.getsockname()[1])

    assert answer.code == 1
    assert "is in use by another program" in answer.err
    assert not served


def test_problems_of_the_project_are_told_before_anything_is_served(
    run: Run, study: Path, served: list[list[str]]
) -> None:
    (study / "codebook.yaml").write_text("codes: [", encoding="utf-8")
    broken = run("serve")
    nothing = run("serve", "-p", study.parent)

    assert (broken.code, nothing.code) == (1, 1)
    assert "codebook.yaml:1:" in broken.err
    assert "no Whyshore project" in nothing.err
    assert not served


@pytest.mark.usefixtures("study")
def test_without_the_package_it_says_what_to_install(
    run: Run, served: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)

    answer = run("serve")

    assert answer.code == 1
    assert 'pip install "textual-serve' in answer.err
    assert not served


# --- as a process, with a browser's tab open ---


class Serving:
    """`whyshore serve` as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "serve", "-p", str(folder), "--port", str(free_port())],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self.process.stdout
        assert select.select([self.process.stdout], [], [], PATIENCE)[0]
        self.address = self.process.stdout.readline().decode().strip()

    @contextmanager
    def tab(self) -> Iterator[None]:
        """Open a tab, and wait until its program draws."""
        at = urlsplit(self.address)
        browser = http.client.HTTPConnection(at.netloc, timeout=PATIENCE)
        browser.request("GET", f"/?{at.query}")
        led = browser.getresponse()
        led.read()
        upgrade = {
            "Cookie": led.headers["Set-Cookie"].partition(";")[0],
            "Origin": f"http://{at.netloc}",
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
        }
        browser.request("GET", f"{led.headers['Location']}ws", headers=upgrade)
        drawn = browser.sock
        written = b""
        while b"hat took you" not in written:
            more = drawn.recv(1 << 16)
            assert more, f"the tab was closed: {written[-2000:]!r}"
            written += more
        try:
            yield
        finally:
            browser.close()

    def end(self) -> None:
        """Leave nothing running."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def serving(study: Path) -> Iterator[Serving]:
    running = Serving(study)
    yield running
    running.end()
    for left in programs_of(study):
        os.kill(left, signal.SIGKILL)


def programs_of(folder: Path) -> list[int]:
    """The processes that show a project in a tab."""
    wanted = f"--project={folder}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if wanted in process.read_bytes().split(b"\0"):
                found.append(int(process.parent.name))
        except OSError:
            continue  # it has ended meanwhile
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc")


def gone(folder: Path) -> float:
    """Wait for the programs of all tabs to end; gives how many seconds it took."""
    began = time.monotonic()
    while programs_of(folder):
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.05)
    return time.monotonic() - began


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_a_signal_ends_it_in_order_with_the_programs_of_its_tabs(
    study: Path, serving: Serving, number: signal.Signals
) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", serving.address)
    with serving.tab():
        assert len(programs_of(study)) == 1
        serving.process.send_signal(number)
        assert serving.process.wait(SOON) == 0
        assert not programs_of(study)


@needs_proc
def test_a_server_that_was_killed_leaves_no_program_behind(study: Path, serving: Serving) -> None:
    with serving.tab():
        os.kill(serving.process.pid, signal.SIGKILL)
        serving.process.wait(PATIENCE)
        assert gone(study) < SOON
