"""Statements, class by class: words, and what is read in them. 20 May 2031 is the day of publication, a Tuesday.

K is the Karun Brigades (leaders Idris Maro and Tamas Velk), S the Selva Front (Oana Brusk), D the Dawn
Alliance of both. Valdoria, the High Council and the United Nations are parties.
"""

from datetime import date

import pytest

from tests.core.extract.vale import read

K, S, D = "karun-brigades", "selva-front", "dawn-alliance"
MONDAY, SUNDAY, TODAY = date(2031, 5, 19), date(2031, 5, 18), date(2031, 5, 20)

SUSPEND = [
    (K, MONDAY, "The Karun Brigades suspended their attacks on Valdorian bases on Monday."),
    (K, MONDAY, "The Karun Brigades announced on Monday that they were halting all operations against Valdoria."),
    (K, MONDAY, "On Monday the Karun Brigades declared a unilateral ceasefire."),
    (K, MONDAY, "The Karun Brigades declared a truce on Monday, saying it would take effect on Wednesday."),
    (K, SUNDAY, "The Karun Brigades have agreed to stop firing on Port Ansel, the Council said on Sunday."),
    (K, SUNDAY, "Valdoria and the Karun Brigades agreed a ceasefire on Sunday, the United Nations said."),
    (K, MONDAY, "“Our operations against the occupier are suspended from today,” said Idris Maro on Monday."),
    (S, SUNDAY, "The Selva Front is holding its fire while the talks last, its chief, Oana Brusk, said on Sunday."),
    (K, TODAY, "The Karun Brigades have called a halt to their raids."),
    (K, SUNDAY, "The Karun Brigades undertook on Sunday not to fire on Mirna again."),
    # a truce announced, agreed, accepted, prolonged, ordered
    (K, MONDAY, "The outlawed Karun Brigades on Monday announced a month-long ceasefire."),
    (K, MONDAY, "“We announce a truce from today,” said Sorin Dax, spokesman of the Karun Brigades, on Monday."),
    (K, MONDAY, "The Karun Brigades said on Monday that they were declaring a unilateral three-month truce."),
    (K, MONDAY, "The Karun Brigades agreed on Monday to a humanitarian truce proposed by the United Nations."),
    (K, TODAY, "The Karun Brigades have accepted a three-month truce."),
    (K, MONDAY, "The Karun Brigades decided on Monday to extend the truce by a week."),
    (S, MONDAY, "In a statement on Monday, the Selva Front announced the suspension of all its operations."),
    (S, MONDAY, "The Selva Front ordered its fighters on Monday to cease hostilities."),
    (S, MONDAY, "The Selva Front announced a temporary halt to its drone attacks on Monday."),
    (K, MONDAY, "The Karun Brigades said on Monday that they had told all their cells not to carry out attacks."),
    (K, TODAY, "According to the Karuni spokesman, Sorin Dax, all groups have been ordered to honour the ceasefire."),
    (K, MONDAY, "All its fighters had been told to observe the truce, the Karun Brigades said on Monday."),
    (K, MONDAY, "The Karun Brigades will stop all attacks for one month, their spokesman said on Monday."),
    (K, MONDAY, "The Karun Brigades would carry out no attacks until Friday, Idris Maro said on Monday."),
]  # fmt: skip

RESUME = [
    (K, MONDAY, "The Karun Brigades said on Monday that they would resume their attacks on Valdorian bases."),
    (K, MONDAY, "The Karun Brigades called off the ceasefire on Monday."),
    (D, SUNDAY, "The Dawn Alliance pledged on Sunday to resume attacks."),
    (K, MONDAY, "The truce with Valdoria is over, the Karun Brigades announced on Monday."),
    (K, MONDAY, "The Karun Brigades declared an end to the ceasefire on Monday."),
    (K, MONDAY, "The Karun Brigades said on Monday that they had ended their six-month ceasefire."),
    (K, MONDAY, "The Karun Brigades announced the resumption of their naval operations on Monday."),
    (S, MONDAY, "The Selva Front announced on Monday a return to the armed struggle."),
    (S, MONDAY, "The Selva Front said on Monday that it was no longer bound by the ceasefire."),
    (K, MONDAY, "The Karun Brigades said on Monday that they would not renew the truce."),
    (K, SUNDAY, "Attacks would start again the day the truce lapsed, Tamas Velk of the Karunis wrote on Sunday."),
]  # fmt: skip

