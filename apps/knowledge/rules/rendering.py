"""An article's Markdown as HTML that can do no harm, with its table of contents.

Three steps: read the text, say in its blocks what each link, call-out and heading is on
our pages, write it as HTML and keep only what is on the list (`allowed.py`).
"""

import html
import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from apps.core.markdown import Markup, clean_html
from apps.knowledge.rules.allowed import ALLOWED
from apps.knowledge.rules.highlighting import (
    LANGUAGES,
    LONGEST_IN_ALL,
    highlight,
    language_of,
)
from apps.knowledge.rules.leading import Guide, Resolve, lead
from apps.knowledge.rules.reading import (
    ALSO_CALLED,
    CALL_OUTS,
    Heading,
    headings_in,
    new_parser,
    parse,
)

ALIGNMENT = re.compile(r"text-align:(left|center|right)")
ALIGNED = {"left": "text-start", "center": "text-center", "right": "text-end"}
DEEPEST = 6
Env = MutableMapping[str, Any]


@dataclass(frozen=True)
class Rendered:
    """An article as readers see it; `headings` are its table of contents.

    `broken` are the links that lead nowhere, as they were written.
    """

    html: Markup
    headings: list[Heading]
    broken: list[str]


def render(body: str, resolve: Resolve) -> Rendered:
    """The text as safe HTML. `resolve` says where a link leads; None: nowhere.

    The title of the article stands above, so its highest heading is of level 2, and no
    heading is more than one level below the one before.
    """
    env: Env = {"coloured": 0}
    tokens = parse(_PARSER, body, env)
    found = _levelled(headings_in(tokens))
    _shift(tokens, found)
    guide = Guide(resolve, {heading.anchor for heading in found})
    lead(tokens, guide)
    _dress(tokens)
    drawn = _PARSER.renderer.render(tokens, _PARSER.options, env)
    return Rendered(clean_html(drawn, ALLOWED), found, guide.broken)


def _levelled(found: Sequence[Heading]) -> list[Heading]:
    top = min((heading.level for heading in found), default=1)
    level = 1
    levelled = []
    for heading in found:
        level = min(heading.level - top + 2, level + 1, DEEPEST)
        levelled.append(replace(heading, level=level))
    return levelled


def _shift(tokens: Sequence[Token], found: Sequence[Heading]) -> None:
    levels = [heading.level for heading in found for _ in ("open", "close")]
    marks = [token for token in tokens if token.type.startswith("heading_")]
    for token, level in zip(marks, levels, strict=True):
        token.tag = f"h{level}"


def _dress(tokens: list[Token]) -> None:
    """Call-outs, whichever way they are written, look alike; columns keep their side."""
    dressed: list[Token] = []
    for token in tokens:
        dressed.append(token)
        if kind := _call_out_of(token):
            token.attrs = {"class": f"call-out call-out-{kind}", "role": "note"}
            if token.type == "container_call_out_open":
                dressed += _title(_words_after_kind(token) or CALL_OUTS[kind])
        elif token.type in {"alert_title_open", "admonition_title_open"}:
            token.attrs = {"class": "call-out-title"}
        elif side := ALIGNMENT.search(str(token.attrs.get("style", ""))):
            token.attrs = {"class": ALIGNED[side[1]]}
    tokens[:] = dressed


def _call_out_of(token: Token) -> str:
    """The kind of call-out that a block opens; empty where it opens none."""
    if token.type == "alert_open":
        named = str(token.meta.get("kind", ""))
    elif token.type == "admonition_open":
        named = str(token.meta.get("tag", "")).split("-")[0]
    elif token.type == "container_call_out_open":
        named = token.info.split()[0]
    else:
        return ""
    kind = ALSO_CALLED.get(named.lower(), named.lower())
    return kind if kind in CALL_OUTS else "note"


def _words_after_kind(token: Token) -> str:
    return token.info.strip().partition(" ")[2].strip()


def _title(words: str) -> Iterator[Token]:
    yield Token("paragraph_open", "p", 1, {"class": "call-out-title"}, block=True)
    yield Token("inline", "", 0, children=[Token("text", "", 0, content=words)])
    yield Token("paragraph_close", "p", -1, block=True)


# What the parser writes differently from its own way: `self` is its renderer.


def _draw_fence(
    self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Env
) -> str:
    """A block of code, coloured while the text has not had too much of it."""
    token = tokens[idx]
    language = language_of(token.info)
    env["coloured"] += len(token.content)
    is_coloured = env["coloured"] <= LONGEST_IN_ALL
    code = highlight(token.content, language if is_coloured else "")
    return _code(code, LANGUAGES.get(language, ""))


def _draw_code_block(
    self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Env
) -> str:
    """Indented code is code without a language."""
    return _code(html.escape(tokens[idx].content), "")


def _code(code: str, name: str) -> str:
    label = f'<span class="article-language">{html.escape(name)}</span>' if name else ""
    return (
        f'<div class="article-code">{label}'
        f'<pre tabindex="0"><code>{code}</code></pre></div>\n'
    )


def _draw_table_open(self: Any, *_: Any) -> str:
    """A wide table scrolls by itself, with the keyboard as well."""
    return (
        '<div class="table-responsive" tabindex="0" role="group" aria-label="Table">'
        '\n<table class="table">\n'
    )


def _draw_table_close(self: Any, *_: Any) -> str:
    return "</table>\n</div>\n"


def _draw_list_item_open(
    self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Env
) -> str:
    """An item; one of a checklist begins with its box."""
    is_done = tokens[idx].meta.get("checked")
    if is_done is None:
        return "<li>"
    state = ' checked="" aria-label="Done"' if is_done else ' aria-label="To do"'
    return f'<li class="article-check"><input type="checkbox"{state}> '


_PARSER = new_parser()
for _name, _draw in {
    "fence": _draw_fence,
    "code_block": _draw_code_block,
    "table_open": _draw_table_open,
    "table_close": _draw_table_close,
    "list_item_open": _draw_list_item_open,
}.items():
    _PARSER.add_render_rule(_name, _draw)
