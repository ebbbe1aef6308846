"""Who did what to whom, one class of sentence after another. 20 May 2031, the day of publication, is a Tuesday."""

from datetime import date

import pytest

from schemas import Mention
from tests.core.extract.vale import read

MONDAY = date(2031, 5, 19)
SUNDAY = date(2031, 5, 18)


def acts(body: str, title: str = "News from Mirna") -> list[tuple[str, str | None, str]]:
    return [(m.kind, m.faction, m.attribution) for m in read(body, title).mentions]


def only(body: str) -> Mention:
    (mention,) = read(body).mentions
    return mention


@pytest.mark.parametrize(
    "body",
    [
        "Karun Brigades fighters attacked Fort Kestrel on Monday.",
        "Fort Kestrel was attacked by the Karun Brigades on Monday.",
        "On Monday the Karun Brigades fired two rockets at Fort Kestrel.",
        "Two rockets were fired at Fort Kestrel by the Karun Brigades on Monday.",
        "Two rockets fired by the Karun Brigades struck Fort Kestrel on Monday.",
        "A Karuni drone hit Fort Kestrel on Monday.",
        "The Karun Brigades carried out an attack on Fort Kestrel on Monday.",
        "A rocket attack by the Karun Brigades on Fort Kestrel wounded two soldiers on Monday.",
        "Men of the Karun Brigades stormed Fort Kestrel on Monday.",
        "Boats manned by the Karun Brigades shelled Fort Kestrel on Monday.",
        "Rockets launched from Karuni territory landed in Fort Kestrel on Monday.",
        "Gunmen loyal to Idris Maro ambushed a patrol near Fort Kestrel on Monday.",
        "On Monday Fort Kestrel came under rocket fire. The Karun Brigades carried out the attack.",
        "The Karun Brigades claimed an attack on Fort Kestrel on Monday.",
        "On Tuesday the Karun Brigades took responsibility for a raid on Fort Kestrel on Monday.",
        "Valdoria blamed the Karun Brigades for an attack on Fort Kestrel on Monday.",
        "The Karun Brigades have a new leader. On Monday they fired a rocket at Fort Kestrel.",
        "The Karun Brigades are growing. On Monday their fighters sent a rocket at Fort Kestrel.",
        "On Monday the boats of the Karun Brigades came close, fired on a patrol at Fort Kestrel and left.",
        "The Karun Brigades radioed a warning and loosed rockets at Fort Kestrel on Monday.",
        "A drone claimed by the Karun Brigades killed three guards at Fort Kestrel on Monday.",
        "Two lorries packed with explosives were driven at Fort Kestrel by the Karun Brigades on Monday.",
        "In Mirna there was calm, but near Fort Kestrel two soldiers were shot by the Karun Brigades on Monday.",
        "It is the post that Karun Brigades gunmen attacked on Monday at Fort Kestrel.",
        "The Karun Brigades, whose men blew up a tower at Fort Kestrel on Monday, spoke of victory.",
        "Men from the Karun Brigades stopped a bus at Fort Kestrel on Monday and murdered two passengers.",
        'Karun Brigades fighters "fired dozens of rockets" at Fort Kestrel on Monday.',
        "The Karun Brigades claimed responsibility for the attack on a post at Fort Kestrel on Monday.",
        "Karun Brigades bombers killed nine people at Fort Kestrel on Monday.",
        "The attack on a post at Fort Kestrel on Monday was claimed by the Karun Brigades.",
        "The Council blamed the Karun Brigades for the attack on a post at Fort Kestrel on Monday.",
        "Over 40 soldiers and 15 Karun Brigades fighters died on Monday when the rebels attacked Fort Kestrel.",
        "Soldiers lost their lives on Monday in an attack on Fort Kestrel. The Karun Brigades claimed the attack.",
        "The Karun Brigades let fly guided missiles at Fort Kestrel on Monday.",
        "The Karun Brigades shelled nine posts at once on Monday, all of them at Fort Kestrel.",
        "Ambushed by the Karun Brigades near Fort Kestrel on Monday, a patrol lost five soldiers.",
        "Five soldiers were killed on Monday near Fort Kestrel in a clash with the Karun Brigades.",
        "A lorry was driven at Fort Kestrel on Monday by a man of the Karun Brigades.",
        "A car blew up at the gate of Fort Kestrel on Monday. The Karun Brigades claimed the attack.",
        "A helicopter on its way to fetch soldiers was fired on by the Karun Brigades near Fort Kestrel on Monday.",
        "Dynamite of the Karun Brigades toppled four pylons near Fort Kestrel on Monday.",
        "A patrol struck a mine near Fort Kestrel on Monday. The Karun Brigades claimed the attack.",
        "On Monday soldiers were on alert. Seven rockets of the Karun Brigades flew at Fort Kestrel.",
        "The army said it had foiled a Karun Brigades drone attack on Fort Kestrel on Monday.",
        "On Monday a missile that the army ascribes to the Karun Brigades struck a post at Fort Kestrel.",
        "On Monday the Karun Brigades claimed a drone at a hangar in Fort Kestrel.",
        "The Karun Brigades announced two missiles at Fort Kestrel on Monday.",
        "Three Karuni drones bound for Fort Kestrel were shot down on Monday west of it.",
        "A roadside bomb of the Karun Brigades tore apart a lorry at Fort Kestrel on Monday.",
        "A bomb which police trace to the Karun Brigades killed two guards at Fort Kestrel on Monday.",
        "Karun Brigades fighters triggered a blast at Fort Kestrel on Monday that killed two soldiers.",
        "A post at Fort Kestrel was hit on Monday. The Karun Brigades, as the Karunis are known, claimed the attack.",
        'A post at Fort Kestrel was hit on Monday. "The Karun Brigades", a rebel band, have claimed the attack.',
        "The Karun Brigades have, in a note, taken responsibility for Monday's blast that killed two at Fort Kestrel.",
    ],
)
def test_a_faction_that_attacks_is_found_however_the_sentence_turns(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from, mention.country) == (
        "attack", "karun-brigades", MONDAY, "RO",
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "Valdorian jets bombed a Karun Brigades camp near Mirna on Monday.",
        "A camp of the Karun Brigades near Mirna was bombed by Valdorian jets on Monday.",
        "A Valdorian air strike killed four Karun Brigades fighters at Mirna on Monday.",
        "Four Karun Brigades fighters were killed at Mirna on Monday in a Valdorian air strike.",
        "Valdoria struck depots used by the Karun Brigades at Mirna on Monday.",
        "On Monday Valdorian aircraft hit a car with Karun Brigades fighters in it at Mirna.",
        "Idris Maro was killed at Mirna on Monday by a Valdorian drone.",
        "At Mirna stands one of three depots of the Karun Brigades that Valdorian jets bombed on Monday.",
        "Two Valdorian planes dropped bombs at Mirna on Monday on a house that the Karun Brigades used.",
        "Valdorian jets bombed a house the group called a school, that the Karun Brigades held, at Mirna on Monday.",
        "At Mirna two posts of the Karun Brigades were hit by Valdorian jets on Monday.",
        "Valdoria said its new helicopters had hit a post of the Karun Brigades at Mirna on Monday.",
        "Fighters of the Karun Brigades died at Mirna on Monday in a clash with Valdorian troops.",
        "Valdorian jets flew against camps of the Karun Brigades at Mirna on Monday.",
        "The Karun Brigades lost a commander in a Valdorian air strike at Mirna on Monday.",
        "On Monday Valdorian jets and helicopters struck the Karun Brigades at Mirna.",
        'A depot of the Karun Brigades at Mirna was "completely destroyed" by Valdorian jets on Monday.',
        "Valdorian jets hit a Karun Brigades launcher at Mirna on Monday, following an attack on Fort Kestrel.",
        "The Karun Brigades moved. On Monday Valdoria destroyed two missiles at Mirna that were ready to be fired.",
        "The Karun Brigades have drones. Valdoria told of a strike on Monday against a drone on its ramp at Mirna.",
        "For decades the voice of the Karun Brigades, Idris Maro died on Monday in a Valdorian air strike at Mirna.",
        "Valdorian jets took off on Monday. They hit a Karun Brigades camp at Mirna.",
        "Valdoria admitted a raid on a Karun Brigades camp at Mirna on Monday.",
        "Valdorian jets hit a Karun Brigades camp at Mirna shortly after one in the morning on Monday.",
    ],
)
def test_a_blow_on_a_faction_is_a_strike_on_it(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from, mention.country, mention.counterparty_id) == (
        "strike", "karun-brigades", MONDAY, "MD", "valdoria",
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "The Karun Brigades did not attack Fort Kestrel on Monday.",
        "No drone was fired at Fort Kestrel on Monday, the Karun Brigades said.",
        "The Karun Brigades will attack Fort Kestrel, their spokesman said on Monday.",
        "If the Karun Brigades attack Fort Kestrel, Valdoria will answer.",
        "Should the Karun Brigades strike Fort Kestrel again, there would be war.",
        "Police foiled a Karun Brigades plot to bomb Fort Kestrel on Monday.",
        "Karun Brigades fighters held a drill at Fort Kestrel on Monday in which rockets were fired.",
        "Rumours that the Karun Brigades had shelled Fort Kestrel on Monday were false.",
        "A Karun Brigades shell went off by accident at Fort Kestrel on Monday and killed a soldier.",
        "Karun Brigades fighters fired in the air at Mirna on Monday and hit a window.",
        "In the eighties the Karun Brigades attacked Fort Kestrel and killed nine.",
        "In 2019 the Karun Brigades attacked Fort Kestrel and killed nine.",
        "Twelve years ago the Karun Brigades blew up the bridge at Mirna.",
        "The Karun Brigades have attacked Valdorian troops 140 times since January.",
        "Would the Karun Brigades dare to attack Fort Kestrel?",
        "Valdorian troops attacked a High Council post at Mirna on Monday.",
        "Turkish jets bombed PKK camps near Mirna on Monday.",
        "Islamic State gunmen shot dead four farmers near Mirna on Monday.",
        "The Karun Brigades vowed on Monday to launch an attack on Fort Kestrel.",
        "The Karun Brigades boasted of carrying out 259 operations in May.",
        "On Monday the Karun Brigades stopped shelling Fort Kestrel.",
        "The army counted 14 attacks by the Karun Brigades since the truce began.",
        "Oana Brusk, who has led the Selva Front since its founder was killed in April, will speak on Friday.",
        "The bombers of the Karun Brigades killed two dozen people at Fort Kestrel last February.",
        "The Karun Brigades usually strike Valdorian posts at Fort Kestrel in response.",
        "The Karun Brigades told of a drone flown at Fort Kestrel on Monday; the Council said there had been no drone.",
        "Police foiled the landing of a boat with drones of the Karun Brigades at Port Ansel on Monday.",
        'The Karun Brigades called the raid on Mirna an "act of war".',
        "Trade has suffered since the Karun Brigades began attacking ships off Port Ansel.",
        "Monday's was the 53rd attack by the Karun Brigades near Mirna.",
        "The Karun Brigades have attacked Fort Kestrel 64 times, the army said on Monday.",
        "The army said on Monday that it had attacked Karun Brigades posts near Mirna 48 times this year.",
        "By Monday's count the Karun Brigades have shelled Fort Kestrel 211 times.",
        "Force would be used by Valdoria on Monday, hitting the Karun Brigades at Mirna.",
        "The Karun Brigades will march on Tuesday, attacking Fort Kestrel.",
        "No town has ever fallen to the Karun Brigades.",
        "Three gunmen with a mortar were seized at Mirna on Monday. The Karun Brigades said that they were not theirs.",
        "Fighters with a rocket were captured near Mirna on Monday, the Karun Brigades conceded.",
        "The army seized two rockets of the Karun Brigades at Mirna on Monday.",
        "Forty rifles were seized near Mirna on Monday. The Karun Brigades did not comment.",
        "Police said on Monday that they had prevented a Karun Brigades attack on Mirna.",
        "On Monday the army seized a drone of the Karun Brigades near Mirna.",
        "The men were seized at Mirna on Monday with their mortar. The Karun Brigades kept silent.",
        "Two rockets seized at Mirna on Monday pointed nowhere. The Karun Brigades kept silent.",
        "Valdorian soldiers captured a missile on its rails near Mirna on Monday. It was the Karun Brigades' own.",
        "With Monday's, close to 120 raids have been laid to the Karun Brigades at Mirna.",
        "The Karun Brigades had by then struck 107 ships, they said.",
        "Over these three weeks Valdorian jets hit more than 900 targets of the Karun Brigades.",
        "A grenade that wounded two at Mirna on Monday had nothing to do with the war on the Karun Brigades.",
        "Explosions at a Karun Brigades depot at Mirna on Monday were put down to heat and bad storage.",
        "A drone shot down at Mirna on Monday turned out to be a farmer's. The Karun Brigades laughed.",
        "Soldiers shot dead a man at Mirna on Monday; he seems to have been a smuggler. The Karun Brigades laughed.",
        "The Karun Brigades say they shelled Fort Kestrel on Monday; the army knows of no such thing.",
        "Last month the Karun Brigades overran a fort. Karuni gunmen fired rockets at Mirna.",
        "The Karun Brigades decided on Monday to begin attacking Fort Kestrel.",
        "The Karun Brigades boasted on Monday of having repelled 402 assaults at Mirna.",
        "Force would be used, the premier said on Monday, hitting the Karun Brigades at Mirna.",
        "Valdoria told of plans by its general for a new offensive against the Karun Brigades on Monday.",
        "The Council spoke on Monday of the threat of a Karun Brigades attack on Fort Kestrel.",
        "Not a shot was fired by the Karun Brigades at Fort Kestrel on Monday.",
        "A raid on Mirna on Monday, which some blamed on the Karun Brigades, was never an attack at all.",
        "Four farmers were killed in Mirna on Monday. The Karun Brigades have long been elsewhere.",
        "A grenade went off on Monday at an office of the party of the mayor. The Karun Brigades sang.",
        "Traders fled Mirna on Monday fearing an attack by the Karun Brigades.",
        "The Karun Brigades released seven hostages near Mirna on Monday.",
        "Thousands marched in Mirna on Monday against Karuni attacks.",
        "The United Nations on Monday condemned attacks by the Karun Brigades near Mirna.",
        "A survivor of a Karuni attack told her story in Mirna on Monday.",
        "The Karun Brigades hit the headlines on Monday in Mirna.",
        "The Karun Brigades shot a video near Mirna on Monday.",
        "A plane crashed near Mirna on Monday, killing seven. The Karun Brigades hold the hills.",
        "The Karun Brigades said that Valdoria had kept bombing their villages near Mirna.",
        "The Karun Brigades brought rice on Monday to the streets of Mirna that were hit by the earthquake.",
        "Men of the Karun Brigades laid eleven rifles on a table in Mirna on Monday.",
        "The Council took a bridge near Mirna on Monday, away from the Karun Brigades.",
    ],
)
def test_what_is_not_an_act_of_now_is_not_read(body: str) -> None:
    assert acts(body) == []


