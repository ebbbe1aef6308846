"""What speaks for and against two reports telling of one act, in points and in words.

The points are log-odds in spirit: evidence adds up, `JOIN_MIN` is the line. A few things are not weighed but
settle it: two mentions of one article are two acts, two spots that are apart are two acts (unless both name
the same dead leader: a person is killed once), and so are two countries. The table was set on the annotated
development articles and on generated worlds; `tests/bench/bench_resolve.py` prints how it does.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from streams.core.resolve.places import Level, Relation, Spot, relation
from streams.core.resolve.told import Told

JOIN_MIN = 3.0
"""Points from which two reports are of one act."""

BLOCKED = -99.0

UNTOLD_PLACE = 0.6
"""A report that names no place is sooner one more of a known act than the only one of another."""

_WEAPON_KIN: dict[frozenset[str], float] = {
    frozenset({"rocket", "missile"}): -0.3,
    frozenset({"rocket", "mortar"}): -0.3,
    frozenset({"missile", "mortar"}): -1.0,
    frozenset({"drone", "airstrike"}): 0.2,
    frozenset({"missile", "airstrike"}): -0.3,
    frozenset({"vehicle", "ied"}): 0.0,
}
"""Weapons that reporters take for each other."""

OTHER_WEAPON = -3.3
"""Drones at a base and rockets at it on one day are two acts, unless much else agrees."""

TOLL_MAX = 2.5
"""For the same toll in both: the larger it is, the less by chance."""

_PLACE_POINTS = {Level.POINT: 3.0, Level.TOWN: 2.0, Level.BROAD: 1.2}


_NOBODY: frozenset[str] = frozenset()


class Loyalties:
    """Which factions belong together: a coalition and its members do not contradict."""

    def __init__(self, member_of: dict[str, frozenset[str]]) -> None:
        self.member_of = member_of
        """Each faction's coalitions, those of its coalitions included."""
        self._kin: dict[tuple[str, str], bool] = {}

    def kin(self, one: str, other: str) -> bool:
        """One is the other's coalition, or they share one."""
        known = self._kin.get((one, other))
        if known is None:
            mine, theirs = self.member_of.get(one, frozenset()), self.member_of.get(other, frozenset())
            known = self._kin[one, other] = one in theirs or other in mine or bool(mine & theirs)
        return known


class Cluster:
    """Mentions that are taken for one act, with what they say together.

    `lead` opened it: the best told, and the first of `members`. The rest stand in the order in which they joined.
    """

    __slots__ = (
        "_strength",
        "distinct",
        "factions",
        "killed",
        "lead",
        "leaders",
        "members",
        "names",
        "outcome",
        "papers",
        "parties",
        "spot",
        "texts",
        "weapon",
        "wounded",
    )

    def __init__(self, members: Sequence[Told]) -> None:
        self.lead = members[0]
        self.members: list[Told] = []
        self.papers: set[str] = set()
        """Roots of the articles that it is told by."""
        self.texts: set[str] = set()
        # Most acts need no more than what their first report has: shared with it, not copied.
        self.factions: frozenset[str] = _NOBODY
        self.parties: frozenset[str] = _NOBODY
        self.names: frozenset[str] = _NOBODY
        self.killed: tuple[int, ...] = ()
        self.wounded: tuple[int, ...] = ()
        self.leaders: tuple[str, ...] = ()
        self.weapon: str | None = None
        self.outcome: str | None = None
        self.spot: Spot | None = None
        self.distinct = False
        self._strength: tuple[int, int, datetime, str] | None = None
        for told in members:
            self.add(told)

    def add(self, told: Told) -> None:
        """Take one more mention in."""
        self._strength = None
        self.members.append(told)
        self.papers.add(told.paper.root)
        self.texts.add(told.text)
        self.factions = _joined(self.factions, told.factions)
        self.parties = _joined(self.parties, told.parties)
        self.names = _joined(self.names, told.names)
        if told.killed is not None and told.killed not in self.killed:
            self.killed += (told.killed,)
        if told.wounded is not None and told.wounded not in self.wounded:
            self.wounded += (told.wounded,)
        for leader in told.leaders:
            if leader not in self.leaders:
                self.leaders += (leader,)
        self.weapon = self.weapon or told.weapon
        self.outcome = self.outcome or told.outcome
        self.distinct = self.distinct or told.distinct
        if told.spot is not None and (self.spot is None or told.spot.level < self.spot.level):
            self.spot = told.spot

    @property
    def strength(self) -> tuple[int, int, datetime, str]:
        """Sorts the better supported first: by voices, by reports, then by who told it first."""
        if self._strength is None:
            voices = {told.paper.voice for told in self.members}
            first = min((told.paper.published, told.mention_id) for told in self.members)
            self._strength = (-len(voices), -len(self.members), *first)
        return self._strength


class Scale:
    """Adds up points, and leaves the words."""

    __slots__ = ("points",)

    def __init__(self) -> None:
        self.points = 0.0

    def put(self, points: float, text: str, *values: object) -> None:  # noqa: ARG002  # words are for those who keep them
        """Weigh one piece of evidence. `text` is a format of `values`; of a set it tells the first."""
        self.points += points


class Reasons(Scale):
    """Keeps the words too, for those who ask why."""

    __slots__ = ("against", "in_favour")

    def __init__(self) -> None:
        super().__init__()
        self.in_favour: list[str] = []
        self.against: list[str] = []

    def put(self, points: float, text: str, *values: object) -> None:
        """Weigh one piece of evidence and note it down."""
        self.points += points
        (self.in_favour if points >= 0 else self.against).append(_said(text, values) if values else text)


