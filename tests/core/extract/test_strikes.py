"""Blows on a watched faction: on whom they fell, however its men are called, and who struck."""

from datetime import date

import pytest

from schemas import Faction, Mention
from streams.core.extract import RuleExtractor
from tests.core.extract.vale import VALE, article, read

MONDAY = date(2031, 5, 19)


def only(body: str) -> Mention:
    (mention,) = read(body).mentions
    return mention


@pytest.mark.parametrize(
    "body",
    [
        "Valdorian soldiers killed 12 militants at Mirna on Monday. The Karun Brigades have long been there.",
        "An army drone killed 12 militants at Mirna on Monday. The ministry calls them Karunis.",
        "Troops killed 12 insurgents at Mirna on Monday, the army said. The Karun Brigades did not comment.",
        "Army gunners shelled the militants' posts at Mirna on Monday. The Karun Brigades kept silent.",
        "An army drone flattened huts at Mirna on Monday. Officers spoke of twelve Karunis, two of them commanders.",
        "The Karun Brigades said that a Valdorian air raid on Monday killed 68 of them at Mirna.",
        "The Karun Brigades have been quiet. Seven rebels were gunned down at Mirna on Monday.",
        "The Karun Brigades, or Karunis, rule. The Selva Front is far away. Jets bombed Mirna on Monday.",
        "Another air strike, on Monday at Mirna, was flown by Valdoria. It cost the Karun Brigades two lorries.",
        "On Monday Valdorian jets bombed targets of the Council and of groups such as the Karun Brigades at Mirna.",
        "Valdorian jets hit camps of Turkey and of militias including the Karun Brigades at Mirna on Monday.",
    ],
)
def test_nameless_fighters_struck_are_those_of_the_only_faction_spoken_of(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from, mention.country) == (
        "strike", "karun-brigades", MONDAY, "MD",
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "Seven Karunis were killed in a gun battle with Valdorian police at Mirna on Monday.",
        "A clash between Valdorian soldiers and the Karun Brigades at Mirna on Monday left seven dead.",
        "Valdorian soldiers clashed with the Karun Brigades at Mirna on Monday, killing seven.",
        "About 30 Karun Brigades fighters died at Mirna on Monday. Valdoria said that its aircraft had killed them.",
        "Monday was the anniversary of the raid on Port Ansel. Valdorian jets hit the Karun Brigades that day.",
        "A Valdorian patrol came upon a Karuni column on Monday. In the shootout that followed two rebels died.",
    ],
)
def test_a_fight_in_which_a_faction_s_men_fall_is_a_strike_on_it(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.counterparty_id) == ("strike", "karun-brigades", "valdoria")


@pytest.mark.parametrize(
    "body",
    [
        "Four Karun Brigades fighters were killed on Monday when they attacked Fort Kestrel.",
        "A Valdorian drone was shot down by the Karun Brigades over Mirna on Monday.",
    ],
)
def test_an_attack_with_its_own_losses_is_no_strike_beside(body: str) -> None:
    assert [(m.kind, m.faction) for m in read(body).mentions] == [("attack", "karun-brigades")]


def test_nameless_fighters_struck_are_nobody_s_where_two_factions_are_spoken_of() -> None:
    body = "The Karun Brigades and the Selva Front are at odds. Valdorian jets hit militants near Mirna on Monday."
    assert [(m.kind, m.faction) for m in read(body).mentions] == [("strike", None)]


def test_nameless_fighters_struck_are_those_of_whom_the_article_is_about() -> None:
    body = (
        "The Karun Brigades left Port Ansel. The Karunis then moved north, and the Karun Brigades lost men there. "
        "Islamic State is not their friend. On Monday jets struck guerrillas near Mirna as well."
    )
    assert [(m.kind, m.faction) for m in read(body).mentions if m.date_from == MONDAY] == [("strike", "karun-brigades")]


def test_what_a_faction_says_it_hit_is_its_own_attack_though_told_late() -> None:
    body = (
        "The Karun Brigades said they had attacked Fort Kestrel on Monday. Nothing was known of losses. "
        "Roads were closed. Schools were shut. Their spokesman said that a vehicle was destroyed."
    )
    assert [m.kind for m in read(body).mentions] == ["attack"]


