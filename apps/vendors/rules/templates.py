"""The fifteen templates: columns, keys, links, and what is asked for.

Columns and keys as in Implementing Regulation (EU) 2024/2956 and the EBA's package.
"""

from apps.vendors.rules.register import NO_BRANCH, Link, Template


def _columns(*labels: str) -> dict[str, str]:
    """c0010, c0020, … in order."""
    return {f"c{number:03}0": label for number, label in enumerate(labels, 1)}


def _key(*numbers: int) -> tuple[str, ...]:
    return tuple(f"c{number:04}" for number in numbers)


def _to(template: str, *pairs: tuple[int, int], but: str = "") -> Link:
    own, other = zip(*pairs, strict=True)
    return Link(_key(*own), template, _key(*other), but)


def _asked(*numbers: int) -> frozenset[str]:
    return frozenset(_key(*numbers))


OF_CONTRACT = _to("B_02.01", (10, 10))

TEMPLATES = (
    Template(
        "B_01.01",
        "Entity that maintains the register",
        _columns(
            "LEI",
            "Name",
            "Country",
            "Kind of entity",
            "Competent authority",
            "Date of the report",
        ),
        _key(10),
        asked=_asked(20, 30, 40, 50, 60),
    ),
    Template(
        "B_01.02",
        "Entities in the register",
        _columns(
            "LEI",
            "Name",
            "Country",
            "Kind of entity",
            "Place in the group",
            "LEI of the direct parent",
            "Last updated",
            "In the register since",
            "Deleted on",
            "Currency",
            "Total assets",
        ),
        _key(10),
        asked=_asked(20, 30, 40, 50, 60, 70, 80, 90, 100, 110),
    ),
    Template(
        "B_01.03",
        "Branches",
        _columns("Branch code", "LEI of the head office", "Name", "Country"),
        _key(10),
        links=(_to("B_01.02", (20, 10)),),
        asked=_asked(20, 30, 40),
    ),
    Template(
        "B_02.01",
        "Contracts, in general",
        _columns(
            "Contract reference",
            "Kind of arrangement",
            "Overarching contract",
            "Currency",
            "Cost a year",
        ),
        _key(10),
        links=(_to("B_02.01", (30, 10)),),
        asked=_asked(20, 40, 50),
    ),
    Template(
        "B_02.02",
        "Contracts, service by service",
        _columns(
            "Contract reference",
            "LEI of the user",
            "Provider's code",
            "Kind of code",
            "Function",
            "ICT service type",
            "Start",
            "End",
            "Reason of ending",
            "Notice, entity (days)",
            "Notice, provider (days)",
            "Governing law",
            "Provided from",
            "Data stored",
            "Data at rest in",
            "Data processed in",
            "Sensitiveness",
            "Reliance",
        ),
        _key(10, 20, 30, 40, 50, 60, 130, 150, 160),
        links=(
            OF_CONTRACT,
            _to("B_01.02", (20, 10)),
            _to("B_05.01", (30, 10), (40, 20)),
            _to("B_06.01", (50, 10), (20, 40)),
        ),
        asked=_asked(70, 80, 100, 110, 120, 140, 170, 180),
    ),
    Template(
        "B_02.03",
        "Contracts within the group",
        _columns("Contract reference", "Linked contract", "Link"),
        _key(10, 20),
        links=(
            OF_CONTRACT,
            _to("B_02.01", (20, 10)),
        ),
    ),
    Template(
        "B_03.01",
        "Who signed for the bank",
        _columns("Contract reference", "LEI of the signing entity", "Link"),
        _key(10, 20),
        links=(
            OF_CONTRACT,
            _to("B_01.02", (20, 10)),
        ),
    ),
    Template(
        "B_03.02",
        "Which provider signed",
        _columns("Contract reference", "Provider's code", "Kind of code"),
        _key(10, 20, 30),
        links=(
            OF_CONTRACT,
            _to("B_05.01", (20, 10), (30, 20)),
        ),
    ),
    Template(
        "B_03.03",
        "Who provides within the group",
        {
            "c0010": "Contract reference",
            "c0020": "LEI of the provider",
            "c0031": "Link",
        },
        _key(10, 20),
        links=(
            OF_CONTRACT,
            _to("B_01.02", (20, 10)),
        ),
    ),
    Template(
        "B_04.01",
        "Who uses the services",
        _columns(
            "Contract reference", "LEI of the user", "Branch or not", "Branch code"
        ),
        _key(10, 20, 40),
        links=(
            OF_CONTRACT,
            _to("B_01.02", (20, 10)),
            _to("B_01.03", (40, 10), but=NO_BRANCH),
        ),
        asked=_asked(30),
    ),
    Template(
        "B_05.01",
        "Providers",
        _columns(
            "Provider's code",
            "Kind of code",
            "Additional code",
            "Kind of the additional code",
            "Legal name",
            "Name in Latin letters",
            "Kind of person",
            "Head office in",
            "Currency",
            "Cost a year",
            "Ultimate parent's code",
            "Kind of the parent's code",
        ),
        _key(10, 20),
        links=(_to("B_05.01", (110, 10), (120, 20)),),
        asked=_asked(50, 60, 70, 80, 110),
    ),
    Template(
        "B_05.02",
        "Supply chain",
        _columns(
            "Contract reference",
            "ICT service type",
            "Provider's code",
            "Kind of code",
            "Rank",
            "Recipient's code",
            "Kind of the recipient's code",
        ),
        _key(10, 20, 30, 40, 50, 60, 70),
        links=(
            OF_CONTRACT,
            _to("B_05.01", (30, 10), (40, 20)),
            _to("B_05.01", (60, 10), (70, 20)),
        ),
    ),
    Template(
        "B_06.01",
        "Functions",
        _columns(
            "Function",
            "Licensed activity",
            "Name",
            "LEI of the entity",
            "Critical or important",
            "Reasons",
            "Last assessed",
            "Recovery time (h)",
            "Recovery point (h)",
            "Impact of discontinuing",
        ),
        _key(10, 40),
        links=(_to("B_01.02", (40, 10)),),
        asked=_asked(20, 30, 50, 70, 80, 90, 100),
    ),
    Template(
        "B_07.01",
        "Assessments",
        _columns(
            "Contract reference",
            "Provider's code",
            "Kind of code",
            "ICT service type",
            "Substitutability",
            "Reason",
            "Last audit",
            "Exit plan",
            "Reintegration",
            "Impact of discontinuing",
            "Alternatives",
            "Which alternatives",
        ),
        _key(10, 20, 30, 40),
        links=(
            OF_CONTRACT,
            _to("B_05.01", (20, 10), (30, 20)),
        ),
        asked=_asked(50, 70, 80, 90, 100, 110),
    ),
    Template(
        "B_99.01",
        "The entity's own definitions",
        _columns(
            "Standalone arrangement",
            "Overarching arrangement",
            "Subsequent arrangement",
            "Sensitiveness: low",
            "Sensitiveness: medium",
            "Sensitiveness: high",
            "Impact of discontinuing a function: low",
            "Impact of discontinuing a function: medium",
            "Impact of discontinuing a function: high",
            "Not substitutable",
            "Highly complex to substitute",
            "Of medium complexity to substitute",
            "Easily substitutable",
            "Easy to reintegrate",
            "Difficult to reintegrate",
            "Highly complex to reintegrate",
            "Impact of discontinuing a service: low",
            "Impact of discontinuing a service: medium",
            "Impact of discontinuing a service: high",
        ),
        _key(),
    ),
)
BY_CODE = {one.code: one for one in TEMPLATES}
