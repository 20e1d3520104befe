"""Legal entity identifiers (ISO 17442)."""

import re

SHAPE = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
MODULUS, REMAINDER = 97, 1
LEI = "lei"


def is_lei(code: str) -> bool:
    """Twenty characters whose check digits fit.

    ISO 17442 by ISO 7064, MOD 97-10: letters count as 10 to 35, and the whole number
    leaves 1 when divided by 97.
    """
    return bool(SHAPE.fullmatch(code)) and _value(code) % MODULUS == REMAINDER


def code_fault(code: str | None, kind: str | None) -> str:
    """Why a code of this kind is none; "" if it may be one."""
    if kind == LEI and not is_lei(code or ""):
        return (
            "This is no LEI: twenty capital letters and digits, of which the last two "
            "are check digits."
        )
    return ""


def with_check_digits(first: str) -> str:
    """Eighteen characters with their two check digits behind."""
    return f"{first}{MODULUS + REMAINDER - _value(first + '00') % MODULUS:02}"


def _value(code: str) -> int:
    return int("".join(str(int(character, 36)) for character in code))
