"""Text cut into words: identifiers of code kept whole, and split into their parts."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

# A word with what joins the parts of an identifier, such as kube-system or a.b_c.
TOKEN = re.compile(r"[^\W_]+(?:[._\-]+[^\W_]+)*")
JOINS = re.compile(r"[\W_]+")
# fooBar, HTTPServer; not the plural of an abbreviation, as in PVCs.
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z][a-z])")
LETTERS_AND_DIGITS = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
LETTER = re.compile(r"[^\W\d_]")
LONGEST = 200
SHORTEST = 3
WHOLE = "="


def parts(word: str) -> list[str]:
    """A word split by case, dot, dash and underscore, in its order."""
    return [
        part for run in JOINS.split(word) if run for part in HUMP.sub(" ", run).split()
    ]


@lru_cache(maxsize=100_000)
def is_identifier(word: str) -> bool:
    """Whether a word looks like a name in code: `max_connections`, `KubePod`, `ipv4`."""
    return bool(
        JOINS.search(word) or HUMP.search(word) or LETTERS_AND_DIGITS.search(word)
    )


def plain(text: str) -> str:
    """The text as its parts with spaces between: what the database makes lexemes of."""
    return HUMP.sub(" ", JOINS.sub(" ", text)).strip()


def identifiers(text: str) -> Counter[str]:
    """How often each identifier stands in a text, in lower case."""
    found: Counter[str] = Counter()
    for token, count in Counter(TOKEN.findall(text)).items():
        if len(token) <= LONGEST and is_identifier(token):
            found[token.lower()] += count
    return found


def vocabulary(text: str) -> set[str]:
    """The words of a text by which a typed one is corrected: lower case, with letters."""
    return {
        word for word in _said(text) if len(word) >= SHORTEST and LETTER.search(word)
    }


def _said(text: str) -> Iterator[str]:
    for token in set(TOKEN.findall(text)):
        if len(token) > LONGEST:
            continue
        if is_identifier(token):
            yield token.lower()
            yield from (part.lower() for part in parts(token))
        else:
            yield token.lower()
