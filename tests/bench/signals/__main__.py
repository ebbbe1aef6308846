"""`make bench-signals`: the tables of docs/signals.md, in one seeded run. `--quick` for a taste in a minute or two."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from tests.bench.signals import cost, iraq, noufaily, tables
from tests.bench.signals.methods import METHODS, OURS

BUDGETS = (0.25, 1.0, 2.0, 4.0)


def heading(text: str) -> None:
    print(f"\n## {text}\n", flush=True)


def say(text: str) -> None:
    """How far it has come, beside the tables."""
    print(text, file=sys.stderr, flush=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A Markdown table, a row as soon as it is known."""
    print("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |", flush=True)


def guarantee(series: int) -> None:
    heading("False alarms a faction-year as shipped, by budget (rises + lulls, 95 % interval between series)")
    worst: dict[float, float] = dict.fromkeys(BUDGETS, 0.0)

    def rows() -> Iterable[Sequence[object]]:
        for world, row in tables.guarantee(series, BUDGETS):
            for budget, (_, _, both) in zip(BUDGETS, row, strict=True):
                worst[budget] = max(worst[budget], both.mean / budget)
            yield [world.name, *(f"{both} ({rise.mean:.2f} + {lull.mean:.2f})" for rise, lull, both in row)]

    table(["world", *(f"budget {budget:g}" for budget in BUDGETS)], rows())
    print("\nWorst share of the budget: " + ", ".join(f"{b:g}: {share:.2f}" for b, share in worst.items()))


def contest(series: int, kinds: Sequence[str], size: int) -> None:
    heading("Median delay in days (missed %), every method tuned to one false alarm a faction-year in that direction")
    names = list(dict.fromkeys(method.name for methods in METHODS.values() for method in methods))
    beaten: dict[str, list[str]] = {name: [] for name in names}
    cells = 0

    def rows() -> Iterable[Sequence[object]]:
        nonlocal cells
        for world, shift, row in tables.contest(series, kinds, size, say):
            cells += 1
            mine = row[OURS][1]
            for name, (_, delay) in row.items():
                if delay.beats(mine):
                    beaten[name].append(f"{world.name}: {shift}")
            told = {name: f"{delay} @ {false.mean:.2f}" for name, (false, delay) in row.items()}
            yield [world.name, shift, *(told.get(name, "") for name in names)]

    table(["world", "shift", *(f"{name} @ false alarms" for name in names)], rows())
    some = set().union(*beaten.values())
    print(f"\nIn {len(some)} of {cells} cells some method is clearly sooner than ours.")
    for name, where in beaten.items():
        if where:
            print(f"- {name}, {len(where)}: {'; '.join(where)}")


def resumption(series: int) -> None:
    heading("Lull of 40 days, then attacks at the old rate, as shipped (budget 1)")
    table(
        ["world", "lull found after days (missed %)", "return said after days (missed %, of lulls found)"],
        ([world.name, lull, back] for world, lull, back in tables.resumption(series)),
    )


def lag(series: int) -> None:
    heading("Reporting lag (60 % the same day, 20 % the next, tail to 14 days), as shipped (budget 1)")
    columns = ("false lulls a year, counted once", "false lulls", "false rises", "both", "delay to zero (missed %)")
    table(["world", *columns], ([world.name, *cells] for world, cells in tables.lag(series)))


def weekly(series: int) -> None:
    heading(
        "42 weekly scenarios of Noufaily et al. 2013: false positives (% of weeks), outbreaks found (%) of 3, 5, 10 sd"
    )
    sums: dict[str, list[float]] = {name: [0.0] * 4 for name in noufaily.METHODS}

    def rows() -> Iterable[Sequence[object]]:
        for scenario, results in noufaily.compare(series):
            for name, (false, found) in results.items():
                for index, value in enumerate((false, *found)):
                    sums[name][index] += value / 42
            yield [scenario.name, *(f"{f:.2f}; {', '.join(f'{x:.0f}' for x in p)}" for f, p in results.values())]
        yield ["mean", *(f"{s[0]:.2f}; {s[1]:.0f}, {s[2]:.0f}, {s[3]:.0f}" for s in sums.values())]

    table(["scenario", *noufaily.METHODS], rows())


def price(factions: int) -> None:
    heading("Cost")
    micros, foretold, kept = cost.evaluated(factions)
    print(f"{micros:.1f} µs CPU a faction-day evaluated ({factions} factions × 10 years)")
    print(f"{foretold:.0f} µs CPU to foretell the next lull, once a batch with an attack")
    print(f"{cost.late_report_ms(kept):.2f} ms CPU for a report that is 30 days late")
    print(f"{cost.memory_mb(kept, 10_000):.0f} MB resident for 10,000 factions with ten years of days")


def back_test(_: int) -> None:
    heading("Iraq, October 2023 to February 2024, from the officials' cumulative counts")
    print(iraq.report())


PARTS: dict[str, tuple[Callable[[int], None], int]] = {
    "iraq": (back_test, 0),
    "cost": (price, 16),
    "guarantee": (guarantee, 150),
    "contest": (partial(contest, kinds=tables.KINDS[:2], size=16), 100),
    "contest-lagged": (partial(contest, kinds=tables.KINDS[2:], size=8), 40),
    "lag": (lag, 60),
    "resumption": (resumption, 200),
    "weekly": (weekly, 40),
}
"""What is measured, and with how many series a cell."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-signals", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the series")
    parser.add_argument("parts", nargs="*", help="only these parts: " + ", ".join(PARTS))
    options = parser.parse_args()
    began, worked = time.monotonic(), time.process_time()
    for name in options.parts or PARTS:
        part, series = PARTS[name]
        part(max(4, series // 10) if options.quick else series)
        since, cpu = time.monotonic() - began, time.process_time() - worked
        say(f"{name} done: {since:.0f} s since the start, {cpu:.0f} s of them CPU")


if __name__ == "__main__":
    main()
