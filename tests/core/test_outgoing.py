"""The portal goes only where it may, whatever people type and name servers answer."""

import ipaddress
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from apps.core import outgoing

FORBIDDEN = [
    *("127.0.0.1", "127.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1"),
    *("172.31.9.9", "192.168.1.1", "169.254.169.254", "169.254.1.1", "0.0.0.1"),
    *("0.1.2.3", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1"),
    *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1"),
    *("255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1", "fe80::1", "fe80::a:b"),
    *("fc00::1", "fd00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "ff0e::1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::1"),
    *("2002:a9fe:a9fe::1", "2001:0:4136:e378::1", "2001:db8::1", "100::1"),
    *("::ffff:0:0", "::ffff:192.168.0.1", "192.88.99.255", "192.168.255.255"),
]
TRICKS = [
    "http://8.8.8.8/",
    "https://user@8.8.8.8/",
    "https://user:secret@8.8.8.8/",
    "https://8.8.8.8@127.0.0.1/",
    "https://8.8.8.8\\@127.0.0.1/",
    "https://8.8.8.8:22/",
    "https://8.8.8.8:0/",
    "https://8.8.8.8:99999/",
    "https://[fe80::1%25eth0]/",
    "https://exa mple.com/",
    "https://example.com\r\nHost: other/",
    "https://example.com./",
    "https://%31%32%37.0.0.1/",
    "https:///path",
    "https://",
    "//8.8.8.8/",
    "file:///etc/passwd",
    "gopher://8.8.8.8/",
    "ftp://8.8.8.8/",
    "javascript:alert(1)",
    "https://[::1",
    "",
    "https://" + "a" * 300 + ".example/",
]
SPELLINGS = ["2130706433", "0x7f000001", "017700000001", "127.1", "0x7f.1", "localhost"]


@pytest.mark.parametrize("number", FORBIDDEN)
def test_a_number_that_is_not_public_is_refused(number):
    assert not outgoing.is_allowed(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "1.1.1.1", "2606:4700::1111"])
def test_a_public_number_is_allowed(number):
    assert outgoing.is_allowed(ipaddress.ip_address(number))


def test_the_banks_own_networks_are_named(settings):
    settings.OUTGOING_NETWORKS = ["10.20.0.0/16", "169.254.0.0/16"]

    assert outgoing.is_allowed(ipaddress.ip_address("10.20.3.4"))
    assert outgoing.is_allowed(ipaddress.ip_address("::ffff:10.20.3.4"))
    assert not outgoing.is_allowed(ipaddress.ip_address("10.21.3.4"))
    assert not outgoing.is_allowed(ipaddress.ip_address("169.254.169.254"))


@pytest.mark.parametrize("url", TRICKS)
def test_an_address_that_says_it_oddly_is_refused(url):
    with pytest.raises(outgoing.Refused):
        outgoing.check(url)


@pytest.mark.parametrize("host", SPELLINGS)
def test_loopback_by_any_spelling_is_not_reached(host):
    with pytest.raises((outgoing.Refused, outgoing.Failed)):
        outgoing.check(f"https://{host}/")


def resolving(monkeypatch, *answers):
    """The name server gives these numbers, one set a question."""
    left = list(answers)

    def answer(host, port, **_):
        numbers = left.pop(0) if len(left) > 1 else left[0]
        return [(0, 0, 0, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


def test_every_number_of_a_name_has_to_be_allowed(monkeypatch):
    resolving(monkeypatch, ["8.8.8.8", "10.0.0.1"])

    with pytest.raises(outgoing.Refused, match=r"10\.0\.0\.1"):
        outgoing.check("https://both.example/")


class Sink(BaseHTTPRequestHandler):
    """Answers as its path says."""

    seen: ClassVar[list[tuple[str, str]]] = []

    def do_POST(self):
        self.seen.append((self.path, self.headers["Host"]))
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            with suppress(OSError):
                for number in range(200):
                    time.sleep(0.05)
                    self.wfile.write(b"X-%d: y\r\n" % number)
            return
        status = int(self.path.strip("/") or 200)
        self.send_response(status)
        self.send_header("Location", "/moved")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(b"x" * (10 if status != 202 else 40_000_000))

    def log_message(self, *args):
        pass


@pytest.fixture
def sink(settings):
    settings.OUTGOING_NETWORKS = ["127.0.0.1/32"]
    settings.OUTGOING_ALLOW_HTTP = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    settings.OUTGOING_PORTS = [server.server_port]
    Sink.seen = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_allowed_target_is_reached(sink):
    assert outgoing.post(f"{sink}/200", b"{}", headers={}).status == 200


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(sink, status):
    assert outgoing.post(f"{sink}/{status}", b"{}", headers={}).status == status
    assert [path for path, _ in Sink.seen] == [f"/{status}"]


def test_a_name_that_changes_its_mind_changes_nothing(sink, monkeypatch):
    port = int(sink.rpartition(":")[2])
    resolving(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])

    answer = outgoing.post(f"http://rebind.example:{port}/200", b"{}", headers={})

    assert answer.status == 200
    assert Sink.seen == [("/200", f"rebind.example:{port}")]


def test_a_dripping_answer_is_not_waited_for(sink, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.5)
    started = time.monotonic()

    with pytest.raises(outgoing.Failed):
        outgoing.post(f"{sink}/drip", b"{}", headers={})

    assert time.monotonic() - started < 2


def test_of_a_huge_answer_a_part_is_read(sink):
    started = time.monotonic()

    assert outgoing.post(f"{sink}/202", b"{}", headers={}).status == 202
    assert time.monotonic() - started < 2


def test_nobody_there_is_a_failure(sink, settings):
    settings.OUTGOING_PORTS = [9]

    with pytest.raises(outgoing.Failed):
        outgoing.post("http://127.0.0.1:9/", b"{}", headers={})