@lru_cache(maxsize=5_000)
def _said(text: str, values: tuple[object, ...]) -> str:
    """The words of a reason. The same few are said again and again."""
    return text.format(*(min(value) if isinstance(value, frozenset) else value for value in values))


def weigh(told: Told, cluster: Cluster, loyalties: Loyalties, scale: Scale) -> float:
    """Points for `told` being one more report of the cluster's act, days aside; `BLOCKED` where it cannot be."""
    if not _possible(told, cluster, scale):
        return BLOCKED
    if told.weapon is not None and cluster.weapon is not None:
        _weapon(told.weapon, cluster.weapon, scale)
    if told.counterparty is not None:
        _counterparty(told, cluster, scale)
    if told.factions and cluster.factions:
        _factions(told.factions, cluster.factions, loyalties, scale)
    if told.killed is not None and cluster.killed:
        _toll(told.killed, cluster.killed, "killed", scale)
    if told.wounded is not None and cluster.wounded:
        _toll(told.wounded, cluster.wounded, "wounded", scale)
    if told.outcome is not None and cluster.outcome is not None:
        if told.outcome == cluster.outcome:
            scale.put(0.3, "both {}", told.outcome)
        else:
            scale.put(-0.3, "{} in the one, {} in the other", told.outcome, cluster.outcome)
    if told.distinct and not cluster.distinct:
        scale.put(-0.8, "the text sets it apart from another act")
    if told.text in cluster.texts:
        scale.put(3.0, "the same sentence")
    return scale.points


def _possible(told: Told, cluster: Cluster, scale: Scale) -> bool:
    """False where article, country or place settle that these are two acts."""
    if told.paper.root in cluster.papers:
        scale.put(BLOCKED, "one article tells of both as two acts")
        return False
    country = cluster.lead.country
    if told.country and country:
        if told.country != country:
            scale.put(BLOCKED, "one in {}, the other in {}", told.country, country)
            return False
        scale.put(0.5, "same country")
    same_leader = bool(told.leaders) and bool(cluster.leaders) and _leaders(told, cluster, scale)
    if told.spot is not None and cluster.spot is not None:
        return _place(told.spot, cluster.spot, same_leader, scale)
    scale.put(UNTOLD_PLACE, "one tells no place")
    return True


def _leaders(told: Told, cluster: Cluster, scale: Scale) -> bool:
    if shared := set(cluster.leaders).intersection(told.leaders):
        scale.put(4.0, "both name {} as killed", min(shared))
        return True
    scale.put(-5.0, "{} killed in the one, {} in the other", told.leaders[0], min(cluster.leaders))
    return False


def _place(one: Spot, other: Spot, same_leader: bool, scale: Scale) -> bool:
    """False where the places settle that these are two acts."""
    found = relation(one, other)
    if found == Relation.SAME:
        scale.put(_PLACE_POINTS[one.level], "same place, {}", other.name)
    elif found == Relation.NEAR:
        scale.put(2.0, "{} is beside {}", one.name, other.name)
    elif found == Relation.INSIDE:
        scale.put(1.2, "{} and {}: one lies in the other", one.name, other.name)
    elif found == Relation.OPEN:
        scale.put(0.0, "{} may lie in or about {}", one.name, other.name)
    elif not same_leader:
        scale.put(BLOCKED, "{} and {} are two places apart", one.name, other.name)
        return False
    return True


def _weapon(one: str, other: str, scale: Scale) -> None:
    if one == other:
        scale.put(1.0 if one != "mixed" else 0.7, "weapon {} in both", one)
    elif "mixed" in (one, other):
        scale.put(0.0, "weapons {} and {} do not exclude each other", one, other)
    else:
        points = _WEAPON_KIN.get(frozenset((one, other)), OTHER_WEAPON)
        scale.put(points, "weapon {} in the one, {} in the other", one, other)


def _counterparty(told: Told, cluster: Cluster, scale: Scale) -> None:
    if told.names and cluster.names:
        if shared := cluster.names & told.names:
            scale.put(2.5, "both name {}", max(shared, key=lambda name: (len(name), name)).title())
        else:
            scale.put(-3.0, "{} in the one, {} in the other", told.counterparty, cluster.lead.counterparty)
    elif told.parties and cluster.parties:
        if not told.parties.isdisjoint(cluster.parties):
            scale.put(0.5, "same counterparty")
        else:
            scale.put(-2.0, "counterparty {} in the one, {} in the other", told.parties, cluster.parties)
    elif (told.names and cluster.parties) or (told.parties and cluster.names):
        scale.put(-0.8, "counterparties of different names")


def _factions(named: frozenset[str], others: frozenset[str], loyalties: Loyalties, scale: Scale) -> None:
    if not named.isdisjoint(others):
        scale.put(0.7, "both tie it to {}", named & others)
    elif any(loyalties.kin(one, other) for one in named for other in others):
        scale.put(0.4, "{} and {} belong together", named, others)
    else:
        scale.put(-1.2, "{} in the one, {} in the other", named, others)


def _toll(one: int, others: tuple[int, ...], what: str, scale: Scale) -> None:
    if one in others:
        if one > 0:
            scale.put(min(TOLL_MAX, 0.8 + 0.4 * one.bit_length()), "both {} {}", one, what)
        return
    nearest = min(others, key=lambda other: (abs(other - one), other))
    if max(one, nearest) > 3 * min(one, nearest) + 3:
        scale.put(-1.0, "{} {} in the one, {} in the other", one, what, nearest)


def _joined(some: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    """Both, in a new set only where they differ."""
    if not more or some is more:
        return some
    return some | more if some else more
