"""The word lists, read from data files into one table of phrases.

A file holds three kinds of lists: `words` (taken as they stand), `nouns` (singular given, plural made) and
`verbs` (base form given, all forms made; the first word of a phrase is the one that is inflected). Below
that: kind of piece, its value, and the phrases. British and American spellings come out of either one.
Adding a verb or a weapon is one line in a file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, NamedTuple

import yaml

Form = Literal["word", "singular", "plural", "base", "s", "past", "participle", "past+participle", "ing"]

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one, where it was built
_FOLDER: Final = files("streams.data").joinpath("lexicon")
_OTHER_FILES: Final = frozenset({"irregular.yaml", "countries.yaml", "bodies.yaml"})
_DOUBLING: Final = re.compile(r"(?:qu)?[^aeiou]*[aeiou][bdgklmnprtz]")
"""One syllable that ends in one vowel and one of these: "stop", "snub", "scrap"."""
_LISTS: Final = frozenset(
    ("abbreviation", "cardinal", "group_head", "no_people", "ordinal", "plant", "sentence_opener", "tens")
)
"""Kinds that the code takes as whole lists: no sentence is read for them."""

_SPELLINGS: Final = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("armour", "armor"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("rumour", "rumor"),
    ("vapour", "vapor"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("centre", "center"),
    ("metre", "meter"),
    ("manoeuvre", "maneuver"),
    ("lled", "led"),
    ("lling", "ling"),
)


class Reading(NamedTuple):
    """One way to read a phrase. `words` are its lower-case tokens."""

    words: tuple[str, ...]
    kind: str
    value: str
    form: Form
    lemma: str


ByTwo = tuple[tuple[Reading, ...], dict[str, tuple[Reading, ...]]]
"""Readings of a first word alone; and by second word those that go on with it, then those of the first alone."""


class Lexicon:
    """All phrases by their first word, longest first."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        table: dict[str, list[Reading]] = {}
        for reading in dict.fromkeys(readings):
            table.setdefault(reading.words[0], []).append(reading)
        self.kinds = frozenset(reading.kind for reading in readings)
        self.by_first: Mapping[str, tuple[Reading, ...]] = {
            first: tuple(sorted(found, key=lambda reading: -len(reading.words))) for first, found in table.items()
        }
        read = {first: [each for each in found if each.kind not in _LISTS] for first, found in self.by_first.items()}
        self.by_two: dict[str, ByTwo] = {first: _by_second(found) for first, found in read.items() if found}
        """Readings that a text may begin with a word: alone, and by the word that follows; the longest first."""
        self.kept: dict[str, list[Any]] = {}
        """What `pieces` made of words by themselves, by their place in a sentence."""

    def values(self, kind: str) -> dict[str, str]:
        """All phrases of a kind, as text, with the value of each."""
        readings = (reading for found in self.by_first.values() for reading in found)
        return {" ".join(reading.words): reading.value for reading in readings if reading.kind == kind}


def _by_second(found: Sequence[Reading]) -> ByTwo:
    alone = tuple(reading for reading in found if len(reading.words) == 1)
    longer: dict[str, list[Reading]] = {}
    for reading in found:
        if len(reading.words) > 1:
            longer.setdefault(reading.words[1], []).append(reading)
    return alone, {second: (*readings, *alone) for second, readings in longer.items()}


def _load(path: str) -> Any:
    return yaml.load(_FOLDER.joinpath(path).read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe one


@cache
def lexicon(part: str = "") -> Lexicon:
    """The shipped word lists: those that every sentence is read with, or a folder of further ones.

    Raises `ValueError` naming the file for a list of the wrong shape.
    """
    documents = {
        entry.name: _load(f"{part}/{entry.name}" if part else entry.name)
        for entry in sorted(_FOLDER.joinpath(part).iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".yaml") and entry.name not in _OTHER_FILES
    }
    irregular = _load("irregular.yaml")
    readings = [reading for name, document in documents.items() for reading in _read(name, document, irregular)]
    return Lexicon(readings)


@cache
def countries() -> dict[str, tuple[list[str], list[str]]]:
    """ISO 3166-1 code: (names of the country, words for what belongs to it)."""
    table = _load("countries.yaml")
    return {str(code): (names, demonyms) for code, (names, demonyms) in table.items()}


@cache
def nations() -> dict[str, str]:
    """Words for what belongs to a country: ISO 3166-1 code of the country."""
    return {word: code for code, (_, demonyms) in countries().items() for word in demonyms}


def bodies() -> list[str]:
    """Names of armed bodies of the world, for those that a watchlist does not list."""
    return [str(name) for name in _load("bodies.yaml")]


def _read(name: str, document: object, irregular: Mapping[str, Sequence[str]]) -> Iterator[Reading]:
    if not isinstance(document, dict) or not set(document) <= {"words", "nouns", "verbs"}:
        raise ValueError(f"{name}: expected words, nouns and verbs")
    for section, kinds in document.items():
        for kind, values in kinds.items():
            for value, phrases in values.items():
                for phrase in phrases:
                    if not isinstance(phrase, str):
                        raise ValueError(f"{name}: {section}/{kind}/{value}: {phrase!r} is no text; quote it")
                    yield from _inflect(section, kind, str(value), phrase, irregular)


def _inflect(
    section: str, kind: str, value: str, phrase: str, irregular: Mapping[str, Sequence[str]]
) -> Iterator[Reading]:
    if section == "words":
        forms: list[tuple[str, Form]] = [(phrase, "word")]
    elif section == "nouns":
        forms = [(phrase, "singular"), (_plural(phrase), "plural")]
    else:
        forms = list(_verb_forms(phrase, irregular))
    for text, form in forms:
        for spelling in _spellings(text):
            yield Reading(split_words(spelling), kind, value, form, phrase)


def split_words(phrase: str) -> tuple[str, ...]:
    """The lower-case tokens that the tokeniser makes of a phrase; a hyphen is a token of its own."""
    return tuple(phrase.lower().replace("-", " - ").replace("'s", " 's").replace(",", " ,").split())


def _verb_forms(phrase: str, irregular: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Form]]:
    first, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    third, past, participle, ing, *other_pasts = irregular.get(first) or _regular(first)
    yield first + tail, "base"
    yield third + tail, "s"
    if past == participle:
        yield past + tail, "past+participle"
    else:
        yield past + tail, "past"
        yield participle + tail, "participle"
    for other in other_pasts:
        yield other + tail, "past+participle"
    yield ing + tail, "ing"


def _regular(base: str) -> tuple[str, str, str, str]:
    if _DOUBLING.fullmatch(base):
        return base + "s", base + base[-1] + "ed", base + base[-1] + "ed", base + base[-1] + "ing"
    if base.endswith("e"):
        return base + "s", base + "d", base + "d", (base if base.endswith(("ee", "oe")) else base[:-1]) + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, base + "ed", base + "ed", base + "ing"


def _plural(phrase: str) -> str:
    thing, of, stuff = phrase.partition(" of ")
    if of:
        return f"{_plural(thing)}{of}{stuff}"
    head, separator, last = phrase.rpartition(" ")
    if last.endswith("man"):
        last = last[:-3] + "men"
    elif last.endswith("y") and last[-2] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("s", "sh", "ch", "x")):
        last += "es"
    else:
        last += "s"
    return head + separator + last


def _spellings(text: str) -> set[str]:
    found = {text}
    for british, american in _SPELLINGS:
        for spelling in tuple(found):
            if british in spelling:
                found.add(spelling.replace(british, american))
            elif american in spelling and american not in {"led", "ling"}:
                found.add(spelling.replace(american, british))
    return found
