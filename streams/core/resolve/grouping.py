"""From mentions to clusters, in steps each of which looks a few days far and no further.

1. `gather`: mentions of one day and country, best told first; each joins the act that it fits best, or opens one.
2. `host_of`: an act may be dated a day off. A weaker act moves to a stronger one of the day before or after when
   the evidence holds; a host that would move itself is no host, so that daily attacks at one base never chain.
3. `choose`: a vague mention (no exact day, or no country) attaches to the one act that it fits best; it is never
   part of the grouping itself, so it cannot bridge two.
4. `lump_for`: a single act fills up at most one lump ("four attacks within hours") that covers it.

All are pure; the engine (engine.py) remembers their answers and asks again only where something changed.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from streams.core.resolve.evidence import BLOCKED, JOIN_MIN, Cluster, Loyalties, Scale, weigh
from streams.core.resolve.places import Level, Relation, relation
from streams.core.resolve.told import Told

SAME_DAY = 1.5
DAY_OFF = -1.5
DAY_OFF_UNSUPPORTED = -2.5
"""Both sides rest on one outlet: nothing says which of them is misdated, if any."""

BOTH_SUPPORTED = -1.2
TOLD_BEFORE = -2.5

LUMP_MIN = 1.5
"""Points, day included, from which a single act is one of a lump."""


def gather(
    tolds: Iterable[Told], loyalties: Loyalties, day_points: Callable[[Told, Told], float]
) -> tuple[Cluster, ...]:
    """Cluster mentions that are filed together. `day_points` weighs the days of a mention and a cluster's lead."""
    clusters: list[Cluster] = []
    for told in sorted(tolds, key=attrgetter("rank")):
        best, joined = JOIN_MIN, None
        for cluster in clusters:
            points = weigh(told, cluster, loyalties, Scale()) + day_points(told, cluster.lead)
            if points > best or (points == best and joined is None):
                best, joined = points, cluster
        if joined is None:
            clusters.append(Cluster([told]))
        else:
            joined.add(told)
    return tuple(clusters)


def same_day(_told: Told, _lead: Told) -> float:
    """Points of two mentions of one cell."""
    return SAME_DAY


def window_points(told: Told, first: int, last: int) -> float:
    """Points for an act of `first` to `last` lying where a mention looks for it; narrow windows say more."""
    start, end = told.window
    if last < start or first > end:
        return BLOCKED
    if told.last is None:
        return 0.0
    days = end - start + 1
    return SAME_DAY if days == 1 else 1.0 if days == 2 else 0.4 if days <= 7 else 0.0


def vague_day(told: Told, lead: Told) -> float:
    """Points of two vague mentions that are filed under one day."""
    return window_points(told, *lead.window) if lead.last is not None or told.last is not None else 0.4


def cross_day_points(weaker: Cluster, stronger: Cluster, loyalties: Loyalties, scale: Scale) -> float:
    """Points for two acts of neighbouring days being one act that one side dates a day off."""
    if weaker.papers & stronger.papers:
        scale.put(BLOCKED, "one article tells of both as two acts")
        return BLOCKED
    in_order = weaker.lead.anchor < stronger.lead.anchor
    early, late = (weaker, stronger) if in_order else (stronger, weaker)
    voices = -weaker.strength[0], -stronger.strength[0]
    weigh(weaker.lead, stronger, loyalties, scale)
    if max(voices) == 1:
        scale.put(DAY_OFF_UNSUPPORTED, "one day apart, each told by one outlet")
    else:
        scale.put(DAY_OFF, "one day apart")
    if min(voices) > 1:
        scale.put(BOTH_SUPPORTED, "each day is told by outlets of its own")
    if min(told.paper.day for told in early.members) < late.lead.anchor:
        scale.put(TOLD_BEFORE, "the earlier one was told before the later day began")
    return scale.points


def host_of(cluster: Cluster, neighbours: Sequence[Cluster], loyalties: Loyalties) -> Cluster | None:
    """The act of a neighbouring day that this one may be a misdated report of."""
    if cluster.spot is None:
        return None
    best: tuple[float, Cluster] | None = None
    for other in neighbours:
        if other.strength >= cluster.strength or relation(cluster.spot, other.spot) not in _TOGETHER:
            continue
        points = cross_day_points(cluster, other, loyalties, Scale())
        if points >= JOIN_MIN and (best is None or (-points, other.strength) < (-best[0], best[1].strength)):
            best = points, other
    return None if best is None else best[1]


_TOGETHER = (Relation.SAME, Relation.NEAR, Relation.INSIDE)


def choose(told: Told, acts: Iterable[Cluster], loyalties: Loyalties) -> Cluster | None:
    """The act that a vague mention fits best; of equals the latest, then the better supported."""
    best: tuple[float, int, Cluster] | None = None
    for act in acts:
        day = act.lead.anchor
        points = window_points(told, day, day)
        if points > BLOCKED:
            points += weigh(told, act, loyalties, Scale())
        if points < JOIN_MIN:
            continue
        if best is None or (-points, -day, act.strength) < (-best[0], -best[1], best[2].strength):
            best = points, day, act
    return None if best is None else best[2]


def lump_for(act: Cluster, lumps: Iterable[Cluster], loyalties: Loyalties) -> Cluster | None:
    """The lump that counts this single act in, if any."""
    fitting = [
        (-points, lump.strength, number, lump)
        for number, lump in enumerate(lumps)
        if (points := lump_points(act, lump, loyalties, Scale())) >= LUMP_MIN
    ]
    return min(fitting)[3] if fitting else None


def lump_points(act: Cluster, lump: Cluster, loyalties: Loyalties, scale: Scale) -> float:
    """Points for `act` being one of those that `lump` counts."""
    if act.papers & lump.papers:
        scale.put(BLOCKED, "the article of the lump tells of it apart from the lump")
        return BLOCKED
    lead, spot = act.lead, lump.lead.spot
    points = window_points(lump.lead, *lead.window)
    if points <= BLOCKED:
        scale.put(BLOCKED, "not on the days of the lump")
        return BLOCKED
    if spot is not None and spot.level == Level.POINT and relation(spot, act.spot) not in _TOGETHER:
        scale.put(BLOCKED, "not at the place of the lump")
        return BLOCKED
    scale.put(points, "on the days of the lump")
    return points + weigh(lead, lump, loyalties, scale)
