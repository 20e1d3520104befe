"""How every form is drawn: label, help and error together, in our templates."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString


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


class PortalRenderer(TemplatesSetting):
    """Forms and fields by the templates in templates/core."""

    form_template_name = "core/form.html"
    field_template_name = "core/field.html"
    bound_field_class = PortalBoundField
