"""How each service stood in each month, kept by the database beside the figures.

Scores hang on figures and on what levels ask for, and on nothing else. Triggers work
them out anew with every change of either, by whatever way it comes, so that pages that
show many months of many services read rows instead of dividing thousands of numbers.
"""

import pgtrigger
from django.db import models

from apps.vendors.models.register import ManagedService

# `scorecard.scorecards` says the same in Python; tests hold the two equal.
MEASURED = """
    WITH counted AS (
        SELECT level.service_id, level.id AS level_id, version.id AS version_id,
            figure.month, version.goal, version.tolerance,
            version.weight, version.is_critical, version.minimum_volume,
            level.measure NOT IN ('availability', 'manual') AS counts_tickets,
            figure.met - figure.accepted_met AS met,
            figure.met + figure.breached
                - figure.accepted_met - figure.accepted_breached AS volume,
            CASE level.measure
                WHEN 'availability' THEN 100::numeric
                    * (figure.service_seconds - coalesce(figure.down_seconds, 0))
                    / nullif(figure.service_seconds, 0)
                WHEN 'manual' THEN figure.value
            END AS uncounted
        FROM vendors_monthfigure figure
        JOIN vendors_servicelevel level ON level.id = figure.level_id
        JOIN vendors_levelversion version ON version.id = figure.version_id
        WHERE {where}
    ), measured AS (
        SELECT *, CASE WHEN counts_tickets
            THEN 100::numeric * met / nullif(volume, 0) ELSE uncounted END AS percent
        FROM counted
        OFFSET 0  -- else the planner divides anew wherever a percentage is named
    ), rated AS (
        SELECT *, percent IS NOT NULL
            AND (NOT counts_tickets OR volume >= minimum_volume) AS is_rated
        FROM measured
    )
"""
SCORED = """
    SELECT service_id, month,
        sum(weight * CASE WHEN percent >= goal THEN 100::numeric
            ELSE percent / goal * 100 END) FILTER (WHERE is_rated)
            / nullif(sum(weight) FILTER (WHERE is_rated), 0),
        coalesce(bool_or(is_rated AND is_critical AND percent < goal - tolerance), false),
        coalesce(bool_or(percent IS NOT NULL AND NOT is_rated), false)
    FROM rated GROUP BY 1, 2
"""
OF_TOUCHED = "level.service_id = served AND figure.month = touched.month"
WORKED_OUT = "".join((MEASURED.format(where=OF_TOUCHED), SCORED))
FOLLOW = """
    IF TG_OP = 'DELETE' THEN touched := OLD; ELSE touched := NEW; END IF;
    SELECT service_id INTO served FROM vendors_servicelevel WHERE id = touched.level_id;
    DELETE FROM vendors_monthscore WHERE service_id = served AND month = touched.month;
    INSERT INTO vendors_monthscore
        (service_id, month, score, is_critical_red, has_unrated)
"""
KEEP_SCORES = pgtrigger.Trigger(
    name="scores_follow",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("touched", "vendors_monthfigure"), ("served", "bigint")],
    func="".join((FOLLOW, WORKED_OUT, "; RETURN NULL;")),
)
# Touching the figures works their scores out anew.
SCORES_FOLLOW_TERMS = pgtrigger.Trigger(
    name="scores_follow_terms",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf(
        *("goal", "tolerance", "weight", "is_critical", "minimum_volume")
    ),
    func="""
        UPDATE vendors_monthfigure SET version_id = version_id
            WHERE version_id = NEW.id;
        RETURN NULL;
    """,
)
SCORES_FOLLOW_MEASURE = pgtrigger.Trigger(
    name="scores_follow_measure",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("measure"),
    func="""
        UPDATE vendors_monthfigure SET level_id = level_id WHERE level_id = NEW.id;
        RETURN NULL;
    """,
)


class MonthScore(models.Model):
    """A service in a month by its figures: its score, 0 to 100, and what marks it beside.

    Written by triggers alone. A closed month is read from its closure instead.
    """

    service = models.ForeignKey(
        ManagedService, on_delete=models.CASCADE, related_name="scores", db_index=False
    )
    month = models.DateField()
    score = models.DecimalField(max_digits=24, decimal_places=20, null=True, blank=True)
    is_critical_red = models.BooleanField()
    has_unrated = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "month"],
                include=["score", "is_critical_red", "has_unrated"],
                name="score_once_a_month",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} in {self.month:%Y-%m}"
