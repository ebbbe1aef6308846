"""The best one-to-one assignment: which read incident stands for which gold one.

Greedy pairing gives away matches, so this is the assignment problem, solved by shortest augmenting
paths (Kuhn 1955; Jonker & Volgenant 1987) on each connected component by itself. The components are
small (the incidents of one article, clusters that share mentions), so the cubic cost does not matter.
"""

from collections import defaultdict
from collections.abc import Mapping

Edge = tuple[int, int]


def assign(weights: Mapping[Edge, float]) -> dict[int, int]:
    """Pair left with right nodes so that the sum of the weights is the greatest.

    Takes the positive weights of the pairs that may meet; all others may not. Returns left → right. The
    answer does not depend on the order of the mapping.
    """
    pairs: dict[int, int] = {}
    for lefts, rights in _components(weights):
        costs = [[-weights.get((left, right), 0.0) for right in rights] for left in lefts]
        for row, column in _cheapest(costs).items():
            if (lefts[row], rights[column]) in weights:
                pairs[lefts[row]] = rights[column]
    return pairs


def _components(weights: Mapping[Edge, float]) -> list[tuple[list[int], list[int]]]:
    """Split into connected parts; each has no more left nodes than right ones, padded with unusable rights."""
    rights_of: defaultdict[int, list[int]] = defaultdict(list)
    lefts_of: defaultdict[int, list[int]] = defaultdict(list)
    for left, right in sorted(weights):
        rights_of[left].append(right)
        lefts_of[right].append(left)
    parts = []
    seen: set[int] = set()
    for start in rights_of:
        if start in seen:
            continue
        seen.add(start)
        lefts, rights, todo = [start], set[int](), [start]
        while todo:
            for right in rights_of[todo.pop()]:
                if right in rights:
                    continue
                rights.add(right)
                fresh = [left for left in lefts_of[right] if left not in seen]
                seen.update(fresh)
                lefts += fresh
                todo += fresh
        padding = [-1 - spare for spare in range(max(0, len(lefts) - len(rights)))]
        parts.append((sorted(lefts), sorted(rights) + padding))
    return parts


def _cheapest(costs: list[list[float]]) -> dict[int, int]:
    """Row → column of the cheapest full assignment of the rows. At least as many columns as rows."""
    rows, columns = len(costs), len(costs[0])
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    taken_by = [0] * (columns + 1)  # 1-based row of each column; column 0 is the row being placed
    for row in range(1, rows + 1):
        taken_by[0] = row
        slack = [float("inf")] * (columns + 1)
        came_from = [0] * (columns + 1)
        done = [False] * (columns + 1)
        column = 0
        while True:
            done[column] = True
            current, step, following = taken_by[column], float("inf"), 0
            for other in range(1, columns + 1):
                if done[other]:
                    continue
                reduced = costs[current - 1][other - 1] - row_price[current] - column_price[other]
                if reduced < slack[other]:
                    slack[other], came_from[other] = reduced, column
                if slack[other] < step:
                    step, following = slack[other], other
            for other in range(columns + 1):
                if done[other]:
                    row_price[taken_by[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = following
            if taken_by[column] == 0:
                break
        while column:
            taken_by[column] = taken_by[came_from[column]]
            column = came_from[column]
    return {taken_by[column] - 1: column - 1 for column in range(1, columns + 1) if taken_by[column]}
