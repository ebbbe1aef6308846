"""All rules together: the signals of a subject that stand on a day."""

from collections.abc import Sequence

from schemas import StandingSignal
from streams.core.options import Options
from streams.core.signals import behaviour, rhetoric, severity
from streams.core.signals.calibration import thresholds
from streams.core.signals.detector import Turn
from streams.core.signals.history import History, spelt
from streams.core.signals.judgement import Case, Judgement, judge
from streams.core.signals.lag import Lags
from streams.core.signals.replay import Replay


def budget(options: Options, subject: str) -> float:
    """False alarms a year that the user bears for this subject."""
    own = options.factions.get(subject)
    if own is not None and own.false_alarms_per_year is not None:
        return own.false_alarms_per_year
    return options.false_alarms_per_year


def display_name(options: Options, subject: str) -> str:
    """What headlines call a subject."""
    return options.names.get(subject) or spelt(subject)


def standing_signals(history: History, options: Options, lags: Lags | None = None) -> tuple[StandingSignal, ...]:
    """The signals in force on `history.as_of`, by key. `lags` is learnt from the incidents where not given."""
    replay = Replay(thresholds(budget(options, history.subject)))
    replay.advance(history.series, lags or lags_of(history), history.as_of.toordinal())
    return judgement(history, replay.turns).standing


def judgement(history: History, turns: Sequence[Turn]) -> Judgement:
    """What stands and what has ended, given the turns of the daily counts."""
    return judged(history, turns, told(history, turns))


def told(history: History, turns: Sequence[Turn]) -> list[Case]:
    """The cases of words, severity and diffusion. They depend on the entries and the turns, not on the day."""
    return [*rhetoric.cases(history, turns), *severity.cases(history)]


def judged(history: History, turns: Sequence[Turn], cases: Sequence[Case]) -> Judgement:
    """The same, given also what `told` gives."""
    return judge(history, [*behaviour.cases(history, turns, cases), *cases])


def lags_of(history: History) -> Lags:
    """Reporting lags of the attacks known."""
    return Lags(
        (entry.date_to.toordinal(), (entry.known_at.date() - entry.date_to).days)
        for entry in history.incidents
        if entry.kind == "attack" and entry.date_to is not None
    )
