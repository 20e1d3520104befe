from collections.abc import Mapping
from dataclasses import dataclass

from apps.core.errors import DomainError


class Refused(DomainError):
    pass


class Failed(Exception):
    pass


@dataclass(frozen=True)
class Answer:
    status: int


def post(url: str, body: bytes, *, headers: Mapping[str, str]) -> Answer:
    return Answer(200)


def check(url: str) -> None:
    return None
