"""What the benchmarks of one run found: one table at the end, and a line each in a history.

The history is `bench/history.jsonl` in DATA_DIR; BENCH_HISTORY names another file.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Figure:
    """One figure; `bound` is how many times its floor it may be by docs/performance.md.

    Without a floor the bound is on the figure itself.
    """

    bench: str
    name: str
    value: float
    unit: str
    floor: float | None = None
    bound: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def holds(self) -> bool | None:
        """Whether the bound is kept; None where there is none."""
        if self.bound is None:
            return None
        return (self.value if self.ratio is None else self.ratio) <= self.bound


FIGURES: list[Figure] = []


def note(
    bench: str,
    name: str,
    value: float,
    unit: str,
    *,
    floor: float | None = None,
    bound: float | None = None,
) -> None:
    """Remember a figure for the table at the end."""
    FIGURES.append(Figure(bench, name, value, unit, floor, bound))


def path() -> Path:
    data = Path(os.environ.get("DATA_DIR") or ROOT / "var")
    return Path(os.environ.get("BENCH_HISTORY") or data / "bench" / "history.jsonl")


def before() -> dict[tuple[str, str], Mapping[str, object]]:
    """The last line of each figure that the history holds."""
    if not path().exists():
        return {}
    rows = [json.loads(line) for line in path().read_text().splitlines()]
    return {(row["bench"], row["name"]): row for row in rows}


def table() -> Iterator[str]:
    """Name, figure, floor, ratio, bound, and the ratio of the run before."""
    known = before()
    yield (
        f"{'benchmark':11} {'figure':44} {'value':>10} {'unit':8} {'floor':>9}"
        f" {'× floor':>8} {'bound':>6} {'before':>8}"
    )
    for one in FIGURES:
        last = known.get((one.bench, one.name), {})
        was = last.get("ratio") or last.get("value")
        mark = {True: "", False: "  MISSED", None: ""}[one.holds]
        yield (
            f"{one.bench:11} {one.name:44} {shown(one.value):>10} {one.unit:8}"
            f" {shown(one.floor):>9} {shown(one.ratio):>8} {shown(one.bound):>6}"
            f" {shown(was):>8}{mark}"
        )


def shown(value: object) -> str:
    if not isinstance(value, int | float):
        return "–"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def keep() -> None:
    """A line a figure at the end of the history, with the moment, the commit and the load."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    said = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True)
    common = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": said.stdout.strip(),
        "load": round(os.getloadavg()[0], 1),
    }
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("a") as history:
        for one in FIGURES:
            more = {"ratio": one.ratio, "holds": one.holds}
            history.write(json.dumps(common | asdict(one) | more) + "\n")
