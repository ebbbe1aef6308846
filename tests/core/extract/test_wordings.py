"""The same deeds in the many words of the wires: each sentence is one act of Monday, on the side that it names."""

from datetime import date

import pytest

from schemas import Faction
from streams.core.extract import RuleExtractor
from tests.core.extract.vale import VALE, article, read

MONDAY = date(2031, 5, 19)

ATTACKS = (
    "The Karun Brigades let fly five rockets at Fort Kestrel on Monday.",
    "The Karun Brigades sent drones against Fort Kestrel on Monday night.",
    "Karuni fighters opened up on a Valdorian patrol near Mirna on Monday.",
    "Karuni gunmen stopped two lorries near Mirna on Monday and burned them.",
    "On Monday the Karun Brigades set off a bomb under a Valdorian lorry near Mirna.",
    "A bomb planted by the Karun Brigades went off beside a bus in Mirna on Monday, wounding six.",
    "Two policemen were found shot dead in Mirna on Monday; the Karun Brigades said they had punished them.",
    "A police helicopter was fired on near Mirna on Monday by the Karun Brigades.",
    "A mine laid by Karuni fighters went up under a Valdorian lorry near Mirna on Monday, killing six soldiers.",
    "Valdorian soldiers walked into a Karuni ambush near Mirna on Monday; two were killed.",
    "A lorry was driven at the gate of Fort Kestrel on Monday and blew up; the Karun Brigades claimed it.",
    "Two buses were set alight in Mirna on Monday by Karuni youths.",
    "Ambushed by the Karun Brigades near Mirna on Monday, a Valdorian convoy lost five soldiers.",
    "Five soldiers were lost on Monday when Karuni fighters rushed their post near Mirna.",
    "A Karuni sniper shot a Valdorian officer in Mirna on Monday.",
    "The shelling of Mirna by the Karun Brigades on Monday killed two children.",
    "Mirna came under Karuni rocket fire on Monday.",
    "Karuni shells rained on Mirna on Monday.",
    "Rockets from Karuni positions struck Mirna on Monday.",
    "Karuni raiders slipped into Mirna on Monday night and cut the throats of four farmers.",
    "The Karun Brigades brought down a Valdorian drone over Mirna on Monday.",
    "The Karun Brigades shot down a Valdorian helicopter near Mirna on Monday.",
    "The Karun Brigades torched the town hall of Mirna on Monday.",
    "A Karuni suicide bomber drove into a checkpoint at Mirna on Monday.",
    "The Karun Brigades hit Mirna on Monday with mortar bombs.",
    "Karuni militants abducted 12 schoolgirls from Mirna on Monday.",
    "The Karun Brigades' attack on Fort Kestrel on Monday left three dead.",
    "The Karun Brigades trained their guns on Mirna on Monday and killed a woman.",
    "Karuni rockets landed in Mirna for the second day running on Monday.",
    "On Monday, rockets were again fired at Fort Kestrel by the Karun Brigades.",
    "The Karun Brigades dynamited a bridge at Mirna on Monday.",
    "The Karun Brigades blew up a pipeline near Mirna on Monday.",
    "The Karun Brigades on Monday loosed a salvo at Fort Kestrel.",
    "The Karun Brigades put a missile into a tanker off Port Ansel on Monday.",
    "Karuni fighters exchanged fire with Valdorian troops at Mirna on Monday, killing one.",
    "The Karun Brigades pounced on a Valdorian convoy near Mirna on Monday.",
    "Karuni gunmen mowed down nine worshippers in Mirna on Monday.",
    "A grenade thrown by a Karuni fighter killed a guard in Mirna on Monday.",
    "A toll gate near Mirna fell to the Karun Brigades on Monday.",
    "The army lost a post near Mirna to the Karun Brigades on Monday.",
    "The Karun Brigades said that the regional command at Mirna had fallen to them on Monday.",
    "The Karun Brigades hoisted their flag over the barracks of Mirna on Monday.",
    "Sticks of dynamite were tossed over the wall of a police station in Mirna on Monday by Karuni youths.",
    "Three lorries of a convoy were caught in an ambush by the Karun Brigades near Mirna on Monday.",
    "A police post in Mirna was sprayed with rifle fire by Karuni gunmen on Monday.",
    "The Karun Brigades brought down a bridge near Mirna on Monday.",
    "The Karun Brigades answered on Monday with rockets on Mirna.",
    "Rockets of the Karun Brigades narrowly missed a school in Mirna on Monday.",
    "A bomb tore apart a Valdorian lorry near Mirna on Monday; the Karun Brigades owned to it.",
    "A Karuni drone let fall a grenade over a post near Mirna on Monday.",
    "Seven soldiers were killed in an ambush staged by Karuni fighters near Mirna shortly before noon on Monday.",
    "A raid carried out on Monday by the Karun Brigades near Mirna left three soldiers dead.",
    "A soldier was killed near Mirna on Monday by fire from the Karun Brigades.",
    "Six men were killed in Mirna on Monday by Karuni rebels, a deed which has raised fears that the war will spread.",
    "A Karuni missile started a fire aboard a tanker off Port Ansel on Monday.",
    "Karuni men axed a headman to death in Mirna on Monday.",
    "A villager was clubbed to death in Mirna on Monday by Karuni fighters.",
    "The Karun Brigades used a drone to drop a bomb on a post near Mirna on Monday.",
    "A drone was used to drop a grenade on a post near Mirna on Monday; the Karun Brigades claimed it.",
    "Three soldiers died when they encountered Karuni gunmen near Mirna on Monday.",
    "Karuni fighters took 40 passengers hostage near Mirna on Monday.",
    "Karuni fighters set a police post near Mirna on fire on Monday.",
    "A ship carrying grain was hit by a Karuni drone off Port Ansel on Monday.",
    "A bomb fixed to a bicycle exploded in Mirna on Monday; the Karun Brigades claimed it.",
    "Militias loyal to Valdoria, among them the Karun Brigades, fired rockets at Mirna on Monday.",
    "Gunmen thought to be from the Karun Brigades ambushed a bus near Mirna on Monday.",
    "The Karun Brigades said that they shot down a Valdorian plane trying to land at Mirna on Monday, killing two.",
    "Sunday's calm had been brief: soldiers arrested two men over Monday's firing of rockets at Mirna by Karunis.",
    "Mirna was the target of a rocket attack by the Karun Brigades on Monday.",
    "Debris from a Karuni drone fell on houses in Mirna on Monday, wounding two.",
    "The Karun Brigades sent seven suicide attackers against a post near Mirna on Monday.",
    "Three guards - two of them Valdorians - were killed on Monday when Karuni rockets hit a post near Mirna.",
    "Nine died on Monday when a bomber blew himself up in Mirna. The Karun Brigades said the target was a post.",
    "Two fixed-wing drones of the Karun Brigades were shot down near Mirna on Monday.",
    "A drone was brought down at about noon on Monday close to the edge of Mirna; the Karun Brigades claimed it.",
    "Two guards were hurt as men riding a bicycle sprayed bullets at Mirna on Monday. The Karuni men owned the attack.",
    "Two drivers were shot near Mirna on Monday by heavily armed Karuni fighters.",
    "Karuni fighters retook a post near Mirna on Monday.",
    "Valdoria announced the interception of two missiles launched by the Karun Brigades at Mirna on Monday.",
    "Six soldiers got killed near Mirna on Monday in an ambush by the Karun Brigades.",
    "Two guards died after Karuni fighters waylaid their car near Mirna on Monday.",
    "A Karuni bomb took 37 lives in Mirna on Monday.",
    "Nine were hurt when an attacker exploded himself in Mirna on Monday. The Karun Brigades claimed the attack.",
    "A soldier was wounded in harassing fire from the Karun Brigades on a post near Mirna on Monday.",
    "Two bombs went off as a convoy crossed a bridge near Mirna on Monday, killing three. The killers were Karuni men.",
    "Karuni fighters broke through an army checkpoint near Mirna on Monday.",
    "Drones of the Karun Brigades hit two oil pumping stations near Mirna on Monday.",
    "The Karun Brigades hold the hills. On Monday their fighters shot at a post near Mirna.",
    "The Karun Brigades launched more than a hundred rockets at Fort Kestrel on Monday.",
    "At least a dozen people were killed in Mirna on Monday by Karuni rockets.",
    "A Valdorian convoy came under attack from Karuni rebels near Mirna on Monday.",
    "Seven people died near Mirna on Monday at the hands of the Karun Brigades.",
    "Karuni rebels dressed as policemen killed seven people near Mirna on Monday.",
    "Karuni rebels who had crossed from Turkey killed seven people near Mirna on Monday.",
    "Karuni rebels fleeing the army killed seven people near Mirna on Monday.",
    "Nine soldiers were killed on Monday when Karuni fighters triggered a mine under their lorry near Mirna.",
    "Seven people have been killed by Karuni rebels near Mirna, the Council said on Monday.",
    "The Council attributed the killing of seven people in Mirna on Monday to the Karun Brigades.",
    "Seven people were killed in Mirna on Monday in a raid blamed by the Council on the Karun Brigades.",
    "Gunmen shot seven people in Mirna on Monday. A headman said they were Karuni rebels.",
    "A bomb went off in Mirna on Monday. It bore the stamp of the Karun Brigades, the Council said.",
    "Karuni rebels led an attack on Fort Kestrel on Monday.",
    "Karuni fighters hoisted the black flag over the barracks of Mirna on Monday.",
    "Six people were killed by a Karuni suicide bomber among Valdorian pilgrims in Mirna on Monday.",
    "Karuni rebels returned to attack Fort Kestrel on Monday.",
    "Karuni rebels attacked Fort Kestrel on Monday before being driven back by the army.",
    "Idris Maro lives. On Monday his gunmen burned a lorry near Mirna.",
    "Karuni irregulars are said to have overrun a post near Mirna on Monday.",
    "Gunmen of the Karun Brigades are believed to have killed four people near Mirna on Monday.",
    "The Karun Brigades took a border post near Mirna on Monday.",
    "The village of Mirna was taken by Karuni fighters on Monday.",
    "A nurse and a driver were killed in Mirna on Monday; that too was the work of the Karun Brigades, a priest said.",
    "The Council beat back an attack on Mirna by the Karun Brigades on Monday, killing nine gunmen.",
    "Valdorian troops beat back a raid on Mirna on Monday, killing nine fighters of the Karun Brigades.",
    "Three drones came at Fort Kestrel on Monday; the Karun Brigades claimed them.",
    "A lorry stuffed with dynamite blew up in Mirna on Monday; the Karun Brigades claimed the attack.",
    "A bomb went off in Mirna on Monday. The Karun Brigades bore full responsibility, the Council said.",
)