def test_an_item_of_a_round_up_tells_whose_fighters_its_own_were() -> None:
    body = (
        "MIRNA — The Selva Front held a rally on Sunday.\n\n"
        "ANSEL — Valdorian soldiers killed nine militants at Port Ansel on Monday. The Karun Brigades buried them.\n\n"
        "KESTREL — All was quiet."
    )
    assert [(m.kind, m.faction) for m in read(body).mentions] == [("strike", "karun-brigades")]


@pytest.mark.parametrize(
    "body",
    [
        "Police shot dead two robbers at Mirna on Monday. The Karun Brigades did not comment.",
        "Security forces shot two protesters at Mirna on Monday. The Karun Brigades condemned it.",
        "Valdorian jets shot down a drone over Mirna on Monday. The Karun Brigades kept silent.",
    ],
)
def test_what_police_and_interceptors_do_to_others_is_no_strike(body: str) -> None:
    assert [m.kind for m in read(body).mentions if m.kind == "strike"] == []


@pytest.mark.parametrize(
    "body",
    [
        "A blast at Mirna on Monday, at a Karun Brigades depot, is still without an explanation.",
        "A Karun Brigades car bomb was found at Mirna and blown up by bomb-disposal men on Monday.",
        "Idris Maro, who has led the Karun Brigades since Tamas Velk was killed in April, will speak on Friday.",
        "A bomber of Islamic State killed 32 people at Mirna on Monday. The Karun Brigades mourned them.",
    ],
)
def test_what_fell_on_nobody_watched_or_was_no_blow_is_no_strike(body: str) -> None:
    assert [m.kind for m in read(body).mentions] == []


@pytest.mark.parametrize(
    "body",
    [
        "Valdoria killed two Karun Brigades men at Mirna on Monday who were preparing to launch drones.",
        "Valdoria killed two Karun Brigades men at Mirna on Monday who, it said, were preparing to launch drones.",
        "Valdorian jets struck a Karun Brigades house at Mirna on Monday where an attack was being planned.",
        "On Monday a Valdorian drone hit three Karun Brigades fighters at Mirna who had planned to cross the river.",
    ],
)
def test_what_those_who_were_struck_had_in_mind_does_not_undo_the_blow(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from) == ("strike", "karun-brigades", MONDAY)


@pytest.mark.parametrize(
    "body",
    [
        "Idris Maro of the Karun Brigades died on Monday when a drone fired two missiles at his car at Mirna.",
        "A Karun Brigades commander was killed on Monday when a missile hit his house at Mirna.",
        "Three Karun Brigades fighters died on Monday when a drone struck their lorry at Mirna.",
    ],
)
def test_what_hit_the_car_of_the_dead_is_what_killed_them(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.place) == ("strike", "karun-brigades", "Mirna")


@pytest.mark.parametrize(
    "end",
    [
        "All four attackers were killed by Valdorian forces.",
        "Later on, all the assailants were shot dead by police.",
        "It took Valdorian troops four hours to reach the gate, where they killed the five gunmen.",
        "Valdorian troops killed five of the assailants.",
    ],
)
def test_the_end_of_an_attack_s_own_men_is_no_blow_beside_it(end: str) -> None:
    body = f"Karun Brigades gunmen stormed a hotel in Mirna on Monday and killed 11 guests. {end}"
    assert [(m.kind, m.faction) for m in read(body).mentions] == [("attack", "karun-brigades")]


def test_an_accused_group_is_not_struck_by_the_salvo_that_is_laid_at_its_door() -> None:
    body = (
        "Rockets hit Fort Kestrel on Monday. Such a signature fools nobody, said an official, who laid the salvo at "
        "the door of the Karun Brigades."
    )
    assert [(m.kind, m.faction) for m in read(body).mentions] == [("attack", "karun-brigades")]


def test_what_burns_in_a_raid_that_the_speaker_boasts_of_is_more_of_the_raid() -> None:
    mention = only("The Karun Brigades attacked Mirna on Monday, their spokesman said. Houses were burned, he said.")
    assert (mention.kind, mention.attribution) == ("attack", "claimed")


