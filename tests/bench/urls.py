"""The portal's addresses, and the floor: a bare page of 50 rows."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.response import TemplateResponse
from django.urls import include, path

from apps.accounts.models import Team
from apps.knowledge.models import Article

BARE = Template(
    "<!doctype html><html lang=en><title>Floor</title><table>"
    "{% for team in teams %}<tr><td>{{ team.pk }}</td><td>{{ team.name }}</td>"
    "<td>{{ team.slug }}</td><td>{{ team.email }}</td></tr>{% endfor %}</table></html>"
)
TEN = Template(
    "<!doctype html><html lang=en><title>{{ user }}</title><table>"
    "{% for one in rows %}<tr><td>{{ one.pk }}</td><td>{{ one.title }}</td>"
    "<td>{{ one.slug }}</td><td>{{ one.kind }}</td></tr>{% endfor %}</table></html>"
)


@login_not_required
def floor(request: HttpRequest) -> HttpResponse:
    """Fifty rows by one indexed query, as a table and nothing else."""
    return HttpResponse(
        BARE.render(Context({"teams": Team.objects.order_by("pk")[:50]}))
    )


def ten(request: HttpRequest) -> HttpResponse:
    """Ten articles by one indexed query, with who is logged in, as a bare table."""
    rows = Article.objects.order_by("pk").values("pk", "title", "slug", "kind")[:10]
    return HttpResponse(TEN.render(Context({"rows": rows, "user": request.user})))


def frame(request: HttpRequest) -> HttpResponse:
    """What stands around every page of a person, and nothing in it."""
    return TemplateResponse(request, "base.html")


urlpatterns = [
    path("bench/floor/", floor),
    path("bench/ten/", ten),
    path("bench/frame/", frame),
    path("", include("portal.urls")),
]
