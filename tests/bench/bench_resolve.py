"""How well and how fast mentions are resolved: `python -m tests.bench.bench_resolve [MENTIONS]`.

Quality: B³ over the mentions of made-up worlds at three noise levels, and how many pairs of attacks of one day on
different bases became one incident (reports that name the two bases stand in one). Cost: CPU time a mention with
little and with much history, in one run, in batches of 500 articles; history grows in length, at the density of a
busy theatre (about 40 mentions a day).
"""

import gc
import itertools
import os
import sys
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from schemas import Extraction, Incident
from streams.collector import calm
from streams.core.evaluate.measures import merges
from streams.core.options import Options
from streams.core.resolve import TheatreOwner, resolve
from tests.worlds import LEVELS, START, WATCHLIST, World, world

WORLDS = 10
SIZES = (10_000, *range(100_000, 1_000_001, 100_000))
SECONDS_MAX = 1_800
"""After so long the history is large enough: the ratio is told for what there is."""
BATCH = 500
WINDOW_BATCHES = 16
"""Batches before a size is reached over which its cost is averaged: about 9,000 mentions."""

BLOCK_DAYS = 30
ACTS_A_DAY = 8.0


def main() -> None:
    """Print both tables."""
    calm()
    large = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    print("resolution, quality on made-up worlds")
    print("  noise   B3 precision  recall      F1   same-day attacks on different bases merged")
    for name in LEVELS:
        precision, recall, f1, merged, pairs = quality(name)
        print(f"  {name:7} {precision:12.3f} {recall:7.3f} {f1:7.3f}   {merged} of {pairs} ({merged / pairs:.2%})")
    print(f"resolution, cost ({_pace():.2f} s of CPU for ten million additions on this machine, now)")
    for line in cost(large):
        print(f"  {line}", flush=True)


def quality(level: str, worlds: int = WORLDS) -> tuple[float, float, float, int, int]:
    """Mean B³ precision, recall, F1; merged pairs of placed same-day attacks on different bases, and all such pairs."""
    scores, merged, pairs = [], 0, 0
    for seed in range(worlds):
        made = world(seed, days=60, noise=LEVELS[level])
        incidents = resolve(made.extractions, WATCHLIST)
        incident_of = {ref.mention_id: i.incident_id for i in incidents for ref in i.mentions}
        known = sorted(incident_of.keys() & made.act_of.keys())
        scores.append(merges([made.act_of[m] for m in known], [incident_of[m] for m in known]).b_cubed)
        home = homes(made, incidents)
        for one, other in _same_day(made):
            if home[one] and home[other]:
                pairs += 1
                merged += bool(home[one] & home[other])
    mean = [sum(getattr(score, name) for score in scores) / worlds for name in ("precision", "recall", "f1")]
    return mean[0], mean[1], mean[2], merged, pairs


def homes(made: World, incidents: tuple[Incident, ...]) -> dict[str, set[str]]:
    """Each act's incidents: those that hold a report of it that names its base."""
    told = (mention for extraction in made.extractions for mention in extraction.mentions)
    placed = {mention.mention_id for mention in told if mention.place and not mention.place.endswith("-land")}
    found: dict[str, set[str]] = defaultdict(set)
    for incident in incidents:
        for ref in incident.mentions:
            if ref.mention_id in placed and ref.mention_id in made.act_of:
                found[made.act_of[ref.mention_id]].add(incident.incident_id)
    return found


def _same_day(made: World) -> Iterator[tuple[str, str]]:
    by_day = defaultdict(list)
    for act in made.acts:
        by_day[act.moment.date(), act.kind].append(act)
    for acts in by_day.values():
        for one, other in itertools.combinations(acts, 2):
            if one.place != other.place:
                yield one.key, other.key


def cost(large: int) -> Iterator[str]:
    """CPU time a mention with more and more history, told as it grows, and memory a mention."""
    sizes = sorted({size for size in SIZES if size < large} | {large})
    owner = TheatreOwner(WATCHLIST, Options(), started=True)
    gc.collect()
    empty, told, written, until = _resident(), 0, 0, time.monotonic() + SECONDS_MAX
    window: deque[tuple[int, float]] = deque()
    each: dict[int, float] = {}
    for batch in _history():
        mentions = sum(len(extraction.mentions) for extraction in batch)
        started = time.process_time()
        step = owner.apply(batch)
        window.append((mentions, time.process_time() - started))
        if len(window) > WINDOW_BATCHES:
            window.popleft()
        written += sum(len(data or b"") for data in step.writes.values())
        told += mentions
        is_over = told >= large or (bool(each) and time.monotonic() > until)
        if is_over or told >= sizes[len(each)]:
            each[told] = sum(seconds for _, seconds in window) / sum(count for count, _ in window)
            memory = (_resident() - empty) / told
            yield (
                f"{told:>9,} mentions of history: {each[told] * 1e6:4.0f} us a mention, {1 / each[told]:6,.0f}"
                f" mentions/s; a mention takes {memory:,.0f} bytes of memory and {written / told:,.0f} of state"
            )
        if is_over:
            break
    costs = list(each.values())
    yield f"ratio of the last to the first: {costs[-1] / costs[0]:.2f} (aim: at most 1.50)"


def _history() -> Iterator[list[Extraction]]:
    """Batches of extractions in order of publication, month after month."""
    left: list[Extraction] = []
    for number in itertools.count():
        start = START + timedelta(days=number * BLOCK_DAYS)
        made = world(number, BLOCK_DAYS, ACTS_A_DAY, start=start, prefix=f"b{number}-")
        left += sorted(made.extractions, key=lambda extraction: extraction.published_at)
        while len(left) >= BATCH:
            yield left[:BATCH]
            left = left[BATCH:]


def _resident() -> int:
    """Resident memory of this process in bytes (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _pace() -> float:
    started, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - started


if __name__ == "__main__":
    main()
