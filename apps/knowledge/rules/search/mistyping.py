"""Titles as a tired person types them, to measure by: one edit in one word."""

import random
import re
import string

WORD = re.compile(r"[^\W_]{4,}")


def mistyped(title: str, dice: random.Random) -> str:
    """The title with one letter of one word left out, doubled by another, changed or
    swapped with the next; as it is where no word has four letters.
    """
    words = list(WORD.finditer(title))
    if not words:
        return title
    start, end = dice.choice(words).span()
    wrong = _edited(title[start:end], dice)
    return title[:start] + wrong + title[end:]


def _edited(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word) - 1)
    letter = dice.choice(string.ascii_lowercase.replace(word[place].lower(), ""))
    before, here, after = word[:place], word[place], word[place + 1 :]
    swapped = before + after[0] + here + after[1:]
    choices = [before + after, before + letter + here + after, before + letter + after]
    if after[0] != here:
        choices.append(swapped)
    return dice.choice(choices)