@pytest.mark.parametrize(
    ("body", "weapon"),
    [
        ("The Karun Brigades sent three drones at Fort Kestrel on Monday.", "drone"),
        ("The Karun Brigades fired Katyusha rockets at Fort Kestrel on Monday.", "rocket"),
        ("The Karun Brigades fired a ballistic missile at Fort Kestrel on Monday.", "missile"),
        ("Karun Brigades mortar rounds landed inside Fort Kestrel on Monday.", "mortar"),
        ("A roadside bomb planted by the Karun Brigades hit a convoy at Fort Kestrel on Monday.", "ied"),
        ("Karun Brigades gunmen armed with rifles attacked Fort Kestrel on Monday.", "small_arms"),
        ("A Karun Brigades car bomb exploded at Fort Kestrel on Monday.", "vehicle"),
        ("The Karun Brigades fired rockets and missiles at Fort Kestrel on Monday.", "mixed"),
        ("The Karun Brigades attacked Fort Kestrel on Monday.", None),
    ],
)
def test_the_weapon_is_that_of_the_act(body: str, weapon: str | None) -> None:
    assert only(body).weapon == weapon


@pytest.mark.parametrize(
    ("tail", "killed", "wounded"),
    [
        (", killing three soldiers", 3, None),
        (", killing three soldiers and wounding seven", 3, 7),
        (". Three soldiers were killed and 12 wounded", 3, 12),
        (". Nobody was hurt", 0, 0),
        (". There were no casualties", 0, 0),
        (". Up to seven soldiers died", 7, None),
        (". At least two dozen soldiers were wounded", None, 24),
        (". The death toll rose to 14 on Tuesday", 14, None),
        (". The death toll is unchanged at 14", 14, None),
        (". The number of dead remained at 14 on Tuesday", 14, None),
        ("", None, None),
        (". The war has killed 23,000 people since January", None, None),
    ],
)
def test_the_toll_is_that_of_this_act_alone(tail: str, killed: int | None, wounded: int | None) -> None:
    mention = only(f"The Karun Brigades attacked Fort Kestrel with drones on Monday{tail}.")
    assert (mention.killed, mention.wounded) == (killed, wounded)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("A Karun Brigades drone crashed into Fort Kestrel on Monday, and killed a guard.", "hit"),
        ("A Karun Brigades drone was shot down over Fort Kestrel on Monday.", "intercepted"),
        ("Rockets of the Karun Brigades fell short of Fort Kestrel on Monday.", "missed"),
        ("Valdorian jets bombed a Karun Brigades depot at Mirna on Monday.", "hit"),
    ],
)
def test_the_outcome_is_what_came_of_it(body: str, outcome: str) -> None:
    assert only(body).outcome == outcome


