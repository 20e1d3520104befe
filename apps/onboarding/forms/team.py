"""What app teams type: a new request, answers, evidence, waivers, comments."""

import uuid
from typing import Any

from django import forms

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.core.errors import EditConflict
from apps.core.forms import DayInput
from apps.core.models import TypedText
from apps.core.uploads import CheckedFile
from apps.onboarding import rules
from apps.onboarding.models import Assessment, Question, Request


def applications_for(user: User) -> Any:
    """The applications that the person may ask onboarding for."""
    where = user.rights.scopes("onboarding.request")
    rows = Application.objects.visible_to(user).select_related("owner_team")
    return rows if where.everything else rows.filter(owner_team__slug__in=where.teams)


class NewRequestForm(forms.Form):
    """Four fields are enough to begin; the rest can wait."""

    application = forms.ModelChoiceField(
        Application.objects.none(),
        help_text="Not in the list? Add it to the catalog, or import its catalog file.",
    )
    platform = forms.ModelChoiceField(Platform.objects.none())
    target_on = forms.DateField(
        label="Target go-live", required=False, widget=DayInput()
    )
    name = forms.CharField(
        max_length=120, required=False, help_text="To tell drafts apart in your team."
    )
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = applications_for(user)  # type: ignore[attr-defined]
        self.fields["platform"].queryset = Platform.objects.visible_to(user)  # type: ignore[attr-defined]


class EditRequestForm(forms.Form):
    """A draft's name, platform and target."""

    name = forms.CharField(max_length=120, required=False)
    platform = forms.ModelChoiceField(Platform.objects.none())
    target_on = forms.DateField(
        label="Target go-live", required=False, widget=DayInput()
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["platform"].queryset = Platform.objects.visible_to(user)  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """For which application to begin a copy."""

    application = forms.ModelChoiceField(Application.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = applications_for(user)  # type: ignore[attr-defined]


class QuestionsForm(forms.Form):
    """The questions of the request's standards; what is filled in is marked."""

    def __init__(self, *args: Any, found: Request, **kwargs: Any) -> None:
        kwargs.setdefault("initial", found.answers)
        super().__init__(*args, **kwargs)
        rows = Question.objects.filter(edition__requests=found)
        for question in rows.order_by("edition__standard__name", "position"):
            self.fields[question.key] = _question_field(question, found)


def _question_field(question: Question, found: Request) -> forms.ChoiceField:
    source = found.prefilled.get(question.key)
    marked = f" Filled in from {source}: saving confirms it." if source else ""
    return forms.ChoiceField(
        label=question.text,
        choices=rules.options(question.kind, question.choices),
        widget=forms.RadioSelect,
        required=False,
        help_text=question.help + marked,
    )


class EvidenceForm(forms.Form):
    """Evidence of the kind that the criterion asks for."""

    value = forms.CharField(required=False)
    file = CheckedFile(required=False)
    note = forms.CharField(
        label="Anything the reviewer should know",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        criterion = found.criterion
        wanted = criterion.wanted
        field = self.fields["value"]
        field.label = str(wanted.get("prompt") or criterion.get_evidence_kind_display())
        field.help_text = wanted.get("hint", "")
        if criterion.evidence_kind == "file":
            self.fields["file"].label = field.label
            self.fields["file"].help_text = field.help_text
            del self.fields["value"]
            return
        del self.fields["file"]
        if criterion.evidence_kind == "text":
            field.widget = forms.Textarea(attrs={"rows": 5})
        elif criterion.evidence_kind == "link":
            field.widget = forms.URLInput()
        elif criterion.evidence_kind == "number":
            field.widget = forms.TextInput(attrs={"inputmode": "decimal"})
            field.help_text = " ".join(
                filter(None, [threshold(wanted), str(field.help_text)])
            )
        elif criterion.evidence_kind == "choice":
            choices = [(one, one) for one in wanted.get("choices", [])]
            self.fields["value"] = forms.ChoiceField(
                label=field.label,
                help_text=field.help_text,
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse what is no evidence of this kind, in the words of the rule."""
        cleaned: dict[str, Any] = super().clean() or {}
        criterion = self.found.criterion
        had_file = bool(self.found.evidence and self.found.evidence.file_id)
        fault = rules.fault(
            criterion.evidence_kind,
            cleaned.get("value", ""),
            criterion.wanted,
            has_file=bool(cleaned.get("file")) or had_file,
        )
        field = "file" if "file" in self.fields else "value"
        if fault and field not in self.errors:
            self.add_error(field, fault)
        return cleaned


def threshold(wanted: dict[str, Any]) -> str:
    """What a number has to meet, in words."""
    unit = wanted.get("unit", "")
    parts = [
        f"{words} {wanted[name]} {unit}".strip()
        for name, words in (("at_least", "at least"), ("at_most", "at most"))
        if name in wanted
    ]
    return f"Asked for: {' and '.join(parts)}." if parts else ""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class NotApplicableForm(ReasonForm):
    """Why a criterion does not apply here."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class WaiverForm(forms.Form):
    """The risk, what contains it, and until when."""

    risk = forms.CharField(
        label="The risk we take", widget=forms.Textarea(attrs={"rows": 3})
    )
    control = forms.CharField(
        label="Compensating control", widget=forms.Textarea(attrs={"rows": 3})
    )
    expires_on = forms.DateField(
        label="Until", widget=DayInput(), help_text="At most 12 months from now."
    )


class CommentForm(forms.Form):
    """Something to say; @name tells somebody."""

    text = forms.CharField(
        label="Comment",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Markdown. Mention somebody as @nickname or @their e-mail.",
    )
    assessment_pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    answers_to_pk = forms.IntegerField(required=False, widget=forms.HiddenInput)


def evidence_initial(
    found: Assessment, kept: TypedText | EditConflict | None
) -> dict[str, Any]:
    """What the form begins with: what was typed and not sent, else what was given."""
    initial: dict[str, Any] = {"expected_version": found.version}
    if found.evidence:
        initial |= {"value": found.evidence.value, "note": found.evidence.note}
    if isinstance(kept, EditConflict):
        initial |= kept.typed
    elif kept:
        initial |= {
            name: kept.fields[name] for name in ("value", "note") if name in kept.fields
        }
    return initial
