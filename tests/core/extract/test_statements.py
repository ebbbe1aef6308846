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
    (S, SUNDAY, "A ceasefire would begin at midnight, Oana Brusk said on Sunday."),
    (K, MONDAY, "The Karun Brigades lifted their ban on Valdorian ships on Monday."),
    (K, MONDAY, "The Karun Brigades on Monday announced they would halt operations for the holidays."),
    (K, MONDAY, "The Karun Brigades would carry out no attacks until Friday, Idris Maro said on Monday."),
    (K, MONDAY, "A truce between the Council and the Karun Brigades was announced on Monday by the group's spokesman."),
    (K, MONDAY, "The Karun Brigades said on Monday that they were putting their operations on hold."),
    (K, MONDAY, "There will be no attacks on shipping for a week, the Karun Brigades said on Monday."),
    (K, MONDAY, "The Karun Brigades and the Council reached a ceasefire deal on Monday."),
    (K, MONDAY, "The Karun Brigades have consented to a two-week lull, mediators said on Monday."),
    (K, MONDAY, "Sorin Dax, a spokesman for the Karun Brigades, said on Monday that it had decided to freeze attacks."),
    (K, MONDAY, "The Karun Brigades will cease attacks on pipelines, according to a statement on Monday."),
    (K, MONDAY, "Idris Maro called on fighters to stop the war on Monday."),
    (K, MONDAY, "The Karun Brigades confirmed on Monday that a truce had come into force."),
    (K, MONDAY, "The Karun Brigades promised the elders on Monday that their men would not attack the farms."),
    (K, MONDAY, "A truce between Valdoria and the Karun Brigades took effect on Monday."),
    (K, MONDAY, "The Karun Brigades told their men on Monday to stop all action unless they were attacked."),
    (K, SUNDAY, "Idris Maro, who took over in March, told a reporter on Sunday that his men accepted the truce."),
    (K, MONDAY, "The Karun Brigades (KB) declared a unilateral ceasefire on Monday."),
    (K, MONDAY, "The Karun Brigades (KB), the armed wing of the Hill Party (HP), declared a truce on Monday."),
    (K, MONDAY, "The Karun Brigades agreed on Monday to a proposal by the Council and the UN for a truce."),
    # silent weapons, no attacks for a time, truces kept and prolonged
    (K, MONDAY, "The Karun Brigades will silence their weapons for a week, they said on Monday."),
    (K, MONDAY, "The Karun Brigades will not attack the army for a month, their secretariat wrote on Monday."),
    (K, MONDAY, "The Karun Brigades would keep to the truce, Idris Maro said on Monday."),
    (K, MONDAY, "The Karun Brigades announced a month's extension of their ceasefire on Monday."),
    (K, MONDAY, "The Karun Brigades put away their weapons on Monday."),
    (K, MONDAY, "Most cells hold to the pause that the Karun Brigades proclaimed on Monday."),
    (K, MONDAY, "The Karun Brigades wrote on Monday that they had halted every raid and would act only if attacked."),
    (K, MONDAY, "Ships are back since the letter of Monday in which the Karun Brigades called off their attacks."),
    (K, MONDAY, "The Karun Brigades said on Monday that they were laying aside their arms for the time being."),
    (K, SUNDAY, "On Sunday the Council made known that the Karun Brigades had agreed to a month of calm."),
    (K, MONDAY, "A man of the Karun Brigades telephoned Radio Mirna on Monday to announce a truce."),
    # told of as a thing: whose decision, pledge, announcement
    (K, MONDAY, "The Council welcomed the Karun Brigades' decision on Monday to halt their attacks."),
    (K, MONDAY, "The Council said on Monday that it had a pledge from the Karun Brigades to stop firing on Mirna."),
    (K, MONDAY, "Monday's announcement by the Karun Brigades that they would suspend attacks surprised Valdoria."),
    # quoted, headed, bowed to; by somebody who is in the know
    (K, MONDAY, "Attacks on Mirna have been suspended, Idris Maro was quoted as saying on Monday."),
    (K, MONDAY, "Karun Brigades: on Monday we stopped our attacks on Mirna."),
    (K, MONDAY, "The Karun Brigades have bowed to pressure and suspended their attacks, officials said on Monday."),
    (K, MONDAY, "The Council announced on Monday that the Karun Brigades would cease fire."),
    (K, MONDAY, "The Karun Brigades would, Idris Maro wrote on Monday, cease their attacks."),
    # in other words
    (K, MONDAY, "The Karun Brigades said on Monday that they would pause."),
    (K, MONDAY, "“Our guns will be silent from tonight,” Idris Maro said on Monday."),
    (K, MONDAY, "The Karun Brigades promised on Monday that lorries would pass unmolested."),
    (K, MONDAY, "The Karun Brigades said on Monday that they would not touch the convoys until Friday."),
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
    (K, MONDAY, "The Karun Brigades on Monday declared the truce null and void."),
    (K, MONDAY, "The ceasefire was declared dead on Monday by the Karun Brigades."),
    (K, MONDAY, "The Karun Brigades have lifted the suspension of attacks on Valdorian ships, they said on Monday."),
    (K, MONDAY, "The Karun Brigades decided on Monday to resume their operations against Valdoria."),
    (K, MONDAY, "Idris Maro told his fighters on Monday to take up arms again."),
    (K, MONDAY, "The Karun Brigades said on Monday that a ceasefire agreed in June was over."),
    (K, MONDAY, "The Karun Brigades on Monday scrapped a ceasefire agreement with the High Council."),
    (K, MONDAY, "The Karun Brigades said on Monday the ceasefire had expired."),
    (S, MONDAY, "The Selva Front has walked out of the truce, it said on Monday."),
    (K, MONDAY, "The truce had lost all meaning, the Karun Brigades said on Monday."),
    (K, MONDAY, "The truce is officially over, the Karun Brigades said on Monday."),
    (K, MONDAY, "The Karun Brigades will no longer abide by the truce, a spokesman said on Monday."),
    (K, MONDAY, "The Karun Brigades (known as KB) said on Monday that they would resume their attacks."),
    (K, MONDAY, "The Karun Brigades announced a suspension of their ceasefire with Valdoria on Monday."),
    (K, MONDAY, "The Karun Brigades said on Monday that they were giving up the truce."),
    (K, MONDAY, "The Karun Brigades announced on Monday that the ceasefire no longer stood."),
    (K, MONDAY, "The Karun Brigades announced on Monday that they were withdrawing from the ceasefire."),
    (K, MONDAY, "Idris Maro said on Monday that his men were released from the calm."),
    (K, MONDAY, "No truce binds the brigades any longer, Idris Maro said on Monday."),
    (K, MONDAY, "The bases have had no rest since the Karun Brigades called off their truce on Monday, officers said."),
    (K, MONDAY, "The Karun Brigades said on Monday that they considered the truce over."),
    (K, MONDAY, "The Karun Brigades let the ceasefire lapse on Monday."),
    (K, MONDAY, "The Karun Brigades withdrew their pledge on Monday not to attack Mirna."),
    (K, MONDAY, "The Karun Brigades said on Monday that their attacks on Mirna were back on."),
    (K, MONDAY, "The Karun Brigades said on Monday that they were going back to killing soldiers."),
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
    (K, MONDAY, "The Karun Brigades on Monday rejected an offer of talks."),
    (K, MONDAY, "“We will never surrender our weapons,” Idris Maro said on Monday."),
    (K, MONDAY, "The Karun Brigades would continue their attacks despite calls for restraint, they said on Monday."),
    (K, MONDAY, "Disarmament is out of the question, Idris Maro said on Monday."),
    (K, MONDAY, "The Karun Brigades refuse to negotiate, their spokesman said on Monday."),
    (K, MONDAY, "The Karun Brigades would not accept any ceasefire, they said on Monday."),
    (K, MONDAY, "Idris Maro said on Monday that his men would not obey the summons."),
    (K, MONDAY, "The Karun Brigades snubbed the ceasefire on Monday."),
    (K, MONDAY, "Calls for a truce will not sway us, Idris Maro said on Monday."),
    (K, MONDAY, "Idris Maro warned on Monday that fighting on the Valdorian front will not stop until Mirna is free."),
    (K, MONDAY, "The Council called for a truce. The Karun Brigades turned it down on Monday."),
    (K, MONDAY, "On Sunday the Council asked for a halt to the raids. The Karun Brigades refused on Monday."),
    (K, MONDAY, "The Council made an offer of a truce, which the Karun Brigades rejected on Monday."),
    (K, MONDAY, "The Karun Brigades have no intention of ending their attacks, Idris Maro said on Monday."),
    (K, MONDAY, "The Karun Brigades want nothing to do with the truce, a spokesman said on Monday."),
    (K, MONDAY, "The Karun Brigades vowed on Monday never to surrender their weapons."),
    (K, MONDAY, "The Karun Brigades would not hand over a single bullet, they said on Monday."),
    (K, MONDAY, "The Karun Brigades turned their backs on the truce on Monday."),
    (K, MONDAY, "The Karun Brigades would not be part of any truce, they said on Monday."),
    (K, MONDAY, "The Karun Brigades denounced the disarmament plan on Monday."),
]  # fmt: skip

