"""Copies and wire text count once."""

import pytest

from streams.core.provenance import Source, fingerprint, independent_sources, resemblance, wire_credit

TEXT = (
    "Two armed drones were launched at the air base shortly after midnight on Tuesday, a security source said, "
    "adding that it caused neither casualties nor damage. Nobody claimed the attack at first. The base houses "
    "foreign advisers and has come under fire several times this month, according to officials in the capital."
)


def test_a_sketch_is_small_ascending_and_fits_a_signed_word() -> None:
    sketch = fingerprint(TEXT * 20)
    assert 0 < len(sketch) <= 32
    assert sketch == tuple(sorted(set(sketch)))
    assert all(0 <= value < 2**63 for value in sketch)


def test_case_and_punctuation_do_not_change_a_sketch() -> None:
    assert fingerprint(TEXT) == fingerprint(TEXT.upper().replace(",", " ;").replace(". ", ".\n\n"))


def test_an_edited_copy_resembles_and_another_report_does_not() -> None:
    edited = TEXT.replace("Nobody claimed the attack at first.", "There was no claim.") + " Reporting from Anbar."
    other = "A pair of drones came for the base after midnight. Officials spoke of no damage and of no injuries there."
    assert resemblance(fingerprint(TEXT), fingerprint(edited)) > 0.5
    assert resemblance(fingerprint(TEXT), fingerprint(other)) < 0.1
    assert resemblance(fingerprint("too short"), fingerprint("too short")) == 0.0


@pytest.mark.parametrize(
    ("title", "body", "credit"),
    [
        ("t", "BAGHDAD, Oct 18 (Mesopotamia Wire) - The following is our translation.", "Mesopotamia Wire"),
        ("t", "KIRKUK, Iraq (TPA) — Five fighters were killed on Sunday.", "TPA"),
        ("t", "Reuters - Two drones were shot down.", "Reuters"),
        ("t", "Two drones were shot down.\n\nSource: Agence France-Presse", "Agence France-Presse"),
        (
            "t",
            "Two drones were shot down.\n\n© 2024 The Associated Press. All rights reserved.",
            "The Associated Press",
        ),
        ("t", "Two drones were shot down.\n\n— AFP", "AFP"),
        ("Drones shot down (AFP)", "Two drones were shot down.", "AFP"),
        ("t", "DEIR EZ-ZOR/WASHINGTON — American warplanes have destroyed a dump.", None),
        ("t", "WASHINGTON — Two drones (of the one-way kind) - were shot down.", None),
        ("t", "Two drones were shot down, two officials told Reuters.", None),
    ],
)
def test_a_wire_credit_is_read_where_agencies_print_it(title: str, body: str, credit: str | None) -> None:
    assert wire_credit(title, body) == credit


def test_copies_wire_text_and_one_outlet_count_once() -> None:
    sketch = fingerprint(TEXT)
    own = Source("Tigris Dispatch", None, fingerprint("quite another text about the same night at the base"))
    sources = [
        Source("Capital Newswire", None, sketch),
        Source("Harbour Daily", None, sketch),
        Source("Gulf Monitor", "Capital Newswire", ()),
        Source("the capital newswire", None, ()),
    ]
    assert independent_sources(sources) == 1
    assert independent_sources([*sources, own]) == 2
    assert independent_sources([Source("A", "AP", ()), Source("B", "The Associated Press", ())]) == 1
    assert independent_sources([]) == 0


def test_ten_thousand_copies_cost_no_more_than_as_many_texts() -> None:
    copies = [Source(f"Outlet {number}", None, fingerprint(TEXT)) for number in range(10_000)]
    assert independent_sources(copies) == 1