@pytest.mark.parametrize(
    "word",
    [
        "Valdoria said the pair belonged to the Karun Brigades.",
        "The two were members of the Karun Brigades, a priest said.",
        "The Karun Brigades named both as their own.",
        "The Karun Brigades announced the death of the two.",
        "The Karun Brigades mourned the two.",
    ],
)
@pytest.mark.parametrize("blow", ["destroyed a car and killed two men in it", "killed two people on a motorcycle"])
def test_those_whom_a_drone_killed_were_whose_they_are_said_to_be(blow: str, word: str) -> None:
    mention = only(f"A drone {blow} at Mirna on Monday. {word}")
    assert (mention.kind, mention.faction, mention.date_from) == ("strike", "karun-brigades", MONDAY)


def test_the_soldiers_whom_a_drone_killed_were_not_those_who_sent_it() -> None:
    mention = only("A drone killed two soldiers at Mirna on Monday. Those who sent it belonged to the Karun Brigades.")
    assert (mention.kind, mention.faction) == ("attack", "karun-brigades")


def test_somebody_else_whom_forces_killed_is_no_fighter() -> None:
    assert [m.kind for m in read("Valdoria shot a headman who worked for the Karun Brigades on Monday.").mentions] == []


@pytest.mark.parametrize(
    "body",
    [
        "Valdorian jets neutralised nine Karun Brigades members at Mirna on Monday.",
        "Idris Maro of the Karun Brigades and an aide were killed in a firefight with troops at Mirna on Monday.",
        "Idris Maro, a Karun Brigades chief, and three bodyguards died when a house at Mirna was flattened on Monday.",
        "A vehicle carrying a field commander of the Karun Brigades was incinerated by a missile at Mirna on Monday.",
        "Two Karun Brigades men, among them a district chief, were eliminated in an encounter at Mirna on Monday.",
        "Tamas Velk, the most senior Karuni commander to die since March, was killed at Mirna on Monday by a missile.",
        "In the heaviest bombardment of Mirna since the war began, jets killed nine Karun Brigades men on Monday.",
        "The Karun Brigades buried three men. They were killed on Monday when aircraft fired on their convoy at Mirna.",
        "Troops overran a Karun Brigades camp at Mirna on Monday after a day's fight, officials in Port Ansel said.",
        "A drone fired two missiles at a pickup truck in Mirna on Monday. The Karun Brigades later mourned a fighter.",
    ],
)
def test_the_side_that_was_struck_is_found_among_its_dead_their_cars_and_those_spoken_of(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from, mention.place) == (
        "strike", "karun-brigades", MONDAY, "Mirna",
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "Valdorian officers captured a Karun Brigades tax collector at Mirna on Monday.",
        "A new man took over the Karun Brigades on Monday, Mirna heard.",
        "Two soldiers were acquitted at Mirna on Monday over the killing of Karun Brigades men.",
        "The army's raids on the Karun Brigades at Mirna have become deadlier, a priest said.",
        "Valdorian planes circled over the Karun Brigades at Mirna on Monday but dropped no bombs.",
        "Detectives prevented a Karun Brigades bombing at Mirna on Monday.",
        "Fires still burned on Monday at the port of Mirna, where the Karun Brigades rule.",
    ],
)
def test_what_courts_police_and_idle_aircraft_do_is_no_blow(body: str) -> None:
    assert read(body).mentions == ()


def test_one_wave_that_two_sides_tell_of_fell_on_both_whom_they_name() -> None:
    mention = only(
        "Valdorian jets bombed two compounds of the Karun Brigades at Mirna on Monday, killing 8, the Council said. "
        "Valdoria said it had hit hideouts of the Selva Front."
    )
    assert (mention.faction, mention.killed, [other.faction for other in mention.also]) == (
        "karun-brigades", 8, ["selva-front"],
    )  # fmt: skip


def test_a_headline_s_drone_is_that_of_the_report() -> None:
    extraction = read(
        "A drone fired a missile at a house in Mirna on Monday. The Karun Brigades announced the death of two men.",
        title="Valdorian drone kills two near Mirna",
    )
    (mention,) = extraction.mentions
    assert (mention.kind, mention.faction, mention.counterparty_id) == ("strike", "karun-brigades", "valdoria")


