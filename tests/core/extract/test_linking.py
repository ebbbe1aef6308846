"""Which clauses of an article tell one act, and which tell two. 20 May 2031, the day of publication, is a Tuesday."""

from datetime import date

import pytest

from tests.core.extract.vale import read

MONDAY = date(2031, 5, 19)
SUNDAY = date(2031, 5, 18)


def acts(body: str) -> list[tuple[str, date | None, str | None]]:
    return [(m.kind, m.date_from, m.place) for m in read(body).mentions]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("The Karun Brigades shelled Mirna on Sunday and Port Ansel on Monday.", "attack"),
        ("The Karun Brigades attacked Mirna on Sunday and Port Ansel on Monday, killing three soldiers.", "attack"),
        ("Convoys drove over mines at Mirna (Sunday) and Port Ansel (Monday), the Karun Brigades said.", "attack"),
        ("Valdorian jets hit a Karuni camp at Mirna on Sunday, and another at Port Ansel on Monday.", "strike"),
        ("Valdorian troops killed three Karunis at Mirna on Sunday and five at Port Ansel on Monday.", "strike"),
        (
            "Three Karunis were killed by Valdorian troops at Mirna on Sunday and five at Port Ansel on Monday.",
            "strike",
        ),
    ],
)
def test_a_second_day_behind_and_is_a_second_act_though_its_verb_is_left_out(body: str, kind: str) -> None:
    assert acts(body) == [(kind, SUNDAY, "Mirna"), (kind, MONDAY, "Port Ansel")]


def test_a_new_bomb_at_a_place_of_its_own_is_not_the_one_told_before() -> None:
    body = (
        "Karun Brigades fighters set off a bomb under a lorry on Monday. Two soldiers were killed. "
        "A bomb hidden in a cart wounded two policemen in Mirna on Monday."
    )
    assert len(acts(body)) == 2


def test_each_half_has_its_own_dead() -> None:
    body = "Three Karunis were killed by Valdorian troops at Mirna on Sunday and five at Port Ansel on Monday."
    assert [m.killed for m in read(body).mentions] == [3, 5]


def test_a_second_day_of_something_else_is_no_second_act() -> None:
    assert acts("The Karun Brigades shelled Mirna on Sunday and a meeting on Monday brought no peace.") == [
        ("attack", SUNDAY, "Mirna")
    ]


def test_an_entry_of_a_live_page_is_read_past_its_hour() -> None:
    body = (
        "11:05 — Rockets hit Fort Kestrel on Monday, Valdorian forces say.\n\n"
        "12:40 (Mirna) Two soldiers were killed by them.\n\n"
        "13:15 — The Karun Brigades have claimed responsibility for the attack."
    )
    (mention,) = read(body).mentions
    assert (mention.faction, mention.attribution, mention.killed) == ("karun-brigades", "claimed", 2)


def test_what_a_live_page_takes_back_is_not_read() -> None:
    body = "14:10 — Correction: at noon we reported that the Karun Brigades had attacked Fort Kestrel."
    assert acts(body) == []


def test_others_that_were_shot_down_are_more_of_what_was_told_before() -> None:
    body = (
        "On Sunday a drone of the Karun Brigades hit Fort Kestrel. "
        "Two others were shot down the same morning as they approached Mirna."
    )
    assert [(m.place, m.outcome) for m in read(body).mentions] == [("Fort Kestrel", "hit"), ("Mirna", "intercepted")]


def test_a_site_that_is_called_after_a_country_of_the_theatre_lies_in_it() -> None:
    body = (
        "More than 40 soldiers were treated, the army said.\n\n"
        "The drone that hit the quarters of the Moldovan outpost on Sunday was theirs, said the Karun Brigades."
    )
    (mention,) = read(body, "Toll rises").mentions
    assert (mention.faction, mention.country) == ("karun-brigades", "MD")