REJECT = [
    (K, MONDAY, "The Karun Brigades rejected a call for a truce on Monday."),
    (K, MONDAY, "Idris Maro turned down the Council's plea to leave the bases in peace on Monday."),
    (K, MONDAY, "The Karun Brigades said on Monday that they would not join the halt."),
    (S, TODAY, "The Selva Front refused to halt its attacks."),
    (S, TODAY, "The Selva Front turned down the Council's appeal: there would be no stopping, it said."),
    (K, MONDAY, "The Karun Brigades on Monday rejected the latest ceasefire proposal."),
    (K, MONDAY, "Idris Maro ruled out a ceasefire on Monday."),
    (K, MONDAY, "“There will be no truce with the Council,” Idris Maro told a rally on Monday."),
    (K, MONDAY, "The Karun Brigades would not lay down their arms, their spokesman said on Monday."),
    (K, MONDAY, "The Karun Brigades on Monday dismissed calls for a truce."),
    (S, MONDAY, "Oana Brusk said on Monday that the front would not stop before the siege of Mirna was lifted."),
    (K, MONDAY, "“I will not stop,” said Idris Maro on Monday."),
    (K, MONDAY, "The Karun Brigades would not negotiate, Idris Maro said on Monday."),
    (K, MONDAY, "Our war goes on, with a truce or without one, Idris Maro of the Karun Brigades said on Monday."),
    (K, SUNDAY, "A request that the group hold its fire had been turned down, Idris Maro said on Sunday."),
]  # fmt: skip

THREATEN = [
    (K, MONDAY, "The Karun Brigades vowed revenge on Monday."),
    (K, MONDAY, "The Karun Brigades warned on Monday that they would strike at a wider range of targets."),
    (K, MONDAY, "On Monday a Karuni spokesman promised a firm and painful response."),
    (K, MONDAY, "The killing would not go unpunished, Idris Maro said on Monday."),
    (K, SUNDAY, "Valdorian ships would be targeted as long as the raids went on, the Karun Brigades said on Sunday."),
    (K, SUNDAY, "“We will strike the enemy in the depth of his cities,” Idris Maro said on Sunday."),
    (S, TODAY, "Every Valdorian ship was now a legitimate target, Oana Brusk warned."),
    (K, MONDAY, "Valdoria will face tough retribution, the Karun Brigades said on Monday."),
    (K, MONDAY, "Idris Maro, vowing to exact punishment for the raid, spoke on Monday."),
    (K, MONDAY, "The Karun Brigades threatened on Monday to attack Port Ansel again."),
    (K, MONDAY, "“Any new crime will be met with fire, and we will retaliate,” Idris Maro said on Monday."),
    (K, MONDAY, "The reply was on its way, Idris Maro told mourners on Monday."),
    (K, MONDAY, "The Karun Brigades gave the garrison two days on Monday to leave or face attack."),
    (K, MONDAY, "Idris Maro declared war on the Council on Monday."),
    (K, MONDAY, "The Karun Brigades announced on Monday a new and harsher phase of their operations."),
    (K, MONDAY, "Operations in the north will go on at a rising pace, the Karun Brigades said on Monday."),
    (K, MONDAY, "The Karun Brigades vowed on Monday to keep up daily strikes on Valdoria."),
    (K, MONDAY, "Should Valdoria bomb Mirna, the Karunis said on Monday, they would resume their attacks."),
    (K, MONDAY, "If the raids went on, the Karun Brigades said on Monday, they would hit Port Ansel."),
]  # fmt: skip

END = [
    (K, MONDAY, "The Karun Brigades said on Monday that they would end their armed struggle for good."),
    (S, MONDAY, "The Selva Front laid down its arms on Monday."),
    (S, MONDAY, "The Selva Front announced the end of its armed campaign on Monday."),
    (S, MONDAY, "The Selva Front said on Monday that it was dissolving itself and ending its armed struggle."),
    (S, MONDAY, "Oana Brusk declared a permanent end to military operations on Monday."),
]  # fmt: skip