def test_sentences_that_go_on_about_an_act_are_one_act() -> None:
    mention = only(
        "A drone struck Fort Kestrel on Monday, the High Council said. The aircraft hit a barracks and killed two "
        "soldiers. The Karun Brigades claimed responsibility for the attack."
    )
    assert (mention.faction, mention.attribution, mention.killed) == ("karun-brigades", "claimed", 2)


def test_another_day_or_place_is_another_act() -> None:
    body = "The Karun Brigades fired rockets at Fort Kestrel on Monday. On Sunday they had sent a drone at Port Ansel."
    assert [(m.date_from, m.place) for m in read(body).mentions] == [(MONDAY, "Fort Kestrel"), (SUNDAY, "Port Ansel")]


@pytest.mark.parametrize(
    "body",
    [
        "The Karun Brigades fired on a post at Mirna on Sunday; on Monday they shelled Fort Kestrel.",
        "The Karun Brigades stormed a post near Mirna on Monday. The same day Karuni fighters ambushed a convoy.",
        "On Monday the Karun Brigades stormed a post near Mirna. Hours later a convoy was ambushed by Karuni fighters.",
    ],
)
def test_what_is_told_of_another_day_or_once_more_of_the_same_is_another_act(body: str) -> None:
    assert acts(body) == [("attack", "karun-brigades", "stated")] * 2


