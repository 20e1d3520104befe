"""How every form is drawn: label, help and error together, in our templates."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Forms and fields by the templates in templates/core."""

    form_template_name = "core/form.html"
    field_template_name = "core/field.html"
