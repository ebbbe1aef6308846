"""What resolution promises whatever the input, on made-up worlds."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas import Extraction, Incident, Mention, ReportedCount, Statement, Watchlist
from streams.core.ledger import closed_before
from streams.core.options import Options
from streams.core.resolve import TheatreOwner, resolve
from streams.core.resolve.apart import beside, refusal
from streams.core.resolve.engine import LOOK_BACK_DAYS
from streams.core.resolve.entries import Subjects
from streams.core.resolve.evidence import JOIN_MIN, Loyalties
from streams.core.resolve.incidents import NOTES_MAX, WORD_RANK
from streams.core.resolve.told import Names, Paper, Told
from tests.properties.ledgers import Reader, Shell, at_once, tick
from tests.worlds import BASES, LEVELS, START, WATCHLIST, Noise, World, world

ZONE = ZoneInfo(WATCHLIST.theatre.timezone)
PLACES = {place for places in BASES.values() for place in places}
SEEDS = st.integers(0, 10_000)
WORLDS = st.builds(
    world,
    seed=SEEDS,
    days=st.integers(1, 14),
    acts_a_day=st.sampled_from([0.5, 1.5, 4.0]),
    reports=st.sampled_from([1.5, 3.0]),
    noise=st.sampled_from(list(LEVELS.values())),
    lumps=st.sampled_from([0.0, 0.3]),
)
thorough = settings(max_examples=25, deadline=None)


@thorough
@given(WORLDS)
def test_what_is_published_would_pass_the_check_that_its_parts_are_spared(made: World) -> None:
    step = TheatreOwner(WATCHLIST, Options()).apply(made.extractions)
    for record in (out.value for out in step.outputs if out.value is not None):
        checked = type(record).model_validate(record.model_dump())
        assert (checked, checked.to_bytes()) == (record, record.to_bytes())


@thorough
@given(WORLDS, SEEDS, st.integers(1, 9))
def test_order_duplication_batches_and_restarts_change_nothing(made: World, seed: int, batch: int) -> None:
    draw = random.Random(seed)
    shell = Shell()
    delivered = made.shuffled(seed, again=5)
    for start in range(0, len(delivered), batch):
        shell.hand(delivered[start : start + batch])
        if draw.random() < 0.2:
            shell.restart(draw)
    assert shell.reader.state() == at_once(made.extractions).state()


BRIDGED = world(seed=2343, days=13, acts_a_day=4.0, reports=3.0, noise=LEVELS["high"], lumps=0.3)
"""A lump that comes on one day takes an act of either of two days from the lump of the other."""


@thorough
@given(WORLDS, SEEDS)
@example(BRIDGED, 1)
def test_a_batch_delivered_again_after_a_crash_changes_nothing(made: World, seed: int) -> None:
    draw = random.Random(seed)
    shell = Shell(crashes=True)
    delivered = made.shuffled(seed)
    for start in range(0, len(delivered), 7):
        if draw.random() < 0.4:
            shell.reader.read(shell.owner.apply(delivered[start : start + draw.randint(1, 7)]).outputs)
            shell.restart(draw)
        shell.hand(delivered[start : start + 7])
    assert shell.reader.state() == at_once(made.extractions).state()


@thorough
@given(WORLDS, SEEDS)
def test_correcting_an_article_back_gives_the_state_before(made: World, seed: int) -> None:
    draw = random.Random(seed)
    shell = Shell()
    shell.hand(made.extractions)
    before = shell.reader.state()
    standing = newest(made.extractions)
    article = standing[draw.choice(sorted(standing))]
    others = [mention for other in made.extractions for mention in other.mentions]
    wrong = [draw.choice(others).model_copy(update={"mention_id": "m-wrong", "article_id": article.article_id})]
    shell.hand([article.model_copy(update={"version": article.version + "1", "mentions": tuple(wrong)})])
    shell.hand([article.model_copy(update={"version": article.version + "2"})])
    assert shell.reader.state() == before


@thorough
@given(WORLDS)
def test_no_incident_without_evidence_and_no_mention_twice(made: World) -> None:
    incidents = resolve(made.extractions, WATCHLIST)
    told = Counter(ref.mention_id for incident in incidents for ref in incident.mentions)
    replaced = {extraction.updates for extraction in newest(made.extractions).values()}
    standing = [e for e in newest(made.extractions).values() if e.article_id not in replaced]
    assert set(told) == {mention.mention_id for extraction in standing for mention in extraction.mentions}
    assert set(told.values()) <= {1}
    assert all(incident.sources <= len(incident.mentions) for incident in incidents)


@thorough
@given(WORLDS)
def test_tallies_are_a_fold_over_the_incidents(made: World) -> None:
    """Under each policy, an act of a member once for its coalition, whoever else is named."""
    reader = at_once(made.extractions)
    expected: Counter[tuple[str, str]] = Counter()
    for incident in reader.incidents.values():
        for subject, word in best_words(incident).items():
            counted = ["strike"] if incident.kind == "strike" else ["reported"]
            if incident.kind == "attack":
                counted += ["corroborated"] * (incident.sources > 1)
                counted += ["claimed"] * (word == "claimed") + ["blamed"] * (word in {"claimed", "blamed"})
            expected.update({(subject, each): incident.count for each in counted})
    for subject, tally in reader.tallies().items():
        assert tally.strikes.total == expected[subject, "strike"], subject
        for policy, counts in tally.attacks.items():
            assert counts.total == expected[subject, policy], (subject, policy)
    assert {subject for subject, _ in expected} == set(reader.tallies())


@thorough
@given(WORLDS)
def test_revisions_rise_and_signed_changes_add_up_to_the_tally(made: World) -> None:
    shell = Shell()
    revisions: dict[tuple[str, str], int] = {}
    changes: Counter[str] = Counter()
    for start in range(0, len(made.extractions), 3):
        for out in shell.hand(made.extractions[start : start + 3]).outputs:
            entry = out.value
            if entry is not None and getattr(entry, "type", "") == "incident":
                key = out.key, entry.incident_id  # type: ignore[attr-defined]  # an incident entry
                assert entry.revision == revisions.get(key, 0) + 1  # type: ignore[attr-defined]  # an incident entry
                revisions[key] = entry.revision  # type: ignore[attr-defined]  # an incident entry
                changes[out.key] += entry.count_change  # type: ignore[attr-defined]  # an incident entry
    for subject, tally in shell.reader.tallies().items():
        assert changes[subject] == tally.attacks["reported"].total + tally.strikes.total


@thorough
@given(WORLDS)
def test_two_mentions_of_one_article_are_two_acts(made: World) -> None:
    for incident in resolve(made.extractions, WATCHLIST):
        articles = Counter(ref.article_id for ref in incident.mentions)
        assert max(articles.values()) == 1, incident


@thorough
@given(WORLDS)
def test_a_vague_mention_never_bridges_two_acts(made: World) -> None:
    """Leaving out all vague mentions leaves the grouping of the others as it was."""
    vague = {
        mention.mention_id
        for extraction in made.extractions
        for mention in extraction.mentions
        if mention.date_from is None
        or mention.date_from != mention.date_to
        or mention.country is None
        or mention.count > 1
    }
    clear = [
        extraction.model_copy(update={"mentions": tuple(m for m in extraction.mentions if m.mention_id not in vague)})
        for extraction in made.extractions
    ]
    assert groups(made.extractions, vague) == groups(clear, vague)


@thorough
@given(WORLDS)
def test_superseded_ids_stay_resolvable(made: World) -> None:
    """Whatever the order of arrival, an id of a growing incident is always an id or an alias of one later."""
    shell = Shell()
    unchanged = [extraction for extraction in newest(made.extractions).values() if extraction.updates is None]
    shell_ids: set[str] = set()
    for extraction in unchanged:
        shell.hand([extraction])
        shell_ids |= shell.reader.incidents.keys()
        known = {name for i in shell.reader.incidents.values() for name in (i.incident_id, *i.aliases)}
        assert shell_ids <= known | lumped(unchanged)


@thorough
@given(WORLDS)
def test_every_merge_and_every_refusal_tells_its_evidence(made: World) -> None:
    incidents = resolve(made.extractions, WATCHLIST)
    told = reports_of(made.extractions)
    loyalties = Loyalties(Subjects(WATCHLIST).member_of)
    for incident in incidents:
        merged = [note for note in incident.notes if note.merged]
        assert len(merged) == min(len(incident.mentions) - 1, NOTES_MAX)
        assert all(note.reasons_for or note.reasons_against for note in incident.notes)
        for other in (other for other in incidents if beside(incident, other)):
            one, two = ([told[ref.mention_id] for ref in each.mentions] for each in (incident, other))
            note = refusal(one, two, loyalties)
            assert note.reasons_against or 0 <= note.score < JOIN_MIN
        assert all(beside(incident, other) for other in incidents if could_be_one(incident, other))


@thorough
@given(WORLDS, SEEDS, st.sampled_from([2, 8]))
def test_what_is_later_than_the_horizon_is_put_aside_and_counted_and_all_else_counts(
    made: World, seed: int, horizon_days: int
) -> None:
    draw, options = random.Random(seed), Options(horizon_days=horizon_days)
    shell, as_of = Shell(options=options), START
    taken: dict[str, Extraction] = {}
    late = []
    for extraction in made.shuffled(seed):
        known = taken.get(extraction.article_id)
        if known is None or order(extraction) > order(known):
            day = extraction.published_at.astimezone(ZONE).date()
            if (as_of - day).days > horizon_days:
                late.append(extraction.article_id)
            else:
                taken[extraction.article_id] = extraction
        as_of = max(as_of, START + timedelta(days=draw.randrange(20)))
        shell.hand([extraction, tick(as_of)])
    assert (shell.reader.rejected, shell.owner.too_late) == (late, len(late))
    assert shell.reader.incidents == at_once(list(taken.values()), options).incidents


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.sampled_from(list(LEVELS.values())))
def test_what_leaves_the_horizon_is_let_go_and_stays_in_every_total(seed: int, noise: Noise) -> None:
    """Whenever the owner is loaded anew, and under another watchlist too."""
    made, options = world(seed, days=240, acts_a_day=0.4, noise=noise, lumps=0.3), Options(horizon_days=10)
    draw, shell = random.Random(seed), Shell(reader=Reader(options.horizon_days), options=options)
    as_of, in_order = START, sorted(made.extractions, key=lambda extraction: extraction.published_at)
    for day, extractions in groupby(in_order, key=lambda extraction: extraction.published_at.date()):
        as_of = max(as_of, day)
        shell.hand([*extractions, tick(as_of)])
        shell.reader.archive()
        if draw.random() < 0.1:
            shell.watchlist = shell.watchlist.model_copy(update={"parties": shell.watchlist.parties[::-1]})
            shell.restart(draw)
    closed = closed_before(as_of, options.horizon_days)
    held = [Extraction.from_bytes(data) for name, data in shell.stored.items() if name.startswith("x|")]
    held_days = [extraction.published_at.astimezone(ZONE).date() for extraction in held]
    assert held_days
    assert min(held_days) >= closed - timedelta(days=LOOK_BACK_DAYS + 1)
    kept = [entry for ledger in shell.reader.ledgers.values() for entry in ledger.incidents]
    assert all(max(entry.known_at.date(), entry.date_to or closed) >= closed for entry in kept)
    published = {name.removeprefix("i|") for name in shell.stored if name.startswith("i|")}
    pages = {name.removeprefix("p|incident|") for name in shell.stored if name.startswith("p|incident|")}
    assert {entry.incident_id for entry in kept} <= published <= pages
    assert totals(shell.reader) == totals(at_once(made.extractions, options))


@settings(max_examples=15, deadline=None)
@given(WORLDS, SEEDS)
def test_ticks_move_time_and_no_incident(made: World, seed: int) -> None:
    shell = Shell()
    for number, extraction in enumerate(made.shuffled(seed)):
        shell.hand([extraction, tick(START + timedelta(days=number % 30))])
    last = (
        START + timedelta(days=29) if len(made.extractions) >= 30 else START + timedelta(days=len(made.extractions) - 1)
    )
    assert shell.reader.state()[0] == at_once(made.extractions).incidents
    assert all(ledger.as_of is not None and ledger.as_of >= last for ledger in shell.reader.ledgers.values())


@settings(max_examples=15, deadline=None)
@given(WORLDS, SEEDS, st.integers(1, 3), st.integers(1, 9))
def test_neither_partitions_nor_workers_change_what_a_faction_of_two_theatres_is_told(
    made: World, seed: int, workers: int, batch: int
) -> None:
    """Two theatres watch the same factions. Each is owned by one worker; ledgers are shared."""
    draw = random.Random(seed)
    both = made.shuffled(seed) + [elsewhere(extraction) for extraction in made.shuffled(seed + 1)]
    draw.shuffle(both)
    reader, alone = Reader(), Reader()
    shells = {name: Shell(reader=reader, watchlist=theatre(name)) for name in ("made-up", "elsewhere")}
    queues: list[list[Extraction]] = [[] for _ in range(workers)]
    for extraction in both:
        queues[len(extraction.theatre) % workers].append(extraction)
    while any(queues):
        queue = draw.choice([queue for queue in queues if queue])
        for name, shell in shells.items():
            shell.hand([extraction for extraction in queue[:batch] if extraction.theatre == name])
        del queue[:batch]
    for name in shells:
        Shell(reader=alone, watchlist=theatre(name)).hand([e for e in both if e.theatre == name])
    assert reader.state() == alone.state()


def best_words(incident: Incident) -> dict[str, str]:
    """Whom an incident counts for, each with the best word for it."""
    above = {faction.id: faction.member_of for faction in WATCHLIST.factions}
    tied = [a for a in incident.attributions if incident.kind == "strike" or a.attribution != "denied"]
    words = {"theatre:made-up": str(incident.attribution)}
    if not any(a.attribution != "denied" for a in incident.attributions):
        words["unattributed:made-up"] = "none"
    for named in tied:
        for subject in (named.faction, *above[named.faction]):
            words[subject] = max(words.get(subject, "denied"), named.attribution, key=lambda w: WORD_RANK[w])  # type: ignore[index]  # closed words
    return words


def could_be_one(incident: Incident, other: Incident) -> bool:
    """Of one kind at one listed place, their last days a day apart at most."""
    if incident is other or incident.date_to is None or other.date_to is None:
        return False
    days_apart = abs((incident.date_to - other.date_to).days)
    return incident.kind == other.kind and incident.place == other.place in PLACES and days_apart <= 1


def reports_of(extractions: Iterable[Extraction]) -> dict[str, Told]:
    """The mentions of the newest version of each article, by id."""
    newest: dict[str, Extraction] = {}
    for extraction in sorted(extractions, key=lambda each: (each.published_at, each.version)):
        newest[extraction.article_id] = extraction
    names = Names(WATCHLIST)
    papers = ((extraction, Paper(extraction, ZONE)) for extraction in newest.values())
    return {
        mention.mention_id: Told(mention, paper, names)
        for extraction, paper in papers
        for mention in extraction.mentions
    }


def order(extraction: Extraction) -> tuple[datetime, str]:
    return extraction.published_at, extraction.version


def totals(reader: Reader) -> dict[str, object]:
    """All that a tally counts, by subject."""
    return {
        subject: (tally.attacks, tally.strikes, tally.undated, tally.daily, tally.by_weapon, tally.killed_max)
        for subject, tally in reader.tallies().items()
    }


def theatre(name: str) -> Watchlist:
    return WATCHLIST.model_copy(update={"theatre": WATCHLIST.theatre.model_copy(update={"id": name})})


def elsewhere(extraction: Extraction) -> Extraction:
    """The same article, read for the other theatre."""

    def moved(records: Iterable[Mention | Statement | ReportedCount], field: str) -> tuple[object, ...]:
        return tuple(
            record.model_copy(update={"theatre": "elsewhere", field: f"{getattr(record, field)}-e"})
            for record in records
        )

    return extraction.model_copy(
        update={
            "theatre": "elsewhere",
            "mentions": moved(extraction.mentions, "mention_id"),
            "statements": moved(extraction.statements, "statement_id"),
            "reported_counts": moved(extraction.reported_counts, "count_id"),
        }
    )


def newest(extractions: list[Extraction]) -> dict[str, Extraction]:
    found: dict[str, Extraction] = {}
    for extraction in sorted(extractions, key=lambda e: (e.published_at, e.version)):
        found[extraction.article_id] = extraction
    return found


def groups(extractions: list[Extraction], without: set[str]) -> set[frozenset[str]]:
    members = (
        frozenset(ref.mention_id for ref in incident.mentions if ref.mention_id not in without)
        for incident in resolve(extractions, WATCHLIST)
    )
    return {group for group in members if group}


def lumped(extractions: list[Extraction]) -> set[str]:
    """Ids that lumps alone would have."""
    lumps = [e.model_copy(update={"mentions": tuple(m for m in e.mentions if m.count > 1)}) for e in extractions]
    return {name for i in resolve(lumps, WATCHLIST) for name in (i.incident_id, *i.aliases)}
