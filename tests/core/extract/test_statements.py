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
]  # fmt: skip

RESUME = [
    (K, MONDAY, "The Karun Brigades said on Monday that they would resume their attacks on Valdorian bases."),
    (K, MONDAY, "The Karun Brigades called off the ceasefire on Monday."),
    (D, SUNDAY, "The Dawn Alliance pledged on Sunday to resume attacks."),
    (K, SUNDAY, "Attacks would start again the day the truce lapsed, Tamas Velk of the Karunis wrote on Sunday."),
]  # fmt: skip

REJECT = [
    (K, MONDAY, "The Karun Brigades rejected a call for a truce on Monday."),
    (K, MONDAY, "Idris Maro turned down the Council's plea to leave the bases in peace on Monday."),
    (K, MONDAY, "The Karun Brigades said on Monday that they would not join the halt."),
    (S, TODAY, "The Selva Front refused to halt its attacks."),
    (S, TODAY, "The Selva Front turned down the Council's appeal: there would be no stopping, it said."),
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
    (K, MONDAY, "If the raids went on, the Karun Brigades said on Monday, they would hit Port Ansel."),
]  # fmt: skip

END = [
    (K, MONDAY, "The Karun Brigades said on Monday that they would end their armed struggle for good."),
    (S, MONDAY, "The Selva Front laid down its arms on Monday."),
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
