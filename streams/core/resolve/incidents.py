"""From an act to the incident that is published: what all its reports say together, and why they are one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from schemas import Attribution, Incident, MentionRef, MergeNote
from schemas.base import of_checked
from schemas.words import AttributionWord
from streams.core.provenance import Source, source_groups
from streams.core.resolve.engine import Act
from streams.core.resolve.evidence import Cluster, Loyalties, Reasons, weigh
from streams.core.resolve.told import Paper, Told, day_of

WORD_RANK: dict[AttributionWord, int] = {
    "claimed": 5,
    "blamed": 4,
    "suspected": 3,
    "stated": 2,
    "none": 1,
    "denied": 0,
}
"""A claim outranks blame, blame outranks suspicion; a denial takes nothing away from the word of others."""

NOTES_MAX = 60

REFERENCES_MAX = 400
"""Mentions that an incident lists: the first and the last ones told. A record must fit into a message of 1 MB."""

ALIASES_MAX = 2_000

SAID_BY_MAX = 5

V = TypeVar("V", bound=Hashable)

_attribution = of_checked(Attribution)
_reference = of_checked(MentionRef)
_note = of_checked(MergeNote)

_KILLED: Callable[[Told], int | None] = attrgetter("killed")
_WOUNDED: Callable[[Told], int | None] = attrgetter("wounded")


def incident_id(act: Act) -> str:
    """The seed of the earliest mention: it changes only when an earlier report comes in."""
    return min(_members(act), key=_told_at).seed


def build(act: Act, theatre: str, loyalties: Loyalties) -> Incident:
    """The incident of an act."""
    members = sorted(_members(act), key=_told_at)
    root, group = act.root, _groups(members)
    seeds = [told.seed for told in members]
    attributions = _attributions(members, group)
    faction, word = _primary(root.lead.kind, attributions, members)
    killed = _rest(_toll(members, group, _KILLED), act.fills, _KILLED)
    wounded = _rest(_toll(members, group, _WOUNDED), act.fills, _WOUNDED)
    first, last = _days(root)
    sources = len(set(group.values()))
    return Incident(
        incident_id=seeds[0],
        aliases=tuple(sorted({*seeds[1 : ALIASES_MAX + 1]} - {seeds[0]})),
        theatre=theatre,
        kind=root.lead.kind,
        faction=faction,
        attribution=word,
        attributions=attributions,
        counterparty=_most([told.counterparty for told in members], members, group),
        counterparty_id=_most([told.counterparty_id for told in members], members, group),
        date_from=day_of(first),
        date_to=day_of(last),
        country=root.lead.country or next((told.country for told in members if told.country), None),
        place=_place(root, members, group),
        weapon=_most([told.weapon for told in members], members, group),
        outcome=_most([told.outcome for told in members], members, group),
        killed_min=min(killed, default=None),
        killed_max=max(killed, default=None),
        wounded_min=min(wounded, default=None),
        wounded_max=max(wounded, default=None),
        leaders_killed=tuple(sorted({leader for told in members for leader in told.leaders})),
        count=act.count,
        known_at=members[0].paper.published,
        sources=sources,
        single_source=sources == 1,
        mentions=tuple([_refer(told) for told in _listed(members)]),
        notes=tuple(islice(_notes(act, loyalties), NOTES_MAX)),
    )


def _members(act: Act) -> list[Told]:
    return [*act.root.members, *act.attached]


def _listed(members: list[Told]) -> list[Told]:
    if len(members) <= REFERENCES_MAX:
        return members
    return members[: REFERENCES_MAX // 2] + members[-REFERENCES_MAX // 2 :]


def _told_at(told: Told) -> tuple[object, ...]:
    return told.rank[1:]


def _groups(members: Iterable[Told]) -> dict[Paper, int]:
    """Each article's group of dependent sources."""
    papers = list(dict.fromkeys(told.paper for told in members))
    sources = [Source(paper.outlet, paper.wire, paper.fingerprint) for paper in papers]
    return dict(zip(papers, source_groups(sources), strict=True))


def _attributions(members: Sequence[Told], group: dict[Paper, int]) -> tuple[Attribution, ...]:
    voices: dict[tuple[str, AttributionWord], set[str]] = defaultdict(set)
    sources: dict[tuple[str, AttributionWord], set[int]] = defaultdict(set)
    for told in members:
        named = [(also.faction, also.attribution) for also in told.also]
        if told.faction is not None:
            named.append((told.faction, told.attribution))
            if told.said_by is not None:
                voices[told.faction, told.attribution].add(told.said_by)
        for pair in named:
            sources[pair].add(group[told.paper])
    ranked = sorted(sources, key=lambda pair: (-WORD_RANK[pair[1]], -len(sources[pair]), pair))
    return tuple(
        _attribution(
            faction=faction,
            attribution=word,
            said_by=tuple(sorted(voices[faction, word]))[:SAID_BY_MAX],
            sources=len(sources[faction, word]),
        )
        for faction, word in ranked
    )


