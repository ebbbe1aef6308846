"""Made-up worlds: true acts, and what a press with all its faults tells of them.

A world is drawn from a seed. `Noise` says how faulty its press is: details left out, places spelled otherwise,
dates a day off (an early hour dated by the clock of another continent, a late one by the morning after) or
vague, weapons mistaken, tolls that grow, attributions that differ, recaps, lumps, copies, corrections. The act
behind every mention is known, so a resolver's answer can be scored.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from schemas import (
    Attributed,
    Extraction,
    Faction,
    Mention,
    Party,
    Place,
    ReportedCount,
    Span,
    Statement,
    Theatre,
    Watchlist,
)
from streams.core.provenance import fingerprint

START = date(2024, 1, 1)

BASES = {
    "AA": ["Alpha", "Bravo", "Charlie", "Delta", "Echo"],
    "BB": ["Foxtrot", "Golf", "Hotel"],
    "CC": ["India"],
}
OUTLETS = [f"Outlet {letter}" for letter in "ABCDEFGHIJKL"]
WEAPONS = ["drone", "rocket", "missile", "ied", "small_arms"]
KIN = {"drone": "missile", "rocket": "missile", "missile": "rocket", "ied": "vehicle", "small_arms": "mixed"}

WATCHLIST = Watchlist(
    theatre=Theatre(id="made-up", name="Made up", countries=("AA", "BB", "CC"), timezone="Asia/Baghdad"),
    factions=(
        Faction(id="umbrella", name="Umbrella", kind="coalition"),
        Faction(id="red", name="Red", kind="faction", member_of=("umbrella",)),
        Faction(id="blue", name="Blue", kind="faction", member_of=("umbrella",)),
        Faction(id="green", name="Green", kind="faction", member_of=("umbrella",)),
        Faction(id="grey", name="Grey", kind="faction"),
    ),
    parties=(Party(id="north", name="Northland", aliases=("Northern forces",)), Party(id="south", name="Southland")),
    places=(
        *(
            Place(
                name=name,
                aliases=(f"{name} base", f"al-{name}"),
                country=country,
                kind="base",
                within=f"{country}-land",
            )
            for country, names in BASES.items()
            for name in names
        ),
        *(Place(name=f"{country}-land", country=country, kind="province") for country in BASES),
    ),
)


@dataclass(frozen=True)
class Noise:
    """How faulty the press is. Probabilities of one mention."""

    untold: float
    """Of each detail: place, weapon, faction, counterparty."""
    respelled: float
    wide_place: float
    """The province instead of the base."""
    day_off: float
    """Of an act in the early or the late hours."""
    vague_day: float
    mistaken_weapon: float
    toll_off: float


LOW = Noise(
    untold=0.05, respelled=0.3, wide_place=0.02, day_off=0.15, vague_day=0.02, mistaken_weapon=0.02, toll_off=0.1
)
MIDDLE = Noise(
    untold=0.12, respelled=0.5, wide_place=0.06, day_off=0.35, vague_day=0.06, mistaken_weapon=0.05, toll_off=0.25
)
HIGH = Noise(
    untold=0.25, respelled=0.6, wide_place=0.12, day_off=0.5, vague_day=0.12, mistaken_weapon=0.1, toll_off=0.4
)
LEVELS = {"low": LOW, "middle": MIDDLE, "high": HIGH}


@dataclass(frozen=True)
class TrueAct:
    """What happened."""

    key: str
    kind: str
    faction: str
    counterparty: str
    moment: datetime
    """Local time of the theatre."""
    country: str
    place: str
    weapon: str
    killed: int
    wounded: int


@dataclass(repr=False)
class World:
    """Acts, and the extractions of all articles about them; `act_of` maps a mention to its act."""

    acts: list[TrueAct]
    prefix: str = ""
    """Of every article id, so that several worlds can be told one after another."""
    extractions: list[Extraction] = field(default_factory=list)
    act_of: dict[str, str] = field(default_factory=dict)

    def shuffled(self, seed: int, again: int = 0) -> list[Extraction]:
        """All extractions in another order, some of them twice."""
        draw = random.Random(seed)
        delivered = self.extractions + draw.choices(self.extractions, k=again) if self.extractions else []
        draw.shuffle(delivered)
        return delivered


def world(  # noqa: PLR0917  # every setting has a name
    seed: int,
    days: int = 30,
    acts_a_day: float = 1.5,
    reports: float = 3.0,
    noise: Noise = MIDDLE,
    lumps: float = 0.05,
    start: date = START,
    prefix: str = "",
) -> World:
    """Draw a world. `reports` is the mean number of articles that tell of an act as news."""
    draw = random.Random(seed)
    made = World([_act(draw, number, start, days) for number in range(max(1, round(days * acts_a_day)))], prefix)
    for act in made.acts:
        told = 0
        while told == 0 or draw.random() > 1 / reports:
            told += 1
            _report(draw, made, act, noise)
            if told > 12:
                break
    for number in range(round(len(made.acts) * lumps)):
        _lump(draw, made, number)
    for number in range(len(made.acts) // 6):
        _words(draw, made, number, start, days)
    return made


def _act(draw: random.Random, number: int, start: date, days: int) -> TrueAct:
    country = draw.choices(list(BASES), weights=[5, 3, 1])[0]
    deadly = draw.random() < 0.25
    strike = draw.random() < 0.2
    return TrueAct(
        key=f"act-{number}",
        kind="strike" if strike else "attack",
        faction=draw.choices(["umbrella", "red", "blue", "green", "grey"], weights=[5, 2, 1, 1, 1])[0],
        counterparty=draw.choices(["north", "south"], weights=[5, 1])[0],
        moment=datetime.combine(start, time()) + timedelta(days=draw.randrange(days), hours=draw.randrange(24)),
        country=country,
        place=draw.choice(BASES[country]),
        weapon="airstrike" if strike else draw.choices(WEAPONS, weights=[6, 4, 2, 1, 1])[0],
        killed=draw.randint(1, 9) if deadly else 0,
        wounded=draw.randint(1, 30) if deadly else 0,
    )


def _report(draw: random.Random, made: World, act: TrueAct, noise: Noise) -> None:
    """One article about an act: perhaps with a second act in a recap, a copy elsewhere, or a correction later."""
    lag_hours = draw.choice([2, 4, 8, 14, 20, 30, 50, 90])
    published = (act.moment + timedelta(hours=lag_hours - 3)).replace(tzinfo=UTC)
    number = len(made.extractions)
    told = [act]
    if draw.random() < 0.2:
        earlier = [
            a for a in made.acts if timedelta(0) < act.moment - a.moment < timedelta(days=6) and a.key != act.key
        ]
        told += draw.sample(earlier, min(len(earlier), draw.randint(1, 2)))
    article = _article(f"{made.prefix}a{number}", draw.choice(OUTLETS), published, draw)
    mentions = [_mention(draw, made, article, other, noise, position) for position, other in enumerate(told)]
    made.extractions.append(article.model_copy(update={"mentions": tuple(mentions)}))
    if draw.random() < 0.15:
        _copy(draw, made, made.extractions[-1])
    if draw.random() < 0.1:
        _correct(draw, made, made.extractions[-1], told, noise)


def _article(article_id: str, outlet: str, published: datetime, draw: random.Random) -> Extraction:
    words = " ".join(str(draw.randrange(5_000)) for _ in range(40))
    return Extraction(
        article_id=article_id,
        theatre=WATCHLIST.theatre.id,
        url=f"https://example.org/{article_id}",
        source=outlet,
        title=article_id,
        published_at=published,
        updates=None,
        version=f"{draw.randrange(2**32):08x}",
        extractor="worlds/1",
        relevant=True,
        wire=None,
        fingerprint=fingerprint(words),
    )


def _mention(
    draw: random.Random, made: World, article: Extraction, act: TrueAct, noise: Noise, position: int
) -> Mention:
    def told(value: Any) -> Any:
        return None if draw.random() < noise.untold else value

    mention_id = f"m-{article.article_id}-{article.version}-{position}"
    made.act_of[mention_id] = act.key
    place: str | None = act.place
    if draw.random() < noise.respelled:
        place = draw.choice([f"{act.place} base", f"al-{act.place}", act.place.upper()])
    if draw.random() < noise.wide_place:
        place = f"{act.country}-land"
    place = told(place)
    first, last = _dates(draw, act, article, noise)
    weapon = KIN.get(act.weapon, "drone") if draw.random() < noise.mistaken_weapon else act.weapon
    killed, wounded = act.killed, act.wounded
    if draw.random() < noise.toll_off and killed:
        killed, wounded = max(1, killed - draw.randint(0, 2)), max(0, wounded - draw.randint(0, 9))
    faction, attribution, also = _attribution(draw, act, noise)
    text = f"{mention_id} says so."
    return Mention(
        mention_id=mention_id,
        article_id=article.article_id,
        theatre=article.theatre,
        kind="strike" if act.kind == "strike" else "attack",
        faction=faction,
        attribution=attribution,
        also=also,
        counterparty=(party := told(act.counterparty)),
        counterparty_id=party,
        date_from=first,
        date_to=last,
        country=act.country if place is not None or draw.random() > noise.untold / 3 else None,
        place=place,
        weapon=told(weapon),
        outcome=told("hit" if act.killed else "intercepted"),
        killed=told(killed),
        wounded=told(wounded),
        sentence=position,
        evidence=Span(field="body", start=0, end=len(text), text=text),
    )


def _dates(draw: random.Random, act: TrueAct, article: Extraction, noise: Noise) -> tuple[date | None, date | None]:
    day = act.moment.date()
    if draw.random() < noise.vague_day:
        return draw.choice(
            [(None, None), (day - timedelta(days=1), day), (day - timedelta(days=2), day + timedelta(days=1))]
        )
    if draw.random() < noise.day_off:
        if act.moment.hour < 7:
            return day - timedelta(days=1), day - timedelta(days=1)
        if act.moment.hour >= 21 and article.published_at.date() > day:
            return day + timedelta(days=1), day + timedelta(days=1)
    return day, day


def _attribution(draw: random.Random, act: TrueAct, noise: Noise) -> tuple[str | None, Any, tuple[Attributed, ...]]:
    if draw.random() < noise.untold * 2:
        return None, "none", ()
    word = draw.choices(["claimed", "blamed", "suspected", "stated"], weights=[4, 3, 1, 2])[0]
    faction = act.faction
    if faction in ("red", "blue", "green") and draw.random() < 0.4:
        faction, word = "umbrella", "claimed"
    also = (Attributed(faction="grey", attribution="denied"),) if draw.random() < 0.03 else ()
    return faction, word, also


def _copy(draw: random.Random, made: World, article: Extraction) -> None:
    """Another outlet prints the same text."""
    number = len(made.extractions)
    mentions = []
    for mention in article.mentions:
        copied = mention.model_copy(
            update={"mention_id": f"{mention.mention_id}-c{number}", "article_id": f"{made.prefix}a{number}"}
        )
        made.act_of[copied.mention_id] = made.act_of[mention.mention_id]
        mentions.append(copied)
    outlet = draw.choice([name for name in OUTLETS if name != article.source])
    made.extractions.append(
        article.model_copy(
            update={
                "article_id": f"{made.prefix}a{number}",
                "url": f"https://example.org/{made.prefix}a{number}",
                "source": outlet,
                "wire": article.source,
                "published_at": article.published_at + timedelta(hours=draw.randint(1, 30)),
                "mentions": tuple(mentions),
            }
        )
    )


def _correct(draw: random.Random, made: World, article: Extraction, told: Sequence[TrueAct], noise: Noise) -> None:
    """A newer version under the same id, or a new article that updates the old one."""
    number = len(made.extractions)
    same_id = draw.random() < 0.5
    newer = article.model_copy(
        update={
            "article_id": article.article_id if same_id else f"{made.prefix}a{number}",
            "updates": None if same_id else article.article_id,
            "published_at": article.published_at + timedelta(hours=draw.randint(1, 40)),
            "version": f"{draw.randrange(2**32):08x}",
        }
    )
    mended = replace(noise, untold=noise.untold / 2, day_off=0.0, mistaken_weapon=0.0)
    kept = list(told)[: draw.randint(1, len(told))] if draw.random() < 0.9 else []
    mentions = [_mention(draw, made, newer, act, mended, position) for position, act in enumerate(kept)]
    made.extractions.append(newer.model_copy(update={"mentions": tuple(mentions)}))


def _lump(draw: random.Random, made: World, number: int) -> None:
    """An article that only counts the attacks of one day and country."""
    act = draw.choice(made.acts)
    day = act.moment.date()
    same = [a for a in made.acts if (a.moment.date(), a.country, a.kind) == (day, act.country, act.kind)]
    if len(same) < 2:
        return
    published = datetime(day.year, day.month, day.day, 20, tzinfo=UTC) + timedelta(hours=draw.randint(4, 30))
    article = _article(f"{made.prefix}lump{number}", draw.choice(OUTLETS), published, draw)
    told = _mention(draw, made, article, act, LOW, 0)
    del made.act_of[told.mention_id]
    lump = told.model_copy(
        update={"count": len(same), "place": None, "weapon": None, "killed": None, "wounded": None, "outcome": None,
                "date_from": day, "date_to": day, "country": act.country, "faction": None, "attribution": "none",
                "counterparty": None, "counterparty_id": None, "also": ()}
    )  # fmt: skip
    made.extractions.append(article.model_copy(update={"mentions": (lump,)}))


def _words(draw: random.Random, made: World, number: int, start: date, days: int) -> None:
    """Articles about one announcement, and a running count."""
    day = start + timedelta(days=draw.randrange(days))
    faction = draw.choice(["umbrella", "red", "grey"])
    kind: Any = draw.choice(["suspend", "resume", "reject", "threaten", "end"])
    for report in range(draw.randint(1, 3)):
        published = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(hours=draw.randint(0, 40))
        article = _article(f"{made.prefix}words{number}-{report}", draw.choice(OUTLETS), published, draw)
        said = Statement(
            statement_id=f"s-{article.article_id}", article_id=article.article_id, theatre=article.theatre,
            faction=faction, kind=kind, sentence=0, evidence=Span(field="body", start=0, end=1, text="…"),
            date_from=draw.choice([day, day, None]), date_to=draw.choice([day]),
        )  # fmt: skip
        if said.date_from is None:
            said = said.model_copy(update={"date_to": None})
        count = ReportedCount(
            count_id=f"c-{article.article_id}", article_id=article.article_id, theatre=article.theatre,
            faction=draw.choice([None, "umbrella"]), count=draw.randint(1, 40), bound="at_least", since=start,
            until=day, sentence=1, evidence=Span(field="body", start=0, end=1, text="…"),
        )  # fmt: skip
        made.extractions.append(article.model_copy(update={"statements": (said,), "reported_counts": (count,)}))
