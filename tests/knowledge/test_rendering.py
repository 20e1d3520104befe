"""No text, however written, is more than what is on the list."""

import json
import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from apps.knowledge.rules.allowed import ALLOWED, FIXED, IDS
from apps.knowledge.rules.highlighting import LANGUAGES, LONGEST_BLOCK, highlight
from apps.knowledge.rules.leading import Target, nowhere
from apps.knowledge.rules.links import LinkKind
from apps.knowledge.rules.reading import MARKS, MOST_MARKS
from apps.knowledge.rules.rendering import render
from tests.clocks import own_seconds
from tests.security.tally import trying

FILE = Path(__file__).parent.parent / "data" / "xss" / "payloads.txt"
PUBLIC = FILE.with_name("public.json")
ESCAPE = re.compile(r"\\(x[0-9a-f]{2}|n|t)")
ADDRESS = re.compile(r"(https?://|https?:|mailto:|/(?![/\\])|#)", re.IGNORECASE)


def _unescape(found: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t"}.get(found[1]) or chr(int(found[1][1:], 16))


PAYLOADS = [ESCAPE.sub(_unescape, line) for line in FILE.read_text().splitlines()]


def anywhere(link):
    """Every article and file is there, with a title that tries to break out."""
    kind = "files" if link.kind is LinkKind.FILE else "articles"
    return Target(f"/knowledge/{kind}/x", '"><script>alert(1)</script>')


def assert_listed(markup: str) -> None:
    """Every element, attribute, class and address that a browser finds is on the list."""
    for one in lxml_html.fragment_fromstring(markup, create_parent="main").iter():
        if one.tag == "main":
            continue
        assert one.tag in ALLOWED.tags, one.tag
        for name, value in one.attrib.items():
            assert_attribute(one.tag, name, value)


def assert_attribute(tag: str, name: str, value: str) -> None:
    if name == "class":
        assert set(value.split()) <= ALLOWED.classes[tag]
        return
    always = {**ALLOWED.always.get(tag, {}), **({"rel": ""} if tag == "a" else {})}
    assert name in ALLOWED.attributes.get(tag, set()) | set(always), (tag, name)
    assert (tag, name) not in FIXED or value in FIXED[tag, name]
    if name == "id":
        assert IDS.fullmatch(value)
    if name == "href":
        assert ADDRESS.match(value), value
    if name == "src":
        assert value.startswith("/knowledge/"), value
    if tag == "input" and name == "type":
        assert value == "checkbox"


@pytest.mark.parametrize("resolve", [nowhere, anywhere])
@pytest.mark.parametrize("text", PAYLOADS)
def test_no_known_attack_comes_through(text, resolve):
    for shape in ("{}", "> {}", "- {}", "# {}", "a {} b", "[[a|{}]]", "[{}](/x)"):
        with trying("markdown"):
            assert_listed(render(shape.format(text), resolve).html)


@pytest.mark.parametrize("resolve", [nowhere, anywhere])
def test_no_attack_of_the_public_collections_comes_through(resolve):
    found = json.loads(PUBLIC.read_text())
    assert sum(map(len, found.values())) > 600
    for text in (one for of_source in found.values() for one in of_source):
        for begin, end in (("", ""), ("a ", " b"), ("[", "](/x)")):
            with trying("markdown"):
                assert_listed(render(f"{begin}{text}{end}", resolve).html)


PIECES = [
    *("\n", "\n\n", " ", "    ", "> ", "- ", "1. ", "# ", "## ", "- [ ] ", "- [x] "),
    *("|", "|-|", "|:-:|\n", "```", "```yaml\n", "~~~", "`", "*", "**", "_", "~~"),
    *("[", "]", "(", ")", "![", "](", "[[", "]]", "|", "[^1]", "[^1]: ", "[a]: "),
    *("<", ">", "</", "/>", "<!--", "-->", "&lt;", "&#60;", "&colon;", '"', "'", "\\"),
    *("{#", "}", ":::", "::: note ", "!!! note ", "> [!NOTE]\n", "\n: "),
    *("javascript:", "data:text/html,", "https://a.example/", "//evil.example", "/x"),
    *("files/a.png", "ops/x", "x.md", "#h", "alert(1)", "onerror=", "style=", "id=x"),
    *("script", "img", "svg", "iframe", "input", "style", "a", "text", "\0", "\u202e"),
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_generated_markdown_comes_through(text):
    assert_listed(render(text, anywhere).html)
    assert_listed(render(text, nowhere).html)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_comes_through(text):
    assert_listed(render(text, anywhere).html)


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(sorted(LANGUAGES)))
def test_coloured_code_reads_as_it_was_typed(code, language):
    marked = highlight(code, language)

    assert_listed(f"<pre>{marked}</pre>")
    plain = re.sub(r"</?span[^>]*>", "", marked)
    assert plain == highlight(code, "")


def as_dense_as_taken(piece: str) -> str:
    """200 KB of a piece, or as much as has the marks that a page may have."""
    text = (piece * (200_000 // len(piece)))[:200_000]
    for number, found in enumerate(MARKS.finditer(text), start=1):
        if number == MOST_MARKS:
            return text[: found.end()]
    return text


HOSTILE = [
    *("[", "![", "[[", "[[a|", "[a](", "*a_ ", "**a*", "`", "`a``", "<", "<a ", "&"),
    *("> ", "- ", "1. ", "a\n", "# a\n", "~~a~", "|", "|a|\n|-|\n", "[^1]", "[a]: b\n"),
    *("\\", "(", "http://", "https://a(", "a@b.", "::: note\n", ":", "!!! note\n    "),
    *(
        "> [!NOTE]\n",
        "```\n",
        "a: b\n: c\n",
        "x\n=\n",
        "[a]\n\n[a]: b\n\n",
        " ",
        "{#a}",
    ),
    *("".join(f"{'`' * n} " for n in range(1, 600)), "[" * 99 + "]" * 99),
    *("".join(f"{'  ' * n}- a\n" for n in range(400)), ">" * 5000 + "a\n"),
]


@pytest.mark.parametrize("piece", [one for one in HOSTILE if one])
def test_a_hostile_text_takes_less_than_a_second(piece):
    text = as_dense_as_taken(piece)

    assert own_seconds(lambda: render(text, nowhere), enough=1) < 1


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_code_takes_long_to_colour(language):
    for piece in ("a", "a ", "(", "{", "<a ", '"', "\\", "\n", " ", "a\n", "$(", "a: "):
        line = (piece * 300)[:299]
        block = (f"{line}\n" * 40)[:LONGEST_BLOCK]
        assert own_seconds(partial(highlight, block, language), enough=1) < 1


ARTICLE = """# Disk full

> [!WARNING]
> Do **not** reboot.

- [ ] look
- [x] call

### Steps

| Who | When |
|:----|-----:|
| ops | [[ops/now\\|soon]] |

![Graph](files/graph.png) [[disks]] [[#Steps]] [guide](guide.md#start) [[gone]]

```sh
echo "$HOME"  # home
```

See https://a.example/x_y_z. And[^1].

[^1]: A note.
"""


def there(link):
    return None if link.name == "gone" else anywhere(link)


@pytest.fixture(scope="module")
def shown():
    return render(ARTICLE, there)


@pytest.mark.parametrize(
    "part",
    [
        '<h2 id="h-disk-full">Disk full</h2>',
        '<h3 id="h-steps">Steps</h3>',
        '<div class="call-out call-out-warning" role="note">',
        "Do <strong>not</strong> reboot.",
        'aria-label="To do"',
        'checked=""',
        '<td class="text-end"><a href="/knowledge/articles/x"',
        ">soon</a>",
        '<img src="/knowledge/files/x" alt="Graph">',
        '<a href="#h-steps"',
        ">Steps</a>",
        '<a href="/knowledge/articles/x#h-start"',
        '<span class="article-broken">gone</span>',
        '<span class="article-language">Shell</span>',
        '<span class="hl-c1"># home\n</span>',
        ">https://a.example/x_y_z</a>.",
        '<li id="fn1" class="footnote-item">',
    ],
)
def test_what_authors_write_is_shown(shown, part):
    assert part in shown.html


def test_a_table_of_contents_never_skips_a_level():
    found = render("# A\n#### B\n## C\n# D", nowhere).headings

    assert [one.level for one in found] == [2, 3, 3, 2]


def test_a_picture_elsewhere_is_a_link_for_it_would_not_be_shown():
    markup = render("![Map](https://a.example/map.png)", nowhere).html

    assert "<img" not in markup
    assert '<a href="https://a.example/map.png"' in markup
    assert ">Map</a>" in markup


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("::: tip Try it\nx\n:::", "tip"),
        ("!!! danger\n    x", "caution"),
        ("> [!IMPORTANT]\n> x", "important"),
        ("!!! odd\n    x", "note"),
    ],
)
def test_call_outs_of_all_hands_look_alike(text, kind):
    assert f'class="call-out call-out-{kind}"' in render(text, nowhere).html


def test_a_text_of_marks_alone_is_shown_as_it_was_typed():
    found = render("[" * (MOST_MARKS + 1), nowhere)

    assert found.html.startswith('<div class="article-code"><pre tabindex="0"><code>[[')
