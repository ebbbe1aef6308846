"""The owner of a subject: a function of the set of records, whatever their order, batches and restarts."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import IncidentEntry, LedgerRecord, Signal, StandingSignal, Tally
from schemas.topics import Topic
from schemas.words import Policy
from streams.core.ledger import Ledger
from streams.core.options import FactionOptions, Options
from streams.core.signals import fold
from streams.core.signals.history import History
from streams.core.signals.series import Series
from streams.core.signals.standing import standing_signals
from streams.core.step import Step
from streams.core.watch import SubjectOwner
from tests.core.signals.entries import SUBJECT, attack, statement, strike, tick

FIRST = date(2023, 1, 1)
OPTIONS = Options(false_alarms_per_year=4.0, names={"red": "Red Brigade"})


class World:
    """A shell in small: it stores what it is given and reads what is published."""

    def __init__(self, options: Options = OPTIONS) -> None:
        self.options = options
        self.stored: dict[str, bytes] = {}
        self.messages: list[Signal] = []
        self.board: dict[str, StandingSignal] = {}
        self.tally: Tally | None = None
        self.owner = self.restarted()

    def restarted(self) -> SubjectOwner:
        owner = SubjectOwner(SUBJECT, self.options)
        owner.load(reversed(self.stored.items()))
        return owner

    def restart(self) -> None:
        self.owner = self.restarted()

    def take(self, records: Sequence[LedgerRecord]) -> Step:
        step = self.owner.apply(records)
        for out in step.outputs:
            if out.topic is Topic.SIGNALS:
                assert isinstance(out.value, Signal)
                self.messages.append(out.value)
            elif out.topic is Topic.STANDING and out.value is None:
                del self.board[out.key]
            elif isinstance(out.value, Tally):
                self.tally = out.value
            else:
                assert isinstance(out.value, StandingSignal)
                self.board[out.key] = out.value
        for name, data in step.writes.items():
            if data is None:
                self.stored.pop(name, None)
            else:
                self.stored[name] = data
        return step

    @property
    def standing(self) -> tuple[StandingSignal, ...]:
        return tuple(self.board[key] for key in sorted(self.board))


days = st.integers(0, 150).map(lambda offset: FIRST + timedelta(days=offset))


@st.composite
def record(draw: st.DrawFn) -> LedgerRecord:
    kind = draw(st.sampled_from(["attack", "attack", "attack", "statement", "strike", "tick"]))
    day = draw(days)
    known = day + timedelta(days=draw(st.integers(0, 20)))
    if kind == "attack":
        return attack(
            f"i-{draw(st.integers(0, 30))}",
            day,
            known,
            count=draw(st.integers(1, 6)),
            attribution=draw(st.sampled_from(["claimed", "suspected", "blamed", "denied"])),
            killed_min=draw(st.sampled_from([None, 0, 2, 12])),
            country=draw(st.sampled_from(["IQ", "SY"])),
            via=draw(st.sampled_from(["own", "member"])),
        )
    if kind == "statement":
        words = draw(st.sampled_from(["suspend", "resume", "reject", "threaten", "end"]))
        return statement(words, day, known, via=draw(st.sampled_from(["own", "umbrella", "member"])))
    if kind == "strike":
        return strike(f"x-{draw(st.integers(0, 3))}", day, known, leaders_killed=("The Chief",))
    hidden = draw(st.lists(st.integers(0, 10), max_size=3))
    return tick(day + timedelta(days=40), tuple(sorted({day + timedelta(days=30 + back) for back in hidden})))


@st.composite
def told(draw: st.DrawFn) -> list[LedgerRecord]:
    """Records in which one identity and revision always says one thing, and one day has one tick."""
    seen: dict[str, LedgerRecord] = {}
    for each in draw(st.lists(record(), max_size=20)):
        name = str(getattr(each, "incident_id", getattr(each, "statement_id", f"tick-{getattr(each, 'as_of', '')}")))
        seen.setdefault(name, each)
    steady = [attack(f"b-{day}", FIRST + timedelta(days=day)) for day in range(0, draw(st.integers(1, 140)), 2)]
    known = [each for each in (*steady, *seen.values()) if isinstance(each, IncidentEntry)]
    doomed = draw(st.lists(st.sampled_from(known), max_size=4, unique_by=lambda each: each.incident_id))
    withdrawn = [each.model_copy(update={"revision": 2, "retracted": True}) for each in doomed]
    return [*steady, *seen.values(), *withdrawn, tick(FIRST + timedelta(days=draw(st.integers(190, 260))))]


@given(told(), st.randoms(use_true_random=False), st.data())
@settings(deadline=None, max_examples=25)
def test_the_end_state_depends_on_the_set_of_records_alone(records, random, data) -> None:  # type: ignore[no-untyped-def]  # Hypothesis fills them in
    at_once = World()
    at_once.take(records)
    shuffled = [*records, *data.draw(st.lists(st.sampled_from(records), max_size=5))]
    random.shuffle(shuffled)
    piecewise = World()
    while shuffled:
        size = data.draw(st.integers(1, 10))
        piecewise.take(shuffled[:size])
        del shuffled[:size]
        if data.draw(st.booleans()):
            piecewise.restart()
    assert piecewise.standing == at_once.standing
    assert piecewise.tally == at_once.tally
    assert fold(piecewise.messages) == piecewise.board


@given(told())
@settings(deadline=None, max_examples=25)
def test_what_stands_is_what_the_pure_function_says(records: list[LedgerRecord]) -> None:
    world, ledger = World(), Ledger(SUBJECT, OPTIONS.horizon_days)
    world.take(records)
    for each in records:
        ledger.put(each)
    assert ledger.as_of is not None
    series = Series(ledger.daily("reported"), ledger.degraded)
    history = History(
        SUBJECT, "faction", "Red Brigade", ledger.as_of, series, ledger.incidents, ledger.statements,
        names=OPTIONS.names,
    )  # fmt: skip
    assert world.standing == standing_signals(history, OPTIONS)
    assert len({signal.key for signal in world.standing}) == len(world.standing)


@given(told(), st.lists(st.integers(1, 30), min_size=1, max_size=8))
@settings(deadline=None, max_examples=25)
def test_moving_as_of_day_by_day_or_at_once_ends_the_same(records: list[LedgerRecord], steps: list[int]) -> None:
    at_once, stepwise = World(), World()
    at_once.take(records)
    stepwise.take(records)
    assert at_once.owner._ledger.as_of is not None
    day = at_once.owner._ledger.as_of
    for step in steps:
        day += timedelta(days=step)
        stepwise.take([tick(day)])
    at_once.take([tick(day)])
    assert stepwise.standing == at_once.standing
    assert stepwise.tally == at_once.tally


@given(told(), told(), st.sampled_from(["claimed", "blamed"]))
@settings(deadline=None, max_examples=25)
def test_after_a_change_of_options_one_batch_brings_everything_to_what_they_say(
    before: list[LedgerRecord], after: list[LedgerRecord], policy: Policy
) -> None:
    changed = OPTIONS.model_copy(update={"policy": policy, "false_alarms_per_year": 0.5})
    world, fresh = World(), World(changed)
    world.take(before)
    world.options = changed
    world.restart()
    assert world.owner.made_under == f"policy reported, now {policy} and false_alarms_per_year 4.0, now 0.5"
    world.take(after)
    assert world.owner.made_under == ""
    fresh.take([*before, *after])
    assert world.standing == fresh.standing
    assert world.tally == fresh.tally


def test_options_that_do_not_bear_on_the_subject_are_no_change() -> None:
    world = World()
    world.take([attack("i", FIRST)])
    world.options = OPTIONS.model_copy(update={"factions": {"another": FactionOptions(policy="claimed")}})
    world.restart()
    assert world.owner.made_under == ""


def test_a_batch_that_tells_nothing_new_says_nothing() -> None:
    world = World()
    records = [attack(f"i-{day}", FIRST + timedelta(days=day)) for day in range(100)]
    world.take(records)
    assert world.take(records) == Step((), {})


def test_a_theatre_has_a_tally_and_no_signals() -> None:
    owner = SubjectOwner("theatre:north", OPTIONS)
    records = [
        attack(f"i-{day}", FIRST + timedelta(days=day), subject="theatre:north", subject_kind="theatre", killed_min=20)
        for day in range(100)
    ]
    assert {out.topic for out in owner.apply(records).outputs} == {Topic.TALLIES}


def busy_until(last: int) -> list[LedgerRecord]:
    return [attack(f"i-{day}", FIRST + timedelta(days=day)) for day in range(last)]


def lulls(world: World) -> list[StandingSignal]:
    return [signal for signal in world.standing if signal.rule == "lull"]


def test_a_lull_is_withheld_while_the_input_itself_is_silent() -> None:
    silent = tuple(FIRST + timedelta(days=day) for day in range(120, 150))
    sound, thin = World(), World()
    sound.take([*busy_until(120), tick(silent[-1])])
    thin.take([*busy_until(120), tick(silent[-1], silent)])
    assert lulls(sound)
    assert not lulls(thin)


def test_a_standing_lull_says_that_the_input_is_thin_and_when_it_is_sound_again() -> None:
    world, day = World(), FIRST + timedelta(days=150)
    world.take([*busy_until(120), tick(day)])
    thin = day + timedelta(days=1)
    world.take([tick(thin, (thin,))])
    (during,) = lulls(world)
    assert (during.input_degraded, during.certainty, during.as_of) == (True, "likely", thin)
    assert during.headline.endswith("news input is thin at present, so silence is not confirmed")
    world.take([tick(thin + timedelta(days=1), (thin,))])
    (after,) = lulls(world)
    assert (after.input_degraded, after.certainty) == (False, "observed")


def test_the_tally_says_when_silence_becomes_a_lull_and_then_it_does() -> None:
    world = World()
    world.take(busy_until(120))
    assert world.tally is not None
    due = world.tally.lull_due_at
    assert due is not None
    world.take([tick(due - timedelta(days=1))])
    assert (lulls(world), world.tally.lull_due_at) == ([], due)
    world.take([tick(due)])
    assert [signal.as_of for signal in lulls(world)] == [due]


def test_a_factions_own_budget_and_policy_are_used() -> None:
    strict = Options(factions={SUBJECT: FactionOptions(false_alarms_per_year=0.25)})
    claimed = Options(factions={SUBJECT: FactionOptions(policy="corroborated")})
    usual, slow, none = World(Options()), World(strict), World(claimed)
    for world in (usual, slow, none):
        world.take(busy_until(120))
    assert usual.tally is not None
    assert slow.tally is not None
    assert none.tally is not None
    assert usual.tally.lull_due_at is not None
    assert slow.tally.lull_due_at is not None
    assert usual.tally.lull_due_at < slow.tally.lull_due_at
    assert none.tally.lull_due_at is None
