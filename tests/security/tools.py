"""What judges the lock: pip-audit and CycloneDX, in an environment of their own under var/.

`python -m tests.security.tools audit` or `… sbom`, as `make audit` and `make sbom` do.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DATA_DIR") or ROOT / "var")
FOLDER = DATA / "supply"
SBOM = DATA / "sbom.json"
LOCK = ROOT / "requirements.txt"
PINNED = ["pip-audit==2.10.1", "cyclonedx-bom==7.5.0"]
# Known to be vulnerable since 2019: a service that does not say so knows nothing.
CONTROL = "django==3.0\n"
VALIDATE = """
import pathlib, sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
text = pathlib.Path(sys.argv[1]).read_text()
sys.exit(str(JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) or "") or None)
"""


class NotAsked(Exception):
    """The vulnerability service gave no answer: nothing is known, good or bad."""


def installed() -> Path:
    """The folder with the programs of that environment, made where it is not yet."""
    made, programs = FOLDER / "made-of.txt", FOLDER / "bin"
    if not made.exists() or made.read_text() != "\n".join(PINNED):
        shutil.rmtree(FOLDER, ignore_errors=True)
        if uv := shutil.which("uv"):
            run([uv, "venv", "--quiet", "--python", sys.executable, str(FOLDER)])
            into = ["--python", str(programs / "python")]
            run([uv, "pip", "install", "--quiet", *into, *PINNED])
        else:
            run([sys.executable, "-m", "venv", str(FOLDER)])
            run([str(programs / "pip"), "install", "--quiet", *PINNED])
        made.write_text("\n".join(PINNED))
    return programs


def audited(requirements: Path, *how: str) -> dict[str, list[str]]:
    """The known vulnerabilities of each package and version.

    NotAsked where the service was silent about a single one: pip-audit itself calls that
    a clean result.
    """
    program = installed() / "pip-audit"
    asked = [str(program), "--requirement", str(requirements), *how]
    asked += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
    said = subprocess.run(asked, check=False, capture_output=True, text=True)
    if not said.stdout.startswith("{"):
        raise NotAsked(said.stderr.strip()[-500:])
    rows = json.loads(said.stdout)["dependencies"]
    if silent := [row["name"] for row in rows if "skip_reason" in row]:
        words = next(row["skip_reason"] for row in rows if "skip_reason" in row)
        raise NotAsked(f"No answer for {len(silent)} of {len(rows)} packages: {words}")
    return {
        f"{row['name']} {row['version']}": [one["id"] for one in row["vulns"]]
        for row in rows
    }


def audit() -> dict[str, list[str]]:
    """Those of the whole lock, by a service that was seen to know one."""
    control = FOLDER.parent / "supply-control.txt"
    control.parent.mkdir(parents=True, exist_ok=True)
    control.write_text(CONTROL)
    if not any(audited(control, "--no-deps").values()):
        raise NotAsked(f"The service knows nothing against {CONTROL.strip()}.")
    return audited(LOCK, "--require-hashes")


def sbom() -> list[dict[str, Any]]:
    """The components of the lock, written to var/sbom.json (CycloneDX 1.6) and validated.

    Names, versions and hashes are the lock's, licences what the installed packages say.
    """
    programs = installed()
    program, about = str(programs / "cyclonedx-py"), ["--pyproject", "pyproject.toml"]
    shape = ["--sv", "1.6", "--of", "JSON", "--output-reproducible"]
    lock = json.loads(run([program, "requirements", str(LOCK), *about, *shape]))
    here = json.loads(run([program, "environment", sys.executable, *shape]))
    licences = {one["purl"]: one.get("licenses", []) for one in here["components"]}
    for one in lock["components"]:
        if known := licences.get(one["purl"]):
            one["licenses"] = known
    SBOM.parent.mkdir(parents=True, exist_ok=True)
    SBOM.write_text(json.dumps(lock, indent=1))
    run([str(programs / "python"), "-W", "ignore", "-c", VALIDATE, str(SBOM)])
    components: list[dict[str, Any]] = lock["components"]
    return components


def hashes_of(component: dict[str, Any]) -> list[str]:
    """The hashes of its files that the lock names."""
    found = component.get("externalReferences", [])
    return [one["content"] for each in found for one in each.get("hashes", [])]


def run(asked: list[str]) -> str:
    """What a program says, in the repository's folder; it has to end well."""
    done = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{asked[0]}: {done.stderr.strip()[-800:]}")
    return done.stdout


def main(what: str) -> None:
    """Say how it went; end with 1 where it is not clean, or not known."""
    if what == "sbom":
        found = sbom()
        hashed = sum(bool(hashes_of(one)) for one in found)
        licensed = sum("licenses" in one for one in found)
        print(f"{SBOM}: {len(found)} components, {hashed} hashed, {licensed} licensed")
        return
    try:
        found_by = audit()
    except NotAsked as error:
        sys.exit(f"NOT AUDITED: {error}")
    bad = {name: ids for name, ids in found_by.items() if ids}
    print(f"{len(found_by)} packages asked about, {len(bad)} vulnerable")
    sys.exit(
        "\n".join(f"{name}: {', '.join(ids)}" for name, ids in bad.items()) or None
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