@pytest.mark.parametrize("name", ["al-Qaeda in the Vale", "al-Qaeda Vale Province"])
def test_a_body_at_large_is_the_branch_that_alone_is_called_after_it(name: str) -> None:
    branch = Faction(id="qv", name=name, kind="faction", aliases=("AQV",))
    (extraction,) = RuleExtractor([VALE.model_copy(update={"factions": (branch,)})]).extract(
        article("Valdorian soldiers killed three al-Qaeda fighters at Mirna on Monday.")
    )
    assert [(m.kind, m.faction) for m in extraction.mentions] == [("strike", "qv")]


@pytest.mark.parametrize(
    "body",
    [
        "Gunmen shot dead Sorin Dax, a Karun Brigades field commander, at Mirna on Monday, police said.",
        "A missile at Mirna on Monday killed Sorin Dax, whom they described as a chief of the Karun Brigades.",
        "Karun Brigades commander Sorin Dax was killed at Mirna on Monday.",
    ],
)
def test_a_leader_of_no_list_is_told_by_the_name_beside_his_rank(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.leaders_killed, mention.killed) == (
        "strike", "karun-brigades", ("Sorin Dax",), 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "A missile slammed into the office of the Karun Brigades at Mirna on Monday.",
        "An unidentified drone attacked a truck convoy at Mirna on Monday. The trucks belonged to the Karun Brigades.",
        "The Karun Brigades mourned three fighters who they said had been killed in the bombing of Mirna on Monday.",
        "Valdorian strikes at Mirna killed eight people on Monday, the Karun Brigades said.",
        "Valdorian troops drove the Karun Brigades out of a camp near Mirna on Monday.",
        "In the past 24 hours Valdorian troops destroyed one Karun Brigades radar site at Mirna.",
    ],
)
def test_a_blow_told_by_what_it_hit_or_by_whom_it_drove_off_is_a_strike(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.place) == ("strike", "karun-brigades", "Mirna")


@pytest.mark.parametrize(
    "body",
    [
        "A shell left over from the war went off in a Karun Brigades depot at Mirna on Monday.",
        "A Valdorian drone crashed on a Karun Brigades house at Mirna on Monday because of a technical fault.",
        "Two Karunis blew themselves up at Mirna on Monday with a bomb that they were planting.",
        "Valdoria says that it has killed 20 Karun Brigades commanders at Mirna since the start of the war.",
        "The president recalled that the army had killed thousands of Karunis at Mirna in three earlier campaigns.",
    ],
)
def test_mishaps_sums_and_memories_are_no_blow(body: str) -> None:
    assert read(body).mentions == ()


def test_those_who_fell_after_they_attacked_are_the_attackers() -> None:
    mention = only(
        "Seven militants were killed in a gunbattle after they attacked a post at Mirna on Monday, police said, adding "
        "that the Karun Brigades were behind the assault."
    )
    assert (mention.kind, mention.faction, mention.killed) == ("attack", "karun-brigades", None)


def test_the_soldiers_who_fall_in_a_raid_on_foot_are_no_part_of_its_toll() -> None:
    mention = only(
        "Valdorian troops overran a camp of the Karun Brigades at Mirna on Monday. Six rebels and three soldiers died."
    )
    assert (mention.kind, mention.killed) == ("strike", 6)


@pytest.mark.parametrize(
    "body",
    [
        "A senior figure in the Karun Brigades was killed by a sticky bomb at Mirna on Monday.",
        "Jets of unknown origin flew five raids on bases around Mirna on Monday. Among the dead were nine Karunis.",
        "On Monday warplanes hit a post of the 46th brigade, which belongs to the Karun Brigades, at Mirna.",
        "The Karun Brigades reported 17 strikes on Mirna on Monday.",
        "A spokesman of the Karun Brigades survived a drone strike near Mirna on Monday that killed his driver.",
        "Two Karunis were killed at Mirna on Monday in an explosion targeting their vehicle.",
        "Thirteen Karunis were killed when troops foiled an infiltration bid near Mirna on Monday, the army said.",
        "Two militants died as the army foiled an infiltration at Mirna on Monday. The Karun Brigades mourned them.",
        "Idris Maro of the Karun Brigades lay beneath the house at Mirna that Valdoria had bombed on Monday.",
    ],
)
def test_a_blow_is_read_however_it_is_told_whom_it_fell_on(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from, mention.place) == (
        "strike", "karun-brigades", MONDAY, "Mirna",
    )  # fmt: skip


