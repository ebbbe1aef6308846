"""The owner of a theatre: what it tells the ledgers, what it turns away, what it lets go."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from schemas import CountEntry, Extraction, IncidentEntry, Rejection, StatementEntry, Tick
from schemas.topics import Topic
from streams.config import Settings
from streams.core.ledger import Ledger
from streams.core.options import Options
from streams.core.resolve import TheatreOwner
from streams.core.resolve.owner import RETOLD_MAX
from streams.core.step import Step
from streams.core.tally import fold
from streams.local.run import BATCH_EXTRACTIONS_MAX
from tests.core.resolve.support import DAY, WATCHLIST, act, article

NEXT = DAY + timedelta(days=1)
HORIZON = Options(horizon_days=30)


def owner(*stored: tuple[str, bytes], options: Options | None = None, watchlist: Any = WATCHLIST) -> TheatreOwner:
    made = TheatreOwner(watchlist, options or Options())
    made.load(stored)
    return made


def tick(as_of: date) -> Tick:
    return Tick(subject="theatre:made-up", subject_kind="theatre", theatre="made-up", as_of=as_of)


def entries(step: Step) -> dict[str, IncidentEntry]:
    return {out.key: out.value for out in step.outputs if isinstance(out.value, IncidentEntry)}


def counted(step: Step) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {subject: (entry.via, entry.policies) for subject, entry in entries(step).items()}


def kept(owner_writes: Sequence[Step]) -> list[tuple[str, bytes]]:
    stored: dict[str, bytes] = {}
    for step in owner_writes:
        for name, data in step.writes.items():
            if data is None:
                stored.pop(name, None)
            else:
                stored[name] = data
    return list(stored.items())


def test_a_claim_reaches_the_faction_its_coalition_and_the_theatre() -> None:
    told = counted(owner().apply([article("a", act(faction="red"))]))
    everything = ("reported", "claimed", "blamed")
    assert told == {
        "red": ("own", everything),
        "umbrella": ("member", everything),
        "theatre:made-up": ("own", everything),
    }


def test_a_coalition_is_told_once_of_an_act_claimed_by_it_and_blamed_on_two_members() -> None:
    blamed = act(faction="red", attribution="blamed", also=(("blue", "suspected"),))
    told = entries(owner().apply([article("a", act()), article("b", blamed)]))
    assert sorted(told) == ["blue", "red", "theatre:made-up", "umbrella"]
    assert (told["umbrella"].via, told["umbrella"].attribution) == ("own", "claimed")
    assert told["red"].policies == ("reported", "blamed", "corroborated")
    assert told["blue"].policies == ("reported", "corroborated")


def test_an_unattributed_act_moves_to_a_faction_when_an_attribution_arrives() -> None:
    made = owner()
    first = entries(made.apply([article("a", act(faction=None, attribution="none"))]))
    assert sorted(first) == ["theatre:made-up", "unattributed:made-up"]
    later = entries(made.apply([article("b", act(faction="grey"), day=NEXT)]))
    assert (later["unattributed:made-up"].retracted, later["unattributed:made-up"].count_change) == (True, -1)
    assert (later["grey"].revision, later["grey"].count_change) == (1, 1)
    assert (later["theatre:made-up"].revision, later["theatre:made-up"].count_change) == (2, 0)


def test_an_act_that_is_only_denied_stays_unattributed() -> None:
    told = counted(owner().apply([article("a", act(faction="grey", attribution="denied"))]))
    assert told["grey"] == ("own", ())
    assert told["unattributed:made-up"] == ("own", ("reported",))


def test_a_strike_is_suffered_and_an_attack_on_a_watched_faction_reaches_both() -> None:
    strike = entries(owner().apply([article("a", act(kind="strike", faction="red", weapon="airstrike"))]))
    assert {subject: entry.role for subject, entry in strike.items()} == {
        "red": "victim",
        "umbrella": "victim",
        "theatre:made-up": "victim",
    }
    attack = entries(owner().apply([article("a", act(faction="grey", counterparty="Red", counterparty_id="red"))]))
    assert (attack["grey"].role, attack["red"].role, attack["theatre:made-up"].role) == (
        "perpetrator",
        "victim",
        "perpetrator",
    )


def test_an_id_that_is_superseded_leaves_a_tombstone_and_a_retraction() -> None:
    made = owner()
    first = made.apply([article("b", act(), day=NEXT)])
    later = made.apply([article("a", act())])
    old, new = (next(o.key for o in step.outputs if o.topic == Topic.INCIDENTS and o.value) for step in (first, later))
    assert old != new
    assert (Topic.INCIDENTS, old, None) in [(out.topic, out.key, out.value) for out in later.outputs]
    retracted = [e for o in later.outputs if isinstance(e := o.value, IncidentEntry) and e.incident_id == old]
    assert {entry.subject for entry in retracted} == {"umbrella", "theatre:made-up"}
    assert all(entry.retracted and entry.count_change == -1 and entry.revision == 2 for entry in retracted)


def test_statements_reach_the_speaker_its_coalitions_and_its_members() -> None:
    def via(faction: str) -> dict[str, str]:
        step = owner().apply([article("a", said=((faction, "suspend", DAY),))])
        return {out.key: out.value.via for out in step.outputs if isinstance(out.value, StatementEntry)}

    assert via("red") == {"red": "own", "umbrella": "member"}
    assert via("umbrella") == {"umbrella": "own", "red": "umbrella", "blue": "umbrella"}


def test_one_announcement_is_one_statement_with_all_its_citations() -> None:
    said = [
        article("a", said=(("grey", "suspend", DAY),)),
        article("b", said=(("grey", "suspend", DAY),), day=NEXT),
        article("c", said=(("grey", "suspend", None),), day=NEXT),
        article("d", said=(("grey", "suspend", NEXT),), day=NEXT),
        article("e", said=(("grey", "resume", DAY),)),
        article("f", said=(("grey", "suspend", DAY - timedelta(days=40)),)),
    ]
    step = owner().apply(said)
    ledger = Ledger("grey", 180)
    for out in step.outputs:
        if isinstance(out.value, StatementEntry):
            ledger.put(out.value)
    assert {(said.kind, said.date_to, len(said.citations)) for said in ledger.statements} == {
        ("suspend", DAY - timedelta(days=40), 1),
        ("resume", DAY, 1),
        ("suspend", DAY, 2),
        ("suspend", NEXT, 2),
    }


def test_a_running_count_without_a_faction_is_the_theatres_and_goes_when_it_is_corrected_away() -> None:
    made = owner()
    told = made.apply([article("a", counts=((None, 40), ("grey", 3)))])
    counts = {out.key: out.value.count for out in told.outputs if isinstance(out.value, CountEntry)}
    assert counts == {"theatre:made-up": 40, "grey": 3}
    again = made.apply([article("a", counts=((None, 40),), version="2")])
    gone = [out.value for out in again.outputs if isinstance(out.value, CountEntry) and out.value.retracted]
    assert [entry.subject for entry in gone] == ["grey"]


def test_a_late_article_within_the_horizon_is_taken_and_an_older_one_is_rejected() -> None:
    made = owner(options=HORIZON)
    made.apply([article("a", act()), tick(DAY + timedelta(days=30))])
    assert made.apply([article("b", act(place="Bravo"))]).outputs
    made.apply([tick(DAY + timedelta(days=31))])
    late = made.apply([article("c", act(place="Charlie")), article("a", act()), article("d", relevant=False)])
    (out,) = late.outputs
    assert isinstance(out.value, Rejection)
    assert (out.topic, out.value.error, out.value.stage, out.key) == (Topic.DEAD_LETTERS, "too_late", "resolve", "c")
    assert Extraction.from_bytes(out.value.raw).article_id == "c"
    assert made.too_late == 1


def test_an_act_dated_beyond_the_horizon_of_its_own_article_is_passed_over() -> None:
    made = owner(options=HORIZON)
    step = made.apply([article("a", act(day=DAY - timedelta(days=31)), act(day=DAY + timedelta(days=3)), act())])
    assert len([out for out in step.outputs if out.topic == Topic.INCIDENTS]) == 1
    assert made.passed_over == 2


def test_what_leaves_the_horizon_is_let_go_and_stays_in_the_totals() -> None:
    made = owner(options=HORIZON)
    ledger = Ledger("umbrella", HORIZON.horizon_days)
    steps, count = [], 60
    for number in range(count):
        day = DAY + timedelta(days=7 * number)
        steps.append(made.apply([article(f"a{number}", act(day=day), day=day), tick(day)]))
        for out in steps[-1].outputs:
            if out.key == "umbrella":
                assert isinstance(out.value, IncidentEntry | Tick)
                ledger.put(out.value)
        ledger.writes()
    last = DAY + timedelta(days=7 * (count - 1))
    assert fold(ledger, last).attacks["reported"].total == count
    assert len(ledger.incidents) < count / 2
    assert len(kept(steps)) < count * 2, "extractions, pages and digests of the horizon only"
    reloaded = owner(*kept(steps), options=HORIZON)
    assert reloaded.apply([tick(last)]).outputs == ()


def test_a_lump_that_single_acts_fill_up_leaves_the_horizon_with_them() -> None:
    made = owner(options=HORIZON)
    lump = article("lump", act(count=2, place=None, weapon=None))
    steps = [made.apply([lump, article("a", act()), article("b", act(place="Bravo"))])]
    steps.append(made.apply([tick(DAY + timedelta(days=500))]))
    assert [name for name, _ in kept(steps) if name != "clock"] == []


def test_loading_what_was_stored_gives_the_same_owner() -> None:
    first = owner()
    steps = [first.apply([article("a", act(), said=(("red", "reject", DAY),), counts=(("red", 9),)), tick(DAY)])]
    again = owner(*kept(steps))
    assert (
        again.apply([article("a", act(), said=(("red", "reject", DAY),), counts=(("red", 9),)), tick(DAY)]).outputs
        == ()
    )
    more = [article("b", act(killed=2), day=NEXT), tick(NEXT)]
    assert again.apply(more).outputs == first.apply(more).outputs


def test_a_changed_watchlist_is_caught_up_with_at_the_next_batch() -> None:
    steps = [owner().apply([article("a", act(faction="grey"), said=(("grey", "reject", DAY),))])]
    joined = WATCHLIST.model_copy(
        update={
            "factions": tuple(
                faction.model_copy(update={"member_of": ("umbrella",)}) if faction.id == "grey" else faction
                for faction in WATCHLIST.factions
            )
        }
    )
    step = owner(*kept(steps), watchlist=joined).apply([])
    assert sorted({out.key for out in step.outputs if out.topic == Topic.LEDGER}) == ["umbrella"]


def test_a_changed_horizon_is_told_until_the_next_batch() -> None:
    first = owner(options=HORIZON)
    stored = kept([first.apply([article("a", act(faction="red")), tick(NEXT)])])
    assert owner(*stored, options=HORIZON).made_under == ""
    later = owner(*stored, options=Options(horizon_days=60))
    assert later.made_under == "a horizon of 30 days, now 60"
    step = later.apply([tick(NEXT + timedelta(days=1))])
    assert later.made_under == ""
    assert owner(*dict([*stored, *kept([step])]).items(), options=Options(horizon_days=60)).made_under == ""


def test_a_tick_reaches_every_subject_once_and_tells_the_silent_days() -> None:
    made = owner()
    days = [DAY + timedelta(days=step) for step in range(40)]
    silent = {days[35], days[38]}
    for day in days:
        made.apply([article(f"{day}-{n}", day=day) for n in range(1 if day in silent else 8)])
    ticks = [out.value for out in made.apply([tick(days[-1])]).outputs if isinstance(out.value, Tick)]
    assert sorted(t.subject for t in ticks) == [
        "blue",
        "grey",
        "red",
        "theatre:made-up",
        "umbrella",
        "unattributed:made-up",
    ]
    assert {t.degraded for t in ticks} == {tuple(sorted(silent))}
    assert made.apply([tick(days[-1])]).outputs == ()
    healed = made.apply([article(f"late-{n}", day=days[35]) for n in range(8)])
    assert {t.degraded for out in healed.outputs if isinstance(t := out.value, Tick)} == {(days[38],)}


def test_no_shell_hands_over_more_at_once_than_is_taken_one_by_one_after_a_start() -> None:
    (most,) = (limit.le for limit in Settings.model_fields["batch_records"].metadata if hasattr(limit, "le"))
    assert max(most, BATCH_EXTRACTIONS_MAX) <= RETOLD_MAX


def test_irrelevant_articles_are_kept_small_and_still_replace_older_versions() -> None:
    made = owner()
    made.apply([article("a", act())])
    step = made.apply([article("a", version="2", relevant=False)])
    assert [out.value for out in step.outputs if out.topic == Topic.INCIDENTS] == [None]
    stored = step.writes["x|a"]
    assert stored is not None
    assert Extraction.from_bytes(stored).fingerprint == ()
    assert made.apply([article("a", act())]).outputs == (), "the older version comes again and changes nothing"
