"""Statements merged: one announcement, told by many articles, is one entry on the ledger.

The same steps as for acts, on fewer facts (who, what kind, which day): reports of one day are one statement; a
day told by fewer outlets moves to its better told neighbour when it was first told after both had begun; a
report without its exact day joins the latest one in its reach. Each looks a bounded number of days around.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b

from schemas import Citation, Extraction, Statement
from schemas.words import StatementKind
from streams.core.resolve.told import RANGE_MAX_DAYS, UNTOLD_REACH_DAYS, Paper, day_of

REACH_DAYS = RANGE_MAX_DAYS + 5

Line = tuple[str, StatementKind]
"""Faction and kind: only statements of one line can be one."""

Group = tuple["Said", ...]
"""Reports of one statement, the earliest first."""


class Said:
    """One article's report of a statement. Days are ordinals."""

    __slots__ = ("first", "last", "line", "paper", "seed", "statement_id", "text")

    def __init__(self, statement: Statement, paper: Paper) -> None:
        self.paper = paper
        self.statement_id = statement.statement_id
        self.line: Line = (statement.faction, statement.kind)
        self.first = statement.date_from.toordinal() if statement.date_from else None
        self.last = statement.date_to.toordinal() if statement.date_to else self.first
        if self.first is None:
            self.first = self.last
        self.text = statement.evidence.text
        self.seed = ""
        self.reseed(statement.theatre)

    def reseed(self, theatre: str) -> None:
        """Give it the id of the statement that it opens: its story, who said what kind of thing, and the days."""
        told = json.dumps([theatre, self.paper.root, *self.line, self.first, self.last])
        self.seed = "s-" + blake2b(told.encode(), digest_size=10).hexdigest()

    @property
    def exact(self) -> bool:
        """Its day is told."""
        return self.first is not None and self.first == self.last

    @property
    def anchor(self) -> int:
        """The day by which it is filed."""
        return self.last if self.last is not None else self.paper.day

    @property
    def window(self) -> tuple[int, int]:
        """First and last day on which it is looked for."""
        if self.first is None or self.last is None:
            return self.paper.day - UNTOLD_REACH_DAYS, self.paper.day
        return max(self.first, self.last - RANGE_MAX_DAYS), self.last

    @property
    def told_at(self) -> tuple[datetime, str]:
        """Sorts the earliest report first."""
        return self.paper.published, self.statement_id


def tell_statements(extraction: Extraction, paper: Paper) -> list[Said]:
    """The statements of an article; of two with one seed the first by id."""
    found: dict[str, Said] = {}
    for statement in sorted(extraction.statements, key=lambda statement: statement.statement_id):
        said = Said(statement, paper)
        found.setdefault(said.seed, said)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Announcement:
    """A merged statement."""

    statement_id: str
    faction: str
    kind: StatementKind
    date_from: date | None
    date_to: date | None
    citations: tuple[Citation, ...]
    """Every report of it, the earliest first."""


@dataclass(slots=True)
class _Shelf:
    by_day: dict[int, list[Said]] = field(default_factory=dict)
    dirty: set[int] = field(default_factory=set)
    groups: dict[int, tuple[Group, ...]] = field(default_factory=dict)


