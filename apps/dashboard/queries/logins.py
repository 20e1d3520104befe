"""The demonstration's logins."""

from dataclasses import dataclass

from apps.dashboard.demo import cast
from apps.dashboard.demo.people import DOMAIN


@dataclass(frozen=True)
class DemoLogin:
    """A login of the demonstration."""

    email: str
    password: str
    role: str
    sees: str


def demo_logins() -> list[DemoLogin]:
    """The demonstration's logins, with what each can see."""
    return [
        DemoLogin(f"{login}@{DOMAIN}", cast.PASSWORD, role.replace("_", " "), sees)
        for login, role, _, sees in cast.LOGINS
    ]
