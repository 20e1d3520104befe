"""Whether a rota keeps its hard rules: quarter of an hour by quarter, with nothing shared.

It reads an instance and nothing else of the generator, and counts ticks of 15 minutes in
sets, so that no clever arithmetic can be wrong in the same way twice.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

TICK = 15


def tick(when: datetime) -> int:
    """Quarters of an hour since 1970."""
    seconds = int(when.timestamp())
    assert seconds % (TICK * 60) == 0
    return seconds // (TICK * 60)


def ticks(one) -> range:
    return range(tick(one.starts), tick(one.ends))


def broken_rules(asked, found) -> list[str]:
    """The rules that a rota breaks, each with who or what; empty is what is wanted."""
    told = []
    crowd = Counter(place for place, _ in found)
    for place, one in enumerate(asked.slots):
        if crowd[place] != one.demand:
            told.append(f"slot {place} has {crowd[place]} of {one.demand}")
        for need in one.needs:
            able = [
                who
                for at, who in found
                if at == place
                and asked.workers[who].skills.get(need.skill, 0) >= need.level
            ]
            if len(able) < need.count:
                told.append(f"slot {place} lacks a skill")
    for who in range(len(asked.workers)):
        mine = [asked.slots[place] for place, by in found if by == who]
        told += [
            f"{who}: {words}" for words in _of_one(asked, asked.workers[who], mine)
        ]
    return told


def _of_one(asked, worker, mine) -> list[str]:
    told = []
    if not mine:
        return told
    limits, all_shifts = asked.limits, [*mine, *worker.fixed]
    worked = Counter(moment for one in all_shifts for moment in ticks(one))
    if any(worked[moment] > 1 for one in mine for moment in ticks(one)):
        told.append("at two places at once")
    for one in worker.away:
        gone = set(range(tick(one.starts), -(-int(one.ends.timestamp()) // 900)))
        if any(gone & set(ticks(shift)) for shift in mine):
            told.append("at work while away")
    if limits.rest is not None and _is_tired(mine, all_shifts, limits.rest // TICK):
        told.append("too little rest")
    weeks = {_week(moment, asked.zone) for one in mine for moment in ticks(one)}
    for week in weeks:
        told += _of_week(asked, week, set(worked), worker)
    nights = {one.night for one in mine if one.night}
    if limits.nights is not None:
        for night in nights:
            told += _of_night(night, nights, nights | worker.nights, limits.nights)
    return told


def _is_tired(mine, all_shifts, rest: int) -> bool:
    for one in mine:
        around = {*range(tick(one.starts) - rest, tick(one.ends) + rest)}
        if any(around & set(ticks(other)) for other in all_shifts if other != one):
            return True
    return False


def _week(moment: int, zone) -> tuple[int, int]:
    local = datetime.fromtimestamp(moment * TICK * 60, UTC).astimezone(zone)
    year, week, _ = local.isocalendar()
    return year, week


def _of_week(asked, week, worked: set[int], worker) -> list[str]:
    told, limits = [], asked.limits
    near = min(moment for moment in worked if _week(moment, asked.zone) == week)
    reach = range(near - 8 * 96, near + 8 * 96)
    moments = [moment for moment in reach if _week(moment, asked.zone) == week]
    spent = sum(moment in worked for moment in moments) * TICK
    if limits.weekly_work is not None and spent > limits.weekly_work:
        told.append(f"{spent} minutes in a week")
    fixed = {moment for one in worker.fixed for moment in ticks(one)}
    least = limits.weekly_rest
    if least is not None and _rest(moments, fixed) >= least > _rest(moments, worked):
        told.append("no free stretch in a week")
    return told


def _rest(moments: list[int], worked: set[int]) -> int:
    longest = length = 0
    for moment in moments:
        length = 0 if moment in worked else length + 1
        longest = max(longest, length)
    return longest * TICK


def _of_night(night, ours, nights, limit: int) -> list[str]:
    for back in range(limit + 1):
        first = night - timedelta(days=back)
        if all(first + timedelta(days=ahead) in nights for ahead in range(limit + 1)):
            return [f"more than {limit} nights around {night}"]
    return []
