"""Finds the days on which a faction's rate of attacks turns: a rise, a lull, or the end of a lull.

Each day has a likelihood ratio for every rate factor looked for; a mixture of Shiryaev-Roberts statistics sums
them over all days on which the change may have begun: R_k ← (R_k + w_k)·E_k, alarm when ΣR ≥ A. A turn starts the
baseline anew on the day after its alarm: the days before are chosen for being strange and would mislead.
Until 14 such days are old enough to serve, the old window is carried on beside it, and each side holds to
whichever of the old and the new rate makes it slower. After a lull the search for the next one sleeps until there
is an attack. A lull whose attacks come back while the old window is still carried has ended, which is no rise:
that window is taken up again.
"""

from collections import deque
from math import exp, log, log1p
from typing import Literal, NamedTuple

from streams.core.signals.baseline import (
    GAP_DAYS,
    NOTHING,
    WINDOW_DAYS,
    YEAR_DAYS,
    Baseline,
    Sums,
    Window,
    log_odds,
)
from streams.core.signals.calibration import Thresholds
from streams.core.signals.lag import TAIL_DAYS, Lags
from streams.core.signals.series import Series

RISE_FACTORS = (2.0, 4.0, 8.0)
RISE_WEIGHTS = (0.4, 0.35, 0.25)
LULL_FACTORS = (0.25, 0.0)
LULL_WEIGHTS = (0.4, 0.6)
LOG_LULL_FACTOR = log(LULL_FACTORS[0])
SETTLED_DAYS = 14
"""Days that a baseline needs after a turn before it stands alone."""
COMEBACK_SHARE = 0.25
"""A lull is over when the rate is clearly above this share of the rate before it."""

IMPOSSIBLE = float("-inf")

Phase = Literal["settled", "risen", "lulled"]


class Turn(NamedTuple):
    """A day on which the rate was found to have changed."""

    kind: Literal["rise", "lull", "comeback"]
    day: int
    """Ordinal of the day on which it could first be said."""
    onset: int
    """Ordinal of the day on which it most likely began."""
    factor: float
    """Of the rate: the one that the evidence is heaviest for."""
    baseline: Baseline
    observed: int
    """Attacks from onset to day, both included."""
    statistic: float
    threshold: float


class Pressed(NamedTuple):
    """One past day of the lull statistics: what is needed to redo it with a thinned expectation."""

    before: tuple[float, ...]
    """R of the lull factors on the evening before."""
    attacks: int
    baseline: Baseline
    hidden: bool


class Side:
    """The statistics of one direction: for each factor R, and a CUSUM that dates the change."""

    __slots__ = ("factors", "odds", "onsets", "r", "w", "weights")

    def __init__(self, factors: tuple[float, ...], weights: tuple[float, ...]) -> None:
        self.factors = factors
        self.weights = weights
        self.odds: tuple[tuple[float, float], ...] = ()
        self.restart(0)

    def restart(self, day: int) -> None:
        """Forget; evidence counts from `day` on."""
        self.r = (0.0,) * len(self.factors)
        self.w = (0.0,) * len(self.factors)
        self.onsets = (day,) * len(self.factors)

    def measure(self, baseline: Baseline) -> None:
        """Hold the days to come against this baseline."""
        self.odds = log_odds(baseline, self.factors)

    def add(self, day: int, count: int) -> None:
        """Take in the count of a day."""
        r, w, onsets = [], [], []
        for index, (slope, intercept) in enumerate(self.odds):
            step = count * slope + intercept
            if count and not self.factors[index]:
                step = IMPOSSIBLE
            dated = self.w[index] + step
            r.append((self.r[index] + self.weights[index]) * exp(step))
            w.append(dated if dated > 0 else 0.0)
            onsets.append(self.onsets[index] if dated > 0 else day + 1)
        self.r, self.w, self.onsets = tuple(r), tuple(w), tuple(onsets)

    def break_silence(self, day: int) -> None:
        """An attack on a day of which not all is known: no silence, and no evidence otherwise."""
        silent = self.factors.index(0.0)
        self.r = (*self.r[:silent], 0.0)
        self.w = (*self.w[:silent], 0.0)
        self.onsets = (*self.onsets[:silent], day + 1)

    def copy(self) -> "Side":
        """The same state, apart from the original."""
        twin = Side(self.factors, self.weights)
        twin.odds, twin.r, twin.w, twin.onsets = self.odds, self.r, self.w, self.onsets
        return twin

    def heaviest(self) -> int:
        """Index of the factor that the evidence is heaviest for."""
        return max(range(len(self.r)), key=self.r.__getitem__)


class Footing(NamedTuple):
    """What the baseline stands on."""

    phase: Phase
    window_from: int
    """First day that the baseline may use."""
    fresh: Sums
    """The days of the last turn itself, from onset to alarm; nothing where settled."""


