"""How every form is drawn: label, help and error together, in our templates."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from apps.core.errors import EditConflict
from apps.core.markup import fill


def retry(form: forms.BaseForm, lost: EditConflict) -> list[tuple[str, Any]]:
    """Have the form sent again over what somebody else saved first.

    It keeps what was typed and says what happened; what differs by now is answered, as
    (label, value).
    """
    data: Any = cast("Any", form.data).copy()
    data["version"] = str(lost.version)
    form.data = data
    form.add_error(None, str(lost))
    return [
        (str(form[name].label), _in_words(form.fields[name], lost.said(name)))
        for name in lost.typed
        if name in form.fields
    ]


def _in_words(field: forms.Field, value: object) -> object:
    """A value as its field would have it typed, where the field says how."""
    said = getattr(field, "said", None)
    return said(value) if said else value


class PortalBoundField(BoundField):
    """A field whose control looks like ours wherever a template draws it."""

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,  # noqa: FBT001, FBT002 (Django's signature)
    ) -> SafeString:
        """The control, with the class of its kind beside its own."""
        widget = widget or self.field.widget
        attrs = dict(attrs or {})
        own = attrs.get("class") or widget.attrs.get("class", "")
        attrs["class"] = " ".join(filter(None, [look(widget), own]))
        if not attrs["class"]:
            del attrs["class"]
        return super().as_widget(widget, attrs, only_initial)


def look(widget: forms.Widget) -> str:
    """The class that gives this kind of control its look."""
    if widget.is_hidden:
        return ""
    if isinstance(
        widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple
    ):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control"


class DayInput(forms.DateInput):
    """A date by the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time by the browser's own calendar, in the person's zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MonthInput(forms.DateInput):
    """A month by the browser's own calendar."""

    input_type = "month"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m")


class MonthField(forms.DateField):
    """A month, by its first day."""

    widget = MonthInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m"], **kwargs)


class ListedChoices(ModelChoiceIterator):  # type: ignore[type-arg]
    """The rows to choose from by one plain query; Django opens a cursor for them."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.queryset.all())


def draw_input(widget: Mapping[str, Any]) -> SafeString:
    """A one-line control."""
    value = widget["value"]
    given = "" if value is None else format_html(' value="{}"', value)
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        given,
        flatatt(widget["attrs"]),
    )


def draw_options(widget: Mapping[str, Any]) -> Iterator[str]:
    """The options of a list to choose from, under the names of their groups."""
    for group, options, _ in widget["optgroups"]:
        if group:
            yield format_html('<optgroup label="{}">', group)
        for one in options:
            value, label = escape(str(one["value"])), conditional_escape(one["label"])
            attrs = flatatt(one["attrs"]) if one["attrs"] else ""
            yield f'<option value="{value}"{attrs}>{label}</option>'
        if group:
            yield "</optgroup>"


def draw_select(widget: Mapping[str, Any]) -> SafeString:
    """A list to choose from."""
    return format_html(
        '<select name="{}"{}>{}</select>',
        widget["name"],
        flatatt(widget["attrs"]),
        mark_safe("".join(draw_options(widget))),  # noqa: S308 (each part is escaped)
    )


def is_optional(field: BoundField) -> bool:
    """Whether to say that the field may stay empty; in filters all may, so none says it."""
    return field.form.use_required_attribute and not field.field.required


def draw_field(field: BoundField) -> SafeString:
    """Label, help, error and control, which belong together."""
    css = "portal-field portal-field-wrong" if field.errors else "portal-field"
    help_text = SafeString(field.help_text or "")
    hint = fill(HINT, field.auto_id, help_text) if help_text else help_text
    optional = OPTIONAL if is_optional(field) else SafeString()
    if field.use_fieldset:
        described = fill(' aria-describedby="{}"', field.aria_describedby)
        return fill(
            '<fieldset class="{}"{}><legend class="form-label">{}{}</legend>{}{}{}</fieldset>',
            css,
            described if field.aria_describedby else "",
            *(field.label, optional, hint, field.errors, field.as_widget()),
        )
    if isinstance(field.field.widget, forms.CheckboxInput):
        return fill(
            '<div class="{} portal-tick">{}<label class="form-check" for="{}">{}'
            ' <span class="form-check-label">{}</span></label>{}</div>',
            *(css, field.errors, field.id_for_label, field.as_widget()),
            *(field.label, hint),
        )
    return fill(
        '<div class="{}"><label class="form-label" for="{}">{}{}</label>{}{}{}</div>',
        *(css, field.id_for_label, field.label, optional),
        *(hint, field.errors, field.as_widget()),
    )


# The controls that pages have by the dozen, without the template engine: a list of fifty
# teams to choose from took a third of a page's time, a template an option.
HINT = '<div class="form-hint" id="{}_helptext">{}</div>'
OPTIONAL = mark_safe(' <span class="portal-optional">(optional)</span>')
WIDGETS = "django/forms/widgets/"
ERRORS = "django/forms/errors/list/default.html"
DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    f"{WIDGETS}select.html": draw_select,
    **{
        f"{WIDGETS}{kind}.html": draw_input
        for kind in ("text", "number", "email", "url", "date", "hidden", "checkbox")
    },
}


class PortalRenderer(TemplatesSetting):
    """Forms by our template, their fields and commonest controls drawn directly."""

    form_template_name = "core/form.html"
    field_template_name = "core/field.html"
    bound_field_class = PortalBoundField

    def render(
        self, template_name: str, context: Any, request: Any = None
    ) -> SafeString:
        """The named template's markup; the commonest controls are drawn directly."""
        if template_name == ERRORS and not context["errors"]:
            return SafeString()
        if template_name == self.field_template_name:
            return draw_field(context["field"])
        if draw := DRAWN.get(template_name):
            return draw(context["widget"])
        return mark_safe(super().render(template_name, context, request))  # noqa: S308 (a template's)


LONGEST_WORD = 60


def limit(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Offer only these rows in the field."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def sent_key() -> forms.UUIDField:
    """The key by which a form that is sent twice creates once."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def version_field() -> forms.IntegerField:
    """The version that was read, over which is saved."""
    return forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )


def short_name(name: str, typed: str, taken: QuerySet[Any], longest: int = 60) -> str:
    """The short name that was typed, or one made of the name, that nothing else has."""
    slug = typed or slugify(name)[:longest].strip("-")
    if not slug:
        raise ValidationError("Type a short name: letters, digits, hyphens.")
    if taken.filter(slug=slug).exists():
        raise ValidationError("This short name is taken: type another one.")
    return slug


class SlugField(forms.SlugField):
    """A short name, made of the name where it is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": "Short name",
                "required": False,
                "max_length": 60,
                "help_text": "As in its address, for good. Made of the name if empty.",
                **kwargs,
            }
        )


class WordsField(forms.CharField):
    """Several short texts, one a line or with commas between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"widget": forms.Textarea({"rows": 3}), "required": False, **kwargs}
        )

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def said(self, value: Any) -> str:
        """In one line."""
        return ", ".join(value or [])

    def clean(self, value: Any) -> Any:
        """The texts, none twice."""
        lines = super().clean(value).replace(",", "\n").splitlines()
        found = list(dict.fromkeys(filter(None, (line.strip() for line in lines))))
        if any(len(one) > LONGEST_WORD for one in found):
            raise ValidationError(f"Each has at most {LONGEST_WORD} letters.")
        return found