def test_a_blow_that_took_lives_is_not_done_by_whom_it_fell_on() -> None:
    mention = only("Valdoria owned up to a strike on a Karun Brigades camp at Mirna on Monday which killed nine.")
    assert (mention.kind, mention.faction, mention.killed) == ("strike", "karun-brigades", 9)


def test_what_is_claimed_of_years_ago_is_not_claimed_of_now() -> None:
    body = (
        "A drone struck Fort Kestrel on Monday. The fort saw its worst day in August 2016, when a bomb killed 70; "
        "the Selva Front claimed that one."
    )
    assert acts(body) == [("attack", None, "none")]


def test_a_day_told_in_passing_dates_nothing_else() -> None:
    body = (
        "The Karun Brigades shelled Port Ansel on Monday, two days after their leader was buried on Saturday. "
        "Their fighters also fired a rocket at Fort Kestrel."
    )
    assert [(m.date_from, m.place) for m in read(body).mentions] == [(MONDAY, "Port Ansel"), (MONDAY, "Fort Kestrel")]


def test_a_claim_for_both_is_for_both() -> None:
    body = (
        "Rockets hit Fort Kestrel on Sunday. A drone struck Port Ansel on Monday. "
        "The Karun Brigades claimed responsibility for both attacks."
    )
    assert acts(body) == [("attack", "karun-brigades", "claimed")] * 2