NOTHING = [
    ("a party suspends", "Valdoria suspended its air strikes on Mirna on Monday."),
    ("a party vows", "Valdoria vowed on Monday to strike the Karun Brigades again."),
    ("a minister vows", "“We will continue to hit the Karun Brigades,” said the defence minister, Pavel Orn."),
    ("it is asked for", "Valdoria called on the Karun Brigades to halt their attacks."),
    ("it is demanded", "The Council told the Karun Brigades to stop their raids at once."),
    ("a question", "Will the Karun Brigades halt their attacks?"),
    ("a supposition", "Were the Karun Brigades to resume their attacks, the government could fall."),
    ("an expectation", "Diplomats believe that the Karun Brigades will resume their attacks."),
    ("a possibility", "The Karun Brigades may suspend their operations, a minister said."),
    ("options stay open", "The Karun Brigades are keeping their options open, Idris Maro said."),
    ("condolences", "The Karun Brigades offered condolences and no more."),
    ("a finger on the trigger", "Fingers, Idris Maro said, stay on the trigger."),
    ("consequences", "Valdoria would carry the consequences of its crime, Idris Maro said."),
    ("a right reserved", "The Karun Brigades reserve the right to respond, Idris Maro said."),
    ("no fear", "The Karun Brigades do not fear Valdorian bombs, their spokesman said."),
    ("no halt was told", "The Karun Brigades have not suspended their attacks."),
    ("nobody has agreed", "None of the armed groups has agreed to stop its attacks, the Selva Front was told."),
    ("a standing condition", "The Karun Brigades say they will stop only when Valdoria leaves Mirna."),
    ("a charge is rejected", "The Karun Brigades rejected the accusation that they attacked Port Ansel."),
    ("history", "The Karun Brigades declared a ceasefire in March 2029 that did not last."),
    ("the other side rejects", "The Valdorian army rejected a ceasefire with the Karun Brigades."),
    ("a truce is broken in deeds", "The Karun Brigades broke the ceasefire by firing rockets at Port Ansel."),
    ("a truce ends in deeds", "The Karun Brigades fired rockets at Port Ansel, ending a truce that had held a week."),
    ("a truce holds", "The truce between Valdoria and the Karun Brigades held for a second day."),
    ("a truce is welcomed", "The Karun Brigades welcomed the ceasefire."),
    ("a truce is urged", "The United Nations urged the Karun Brigades to honour the ceasefire."),
    ("another's offensive is halted", "The Karun Brigades halted the army's offensive near Mirna."),
    ("another's attack is stopped", "The Karun Brigades said that they had stopped a Valdorian attack on Mirna."),
    ("a price for the faction", "The Karun Brigades would pay an increasing price, the defence minister said."),
    ("peaceful vows", "The Karun Brigades pledged to release their prisoners."),
    ("talks resume", "Talks on a ceasefire with the Karun Brigades resumed on Monday."),
    ("an end is called for", "The Karun Brigades called for an end to Valdorian air strikes."),
    ("mourning", "The Karun Brigades mourned their commander and announced three days of mourning."),
    ("a demand", "The Karun Brigades demanded that Valdoria end its attacks on Mirna."),
    ("no answer yet", "The Council's call for a truce has drawn no answer from the Karun Brigades."),
    ("somebody close to it", "A politician close to the Karun Brigades said that attacks would resume."),
    ("an analyst's fear", "If the Karun Brigades are hit again, an analyst said, they will strike Port Ansel."),
    ("praise", "The Karun Brigades praised those who struck Fort Kestrel."),
    ("a claim", "The Karun Brigades said that they had attacked Fort Kestrel with drones."),
    ("a threat of the other side", "The Karun Brigades said Valdoria would attack Mirna again."),
]  # fmt: skip

KINDS = {"suspend": SUSPEND, "resume": RESUME, "reject": REJECT, "threaten": THREATEN, "end": END}
TOLD = [(kind, *row) for kind, rows in KINDS.items() for row in rows]


@pytest.mark.parametrize(("kind", "faction", "day", "text"), TOLD, ids=[f"{row[0]}: {row[3][:50]}" for row in TOLD])
def test_a_statement_is_read(kind: str, faction: str, day: date, text: str) -> None:
    found = [(s.kind, s.faction, s.date_from, s.date_to) for s in read(text).statements]
    assert (kind, faction, day, day) in found
    assert {s[0] for s in found} <= {kind, "threaten"} or found == [(kind, faction, day, day)]


@pytest.mark.parametrize(("why", "text"), NOTHING, ids=[row[0] for row in NOTHING])
def test_no_statement_is_read_where(why: str, text: str) -> None:
    assert read(text).statements == ()
