"""A campaign half burnt down, and a live application that fell below its badge."""

import random
from datetime import datetime, timedelta

from apps.accounts.models import User
from apps.catalog.models import Link
from apps.dashboard.demo.people import Cast
from apps.onboarding import actions
from apps.onboarding.models import CampaignTarget, Request, Standard

SLUG, CODE = "platform-onboarding", "RES-06"
PAST, AHEAD = timedelta(days=42), timedelta(days=35)
LOOKS = (26 * 60, 13 * 60, 20)


def campaign(made: Cast, dice: random.Random, now: datetime) -> None:
    """What was a should becomes a must, with a drill to show: asked six weeks ago."""
    began = now - PAST
    author = made.managers[min(made.managers)]
    _raise_it(author, began)
    running = actions.create_campaign(
        by=author,
        title="Every optional dependency switched off once",
        reason="In September three applications failed with a dependency they could do "
        "without. Show the drill in which each was switched off, and what users saw.",
        standard=Standard.objects.get(slug=SLUG),
        code=CODE,
        due_on=(now + AHEAD).date(),
        owner=author,
        now=began,
    )
    actions.start_campaign(running.pk, by=author, now=began)
    _leave_out(running.pk, author, began)
    _burn(made, running.pk, dice, now)


def _raise_it(author: User, at: datetime) -> None:
    """The standard's second edition."""
    standard = Standard.objects.get(slug=SLUG)
    edition = actions.draft_edition(standard.pk, by=author, now=at)
    found = edition.criteria.get(code=CODE)
    actions.amend_criterion(
        found.pk,
        by=author,
        expected_version=found.version,
        level="must",
        evidence_kind="link",
        wanted={"prompt": "Record of the drill: what was off, what users saw"},
        now=at,
    )
    note = f"{CODE} is a must, and asks for a drill"
    actions.publish(edition.pk, by=author, note=note, now=at)


def _leave_out(campaign: int, author: User, began: datetime) -> None:
    """What went live since then, or ends before it is due."""
    rows = CampaignTarget.objects.filter(campaign=campaign)
    for one in rows.filter(request__live_at__gt=began):
        reason = "It went live under way: its own go-live asks for it."
        actions.exclude_target(one.pk, by=author, reason=reason, now=began)


def _burn(made: Cast, campaign: int, dice: random.Random, now: datetime) -> None:
    """Half of the teams have shown it, one after the other; some wait for a verdict."""
    rows = CampaignTarget.objects.filter(campaign=campaign, state="open")
    open_ones = list(
        rows.select_related("assessment__criterion__category", "request__requester")
    )
    dice.shuffle(open_ones)
    half = open_ones[: (len(open_ones) + 1) // 2]
    for at, one in enumerate(half):
        assert one.assessment
        day = now - PAST + (PAST - timedelta(days=3)) * (at + 1) / (len(half) + 1)
        actions.give_evidence(
            one.assessment.pk,
            by=one.request.requester,
            expected_version=one.assessment.version,
            value=f"https://wiki.northgate.example/drills/{one.request.number.lower()}",
            now=day,
        )
        slug = one.assessment.criterion.category.slug
        if at < len(half) - 1:
            reviewer = dice.choice(made.reviewers[slug])
            actions.accept(one.assessment.pk, by=reviewer, now=day + timedelta(days=1))


def fall(now: datetime) -> None:
    """A repository was taken from the catalog: a day later the badge is lost."""
    found = Request.objects.live().exclude(badge="").order_by("pk").first()
    assert found
    Link.objects.filter(application=found.application, kind="repository").delete()
    for minutes in LOOKS:
        actions.judge_live(now=now - timedelta(minutes=minutes))
