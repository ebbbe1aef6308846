"""Pictures of a series and its signals: a line of block characters, or a file drawn by matplotlib."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

from schemas import Signal
from streams.core.options import Options
from streams.core.signals import History
from streams.core.signals.calibration import thresholds
from streams.core.signals.lag import Lags
from streams.core.signals.replay import moments
from streams.core.signals.standing import budget
from streams.errors import UsageError

BLOCKS = " ▁▂▃▄▅▆▇█"
SPARKLINE_CELLS = 60
STATISTIC_MIN = 0.1
"""Lower edge of the picture's logarithmic axis."""
COLOURS = {"escalation": "#c0392b", "de-escalation": "#2471a3"}


def sparkline(daily: Mapping[date, int], last: date) -> str:
    """The counts in at most 60 cells of as many days each; a cell without attacks is blank. The line says its scale."""
    first = min(daily)
    width = -(-((last - first).days + 1) // SPARKLINE_CELLS)
    cells = [0] * ((last - first).days // width + 1)
    for day, count in daily.items():
        if day <= last:
            cells[(day - first).days // width] += count
    top = max(cells) or 1
    line = "".join(BLOCKS[-(-cell * (len(BLOCKS) - 1) // top)] for cell in cells)
    unit = "a day" if width == 1 else f"{width} days"
    return f"{first} |{line}| {last}  (tallest: {max(cells)} in {unit})"


def check(path: Path) -> None:
    """Refuse what cannot be drawn before any work is done. Raises `UsageError`."""
    if path.suffix.lower() not in (".png", ".svg"):
        raise UsageError(f"--plot {path}: the name must end in .png or .svg")
    if not path.parent.is_dir():
        raise UsageError(f"--plot {path}: there is no directory {path.parent}")
    check_drawable()


def check_drawable() -> None:
    """Refuse to begin where nothing can be drawn. Raises `UsageError`."""
    if find_spec("matplotlib") is None:
        raise UsageError("--plot needs matplotlib: pip install 'factionwatch[plot]'")


def draw(path: Path, history: History, options: Options, messages: Sequence[Signal], lags: Lags) -> None:
    """Two panels over one axis of days: counts, baseline and signals; the two statistics and their thresholds."""
    from matplotlib.figure import Figure  # noqa: PLC0415 — an optional extra, loaded only when asked for

    limits = thresholds(budget(options, history.subject))
    past = list(moments(history.series, lags, limits, history.as_of.toordinal()))
    days = [date.fromordinal(moment.day) for moment in past]
    figure = Figure(figsize=(11, 6), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    above.bar(days, [moment.attacks for moment in past], width=1.0, color="#95a5a6", label="attacks a day")
    above.step(days, [moment.rate for moment in past], where="mid", color="#1c2833", lw=1, label="baseline rate")
    for signal in messages:
        if signal.status == "alert":
            colour = COLOURS[signal.direction]
            above.axvspan(signal.onset - timedelta(hours=12), signal.as_of, color=colour, alpha=0.15, lw=0)
            above.axvline(signal.as_of, color=colour, lw=1.2, label=signal.direction)
    above.set(title=history.name, ylabel="attacks a day")
    handles, labels = above.get_legend_handles_labels()
    known = dict(zip(labels, handles, strict=True))
    above.legend(known.values(), known.keys(), loc="upper left", fontsize="small")
    sides = {
        "rise": ("escalation", limits.rise, [moment.rise for moment in past]),
        "lull": ("de-escalation", limits.lull, [moment.lull for moment in past]),
    }
    for label, (direction, limit, values) in sides.items():
        floored = [max(value, STATISTIC_MIN) for value in values]
        below.plot(days, floored, color=COLOURS[direction], lw=1, label=f"{label}, alarm at {limit:.0f}")
        below.axhline(limit, color=COLOURS[direction], ls="--", lw=0.8)
    below.set(yscale="log", ylim=(STATISTIC_MIN, None), ylabel="statistic (days)")
    below.legend(loc="upper left", fontsize="small")
    figure.savefig(path, dpi=150, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
