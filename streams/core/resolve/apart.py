"""Why an act is not one with those beside it: worked out from the reports of both when somebody asks.

Resolution keeps no record of what it refused: there are as many refusals as there are pairs of acts of one day.
"""

from collections.abc import Sequence

from schemas import Incident, MergeNote
from streams.core.resolve.engine import SHIFT_DAYS
from streams.core.resolve.evidence import BLOCKED, JOIN_MIN, Cluster, Loyalties, Reasons, Scale, weigh
from streams.core.resolve.grouping import SAME_DAY, cross_day_points, lump_points, vague_day, window_points
from streams.core.resolve.incidents import note
from streams.core.resolve.told import UNTOLD_REACH_DAYS, Told


def beside(incident: Incident, other: Incident) -> bool:
    """Whether they may be held against each other: of one kind, not in two countries, about the same days."""
    if other.kind != incident.kind or other.incident_id == incident.incident_id:
        return False
    if incident.country and other.country and incident.country != other.country:
        return False
    first, last = _days(incident)
    other_first, other_last = _days(other)
    return other_first <= last + SHIFT_DAYS and first <= other_last + SHIFT_DAYS


def refusal(one: Sequence[Told], other: Sequence[Told], loyalties: Loyalties) -> MergeNote:
    """What speaks for and against the acts of these reports being one. `mention_id` of the note is the other's."""
    reasons = Reasons()
    mine, theirs = _act(one), _act(other)
    _compare(mine, theirs, loyalties, reasons)
    if reasons.points >= JOIN_MIN:
        reasons.against.append("another act fits better")
    return note(theirs.lead, mine.lead, False, reasons)


def _act(tolds: Sequence[Told]) -> Cluster:
    """An act without what is only attached to it: vague mentions, and lumps that it helps to fill."""
    kind = min(_precision(told) for told in tolds)
    return Cluster(sorted((told for told in tolds if _precision(told) == kind), key=lambda told: told.rank))


def _precision(told: Told) -> int:
    return 2 if told.count > 1 else 0 if told.exact else 1


def _compare(one: Cluster, other: Cluster, loyalties: Loyalties, scale: Scale) -> None:
    """The very question that was asked when they were grouped (grouping.py)."""
    sure, loose = sorted((one, other), key=lambda act: (_precision(act.lead), act.lead.rank))
    of_lump, exact = _precision(loose.lead) == 2, _precision(loose.lead) == 0
    if of_lump and _precision(sure.lead) < 2:
        lump_points(sure, loose, loyalties, scale)
    elif exact and sure.lead.anchor != loose.lead.anchor:
        stronger, weaker = sorted((one, other), key=lambda act: act.strength)
        cross_day_points(weaker, stronger, loyalties, scale)
    else:
        points = SAME_DAY if exact else _vague_points(loose.lead, sure.lead)
        scale.put(points, "same day" if exact else "days apart" if points <= BLOCKED else "perhaps of one day")
        weigh(loose.lead, sure, loyalties, scale)


def _vague_points(loose: Told, sure: Told) -> float:
    return window_points(loose, sure.anchor, sure.anchor) if sure.exact else vague_day(loose, sure)


def _days(incident: Incident) -> tuple[int, int]:
    """First and last day that it may be of, as ordinals."""
    told = incident.known_at.toordinal()
    first = incident.date_from.toordinal() if incident.date_from else told - UNTOLD_REACH_DAYS
    return first, incident.date_to.toordinal() if incident.date_to else told
