"""Where the screens are served, and what a browser has to call that place."""

import errno
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from whyshore.errors import FixableError

USUAL_PORT = 8000
HTTP_PORT = 80
ANOTHER = "Name another with --port, or leave --port out and a free one is taken."


@dataclass(frozen=True, slots=True)
class Address:
    """A numeric address and port; never a name, as a name can be made to point elsewhere."""

    host: str
    port: int

    @property
    def everywhere(self) -> bool:
        """Whether this stands for every address of the machine."""
        return ipaddress.ip_address(self.host).is_unspecified

    @property
    def only_here(self) -> bool:
        """Whether no other machine can reach it."""
        return ipaddress.ip_address(self.host).is_loopback

    @property
    def authority(self) -> str:
        """What a browser calls it in its Host header."""
        return _authority(_own_address(self.host) if self.everywhere else self.host, self.port)

    @property
    def url(self) -> str:
        """The address of it for a browser, without a path."""
        return f"http://{self.authority}"

    def is_called(self, authority: str) -> bool:
        """Whether a Host header means this place.

        Where every address is served, any number with the right port does: a foreign page can
        make a name of its own point here, but not a number.
        """
        if not self.everywhere:
            return authority == self.authority
        try:
            split = urlsplit(f"//{authority}")
            host = ipaddress.ip_address(split.hostname or "")
            return authority == _authority(str(host), self.port)
        except ValueError:
            return False


def listen(host: str, port: int | None = None) -> socket.socket:
    """Take a port; without a wish port 8000, or a free one where that is taken.

    Raises:
        FixableError: there is no such address here, or the port is not to be had.
    """
    family, place = _numeric(host)
    for number in [port] if port else [USUAL_PORT, 0]:
        try:
            return _listening(family, place, number)
        except OSError as error:
            if number == USUAL_PORT and not port and error.errno == errno.EADDRINUSE:
                continue
            raise _told(error, host, number) from error
    raise AssertionError  # the free port that the system picks is never taken


def address_of(listening: socket.socket) -> Address:
    """Where a socket listens."""
    host, port, *_ = listening.getsockname()
    return Address(host, port)


def _numeric(host: str) -> tuple[socket.AddressFamily, str]:
    """What a name or number on the command line means here; IPv4 where it may be either."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FixableError(f"--host: there is no address “{host}”.") from error
    family, *_, place = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, str(place[0])


def _listening(family: socket.AddressFamily, place: str, port: int) -> socket.socket:
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((place, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def _told(error: OSError, host: str, port: int) -> FixableError:
    if error.errno == errno.EADDRINUSE:
        return FixableError(f"Port {port} is in use by another program. {ANOTHER}")
    if error.errno == errno.EACCES:
        return FixableError(f"Port {port} may not be used by you. {ANOTHER}")
    return FixableError(f"--host: “{host}” is no address of this machine ({error.strerror}).")


def _authority(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port == HTTP_PORT else f"{shown}:{port}"


def _own_address(everywhere: str) -> str:
    """The address that other machines see; nothing is sent to find out."""
    family, outside, here = (
        (socket.AF_INET6, "2001:db8::1", "::1")
        if ":" in everywhere
        else (socket.AF_INET, "192.0.2.1", "127.0.0.1")
    )
    with socket.socket(family, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((outside, 9))
        except OSError:
            return here
        return str(asking.getsockname()[0])
