"""The addresses of rotas, their shifts and what is asked about them."""

from datetime import timedelta

from apps.staffing.actions.feeds import make_feed
from apps.staffing.models import (
    HandoverNote,
    Override,
    RotaImport,
    ShiftFeed,
    Swap,
)
from tests.access import INTERNAL_ONLY, NO_SUCH_METHOD, Row, nothing
from tests.factories import UserFactory
from tests.staffing.factories import (
    LayerFactory,
    PersonFactory,
    PostingFactory,
    RotaFactory,
    RotationFactory,
    shift,
)

LISTED = "LOOOOOOOO"
# Who plans: platform managers, team managers, administrators. A vendor's person sees
# nothing of the bank's rotas.
PLANNED = "LMFFFOOFO"
DONE = "LMFFFSSFS"
READ, SEEN, NO_API = "UOOOOOOOO", "UMOOOOOOO", "U--------"
KEY = "8c5f7e0a-0000-4000-8000-00000000000a"


def build(world, now):
    """A rota with a layer, a rotation, an override and a shift to come."""
    ann = PersonFactory(name="Ann Rota", email="ann.rota@bank.example")
    bo = PersonFactory(name="Bo Rota", email="bo.rota@bank.example")
    rota = RotaFactory(slug="core", name="Core", team=world["team"])
    layer = LayerFactory(rota=rota)
    PostingFactory(person=ann, team=world["team"])
    world["rota"], world["rota_layer"] = rota, layer
    world["rotation"] = RotationFactory(layer=layer, people=[ann, bo])
    world["rota_person"], world["rota_other"] = ann, bo
    world["shift"] = shift(rota, ann, now + timedelta(days=3650))
    world["offered"] = shift(rota, ann, now + timedelta(days=3654))
    taker = PersonFactory(name="Cy Rota", email="cy.rota@bank.example")
    PostingFactory(person=taker, team=world["team"])
    who = UserFactory()
    asked = {"rota": rota, "giver": ann, "asked_by": who, "asked_at": now}
    when = {
        "starts_at": world["offered"].starts_at,
        "ends_at": world["offered"].ends_at,
    }
    world["swap"] = Swap.objects.create(
        shift=world["offered"], taker=taker, **when, **asked
    )
    accepted = shift(rota, ann, now + timedelta(days=3657))
    world["accepted_swap"] = Swap.objects.create(
        shift=accepted,
        starts_at=accepted.starts_at,
        ends_at=accepted.ends_at,
        taker=taker,
        needs_approval=True,
        state="accepted",
        accepted_by=UserFactory(),
        **asked,
    )
    world["handover_note"] = HandoverNote.objects.create(
        rota=rota, handoff_at=now, text="All quiet.", written_by=who, written_at=now
    )
    world["rota_import"] = RotaImport.objects.create(
        by=who,
        tool="goalert",
        team=world["team"],
        file_name="schedules.json",
        document={},
        report={"rows": []},
        created_at=now,
    )
    _, world["feed_secret"] = make_feed(by=who, now=now)
    world["shift_feed"] = ShiftFeed.objects.get()
    world["override"] = Override.objects.create(
        rota=rota,
        added=bo,
        starts_at=now + timedelta(days=3660),
        ends_at=now + timedelta(days=3661),
        made_at=now,
    )


def slug(world):
    return [world["rota"].slug]


def of(name):
    return lambda world: [world[name].pk]


def done(args, data=lambda w: {}, answers=DONE):
    return Row(NO_SUCH_METHOD, answers, args=args, data=data)


ROTA = {"name": "Core", "kind": "on_call", "time_zone": "Europe/London"}
ROTATION = {
    "name": "Weekly",
    "places": "ann.rota@bank.example",
    "length": 1,
    "unit": "week",
    "starts_on": "2026-01-05",
    "handoff_at": "09:00",
    "version": 1,
    "sent_key": KEY,
}

