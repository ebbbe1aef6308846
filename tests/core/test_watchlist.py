"""Watchlists: what is read, and how a mistake is told."""

from pathlib import Path

import pytest

from streams import watchlists
from streams.core.watchlist import check, parse, read
from streams.errors import WatchlistError

GOOD = """\
theatre: {id: north, name: The North, countries: [NO, SE], timezone: Europe/Oslo}
factions:
  - id: blue-front
    name: Blue Front
    kind: coalition
  - id: brigade-17
    name: Brigade 17
    kind: faction
    member_of: [blue-front]
    aliases: ["17", Yes]
    leaders:
      - {name: Ola Nordmann}
parties:
  - {id: us, name: United States, aliases: [U.S. forces]}
places:
  - {name: Bodø, country: NO, kind: city, lat: 67.28, lon: 14}
  - {name: Harbour, country: NO, kind: port, within: Bodø}
"""


def problems_of(text: str) -> list[str]:
    return [str(problem) for problem in check([read(text, "north.yaml")])]


def test_a_good_watchlist_has_no_problem() -> None:
    assert problems_of(GOOD) == []


def test_names_are_text_even_where_yaml_would_guess_otherwise() -> None:
    watchlist = parse(GOOD, "north.yaml")
    assert watchlist.theatre.countries == ("NO", "SE")
    assert watchlist.factions[1].aliases == ("17", "Yes")
    assert watchlist.places[0].lon == 14


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    kind: coalition", "    kind: club", "north.yaml:5: factions[0].kind: input should be 'faction' or"),
        ("    kind: coalition\n", "", "north.yaml:3: factions[0].kind: field required"),
        ("id: blue-front", "id: Blue Front", "north.yaml:3: factions[0].id: string should match pattern"),
        ("aliases: [U.S. forces]", "alias: [U.S. forces]", "north.yaml:14: parties[0].alias: extra inputs are not"),
        ("lat: 67.28", "lat: north", "north.yaml:16: places[0].lat: input should be a valid number"),
        ("lat: 67.28", "lat: 167", "north.yaml:16: places[0].lat: input should be less than or equal to 90"),
        ("name: Ola Nordmann", "name: ", "north.yaml:12: factions[1].leaders[0].name: input should be a valid string"),
        ("kind: city", "kind: city, kind: port", "north.yaml:16: places[0].kind: stands twice"),
        ("kind: city", "kind: [city", "north.yaml:16: not valid YAML"),
        ("kind: city", "kind: *city", "north.yaml:16: YAML anchors and aliases are not taken"),
        ("id: north", "id: " + "[" * 30 + "]" * 30, "north.yaml:1: nested deeper than 20 levels"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_field(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(WatchlistError) as caught:
        parse(GOOD.replace(old, new), "north.yaml")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_an_empty_file_is_told() -> None:
    with pytest.raises(WatchlistError, match=r"north.yaml:1: the file is empty"):
        parse("", "north.yaml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "member_of: [blue-front]",
            "member_of: [red-front]",
            "north.yaml:9: factions[1].member_of[0]: brigade-17 is a member of red-front, which is not listed",
        ),
        (
            "member_of: [blue-front]",
            "member_of: [brigade-17]",
            "north.yaml:9: factions[1].member_of[0]: brigade-17 is a faction; only a coalition has members",
        ),
        (
            "    kind: coalition",
            "    kind: coalition\n    member_of: [blue-front]",
            "north.yaml:6: factions[0].member_of[0]: blue-front is a member of itself by way of blue-front",
        ),
        ("[NO, SE]", "[NO, QQ]", "north.yaml:1: theatre.countries[1]: QQ is no ISO 3166-1 country code"),
        ("Europe/Oslo", "Europe/Bodo", "north.yaml:1: theatre.timezone: Europe/Bodo is no IANA time zone"),
        ("id: us", "id: brigade-17", "north.yaml:14: parties[0].id: the id brigade-17 stands at factions[1].id too"),
        (
            "[U.S. forces]",
            "[blue front]",
            "north.yaml:14: parties[0].aliases[0]: 'blue front' names both party us and faction blue-front",
        ),
        ("within: Bodø", "within: Oslo", "north.yaml:17: places[1].within: Oslo is no listed place"),
        ("[U.S. forces]", '["—"]', "north.yaml:14: parties[0].aliases[0]: '—' has no letter or digit"),
        ("country: NO, kind: port", "country: DK, kind: port", "north.yaml:17: places[1].country: Harbour is in DK"),
    ],
)
def test_what_readers_would_stumble_over_is_found(old: str, new: str, message: str) -> None:
    assert old in GOOD
    found = problems_of(GOOD.replace(old, new))
    assert len(found) == 1
    assert found[0].startswith(message)


def test_watchlists_used_together_are_held_against_each_other() -> None:
    other = GOOD.replace(
        "id: blue-front\n    name: Blue Front\n    kind: coalition", "id: blue-front\n    name: B\n    kind: faction"
    )
    other = other.replace("    member_of: [blue-front]\n", "")
    found = check([read(GOOD, "a.yaml"), read(other, "b.yaml")])
    assert [(p.line, p.field, p.severity) for p in found] == [
        (1, "theatre.countries[0]", "warning"),
        (1, "theatre.countries[1]", "warning"),
        (1, "theatre.id", "error"),
        (5, "factions[0].kind", "error"),
    ]


def test_the_shipped_watchlists_are_clean_and_are_the_default() -> None:
    assert check(watchlists.read_all([])) == []
    assert [watchlist.theatre.id for watchlist in watchlists.load([])] == ["iraq-syria", "red-sea-yemen"]


def test_a_file_that_is_missing_or_no_utf8_is_told(tmp_path: Path) -> None:
    with pytest.raises(WatchlistError, match="No such file"):
        watchlists.load([tmp_path / "none.yaml"])
    (tmp_path / "latin.yaml").write_bytes(b"theatre:\n  name: \xe9\n")
    with pytest.raises(WatchlistError, match=r"latin.yaml:2: not UTF-8"):
        watchlists.load([tmp_path / "latin.yaml"])