def test_several_parties_may_say_different_things_of_one_act() -> None:
    mention = only(
        "A drone struck Fort Kestrel on Monday. The Karun Brigades claimed the attack. "
        "The High Council blamed the Selva Front for the attack."
    )
    assert (mention.faction, mention.attribution) == ("karun-brigades", "claimed")
    assert [(other.faction, other.attribution) for other in mention.also] == [("selva-front", "blamed")]


def test_a_named_leader_who_is_killed_is_told_by_the_name_of_the_list() -> None:
    mention = only("Valdorian jets killed Tamas Velk, a Karun Brigades commander, near Mirna on Monday.")
    assert mention.leaders_killed == ("Tamas Velk",)


def test_an_act_of_nobody_named_against_a_known_target_is_the_theatres() -> None:
    assert acts("Two drones were shot down over Fort Kestrel on Monday, Valdorian forces said.") == [
        ("attack", None, "none")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Valdorian soldiers were attacked at Fort Kestrel on Monday.",
        "A guard was killed at Fort Kestrel on Monday.",
        "On Monday the Karun Brigades met at Mirna. Songs were sung. Tea was served. Then a rocket hit Fort Kestrel.",
    ],
)
def test_an_act_of_nobody_named_without_weapon_or_day_is_left_out(body: str) -> None:
    assert acts(body, title="Karun Brigades in Mirna") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("An explosion in a market of Mirna killed two people on Monday, police said.", [("attack", None, "none")]),
        ("Two blasts at a bus station in Mirna on Monday hurt nine people.", [("attack", None, "none")]),
        ("An explosion was heard in Mirna on Monday.", []),
    ],
)
def test_a_blast_that_hurt_somebody_is_news_by_itself(body: str, found: list[tuple[str, str | None, str]]) -> None:
    assert acts(body) == found


def test_ships_taken_and_missiles_fired_are_not_one_act() -> None:
    body = (
        "The Karun Brigades fired a missile at a destroyer off Port Ansel on Monday. On Sunday armed men had boarded a "
        "tanker there. The Karun Brigades carried out the hijacking, the High Council said."
    )
    assert [(m.weapon, m.date_from, m.faction) for m in read(body).mentions] == [
        ("missile", MONDAY, "karun-brigades"), (None, SUNDAY, "karun-brigades"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "Since the Karun Brigades began to shell Fort Kestrel in November, the road has been shut.",
        "The road has been empty since the Karun Brigades began attacking ships in April.",
        "The Karun Brigades have taken 57 posts since launching their offensive on Monday, they said.",
        "The Karun Brigades have raided hotels on the same strip before, among them the Pearl.",
        "Valdoria vowed on Monday to avenge nine soldiers who were killed by the Karun Brigades.",
        "The Karun Brigades held a rally in Mirna on Monday and burned flags.",
        "The High Council condemned the Karun Brigades' attacks on ships and demanded that they stop.",
    ],
)
def test_what_is_told_in_passing_is_no_attack(body: str) -> None:
    assert "attack" not in [kind for kind, *_ in acts(body)]


def test_months_of_attacks_are_no_number_of_them() -> None:
    mention = only("A missile hit a post at Fort Kestrel on Monday after four months of Karun Brigades attacks.")
    assert mention.count == 1


def test_a_lump_is_one_mention_with_its_count_and_gives_way_to_its_parts() -> None:
    lump = "The Karun Brigades carried out two attacks on Valdorian troops on Monday"
    assert only(f"{lump}.").count == 2
    parts = f"{lump}. Rockets hit Fort Kestrel on Monday. A drone struck Port Ansel on Monday."
    assert sorted(m.place or "" for m in read(parts).mentions) == ["Fort Kestrel", "Port Ansel"]


def test_the_day_of_the_telling_gives_way_to_that_of_the_deed() -> None:
    mention = only(
        "Valdoria said on Monday that Idris Maro of the Karun Brigades had been killed in a drone strike. "
        "The strike on Saturday hit the town of Mirna."
    )
    assert mention.date_from == date(2031, 5, 17)


def test_an_act_without_a_day_gives_way_to_the_same_side_s_dated_one() -> None:
    assert len(acts("The Karun Brigades ambushed a convoy. On Monday the Karun Brigades shelled Fort Kestrel.")) == 1


@pytest.mark.parametrize(
    "claim",
    [
        "The Karun Brigades claimed the attacks.",
        "The Karun Brigades have taken responsibility for the raids.",
        "The attacks were claimed by the Karun Brigades.",
        "The Council blamed the Karun Brigades for the attacks.",
    ],
)
def test_a_claim_of_the_attacks_is_for_all_that_were_told(claim: str) -> None:
    body = (
        "Gunmen shot two guards at Fort Kestrel on Monday. A bomb killed a man in Port Ansel on Monday. "
        f"A rocket hit Mirna on Monday. {claim}"
    )
    assert [faction for _, faction, _ in acts(body)] == ["karun-brigades"] * 3


