"""The addresses of rotas generated and of wishes.

Everybody inside looks; who plans on the rota's team asks, edits and publishes.
"""

from tests.access import NO_SUCH_METHOD, Row
from tests.staffing.factories_generating import GenerationFactory, WishFactory, found

INSIDE = "LFOOOOOOO"
SEEN = "LMOOOOOOO"


def planners(answer: str, *, outside: str = "M") -> str:
    """Who plans gets this answer; others inside may not."""
    return f"L{outside}FFF{answer}{answer}F{answer}"


def build(world, now):
    """A search that waits, a proposal that can be published, a wish."""
    world["proposed"] = found()
    world["generation"] = GenerationFactory(rota=world["proposed"].rota)
    world["wish"] = WishFactory()


def waiting(world):
    return [world["generation"].pk]


def proposed(world):
    return [world["proposed"].pk]


def slot(world):
    return [world["proposed"].pk, 0]


def rota(world):
    return [world["proposed"].rota.slug]


def wish(world):
    return [world["wish"].pk]


TABLE = {
    "staffing:generations": Row(INSIDE),
    "staffing:generation_new": Row(planners("O", outside="M"), args=rota),
    "staffing:ask_generation": Row(NO_SUCH_METHOD, planners("I"), rota),
    "staffing:generation": Row(SEEN, args=waiting),
    "staffing:stop_generation": Row(NO_SUCH_METHOD, planners("S"), waiting),
    "staffing:restart_generation": Row(NO_SUCH_METHOD, planners("C"), waiting),
    "staffing:drop_generation": Row(NO_SUCH_METHOD, planners("S"), proposed),
    "staffing:proposal": Row(SEEN, args=proposed),
    "staffing:proposal_slot": Row(SEEN, args=slot),
    "staffing:fill_slot": Row(NO_SUCH_METHOD, "LMIIIIIII", slot),
    "staffing:proposal_diff": Row(SEEN, args=proposed),
    "staffing:publish_proposal": Row(NO_SUCH_METHOD, "LMIIIIIII", proposed),
    "staffing:wishes": Row("LOOOOOOOO"),
    "staffing:wish_new": Row(planners("O", outside="F")),
    "staffing:add_wish": Row(NO_SUCH_METHOD, planners("I", outside="F")),
    "staffing:wish": Row(SEEN, args=wish),
    "staffing:drop_wish": Row(NO_SUCH_METHOD, planners("S"), wish),
    "api:generation-list": Row("UOOOOOOOO", "UBBBBBBBB"),
    "api:generation-detail": Row("UMOOOOOOO", "U--------", waiting),
    "api:generation-search": Row("UMOOOOOOO", "U--------", waiting),
    "api:generation-stop": Row("U--------", "UMFFFOOFO", waiting),
    "api:generation-restart": Row("U--------", "UMFFFCCFC", waiting),
    "api:generation-drop": Row("U--------", "UMFFFOOFO", proposed),
    "api:generation-proposal": Row("UMOOOOOOO", "U--------", proposed),
    "api:generation-fill": Row("U--------", "UMBBBBBBB", proposed),
    "api:generation-publish": Row("U--------", "UMPPPPPPP", proposed),
    "api:wish-list": Row("UOOOOOOOO", "UBBBBBBBB"),
    "api:wish-detail": Row("UMOOOOOOO", "U--------", wish),
}
