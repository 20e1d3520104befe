"""The portal goes only where it may, whatever people type and name servers answer."""

import ipaddress
import socket
import ssl
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from apps.core import outgoing
from tests.security.tally import trying

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
    *("::ffff:0:7f00:1", "::ffff:0:a9fe:a9fe", "::ffff:168.63.129.16", "3fff::1"),
    *("168.63.129.16", "100.100.100.200", "4000::1", "5f00::1", "8000::1"),
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
    "https:8.8.8.8/",
    "https:/8.8.8.8/",
    "https://8.8.8.8:443:80/",
    "https://8.8.8.8:+443/",
    "https://[8.8.8.8]/",
    "https://a[::1]b/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://127.1/",
    "https://0177.0.0.1/",
    "https://8.8.8.010/",
    "https://１２７.0.0.1/",
    "https://127。0。0。1/",
    "https://exa\u200bmple.com/",
    "https://exa\u00admple.com/",
    "https://8.8.8.8/ä",
    "https://-a.example/",
    "https://a..example/",
    "https://a.example/" + "a" * 2048,
    "",
    "https://" + "a" * 300 + ".example/",
]
# After Orange Tsai's "A New Era of SSRF" (2017), the SSRF pages of PayloadsAllTheThings and
# PortSwigger's URL validation bypass cheat sheet; the wording is our own.
TRICKS += [
    *("https://0/", "https://0x7f.0.0.1/", "https://0177.1/", "https://127.0.1/"),
    *("https://0300.0250.1.1/", "https://2852039166/", "https://0xa9fea9fe/"),
    *("https://0251.0376.0251.0376/", "https://169.254.43518/", "https://0xA9.254.1/"),
    *("https://00000177.00.00.01/", "https://127.0.0.1./", "https://127.0.0.1。/"),
    *("https://①②⑦.⓪.⓪.①/", "https://１６９.254.169.254/", "https://ⓛocalhost/"),
    *("https://[::]/", "https://[::1]/", "https://[::ffff:127.0.0.1]/"),
    *("https://[::ffff:7f00:1]/", "https://[0:0:0:0:0:ffff:a9fe:a9fe]/"),
    *("https://[::127.0.0.1]/", "https://[64:ff9b::127.0.0.1]/", "https://[::1]:443/"),
    *("https://[64:ff9b:1::a9fe:a9fe]/", "https://[2002:7f00:1::]/"),
    *("https://[fd00:ec2::254]/", "https://[fe80::1]/", "https://[::1%2525lo]/"),
    *("https://169.254.169.254/latest/meta-data/", "https://100.100.100.200/"),
    *("https://8.8.8.8@169.254.169.254/", "https://169.254.169.254#@8.8.8.8/"),
    *("https://169.254.169.254?.8.8.8.8/", "https://127.0.0.1#.example.com/"),
    *("https://127.0.0.1%2f.example.com/", "https://127.0.0.1%23.example.com/"),
    *("https://example.com%00.127.0.0.1/", "https://example.com%2f@127.0.0.1/"),
    *("https://8.8.8.8:443:@127.0.0.1:443/", "https://8.8.8.8 &@127.0.0.1/"),
    *("https://127.0.0.1:443\\@8.8.8.8/", "https://8.8.8.8;127.0.0.1/"),
    *("https://127.0.0.1\t/", "https://127.0.0.1\0.example.com/", "\thttps://8.8.8.8/"),
    *("HTTPS://127.0.0.1/", "https://8.8.8.8:443@127.0.0.1/", "https://@8.8.8.8/"),
    *(
        "https://:@8.8.8.8/",
        "https://8.8.8.8:/x",
        "https:\\\\8.8.8.8/",
        "https:///8.8.8.8/",
    ),
    *(
        "dict://8.8.8.8:443/",
        "ldap://8.8.8.8/",
        "unix:///run/x",
        "data:,x",
        "tftp://x/",
    ),
    *("jar:https://8.8.8.8!/", "netdoc:///etc/passwd", "http+unix://%2frun%2fx/"),
    *("ws://8.8.8.8/", "wss://8.8.8.8/", "view-source:https://8.8.8.8/", "blob:x"),
    *("https://8.8.8.8:8080/", "https://8.8.8.8:6379/", "https://8.8.8.8:5432/"),
    *("https://8.8.8.8:0443:1/", "https://8.8.8.8:４４３/", "https://8.8.8.8:-443/"),
]
SPELLINGS = ["2130706433", "0x7f000001", "017700000001", "127.1", "0x7f.1", "localhost"]
METADATA = [
    *("metadata.google.internal", "metadata", "instance-data.ec2.internal"),
    *(
        "169.254.169.254.nip.io",
        "127.0.0.1.nip.io",
        "localtest.me",
        "xn--lclhst-gxa.me",
    ),
]


