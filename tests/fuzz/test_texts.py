"""Markdown, articles of three kinds, questions to the search, documents of the catalog."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.imports import read_uploads
from apps.catalog.rules import Source, read_documents
from apps.catalog.rules.planning import read_entities
from apps.core.errors import DomainError
from apps.core.markdown import render_markdown
from apps.knowledge.rules.carrying.documents import read_document
from apps.knowledge.rules.carrying.problems import Unreadable
from apps.knowledge.rules.carrying.trees import ZipTree
from apps.knowledge.rules.links import links
from apps.knowledge.rules.passages import passages
from apps.knowledge.rules.rendering import render
from apps.knowledge.rules.search.query import understand
from apps.knowledge.rules.search.snippets import snippet
from apps.onboarding.rules import changed_words
from tests.fuzz import (
    damaged,
    examples,
    mixed,
    pathological,
    within_a_second,
)

MARKS = (
    *("*", "_", "**", "`", "```\n", "~", "[", "](", "![", ">", "> ", "- ", "1. ", "#"),
    *("|", "|-|\n", "\n", "\n\n", "    ", "<a ", "<!--", "&#", "&amp;", "\\", "<"),
    *("https://a.example/", "[[", "]]", "[a]: b\n", "[^1]", "\t", "\r\n", "\x00"),
    *("> [!NOTE]\n", "(((", "***_", "![](", "<div><div>", "{", "}}", "﻿", "\ud7ff"),
)
TAGS = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td colspan=9>",
        "<ul><li>",
    ),
    *("<pre>", "<code>", "<a href=", '"', "'", "<!--", "-->", "<![CDATA[", "<script>"),
    *("<ac:structured-macro ac:name=code>", "&nbsp;", "&#x110000;", "<h1>", "</h9>"),
    *("<img src=x>", "<summary>", "<details>", "<b><i>", "\n", "<", ">", "<title>"),
)
ASCIIDOC = (
    *("= ", "== ", "----\n", "....\n", "|===\n", "|", "* ", ". ", "include::x[]\n"),
    *("image::x[]", "link:x[", "]", "<<", ">>", ":a: b\n", "ifdef::a[]\n", "\n", "+"),
)
WORDS = ('"', "-", "OR ", "title:", "tag:", "*", " ", "(", ")", "'", "’", "%", "a")
YAML = (
    *(
        "kind: ",
        "apiVersion: backstage.io/v1alpha1\n",
        "metadata: ",
        "spec: ",
        "- ",
        "&a ",
    ),
    *(
        "*a",
        "---\n",
        "...\n",
        "!!python/object:a",
        "<<: ",
        "? ",
        ": ",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        "\n",
        "  ",
        "name: a\n",
        "Component\n",
        "|\n",
        ">\n",
        "'",
        '"',
        "\t",
        "#",
        "%YAML",
    ),
)


@given(mixed(*MARKS) | pathological(*MARKS))
@examples(40)
def test_markdown_is_drawn_whatever_it_says(text):
    within_a_second(lambda: render_markdown(text))
    within_a_second(lambda: render(text, lambda link: None))


@given(mixed(*MARKS) | pathological(*MARKS))
@examples(25)
def test_links_passages_and_changes_of_an_article_are_found(text):
    within_a_second(lambda: links(text))
    within_a_second(lambda: passages(text))
    within_a_second(lambda: changed_words(text, text[::-1]))


@given(mixed(*MARKS, "---\n", "title: a\n") | pathological(*MARKS))
@examples(15)
def test_an_article_is_read_or_refused(text):
    read_whatever("a.md", text)


@pytest.mark.parametrize(("path", "marks"), [("a.html", TAGS), ("a.adoc", ASCIIDOC)])
@given(data=st.data())
@examples(3)
def test_an_article_for_the_converter_is_read_or_refused(path, marks, data):
    read_whatever(path, data.draw(mixed(*marks) | pathological(*marks)))


def read_whatever(path, text):
    content = text.encode("utf-8", "surrogatepass")
    within_a_second(lambda: read_document(path, content), Unreadable)


@given(st.sampled_from(["a.md", "a.html", "a.adoc"]), st.binary(max_size=400))
@examples(40)
def test_bytes_are_no_article_and_no_error(path, content):
    within_a_second(lambda: read_document(path, content), Unreadable)


def bundle() -> bytes:
    """A small export of articles, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("space/a.md", "# A\n\n[b](b.md)")
        packed.writestr("space/b.html", "<h1>B</h1>")
        packed.writestr("catalog-info.yaml", "kind: System\nmetadata: {name: a}\n")
    return out.getvalue()


@given(damaged(bundle()))
@examples(40)
def test_any_packed_export_is_opened_or_refused(content):
    def opened():
        tree = ZipTree(io.BytesIO(content), "a.zip")
        return [tree.read(path) for path in tree.paths]

    within_a_second(opened, Unreadable)
    given = SimpleUploadedFile("a.zip", content)
    within_a_second(lambda: read_uploads([given]), (DomainError, ValidationError))


@given(mixed(*WORDS) | pathological(*WORDS))
@examples(40)
def test_any_question_is_understood(text):
    within_a_second(lambda: understand(text))
    within_a_second(lambda: snippet(text, text.split()[:3]))


@given(mixed(*YAML) | pathological(*YAML))
@examples(40)
def test_any_file_of_the_catalog_is_read_or_complained_about(text):
    within_a_second(lambda: read_documents([Source("a.yaml", text)]))
    within_a_second(lambda: read_entities([Source("a.yaml", text)]))