def _primary(
    kind: str, attributions: Sequence[Attribution], members: Sequence[Told]
) -> tuple[str | None, AttributionWord]:
    """The faction that the act is filed under, and the best word for it. A strike's word is for who struck."""
    best = max((told.attribution for told in members), key=WORD_RANK.__getitem__)
    if not attributions:
        return None, best if kind == "strike" else "none"
    return attributions[0].faction, best if kind == "strike" else attributions[0].attribution


def _toll(members: Sequence[Told], group: dict[Paper, int], value: Callable[[Told], int | None]) -> list[int]:
    """What the newest report of each source says; `members` in order of publication."""
    newest: dict[int, int] = {}
    for told in members:
        told_value = value(told)
        if told_value is not None:
            newest[group[told.paper]] = told_value
    return list(newest.values())


def _rest(tolls: list[int], fills: Iterable[Cluster], value: Callable[[Told], int | None]) -> list[int]:
    """Of a lump: what remains when those that it counts in have told theirs."""
    told = sum(max((value(one) or 0 for one in single.members), default=0) for single in fills)
    return [max(0, toll - told) for toll in tolls]


def _most(values: Sequence[V | None], members: Sequence[Told], group: dict[Paper, int]) -> V | None:
    """What most sources say; of equals what was said last."""
    told_values = {value for value in values if value is not None}
    if len(told_values) < 2:
        return next(iter(told_values), None)
    said: dict[V, set[int]] = defaultdict(set)
    last: dict[V, int] = {}
    for position, (value, told) in enumerate(zip(values, members, strict=True)):
        if value is not None:
            said[value].add(group[told.paper])
            last[value] = position
    return max(said, key=lambda value: (len(said[value]), last[value]), default=None)


def _place(root: Cluster, members: Sequence[Told], group: dict[Paper, int]) -> str | None:
    if root.spot is not None and root.spot.listed:
        return root.spot.name
    spots = [told for told in members if told.spot is not None and told.spot is root.spot]
    return _most([told.place for told in spots], spots, group) or next((t.place for t in members if t.place), None)


def _days(root: Cluster) -> tuple[int | None, int | None]:
    """The day; of a vaguely dated act the days that all its reports allow."""
    lead = root.lead
    if lead.exact:
        return lead.first, lead.last
    dated = [told for told in root.members if told.first is not None and told.last is not None]
    if not dated:
        return None, None
    first, last = max(told.window[0] for told in dated), min(told.window[1] for told in dated)
    return (first, last) if first <= last else (dated[0].first, dated[0].last)


def _refer(told: Told) -> MentionRef:
    return _reference(
        article_id=told.paper.article_id,
        url=told.paper.url,
        source=told.paper.outlet,
        published_at=told.paper.published,
        text=told.text,
        mention_id=told.mention_id,
        attribution=told.attribution,
        faction=told.faction,
        killed=told.killed,
        wounded=told.wounded,
    )


def _notes(act: Act, loyalties: Loyalties) -> Iterator[MergeNote]:
    """Why each further mention is here; and of a lump, which acts it counts in."""
    so_far = Cluster([act.root.lead])
    for told in act.root.members[1:]:
        reasons = Reasons()
        if told.anchor != act.root.lead.anchor and act.root.lead.exact:
            reasons.put(0.0, "dated one day apart, and first told after both")
        elif told.exact:
            reasons.put(1.5, "same day")
        weigh(told, so_far, loyalties, reasons)
        yield note(told, act.root.lead, True, reasons)
        so_far.add(told)
    for told in act.attached:
        reasons = Reasons()
        if told.count > 1:
            reasons.put(0.0, f"all {told.count} of this lump are told one by one; this is the best supported of them")
        else:
            weigh(told, act.root, loyalties, reasons)
            reasons.put(0.0, "told without its exact day or country, and fits this act best")
        yield note(told, act.root.lead, True, reasons)
    for single in act.fills:
        reasons = Reasons()
        reasons.against = ["told on its own: counted in the lump, not added to it"]
        yield note(single.lead, act.root.lead, False, reasons)


def note(told: Told, lead: Told, merged: bool, reasons: Reasons) -> MergeNote:
    """Why a mention is, or is not, of one act with another act's best told one."""
    return _note(
        mention_id=told.mention_id,
        other_id=lead.mention_id,
        merged=merged,
        score=round(reasons.points, 2),
        reasons_for=tuple(reasons.in_favour),
        reasons_against=tuple(reasons.against),
    )