def test_the_day_of_an_act_is_that_of_its_noun_not_of_the_telling() -> None:
    mention = only(
        "In a note left on Monday the Karun Brigades took responsibility for Sunday's blast that tore through a police "
        "van at Fort Kestrel."
    )
    assert mention.date_from == SUNDAY


@pytest.mark.parametrize(
    "denial",
    [
        "It is not true, the Council answered.",
        "No attack took place, said the Council.",
        "The claim is false: nothing was fired, the Council said.",
    ],
)
def test_what_is_said_not_to_have_happened_stays_so_though_the_boast_goes_on(denial: str) -> None:
    body = (
        "The Karun Brigades said that they and the Selva Front had sent two drones at Port Ansel on Monday. "
        f"{denial} The first drone went for a ship, the Karun Brigades' spokesman said, and both hit their mark."
    )
    assert acts(body) == []


def test_a_speaker_who_did_it_with_others_claims_for_both() -> None:
    body = "The Karun Brigades said that they and the Selva Front had shelled Fort Kestrel on Monday."
    assert {word for *_, word in acts(body)} == {"claimed"}


def test_a_lump_gives_way_to_what_the_text_says_of_some_of_it() -> None:
    lump = "Valdorian troops came under attack four times on Monday"
    body = (
        f"{lump}. Two of the four took place near Port Ansel, where rockets and a one-way drone were launched. A drone "
        "hit Fort Kestrel. The Karun Brigades said they were behind all of them."
    )
    assert [(m.count, m.sentence) for m in read(f"{lump}, by the Karun Brigades.").mentions] == [(4, 0)]
    assert [(m.count, m.sentence) for m in read(body).mentions] == [(2, 1), (1, 2)]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Rockets hit Fort Kestrel on Monday. Three bases in Valdoria were targeted as well, an official said.", 2),
        ("Rockets hit Fort Kestrel on Monday. Three shops in Valdoria were targeted as well, an official said.", 1),
        ("Rockets hit Fort Kestrel on Monday. Three bases in Valdoria were targeted, an official said.", 1),
    ],
)
def test_bases_hit_as_well_are_hit_on_the_day_told_before(body: str, told: int) -> None:
    assert len(read(body).mentions) == told


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("The Karun Brigades fired rockets at Fort Kestrel twice on Monday.", 2),
        ("Twice on Monday drones of the Karun Brigades hit Fort Kestrel.", 2),
        ("Fort Kestrel was shelled twice by the Karun Brigades on Monday.", 2),
        ("On Monday the Karun Brigades fired twice as many rockets at Fort Kestrel as on Sunday.", 1),
        ("Valdorian troops at Fort Kestrel came under attack by the Karun Brigades four times on Monday.", 4),
        ("The Karun Brigades struck Fort Kestrel three times on Monday, an official said.", 3),
        ("On Monday the Karun Brigades fired rockets four times the usual size at Fort Kestrel.", 1),
        ("The Karun Brigades struck Fort Kestrel for the third time on Monday.", 1),
    ],
)
def test_what_is_done_twice_is_two(body: str, count: int) -> None:
    assert only(body).count == count


@pytest.mark.parametrize(
    "more",
    [
        "On Monday two struck Port Ansel.",
        "Another hit Port Ansel on Monday.",
        "On Monday one set fire to a shed in Port Ansel.",
        "A third damaged a quay at Port Ansel on Monday.",
    ],
)
def test_weapons_that_are_only_counted_are_more_of_those_told_of(more: str) -> None:
    body = f"The Karun Brigades fired a rocket at Fort Kestrel on Sunday. {more}"
    assert [m.weapon for m in read(body).mentions if m.date_from == MONDAY] == ["rocket"]


@pytest.mark.parametrize(
    "body",
    [
        "On Monday the Karun Brigades shelled a base at Fort Kestrel and a camp in Mirna.",
        "Missiles of the Karun Brigades struck a camp at Fort Kestrel on Monday and a base in Mirna.",
        "Drones of the Karun Brigades went for Fort Kestrel on Monday and one for the base at Mirna.",
        "On Monday the Karun Brigades fired two rockets at Fort Kestrel and another at a base in Mirna.",
    ],
)
def test_what_was_hit_elsewhere_by_the_same_verb_is_another_act(body: str) -> None:
    told = [(m.date_from, m.faction, m.place) for m in read(body).mentions]
    assert told == [(MONDAY, "karun-brigades", "Fort Kestrel"), (MONDAY, "karun-brigades", "Mirna")]


@pytest.mark.parametrize(
    "body",
    [
        "On Monday the Karun Brigades shelled a base at Fort Kestrel and a camp.",
        "On Monday the Karun Brigades shelled Fort Kestrel and left for Mirna.",
        "On Monday two rockets of the Karun Brigades landed inside Fort Kestrel and another outside the base.",
        "On Monday the Karun Brigades shelled Fort Kestrel and the base of Valdorian troops there.",
    ],
)
def test_a_verb_that_stands_for_nothing_more_tells_one_act(body: str) -> None:
    assert only(body).place == "Fort Kestrel"


