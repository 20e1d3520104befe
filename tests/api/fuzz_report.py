"""What `make fuzz-api` found so far: counts, and each thing that is wrong. Fails if any is."""

import json
import os
import sys
from collections import Counter
from pathlib import Path

KINDS = {
    "5xx": "server errors",
    "outside": "answers outside the document",
    "right": "rights ignored",
}


def tell(folder: Path) -> int:
    """1 if anything is wrong, or some parts were not done."""
    found = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    sums: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    wrong: dict[str, str] = {}
    for one in found:
        sums.update({name: one[name] for name in ("operations", "cases", "requests")})
        statuses.update(one["statuses"])
        wrong |= one["wrong"]
    of = found[0]["of"] if found else 0
    print(f"Parts done: {len(found)} of {of}")
    print(", ".join(f"{count:,} {name}" for name, count in sums.items()))
    print("Answers:", ", ".join(f"{one} {statuses[one]:,}" for one in sorted(statuses)))
    for kind, words in KINDS.items():
        labels = {
            name.rpartition(" as ")[0] for name in wrong if name.startswith(f"{kind}:")
        }
        print(f"{len(labels)} operations with {words}")
    for name, said in sorted(wrong.items()):
        print(f"- {name}: {said}")
    return int(bool(wrong) or len(found) < of or not found)


if __name__ == "__main__":
    examples = os.environ.get("FUZZ_EXAMPLES", "200")
    seed = os.environ.get("FUZZ_SEED", "0")
    base = os.environ.get("DATA_DIR") or Path(__file__).parents[2] / "var"
    sys.exit(tell(Path(base) / f"fuzz-api-{examples}-{seed}"))
