"""Reading a watchlist: YAML to a `Watchlist`, with the line of every mistake.

YAML's guesses are switched off, because they turn names into other things: `NO` (Norway) into false,
`2023-10-07` into a date, `17` into a number. Every scalar is text save in the few numeric fields.
Anchors are refused, so that a small file cannot grow into a large one.

`parse` takes one file; `check` looks at the meaning of one or several that are used together.
"""

import json
import unicodedata
import zoneinfo
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import yaml
from pydantic import ValidationError

from schemas import Watchlist
from streams.core.countries import COUNTRIES
from streams.errors import WatchlistError

CHARS_MAX = 4_000_000
DEPTH_MAX = 20

_NUMERIC_FIELDS = frozenset({"lat", "lon", "schema_version"})
_NULLS = frozenset({"", "~", "null"})
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one, where it was built

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands: keys and 0-based indices from the root."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, or one doubtful thing, with its place."""

    origin: str
    line: int
    field: str
    message: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.origin}:{self.line}"
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A watchlist together with where each of its values stands in its file."""

    origin: str
    watchlist: Watchlist
    lines: Mapping[Path, int] = field(repr=False)

    def problem(self, path: Path, message: str, severity: Literal["error", "warning"] = "error") -> Problem:
        """A problem at `path`, with its line."""
        return Problem(self.origin, _line(self.lines, path), dotted(path), message, severity)


def parse(text: str, origin: str) -> Watchlist:
    """Read one watchlist. Raises `WatchlistError` with file, line and field of the first mistake."""
    return read(text, origin).watchlist


def read(text: str, origin: str) -> Sheet:
    """Like `parse`, keeping the line of each value for `check`."""
    data, lines = _tree(text, origin)
    try:
        watchlist = Watchlist.model_validate_json(json.dumps(data))
    except ValidationError as error:
        raise WatchlistError(_summary(_mistakes(error, origin, lines))) from None
    return Sheet(origin, watchlist, lines)


def _mistakes(error: ValidationError, origin: str, lines: Mapping[Path, int]) -> list[Problem]:
    told = [(tuple(each["loc"]), each["msg"]) for each in error.errors(include_url=False, include_input=False)]
    beneath = {path[:length] for path, _ in told for length in range(len(path))}
    return [
        Problem(origin, _line(lines, path), dotted(path), message[:1].lower() + message[1:])
        for path, message in told
        if path not in beneath  # a list is called too short because an item of it is wrong
    ]


def dotted(path: Path) -> str:
    """`("factions", 2, "name")` as `factions[2].name`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


# --- YAML to plain data, remembering lines -------------------------------------------------------------


