"""A real endpoint over TLS, asked by the portal's own road: is it well, how long is its certificate good."""

import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from apps.facts.actions.sending import send
from apps.facts.rules.asking import Answered, Asked, Place
from apps.facts.rules.connectors import http
from apps.facts.rules.kinds import Fault

NOW = datetime.now(UTC)


class Endpoint(BaseHTTPRequestHandler):
    """Healthy at /health, and ill elsewhere."""

    def do_GET(self):
        self.send_response(200 if self.path == "/health" else 503)
        self.end_headers()
        self.wfile.write(b"yes, alive")

    def log_message(self, *args):
        pass


def certificate(ends):
    """For 127.0.0.1, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ledger")])
    here = x509.IPAddress(ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    secret = key.private_bytes(
        encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.public_bytes(encoding) + secret


@pytest.fixture
def endpoint(settings, tmp_path, monkeypatch):
    """Its address, for a certificate that ends so long from now."""
    running = []

    def started(lasting):
        both = tmp_path / "both.pem"
        both.write_bytes(certificate(NOW + lasting))
        monkeypatch.setenv("SSL_CERT_FILE", str(both))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(both)
        server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        settings.OUTGOING_NETWORKS = ["127.0.0.0/8"]
        settings.OUTGOING_PORTS = [server.server_port]
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        running.append(server)
        return f"https://127.0.0.1:{server.server_port}"

    yield started
    for server in running:
        server.shutdown()
        server.server_close()


def ask(url, name, query):
    asked = Asked(name, query)
    answered = send(http.ask(Place(url), asked, NOW))
    return {one.name: one.value for one in http.read(asked, answered, NOW)}


def test_an_endpoint_tells_its_health_its_latency_and_its_certificates_days(endpoint):
    url = endpoint(timedelta(days=30, hours=1))

    well = ask(url, "http.up", "/health\nalive")
    assert well["http.up"] is True
    assert 0 < well["http.latency"] < 8000
    assert ask(url, "http.up", "/health\nnot these words")["http.up"] is False
    assert ask(url, "http.up", "/")["http.up"] is False
    days = "http.certificate_days"
    assert ask(url, days, "/") == {days: 30}


def test_a_certificate_that_has_ended_tells_so_and_the_endpoint_is_not_healthy(
    endpoint,
):
    url = endpoint(-timedelta(days=2, hours=1))

    days = "http.certificate_days"
    assert ask(url, days, "/") == {days: -3}
    assert ask(url, "http.up", "/health") == {"http.up": False}


def test_what_is_no_certificate_is_a_fault():
    with pytest.raises(Fault, match="cannot be read"):
        http.read(Asked("http.certificate_days"), Answered(200, b"nonsense"), NOW)