@pytest.mark.parametrize("number", FORBIDDEN)
def test_a_number_that_is_not_public_is_refused(number):
    with trying("ssrf"):
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


def test_where_networks_are_named_public_ones_are_so_too_or_closed(settings):
    public, own = map(ipaddress.ip_address, ["8.8.8.8", "10.20.3.4"])

    settings.OUTGOING_NETWORKS = ["10.20.0.0/16"]
    assert [outgoing.is_allowed(one) for one in (public, own)] == [False, True]
    settings.OUTGOING_NETWORKS = ["public", "10.20.0.0/16"]
    assert [outgoing.is_allowed(one) for one in (public, own)] == [True, True]


def test_loopback_opens_to_a_network_of_its_own_and_not_to_a_wide_one(settings):
    loopback = ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1")

    settings.OUTGOING_NETWORKS = ["0.0.0.0/0", "::/0"]
    assert [outgoing.is_allowed(one) for one in loopback] == [False, False]
    settings.OUTGOING_NETWORKS = ["127.0.0.0/8", "::1/128"]
    assert [outgoing.is_allowed(one) for one in loopback] == [True, True]


@pytest.mark.parametrize(
    "number",
    [
        "169.254.169.254",
        "fe80::1",
        "::ffff:0:a9fe:a9fe",
        "168.63.129.16",
        "fd00:ec2::254",
        "64:ff9b::1",
        "2002::1",
    ],
)
def test_what_is_never_allowed_stays_so_whatever_is_named(settings, number):
    settings.OUTGOING_NETWORKS = ["public", "0.0.0.0/0", "::/0"]

    with trying("ssrf"):
        assert not outgoing.is_allowed(ipaddress.ip_address(number))


