"""Every address of the portal."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from apps.accounts.api import (
    MeView,
    PersonViewSet,
    SavedFilterViewSet,
    TeamViewSet,
)
from apps.calendars.api import CalendarViewSet
from apps.catalog.api import (
    ApplicationViewSet,
    EntityViewSet,
    ImportRunViewSet,
    PlatformViewSet,
)
from apps.core.api import NothingView
from apps.facts.api import (
    CheckViewSet,
    ConnectorViewSet,
    DeploymentEventViewSet,
    ExerciseViewSet,
    FactViewSet,
)
from apps.integrations.api.inbound import EndpointViewSet, InboundDeliveryViewSet
from apps.integrations.api.outbound import MessageViewSet, SubscriptionViewSet
from apps.integrations.api.pulls import PullRunViewSet, PullViewSet, RejectedRowViewSet
from apps.knowledge.api.articles import ArticleViewSet
from apps.knowledge.api.imports import ArticleImportViewSet, SpaceExportViewSet
from apps.knowledge.api.reading import FlagViewSet, RequiredReadingViewSet
from apps.knowledge.api.search import SearchView, SuggestionsView
from apps.knowledge.api.spaces import SpaceViewSet
from apps.onboarding.api import (
    AssessmentViewSet,
    CampaignViewSet,
    CategoryViewSet,
    CommentViewSet,
    CriterionViewSet,
    EditionViewSet,
    EvidenceViewSet,
    QuestionViewSet,
    RequestViewSet,
    TargetViewSet,
    WaiverViewSet,
)
from apps.reminders.api import (
    AwayViewSet,
    ChannelViewSet,
    DeadLetterViewSet,
    DeliveryViewSet,
    FeedView,
    HabitsView,
    NotificationViewSet,
    OccurrenceViewSet,
    PreferencesView,
    RuleViewSet,
)
from apps.staffing.api.certificates import CertificateViewSet
from apps.staffing.api.checklists import ChecklistTemplateViewSet, ChecklistViewSet
from apps.staffing.api.cover import AbsenceViewSet, CoverageViewSet, GapViewSet
from apps.staffing.api.generating import GenerationViewSet, WishViewSet
from apps.staffing.api.line_changes import LineChangeViewSet
from apps.staffing.api.making import LayerViewSet, RotationViewSet
from apps.staffing.api.patterns import PatternViewSet
from apps.staffing.api.roster import SkillViewSet, StaffViewSet, TeamRoleViewSet
from apps.staffing.api.rotas import (
    OnCallViewSet,
    RotaViewSet,
    ShiftViewSet,
    SwapViewSet,
)
from apps.staffing.api.telling import (
    HandoverViewSet,
    ScheduleImportViewSet,
    ShiftFeedViewSet,
)
from apps.vendors.api.claims import CreditClaimViewSet
from apps.vendors.api.exclusions import ExclusionViewSet
from apps.vendors.api.governance import (
    ReviewActionViewSet,
    ReviewViewSet,
    RiskViewSet,
)
from apps.vendors.api.information import (
    RegisterFileView,
    RegisterSheetView,
    RegisterView,
)
from apps.vendors.api.levels import LevelViewSet
from apps.vendors.api.measuring import (
    MaintenanceViewSet,
    MeasurementViewSet,
    OutageViewSet,
)
from apps.vendors.api.periods import ClosureViewSet, PeriodViewSet
from apps.vendors.api.portfolio import ForecastView, PortfolioView
from apps.vendors.api.register import (
    ContractViewSet,
    ServiceViewSet,
    VendorViewSet,
)
from apps.vendors.api.scorecards import (
    ClocksView,
    LevelTicketsView,
    ScorecardsView,
    ScorecardView,
)
from apps.vendors.api.tickets import (
    MappingViewSet,
    TicketImportViewSet,
    TicketViewSet,
)
from apps.vendors.urls.months import MONTH

api = SimpleRouter()
api.register("teams", TeamViewSet)
api.register("people", PersonViewSet)
api.register("filters", SavedFilterViewSet)
api.register("applications", ApplicationViewSet)
api.register("calendars", CalendarViewSet)
api.register("platforms", PlatformViewSet)
api.register("entities", EntityViewSet)
api.register("imports", ImportRunViewSet)
api.register("tickets", TicketViewSet)
api.register("ticket-imports", TicketImportViewSet)
api.register("ticket-mappings", MappingViewSet)
api.register("requests", RequestViewSet)
api.register("assessments", AssessmentViewSet)
api.register("evidence", EvidenceViewSet)
api.register("waivers", WaiverViewSet)
api.register("comments", CommentViewSet)
api.register("standards", EditionViewSet)
api.register("criteria", CriterionViewSet)
api.register("notifications", NotificationViewSet)
api.register("aways", AwayViewSet)
api.register("channels", ChannelViewSet)
api.register("rules", RuleViewSet)
api.register("occurrences", OccurrenceViewSet)
api.register("deliveries", DeliveryViewSet)
api.register("dead-letters", DeadLetterViewSet, "dead_letter")
api.register("vendors", VendorViewSet)
api.register("contracts", ContractViewSet)
api.register("services", ServiceViewSet)
api.register("service-levels", LevelViewSet)
mine = [
    path("preferences/", PreferencesView.as_view(), name="preferences"),
    path("habits/", HabitsView.as_view(), name="habits"),
    path("calendar/", FeedView.as_view(), name="calendar"),
]
information = [
    path("register-of-information/", RegisterView.as_view(), name="register"),
    path(
        "register-of-information/export/",
        RegisterFileView.as_view(),
        name="register-file",
    ),
    path(
        "register-of-information/<str:code>/",
        RegisterSheetView.as_view(),
        name="register-sheet",
    ),
]
CARD = f"scorecards/<str:service>/{MONTH}/"
scorecards = [
    path("scorecards/", ScorecardsView.as_view(), name="scorecards"),
    path(CARD, ScorecardView.as_view(), name="scorecard"),
    path(
        f"{CARD}<str:level>/tickets/",
        LevelTicketsView.as_view(),
        name="scorecard-tickets",
    ),
    path("tickets/<int:pk>/clocks/", ClocksView.as_view(), name="ticket-clocks"),
]
portfolio = [
    path("portfolio/", PortfolioView.as_view(), name="portfolio"),
    path("forecasts/<str:service>/", ForecastView.as_view(), name="forecast"),
]
knowledge = [
    path("search/", SearchView.as_view(), name="search"),
    path("search/suggestions/", SuggestionsView.as_view(), name="suggestions"),
]
api.register("questions", QuestionViewSet)
api.register("categories", CategoryViewSet)
api.register("campaigns", CampaignViewSet)
api.register("campaign-targets", TargetViewSet, "campaign-target")
api.register("exclusions", ExclusionViewSet)
api.register("periods", PeriodViewSet)
api.register("closures", ClosureViewSet)
api.register("credit-claims", CreditClaimViewSet)
api.register("measurements", MeasurementViewSet)
api.register("outages", OutageViewSet)
api.register("maintenance", MaintenanceViewSet)
api.register("reviews", ReviewViewSet)
api.register("review-actions", ReviewActionViewSet)
api.register("risks", RiskViewSet)
api.register("staff", StaffViewSet, "staff")
api.register("skills", SkillViewSet)
api.register("team-roles", TeamRoleViewSet, "team-role")
api.register("line-changes", LineChangeViewSet, "line-change")
api.register("certificates", CertificateViewSet, "certificate")
api.register("checklists", ChecklistViewSet, "checklist")
api.register("checklist-templates", ChecklistTemplateViewSet, "checklist-template")
api.register("working-patterns", PatternViewSet, "working-pattern")
api.register("spaces", SpaceViewSet)
api.register("articles", ArticleViewSet)
api.register("article-imports", ArticleImportViewSet)
api.register("space-exports", SpaceExportViewSet)
api.register("flags", FlagViewSet)
api.register("required-reading", RequiredReadingViewSet, "required-reading")
api.register("generated-rotas", GenerationViewSet)
api.register("wishes", WishViewSet)
api.register("schedules", RotaViewSet)
api.register("on-call", OnCallViewSet, "on_call")
api.register("layers", LayerViewSet)
api.register("rotations", RotationViewSet)
api.register("shifts", ShiftViewSet)
api.register("handovers", HandoverViewSet, "handover")
api.register("shift-feeds", ShiftFeedViewSet, "shift-feed")
api.register("schedule-imports", ScheduleImportViewSet, "schedule-import")
api.register("swaps", SwapViewSet)
api.register("absences", AbsenceViewSet)
api.register("coverage", CoverageViewSet)
api.register("gaps", GapViewSet)
api.register("facts", FactViewSet)
api.register("connectors", ConnectorViewSet)
api.register("checks", CheckViewSet)
api.register("deployment-events", DeploymentEventViewSet)
api.register("exercises", ExerciseViewSet)
api.register("endpoints", EndpointViewSet)
api.register("inbound-deliveries", InboundDeliveryViewSet)
api.register("subscriptions", SubscriptionViewSet)
api.register("messages", MessageViewSet)
api.register("pulls", PullViewSet)
api.register("pull-runs", PullRunViewSet)
api.register("pull-rejected-rows", RejectedRowViewSet)

handler500 = "apps.core.views.server_error"
urlpatterns = [
    path("", include("apps.dashboard.urls")),
    path("account/", include("allauth.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.core.urls")),
    path("calendars/", include("apps.calendars.urls")),
    path("catalog/", include("apps.catalog.urls")),
    path("onboarding/", include("apps.onboarding.urls")),
    path("vendors/", include("apps.vendors.urls")),
    path("knowledge/", include("apps.knowledge.urls")),
    path("staffing/", include("apps.staffing.urls")),
    path("reminders/", include("apps.reminders.urls")),
    path("facts/", include("apps.facts.urls")),
    path("integrations/", include("apps.integrations.urls")),
    path("history/", include("apps.history.urls")),
    path("api/v1/me/", MeView.as_view(), name="me"),
    path(
        "api/v1/",
        include(
            (
                [
                    *api.urls,
                    *information,
                    *mine,
                    *scorecards,
                    *portfolio,
                    *knowledge,
                    re_path(r"^.*/$", NothingView.as_view(), name="nothing"),
                ],
                "api",
            )
        ),
    ),
]