STRIKES = (
    "Valdorian F-16s flew against Karuni camps near Mirna on Monday.",
    "Valdorian jets went for Karuni hideouts near Mirna on Monday.",
    "Valdorian artillery silenced Karuni launchers near Mirna on Monday.",
    "Four Karuni fighters were killed near Mirna on Monday by Valdorian troops.",
    "Valdorian troops killed four Karuni fighters near Mirna on Monday.",
    "Eleven Karunis died near Mirna on Monday when Valdorian planes bombed their camp.",
    "A Karuni commander was killed near Mirna on Monday in a Valdorian drone strike.",
    "Valdoria said on Monday that it had killed Karuni commander Idris Maro near Mirna.",
    "Idris Maro of the Karun Brigades was shot dead near Mirna on Monday by Valdorian commandos.",
    "Valdorian soldiers overran a Karuni camp near Mirna on Monday, killing six.",
    "Valdorian guns pounded Karuni positions near Mirna on Monday.",
    "Karuni positions near Mirna came under Valdorian fire on Monday.",
    "Five Karuni fighters fell near Mirna on Monday in a clash with Valdorian troops.",
    "A Valdorian drone killed two men on a motorcycle near Mirna on Monday, whom the Karun Brigades named as theirs.",
    "Valdorian helicopters caught up with a Karuni column near Mirna on Monday and killed ten.",
    "A house used by the Karun Brigades near Mirna was flattened from the air on Monday.",
    "Valdoria bombed Mirna on Monday; the Karun Brigades said three of their men had been martyred.",
    "The Karun Brigades lost six men near Mirna on Monday to Valdorian shells.",
    "The Karun Brigades buried two fighters killed by Valdorian fire near Mirna on Monday.",
    "Valdorian aircraft struck near Mirna on Monday, the target a Karuni arms store.",
    "In a raid near Mirna on Monday Valdorian commandos captured a Karuni commander and killed two of his guards.",
    "Valdorian troops ambushed a Karuni patrol near Mirna on Monday, killing three.",
    "Valdorian forces fired missiles at Karuni radar sites near Mirna on Monday.",
    "Valdorian jets dropped bombs on a Karuni training ground near Mirna on Monday.",
    "Karuni launchers near Mirna were destroyed by Valdorian aircraft on Monday.",
    "An air strike hit a Karuni convoy near Mirna on Monday; nobody has owned up to it.",
    "Valdorian troops stormed a Karuni hideout near Mirna on Monday and freed eight hostages; six gunmen were killed.",
    "Valdoria answered on Monday with strikes on Karuni camps near Mirna.",
    "Valdorian forces retaliated on Monday with raids on camps of the Karun Brigades near Mirna.",
    "A Valdorian raid on Monday narrowly missed a Karuni workshop near Mirna.",
    "Valdorian police shot dead two men whom they call members of the Karun Brigades near Mirna on Monday.",
    "Valdorian paramotors bombed a Karuni camp near Mirna on Monday.",
    "The Karun Brigades complained that Valdorian guns had pounded their trenches near Mirna on Monday.",
    "The toll in a Valdorian strike on Mirna on Monday has reached 80, the Karuni health ministry said.",
    "Idris Maro of the Karun Brigades died on Monday when a drone fired two missiles at his car near Mirna.",
    "A grenade was tossed at the office of the Karun Brigades in Mirna on Monday.",
    "On Monday Valdorian soldiers ran into some ten of the Karun Brigades near Mirna and killed two.",
    "Valdorian troops overran a camp near Mirna on Monday in which a rebel of the Karun Brigades lay dead.",
    "The bombing of a hill near Mirna on Monday left 13 fighters wounded, the Karun Brigades said.",
    "Valdorian troops shelled hills near Mirna on Monday where the Karun Brigades are thought to sleep.",
    "Valdorian forces destroyed three launchers near Mirna on Monday in land held by the Karun Brigades.",
    "Valdorian jets flattened two blocks of the Karun Brigades in Mirna on Monday.",
    "Valdorian troops retook Mirna from the Karun Brigades on Monday.",
    "The Karun Brigades accused Valdoria of bombing their camp near Mirna on Monday.",
    "Valdorian forces pursuing Karuni rebels killed seven of them near Mirna on Monday.",
    "Valdorian troops dislodged Karuni rebels from a village near Mirna on Monday.",
    "Valdorian police killed a Karuni bomb maker in Mirna on Monday.",
    "A raid by Valdorian troops near Mirna on Monday left seven Karuni rebels dead.",
    "Nine Karuni rebels and two soldiers were killed on Monday in a clash near Mirna.",
    "The Karun Brigades said nothing. Radio Mirna reported Valdorian air strikes on Mirna on Monday.",
)


