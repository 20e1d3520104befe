"""What is typed about judged queries."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.forms import sent_key, version_field
from apps.core.lists import FilterForm
from apps.knowledge.models import Article, JudgedQuery, Space
from apps.knowledge.queries.judged import articles_at, hidden_wanted, wanted_text
from apps.knowledge.rules.judged import Unreadable, read_csv, read_wanted

MOST_BYTES = 1024 * 1024
ERRORS_SHOWN = 20
HOW = [
    ("", "Any"),
    ("poor", "nDCG@10 below 0.5"),
    ("nothing", "No right article found"),
    ("never", "Not evaluated yet"),
]


class JudgedFilter(FilterForm):
    """By words, space and how well it was answered."""

    q = forms.CharField(
        label="Words",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    space = forms.ModelChoiceField(
        Space.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    how = forms.ChoiceField(label="Answered", choices=HOW, required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The judged queries that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(query__icontains=words)
        if asked["space"]:
            rows = rows.filter(space=asked["space"])
        narrow: dict[str, dict[str, Any]] = {
            "poor": {"last_ndcg__lt": 0.5},
            "nothing": {"evaluated_at__isnull": False, "last_place": None},
            "never": {"evaluated_at": None},
        }
        return rows.filter(**narrow.get(asked["how"], {}))


class JudgedForm(forms.Form):
    """A query and the articles that should be found for it."""

    query = forms.CharField(label="What is searched for", max_length=200)
    wanted = forms.CharField(
        label="Articles that should be found",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        help_text="One a line: its address, then how well it answers (3 is exactly it, 2"
        " answers, 1 helps; 3 if left out). As in restart-router 3.",
    )

    def __init__(self, *args: Any, space: Space, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.space, self.user = space, user

    def clean_query(self) -> str:
        """Without double spaces."""
        return " ".join(self.cleaned_data["query"].split())

    def clean_wanted(self) -> dict[Article, int]:
        """The articles and their grades."""
        try:
            lines = read_wanted(self.cleaned_data["wanted"])
        except Unreadable as error:
            raise ValidationError(str(error)) from None
        found = articles_at(self.user, self.space, [one.address for one in lines])
        lost = [one.address for one in lines if one.address not in found]
        if lost:
            raise ValidationError(f"No article has the address {lost[0]}.")
        return {found[one.address]: one.grade for one in lines}


class NewJudgedForm(JudgedForm):
    """The same for a new one."""

    sent_key = sent_key()


class AmendJudgedForm(JudgedForm):
    """The same for one that is there; articles one does not see stay wanted."""

    version = version_field()

    def __init__(
        self, *args: Any, judged: JudgedQuery, user: User, **kwargs: Any
    ) -> None:
        initial = {
            "query": judged.query,
            "wanted": wanted_text(judged, user),
            "version": judged.version,
        }
        super().__init__(
            *args, space=judged.space, user=user, initial=initial, **kwargs
        )
        self.judged = judged

    def clean_wanted(self) -> dict[Article, int]:
        """With those that this person does not see."""
        return hidden_wanted(self.judged, self.user) | super().clean_wanted()


class BringJudgedForm(forms.Form):
    """A CSV of judged queries."""

    file = forms.FileField(
        label="CSV file",
        help_text="Columns query, article (its address) and grade (1 to 3; 3 if left out).",
    )

    def __init__(self, *args: Any, space: Space, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.space, self.user = space, user

    def clean_file(self) -> dict[str, dict[Article, int]]:
        """The articles wanted by query; refused whole, with the lines that are wrong."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("The file is larger than 1 MB.")
        try:
            brought = read_csv(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise ValidationError("The file is not UTF-8 text.") from None
        addresses = {address for _, address in brought.lines}
        found = articles_at(self.user, self.space, addresses)
        errors = brought.errors + [
            (line, f"No article has the address {address}.")
            for (_, address), line in brought.lines.items()
            if address not in found
        ]
        if errors:
            shown = sorted(errors)[:ERRORS_SHOWN]
            raise ValidationError([f"Line {line}: {words}" for line, words in shown])
        return {
            query: {found[address]: grade for address, grade in wanted.items()}
            for query, wanted in brought.queries.items()
        }


class TryForm(forms.Form):
    """A synonym to try."""

    words = forms.CharField(label="Who searches for", max_length=120)
    means = forms.CharField(label="Also finds", max_length=200)