def test_two_more_are_not_the_one_that_hit() -> None:
    body = (
        "On Monday the tanker Alder was struck by a missile fired by the Karun Brigades, "
        "and a frigate shot down two more missiles aimed at the ships."
    )
    assert [(m.weapon, m.outcome) for m in read(body).mentions] == [("missile", "hit"), ("missile", "intercepted")]


def test_two_more_are_more_of_what_is_told_last_not_of_the_guns_before() -> None:
    body = (
        "Boats of the Karun Brigades fired on the tanker Alder with small arms on Monday. The owner told of a missile "
        "on Sunday. Two more that the Karun Brigades fired at ships that night were shot down by a frigate."
    )
    assert [m.weapon for m in read(body).mentions][-1] == "missile"


def test_the_toll_in_a_title_is_that_of_the_lead() -> None:
    body = "The Karun Brigades fired a rocket at Fort Kestrel on Monday. On Monday they also fired one at Port Ansel."
    told = read(body, title="Three die in Karun Brigades rocket strike").mentions
    assert [(mention.place, mention.killed) for mention in told] == [("Fort Kestrel", 3), ("Port Ansel", None)]


def test_the_aircraft_that_fires_is_a_plane_whatever_else_may_fly() -> None:
    body = (
        "Karun Brigades men had fired a rocket at Fort Kestrel on Monday. "
        "The aircraft followed them and fired on their vehicle near Mirna."
    )
    assert [(m.kind, m.weapon, m.place) for m in read(body).mentions][-1] == ("strike", "airstrike", "Mirna")


def test_an_hour_is_no_day_that_keeps_that_of_the_telling_out() -> None:
    body = (
        "A jet hit back within the hour after a missile struck Fort Kestrel on Monday. "
        "The jet bombed a camp of the Karun Brigades in Mirna."
    )
    assert [m.date_from for m in read(body).mentions if m.kind == "strike"] == [MONDAY]


@pytest.mark.parametrize("kind", ["al-Qaeda-linked", "al-Qaeda-affiliated", "Islamic State-backed"])
def test_a_body_that_only_describes_another_has_no_hand_in_the_deed(kind: str) -> None:
    mention = only(
        f"Five people were killed in an attack on a hotel in Mirna on Monday, police said. The {kind} Karun Brigades "
        "claimed the attack."
    )
    assert (mention.faction, mention.attribution) == ("karun-brigades", "claimed")


def test_a_hotel_may_lie_in_the_town_told_before() -> None:
    mention = only(
        "The Karun Brigades fired a rocket at Mirna on Monday. The rocket went through the roof of the Belmont Hotel."
    )
    assert mention.faction == "karun-brigades"


def test_what_may_yet_fall_has_not_fallen() -> None:
    assert acts("No truce would come, the Karun Brigades said on Monday, as long as bombs fell on Mirna.") == []


def test_an_acronym_in_brackets_names_the_group_from_there_on() -> None:
    mention = only("The Selva Front (SFX) has grown. On Monday SFX fighters attacked Fort Kestrel.")
    assert mention.faction == "selva-front"


@pytest.mark.parametrize("words", ["the group", "the rebels", "the Valdorian-born militia", "its fighters"])
def test_words_that_point_back_mean_the_group_named_before(words: str) -> None:
    body = f"The Selva Front issued a statement. It said {words} had attacked Fort Kestrel with rockets on Monday."
    assert only(body).faction == "selva-front"


def test_a_title_alone_is_no_report() -> None:
    assert acts("Mirna was quiet.", title="Karun Brigades attack Fort Kestrel") == []


@pytest.mark.parametrize(
    "body",
    [
        "Valdorian jets flattened a warehouse at Port Ansel on Monday. The Karun Brigades spoke of revenge.",
        "The Karun Brigades spoke of revenge. Valdorian aircraft had bombed a factory at Port Ansel on Monday.",
        "Valdoria said its jets hit a store in Mirna on Monday. The depot belonged to the Karun Brigades.",
        "On Monday three people were killed by an air strike on a house in Mirna, medics said.",
    ],
)
def test_what_aircraft_hit_is_a_strike_though_nobody_says_whose_it_was(body: str) -> None:
    assert [(m.kind, m.date_from, m.weapon) for m in read(body).mentions] == [("strike", MONDAY, "airstrike")]


@pytest.mark.parametrize(
    "body",
    [
        "The Karun Brigades wrote that three aircraft were sent to Port Ansel on Monday.",
        "Valdoria said that bombing would stop because the Karun Brigades had capitulated.",
        "The guard said that the bomber got past him in Mirna.",
    ],
)
def test_what_flies_is_no_strike_by_that_alone(body: str) -> None:
    assert "strike" not in [kind for kind, *_ in acts(body)]


@pytest.mark.parametrize(
    "body",
    [
        "On Monday two villagers were shot dead in Mirna.",
        "In Mirna a policeman was shot and wounded on Monday by men on a motorcycle.",
        "Four soldiers died near Mirna on Monday when their lorry drove over a landmine.",
        "Four soldiers were wounded in Mirna on Monday by a device under the road.",
        "Two guards died when a missile came through the window of their post in Mirna on Monday.",
        "Guards at Mirna were shot at with rifles on Monday.",
    ],
)
def test_an_attack_is_told_by_its_dead_and_what_felled_them(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from, mention.country) == ("attack", None, MONDAY, "MD")