def _tree(text: str, origin: str) -> tuple[object, dict[Path, int]]:
    if len(text) > CHARS_MAX:
        raise WatchlistError(f"{origin}:1: the file has more than {CHARS_MAX} characters")
    try:
        _refuse_aliases_and_depth(text, origin)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise WatchlistError(f"{origin}:{line}: not valid YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise WatchlistError(f"{origin}:1: not valid YAML: {' '.join(str(error).split())}") from None
    if root is None:
        raise WatchlistError(f"{origin}:1: the file is empty")
    lines: dict[Path, int] = {}
    return _plain(root, (), lines, origin), lines


def _refuse_aliases_and_depth(text: str, origin: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise WatchlistError(f"{origin}:{line}: YAML anchors and aliases are not taken; write the value out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_MAX:
                raise WatchlistError(f"{origin}:{line}: nested deeper than {DEPTH_MAX} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], origin: str) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in mapping:
                raise WatchlistError(f"{origin}:{line}: {dotted((*path, key))}: stands twice")
            mapping[key] = _plain(value_node, (*path, key), lines, origin)
            lines[(*path, key)] = line
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), lines, origin) for index, item in enumerate(node.value)]
    return _scalar(node, path)


def _scalar(node: yaml.Node, path: Path) -> str | float | int | None:
    text = str(node.value)
    quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
    if not quoted and text.lower() in _NULLS:
        return None
    if not quoted and path and path[-1] in _NUMERIC_FIELDS:
        try:
            return int(text) if text.lstrip("+-").isdecimal() else float(text)
        except ValueError:
            return text
    return text


def _line(lines: Mapping[Path, int], path: Path) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _summary(problems: Sequence[Problem]) -> str:
    more = len(problems) - 1
    return f"{problems[0]} (and {more} more)" if more else str(problems[0])


def fold(name: str) -> str:
    """What is left of a name when spelling habits are taken off: case, accents, punctuation and spaces."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in plain if character.isalnum())


# --- meaning ---------------------------------------------------------------------------------------------


def check(sheets: Sequence[Sheet]) -> list[Problem]:
    """Find what a reader of these watchlists, used together, would stumble over. In order of file and line.

    An error makes a list useless (an unknown member, a bad country, an id twice). A warning does not: users'
    lists have names that stand for two things, such as a capital for its city and for its government.
    """
    problems = [problem for sheet in sheets for rule in _RULES for problem in rule(sheet)]
    problems += _across(sheets)
    order = {sheet.origin: number for number, sheet in enumerate(sheets)}
    return sorted(set(problems), key=lambda p: (order[p.origin], p.line, p.field, p.message))


def require(sheets: Sequence[Sheet]) -> tuple[Watchlist, ...]:
    """The watchlists, if `check` finds no error in them. Raises `WatchlistError`."""
    errors = [problem for problem in check(sheets) if problem.severity == "error"]
    if errors:
        raise WatchlistError(_summary(errors))
    return tuple(sheet.watchlist for sheet in sheets)


def _bad_countries(sheet: Sheet) -> Iterator[Problem]:
    theatre = sheet.watchlist.theatre
    for number, country in enumerate(theatre.countries):
        if country not in COUNTRIES:
            yield sheet.problem(("theatre", "countries", number), f"{country} is no ISO 3166-1 country code")
    for number, place in enumerate(sheet.watchlist.places):
        path: Path = ("places", number, "country")
        if place.country not in COUNTRIES:
            yield sheet.problem(path, f"{place.country} is no ISO 3166-1 country code")
        elif place.country not in theatre.countries:
            message = f"{place.name} is in {place.country}, which is not among the theatre's countries"
            yield sheet.problem(path, message, "warning")


def _bad_timezone(sheet: Sheet) -> Iterator[Problem]:
    name = sheet.watchlist.theatre.timezone
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        yield sheet.problem(("theatre", "timezone"), f"{name} is no IANA time zone")


def _bad_membership(sheet: Sheet) -> Iterator[Problem]:
    factions = {faction.id: faction for faction in sheet.watchlist.factions}
    for number, faction in enumerate(sheet.watchlist.factions):
        for position, coalition_id in enumerate(faction.member_of):
            path: Path = ("factions", number, "member_of", position)
            coalition = factions.get(coalition_id)
            if coalition is None:
                yield sheet.problem(path, f"{faction.id} is a member of {coalition_id}, which is not listed")
            elif coalition.kind != "coalition":
                yield sheet.problem(path, f"{coalition_id} is a faction; only a coalition has members")
            elif faction.id in _above(coalition_id, sheet.watchlist):
                yield sheet.problem(path, f"{faction.id} is a member of itself by way of {coalition_id}")


def _above(faction_id: str, watchlist: Watchlist) -> set[str]:
    member_of = {faction.id: faction.member_of for faction in watchlist.factions}
    seen: set[str] = set()
    todo = [faction_id]
    while todo:
        current = todo.pop()
        if current not in seen:
            seen.add(current)
            todo.extend(member_of.get(current, ()))
    return seen


def _double_ids(sheet: Sheet) -> Iterator[Problem]:
    seen: dict[str, Path] = {}
    entries = [(("factions", n, "id"), f.id) for n, f in enumerate(sheet.watchlist.factions)]
    entries += [(("parties", n, "id"), p.id) for n, p in enumerate(sheet.watchlist.parties)]
    for path, id_ in entries:
        if id_ in seen:
            yield sheet.problem(path, f"the id {id_} stands at {dotted(seen[id_])} too")
        seen.setdefault(id_, path)


def _clashing_names(sheet: Sheet) -> Iterator[Problem]:
    owners: dict[str, dict[str, tuple[Path, str]]] = defaultdict(dict)
    for path, name, owner in _names(sheet.watchlist):
        folded = fold(name)
        if not folded:
            yield sheet.problem(path, f"{name!r} has no letter or digit to be found by")
        else:
            owners[folded].setdefault(owner, (path, name))
    for claims in owners.values():
        first, *others = claims.items()
        for owner, (path, name) in others:
            message = f"{name!r} names both {owner} and {first[0]} ({dotted(first[1][0])})"
            yield sheet.problem(path, message, "warning")


def _names(watchlist: Watchlist) -> Iterator[tuple[Path, str, str]]:
    """Every name with its path and the thing that it names."""
    for number, faction in enumerate(watchlist.factions):
        base: Path = ("factions", number)
        yield from _with_aliases(base, faction.name, faction.aliases, f"faction {faction.id}")
        for position, leader in enumerate(faction.leaders):
            path: Path = (*base, "leaders", position)
            yield from _with_aliases(path, leader.name, leader.aliases, f"leader {leader.name}")
    for number, party in enumerate(watchlist.parties):
        yield from _with_aliases(("parties", number), party.name, party.aliases, f"party {party.id}")
    for number, place in enumerate(watchlist.places):
        yield from _with_aliases(("places", number), place.name, place.aliases, f"place {place.name}")


def _with_aliases(path: Path, name: str, aliases: Sequence[str], owner: str) -> Iterator[tuple[Path, str, str]]:
    yield (*path, "name"), name, owner
    for position, alias in enumerate(aliases):
        yield (*path, "aliases", position), alias, owner


def _unknown_larger_places(sheet: Sheet) -> Iterator[Problem]:
    names = {place.name for place in sheet.watchlist.places}
    for number, place in enumerate(sheet.watchlist.places):
        if place.within is not None and place.within not in names:
            yield sheet.problem(("places", number, "within"), f"{place.within} is no listed place", "warning")


_RULES = (
    _bad_countries,
    _bad_timezone,
    _bad_membership,
    _double_ids,
    _clashing_names,
    _unknown_larger_places,
)


def _across(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """What is wrong only between files: ids that mean two things, countries that belong to two theatres."""
    theatres: dict[str, Sheet] = {}
    countries: dict[str, Sheet] = {}
    factions: dict[str, tuple[str, Sheet]] = {}
    for sheet in sheets:
        theatre = sheet.watchlist.theatre
        if theatre.id in theatres:
            yield sheet.problem(("theatre", "id"), f"the theatre {theatre.id} is in {theatres[theatre.id].origin} too")
        theatres.setdefault(theatre.id, sheet)
        for number, country in enumerate(theatre.countries):
            if country in countries and countries[country] is not sheet:
                message = f"{country} belongs to the theatre in {countries[country].origin} too"
                yield sheet.problem(("theatre", "countries", number), message, "warning")
            countries.setdefault(country, sheet)
        for number, faction in enumerate(sheet.watchlist.factions):
            kind, first = factions.setdefault(faction.id, (faction.kind, sheet))
            if kind != faction.kind:
                yield sheet.problem(("factions", number, "kind"), f"{faction.id} is a {kind} in {first.origin}")
