"""Blocks of code with their words coloured by classes; the colours are in the CSS."""

import html

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, _TokenType

CLASS_PREFIX = "hl-"
# Longer ones stay plain: on one long line some of the lexers' patterns take minutes.
LONGEST_LINE = 300
LONGEST_BLOCK = 10_000
LONGEST_IN_ALL = 60_000
ALIASES = {
    "sh": "bash",
    "shell": "bash",
    "zsh": "bash",
    "yml": "yaml",
    "py": "python",
    "js": "javascript",
    "ts": "typescript",
    "jsonc": "json",
    "shell-session": "console",
    "golang": "go",
    "ps1": "powershell",
    "properties": "ini",
    "postgresql": "sql",
}
LANGUAGES = {
    "bash": "Shell",
    "console": "Console",
    "yaml": "YAML",
    "json": "JSON",
    "python": "Python",
    "sql": "SQL",
    "javascript": "JavaScript",
    "typescript": "TypeScript",
    "go": "Go",
    "rust": "Rust",
    "ruby": "Ruby",
    "ini": "INI",
    "toml": "TOML",
    "xml": "XML",
    "html": "HTML",
    "css": "CSS",
    "docker": "Dockerfile",
    "nginx": "nginx",
    "promql": "PromQL",
    "powershell": "PowerShell",
    "http": "HTTP",
    "diff": "Diff",
    "make": "Makefile",
}
ALIASES |= {"dockerfile": "docker", "makefile": "make"}


def language_of(info: str) -> str:
    """The language that a block names, as we know it; empty for one we do not."""
    word = (info.split() or [""])[0].strip("{}.").lower()
    name = ALIASES.get(word, word)
    return name if name in LANGUAGES else ""


def highlight(code: str, language: str) -> str:
    """The code as HTML with a class for each kind of word; escaped, never changed."""
    if not language or is_too_long(code):
        return html.escape(code)
    words = [
        (kind, text) for _, kind, text in LEXERS[language].get_tokens_unprocessed(code)
    ]
    if "".join(text for _, text in words) != code:
        return html.escape(code)
    return "".join(_marked(kind, text) for kind, text in words)


def is_too_long(code: str) -> bool:
    """Whether the block, or a line of it, is longer than what is coloured."""
    lines = code.split("\n")
    return len(code) > LONGEST_BLOCK or max(map(len, lines)) > LONGEST_LINE


def _marked(kind: _TokenType, text: str) -> str:
    name, escaped = class_of(kind), html.escape(text)
    return f'<span class="{name}">{escaped}</span>' if name else escaped


def class_of(kind: _TokenType) -> str:
    """The class of a kind of word; empty for plain text."""
    found = kind
    while found not in STANDARD_TYPES and found.parent is not None:
        found = found.parent
    short = STANDARD_TYPES.get(found, "")
    return f"{CLASS_PREFIX}{short}" if short and short != "w" else ""


CLASSES = {f"{CLASS_PREFIX}{short}" for short in STANDARD_TYPES.values() if short}
LEXERS: dict[str, Lexer] = {name: get_lexer_by_name(name) for name in LANGUAGES}