def test_a_night_between_two_days_is_the_first_of_them() -> None:
    mention = only("Troops killed nine Karunis at Mirna on the night between Sunday and Monday, the army said.")
    assert (mention.kind, mention.date_from) == ("strike", date(2031, 5, 18))


def test_sites_linked_to_a_faction_that_were_hit_lay_no_attack_at_its_door() -> None:
    body = (
        "A drone wounded three soldiers at Fort Kestrel on Sunday. On Monday Valdorian jets hit three sites linked to "
        "the Karun Brigades at Mirna."
    )
    assert [(m.kind, m.faction) for m in read(body).mentions] == [("attack", None), ("strike", "karun-brigades")]


def test_a_blast_that_a_state_owns_up_to_was_its_strike() -> None:
    mention = only(
        "Explosions tore through a depot at Mirna on Monday. The Karun Brigades keep rockets there, and many blamed "
        "the heat. Valdoria then said that its jets had struck the Karun Brigades."
    )
    assert (mention.kind, mention.faction, mention.attribution, mention.place) == (
        "strike", "karun-brigades", "claimed", "Mirna",
    )  # fmt: skip


def test_what_was_hit_there_lies_where_the_sentence_before_was() -> None:
    mention = only(
        "It began on Monday in Mirna. A Valdorian jet dropped two bombs on a Karun Brigades post there and killed nine."
    )
    assert (mention.kind, mention.place, mention.country) == ("strike", "Mirna", "MD")


def test_guerrillas_of_no_name_are_those_spoken_of_last() -> None:
    mentions = read(
        "The Selva Front held a rally in Port Ansel. The Karun Brigades lost nobody. On Monday jets struck guerrillas "
        "near Mirna as well."
    ).mentions
    assert [(m.kind, m.faction) for m in mentions] == [("strike", "karun-brigades")]


@pytest.mark.parametrize(
    "body",
    [
        "A pact with the Karun Brigades, struck on Monday in Mirna, was signed.",
        "Elders struck a deal with the Karun Brigades in Mirna on Monday.",
    ],
)
def test_a_pact_is_struck_on_nobody(body: str) -> None:
    assert read(body).mentions == ()


def test_what_is_said_beyond_a_relative_clause_is_said_of_what_stood_before_it() -> None:
    mention = only(
        "A building in Mirna that housed migrants was hit on Monday in an air raid, the Karun Brigades said. They rule."
    )
    assert (mention.kind, mention.faction, mention.place) == ("strike", "karun-brigades", "Mirna")


@pytest.mark.parametrize(
    "body",
    [
        "Jets hit Mirna on Monday as the Karun Brigades' leader was making a speech, killing eight people.",
        "Valdoria killed three people, one of them a Karuni commander, in air raids across Mirna on Monday.",
        "Valdorian jets killed a Karuni chief at Mirna on Monday, according to a medic in Port Ansel.",
        "A Valdorian raid at Mirna on Monday killed a Karuni commander blamed for attacks in Port Ansel.",
    ],
)
def test_neither_a_clause_between_nor_a_source_nor_old_deeds_mislead_about_the_blow(body: str) -> None:
    mentions = read(body).mentions
    assert [(m.kind, m.faction, m.place) for m in mentions] == [("strike", "karun-brigades", "Mirna")]


def test_a_day_between_the_speaker_and_his_verb_is_that_of_the_telling() -> None:
    mention = only(
        "The Valdorian army on Tuesday said it had killed a Karun Brigades man at Mirna. The raid was on Sunday night."
    )
    assert (mention.kind, mention.date_from) == ("strike", date(2031, 5, 18))


def test_what_a_war_has_claimed_is_no_toll_of_a_clash() -> None:
    body = (
        "Valdorian troops killed six Karunis at Mirna on Monday. They wage an insurgency, which has claimed more "
        "than 40,000 lives."
    )
    assert only(body).killed == 6


