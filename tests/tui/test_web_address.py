import socket

import pytest

from whyshore.errors import FixableError
from whyshore.tui import web_address
from whyshore.tui.web_address import Address, address_of, listen

HERE = Address("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (HERE, "http://127.0.0.1:8000"),
        (Address("127.0.0.1", 80), "http://127.0.0.1"),
        (Address("::1", 8000), "http://[::1]:8000"),
    ],
)
def test_the_address_is_what_a_browser_calls_it(address: Address, url: str) -> None:
    assert address.url == url
    assert address.is_called(url.removeprefix("http://"))
    assert address.only_here


@pytest.mark.parametrize(
    "called",
    ["evil.example:8000", "localhost:8000", "127.0.0.1", "127.0.0.1:8001", "127.0.0.2:8000", ""],
)
def test_no_other_name_means_it(called: str) -> None:
    assert not HERE.is_called(called)


def test_served_everywhere_any_number_means_it_but_no_name() -> None:
    everywhere = Address("0.0.0.0", 8000)  # noqa: S104 - what is being tested

    assert not everywhere.only_here
    assert everywhere.is_called(everywhere.authority)
    assert everywhere.is_called("192.168.1.20:8000")
    assert everywhere.is_called("[fe80::1]:8000")
    for called in ("evil.example:8000", "192.168.1.20:8001", "192.168.1.20", "x:y", "[", "@[::1]"):
        assert not everywhere.is_called(called)


def test_another_interface_is_told_from_this_machine() -> None:
    assert not Address("192.168.1.20", 8000).only_here
    assert Address("127.9.9.9", 8000).only_here


def test_a_free_port_is_taken_where_the_usual_one_is_not_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(web_address, "USUAL_PORT", other.getsockname()[1])
        with listen("127.0.0.1") as listening:
            assert address_of(listening).host == "127.0.0.1"
            assert address_of(listening).port != other.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(FixableError, match=rf"Port {port} is in use .*--port"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["203.0.113.1", "", "x" * 300])
def test_an_address_that_this_machine_does_not_have_is_told(host: str) -> None:
    with pytest.raises(FixableError, match="--host"):
        listen(host)
