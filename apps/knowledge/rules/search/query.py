"""What somebody typed into the search box, understood."""

import re
from dataclasses import dataclass, field

from apps.knowledge.rules.search.words import TOKEN, is_identifier, parts

LONGEST_QUERY = 1000
MOST_WORDS = 64
# An optional minus (not that of a flag such as --force or -n), an optional prefix,
# then a quoted phrase or what has no space.
PIECE = re.compile(
    r'((?:-(?=[^\s-]{2}))?)(?:(title|label):)?(?:"([^"]*)"|“([^”]*)”|(\S+))', re.I
)


@dataclass(frozen=True)
class Asked:
    """A query in its parts. Words keep the case they were typed in."""

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    in_title: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    without_phrases: tuple[str, ...] = ()
    without_labels: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing says what to find."""
        return not (self.words or self.phrases or self.in_title or self.labels)

    @property
    def said(self) -> str:
        """What it means in plain words, without signs: what is asked by meaning."""
        return " ".join([*self.words, *self.in_title])

    @property
    def is_name(self) -> bool:
        """Whether it is one identifier and nothing else: found by its letters alone."""
        return len(self.words) == 1 and is_identifier(self.words[0])


@dataclass
class _Heard:
    words: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    in_title: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    without_phrases: list[str] = field(default_factory=list)
    without_labels: list[str] = field(default_factory=list)


def understand(text: str) -> Asked:
    """The query in its parts. Anything at all can be typed: nothing is an error."""
    shown = " ".join(text.replace("\0", " ").split())[:LONGEST_QUERY]
    heard = _Heard()
    for minus, prefix, quoted, curly, bare in PIECE.findall(shown):
        _hear(heard, minus, prefix.lower(), quoted or curly, bare)
    return Asked(
        shown,
        **{name: tuple(found[:MOST_WORDS]) for name, found in vars(heard).items()},
    )


def _hear(heard: _Heard, minus: str, prefix: str, phrase: str, bare: str) -> None:
    if prefix == "label":
        (heard.without_labels if minus else heard.labels).append(phrase or bare)
        return
    words = TOKEN.findall(phrase or bare)
    if prefix == "title" and not minus:
        heard.in_title += words
    elif phrase and len(words) > 1:
        (heard.without_phrases if minus else heard.phrases).append(phrase.strip())
        heard.words += [] if minus else words
    else:
        (heard.without if minus else heard.words).extend(words)


def normalised(text: str) -> str:
    """A query as it is counted: lower case, single spaces. At most 200 characters."""
    return " ".join(text.lower().split())[:200]


def corrected(text: str, better: dict[str, str]) -> str:
    """The query with words replaced; `better` maps a word in lower case to another."""
    return TOKEN.sub(lambda found: _instead(found.group(), better), text)


def _instead(word: str, better: dict[str, str]) -> str:
    if (whole := better.get(word.lower())) is not None:
        return whole
    if not is_identifier(word):
        return word
    for part in parts(word):
        if (other := better.get(part.lower())) is not None:
            word = word.replace(part, other, 1)
    return word
