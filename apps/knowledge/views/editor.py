"""What helps to write: the preview, articles to link to, pictures and files."""

from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import forget_typed, keep_typed, once
from apps.core.http import render_page, see_other
from apps.core.uploads import attachment_response
from apps.knowledge.actions.articles import create_article
from apps.knowledge.actions.attaching import attach_file
from apps.knowledge.actions.attaching import remove_file as take_off
from apps.knowledge.forms.articles import NewArticleForm
from apps.knowledge.forms.attaching import AttachForm, PreviewForm
from apps.knowledge.models import Article, Space
from apps.knowledge.queries.articles import article_at
from apps.knowledge.queries.drawing import drawn_in
from apps.knowledge.queries.editor import files_of, markdown_of, suggested_links
from apps.knowledge.views.spaces import get_space
from apps.knowledge.views.writing import editable_article, place_of, writable_space


@require_POST
def preview(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """The text of an article as readers would have it."""
    found = editable_article(request, space, slug)
    return _show_preview(request, found.space, found)


@require_POST
def preview_new(request: HttpRequest, space: str) -> HttpResponse:
    """The text of an article that is not there yet."""
    return _show_preview(request, writable_space(request, space), None)


def _show_preview(
    request: HttpRequest, space: Space, article: Article | None
) -> HttpResponse:
    """The text drawn. Without a script it is a page, and what was typed is kept."""
    form = PreviewForm(request.POST)
    is_valid = form.is_valid()
    body = form.cleaned_data["body"] if is_valid else ""
    context = {
        "form": form,
        "space": space,
        "found": article,
        "drawn": drawn_in(space, article, body, request.user),
    }
    if "keep" in request.POST:
        _keep(request, article or space)
    return render_page(
        request,
        "knowledge/preview.html",
        context,
        partials=("preview",),
        status=200 if is_valid else 422,
    )


def _keep(request: HttpRequest, place: Article | Space) -> None:
    names = ("title", "body", "note", "version", "base", "kind")
    fields = {name: request.POST[name] for name in names if name in request.POST}
    keep_typed(place_of(place), fields, by=request.user, now=timezone.now())


@require_safe
def suggest_links(request: HttpRequest, space: str) -> JsonResponse:
    """Articles whose title has what was typed behind `[[`."""
    typed = request.GET.get("q", "")[:100]
    here = get_space(request, space)
    found = suggested_links(request.user, here.slug, typed)
    return JsonResponse(
        {
            "articles": [
                {"address": one.address, "title": one.title, "where": one.where}
                for one in found
            ]
        }
    )


@require_safe
def files(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """The files of an article, and a form for another."""
    return _show_files(
        request, editable_article(request, space, slug), AttachForm(), status=200
    )


def _show_files(
    request: HttpRequest, found: Article, form: AttachForm, *, status: int
) -> HttpResponse:
    rows = [(one, markdown_of(one)) for one in files_of(found, request.user)]
    context = {"found": found, "form": form, "files": rows}
    return render_page(request, "knowledge/files.html", context, status=status)


@require_POST
def attach(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Attach a file."""
    found = editable_article(request, space, slug)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_files(request, found, form, status=422)
    attach_file(found, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(reverse("knowledge:files", args=[space, slug]))


@require_POST
def paste(request: HttpRequest, space: str, slug: str) -> JsonResponse:
    """Attach what was pasted or dropped, and say how the text names it."""
    found = editable_article(request, space, slug)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        faults = [str(fault) for of_field in form.errors.values() for fault in of_field]
        return JsonResponse({"error": " ".join(faults)}, status=422)
    made = attach_file(found, by=request.user, now=timezone.now(), **form.cleaned_data)
    return JsonResponse({"markdown": markdown_of(made)}, status=201)


@require_POST
def paste_new(request: HttpRequest, space: str) -> JsonResponse:
    """Save what is typed as a draft, for the file needs an article; where to go on."""
    found = writable_space(request, space)
    form = NewArticleForm(request.POST, user=request.user)
    given = AttachForm(request.POST, request.FILES)
    if not (form.is_valid() and given.is_valid()):
        return JsonResponse({"error": _faults(form, given)}, status=422)
    fields, place = dict(form.cleaned_data), request.POST.get("place", "")
    body = fields.pop("body")
    now = timezone.now()
    pk = once(
        fields.pop("sent_key"),
        by=request.user,
        purpose="knowledge.create_article",
        make=lambda: create_article(
            found, body=_without(body, place), by=request.user, now=now, **fields
        ),
    )
    made = Article.objects.select_related("space").get(pk=pk)
    file = attach_file(made, by=request.user, now=now, **given.cleaned_data)
    typed = body.replace(place, markdown_of(file), 1) if place else body
    kept = {"title": fields["title"], "body": typed, "version": str(made.version)}
    keep_typed(place_of(made), {**kept, "base": "1"}, by=request.user, now=now)
    forget_typed(place_of(found), by=request.user)
    edit = reverse("knowledge:article_edit", args=[space, made.slug])
    return JsonResponse({"edit": edit}, status=201)


def _without(body: str, place: str) -> str:
    return body.replace(place, "", 1) if place else body


def _faults(form: NewArticleForm, given: AttachForm) -> str:
    if "title" in form.errors:
        return "Type a title first: the file is kept with the article."
    every = [*form.errors.values(), *given.errors.values()]
    return " ".join(str(fault) for of_field in every for fault in of_field)


@require_POST
def remove_file(request: HttpRequest, space: str, slug: str, name: str) -> HttpResponse:
    """Take a file off an article."""
    found = editable_article(request, space, slug)
    take_off(found, name, by=request.user, now=timezone.now())
    return see_other(reverse("knowledge:files", args=[space, slug]))


@require_safe
def file(request: HttpRequest, space: str, slug: str, name: str) -> FileResponse:
    """A file, as a download that no browser runs."""
    found = article_at(request.user, space, slug)
    return attachment_response(
        get_object_or_404(files_of(found, request.user), name=name).stored
    )
