"""One way to show a list: filtered, sorted, paged, exported; its address holds it all."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from apps.core import markup
from apps.core.exports import table_response
from apps.core.forms import ListedChoices
from apps.core.http import render_page

EXPORT_LIMIT = 50_000
TICK = (
    '<tr id="{}-{}"><td><input class="form-check-input" type="checkbox" name="{}" value="{}"{}'
    ' aria-label="Tick {}"></td>'
)
CHECKED = SafeString(" checked")


@dataclass(frozen=True)
class Column:
    """One column: its heading, its value for exports, the expression it sorts by.

    `cell` is what the page shows where the bare value is not enough: plain text, which
    is escaped, or markup made by format_html. `is_head` marks the cell that names the row.
    One that is `only_exported` stands in files alone: on the page another cell says it.
    """

    key: str
    label: str
    value: Callable[[Any], Any]
    sort: str = ""
    cell: Callable[[Any], object] | None = None
    is_head: bool = False
    css: str = ""
    only_exported: bool = False


def draw_value(value: object) -> str:
    """A bare value as a cell: dates in words, instants as "3 days ago", nothing as –."""
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime):
        return markup.ago(value)
    if isinstance(value, date):
        return markup.show_time(value)
    return markup.fill("{}", value)


def draw_rows(
    rows: Iterable[Any],
    columns: Sequence[Column],
    ticks: str = "",
    ticked: Collection[str] = (),
) -> SafeString:
    """The body of a table: a line a row, drawn by the columns.

    In Python rather than in a template: a page of fifty rows costs a third of it.
    With `ticks` each line begins with a box of that name, and has an id by which a list
    that refreshes itself knows it again; the boxes of `ticked` are ticked.
    """
    cells = []
    for column in columns:
        tag = 'th scope="row"' if column.is_head else "td"
        opening = f'<{tag} class="{column.css}">' if column.css else f"<{tag}>"
        closing = "</th>" if column.is_head else "</td>"
        cells.append((opening, column.cell or column.value, closing))
    lines: list[str] = []
    for row in rows:
        if ticks:
            check = CHECKED if str(row.pk) in ticked else ""
            lines.append(markup.fill(TICK, ticks, row.pk, ticks, row.pk, check, row))
        else:
            lines.append("<tr>")
        for opening, cell, closing in cells:
            lines += (opening, draw_value(cell(row)), closing)
        lines.append("</tr>\n")
    return mark_safe("".join(lines))  # noqa: S308 (each cell is escaped or is markup)


class FilterForm(forms.Form):
    """What may be asked of a list. Subclasses narrow the rows in `apply`."""

    use_required_attribute = False

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        """For this person: a choice offers only what exists for them."""
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                if field.iterator is ModelChoiceIterator:
                    field.iterator = ListedChoices
                rows: Any = field.queryset
                is_owned = user is not None and hasattr(rows, "visible_to")
                field.queryset = rows.visible_to(user) if is_owned else rows

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that answer the cleaned question."""
        return rows

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that answer it; all of them while the question makes no sense."""
        return self.apply(rows) if self.is_valid() else rows


@dataclass(frozen=True)
class Sort:
    """The column sorted by, and which way."""

    key: str
    is_descending: bool


def sort_rows(
    rows: QuerySet[Any], columns: Sequence[Column], asked: str
) -> tuple[QuerySet[Any], Sort]:
    """The rows in the asked order, if it is one of the columns'; ties by key."""
    key, is_descending = asked.removeprefix("-"), asked.startswith("-")
    for column in columns:
        if column.sort and column.key == key:
            lead = f"-{column.sort}" if is_descending else column.sort
            return rows.order_by(lead, "pk"), Sort(key, is_descending)
    return rows, Sort("", is_descending=False)


def show_list(
    request: HttpRequest,
    template: str,
    rows: QuerySet[Any],
    *,
    form: FilterForm,
    columns: Sequence[Column],
    name: str,
    context: Mapping[str, Any] | None = None,
    per_page: int = 50,
    dress: Callable[[Collection[Any]], None] | None = None,
) -> HttpResponse:
    """A page of the list, its filtered part for htmx, or all of it as a file.

    `dress` gives the rows that are shown what the columns need and no query brings.
    """
    rows, sort = sort_rows(form.narrowed(rows), columns, request.GET.get("sort", ""))
    if (fmt := request.GET.get("export", "")) in {"csv", "xlsx"}:
        return export(rows, columns, fmt=fmt, name=name, dress=dress)
    page = Paginator(rows, per_page).get_page(request.GET.get("page"))
    if dress:
        dress(page)
    shown: dict[str, Any] = {
        "page_obj": page,
        "form": form,
        "columns": [one for one in columns if not one.only_exported],
        "sort": sort,
        "query": query_without(request, "page", "export"),
        "list_name": name,
        **(context or {}),
    }
    return render_page(request, template, shown, partials={"results"})


def export(
    rows: QuerySet[Model],
    columns: Sequence[Column],
    *,
    fmt: str,
    name: str,
    dress: Callable[[Collection[Any]], None] | None = None,
) -> HttpResponse:
    """Exactly the listed columns of the filtered rows; the name says what and when."""
    found = rows[:EXPORT_LIMIT]
    if dress:
        dress(found)
    cells = ([column.value(row) for column in columns] for row in found)
    stamp = timezone.localtime().strftime("%Y-%m-%d-%H%M")
    return table_response(f"{name}-{stamp}", fmt, [c.label for c in columns], cells)


def query_without(request: HttpRequest, *names: str) -> str:
    """The address's question without these parts, so that links can add their own."""
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()