class Statements:
    """All statements of one theatre that may still change."""

    def __init__(self) -> None:
        self._shelves: dict[Line, _Shelf] = defaultdict(_Shelf)

    def add(self, said: Said) -> None:
        """Take in a report."""
        shelf = self._shelves[said.line]
        shelf.by_day.setdefault(said.anchor, []).append(said)
        shelf.dirty.add(said.anchor)

    def remove(self, said: Said) -> None:
        """Take a report out again."""
        shelf = self._shelves[said.line]
        shelf.by_day[said.anchor].remove(said)
        shelf.dirty.add(said.anchor)
        if not shelf.by_day[said.anchor]:
            del shelf.by_day[said.anchor]

    def settle(self) -> tuple[set[str], list[Announcement]]:
        """Group anew what was touched: ids that are gone, and statements that are new or changed."""
        gone: set[str] = set()
        changed: list[Announcement] = []
        for shelf in self._shelves.values():
            if not shelf.dirty:
                continue
            near = {day + shift for day in shelf.dirty for shift in range(-REACH_DAYS, REACH_DAYS + 1)}
            shelf.dirty.clear()
            for day, groups in _group(shelf.by_day, shelf.groups, near).items():
                known = shelf.groups.pop(day, ())
                if groups:
                    shelf.groups[day] = groups
                gone.update(_id(group) for group in known if group not in groups)
                changed += [_announce(group) for group in groups if group not in known]
        return gone - {announcement.statement_id for announcement in changed}, changed

    def forget(self, before: int) -> None:
        """Drop what is filed under days before `before`."""
        for shelf in self._shelves.values():
            for day in [day for day in shelf.by_day if day < before]:
                del shelf.by_day[day]
                shelf.groups.pop(day, None)
                shelf.dirty.discard(day)


def _group(by_day: dict[int, list[Said]], known: Iterable[int], near: set[int]) -> dict[int, tuple[Group, ...]]:
    """The statements of each day in `near`."""
    span = range(min(near) - REACH_DAYS, max(near) + REACH_DAYS + 1)
    about = {day: by_day[day] for day in span if day in by_day}
    exact = {day: [said for said in filed if said.exact] for day, filed in about.items()}
    exact = {day: filed for day, filed in exact.items() if filed}
    hosts = {day: host for day in exact if (host := _host(exact, day)) is not None and _host(exact, host) is None}
    together: dict[int, list[Said]] = {day: list(filed) for day, filed in exact.items() if day not in hosts}
    for day, host in sorted(hosts.items()):
        together[host] += exact[day]
    loose: dict[int, list[Said]] = defaultdict(list)
    roots = {day: {said.paper.root for said in group} for day, group in together.items()}
    for day, filed in about.items():
        for said in filed:
            if not said.exact:
                first, last = said.window
                days = (at for at in range(last, first - 1, -1) if at in roots and said.paper.root not in roots[at])
                found = next(days, None)
                (loose[day] if found is None else together[found]).append(said)
    return {
        day: tuple(
            tuple(sorted(group, key=lambda said: said.told_at))
            for group in (together.get(day), loose.get(day))
            if group
        )
        for day in near
        if day in together or day in loose or day in known
    }


def _host(exact: dict[int, list[Said]], day: int) -> int | None:
    """The better told neighbouring day that the reports of `day` may mean."""
    mine = exact[day]
    hosts = []
    for other in (day - 1, day + 1):
        theirs = exact.get(other)
        if not theirs or _strength(theirs) > _strength(mine):
            continue
        early, late = (mine, other) if day < other else (theirs, day)
        told_before = min(said.paper.day for said in early) < late
        both_sure = _strength(mine)[0] < -1 and _strength(theirs)[0] < -1
        shared = {said.paper.root for said in mine} & {said.paper.root for said in theirs}
        if not (told_before or both_sure or shared):
            hosts.append((_strength(theirs), other))
    return min(hosts)[1] if hosts else None


def _strength(group: Iterable[Said]) -> tuple[int, int, datetime, str]:
    """Sorts the better told first."""
    members = list(group)
    return -len({said.paper.outlet for said in members}), -len(members), *min(said.told_at for said in members)


def _id(group: Group) -> str:
    return group[0].seed


def _announce(group: Group) -> Announcement:
    exact = [said for said in group if said.exact]
    days = Counter((said.first, said.last) for said in exact or group)
    first, last = min(days, key=lambda span: (-days[span], str(span)))
    return Announcement(
        statement_id=_id(group),
        faction=group[0].line[0],
        kind=group[0].line[1],
        date_from=day_of(first),
        date_to=day_of(last),
        citations=tuple(
            Citation(
                article_id=said.paper.article_id,
                url=said.paper.url,
                source=said.paper.outlet,
                published_at=said.paper.published,
                text=said.text,
            )
            for said in group
        ),
    )
