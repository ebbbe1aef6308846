"""Where watchlists come from: the user's files, or the ones shipped with the package."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from schemas import Watchlist
from streams.core import watchlist
from streams.core.watchlist import Sheet
from streams.errors import WatchlistError

_SHIPPED = files("streams.data") / "watchlists"


def load(paths: Sequence[Path]) -> tuple[Watchlist, ...]:
    """Read and check the files; the shipped watchlists where none is given. Raises `WatchlistError`."""
    return watchlist.require(read_all(paths))


def read_all(paths: Sequence[Path]) -> list[Sheet]:
    """Read the files, or the shipped ones, without looking at their meaning. Raises `WatchlistError`."""
    if paths:
        return [watchlist.read(_text(path), str(path)) for path in paths]
    shipped = sorted((file for file in _SHIPPED.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return [watchlist.read(file.read_text(encoding="utf-8"), file.name) for file in shipped]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WatchlistError(f"{path}:{line}: not UTF-8") from None
    except OSError as error:
        raise WatchlistError(f"{path}: {error.strerror or error}") from None
