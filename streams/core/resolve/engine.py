"""The engine of resolution: the set of mentions in, the acts that changed out.

It keeps what each step of grouping.py answered, filed by day, and after a batch asks again only for the days
that the batch touches, a fixed number of days around them included. So the cost of a mention does not depend
on how much history there is, and the result is the same as if all had been grouped at once: no step looks at
anything but the sets it is given.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from schemas.words import Kind
from streams.core.resolve.evidence import Cluster, Loyalties
from streams.core.resolve.grouping import choose, gather, host_of, lump_for, same_day, vague_day
from streams.core.resolve.told import RANGE_MAX_DAYS, Told

Cell = tuple[Kind, str, int]
"""Kind, country, day: where mentions with an exact day are filed."""

File = tuple[Kind, int]
"""Kind and day: where vague mentions and lumps are filed."""

SHIFT_DAYS = 1
"""How far a date may be off."""

_RANK = attrgetter("rank")

LOOK_BACK_DAYS = 2 * RANGE_MAX_DAYS + 3 * SHIFT_DAYS
"""How far before an act mentions can lie that decide how it is grouped: a lump's days, and those of the vague
mentions that may fill it."""


@dataclass(frozen=True, slots=True)
class Act:
    """One incident in the making."""

    root: Cluster
    attached: tuple[Told, ...]
    """Vague mentions, and lumps that single acts fill up entirely."""
    count: int
    fills: tuple[Cluster, ...]
    """Of a lump: the single acts that it counts in."""


@dataclass(slots=True)
class Shelf:
    """Mentions filed under their last day, found by any day that they cover."""

    filed: dict[File, list[Told]] = field(default_factory=dict)
    covers: dict[File, Counter[int]] = field(default_factory=dict)
    dirty: set[File] = field(default_factory=set)

    def add(self, told: Told) -> None:
        """File a mention."""
        self.filed.setdefault((told.kind, told.anchor), []).append(told)
        self.dirty.add((told.kind, told.anchor))
        for day in _days(told):
            self.covers.setdefault((told.kind, day), Counter())[told.anchor] += 1

    def remove(self, told: Told) -> None:
        """Take a mention out."""
        place = (told.kind, told.anchor)
        self.filed[place].remove(told)
        self.dirty.add(place)
        if not self.filed[place]:
            del self.filed[place]
        for day in _days(told):
            cover = self.covers[told.kind, day]
            cover[told.anchor] -= 1
            if not cover[told.anchor]:
                del cover[told.anchor]
            if not cover:
                del self.covers[told.kind, day]

    def covering(self, kind: Kind, day: int) -> list[File]:
        """Where mentions are filed that can be of this day, in order."""
        return [(kind, anchor) for anchor in sorted(self.covers.get((kind, day), ()))]


class Engine:
    """All mentions of one theatre that may still change, and what they were grouped into."""

    def __init__(self, loyalties: Loyalties) -> None:
        self.loyalties = loyalties
        self._cells: dict[Cell, list[Told]] = {}
        self._countries: dict[File, dict[str, int]] = {}
        self._dirty: set[Cell] = set()
        self._daily: dict[Cell, tuple[Cluster, ...]] = {}
        self._merged: dict[Cell, tuple[Cluster, ...]] = {}
        self._vague = Shelf()
        self._choices: dict[File, dict[Cluster, list[Told]]] = {}
        self._loose: dict[File, tuple[Cluster, ...]] = {}
        self._attached: dict[Cluster, dict[File, list[Told]]] = {}
        self._lumps = Shelf()
        self._lumped: dict[File, tuple[Cluster, ...]] = {}
        self._holder: dict[Cluster, Cluster] = {}
        """A lump that single acts fill up entirely → the one of them that holds its mentions."""
        self._held: dict[Cluster, set[Cluster]] = {}

    def add(self, told: Told) -> None:
        """Take in a mention."""
        if told.count > 1:
            self._lumps.add(told)
        elif not told.exact:
            self._vague.add(told)
        else:
            cell = _cell(told)
            self._cells.setdefault(cell, []).append(told)
            countries = self._countries.setdefault((told.kind, told.anchor), {})
            countries[cell[1]] = countries.get(cell[1], 0) + 1
            self._dirty.add(cell)

    def remove(self, told: Told) -> None:
        """Take a mention out again."""
        if told.count > 1:
            self._lumps.remove(told)
        elif not told.exact:
            self._vague.remove(told)
        else:
            cell = _cell(told)
            self._cells[cell].remove(told)
            if not self._cells[cell]:
                del self._cells[cell]
            countries = self._countries[told.kind, told.anchor]
            countries[cell[1]] -= 1
            if not countries[cell[1]]:
                del countries[cell[1]]
            self._dirty.add(cell)

    def settle(self) -> tuple[set[Cluster], list[Act]]:
        """Group anew what was touched: roots that are gone, and acts that are new or may have changed."""
        touched = _Touched()
        self._settle_days(touched)
        self._settle_vague(touched)
        self._settle_lumps(touched)
        acts = [self._act(root) for root in touched.changed - touched.gone if root not in self._holder]
        return touched.gone | self._holder.keys() & touched.changed, acts

    def forget(self, before: int) -> list[Cluster]:
        """Drop all that is filed under days before `before`, without a word: nothing can change it any more.

        Returns the roots of the incidents that are let go; a lump that single acts fill up entirely is none.
        """
        roots: list[Cluster] = []
        for cell in [cell for cell in {*self._cells, *self._merged} if cell[2] < before]:
            self._cells.pop(cell, None)
            self._daily.pop(cell, None)
            self._countries.pop((cell[0], cell[2]), None)
            roots += self._merged.pop(cell, ())
        for shelf, clusters in ((self._vague, self._loose), (self._lumps, self._lumped)):
            for place in [place for place in shelf.filed if place[1] < before]:
                for told in list(shelf.filed[place]):
                    shelf.remove(told)
                shelf.dirty.discard(place)
                self._choices.pop(place, None)
                roots += clusters.pop(place, ())
        incidents = [root for root in roots if root not in self._holder]
        for root in roots:
            self._attached.pop(root, None)
            self._held.pop(root, None)
            self._holder.pop(root, None)
        return incidents

    # Days: grouping within a day, then across neighbouring days.

    def _settle_days(self, touched: "_Touched") -> None:
        reached: set[Cell] = set()
        for cell in sorted(self._dirty):
            known = self._daily.pop(cell, ())
            found = _kept(known, gather(self._cells.get(cell, ()), self.loyalties, same_day))
            if found:
                self._daily[cell] = found
            if found != known:
                kind, country, day = cell
                reach = range(
                    day - 3 * SHIFT_DAYS, day + 3 * SHIFT_DAYS + 1
                )  # a guest, its host, the host's other guests
                reached.update((kind, country, other) for other in reach)
        self._dirty.clear()
        hosts: dict[Cluster, Cluster | None] = {}
        for cell in sorted(reached):
            known = self._merged.pop(cell, ())
            found = _kept(known, self._merge(cell, hosts))
            if found:
                self._merged[cell] = found
            touched.replace(known, found)

    def _merge(self, cell: Cell, hosts: dict[Cluster, Cluster | None]) -> tuple[Cluster, ...]:
        found = []
        for cluster in self._daily.get(cell, ()):
            best = self._best_host(cluster, hosts)
            if best is not None and cluster in self._guests(best, hosts):
                continue
            guests = self._guests(cluster, hosts)
            joined = [*cluster.members, *(told for guest in guests for told in guest.members)]
            found.append(Cluster(joined) if guests else cluster)
        return tuple(found)

    def _guests(self, host: Cluster, hosts: dict[Cluster, Cluster | None]) -> list[Cluster]:
        """The misdated clusters that a host takes in: none where it would move itself, one of each article."""
        if self._best_host(host, hosts) is not None:
            return []
        accepted: list[Cluster] = []
        asking = [other for other in self._beside(host) if self._best_host(other, hosts) is host]
        for guest in sorted(asking, key=lambda guest: guest.strength):
            if not any(guest.papers & other.papers for other in accepted):
                accepted.append(guest)
        return accepted

    def _beside(self, cluster: Cluster) -> list[Cluster]:
        kind, country, day = _cell(cluster.lead)
        days = (day - SHIFT_DAYS, day + SHIFT_DAYS)
        return [other for shifted in days for other in self._daily.get((kind, country, shifted), ())]

    def _best_host(self, cluster: Cluster, hosts: dict[Cluster, Cluster | None]) -> Cluster | None:
        if cluster not in hosts:
            hosts[cluster] = host_of(cluster, self._beside(cluster), self.loyalties)
        return hosts[cluster]

    # Vague mentions: each attaches to one act, or they open acts of their own.

    def _settle_vague(self, touched: "_Touched") -> None:
        dirty = {place for kind, day in touched.days for place in self._vague.covering(kind, day)} | self._vague.dirty
        self._vague.dirty.clear()
        for place in sorted(dirty):
            choices: dict[Cluster, list[Told]] = defaultdict(list)
            loose = []
            for told in sorted(self._vague.filed.get(place, ()), key=_RANK):
                act = self._chosen(told, choices)
                if act is None:
                    loose.append(told)
                else:
                    choices[act].append(told)
            known_loose = self._loose.pop(place, ())
            found = _kept(known_loose, gather(loose, self.loyalties, vague_day))
            if found:
                self._loose[place] = found
            touched.replace(known_loose, found)
            known = self._choices.pop(place, {})
            if choices:
                self._choices[place] = dict(choices)
            for act in known.keys() | choices.keys():
                if known.get(act) != choices.get(act):
                    self._attach(act, place, choices.get(act))
                    touched.changed.add(act)

    def _chosen(self, told: Told, taken: dict[Cluster, list[Told]]) -> Cluster | None:
        first, last = told.window
        acts = (
            root
            for day in range(first, last + 1)
            for country in sorted(self._countries.get((told.kind, day), ()))
            if told.country in (None, country)
            for root in self._merged.get((told.kind, country, day), ())
            if all(other.paper.root != told.paper.root for other in taken.get(root, ()))
        )
        return choose(told, acts, self.loyalties)

    def _attach(self, act: Cluster, place: File, tolds: list[Told] | None) -> None:
        attached = self._attached.setdefault(act, {})
        attached.pop(place, None)
        if tolds:
            attached[place] = tolds
        if not attached:
            del self._attached[act]

    # Lumps: single acts fill them up.

    def _settle_lumps(self, touched: "_Touched") -> None:
        for place in sorted(self._lumps.dirty):
            known = self._lumped.pop(place, ())
            found = _kept(known, gather(self._lumps.filed.get(place, ()), self.loyalties, vague_day))
            if found:
                self._lumped[place] = found
            touched.replace(known, found)
            for lump in {*known} - {*found}:
                self._hold(lump, None, touched)
        self._lumps.dirty.clear()
        near = {place for kind, day in self._chosen_anew(touched.days) for place in self._lumps.covering(kind, day)}
        for place in sorted(near):
            for lump in self._lumped[place]:
                fills = self._fills(lump)
                full = sum(act.lead.count for act in fills) >= _count(lump)
                self._hold(lump, fills[0] if full else None, touched)
                touched.changed.add(lump)

    def _chosen_anew(self, days: set[File]) -> set[File]:
        """Those days, and the other days of acts that may be of one of them: such an act chooses among the lumps of all
        its days, so a lump that comes on one of them may take it from a lump of another."""
        loose = (
            act for kind, day in days for place in self._vague.covering(kind, day) for act in self._loose.get(place, ())
        )
        return days | {(act.lead.kind, day) for act in loose for day in _days(act.lead)}

    def _hold(self, lump: Cluster, holder: Cluster | None, touched: "_Touched") -> None:
        known = self._holder.pop(lump, None)
        if known is not None:
            self._held[known].discard(lump)
            if not self._held[known]:
                del self._held[known]
            touched.changed.add(known)
        if holder is not None:
            self._holder[lump] = holder
            self._held.setdefault(holder, set()).add(lump)
            touched.changed.add(holder)

    def _fills(self, lump: Cluster) -> tuple[Cluster, ...]:
        """The single acts that a lump counts in, the best supported first."""
        found: set[Cluster] = set()
        for day in _days(lump.lead):
            for act in self._singles(lump.lead.kind, day):
                if act not in found and lump_for(act, self._lumps_about(act), self.loyalties) is lump:
                    found.add(act)
        return tuple(sorted(found, key=lambda act: act.strength))

    def _singles(self, kind: Kind, day: int) -> Iterator[Cluster]:
        for country in sorted(self._countries.get((kind, day), ())):
            yield from self._merged.get((kind, country, day), ())
        for place in self._vague.covering(kind, day):
            yield from self._loose.get(place, ())

    def _lumps_about(self, act: Cluster) -> list[Cluster]:
        places = {place for day in _days(act.lead) for place in self._lumps.covering(act.lead.kind, day)}
        return [lump for place in sorted(places) for lump in self._lumped.get(place, ())]

    def _act(self, root: Cluster) -> Act:
        if root.lead.count > 1:
            fills = self._fills(root)
            return Act(root, (), max(1, _count(root) - len(fills)), fills)
        attached = [told for tolds in self._attached.get(root, {}).values() for told in tolds]
        attached += [told for lump in self._held.get(root, ()) for told in lump.members]
        return Act(root, tuple(sorted(attached, key=_RANK)), 1, ())


@dataclass(slots=True)
class _Touched:
    """What one settling led to."""

    gone: set[Cluster] = field(default_factory=set)
    changed: set[Cluster] = field(default_factory=set)
    days: set[File] = field(default_factory=set)
    """Days about which an act changed."""

    def replace(self, known: Iterable[Cluster], found: Iterable[Cluster]) -> None:
        """`found` stands where `known` stood; what is in both is unchanged."""
        before, after = set(known), set(found)
        self.gone |= before - after
        self.changed |= after - before
        for cluster in before ^ after:
            self.days.update((cluster.lead.kind, day) for day in _days(cluster.lead))


def _cell(told: Told) -> Cell:
    assert told.country is not None
    return told.kind, told.country, told.anchor


def _days(told: Told) -> range:
    first, last = told.window
    return range(first, last + 1)


def _count(lump: Cluster) -> int:
    """How many acts a lump counts: by the newest report of it."""
    return max(lump.members, key=lambda told: (*told.paper.order, told.mention_id)).count


def _kept(known: tuple[Cluster, ...], found: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """`found`, with the objects of `known` where they hold the same mentions."""
    if not known:
        return found
    same = {tuple(cluster.members): cluster for cluster in known}
    return tuple(same.get(tuple(cluster.members), cluster) for cluster in found)