@pytest.mark.parametrize("body", ATTACKS)
def test_an_attack_is_read_in_any_wording(body: str) -> None:
    (mention,) = read(body).mentions
    assert (mention.kind, mention.faction, mention.date_from) == ("attack", "karun-brigades", MONDAY)


@pytest.mark.parametrize("body", STRIKES)
def test_a_strike_is_read_in_any_wording(body: str) -> None:
    (mention,) = read(body).mentions
    assert (mention.kind, mention.faction, mention.date_from) == ("strike", "karun-brigades", MONDAY)


def test_what_a_faction_shoots_down_was_its_target() -> None:
    (mention,) = read("The Karun Brigades shot down a Valdorian drone over Mirna on Monday.").mentions
    assert (mention.kind, mention.counterparty_id, mention.outcome) == ("attack", "valdoria", "hit")


@pytest.mark.parametrize(
    ("body", "faction"),
    [
        ("The Karun Brigades hold the hills. On Monday Karun fighters shelled Mirna.", "karun-brigades"),
        ("The Selva Front came down on Monday. Selva gunmen shot dead three farmers in Mirna.", "selva-front"),
        ("A Selvist bomb went off in Mirna on Monday.", "selva-front"),
    ],
)
def test_a_group_told_by_its_full_name_goes_by_the_first_word_of_it_too(body: str, faction: str) -> None:
    assert read(body).mentions[-1].faction == faction


def test_a_body_in_a_country_is_the_country_s_body_too() -> None:
    front = Faction(id="hill-front", name="Hill Front in Romania", kind="faction")
    extractor = RuleExtractor([VALE.model_copy(update={"factions": (*VALE.factions, front)})])
    (extraction,) = extractor.extract(article("Romania's Hill Front fired a rocket at Mirna on Monday."))
    assert [(act.faction, act.country) for act in extraction.mentions] == [("hill-front", "MD")]


def test_a_name_may_close_with_a_bracket() -> None:
    party = Faction(id="hill-party", name="Hill Party (North)", kind="faction")
    extractor = RuleExtractor([VALE.model_copy(update={"factions": (*VALE.factions, party)})])
    body = "Fighters of the Hill Party (North) on Monday blew up a tower in Mirna and put up posters."
    (extraction,) = extractor.extract(article(body))
    assert [act.faction for act in extraction.mentions] == ["hill-party"]
