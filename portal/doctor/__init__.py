"""What is wrong with this installation, in plain words, and how to mend it."""

from collections.abc import Callable, Iterator

from portal.doctor.around import AROUND
from portal.doctor.findings import Finding, Verdict, wrong
from portal.doctor.rows import IN_DATABASE, server

__all__ = ["Finding", "Verdict", "examine"]

Look = Callable[[], Iterator[Finding]]


def examine() -> Iterator[Finding]:
    """Look at everything; at what the database holds only where it answers."""
    found = list(_guarded(server))
    yield from found
    if not any(one.verdict is Verdict.WRONG for one in found):
        for look in IN_DATABASE:
            yield from _guarded(look)
    for look in AROUND:
        yield from _guarded(look)


def _guarded(look: Look) -> Iterator[Finding]:
    """A look that fails is a finding too, and the others go on."""
    try:
        yield from look()
    except Exception as error:  # whatever it is, the next look may tell more
        what = look.__name__.replace("_", " ")
        says = f"This could not be looked at: {error!r}."
        yield wrong(what, says, "Mend what stands above first; else report it.")
