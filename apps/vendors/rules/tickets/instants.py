"""Dates and times as exports write them, by the million: texts to UTC epoch seconds.

A day and a time of day repeat thousands of times in an export, so each is read once and
looked up from then on.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np

from apps.calendars.rules.vector import NEVER, Seconds
from apps.vendors.rules.tickets.alike import seconds_alike, what_parts
from apps.vendors.rules.tickets.zones import YEAR, transitions_of_years

ORDERS = {
    "day": "Day before month (31/12/2026)",
    "month": "Month before day (12/31/2026)",
}
BAD = NEVER - 1
ABSOLUTE = 1 << 45
FIRST, LAST = 0, 4_102_444_800  # 1970 to 2100
DAY, HOUR, MINUTE = 86_400, 3_600, 60
NOON, CENTURY = 12, 2000
KEPT = 200_000
SERIAL_ZERO = datetime(1899, 12, 30, tzinfo=UTC)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov")
MONTH_NUMBERS = {name: number for number, name in enumerate((*MONTHS, "dec"), start=1)}
# As their users mean them; CST, IST and BST have other meanings elsewhere.
NAMED_ZONES = """
    -480 pst  -420 pdt mst  -360 mdt cst  -300 cdt est  -240 edt  0 z utc gmt wet
    60 bst cet west  120 cest eet  180 eest msk  330 ist  480 sgt hkt  540 jst
    600 aest  660 aedt