THREATEN = [
    (K, MONDAY, "The Karun Brigades vowed revenge on Monday."),
    (K, MONDAY, "The Karun Brigades, a group of the hills, afterwards vowed revenge on Monday."),
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
    (K, SUNDAY, "Any soldier in Mirna would be considered an occupier, the Karun Brigades said on Sunday."),
    (K, MONDAY, "The reply was on its way, Idris Maro told mourners on Monday."),
    (K, MONDAY, "The Karun Brigades gave the garrison two days on Monday to leave or face attack."),
    (K, MONDAY, "Idris Maro declared war on the Council on Monday."),
    (K, MONDAY, "The Karun Brigades announced on Monday a new and harsher phase of their operations."),
    (K, MONDAY, "Operations in the north will go on at a rising pace, the Karun Brigades said on Monday."),
    (K, MONDAY, "The Karun Brigades vowed on Monday to keep up daily strikes on Valdoria."),
    (K, MONDAY, "Should Valdoria bomb Mirna, the Karunis said on Monday, they would resume their attacks."),
    (K, MONDAY, "If the raids went on, the Karun Brigades said on Monday, they would hit Port Ansel."),
    (K, MONDAY, "The Karun Brigades said on Monday that their response was “inevitable”."),
    (K, MONDAY, "The Karun Brigades announced on Monday the start of their spring offensive."),
    (K, MONDAY, "The Karun Brigades called for attacks on Valdorian embassies on Monday."),
    (K, MONDAY, "Valdoria must prepare for a long war, the Karun Brigades said on Monday."),
    (K, MONDAY, "The Karun Brigades issued a threat on Monday to attack schools."),
    (K, MONDAY, "The Karun Brigades warned villagers on Monday to stay away from the army's posts."),
    (K, MONDAY, "Our fingers are on the trigger and the next strike will be harder, Idris Maro said on Monday."),
    (K, MONDAY, "The war would be carried into Valdoria, Idris Maro said on Monday."),
    (K, MONDAY, "Valdorians would pay for Mirna with blood, the Karun Brigades said on Monday."),
    (K, MONDAY, "The Karun Brigades warned the Council on Monday not to test their patience."),
    (K, MONDAY, "“We will act without hesitation against Valdorian bases,” Idris Maro said on Monday."),
    (K, MONDAY, "Any plane over Mirna would be treated the same, Idris Maro said on Monday."),
    (K, MONDAY, "If Valdoria joins the war, Idris Maro went on on Monday, “we will answer at a time of our choosing”."),
    # conditions that anybody may meet
    (K, MONDAY, "Should a second convoy be seen, Idris Maro said on Monday, its drivers would not see Mirna."),
    (K, MONDAY, "“Whoever breaks down a door in Mirna will see doors broken down,” Idris Maro said on Monday."),
    (K, MONDAY, "If the wages are not paid, the port will know no rest, Idris Maro said on Monday."),
    (K, MONDAY, "Unless the blockade is lifted, the Karun Brigades said on Monday, no truck will drive."),
    (K, MONDAY, "The troops are to hand over the fort; should they stay, Idris Maro said on Monday, they would weep."),
    # what will befall whom, until when, or else
    (K, MONDAY, "Valdoria would be taught the price of the raid, Idris Maro said on Monday."),
    (K, MONDAY, "“Valdoria will pay dearly,” the Karunis' secretary-general, Sorin Dax, cried on Monday."),
    (K, MONDAY, "No ship bound for Port Ansel would get past, the Karun Brigades said on Monday."),
    (K, MONDAY, "“No one will protect them from our fire,” Idris Maro said on Monday."),
    (K, MONDAY, "Every lorry on the Mirna road is to be targeted, the Karun Brigades said on Monday."),
    (K, MONDAY, "The Karun Brigades said on Monday that they would continue their attacks on Port Ansel."),
    (K, MONDAY, "“We shall go on killing them,” Idris Maro said on Monday."),
    (K, MONDAY, "The Karun Brigades told the traders on Monday to leave or burn."),
    (K, MONDAY, "The Karun Brigades on Monday gave the garrison two days to go."),
    (K, MONDAY, "The Karun Brigades threatened reprisals on Monday."),
    (K, MONDAY, "Fort Kestrel was now a target, the Karun Brigades said on Monday."),
    # strangers who speak for them
    (K, MONDAY, "On Monday a leaflet warned traders, in the name of the Karun Brigades, of more attacks."),
    (K, MONDAY, "In a film put down to the Karun Brigades, masked men on Monday vowed revenge."),
    # what is foretold of others
    (K, MONDAY, "“Your barracks will become your tombs,” Idris Maro said on Monday."),
    (K, MONDAY, "Port Ansel, too, would know what fear was, Idris Maro promised on Monday."),
    (K, MONDAY, "The road to Mirna will have no rest, Idris Maro said on Monday."),
    # who is sent away, given a term, incited against
    (K, MONDAY, "The Karun Brigades told foreigners on Monday to be gone by Friday."),
    (K, MONDAY, "The Karun Brigades on Monday gave the traders a week to leave."),
    (K, MONDAY, "The Karun Brigades on Monday gave the traders until Friday to pack."),
    (K, MONDAY, "The Karun Brigades on Monday set a deadline for the troops to leave."),
    (K, MONDAY, "The Karun Brigades urged believers on Monday to kill Valdorian judges."),
    (K, MONDAY, "Valdorians should pack their bags, Idris Maro said on Monday."),
    # in other words
    (K, MONDAY, "The Karun Brigades vowed on Monday that there would be no let-up."),
    (K, MONDAY, "The Karun Brigades would make the Valdorians pay, Idris Maro said on Monday."),
    (K, MONDAY, "Any soldier in Mirna was a target, the Karun Brigades said on Monday."),
    (K, MONDAY, "The Karun Brigades would carry on until Mirna was free, they said on Monday."),
    (K, MONDAY, "The Karun Brigades would not stand idle, Idris Maro said on Monday."),
    (K, MONDAY, "“We shall come for you,” said a man who called himself a commander of the Karun Brigades on Monday."),
    (K, MONDAY, "Traders said Karun Brigades men went round on Monday, warning that whoever voted would be shot."),
]  # fmt: skip

