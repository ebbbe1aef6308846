"""The detector of the core over many series at once, with numpy: for simulation only.

It mirrors `streams.core.signals.detector` line by line, without hidden days; tests hold the two to the same turns on
the same counts. Where reports lag, every evening is judged anew from what is known by then: a pass over the final
counts gives the state of two weeks ago, and from each of its days a lane runs on through the days still in flux.
"""

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.core.signals import baseline as b
from streams.core.signals.detector import (
    COMEBACK_SHARE,
    LULL_FACTORS,
    LULL_WEIGHTS,
    RISE_FACTORS,
    RISE_WEIGHTS,
    SETTLED_DAYS,
)
from streams.core.signals.lag import TAIL_DAYS
from tests.bench.signals.told import SHARES, Told

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
SETTLED, RISEN, LULLED = 0, 1, 2
KNOWN = SHARES.cumsum()
"""Share of a day's attacks that is known so many days later."""


class Limits(NamedTuple):
    """Thresholds, one for all series or one each; an infinite one leaves that direction out."""

    rise: float | Floats
    lull: float | Floats
    comeback: float | Floats


@dataclass(frozen=True)
class Turns:
    """Days of the turns found, as masks of shape (series, days)."""

    rise: Mask
    lull: Mask
    comeback: Mask


def estimate(days: Floats, attacks: Floats, year: Floats) -> Floats:
    """`baseline.estimate` for arrays: rate and excess."""
    some, mean = np.maximum(year[1], 1), year[1] / np.maximum(year[0], 1)

    def shrunk(ratio: Floats, prior_days: int) -> Floats:
        return (year[0] * ratio + prior_days * b.PRIOR_DISPERSION) / (year[0] + prior_days)

    daily = shrunk(year[2] / some - mean, b.PRIOR_DISPERSION_DAYS)
    weekly = shrunk(year[3] / (b.WEEK_DAYS * some) - b.WEEK_DAYS * mean, b.PRIOR_DISPERSION_WEEKS_DAYS)
    spread = np.maximum(np.maximum(daily, weekly), b.DISPERSION_MIN)
    dispersion = np.where(year[1] > 0, spread, b.PRIOR_DISPERSION)
    pace = attacks / np.maximum(days, 1e-9) / b.PRIOR_FADES_RATE
    span = days + b.PRIOR_DAYS / (1 + attacks / b.PRIOR_FADES_ATTACKS + pace * pace)
    return np.array([(b.PRIOR_ATTACKS + attacks) / span, dispersion - 1 + 1 / span])


@dataclass(frozen=True)
class Window:
    """The last 90 days of many baselines, and those before them back to a year."""

    recent: Floats
    older: Floats

    def baseline(self, fresh: Floats | float = 0.0) -> Floats:
        recent, older = self.recent + fresh, self.older
        share = np.maximum(0, 1 - self.recent[1] / b.ENOUGH_ATTACKS)
        return estimate(recent[0] + share * older[0], recent[1] + share * older[1], recent + older)


class Past:
    """Sums of final counts over any span of days, by cumulative sums."""

    def __init__(self, counts: Ints) -> None:
        zero = np.zeros((counts.shape[0], 1), dtype=np.int64)
        attacks = np.hstack([zero, counts.cumsum(axis=1)])
        weeks = attacks[:, 1:].copy()
        weeks[:, b.WEEK_DAYS :] -= attacks[:, 1 : -b.WEEK_DAYS]
        squares = np.hstack([zero, (counts * counts).cumsum(axis=1)])
        self.sums = np.stack([attacks, squares, np.hstack([zero, (weeks * weeks).cumsum(axis=1)])], axis=2)

    def between(self, rows: Ints, first: Ints, last: Ints | int) -> Floats:
        """Days, attacks, squares and weeks from `first` to `last`, both included."""
        days = np.maximum(last - first + 1, 0)
        low = np.where(days > 0, first, 0)
        return np.vstack([days[None], (self.sums[rows, low + days] - self.sums[rows, low]).T]).astype(float)

    def window(self, rows: Ints, opened: Ints, day: Ints | int) -> Window:
        """What the baselines of a day are estimated from, given the first day that may be in them."""
        last = day - b.GAP_DAYS
        first = np.maximum(opened, last - b.WINDOW_DAYS + 1)
        oldest = np.maximum(opened, last - b.YEAR_DAYS + 1)
        return Window(self.between(rows, first, last), self.between(rows, oldest, first - 1))


