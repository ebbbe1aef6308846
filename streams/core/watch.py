"""The owner of one subject: its ledger, the tally that is folded from it, and the signals that stand.

What it publishes is the difference between its answers before and after a batch. The answers depend on the set
of records alone; what it keeps between batches (the replay of the daily counts, the cases told by words and by
single deeds) saves work and is never stored.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from schemas import IncidentEntry, LedgerRecord, Signal, StandingSignal, StatementEntry, Tally, Tick
from schemas.topics import Topic
from schemas.words import Policy
from streams.core.ledger import Ledger, Sums
from streams.core.options import Options
from streams.core.signals.calibration import thresholds
from streams.core.signals.history import Earlier, History
from streams.core.signals.judgement import Case, Judgement, day_of, spoken_day
from streams.core.signals.lag import Lags
from streams.core.signals.lifecycle import difference, standing
from streams.core.signals.replay import Replay
from streams.core.signals.series import Series
from streams.core.signals.standing import budget, display_name, judged, lags_of, told
from streams.core.step import Out, Step
from streams.core.tally import fold

LEDGER = "ledger|"
SIGNAL = "signal|"
OPTIONS = "options"
CANCELS_KEPT_DAYS = 400
"""How long a withdrawn signal is remembered, so that raising it again can refer to the withdrawal."""


class SubjectOwner:
    """All that is known of one subject, and what was last said of it."""

    def __init__(self, subject: str, options: Options) -> None:
        self.subject = subject
        self.options = options
        self._ledger = Ledger(subject, options.horizon_days)
        self._said: dict[str, Signal] = {}
        self._tally: Tally | None = None
        self._watch = Watch(subject, options)
        self._chosen = _chosen(subject, options)
        self._stored: dict[str, object] | None = None
        """The options that what is stored was judged by."""

    def load(self, stored: Iterable[tuple[str, bytes]]) -> None:
        """Take in what `apply` gave to be stored, and stand where it stood then."""
        entries = []
        for name, data in stored:
            if name.startswith(LEDGER):
                entries.append((name.removeprefix(LEDGER), data))
            elif name == OPTIONS:
                self._stored = json.loads(data)
            else:
                self._said[name.removeprefix(SIGNAL)] = Signal.from_bytes(data)
        self._ledger.load(entries)
        as_of = self._ledger.as_of
        if as_of is not None:
            self._watch.take_in(self._ledger, as_of)
        if as_of is not None and not self.made_under:
            self._tally = fold(self._ledger, as_of, self._watch.lull_due_at())

    @property
    def made_under(self) -> str:
        """By which other options what is stored was judged, where no batch has come since."""
        stored = self._stored or {}
        others = [
            f"{name} {stored[name]}, now {now}" for name, now in self._chosen.items() if stored.get(name, now) != now
        ]
        return " and ".join(others)

    def apply(self, records: Sequence[LedgerRecord]) -> Step:
        """Take in a batch; give the tally if it changed, the messages, and the standing signals that changed."""
        news = [record for record in records if self._ledger.put(record)]
        as_of = self._ledger.as_of
        if as_of is None or not (news or self.made_under):
            return Step((), {})
        only_ticks = all(isinstance(record, Tick) for record in news)
        self._watch.take_in(self._ledger, as_of, entries=not only_ticks)
        judgement = self._watch.judge()
        causes = {**_causes(self._said.values(), news), **judgement.ended}
        messages = difference(self._said.values(), judgement.standing, as_of, causes)
        writes = {LEDGER + name: data for name, data in self._ledger.writes().items()}
        for message in messages:
            self._said[message.key] = message
            writes[SIGNAL + message.key] = message.to_bytes()
        writes.update(self._forget(as_of))
        if self._stored != self._chosen:
            self._stored = self._chosen
            writes[OPTIONS] = json.dumps(self._chosen).encode()
        return Step((*self._tell_tally(as_of), *_outputs(self.subject, messages)), writes)

    @property
    def standing(self) -> tuple[StandingSignal, ...]:
        """The signals in force, by key."""
        return tuple(standing(said) for _, said in sorted(self._said.items()) if said.status != "cancel")

    @property
    def history(self) -> History | None:
        """What its signals are judged from; None for a subject that has none."""
        return self._watch.history

    @property
    def lags(self) -> Lags:
        """How soon its attacks become known."""
        return self._watch.lags

    def answers(self) -> tuple[Out, ...]:
        """The tally and the signals in force, as they were published last."""
        tally = (Out(Topic.TALLIES, self.subject, self._tally),) if self._tally is not None else ()
        return (*tally, *(Out(Topic.STANDING, signal.key, signal) for signal in self.standing))

    def _tell_tally(self, as_of: date) -> tuple[Out, ...]:
        tally = fold(self._ledger, as_of, self._watch.lull_due_at())
        if tally == self._tally:
            return ()
        self._tally = tally
        return (Out(Topic.TALLIES, self.subject, tally),)

    def _forget(self, as_of: date) -> dict[str, bytes | None]:
        """Drop cancels that nothing will refer to any more."""
        before = as_of - timedelta(days=CANCELS_KEPT_DAYS)
        gone = [key for key, said in self._said.items() if said.status == "cancel" and said.as_of < before]
        for key in gone:
            del self._said[key]
        return dict.fromkeys((SIGNAL + key for key in gone), None)


class Watch:
    """The signals of one subject, brought up to date by the least work."""

    def __init__(self, subject: str, options: Options) -> None:
        self.subject = subject
        self.options = options
        self.policy = policy_of(options, subject)
        self.lags = Lags(())
        self.history: History | None = None
        self._cases: tuple[Case, ...] = ()
        self._cases_of: tuple[object, ...] = (None, None, None)
        self._replay = Replay(thresholds(budget(options, subject)))

    def take_in(self, ledger: Ledger, as_of: date, *, entries: bool = True) -> None:
        """Bring the turns up to `as_of`. `entries`: more than the day and the thin days may have changed."""
        if ledger.subject_kind not in ("faction", "coalition"):
            return
        before = self.history
        hidden = ledger.degraded
        if entries or before is None:
            self.history = self._read(ledger, as_of)
        elif hidden != before.degraded:
            self.history = replace(before, as_of=as_of, series=before.series.hiding(hidden))
        else:
            self.history = replace(before, as_of=as_of)
        changed = [self.history.series.first_difference(Series({}) if before is None else before.series)]
        if entries or before is None:
            lags = lags_of(self.history)
            changed.append(lags.first_difference(self.lags))
            self.lags = lags
        first = min((day for day in changed if day is not None), default=None)
        self._replay.advance(self.history.series, self.lags, as_of.toordinal(), first)

    def _read(self, ledger: Ledger, as_of: date) -> History:
        assert ledger.subject_kind is not None
        return History(
            subject=self.subject,
            subject_kind=ledger.subject_kind,
            name=display_name(self.options, self.subject),
            as_of=as_of,
            series=Series(ledger.daily(self.policy), ledger.degraded),
            incidents=ledger.incidents,
            statements=ledger.statements,
            earlier=_earlier(ledger.archived),
            names=self.options.names,
        )

    def judge(self) -> Judgement:
        """What stands on the day taken in last."""
        if self.history is None:
            return Judgement()
        history, turns = self.history, self._replay.turns
        basis = (history.incidents, history.statements, turns)
        if not all(one is other for one, other in zip(basis, self._cases_of, strict=True)):
            self._cases, self._cases_of = tuple(told(history, turns)), basis
        return judged(history, turns, self._cases)

    def lull_due_at(self) -> date | None:
        """The day on which silence, if it lasts, becomes a lull."""
        due = None if self.history is None else self._replay.lull_due(self.history.series)
        return None if due is None else date.fromordinal(due)


def _chosen(subject: str, options: Options) -> dict[str, object]:
    """The options that bear on the answers about a subject."""
    return {
        "horizon_days": options.horizon_days,
        "policy": policy_of(options, subject),
        "false_alarms_per_year": budget(options, subject),
    }


def policy_of(options: Options, subject: str) -> Policy:
    """The counting policy that a subject's behaviour is read from."""
    own = options.factions.get(subject)
    return options.policy if own is None or own.policy is None else own.policy