class Detector:
    """The state after a day. `step` takes in the next one; `copy` lets a replay come back to it."""

    __slots__ = (
        "asleep", "carried", "day", "footing", "lags", "limits", "lull", "lull_base", "measured",
        "pressed", "resume", "rise", "rise_base", "window",
    )  # fmt: skip

    def __init__(self, first_day: int, limits: Thresholds, lags: Lags) -> None:
        self.limits = limits
        self.lags = lags
        self.day = first_day - 1
        self.rise = Side(RISE_FACTORS, RISE_WEIGHTS)
        self.lull = Side(LULL_FACTORS, LULL_WEIGHTS)
        self.footing = self.resume = Footing("settled", first_day, NOTHING)
        self.window = self.carried = Window()
        self.asleep = False
        self._restart()

    def _restart(self) -> None:
        self.rise.restart(self.day + 1)
        self.lull.restart(self.day + 1)
        self.pressed: deque[Pressed] = deque(maxlen=TAIL_DAYS)
        self.measured: tuple[Window, Window] | None = None

    def copy(self) -> "Detector":
        """The same state, apart from the original."""
        twin = object.__new__(Detector)
        for name in self.__slots__:
            setattr(twin, name, getattr(self, name))
        twin.rise, twin.lull = self.rise.copy(), self.lull.copy()
        twin.pressed = self.pressed.copy()
        return twin

    def step(self, series: Series) -> Turn | None:
        """Take in the next day; the turn that it brings to light, if any."""
        day = self.day = self.day + 1
        self._slide(series)
        self._measure()
        count = series[day]
        hidden = day in series.hidden
        if count or not hidden:
            self.rise.add(day, count)
        self._press(count, hidden=hidden)
        lulled = self.footing.phase == "lulled"
        if count and sum(self.rise.r) >= (self.limits.comeback if lulled else self.limits.rise):
            return self._turn("comeback" if lulled else "rise", series)
        return self._turn("lull", series) if self._lulled(hidden=hidden) else None

    def silent_step(self, series: Series) -> bool:
        """Take in the next day for lulls only, as one without attacks that is not hidden; whether it is a lull.

        For looking ahead: rises are not kept up to date, and a lull is not acted on.
        """
        self.day += 1
        self._slide(series)
        self._measure(rises=False)
        self._press(0, hidden=False)
        return self._lulled(hidden=False)

    def _lulled(self, *, hidden: bool) -> bool:
        enough = not hidden and not self.asleep and sum(self.lull.r) >= self.limits.lull
        return enough and self.thinned() >= self.limits.lull

    def _press(self, count: int, *, hidden: bool) -> None:
        """Take the day into the search for a lull."""
        if self.asleep:
            if count:
                self.asleep = False
                self.lull.restart(self.day + 1)
            return
        self.pressed.append(Pressed(self.lull.r, count, self.lull_base, hidden))
        if not hidden:
            self.lull.add(self.day, count)
        elif count:
            self.lull.break_silence(self.day)

    def thinned(self) -> float:
        """The lull statistic with the last days' expected counts thinned to what is known of them by now.

        Thinning a negative binomial of mean μ and excess v by p gives one of mean pμ and excess pv. It can only
        weaken the evidence, so it is worked out only where the plain statistic is past its threshold.
        """
        shares = self.lags.shares(self.day)
        fallen, silent = self.pressed[0].before
        (factor, _), (weight, silent_weight) = LULL_FACTORS, LULL_WEIGHTS
        age = len(self.pressed)
        for _, attacks, (rate, excess), hidden in self.pressed:
            age -= 1
            if hidden:
                silent = 0.0 if attacks else silent
                continue
            thin, size = excess * shares[age], rate / excess
            shift = log1p(thin)
            silent = 0.0 if attacks else (silent + silent_weight) * exp(size * shift)
            shift -= log1p(factor * thin)
            fallen = (fallen + weight) * exp(attacks * (LOG_LULL_FACTOR + shift) + size * shift)
        return fallen + silent

    def _slide(self, series: Series) -> None:
        """Move the windows of the baseline on by a day."""
        enters = self.day - GAP_DAYS
        days = (series.of_day(enters), series.of_day(enters - WINDOW_DAYS), series.of_day(enters - YEAR_DAYS))
        self.window = self.window.moved(self.footing.window_from, enters, *days)
        if self.footing.phase != "settled":
            self.carried = self.carried.moved(self.resume.window_from, enters, *days)

    def _measure(self, *, rises: bool = True) -> None:
        """Choose the baseline of each side, of lulls alone where `rises` is false."""
        if self.measured == (self.window, self.carried):
            return
        self.measured = self.window, self.carried
        phase, window_from, fresh = self.footing
        if phase != "settled" and self.window.recent.days >= SETTLED_DAYS:
            self.footing = Footing("settled", window_from, NOTHING)
            if phase == "lulled":
                self.rise.restart(self.day)
        if self.footing.phase == "settled":
            self.rise_base = self.lull_base = self.window.baseline()
        else:
            new = self.window.baseline(fresh)
            old = self.carried.baseline() if self.carried.recent.days >= SETTLED_DAYS else new
            self.lull_base = min(old, new)
            self.rise_base = max(old, new)
            if phase == "lulled":
                self.rise_base = Baseline(max(old.rate * COMEBACK_SHARE, new.rate), old.excess)
        if rises:
            self.rise.measure(self.rise_base)
        self.lull.measure(self.lull_base)

    def _turn(self, kind: Literal["rise", "lull", "comeback"], series: Series) -> Turn:
        """Write down the turn and start anew from it."""
        side, base = (self.lull, self.lull_base) if kind == "lull" else (self.rise, self.rise_base)
        index = side.heaviest()
        onset = side.onsets[index]
        fresh = series.sums(onset, self.day)
        limit: float = getattr(self.limits, kind)
        statistic = self.thinned() if kind == "lull" else sum(side.r)
        turn = Turn(kind, self.day, onset, side.factors[index], base, fresh.attacks, statistic, limit)
        if kind == "comeback":
            self.footing, self.window = self.resume, self.carried
        else:
            if (kind, self.footing.phase) != ("lull", "lulled"):
                self.resume, self.carried = self.footing, self.window
            self.footing = Footing("lulled" if kind == "lull" else "risen", self.day + 1, fresh)
            self.window = Window()
            self.asleep = kind == "lull"
        self._restart()
        return turn