class Side:
    """The statistics of one direction; `thinned` those that allow for what is not yet known."""

    def __init__(self, factors: tuple[float, ...], weights: tuple[float, ...], size: int) -> None:
        self.factors, self.weights = factors, weights
        self.r = np.zeros((len(factors), size))
        self.w = np.zeros((len(factors), size))
        self.onsets = np.zeros((len(factors), size), dtype=np.int64)

    def restart(self, who: Mask, day: Ints | int) -> None:
        self.r[:, who] = 0
        self.w[:, who] = 0
        self.onsets[:, who] = (np.broadcast_to(day, who.shape) if isinstance(day, int) else day)[who]

    def add(self, day: Ints | int, count: Ints, base: Floats) -> Floats:
        for i, (factor, weight) in enumerate(zip(self.factors, self.weights, strict=True)):
            step = log_odds(factor, count, base)
            self.r[i] = (self.r[i] + weight) * np.exp(step)
            dated = self.w[i] + step
            self.onsets[i] = np.where(dated > 0, self.onsets[i], day + 1)
            self.w[i] = np.where(dated > 0, dated, 0)
        return np.asarray(self.r.sum(axis=0))

    def onset(self) -> Ints:
        return np.asarray(np.take_along_axis(self.onsets, self.r.argmax(axis=0)[None], axis=0)[0])


def log_odds(factor: float, count: Ints, base: Floats, known: float | Floats = 1.0) -> Floats:
    """Log likelihood ratio of `factor` times the rate, where the share `known` of the attacks has been reported."""
    rate, excess = base
    shift = np.log1p(known * excess) - np.log1p(factor * known * excess)
    if not factor:
        return np.where(count > 0, -np.inf, rate / excess * shift)
    return np.asarray(count * (np.log(factor) + shift) + rate / excess * shift)


@dataclass
class Footing:
    """What the baseline of each lane stands on."""

    phase: Ints
    start: Ints
    fresh: Floats

    @classmethod
    def new(cls, size: int) -> "Footing":
        return cls(np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64), np.zeros((4, size)))

    def take(self, other: "Footing", who: Mask) -> None:
        for each in fields(self):
            getattr(self, each.name)[..., who] = getattr(other, each.name)[..., who]


