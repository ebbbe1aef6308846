"""When something read agrees with something annotated: the rules that every score stands on.

- An incident: same kind, same faction (further factions of either side count), days within one of each
  other or none in the gold, same country where both tell one.
- A statement: same faction, same kind, days within one of each other or none in the gold.
- A reported count: same number, same faction. Its bound and first day are slots; its last day is not
  scored, since texts tell it too loosely.

A day read as a range agrees if the range holds the gold day, give or take one, and is itself no longer
than `RANGE_DAYS_MAX`: a range of a month is no date.
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from schemas import Mention, ReportedCount, Statement
from schemas.words import AttributionWord
from streams.core.evaluate.gold import GoldCount, GoldIncident, GoldStatement

RANGE_DAYS_MAX = 3
RECAP_DAYS = (8, 120)
"""Acts told so many days after they happened are neither asked for nor held against the reader."""

_SMALL_WORDS = frozenset({"the", "a", "an", "of", "in", "at", "on", "near", "and", "its", "their", "al", "el"})
_DAY = timedelta(days=1)


def days_agree(first: date | None, last: date | None, gold: date | None) -> bool:
    """Is the day read, as a range, the gold day, give or take one?"""
    if gold is None:
        return True
    if first is None or last is None or (last - first).days >= RANGE_DAYS_MAX:
        return False
    return first - _DAY <= gold <= last + _DAY


def is_recap(first: date | None, last: date | None, published: date) -> bool:
    """Is an act of that day a recap, as seen from the day of publication?"""
    if first is None or last is None:
        return False
    nearest, farthest = RECAP_DAYS
    return published - farthest * _DAY <= first and last <= published - nearest * _DAY


def _factions(item: Mention | GoldIncident) -> set[str]:
    return {faction for faction in (item.faction, *(a.faction for a in item.also)) if faction}


def factions_agree(read: Mention, gold: GoldIncident) -> bool:
    """Do both name no faction, or does the main one of either stand anywhere in the other?"""
    if read.faction is None or gold.faction is None:
        return read.faction is gold.faction
    return read.faction in _factions(gold) or gold.faction in _factions(read)


def incidents_agree(read: Mention, gold: GoldIncident) -> bool:
    """Does the mention tell the annotated act?"""
    return (
        read.kind == gold.kind
        and factions_agree(read, gold)
        and days_agree(read.date_from, read.date_to, gold.date)
        and (read.country is None or gold.country is None or read.country == gold.country)
    )


def incident_closeness(read: Mention, gold: GoldIncident) -> float:
    """Among pairs that agree, which to take: 0 to below 1, by sentence, then by place and day."""
    same_day = read.date_from == read.date_to == gold.date
    near = 1 / (1 + abs(read.sentence - gold.sentence))
    return (4 * near + 2 * same_text(read.place, gold.place) + 2 * same_day) / 10


def sentence_closeness(read: Statement | ReportedCount, gold: GoldStatement | GoldCount) -> float:
    """Among pairs that agree, which to take: by sentence, 0 to 1."""
    return 1 / (1 + abs(read.sentence - gold.sentence))


def statements_agree(read: Statement, gold: GoldStatement) -> bool:
    """Does the statement read tell the annotated one?"""
    same = read.faction == gold.faction and read.kind == gold.kind
    return same and days_agree(read.date_from, read.date_to, gold.date)


def counts_agree(read: ReportedCount, gold: GoldCount) -> bool:
    """Does the running count read tell the annotated one?"""
    return read.count == gold.count and read.faction == gold.faction


def _words(text: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    kept = "".join(c if c.isalnum() else "" if c in "'’‘ʿʾ." else " " for c in plain)
    return set(kept.split()) - _SMALL_WORDS


def same_text(read: str | None, gold: str | None) -> bool:
    """Do two short texts say the same thing: both nothing, or the words of one among those of the other?"""
    if read is None or gold is None:
        return read is gold
    one, other = _words(read), _words(gold)
    return bool(one and other) and (one <= other or other <= one)


def _attribution_of(item: Mention | GoldIncident, faction: str | None) -> AttributionWord:
    others = {a.faction: a.attribution for a in item.also}
    return others.get(faction, item.attribution) if faction and faction != item.faction else item.attribution


def _same_counterparty(read: Mention, gold: GoldIncident, party_of: Mapping[str, str]) -> bool:
    """Loosely, since it is free text: the same party of the watchlist, or a telling word in common."""
    if read.counterparty is None or gold.counterparty is None:
        return read.counterparty is gold.counterparty
    told, read_words = _words(gold.counterparty), _words(read.counterparty)
    parties = {party for name, party in party_of.items() if _words(name) and _words(name) <= told}
    return read.counterparty_id in parties or any(len(word) > 2 for word in told & read_words)


Check = Callable[[Mention, GoldIncident, Mapping[str, str]], bool]

INCIDENT_SLOTS: Mapping[str, Check] = {
    "attribution": lambda read, gold, _: (
        _attribution_of(read, gold.faction) == gold.attribution
        or (read.faction != gold.faction and read.attribution == _attribution_of(gold, read.faction))
    ),
    "date": lambda read, gold, _: read.date_from == read.date_to == gold.date,
    "country": lambda read, gold, _: read.country == gold.country,
    "place": lambda read, gold, _: same_text(read.place, gold.place) or same_text(read.place_name, gold.place),
    "weapon": lambda read, gold, _: read.weapon == gold.weapon,
    "outcome": lambda read, gold, _: read.outcome == gold.outcome,
    "killed": lambda read, gold, _: read.killed == gold.killed,
    "wounded": lambda read, gold, _: read.wounded == gold.wounded,
    "leaders_killed": lambda read, gold, _: (
        {frozenset(_words(name)) for name in read.leaders_killed}
        == {frozenset(_words(name)) for name in gold.leaders_killed}
    ),
    "count": lambda read, gold, _: read.count == gold.count,
    "counterparty": _same_counterparty,
}
"""Slot → is it right? The third argument maps a party's name, case-folded, to its id."""

COUNT_SLOTS: Mapping[str, Callable[[ReportedCount, GoldCount], bool]] = {
    "bound": lambda read, gold: read.bound == gold.bound,
    "since": lambda read, gold: read.since == gold.since,
}
