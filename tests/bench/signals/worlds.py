"""Made-up histories of daily counts for the benchmark: seeded, with numpy."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
OFFSPRING = 0.3
OFFSPRING_DELAY_MEAN_DAYS = 2.0


def negative_binomial(rng: np.random.Generator, mean: NDArray[np.float64], dispersion: float) -> Ints:
    """Counts with the given means and variance = dispersion × mean."""
    if dispersion <= 1:
        return rng.poisson(mean).astype(np.int64)
    return rng.poisson(rng.gamma(mean / (dispersion - 1), dispersion - 1)).astype(np.int64)


def rates(series: int, days: int, rate: float, shift: float = 1.0, shift_day: int | None = None) -> NDArray[np.float64]:
    """A rate that is multiplied by `shift` from `shift_day` on."""
    mean = np.full((series, days), rate)
    if shift_day is not None:
        mean[:, shift_day:] *= shift
    return mean


def clustered(rng: np.random.Generator, mean: NDArray[np.float64], dispersion: float) -> Ints:
    """The same mean, but 30 % of the attacks are set off by earlier ones, on average two days later."""
    counts = negative_binomial(rng, mean * (1 - OFFSPRING), dispersion)
    excited = np.zeros(mean.shape[0])
    keep = 1 - 1 / OFFSPRING_DELAY_MEAN_DAYS
    for day in range(mean.shape[1]):
        born = rng.poisson(excited * (1 - keep))
        counts[:, day] += born
        excited = excited * keep + OFFSPRING * counts[:, day]
    return counts