class Field:
    """Many detectors side by side."""

    def __init__(self, past: Past, rows: Ints, limits: Limits) -> None:
        size = len(rows)
        self.past, self.rows, self.limits = past, rows, limits
        self.rise, self.lull = Side(RISE_FACTORS, RISE_WEIGHTS, size), Side(LULL_FACTORS, LULL_WEIGHTS, size)
        self.footing, self.resume = Footing.new(size), Footing.new(size)
        self.asleep = np.zeros(size, dtype=bool)
        self.lulls = bool(np.isfinite(limits.lull).any())
        self.lull_base = np.zeros((2, size))

    def parts(self) -> list[NDArray[np.generic]]:
        """All state, lanes last."""
        sides = [getattr(side, name) for side in (self.rise, self.lull) for name in ("r", "w", "onsets")]
        stands = [getattr(part, each.name) for part in (self.footing, self.resume) for each in fields(part)]
        return [*sides, *stands, self.asleep]

    def step(self, day: Ints | int, count: Ints) -> tuple[Mask, Mask]:
        """Take in a day; where the rise, and the lull, statistic is at its threshold. Turns are the caller's."""
        rise_base, self.lull_base = self.bases(day)
        limit = np.where(self.footing.phase == LULLED, self.limits.comeback, self.limits.rise)
        rises = (self.rise.add(day, count, rise_base) >= limit) & (count > 0)
        lulls = np.zeros(len(count), dtype=bool)
        if self.lulls:
            lulls = (self.lull.add(day, count, self.lull_base) >= self.limits.lull) & ~self.asleep & ~rises
            woken = self.asleep & (count > 0)
            self.lull.restart(self.asleep, day + 1)
            self.asleep &= ~woken
        return rises, lulls

    def bases(self, day: Ints | int) -> tuple[Floats, Floats]:
        """(rate, excess) for rises and for lulls."""
        now = self.footing
        window = self.past.window(self.rows, now.start, day)
        unsettled = now.phase != SETTLED
        own = window.baseline()
        if not unsettled.any():
            return own, own
        settles = unsettled & (window.recent[0] >= SETTLED_DAYS)
        self.rise.restart(settles & (now.phase == LULLED), day)
        now.phase[settles] = SETTLED
        carried = self.past.window(self.rows, self.resume.start, day)
        settled, lulled = now.phase == SETTLED, now.phase == LULLED
        new = window.baseline(now.fresh)
        old = np.where(carried.recent[0] >= SETTLED_DAYS, carried.baseline(), new)
        more = old[0] > new[0]
        rise = np.where(settled, own, np.where(more, old, new))
        lull = np.where(settled, own, np.where(more, new, old))
        return np.where(lulled, np.array([np.maximum(old[0] * COMEBACK_SHARE, new[0]), old[1]]), rise), lull

    def turn(self, day: int, rises: Mask, lulls: Mask) -> Mask:
        """Start anew; which of the rises are attacks that come back."""
        now = self.footing
        lulled, turned = now.phase == LULLED, rises | lulls
        back = rises & lulled
        anew = turned & ~back
        spell = self.past.between(self.rows, np.where(lulls, self.lull.onset(), self.rise.onset()), day)
        self.resume.take(now, anew & ~(lulls & lulled))
        now.fresh[:, anew] = spell[:, anew]
        now.start[anew] = day + 1
        now.phase[anew] = np.where(lulls, LULLED, RISEN)[anew]
        now.take(self.resume, back)
        self.rise.restart(turned, day + 1)
        self.lull.restart(turned, day + 1)
        self.asleep[turned] = lulls[turned]
        return back


def detect(told: Told, limits: Limits) -> Turns:
    """All turns, on the evening on which each is first said; day 0 is the first of each history."""
    return _promptly(told.final, limits) if told.ages is None else _evenings(told, limits)


def counted_once(told: Told, limits: Limits) -> Turns:
    """What is found by who counts each day on its own evening and never again, except for the baseline."""
    assert told.ages is not None
    return _promptly(told.ages[0], limits, told.final)


def _promptly(counts: Ints, limits: Limits, final: Ints | None = None) -> Turns:
    turns = Turns(*(np.zeros(counts.shape, dtype=bool) for _ in range(3)))
    field = Field(Past(counts if final is None else final), np.arange(len(counts)), limits)
    for day in range(counts.shape[1]):
        rises, lulls = field.step(day, counts[:, day])
        if (rises | lulls).any():
            back = field.turn(day, rises, lulls)
            turns.rise[:, day], turns.lull[:, day], turns.comeback[:, day] = rises & ~back, lulls, back
    return turns