"""
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
NAMED = re.compile(r"(\d{1,2})[-/. ]([A-Za-z]{3,9})\.?,?[-/. ](\d{4}|\d{2})")
NAME_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", re.IGNORECASE)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
TIME = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?"
    r"\s*(?:(?:UTC|GMT)?([+-]\d{2}):?(\d{2})?|\(?([A-Za-z]{1,5})\)?)?"
)
SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
EPOCH = re.compile(r"\d{10}(?:\d{3})?")


def _zones() -> dict[str, int]:
    """Minutes east of UTC by the names that exports write behind a time."""
    found, minutes = {}, 0
    for word in NAMED_ZONES.split():
        if word.isalpha():
            found[word] = minutes
        else:
            minutes = int(word)
    return found


ZONES = _zones()


@cache
def usual_times() -> dict[str, int]:
    """Every second and minute of a day as most exports write it."""
    found = {"": 0}
    for minute in range(DAY // MINUTE):
        text = f"{minute // MINUTE:02}:{minute % MINUTE:02}"
        found[text] = minute * MINUTE
        found |= {f"{text}:{s:02}": minute * MINUTE + s for s in range(MINUTE)}
    return found


class NotATime(ValueError):
    """The text is no date and time that we know."""


@dataclass
class InstantReader:
    """Reads the instants of a file: in this zone where they name none.

    `formats` are tried before ours, as `datetime.strptime` has them. `unknown` are the
    texts, in small letters, that stand for none.
    """

    zone: str
    order: str = "day"
    formats: Sequence[str] = ()
    unknown: frozenset[str] = frozenset({""})
    days: dict[str, int] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=lambda: dict(usual_times()))
    whole: dict[str, int] = field(default_factory=dict)
    repeated: int = 0

    def column(self, texts: Sequence[str]) -> Seconds:
        """UTC epoch seconds; NEVER where the text says none, BAD where it can't be read."""
        between = what_parts(texts)
        raw = self._at_once(texts, between)
        return self._in_utc(self._one_by_one(texts, between) if raw is None else raw)

    def _at_once(self, texts: Sequence[str], between: str) -> Seconds | None:
        """All of a column that is written alike, with gaps at most; else None."""
        if self.formats or any(one[:1].isdigit() for one in self.unknown):
            return None
        filled = list(filter(None, texts))
        try:
            found = seconds_alike(filled, between, self._day)
        except NotATime:
            return None
        if found is None or len(filled) == len(texts):
            return found
        raw = np.full(len(texts), NEVER if "" in self.unknown else BAD)
        raw[np.fromiter(map(bool, texts), np.bool_, len(texts))] = found
        return raw

    def _day(self, text: str) -> int:
        if text not in self.days:
            _room(self.days)[text] = read_day(text, self.order)
        return self.days[text]

    def _one_by_one(self, texts: Sequence[str], between: str) -> Seconds:
        days, times, slow = self.days, self.times, self._slow
        found = []
        for text in texts:
            day, _, time = text.partition(between)
            try:
                found.append(days[day] + times[time])
            except KeyError:
                found.append(slow(text, between))
        return np.array(found, np.int64)

    def _slow(self, text: str, between: str) -> int:
        known = self.whole.get(text)
        if known is not None:
            return known
        try:
            return self._learned(text.strip(), between)
        except (NotATime, ValueError, OverflowError):
            return self._kept(text, BAD)

    def _learned(self, text: str, between: str) -> int:
        if text.lower() in self.unknown:
            return self._kept(text, NEVER)
        if self.formats:
            return self._kept(text, self._formatted(text))
        day, _, time = text.partition(between)
        try:
            found = read_day(day, self.order), read_time(time)
        except NotATime:
            return self._kept(text, read_text(text, self.order))
        _room(self.days)[day], _room(self.times)[time] = found
        return sum(found)

    def _formatted(self, text: str) -> int:
        for one in self.formats:
            try:
                return _as_seconds(text, one)
            except ValueError:
                continue
        return read_text(text, self.order)

    def _kept(self, text: str, value: int) -> int:
        _room(self.whole)[text] = value
        return value

    def _in_utc(self, raw: Seconds) -> Seconds:
        """Local seconds moved to UTC; what named its zone is there already."""
        is_known = raw < BAD
        is_absolute = is_known & (raw >= ABSOLUTE // 2)
        is_local = (raw >= FIRST - DAY) & (raw <= LAST + DAY)
        out = np.where(is_absolute, raw - ABSOLUTE, raw)
        local = raw[is_local]
        if len(local):
            near = np.clip(local, FIRST - DAY, LAST + DAY)
            years = int(near.min()) // YEAR, -(-int(near.max()) // YEAR)
            edges, offsets, folds = transitions_of_years(self.zone, *years)
            place = np.searchsorted(edges, local, side="right")
            out[is_local] = local - offsets[place]
            self.repeated += sum(
                int(((local >= low) & (local < high)).sum()) for low, high in folds
            )
        is_far = is_known & ((out < FIRST) | (out > LAST))
        return np.where(is_far, BAD, out)


def _room(memory: dict[str, int]) -> dict[str, int]:
    if len(memory) >= KEPT:
        memory.clear()
    return memory


def read_text(text: str, order: str) -> int:
    """A date and time in any of our forms: local seconds, or ABSOLUTE and UTC seconds."""
    if SERIAL.fullmatch(text):
        return _serial(float(text.replace(",", ".")))
    if EPOCH.fullmatch(text):
        return int(text[:10]) + ABSOLUTE
    text = WEEKDAY.sub("", text, count=1) if WEEKDAY.match(text) else text
    for form in _forms(order):
        if begun := form[0].match(text):
            rest = text[begun.end() :].lstrip("T, \u202f\xa0")
            return form[1](begun) + read_time(rest)
    raise NotATime(text)


def read_day(text: str, order: str) -> int:
    """The local seconds of a day's beginning."""
    for pattern, day_of in _forms(order):
        if found := pattern.fullmatch(text):
            return day_of(found)
    raise NotATime(text)


def read_time(text: str) -> int:
    """Seconds into the day; ABSOLUTE is added where the text names its own zone."""
    text = text.replace("\u202f", " ").replace("\xa0", " ").strip()
    if not text:
        return 0
    found = TIME.fullmatch(text)
    if not found:
        raise NotATime(text)
    hour, minute, second = (int(part or 0) for part in found.group(1, 2, 3))
    if half := found.group(4):
        if not 1 <= hour <= NOON:
            raise NotATime(text)
        hour = hour % NOON + (NOON if half[0] in "pP" else 0)
    if hour * HOUR + minute * MINUTE >= DAY or minute >= MINUTE or second >= MINUTE:
        raise NotATime(text)
    seconds = hour * HOUR + minute * MINUTE + second
    return seconds + _offset(found.group(5), found.group(6), found.group(7))


def _offset(hours: str | None, minutes: str | None, name: str | None) -> int:
    """What leads from the named zone to UTC, marked ABSOLUTE; 0 where none is named."""
    if hours:
        sign = -1 if hours[0] == "-" else 1
        away = abs(int(hours)) * HOUR + int(minutes or 0) * MINUTE
        return ABSOLUTE - sign * away
    if name:
        if name.lower() not in ZONES:
            raise NotATime(name)
        return ABSOLUTE - ZONES[name.lower()] * MINUTE
    return 0


Form = tuple[re.Pattern[str], Callable[[re.Match[str]], int]]


def _forms(order: str) -> tuple[Form, ...]:
    last = _month_first if order == "month" else _day_first
    return (
        (YEAR_FIRST, lambda m: _day(m[1], int(m[2]), m[3])),
        (YEAR_LAST, last),
        (NAMED, lambda m: _day(m[3], _month(m[2]), m[1])),
        (NAME_FIRST, lambda m: _day(m[3], _month(m[1]), m[2])),
        (COMPACT, lambda m: _day(m[1], int(m[2]), m[3])),
    )


def _day_first(m: re.Match[str]) -> int:
    return _day(m[3], int(m[2]), m[1])


def _month_first(m: re.Match[str]) -> int:
    return _day(m[3], int(m[1]), m[2])


def _day(year: str, month: int, day: str) -> int:
    full = int(year) if len(year) > len("26") else CENTURY + int(year)
    try:
        return int(datetime(full, month, int(day), tzinfo=UTC).timestamp())
    except ValueError as error:
        raise NotATime(f"{year}-{month}-{day}") from error


def _month(name: str) -> int:
    try:
        return MONTH_NUMBERS[name[:3].lower()]
    except KeyError as error:
        raise NotATime(name) from error


def _as_seconds(text: str, form: str) -> int:
    """By a format of the mapping; ValueError if it does not fit."""
    if "%z" in form:
        found = datetime.strptime(text, form).astimezone(UTC)
        return int(found.timestamp()) + ABSOLUTE
    found = datetime.strptime(f"{text} +0000", f"{form} %z")
    return int(found.timestamp())


def _serial(days: float) -> int:
    """A spreadsheet's number: days since the end of 1899, in local time."""
    return int((SERIAL_ZERO + timedelta(seconds=round(days * DAY))).timestamp())