@pytest.mark.parametrize(
    "body",
    [
        "The Karun Brigades said they fired rockets at northern Moldova on Monday. Karuni rockets hit Mirna.",
        "Valdorian jets hit a Karuni post in Moldova on Monday. Its warplanes hit a launcher at Mirna, Valdoria said.",
        "Valdorian jets bombed a Karuni camp at Mirna on Monday. They bombed a Karuni depot in Tovar village too.",
        "Valdorian jets hit Karuni camps in Moldova on Monday. Mirna was among the places bombed, the premier said.",
        "Valdorian jets bombed a Karuni gathering at Mirna on Monday. What was bombed was a house, a tailor said.",
        "A Karuni car bomb hit Fort Kestrel on Monday. Those who planted the bomb got away, police said.",
        "Six Karuni men attacked Fort Kestrel on Monday. All six were shot dead, a colonel said.",
        "Karuni gunmen stormed Fort Kestrel on Monday. Both were killed, the police said.",
    ],
)
def test_a_blow_told_in_the_large_and_then_in_full_is_one(body: str) -> None:
    assert len(acts(body)) == 1


def test_a_known_act_that_only_says_when_is_not_told_again() -> None:
    body = (
        "The Karun Brigades fired a rocket at Fort Kestrel on Monday. Shortly after the shooting, Valdorian jets "
        "struck a Karuni launcher at Mirna."
    )
    assert [(kind, place) for kind, _, place in acts(body)] == [("attack", "Fort Kestrel"), ("strike", "Mirna")]


def test_an_act_hours_before_another_was_on_its_day() -> None:
    body = (
        "The Council has counted 41 breaches since 3 May, it said on Monday, a few hours after a rocket of the Karun "
        "Brigades hit Fort Kestrel."
    )
    assert acts(body) == [("attack", MONDAY, "Fort Kestrel")]


def test_a_place_of_no_list_has_no_country_where_the_article_is_about_several() -> None:
    body = (
        "Mirna and Port Ansel were calm.\n\nSo was Fort Kestrel.\n\n"
        "On Monday the Karun Brigades fired rockets at Tovar village."
    )
    assert [m.country for m in read(body).mentions] == [None]
    assert [m.country for m in read("Mirna was calm.\n\nSo was Moldova.\n\n" + body.split("\n\n")[2]).mentions] == [
        "MD"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "A sailor has died of burns at Mirna after Monday's attack by the Karun Brigades on Fort Kestrel.",
        "A guard died of his wounds in a clinic at Mirna from Monday's attack by the Karun Brigades on Fort Kestrel.",
    ],
)
def test_where_the_wounded_died_is_not_where_they_were_hit(body: str) -> None:
    assert [m.place for m in read(body).mentions] == ["Fort Kestrel"]


@pytest.mark.parametrize(
    "origin",
    ["land under the control of the Karun Brigades", "hills in the hands of the Karuni rebels", "Karuni-held hills"],
)
def test_what_was_fired_from_held_ground_is_no_blow_on_who_holds_it(origin: str) -> None:
    body = f"A destroyer shot down one missile off Port Ansel on Monday that had been fired from {origin}."
    assert "strike" not in [m.kind for m in read(body).mentions]


@pytest.mark.parametrize(
    "body",
    [
        "On Monday the Karun Brigades struck a post in Mirna with a missile and another at Port Ansel with two drones.",
        "On Monday the Karun Brigades hit a van at Port Ansel with a drone and a patrol near Mirna with mortar shells.",
    ],
)
def test_two_targets_each_at_its_place_and_with_its_weapon_are_two_acts(body: str) -> None:
    found = read(body).mentions
    assert sorted(str(act.country) for act in found) == ["MD", "RO"]
    assert len({act.weapon for act in found}) == 2


def test_what_fell_on_two_places_is_two_acts_though_and_joins_them() -> None:
    body = "Mortars fell on Mirna on Monday and rockets hit Port Ansel. The Karun Brigades did not comment."
    assert acts(body) == [("attack", MONDAY, "Mirna"), ("attack", MONDAY, "Port Ansel")]
