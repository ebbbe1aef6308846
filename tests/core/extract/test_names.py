"""Names of a watchlist, found however they are spelt."""

import pytest

from schemas import Faction, Leader, Party, Place, Theatre, Watchlist
from streams.core.extract.words.names import NameGate, NameIndex, key_of, watchlist_names
from streams.core.extract.words.tokens import tokenise

LIST = Watchlist(
    theatre=Theatre(id="t", name="T", countries=("IQ",), timezone="Asia/Baghdad"),
    factions=(
        Faction(
            id="kh",
            name="Kata'ib Hezbollah",
            kind="faction",
            aliases=("KH", "Hezbollah Brigades"),
            leaders=(Leader(name="Abu Baqir al-Saadi"),),
        ),
        Faction(id="aaa", name="Ansar Allah al-Awfiya", kind="faction"),
        Faction(id="aa", name="Ansar Allah", kind="faction", aliases=("Houthi",)),
        Faction(id="jnim", name="Jama'at Nusrat al-Islam wal-Muslimin", kind="faction", aliases=("JNIM",)),
        Faction(id="lra", name="Armée de résistance", kind="faction"),
    ),
    parties=(Party(id="us", name="United States", aliases=("US forces",), demonyms=("US", "U.S.", "American")),),
    places=(
        Place(name="Ain al-Asad", aliases=("al-Asad air base",), country="IQ", kind="base"),
        Place(name="Tower 22", country="JO", kind="base"),
        Place(name="Ninewa", country="IQ", kind="province"),
    ),
)
INDEX = NameIndex(watchlist_names(LIST), frozenset({"none", "the", "us"}))


def found(text: str) -> list[tuple[str, str]]:
    tokens = tokenise(text, 0, len(text))
    return [
        (match.entity.id, text[tokens[match.first].start : tokens[match.last - 1].end]) for match in INDEX.find(tokens)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kata'ib Hezbollah said", [("kh", "Kata'ib Hezbollah")]),
        ("Kataeb Hizballah said", [("kh", "Kataeb Hizballah")]),
        ("Ketaeb Hizbollah said", [("kh", "Ketaeb Hizbollah")]),
        ("Kataib Hezballah's men", [("kh", "Kataib Hezballah")]),
        ("the Hezbollah Brigades' base", [("kh", "Hezbollah Brigades")]),
        ("Ansar Allah al-Awfiya fired", [("aaa", "Ansar Allah al-Awfiya")]),
        ("Ansar Allah fired", [("aa", "Ansar Allah")]),
        ("Ansarullah is not listed but near", []),
        ("the Houthis fired", [("aa", "Houthis")]),
        ("a Houthi-run ministry", [("aa", "Houthi")]),
        ("Jamaat Nusrat al Islam wal Muslimeen attacked", [("jnim", "Jamaat Nusrat al Islam wal Muslimeen")]),
        ("the Armee de Resistance left", [("lra", "Armee de Resistance")]),
        ("Ayn al-Assad and Ain al-Asad", [("Ain al-Asad", "Ayn al-Assad"), ("Ain al-Asad", "Ain al-Asad")]),
        ("Al Asad Air Base", [("Ain al-Asad", "Al Asad Air Base")]),
        ("at Tower-22", [("Tower 22", "Tower-22")]),
        ("U.S. forces and US troops", [("us", "U.S. forces"), ("us", "US")]),
        ("let us go, KH said", [("kh", "KH")]),
        ("Sheikh said kh", []),
        ("None of the men", []),
        ("Abu Bakir al-Sa'adi died", [("kh", "Abu Bakir al-Sa'adi")]),
    ],
)
def test_a_name_is_found_in_every_spelling_and_the_longest_wins(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_spellings_that_mean_one_name_have_one_key() -> None:
    assert len({key_of(word) for word in ("Kata'ib", "Kataib", "Kataeb", "Ketaeb", "KATAIB")}) == 1
    assert len({key_of(word) for word in ("Hizballah", "Hezbollah", "Hizbullah", "Hezbullah")}) == 1
    assert key_of("Asad") == key_of("Assad")


def test_the_gate_opens_for_names_and_only_for_them() -> None:
    gate = NameGate(["Kata'ib Hezbollah", "KH", "Ain al-Asad", "Houthi", "Armée de résistance"])
    for text in (
        "Ketaeb Hizballah",
        "x KH.",
        "the ain al-asad base",
        "HOUTHIS",
        "Kata&#8217;ib Hezbollah",
        "Kata&#x2019;ib&nbsp;Hezbollah",
        "Kataib\u00a0Hezbollah",
        "Kataib  Hezbollah",
        "Kataib\r\n  Hezbollah",
        "<p>Kataib Hezbollah</p>",
        '<a href="https://example.org/x">Kataib</a> <b>Hezbollah</b>',
        "armée de résistance",
        "armee de resistance",
    ):
        assert gate.opens(text), text
    for text in ("", "Sheikh khan", "Asia", "Kataib", "rearmee de resistances2"):
        assert not gate.opens(text), text
