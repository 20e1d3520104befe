"""What a document says of an application or a team, in the portal's own fields."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from apps.catalog.rules.entities import Entity, mapping, words

LIFECYCLES: Mapping[str, str] = {
    "experimental": "experimental",
    "alpha": "experimental",
    "beta": "experimental",
    "development": "experimental",
    "production": "production",
    "ga": "production",
    "live": "production",
    "deprecated": "deprecated",
    "retired": "deprecated",
    "end-of-life": "deprecated",
    "eol": "deprecated",
}
DATA_CLASSES = ("public", "internal", "confidential", "restricted")
TIER = re.compile(r"(?:tier)?[\s_-]*([1-4])")
SOURCE_LOCATION = "backstage.io/source-location"
LINK_KINDS = ("dashboard", "runbook", "documentation", "repository")
LONGEST_URL, LONGEST_EMAIL = 500, 254
NOT_A_WORD = re.compile(r"[^a-z0-9_]+")


def slug(text: str) -> str:
    """The text as an address has it: small letters, digits and single hyphens."""
    return NOT_A_WORD.sub("-", text.lower()).strip("-")


def application_fields(entity: Entity) -> dict[str, Any]:
    """Name, description, lifecycle; tier and data class where the file states them."""
    fields: dict[str, Any] = {
        "name": entity.title[:200],
        "description": words(entity.metadata.get("description")),
        "lifecycle": lifecycle_of(entity) or "experimental",
    }
    if tier := tier_of(entity):
        fields["tier"] = tier
    if data_class := data_class_of(entity):
        fields["data_class"] = data_class
    return fields


def lifecycle_of(entity: Entity) -> str:
    """Our word for the document's lifecycle; empty where we have none."""
    return LIFECYCLES.get(words(entity.spec.get("lifecycle")).lower(), "")


def tier_of(entity: Entity) -> int | None:
    """1 to 4, from a label or an annotation called tier or …/tier."""
    for value in _stated(entity, "tier"):
        if found := TIER.fullmatch(value.lower()):
            return int(found[1])
    return None


def data_class_of(entity: Entity) -> str:
    """From a label or an annotation called data-class or data-classification."""
    for name in ("data-class", "data-classification"):
        for value in _stated(entity, name):
            if value.lower() in DATA_CLASSES:
                return value.lower()
    return ""


def _stated(entity: Entity, name: str) -> Iterator[str]:
    for where in ("annotations", "labels"):
        for key, value in mapping(entity.metadata.get(where)).items():
            if key.rpartition("/")[2].lower() == name:
                yield str(value).strip()


def team_fields(entity: Entity) -> dict[str, Any]:
    """Name, description and e-mail of a group."""
    profile = mapping(entity.spec.get("profile"))
    return {
        "name": (words(profile.get("displayName")) or entity.title)[:150],
        "description": words(entity.metadata.get("description")),
        "email": email_of(entity),
    }


def email_of(entity: Entity) -> str:
    """The e-mail of its profile, if it looks like one."""
    email = words(mapping(entity.spec.get("profile")).get("email"))
    is_email = len(email) <= LONGEST_EMAIL and re.fullmatch(
        r"[^@\s]+@[^@\s]+\.[^@\s]+", email
    )
    return email if is_email else ""


def links_of(entity: Entity) -> dict[str, tuple[str, str]]:
    """URL → kind and title: where the source is, and the document's own links."""
    found: dict[str, tuple[str, str]] = {}
    source = mapping(entity.metadata.get("annotations")).get(SOURCE_LOCATION)
    if url := _web_address(words(source).removeprefix("url:")):
        found[url] = ("repository", "Source")
    given = entity.metadata.get("links")
    for link in given if isinstance(given, list) else []:
        stated = mapping(link)
        if url := _web_address(words(stated.get("url"))):
            kind = _link_kind(stated)
            found.setdefault(url, (kind, words(stated.get("title"))[:200]))
    return found


def _web_address(text: str) -> str:
    """The address, if a browser may safely go there."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    is_clean = len(text) <= LONGEST_URL and not re.search(r"[\s<>\"]", text)
    return text if is_web and is_clean else ""


def _link_kind(link: Mapping[str, Any]) -> str:
    said = f"{link.get('type', '')} {link.get('icon', '')} {link.get('title', '')}"
    return next((kind for kind in LINK_KINDS if kind in said.lower()), "other")