class Recent:
    """The last days of the lull statistics, from which they can be worked out again with thinned expectations."""

    def __init__(self, shape: tuple[int, int]) -> None:
        size, days = shape
        self.before = np.zeros((days, len(LULL_FACTORS), size))
        self.base = np.ones((days, 2, size))
        self.since = np.zeros(size, dtype=np.int64)

    def thinned(self, day: int, counts: Ints, who: Ints) -> Floats:
        """The lull statistic as of `day`, for these rows."""
        first = np.maximum(day - TAIL_DAYS + 1, self.since[who])
        r = self.before[first, :, who].T
        for when in range(max(day - TAIL_DAYS + 1, 0), day + 1):
            base, count = self.base[when][:, who], counts[who, when]
            for i, (factor, weight) in enumerate(zip(LULL_FACTORS, LULL_WEIGHTS, strict=True)):
                after = (r[i] + weight) * np.exp(log_odds(factor, count, base, KNOWN[day - when]))
                r[i] = np.where(when >= first, after, r[i])
        return np.asarray(r.sum(axis=0))


def _evenings(told: Told, limits: Limits) -> Turns:
    counts, days = told.final, told.final.shape[1]
    field, past = Field(Past(counts), np.arange(len(counts)), limits), Past(counts)
    recent = Recent(counts.shape)
    states: list[list[NDArray[np.generic]]] = []
    for day in range(days):
        recent.before[day], asleep = field.lull.r, field.asleep.copy()
        rises, lulls = field.step(day, counts[:, day])
        recent.base[day] = field.lull_base
        recent.since[asleep] = day + 1
        who = np.flatnonzero(lulls)
        if len(who):
            lulls[who] = recent.thinned(day, counts, who) >= np.broadcast_to(limits.lull, len(counts))[who]
        if (rises | lulls).any():
            field.turn(day, rises, lulls)
            recent.since[rises | lulls] = day + 1
        states.append([part.copy() for part in field.parts()])
    return _lanes(told, limits, past, states)


def _lanes(told: Told, limits: Limits, past: Past, states: list[list[NDArray[np.generic]]]) -> Turns:
    """From the state at the end of each day through the two weeks that follow, as known at the end of these."""
    assert told.ages is not None
    series, days = told.final.shape
    starts = np.repeat(np.arange(days - TAIL_DAYS), series)
    rows = np.tile(np.arange(series), days - TAIL_DAYS)
    field = Field(past, rows, Limits(*(np.broadcast_to(limit, series)[rows] for limit in limits)))
    for part, *saved in zip(field.parts(), *states[: days - TAIL_DAYS], strict=True):
        part[...] = np.concatenate(saved, axis=-1)
    evening = starts + TAIL_DAYS
    first = {kind: np.full((series, days + 1), days) for kind in ("rise", "lull", "comeback")}
    running, thinned = np.ones(len(rows), dtype=bool), field.lull.r.copy()
    for age in range(TAIL_DAYS - 1, -1, -1):
        day = evening - age
        count = told.ages[age][rows, day]
        asleep = field.asleep.copy()
        rises, _ = field.step(day, count)
        for i, (factor, weight) in enumerate(zip(LULL_FACTORS, LULL_WEIGHTS, strict=True)) if field.lulls else ():
            thinned[i] = (thinned[i] + weight) * np.exp(log_odds(factor, count, field.lull_base, KNOWN[age]))
        thinned[:, asleep] = 0
        rises &= running
        running &= ~rises
        back = field.footing.phase == LULLED
        for kind, who in (("rise", rises & ~back), ("comeback", rises & back)):
            np.minimum.at(first[kind], (rows[who], field.rise.onset()[who]), evening[who])
    lulls = running & ~field.asleep & (thinned.sum(axis=0) >= field.limits.lull)
    lulls[series:] &= ~lulls[:-series]  # said on the evening before, and only dated otherwise by now
    np.minimum.at(first["lull"], (rows[lulls], field.lull.onset()[lulls]), evening[lulls])
    return Turns(**{kind: first_said(said, days) for kind, said in first.items()})


def first_said(first: Ints, days: int) -> Mask:
    """Days on which something is first said, from the day on which each onset is."""
    found = np.zeros((len(first), days + 1), dtype=bool)
    found[np.nonzero(first < days)[0], first[first < days]] = True
    return found[:, :days]
