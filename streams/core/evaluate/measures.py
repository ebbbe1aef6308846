"""What is measured: precision, recall and F1 of things read, and of clusters of mentions."""

from collections import Counter
from collections.abc import Hashable, Sequence

from pydantic import NonNegativeFloat, NonNegativeInt, computed_field

from schemas.base import Value
from streams.core.evaluate.assign import assign


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Found(Value):
    """How many were read, how many there are, and how many of them agree."""

    right: NonNegativeInt = 0
    read: NonNegativeInt = 0
    gold: NonNegativeInt = 0

    def __add__(self, other: "Found") -> "Found":
        return Found(right=self.right + other.right, read=self.read + other.read, gold=self.gold + other.gold)

    @computed_field  # type: ignore[prop-decorator]  # mypy does not read a decorated property
    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 where nothing was read."""
        return _ratio(self.right, self.read)

    @computed_field  # type: ignore[prop-decorator]  # as above
    @property
    def recall(self) -> float:
        """Share of what there is that was read; 1 where there is nothing."""
        return _ratio(self.right, self.gold)

    @computed_field  # type: ignore[prop-decorator]  # as above
    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _f1(self.precision, self.recall)


class Slot(Value):
    """Accuracy of one slot over the matched."""

    right: NonNegativeInt = 0
    of: NonNegativeInt = 0

    def __add__(self, other: "Slot") -> "Slot":
        return Slot(right=self.right + other.right, of=self.of + other.of)

    @computed_field  # type: ignore[prop-decorator]  # as above
    @property
    def accuracy(self) -> float:
        """Share that is right; 1 where there is none."""
        return _ratio(self.right, self.of)


class Clusters(Value):
    """Precision, recall and F1 of a clustering."""

    precision: NonNegativeFloat
    recall: NonNegativeFloat

    @computed_field  # type: ignore[prop-decorator]  # as above
    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _f1(self.precision, self.recall)


class Merges(Value):
    """How well mentions were merged: B³, and the three of the CoNLL 2012 shared task."""

    mentions: NonNegativeInt
    b_cubed: Clusters
    muc: Clusters
    ceaf_e: Clusters

    @computed_field  # type: ignore[prop-decorator]  # as above
    @property
    def conll(self) -> float:
        """Mean F1 of MUC, B³ and CEAF-e (Pradhan et al. 2012)."""
        return (self.b_cubed.f1 + self.muc.f1 + self.ceaf_e.f1) / 3


def merges(gold: Sequence[Hashable], read: Sequence[Hashable]) -> Merges:
    """Compare two clusterings of the same mentions; `gold[i]` and `read[i]` are the clusters of mention i."""
    assert len(gold) == len(read), "two clusterings of the same mentions"
    return Merges(mentions=len(gold), b_cubed=b_cubed(gold, read), muc=muc(gold, read), ceaf_e=ceaf_e(gold, read))


def b_cubed(gold: Sequence[Hashable], read: Sequence[Hashable]) -> Clusters:
    """B³ (Bagga & Baldwin 1998): for each mention the share of its cluster that belongs there."""
    together = Counter(zip(gold, read, strict=True))
    gold_sizes, read_sizes = Counter(gold), Counter(read)
    precision = sum(n * n / read_sizes[cluster] for (_, cluster), n in together.items())
    recall = sum(n * n / gold_sizes[cluster] for (cluster, _), n in together.items())
    return Clusters(precision=_ratio(precision, len(gold)), recall=_ratio(recall, len(gold)))


def muc(gold: Sequence[Hashable], read: Sequence[Hashable]) -> Clusters:
    """MUC (Vilain et al. 1995): links that need not be added to get from one clustering to the other."""
    together = Counter(zip(gold, read, strict=True))
    kept = len(gold) - len(together)
    return Clusters(
        precision=_ratio(kept, len(gold) - len(set(read))),
        recall=_ratio(kept, len(gold) - len(set(gold))),
    )


def ceaf_e(gold: Sequence[Hashable], read: Sequence[Hashable]) -> Clusters:
    """CEAF-e (Luo 2005): the best one-to-one alignment of clusters, by 2·|K∩R| / (|K|+|R|)."""
    gold_number = {cluster: i for i, cluster in enumerate(dict.fromkeys(gold))}
    read_number = {cluster: i for i, cluster in enumerate(dict.fromkeys(read))}
    gold_sizes, read_sizes = Counter(gold), Counter(read)
    weights = {
        (gold_number[k], read_number[r]): 2 * n / (gold_sizes[k] + read_sizes[r])
        for (k, r), n in Counter(zip(gold, read, strict=True)).items()
    }
    similarity = sum(weights[pair] for pair in assign(weights).items())
    return Clusters(precision=_ratio(similarity, len(read_sizes)), recall=_ratio(similarity, len(gold_sizes)))