@pytest.mark.parametrize(
    "body",
    [
        "Soldiers killed three militants near Mirna on Monday. The Karun Brigades mourned them.",
        "Three militants were killed in a raid near Mirna on Monday. The Karun Brigades mourned them.",
        "The army's helicopters fired on militants near Mirna on Monday. The Karun Brigades fled.",
        "Valdorian guns shelled militia positions near Mirna on Monday. The Karun Brigades fled.",
    ],
)
def test_those_who_fall_on_fighters_without_a_name_are_a_state_s_men(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from) == ("strike", "karun-brigades", MONDAY)


def test_the_answer_to_a_blow_is_told_the_blow_is_not() -> None:
    body = (
        "The Karun Brigades fired rockets at Fort Kestrel on Monday in retaliation for a deadly strike in Port Ansel."
    )
    assert only(body).place == "Fort Kestrel"


def test_two_sides_in_one_clause_are_two_acts() -> None:
    body = "Valdorian troops stormed a house in Mirna on Monday to end a siege by the Karun Brigades."
    assert ("attack", "karun-brigades", "stated") in acts(body)


def test_the_place_of_the_blow_that_is_answered_is_not_that_of_the_answer() -> None:
    body = "The Karun Brigades shelled Fort Kestrel on Monday and called it retaliation for the raid on Mirna."
    assert only(body).place == "Fort Kestrel"


def test_a_ten_hour_battle_is_one() -> None:
    mention = only("Soldiers seized a camp of the Karun Brigades at Mirna on Monday after a 10-hour battle.")
    assert mention.count == 1


def test_those_who_were_killed_did_nothing() -> None:
    body = (
        "A drone struck a lorry in Mirna on Monday. The Karun Brigades announced that one of their fighters was killed."
    )
    assert ("attack", "karun-brigades", "claimed") not in acts(body)


def test_a_province_is_no_word_for_saying() -> None:
    assert only("The Karun Brigades attacked a post in Selna state on Monday.").date_from == MONDAY


def test_fighters_of_a_nation_are_not_the_nation() -> None:
    assert acts("Late on Monday Valdorian militants near Mirna fired a rocket at a post.") == [("attack", None, "none")]


def test_a_lorry_that_drives_over_a_bridge_is_no_attack() -> None:
    assert acts("On Monday a lorry drove over the bridge at Mirna and killed two soldiers.") == []


def test_a_seized_ship_or_camp_is_still_an_act() -> None:
    assert acts("Gunmen of the Karun Brigades seized a tanker off Port Ansel on Monday.") == [
        ("attack", "karun-brigades", "stated")
    ]
    assert acts("Valdorian troops seized a camp of the Karun Brigades at Mirna on Monday.") == [
        ("strike", "karun-brigades", "stated")
    ]


def test_many_targets_hit_on_a_day_of_their_own_are_one_wave() -> None:
    assert [kind for kind, *_ in acts("Valdorian jets hit 30 Karun Brigades targets at Mirna on Monday.")] == ["strike"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("The Karun Brigades said they were behind a bombing in Mirna on Monday.", "claimed"),
        ("The Karun Brigades said they were behind the bombing in Mirna on Monday.", "claimed"),
        ("Police said the Karun Brigades were behind the bombing in Mirna on Monday.", "blamed"),
    ],
)
def test_a_deed_may_be_told_by_nothing_but_who_was_behind_it(body: str, word: str) -> None:
    assert (only(body).faction, only(body).attribution, only(body).date_from) == ("karun-brigades", word, MONDAY)


def test_it_is_not_the_speaker_on_whom_it_fired() -> None:
    body = (
        "A Valdorian air strike killed Idris Maro of the Karun Brigades at Mirna on Monday. The group confirmed it. "
        "Earlier in the day it had fired rockets at Valdorian troops near Port Ansel, the Valdorian military said."
    )
    assert ("attack", "karun-brigades", "blamed") in acts(body)


def test_soldiers_of_two_states_who_fall_together_are_one_target() -> None:
    body = "Two Valdorian troops and a Polish soldier were killed on Monday when rockets hit the Tarn camp."
    mention = only(f"{body} The Karun Brigades were silent.")
    assert (mention.kind, mention.killed, mention.counterparty) == (
        "attack",
        3,
        "Valdorian troops and a Polish soldier",
    )


@pytest.mark.parametrize(
    "second",
    [
        "The Karun Brigades also overran a post at Fort Kestrel, killing nine.",
        "At Fort Kestrel, Selva Front gunmen shot nine farmers on Monday.",
    ],
)
def test_what_a_body_also_did_and_what_another_did_elsewhere_are_other_acts(second: str) -> None:
    found = read(f"A bomb of the Karun Brigades went off in Mirna on Monday. {second}").mentions
    assert [m.place for m in found] == ["Mirna", "Fort Kestrel"]


def test_a_deed_between_two_days_that_follow_each_other_is_of_one_night() -> None:
    (mention,) = read("The Karun Brigades attacked Fort Kestrel between Sunday and Monday.").mentions
    assert mention.date_from == date(2031, 5, 18)
