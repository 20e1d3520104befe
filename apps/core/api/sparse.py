"""Only the fields that are asked for: `?fields=code,owner_team,deployments.platform`."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.views import APIView

MOST_CHARACTERS = 1_000
# A name of fields, with those that are asked for of its parts; none of them: all.
Tree = dict[str, "Tree"]
PAGE: Tree = {"next": {}, "previous": {}}


def read_fields(text: str, serializer: Any) -> Tree:
    """The fields that a text names, as a tree. 400 that names one that does not exist."""
    if len(text) > MOST_CHARACTERS:
        raise exceptions.ValidationError({"fields": ["These are too many."]})
    asked: Tree = {}
    whole = set()
    for name in filter(None, (one.strip() for one in text.split(","))):
        _check(name, serializer)
        place = asked
        for step in name.split("."):
            place = place.setdefault(step, {})
        whole.add(name)
    for name in whole:
        _widen(asked, name.split("."))
    if not asked:
        raise exceptions.ValidationError({"fields": ["Name a field."]})
    return asked


def _widen(asked: Tree, steps: Sequence[str]) -> None:
    """What is named as a whole is whole, though a part of it be named too."""
    for step in steps[:-1]:
        asked = asked.get(step, {})
        if not asked:
            return
    asked[steps[-1]] = {}


def _check(name: str, serializer: Any) -> None:
    for step in name.split("."):
        known = _fields_of(serializer)
        if step not in known:
            raise exceptions.ValidationError(
                {"fields": [f"There is no field {name[:80]} here."]}
            )
        serializer = known[step]


def _fields_of(serializer: Any) -> Mapping[str, Any]:
    inner = getattr(serializer, "child", serializer)
    return inner.fields if isinstance(inner, serializers.Serializer) else {}


def prune(serializer: Any, asked: Tree) -> None:
    """Have a serializer write no more than is asked for.

    One that writes in a way of its own may need every field: it is left as it is.
    """
    inner = getattr(serializer, "child", serializer)
    if not asked or not _is_usual(inner):
        return
    for name in set(inner.fields) - set(asked):
        inner.fields.pop(name)
    for name, parts in asked.items():
        prune(inner.fields[name], parts)


def _is_usual(serializer: Any) -> bool:
    usual = serializers.Serializer.to_representation
    return getattr(type(serializer), "to_representation", None) is usual


def spare(rows: Any, serializer: Any, asked: Tree) -> Any:
    """The rows without what is fetched for fields alone that nobody asked for."""
    if not _is_usual(serializer):
        return rows
    fields = serializer.fields
    needed = {_root(one) for name, one in fields.items() if name in asked}
    idle = {_root(one) for name, one in fields.items() if name not in asked} - needed
    if "*" in needed:
        return rows
    lookups = rows._prefetch_related_lookups
    kept = [one for one in lookups if _fetches(one) not in idle]
    return (
        rows.prefetch_related(None).prefetch_related(*kept)
        if kept
        else (rows.prefetch_related(None))
    )


def _root(one: Any) -> str:
    return str(one.source or one.field_name).partition(".")[0]


def _fetches(lookup: Any) -> str:
    return str(getattr(lookup, "prefetch_to", lookup)).partition("__")[0]


def picked(data: Any, asked: Tree) -> Any:
    """What was asked for, of an answer as it would have been."""
    if not asked:
        return data
    if isinstance(data, Mapping):
        return {
            name: picked(value, asked[name])
            for name, value in data.items()
            if name in asked
        }
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [picked(one, asked) for one in data]
    return data


class SparseView(APIView):
    """A view whose answer, of the form of `answers`, holds only what is asked for."""

    answers: ClassVar[type[serializers.BaseSerializer[Any]]]
    asked: Tree = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who asks may; and which fields they ask for."""
        super().initial(request, *args, **kwargs)
        named = request.query_params.get("fields")
        if named is not None and request.method == "GET":
            self.asked = read_fields(named, self.answers())

    def finalize_response(
        self, request: Any, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Only what is asked for, of a thing or of each of a list or of a page of one."""
        if self.asked and response.status_code == HTTPStatus.OK:
            response.data = answered(response.data, self.asked)
        return super().finalize_response(request, response, *args, **kwargs)


def answered(data: Any, asked: Tree) -> Any:
    """What was asked for, of a thing, of a list, or of each row of a page."""
    is_page = isinstance(data, Mapping) and set(data) == {*PAGE, "results"}
    return picked(data, {**PAGE, "results": asked} if is_page else asked)
