"""What the tests of the command line share."""

import pytest

PROXIES = ("HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY")


@pytest.fixture
def told(tmp_path, monkeypatch):
    """No account but what a test keeps."""
    for name in ("PORTAL_URL", "PORTAL_TOKEN", "PORTAL_CA_FILE", *PROXIES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return monkeypatch