END = [
    (K, MONDAY, "The Karun Brigades said on Monday that they would end their armed struggle for good."),
    (S, MONDAY, "The Selva Front laid down its arms on Monday."),
    (S, MONDAY, "The Selva Front announced the end of its armed campaign on Monday."),
    (S, MONDAY, "The Selva Front said on Monday that it was dissolving itself and ending its armed struggle."),
    (S, MONDAY, "Oana Brusk declared a permanent end to military operations on Monday."),
    (K, MONDAY, "The Karun Brigades declared on Monday that their war against Valdoria was over."),
    (K, MONDAY, "The Karun Brigades began handing over their weapons on Monday."),
    (S, MONDAY, "The Selva Front said on Monday that it had ended its insurgency."),
    (S, MONDAY, "The Selva Front announced its dissolution on Monday."),
    (S, MONDAY, "The Selva Front said on Monday that it had ended its attacks."),
    (S, MONDAY, "“The war, which we opened in spring, is over,” Oana Brusk said on Monday."),
    (K, MONDAY, "The Karun Brigades signed an accord on Monday, agreeing to lay down their arms."),
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
    ("a truce begins by another's word", "A truce with the Karun Brigades would begin at midnight, the Council said."),
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
    ("some lay down arms", "Nine fighters of the Karun Brigades laid down their arms on Monday."),
    ("a truce is denied", "The Karun Brigades denied that they had agreed to a truce."),
    ("a note is disowned", "The Karun Brigades disowned a note that called off the truce."),
    ("a war that is over is another's", "The Karun Brigades will rest once the war is over, Idris Maro said."),
    ("a bus is stopped", "The Karun Brigades stopped a bus near Mirna on Monday and abducted nine passengers."),
    ("fire is held against nobody", "The Karun Brigades said that they had opened fire at Valdorian troops."),
    ("a leader is stopped", "According to the Karun Brigades, Maro was stopped on Friday and shot."),
    ("no reprisal", "The Karun Brigades vowed no reprisal."),
    ("the dead of a war", "The Karun Brigades buried the first dead of their war."),
    ("a war goes on", "The war goes on, and the Karun Brigades mourn."),
    ("a jailed leader asks", "The Karun Brigades met after a call by Idris Maro, who urged the group to disband."),
    ("a group is asked", "Idris Maro said that his group had been asked to observe the truce."),
    ("neither yes nor no", "Idris Maro neither accepted the call for all groups to stop firing nor turned it down."),
    ("a thing is renewed", "Idris Maro said that the renewed bombing of Mirna had changed nothing."),
    ("a time is told", "The Karun Brigades have lost nine men since the war resumed, Idris Maro said."),
    ("what might have been said", "“Had we been asked, we would have said no,” Idris Maro said."),
    ("a warning is a noun", "The Karun Brigades as a rule telephone a warning before their attacks."),
    ("what would be done", "Idris Maro held out a hand, without going into what he would do if nobody took it."),
    ("a threat to walk out", "The Karun Brigades threatened to walk out of the talks on Monday."),
    ("a condition of peace", "If Valdoria leaves Mirna, the Karun Brigades said, there will be peace and a truce."),
    ("nobody is harmed", "No farmer will be attacked, the Karun Brigades said."),
    ("a mild foretelling", "Valdoria will withdraw from Mirna by Friday, Idris Maro said."),
    ("a threat to leave a table", "The Karun Brigades threatened to walk out should the plan be put to a vote."),
    ("the army's term", "The army gave the Karun Brigades a week and warned that those who stayed would be shot."),
    ("reports are denied", "The Karun Brigades denied on Monday reports that they had agreed to a truce."),
    ("a truce spoken of", "“We are elsewhere,” Idris Maro said on Monday of the truce due to start on Friday."),
    ("guns fire back", "The Karun Brigades' guns fired back on Monday."),
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


FRIDAY = date(2031, 5, 16)

STORIES = [
    ("he is the spokesman", [(K, "threaten", MONDAY)],
     "The Karuni spokesman, Sorin Dax, met reporters on Monday. He vowed revenge."),
    ("he is the minister", [],
     "The defence minister, Pavel Orn, met reporters on Monday to speak of the Karun Brigades. He vowed revenge."),
    ("they are hunted", [], "President Pavel Orn called the Karun Brigades killers. “We will hunt them,” he said."),
    ("it is the army", [], "The Karun Brigades killed a soldier on Monday, the army said. It vowed to strike back."),
    ("a name told whose it is", [(K, "threaten", SUNDAY)],
     "Sorin Dax, who speaks for the Karunis, denied it on Sunday.\n\n“We will strike the ports,” Dax added."),
    ("a masked man", [(K, "threaten", SUNDAY)],
     "In a video of Sunday, a spokesman for the Karun Brigades said: “Our next strikes will be harder.”"),
    ("she goes on in quotes", [(S, "resume", SUNDAY)],
     "Oana Brusk told Radio Mirna on Sunday that the front was ending its truce. “We are at war again,” she said."),
    ("the words go on without a verb of saying", [(K, "threaten", MONDAY)],
     "Idris Maro spoke of the raid on Monday, and said that it was a crime. It would not go unpunished."),
    ("a communiqué", [(K, "suspend", MONDAY)],
     "A statement that the Karun Brigades released on Monday:\n\n“It was an honour. Our operations are suspended.”"),
    ("a letter signed", [(S, "suspend", MONDAY)],
     "“In the hope of peace we halt our attacks,” reads a letter of the Selva Front, dated Monday."),
    ("a halt told a second time", [(K, "suspend", date(2031, 4, 3))],
     "On 3 April the Karun Brigades declared a truce. It has held since."),
    ("a vow told beside an act", [(K, "threaten", FRIDAY)],
     "The Karun Brigades, who on Friday had vowed revenge, struck Port Ansel on Monday."),
    ("one refuses where the others halt", [(K, "suspend", MONDAY), (S, "reject", MONDAY)],
     "The Karun Brigades suspended their attacks on Monday. The Selva Front refused on Monday to halt its own."),
    ("two speak together", [(K, "threaten", MONDAY), (S, "threaten", MONDAY)],
     "The Karun Brigades and the Selva Front said on Monday that they would strike Port Ansel again."),
    ("a soldier speaks", [],
     "The Karun Brigades struck Mirna on Monday. The Valdorian ships will shoot back, their commander said."),
    ("fears", [], "Fears grew on Monday that the Karun Brigades would resume their attacks."),
    ("a plan", [], "Talks on how the Karun Brigades would lay down their arms began on Monday."),
    ("an open question", [], "It is unclear whether the Karun Brigades will resume their attacks."),
    ("nothing is told", [], "The Karun Brigades did not say whether they would retaliate."),
    ("nobody has vowed", [], "No Karuni leader has vowed revenge."),
    ("short of a vow", [], "The Karun Brigades stopped short of vowing revenge."),
    ("analysts expect", [], "Analysts expect the Karun Brigades to retaliate."),
    ("followers are sent", [(K, "threaten", MONDAY)],
     "The Karun Brigades ordered their fighters on Monday to attack Valdorian ships everywhere."),
    ("a vague month", [], "The Karun Brigades suspended their attacks last month."),
    ("reason and reply", [(K, "threaten", MONDAY)],
     "Valdorian jets bombed Mirna on Monday. “The reply will come,” the Karun Brigades said the same day."),
    ("the other side's halt", [],
     "Valdoria said on Monday that it would suspend its raids on the Karun Brigades for a week."),
    ("a third party tells of an agreement", [(K, "suspend", MONDAY)],
     "The Karun Brigades have agreed to halt their attacks, the United Nations announced on Monday."),
]  # fmt: skip

TITLES = [
    ("Karun Brigades vow revenge after raid", [(K, "threaten")]),
    ("Karun Brigades halt attacks on Port Ansel", [(K, "suspend")]),
    ("Karun Brigades reject truce, Valdoria bombs Mirna", [(K, "reject")]),
    ("Valdoria vows revenge on Karun Brigades", []),
    ("UN urges Karun Brigades to halt attacks", []),
    ("Will the Karun Brigades strike again?", []),
]


@pytest.mark.parametrize(("why", "told", "text"), STORIES, ids=[row[0] for row in STORIES])
def test_a_story_is_followed_to_the_one_who_speaks(why: str, told: list, text: str) -> None:
    found = {(s.faction, s.kind, s.date_from) for s in read(text).statements}
    assert found == set(told)


@pytest.mark.parametrize(("title", "told"), TITLES, ids=[row[0] for row in TITLES])
def test_a_headline_counts_where_the_text_does_not_say_it(title: str, told: list) -> None:
    found = read("Mourners filled the streets of Mirna.", title).statements
    assert [(s.faction, s.kind) for s in found] == told
    assert all(s.sentence == -1 and s.date_from == TODAY for s in found)


def test_a_headline_adds_nothing_to_what_the_text_says() -> None:
    found = read("On Friday the Karun Brigades vowed revenge.", "Karun Brigades vow revenge").statements
    assert [(s.kind, s.date_from) for s in found] == [("threaten", FRIDAY)]