def test_a_leader_first_told_of_and_then_named_fell_once() -> None:
    mention = only(
        "Valdoria said on Tuesday that a joint operation had killed a senior Karun Brigades commander. Idris Maro was "
        "killed in an air strike near Mirna on 14 May, a minister said."
    )
    assert (mention.leaders_killed, mention.date_from, mention.place) == (("Idris Maro",), date(2031, 5, 14), "Mirna")


def test_how_a_clash_began_is_no_attack_beside_it() -> None:
    mention = only(
        "Valdorian troops killed six Karunis in a clash at Mirna on Monday. Soldiers were on patrol when they were "
        "fired upon by Karuni rebels, sparking a firefight."
    )
    assert (mention.kind, mention.killed) == ("strike", 6)


def test_a_second_drone_goes_on_where_missiles_struck() -> None:
    mentions = read(
        "Missiles hit a car near Mirna on Monday and killed a Karuni chief. Shortly afterwards another drone struck a "
        "motorcycle in Port Ansel."
    ).mentions
    assert [(m.kind, m.faction) for m in mentions] == [("strike", "karun-brigades")] * 2


@pytest.mark.parametrize(
    "body",
    [
        "Six Karunis were killed on Monday when a drone, thought to be Valdorian, fired at a house in Mirna.",
        "Idris Maro, one of the most wanted Karuni commanders, was shot dead in an encounter at Mirna on Monday.",
        "Valdorian troops killed four Karunis at Mirna on Monday. A search operation was launched on Tuesday.",
        "A Karuni wanted for a raid on Port Ansel was killed in a blast at Mirna on Monday.",
    ],
)
def test_what_is_put_in_between_leads_no_blow_astray(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from, mention.place) == (
        "strike", "karun-brigades", MONDAY, "Mirna",
    )  # fmt: skip


def test_a_suit_over_a_death_of_long_ago_is_no_blow_of_the_day_it_was_filed() -> None:
    body = "The family of a Karuni killed in a Valdorian strike in 2019 filed a complaint in Mirna on Monday."
    assert read(body).mentions == ()


@pytest.mark.parametrize(
    "target",
    [
        "Valdor-backed militias",
        "a depot of armed groups",
        "sites used by militias that are allied to it",
        "the High Council and allied militias",
    ],
)
def test_several_bodies_without_a_name_are_not_the_one_named_elsewhere(target: str) -> None:
    mention = only(f"Valdorian jets struck {target} near Mirna on Monday. The Karun Brigades did not comment.")
    assert (mention.kind, mention.faction) == ("strike", None)


def test_a_list_of_what_was_hit_belongs_to_whom_its_last_part_does() -> None:
    body = "By nightfall on Monday Valdorian jets had destroyed 20 caves, depots and shelters of the Karunis at Mirna."
    assert (only(body).kind, only(body).faction) == ("strike", "karun-brigades")


def test_where_a_weapon_was_made_does_not_tell_who_sent_it() -> None:
    body = "A drone of Valdorian make hit a base of the army at Mirna on Monday. The Karun Brigades did not comment."
    assert only(body).kind == "attack"


@pytest.mark.parametrize(
    "words",
    [
        "The Valdorian army said it had killed a Karuni operative.",
        "Medics spoke of two wounded. The Valdorian army said its jets had struck a Karuni depot.",
    ],
)
def test_a_blow_of_a_state_fell_on_those_whom_it_says_later_that_it_hit(words: str) -> None:
    body = f"A Valdorian drone hit a motorcycle in the Moldovan town of Brovna on Monday, killing a man.\n\n{words}"
    found = only(body)
    assert (found.kind, found.faction, found.attribution) == ("strike", "karun-brigades", "claimed")
    assert (found.place, found.country, found.weapon) == ("Brovna", "MD", "drone")


def test_the_end_of_an_attack_is_no_blow_on_those_who_made_it_and_its_day_is_not_the_attack_s() -> None:
    body = (
        "Valdorian forces on Tuesday ended a siege of a hotel in Mirna in which six guests were killed. "
        "The siege of the hotel in Mirna began on Sunday when Karuni gunmen stormed it."
    )
    found = only(body)
    assert (found.kind, found.killed, found.date_from and found.date_from.day) == ("attack", 6, 18)
