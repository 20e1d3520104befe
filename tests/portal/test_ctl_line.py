"""`portalctl` and a proxy: a tunnel to the portal, which the proxy cannot read."""

import socket
import ssl
from base64 import b64encode
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from portal.ctl.errors import Misused
from portal.ctl.line import proxy_for
from portal.ctl.main import main

ME = b'{"name": "Ann", "email": "ann@bank.example", "roles": []}'


def run(capsys, *typed):
    code = main(typed)
    answer = capsys.readouterr()
    return code, answer.out, answer.err


class Tunnel(BaseHTTPRequestHandler):
    """A proxy that tunnels wherever it is asked to, which is always to one place."""

    asked: ClassVar[list[tuple[str, str]]] = []
    there: ClassVar[int] = 0
    answer: ClassVar[int] = 200

    def do_CONNECT(self):
        self.asked.append((self.path, self.headers.get("Proxy-Authorization", "")))
        self.send_response(self.answer)
        self.end_headers()
        if self.answer == 200:
            with socket.create_connection(("127.0.0.1", self.there)) as beyond:
                ways = [(self.connection, beyond), (beyond, self.connection)]
                threads = [Thread(target=pour, args=way) for way in ways]
                for one in threads:
                    one.start()
                for one in threads:
                    one.join()
        self.close_connection = True

    def log_message(self, *args):
        pass


def pour(from_here, to_there):
    with suppress(OSError):
        while some := from_here.recv(65536):
            to_there.sendall(some)
        to_there.shutdown(socket.SHUT_WR)


class Portal(BaseHTTPRequestHandler):
    """Answers who the token is of."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(ME)))
        self.end_headers()
        self.wfile.write(ME)

    def log_message(self, *args):
        pass


@pytest.fixture
def behind_a_proxy(told, tmp_path, tls_files):
    """A portal that only a proxy reaches, under a name that only the proxy knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls_files)
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Portal) as beyond,
        ThreadingHTTPServer(("127.0.0.1", 0), Tunnel) as proxy,
    ):
        beyond.socket = context.wrap_socket(beyond.socket, server_side=True)
        Tunnel.asked, Tunnel.there, Tunnel.answer = [], beyond.server_port, 200
        for one in (beyond, proxy):
            Thread(target=one.serve_forever, args=[0.01], daemon=True).start()
        told.setenv("PORTAL_URL", "https://portal.bank.example")
        told.setenv("PORTAL_TOKEN", "sop_x")
        told.setenv("PORTAL_CA_FILE", str(tls_files))
        told.setenv("HTTPS_PROXY", f"http://ann:p%40ss@127.0.0.1:{proxy.server_port}")
        yield proxy
        for one in (beyond, proxy):
            one.shutdown()


@pytest.fixture
def tls_files(tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "portal")])
    names = [x509.DNSName("portal.bank.example")]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2090, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = tmp_path / "both.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return file


def test_a_proxy_tunnels_to_the_portal_and_reads_nothing(behind_a_proxy, capsys):
    code, out, err = run(capsys, "whoami")

    assert (code, "Ann" in out) == (0, True), err
    login = f"Basic {b64encode(b'ann:p@ss').decode()}"
    assert Tunnel.asked == [("portal.bank.example:443", login)]


def test_a_proxy_that_refuses_or_is_excepted_ends_in_three(
    behind_a_proxy, capsys, told
):
    Tunnel.answer = 407

    code, _, err = run(capsys, "whoami")
    told.setenv("NO_PROXY", "localhost,.bank.example")
    straight = run(capsys, "whoami")

    assert (code, "through 127.0.0.1: Tunnel connection failed: 407" in err) == (
        3,
        True,
    )
    assert (straight[0], "through" in straight[2]) == (3, False)
    assert len(Tunnel.asked) == 1


@pytest.mark.parametrize(
    ("url", "proxy", "wanted"),
    [
        ("https://portal.bank.example", "proxy.bank.example:8080", 8080),
        ("https://portal.bank.example", "http://proxy.bank.example", None),
        ("http://localhost:8000", "http://proxy.bank.example:8080", "none"),
        ("https://portal.bank.example", "", "none"),
    ],
)
def test_which_proxy_is_used(told, url, proxy, wanted):
    told.setenv("HTTPS_PROXY", proxy)

    found = proxy_for(urlsplit(url))

    assert (found.port if found else "none") == wanted


@pytest.mark.parametrize(
    "proxy", ["https://proxy.example", "socks5://x:1", "http://x:y"]
)
def test_a_proxy_that_it_cannot_use_is_said(told, proxy):
    told.setenv("HTTPS_PROXY", proxy)

    with pytest.raises(Misused, match="HTTPS_PROXY must be like"):
        proxy_for(urlsplit("https://portal.bank.example"))
