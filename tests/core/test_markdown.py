"""Markdown typed by people can do no harm."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.markdown import TAGS, render_markdown
from tests.security.tally import trying

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<body onload=alert(1)>",
    "<style>@import 'http://evil.example'</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><input name=password></form>",
    "<object data=//evil.example></object>",
    "<embed src=//evil.example>",
    "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<input autofocus onfocus=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x73;cript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "<data:text/html,<script>alert(1)</script>>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/track.png)",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example\'"onmouseover="alert(1))',
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "> <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<div style='background:url(//evil.example)'>",
    "<p class=modal id=main hx-get=/x hx-trigger=load>",
]
TAG = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)([^>]*)>")
HARMLESS = re.compile(
    r'(\s(href="(https?:|mailto:)[^"]*"|title="[^"]*"|rel="[^"]*"|start="\d+"))*\s*/?'
)


def assert_harmless(html: str) -> None:
    for tag, attributes in TAG.findall(html):
        assert tag.lower() in TAGS
        assert HARMLESS.fullmatch(attributes), attributes


@pytest.mark.parametrize("text", ATTACKS)
def test_no_attack_comes_through(text):
    with trying("markdown"):
        assert_harmless(render_markdown(text))


@given(st.text(alphabet="<>[]()\"'`=:/!#&;javscript onerrhfimgx\n\t", max_size=120))
def test_nothing_that_can_be_typed_comes_through(text):
    assert_harmless(render_markdown(text))


def test_what_people_write_is_kept():
    html = render_markdown(
        "# Restore\n\n1. **stop** the *writer*\n2. ~~wait~~ `run`\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n[runbook](https://wiki.example/x)"
    )

    for part in ("<h1>", "<ol>", "<strong>", "<em>", "<code>", "<table>", "<td>1</td>"):
        assert part in html
    assert 'rel="noopener noreferrer nofollow"' in html