@pytest.mark.parametrize("url", TRICKS)
def test_an_address_that_says_it_oddly_is_refused(url, monkeypatch):
    """Names are all public here, numbers what the system's resolver reads in them."""
    known = socket.getaddrinfo

    def answer(host, port, **asked):
        try:
            return known(host, port, flags=socket.AI_NUMERICHOST, **asked)
        except (OSError, ValueError):
            return [(0, 0, 0, "", ("8.8.8.8", port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with trying("ssrf"), pytest.raises(outgoing.Refused):
        outgoing.check(url)


@pytest.mark.parametrize("host", SPELLINGS)
def test_loopback_by_any_spelling_is_not_reached(host):
    with trying("ssrf"), pytest.raises(outgoing.Refused):
        outgoing.check(f"https://{host}/")


DOORS = {
    "check": outgoing.check,
    "post": lambda url: outgoing.post(url, b"", headers={}),
    "ask": lambda url: outgoing.ask(url, b"", headers={}, seconds=1, most=1),
    "fetch": lambda url: outgoing.fetch(url, headers={}, seconds=1, most=1),
    "certificate": lambda url: outgoing.certificate(url, seconds=1),
}


@pytest.mark.parametrize("door", DOORS)
def test_no_door_leads_to_a_name_of_a_forbidden_number(door, monkeypatch):
    for number in FORBIDDEN:
        resolving(monkeypatch, [number])
        for host in ("name.example", *METADATA[:1]):
            with trying("ssrf"), pytest.raises(outgoing.Refused):
                DOORS[door](f"https://{host}/")


@pytest.mark.parametrize("host", METADATA)
def test_the_names_of_metadata_and_of_loopback_are_nothing_special(host, monkeypatch):
    """Allowed is a number and never a name: with a public one it would be called."""
    resolving(monkeypatch, ["169.254.169.254"])
    with trying("ssrf"), pytest.raises(outgoing.Refused):
        outgoing.check(f"https://{host}/")
    resolving(monkeypatch, ["8.8.8.8"])
    outgoing.check(f"https://{host}/")


def resolving(monkeypatch, *answers):
    """The name server gives these numbers, one set a question."""
    left = list(answers)

    def answer(host, port, **_):
        if not left:
            raise socket.gaierror
        numbers = left.pop(0) if len(left) > 1 else left[0]
        return [(0, 0, 0, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


def test_every_number_of_a_name_has_to_be_allowed(monkeypatch):
    for numbers in (["8.8.8.8", "10.0.0.1"], ["::1", "8.8.8.8"]):
        resolving(monkeypatch, numbers)

        with trying("ssrf"), pytest.raises(outgoing.Refused):
            outgoing.check("https://both.example/")


def test_the_refusal_does_not_read_the_banks_name_server_aloud(monkeypatch):
    resolving(monkeypatch, ["10.0.0.1"])
    with pytest.raises(outgoing.Refused) as inside:
        outgoing.check("https://name.example/")
    resolving(monkeypatch)
    with pytest.raises(outgoing.Refused) as unknown:
        outgoing.check("https://name.example/")

    assert str(inside.value) == str(unknown.value)
    assert "10.0.0.1" not in str(inside.value)


def test_an_unknown_name_is_refused_in_a_form_and_tried_again_by_a_worker(monkeypatch):
    resolving(monkeypatch)

    with pytest.raises(outgoing.Refused):
        outgoing.check("https://name.example/")
    with pytest.raises(outgoing.Failed):
        outgoing.post("https://name.example/", b"", headers={})


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.1)
    may_answer, answered = threading.Event(), threading.Event()

    def hang(*_given, **_named):
        may_answer.wait(timeout=10)
        answered.set()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)

    with pytest.raises(outgoing.Failed):
        outgoing.post("https://name.example/", b"", headers={})

    assert not answered.is_set()
    may_answer.set()


class Sink(BaseHTTPRequestHandler):
    """Answers as its path says."""

    seen: ClassVar[list[tuple[str, str]]] = []
    given: ClassVar[int] = 0
    is_told: ClassVar[bool] = False

    def do_POST(self):
        self.seen.append((self.path, self.headers["Host"]))
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/rubbish":
            self.wfile.write(b"canary canary\r\n\r\n")
            return
        if self.path == "/head":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            Sink.given = 0
            with suppress(OSError):
                for _ in range(1000):
                    Sink.given += self.wfile.write(b"X: %s\r\n" % (b"y" * 60_000))
            return
        if self.path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            with suppress(OSError):
                for number in range(80):  # http.client takes a hundred
                    time.sleep(0.05)
                    self.wfile.write(b"X-%d: y\r\n" % number)
                Sink.is_told = True
            return
        last = self.path.strip("/")
        status = int(last) if last.isdigit() else 200
        self.send_response(status)
        self.send_header("Location", "/moved")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(b"x" * (10 if status != 202 else 40_000_000))
            Sink.is_told = True

    def do_GET(self):
        self.seen.append((self.path, self.headers["Host"]))
        self.send_response(301 if self.path == "/301" else 200)
        self.send_header("Location", "/moved")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(b"x" * (10 if self.path != "/202" else 40_000_000))

    def log_message(self, *args):
        pass


@pytest.fixture
def sink(settings):
    settings.OUTGOING_NETWORKS = ["127.0.0.0/8"]
    settings.OUTGOING_ALLOW_HTTP = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    settings.OUTGOING_PORTS = [server.server_port]
    Sink.seen, Sink.is_told = [], False
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_allowed_target_is_reached(sink):
    assert outgoing.post(f"{sink}/200", b"{}", headers={}).status == 200


LEGITIMATE = [
    *("", "/", "/200", "/hook?key=a%20b&c=d", "/a/../b", "/a;b", "/~x", "/%E2%82%AC"),
    *("/triggers/manual/paths/invoke?sp=%2Ftriggers&sv=1.0&sig=x-y_z", "?a=b"),
]


@pytest.mark.parametrize("path", LEGITIMATE)
@pytest.mark.parametrize("host", ["127.0.0.1", "hooks.bank.example"])
def test_twenty_legitimate_targets_are_reached(sink, monkeypatch, host, path):
    resolving(monkeypatch, ["127.0.0.1"])
    url = f"{sink}{path}".replace("127.0.0.1", host)

    assert outgoing.post(url, b"{}", headers={}).status == 200
    asked, named = Sink.seen[0]
    assert asked == (path if path.startswith("/") else f"/{path}")
    assert named == url.split("/")[2].partition("?")[0]


def test_the_next_number_is_tried_where_the_first_does_not_answer(sink, monkeypatch):
    resolving(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    port = int(sink.rpartition(":")[2])

    assert outgoing.post(f"http://two.example:{port}/", b"", headers={}).status == 200


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(sink, status):
    with trying("ssrf"):
        assert outgoing.post(f"{sink}/{status}", b"{}", headers={}).status == status
        assert [path for path, _ in Sink.seen] == [f"/{status}"]


def test_a_name_that_changes_its_mind_changes_nothing(sink, monkeypatch):
    port = int(sink.rpartition(":")[2])
    resolving(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])

    with trying("ssrf"):
        answer = outgoing.post(f"http://rebind.example:{port}/200", b"{}", headers={})

        assert answer.status == 200
        assert Sink.seen == [("/200", f"rebind.example:{port}")]


def test_a_name_is_looked_at_anew_each_time_and_not_as_it_was(
    sink, monkeypatch, settings
):
    """Rebinding between the form and the worker: the second answer is judged too."""
    settings.OUTGOING_NETWORKS = ["10.20.0.0/16"]
    url = f"http://rebind.example:{int(sink.rpartition(':')[2])}/200"
    resolving(monkeypatch, ["10.20.0.1"], ["127.0.0.1"])

    outgoing.check(url)
    with trying("ssrf"):
        with pytest.raises(outgoing.Refused):
            outgoing.post(url, b"{}", headers={})
        assert Sink.seen == []


def test_a_dripping_answer_is_not_waited_for(sink, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.5)

    with pytest.raises(outgoing.Failed):
        outgoing.post(f"{sink}/drip", b"{}", headers={})

    assert not Sink.is_told


def test_of_a_huge_answer_a_part_is_read(sink):
    assert outgoing.post(f"{sink}/202", b"{}", headers={}).status == 202
    assert not Sink.is_told


def test_what_is_fetched_is_read_to_its_end_and_no_further_than_allowed(sink):
    said = outgoing.fetch(f"{sink}/up?a=b", headers={}, seconds=5, most=100)

    assert (said.status, said.body) == (200, b"x" * 10)
    assert Sink.seen[0][0] == "/up?a=b"
    with pytest.raises(outgoing.Failed, match="longer than 100"):
        outgoing.fetch(f"{sink}/202", headers={}, seconds=5, most=100)


def test_what_is_fetched_follows_nothing_and_goes_nowhere_forbidden(sink, settings):
    with trying("ssrf"):
        said = outgoing.fetch(f"{sink}/301", headers={}, seconds=5, most=100)
        assert said.status == 301
        assert [path for path, _ in Sink.seen] == ["/301"]
    settings.OUTGOING_NETWORKS = []
    with pytest.raises(outgoing.Refused):
        outgoing.fetch(f"{sink}/200", headers={}, seconds=5, most=100)


def test_nobody_there_is_a_failure(sink, settings):
    settings.OUTGOING_PORTS = [9]

    with pytest.raises(outgoing.Failed):
        outgoing.post("http://127.0.0.1:9/", b"{}", headers={})


@pytest.fixture
def safe_sink(sink, settings, tmp_path, monkeypatch):
    """The same over TLS, with a certificate for hooks.bank.example."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hooks")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2090, 1, 1, tzinfo=UTC))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("hooks.bank.example")]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (tmp_path / "both.pem").write_bytes(pem + secret)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "both.pem"))
    resolving(monkeypatch, ["127.0.0.1"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    settings.OUTGOING_PORTS = [server.server_port]
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_tls_is_held_for_the_name_and_not_the_number(safe_sink):
    url = f"https://hooks.bank.example:{safe_sink}/200"

    assert outgoing.post(url, b"x" * 100_000, headers={}).status == 200
    with pytest.raises(outgoing.Failed, match="certificate"):
        outgoing.post(f"https://other.example:{safe_sink}/200", b"", headers={})


def test_a_certificate_is_looked_at_whoever_it_is_for_and_nothing_is_sent(safe_sink):
    shown = outgoing.certificate(f"https://other.example:{safe_sink}/", seconds=5)

    names = x509.load_der_x509_certificate(shown).extensions
    found = names.get_extension_for_class(x509.SubjectAlternativeName).value
    assert found.get_values_for_type(x509.DNSName) == ["hooks.bank.example"]
    assert Sink.seen == []


def test_certificates_are_looked_at_only_where_the_portal_may_go(sink, settings):
    with pytest.raises(outgoing.Refused, match="https"):
        outgoing.certificate(f"{sink}/", seconds=5)
    settings.OUTGOING_PORTS = [443]
    for url in ("https://169.254.169.254/", "https://10.1.2.3/", "https://[::1]/"):
        with pytest.raises(outgoing.Refused):
            outgoing.certificate(url, seconds=5)


def test_a_server_without_tls_shows_no_certificate(sink):
    with pytest.raises(outgoing.Failed):
        outgoing.certificate(sink.replace("http:", "https:"), seconds=5)


def test_a_slow_start_leaves_no_more_time_for_a_drip(safe_sink, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.6)
    shake_hands = ssl.SSLContext.wrap_socket

    def late(*given, **named):
        time.sleep(0.7)
        return shake_hands(*given, **named)

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", late)

    with pytest.raises(outgoing.Failed):
        outgoing.post(f"https://hooks.bank.example:{safe_sink}/drip", b"", headers={})

    assert Sink.seen == []


def test_what_the_other_side_says_is_repeated_nowhere(sink):
    with pytest.raises(outgoing.Failed) as failed:
        outgoing.post(f"{sink}/rubbish", b"", headers={})

    assert "canary" not in str(failed.value)
    assert failed.value.__suppress_context__


def test_an_endless_head_is_cut(sink):
    assert outgoing.post(f"{sink}/head", b"", headers={}).status == 200
    assert Sink.given < 20_000_000


def test_what_is_fetched_tells_its_headers(sink):
    said = outgoing.fetch(f"{sink}/up", headers={}, seconds=5, most=100)

    assert said.headers["location"] == "/moved"
