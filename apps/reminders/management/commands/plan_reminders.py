"""Plan and tell at once, without waiting for the next round."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.reminders import actions


class Command(BaseCommand):
    """`plan_reminders`: bring what will be told in line, and tell what is due."""

    help = "Plan every reminder now and tell what is due; prints how many."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How far back steps are made up for, when the rules are new."""
        parser.add_argument(
            "--days-back",
            type=int,
            default=0,
            help="In a new portal, tell what so many days would have told, hour by hour.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Settings first, which stay as they are where they exist."""
        now = timezone.now()
        back = now - timedelta(days=options["days_back"])
        actions.ensure_settings(now=back)
        actions.skip_news(before=back)
        planned = actions.plan(now=back)
        news = told = 0
        for hour in range(24 * options["days_back"] + 1):
            then = back + timedelta(hours=hour)
            news += actions.read_news(now=then)
            told += actions.fire(now=then)
        planned += actions.plan(now=now)
        self.stdout.write(f"{planned} planned, {told} told, {news} of what people did.")
