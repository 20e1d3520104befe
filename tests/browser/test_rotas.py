"""A rota in the browser: a shift moved by keys and by drag, after a question."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from apps.accounts.roles import Role
from apps.staffing.models import Rota, RotationPlace, Shift
from tests.factories import person
from tests.staffing.factories import (
    LayerFactory,
    PersonFactory,
    RotaFactory,
    RotationFactory,
    shift,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def rota():
    """Ann has a shift tomorrow morning; Bo has none. Forty people in all."""
    made = RotaFactory(slug="core", name="Core", time_zone="UTC")
    ann, bo = (
        PersonFactory(login=True, name="Ann"),
        PersonFactory(login=True, name="Bo"),
    )
    rotation = RotationFactory(layer=LayerFactory(rota=made), people=[ann, bo])
    RotationPlace.objects.bulk_create(
        RotationPlace(
            rotation=rotation, place=place, person=PersonFactory(name=f"Person {place}")
        )
        for place in range(3, 41)
    )
    return made


def at_place(rota, place):
    return rota.layers.get().rotations.get().places.get(place=place).person


@pytest.fixture
def ours(rota):
    """From 06:00 to 12:00, in UTC, some days ahead."""
    first = timezone.now().replace(hour=6, minute=0, second=0, microsecond=0)
    return shift(rota, at_place(rota, 1), first + timedelta(days=2), hours=6)


def calendar(rota: Rota, ours: Shift) -> str:
    day = ours.starts_at.date()
    return reverse("staffing:rota_calendar", args=[rota.slug]) + f"?view=day&day={day}"


def test_a_shift_is_moved_by_keys_and_by_drag_after_a_question(window, axe, rota, ours):
    page = window.open(person(Role.ADMINISTRATOR))
    page.goto(calendar(rota, ours))
    assert axe(page) == []
    bar = page.locator(f"[data-shift='{ours.pk}']")

    bar.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("to Bo")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("The shift is moved")).to_be_visible()

    moved = Shift.objects.get()
    assert (moved.person.name, moved.starts_at) == ("Bo", ours.starts_at + HOUR)
    bar = page.locator(f"[data-shift='{moved.pk}']")
    box, row = bar.bounding_box(), page.get_by_role("group", name="Ann").bounding_box()
    assert box
    assert row
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 10 - row["width"] / 24, row["y"] + 10, steps=5)
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_contain_text("to Ann")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("The shift is moved")).to_be_visible()

    back = Shift.objects.get()
    assert (back.person.name, back.starts_at) == ("Ann", ours.starts_at)