TABLE = {
    "staffing:rotas": Row(LISTED),
    "staffing:rota_new": Row("LFFFFOOFO"),
    "staffing:make_rota": done(
        nothing,
        lambda w: {**ROTA, "name": "New", "team": w["team"].pk, "sent_key": KEY},
        "LFFFFSSFS",
    ),
    "staffing:rota": Row(INTERNAL_ONLY, args=slug),
    "staffing:rota_edit": Row(PLANNED, args=slug),
    "staffing:amend_rota": done(
        slug, lambda w: {**ROTA, "team": w["team"].pk, "version": 1}
    ),
    "staffing:retire_rota": done(slug),
    "staffing:add_layer": done(slug, lambda w: {"name": "Above"}),
    "staffing:add_override": done(
        slug,
        lambda w: {
            "added": w["rota_other"].pk,
            "starts_at": "2027-01-05T09:00",
            "ends_at": "2027-01-06T09:00",
            "sent_key": KEY,
        },
    ),
    "staffing:publish": Row(PLANNED, args=slug),
    "staffing:publish_rota": done(
        slug, lambda w: {"first_on": "2027-01-05", "weeks": 2}
    ),
    "staffing:rota_calendar": Row(INTERNAL_ONLY, args=slug),
    "staffing:raise_layer": done(of("rota_layer"), answers="LMFFFCCFC"),
    "staffing:remove_layer": done(of("rota_layer")),
    "staffing:rotation_new": Row(PLANNED, args=of("rota_layer")),
    "staffing:add_rotation": done(of("rota_layer"), lambda w: ROTATION),
    "staffing:rotation_edit": Row(PLANNED, args=of("rotation")),
    "staffing:amend_rotation": done(of("rotation"), lambda w: ROTATION),
    "staffing:remove_rotation": done(of("rotation")),
    "staffing:remove_override": done(of("override")),
    "staffing:shift": Row(INTERNAL_ONLY, args=of("shift")),
    "staffing:move_shift": done(
        of("shift"),
        lambda w: {
            "person": w["rota_other"].pk,
            "starts_at": w["shift"].starts_at.isoformat(),
            "ends_at": w["shift"].ends_at.isoformat(),
            "version": 1,
        },
    ),
    "staffing:rota_imports": Row("LFFFFOOFO"),
    "staffing:look_at_schedules": done(nothing, answers="LFFFFIIFI"),
    "staffing:rota_import": Row("LMMMMMMMM", args=of("rota_import")),
    "staffing:carry_in": done(of("rota_import"), answers="LMMMMMMMM"),
    "staffing:offer_shift": done(of("shift"), lambda w: {"sent_key": KEY}),
    "staffing:swaps": Row(LISTED),
    "staffing:swap": Row(INTERNAL_ONLY, args=of("swap")),
    "staffing:accept_swap": done(of("swap"), answers="LMFFFFFFF"),
    "staffing:approve_swap": done(of("accepted_swap")),
    "staffing:refuse_swap": done(of("accepted_swap")),
    "staffing:withdraw_swap": done(of("swap")),
    "staffing:handovers": Row(INTERNAL_ONLY, args=slug),
    "staffing:write_handover": done(
        slug,
        lambda w: {"handoff_at": "2027-01-05T09:00", "text": "Quiet.", "sent_key": KEY},
    ),
    "staffing:team_calendar": Row(LISTED),
    # The note is somebody else's.
    "staffing:handover_edit": Row("LMFFFFFFF", args=of("handover_note")),
    "staffing:amend_handover": done(
        of("handover_note"), lambda w: {"text": "No.", "version": 1}, "LMFFFFFFF"
    ),
    "staffing:read_handover": done(of("handover_note")),
    "staffing:on_call": Row(LISTED),
    "staffing:feeds": Row(LISTED),
    "staffing:make_feed": done(nothing, answers="LOOOOOOOO"),
    "staffing:revoke_feed": done(of("shift_feed"), answers="LMMMMMMMM"),
    # The secret in the address is the proof.
    "staffing:feed": Row("OOOOOOOOO", "---------", args=lambda w: [w["feed_secret"]]),
    "api:rota-list": Row(READ, "UBBBBBBBB"),
    "api:rota-detail": Row(SEEN, NO_API, args=slug),
    "api:rota-on-call": Row(SEEN, NO_API, args=slug),
    "api:rota-preview": Row("UMBBBBBBB", NO_API, args=slug),
    "api:rota-overrides": Row(SEEN, "UMBBBBBBB", args=slug),
    "api:rota-override": Row(
        NO_API, NO_API, args=lambda w: [w["rota"].slug, w["override"].pk]
    ),
    "api:on_call-list": Row(READ, NO_API),
    "api:on_call-detail": Row(SEEN, NO_API, args=slug),
    "api:shift-list": Row(READ, NO_API),
    "api:shift-detail": Row(SEEN, NO_API, args=of("shift")),
    "api:shift-move": Row(NO_API, "UMPPPPPPP", args=of("shift")),
    "api:shift-offer": Row(NO_API, "UMFFFNNFN", args=of("shift")),
    "api:swap-list": Row(READ, NO_API),
    "api:swap-detail": Row(SEEN, NO_API, args=of("swap")),
    "api:swap-accept": Row(NO_API, "UMFFFFFFF", args=of("swap")),
    "api:swap-approve": Row(NO_API, "UMFFFOOFO", args=of("accepted_swap")),
    "api:swap-refuse": Row(NO_API, "UMFFFOOFO", args=of("accepted_swap")),
    "api:swap-withdraw": Row(NO_API, "UMFFFOOFO", args=of("swap")),
}