def _earlier(archived: Sums) -> Earlier:
    return Earlier(
        killed=archived.tolls.get("killed_min", 0),
        countries=_named(archived.by_country),
        weapons=_named(archived.by_weapon),
    )


def _named(counts: Mapping[str, int]) -> dict[str, int]:
    return {key: count for key, count in counts.items() if count and key != "unknown"}


def _causes(said: Iterable[Signal], news: Sequence[LedgerRecord]) -> dict[str, str]:
    """By key: the record of this batch that bears most on a signal, the first attack since its onset."""
    attacks = sorted(
        (record for record in news if isinstance(record, IncidentEntry) and record.kind == "attack"),
        key=lambda record: (day_of(record) or date.max, record.incident_id),
    )
    words = [record for record in news if isinstance(record, StatementEntry)]
    causes = {}
    for signal in said:
        since = [record for record in attacks if (day_of(record) or date.min) >= signal.onset] or attacks
        if since:
            causes[signal.key] = _told_of(since[0])
        elif words:
            causes[signal.key] = f"a statement first reported on {spoken_day(words[0].known_at.date())}"
    return causes


def _told_of(entry: IncidentEntry) -> str:
    day = day_of(entry)
    act = f"an attack {'of unknown day' if day is None else 'of ' + spoken_day(day)} ({entry.incident_id})"
    if entry.retracted:
        return f"{act} was withdrawn"
    if entry.revision > 1:
        return f"{act} was corrected"
    return f"{act} became known on {spoken_day(entry.known_at.date())}"


def _outputs(subject: str, messages: Sequence[Signal]) -> tuple[Out, ...]:
    said = [Out(Topic.SIGNALS, subject, message) for message in messages]
    stands = [
        Out(Topic.STANDING, message.key, None if message.status == "cancel" else standing(message))
        for message in messages
    ]
    return (*said, *stands)
