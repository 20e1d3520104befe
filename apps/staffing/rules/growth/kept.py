"""What the data map says of a table: the words for its grounds, and its line."""

from collections.abc import Mapping
from dataclasses import dataclass

CONTRACT = "the employment contract"
INTEREST = "the employer's interest in leading and developing people"
LAW = "the law on employment records"
APPLIED = "steps before a contract, which the applicant asked for"


@dataclass(frozen=True)
class Kept:
    """One table: its fields beside the common ones, and when its rows go.

    Rows go `years` after the day in `since`; those that follow another table go with it.
    """

    table: str
    purpose: str
    ground: str
    fields: Mapping[str, str]
    years: int = 0
    since: str = ""
    follows: str = ""
    own_end: str = ""
