"""Which clauses of one article speak of the same act.

"A drone" is new, "the drone" is known; another day, another place or "a second attack" is another act; a
clause that tells neither day nor place goes on about the act spoken of last.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from schemas.words import Weapon
from streams.core.extract.acts.act import RANK, Act
from streams.core.extract.acts.actors import better_told
from streams.core.extract.acts.outcomes import BOMBS, together
from streams.core.extract.acts.places import REGION_RANK, Place
from streams.core.extract.words.document import Document, Sentence

_JOIN_SCORE_MIN: Final = 1.0
_WEEK: Final = 7


def in_reach(doc: Document, sentence: Sentence, acts: Sequence[Act]) -> Sequence[Act]:
    """The acts that a sentence can go on about: in a round-up those of its own item."""
    if not doc.is_round_up:
        return acts
    return [act for act in acts if act.sentence.raw.paragraph == sentence.raw.paragraph]


def same_act(acts: Sequence[Act], found: Act, *, definite: bool, indefinite: bool, own_day: bool) -> Act | None:
    """The act that a clause goes on about; None where it brings up a new one. A title leans to the lead."""
    best: tuple[float, Act] | None = None
    news = max((act.day_to for act in acts if act.day_to is not None), default=None)
    own = _strikes_of_teller(acts, found)
    for act in own or acts:
        if indefinite and not own_day and news is not None and _is_old_beside(act, news):
            continue
        if act.kind != found.kind and not (found.open and definite) and not own:
            continue
        score = _score(act, found, definite=definite, indefinite=indefinite, own_day=own_day)
        if score is None:
            continue
        score += 0.5 if act is (own or acts)[0 if found.sentence.index < 0 else -1] else 0.0
        if score >= _JOIN_SCORE_MIN and (best is None or score >= best[0]):
            best = (score, act)
    return best[1] if best else None


def _is_old_beside(act: Act, news: date) -> bool:
    """Days older than the newest that was told: what is new in the text is none of it."""
    return act.day_to is not None and (news - act.day_to).days > _FEW_DAYS


_FEW_DAYS: Final = 3


def told_apart(acts: Sequence[Act]) -> list[Act]:
    """The acts of an article when all is read: those told in two halves or once more are one."""
    return _without_answers(_without_retold(_with_later_days(acts)))


def _with_later_days(acts: Sequence[Act]) -> list[Act]:
    """The lead's act without a day takes the day, and all else, of the only one of its side that the text goes on to
    date: "Jets killed nine, medics said. The camp at Mirna was hit on Friday"."""
    kept = list(acts)
    for lead in acts:
        dated = [act for act in kept if act.kind == lead.kind and act.day_from and act.factions & lead.factions]
        if lead.day_from is not None or len(dated) != 1 or lead not in kept:
            continue
        told = dated[0]
        near = 0 < told.sentence.index - lead.order <= _LEAD_SENTENCES
        same = _weapons_agree(lead, told, definite=True) and _sides_agree(lead, told) and not told.distinct
        if near and same and _places(lead.place, told.place) is not None:
            place = lead.place
            absorb(lead, told)
            lead.place = place or lead.place
            lead.killed = told.killed if lead.killed is None else lead.killed
            lead.wounded = told.wounded if lead.wounded is None else lead.wounded
            kept.remove(told)
    return kept


_LEAD_SENTENCES: Final = 4


def _strikes_of_teller(acts: Sequence[Act], found: Act) -> list[Act]:
    """ "The army believes that a number of militants died": of what the state that says so struck."""
    if not found.open or found.target is None or found.target.kind != "unnamed":
        return []
    return [a for a in acts if a.kind == "strike" and a.striker is not None and a.striker.owns(found.teller)]


def _without_retold(acts: Sequence[Act]) -> list[Act]:
    """The acts but those that are told once more, with the same toll and no day of their own: "Two rebels were killed
    at Mirna on Monday. … "Two rebels have been killed," an officer said"."""
    kept: list[Act] = []
    for act in acts:
        told = next((other for other in kept if _is_retold(other, act)), None)
        if told is None:
            kept.append(act)
        else:
            absorb(told, act)
    return kept


def _is_retold(told: Act, act: Act) -> bool:
    """Whether an act is told again by a later clause."""
    one = act.kind == told.kind and bool(act.factions & told.factions) and act.weak_day and not act.distinct
    toll = act.killed is not None and act.killed > 1 and act.killed == told.killed
    same = one and toll and act.wounded in {None, told.wounded} and act.country in {None, told.country}
    return same and _weapons_agree(told, act, definite=True) and _places(told.place, act.place) is not None


def _without_answers(acts: Sequence[Act]) -> list[Act]:
    """The acts but strikes that tell how the men of an attack fared: "gunmen hit a post; our forces killed nine"."""
    attacks = [act for act in acts if act.kind == "attack" and act.ties]
    return [act for act in acts if not any(_is_answer(attack, act) for attack in attacks)]


def _is_answer(attack: Act, act: Act) -> bool:
    beside = act.kind == "strike" and act.weak_day and bool(act.factions & attack.factions)
    near = beside and 0 <= act.sentence.index - attack.order <= 1
    closes = sum(token.text == '"' for token in act.sentence.tokens) % 2 == 1  # the words go on: "… Our men killed ten"
    plain = (act.killed is None or closes) and not act.distinct and act.weapon in {None, "small_arms"}
    return near and plain and days_apart(attack, act) in {0, None}


def owned_up(acts: Sequence[Act], strike: Act) -> Act | None:
    """The blast of nobody's that a strike told a little later was: "explosions tore through a depot … the army said it
    had bombed it"."""
    for act in reversed(acts):
        near = 0 <= strike.sentence.index - act.order <= _OWNED_SENTENCES
        blast = act.kind == "attack" and act.open and not act.ties and not act.foreign and act.weapon in _BURSTS
        ashore = act.outcome != "intercepted" and (act.target is None or act.target.head == "site")
        blast = blast and ashore
        told = strike.striker is not None and strike.factions and days_apart(act, strike) in {0, None}
        away = act.country and strike.country and act.country != strike.country
        if near and blast and told and not away and _places(act.place, strike.place) is not None:
            return act
    return None


_OWNED_SENTENCES: Final = 4
_BURSTS: Final = frozenset((None, "missile", "drone", "rocket", "airstrike"))


def _score(act: Act, found: Act, *, definite: bool, indefinite: bool, own_day: bool) -> float | None:
    if (
        not _weapons_agree(act, found, definite=definite)
        or not (_sides_agree(act, found) or _names_the_fallen(act, found))
        or not _manners_agree(act, found)
    ):
        return None
    if own_day and _long_before(act, found):
        return None
    days = 0 if _one_night(act, found) else days_apart(act, found)
    told_again = days == 1 and definite and act.weapon is not None and act.weapon == found.weapon
    if days is not None and days > 0 and own_day and not told_again:
        return None
    places = _places(act.place, found.place)
    if _one_wave(act, found):
        places = 2.0
    if places is None or (act.country and found.country and act.country != found.country):
        return None
    rivals = act.kind == "attack" and bool(act.ties) and bool(found.ties) and not act.factions & found.factions
    if rivals and own_day and not definite and act.place is not None and found.place is not None and places < 1:
        return None
    if act.awaits_word and found.ties and not definite and places < 1:
        return None
    score = places
    score += 1.5 if days == 0 and own_day else 0.0
    score += 1.0 if definite and not indefinite else 0.0
    if indefinite and places < 2:
        score -= (1.5 if own_day or found.place is not None else 0.5) + (own_day and found.place is not None)
    score += 1.0 if found.place is None and not own_day else 0.0
    score += 0.5 if act.weapon is not None and act.weapon == found.weapon else 0.0
    score += 1.0 if act.factions & found.factions else 0.0
    score += 1.5 if set(act.leaders) & set(found.leaders) else 0.0
    score += 2.0 if _names_the_fallen(act, found) else 0.0
    score += 0.5 if not own_day and _told_in_large(act, found) else 0.0
    score += 1.5 if own_day and act.day_from is None and act.factions & found.factions else 0.0
    score += 2.0 if days == 0 and _words_alike(act, found) else 0.0
    score += 2.0 if not own_day and _counts_alike(act, found) else 0.0
    score -= 3.0 if found.distinct and not _stormed(act, found) else 0.0
    return score


def _words_alike(act: Act, found: Act) -> bool:
    """The same weapon, and the same words for what it hit: a headline's second line, said again by the text."""
    one, other = act.target, found.target
    alike = one is not None and other is not None and one.text.lower() == other.text.lower()
    return alike and act.weapon is not None and act.weapon == found.weapon


def _told_in_large(act: Act, found: Act) -> bool:
    """ "The X fired rockets at Valdoria", and then at what: the lead leaves the place to the text."""
    large = act.place is None and act.sentence.index <= 1 and found.place is not None
    return large and act.weapon is not None and act.weapon == found.weapon and bool(act.factions & found.factions)


def _one_night(act: Act, found: Act) -> bool:
    """ "Overnight", told the morning after, and "late on Thursday" are one night."""
    if days_apart(act, found) != 1 or act.day_to is None or found.day_to is None:
        return False
    later = max(act, found, key=lambda each: each.day_to or date.min)
    return any(token.low == "overnight" for token in later.sentence.tokens)


def _counts_alike(act: Act, found: Act) -> bool:
    """ "Five rockets landed near the ship", told in the words of the act before."""
    alike = act.sent is not None and act.sent == found.sent != 1
    return alike and act.weapon == found.weapon and (found.open or bool(act.factions & found.factions))


def _names_the_fallen(act: Act, found: Act) -> bool:
    """ "A raid killed a senior commander, it said. Idris Maro died near Mirna on the 17th.": first told, then named."""
    one = act.kind == found.kind == "strike" and act.lone_death and bool(act.factions & found.factions)
    return one and not act.leaders and bool(found.leaders) and 1 <= found.sentence.index - act.order <= 3


def days_apart(one: Act, other: Act) -> int | None:
    """Days between two acts; None where one of them has none."""
    if (
        one.weak_day
        or other.weak_day
        or one.day_from is None
        or other.day_from is None
        or one.day_to is None
        or other.day_to is None
    ):
        return None
    return max(0, _gap(one.day_to, other.day_from), _gap(other.day_to, one.day_from))


def _gap(earlier: date, later: date) -> int:
    return (later - earlier).days


def _stormed(act: Act, found: Act) -> bool:
    """ "A car bomb went off at the gate. Gunmen then stormed the hotel"."""
    follows = not _FOLLOWING.isdisjoint(token.low for token in found.sentence.tokens)
    follows = follows or (found.anaphoric and found.place is None and bool(act.factions & found.factions))
    guns = {act.weapon, found.weapon} & {"small_arms", "mixed"}
    return follows and bool(guns) and act.kind == "attack" and not {act.weapon, found.weapon}.isdisjoint(BOMBS)


_FOLLOWING: Final = frozenset(("then", "followed", "stormed", "afterwards"))


def _weapons_agree(act: Act, found: Act, *, definite: bool) -> bool:
    if act.weapon is None or found.weapon is None or act.weapon == found.weapon:
        return True
    if (definite or found.weak_day) and {act.weapon, found.weapon} == BOMBS:
        return True
    if _stormed(act, found):
        return True
    return "mixed" in {act.weapon, found.weapon} or act.kind == "strike"


def _one_wave(act: Act, found: Act) -> bool:
    """Jets that bomb several places of one side on one day fly one strike."""
    weapons = {act.weapon, found.weapon}
    flown = act.kind == "strike" and "airstrike" in weapons and weapons <= {None, "airstrike"}
    unsaid = not (act.factions and found.factions) and not found.distinct
    theirs = bool(act.factions & found.factions) or unsaid
    return flown and theirs and act.day_from == (found.day_from or act.day_from)


def _long_before(act: Act, found: Act) -> bool:
    """Whether a day of its own is weeks away from the other's, though that one be weak."""
    if act.day_to is None or found.day_to is None:
        return False
    return abs((act.day_to - found.day_to).days) > _WEEK


def _manners_agree(act: Act, found: Act) -> bool:
    """ "The hijacking" is not the missile before it."""
    return act.taking is None or found.taking is None or act.taking == found.taking


def _sides_agree(act: Act, found: Act) -> bool:
    if act.kind == "strike":
        one, other = act.striker, found.striker
        named = one is not None and other is not None and one.id is not None and other.id is not None
        if named and one is not None and other is not None and one.id != other.id:
            return False
        parted = bool(act.factions) and bool(found.factions) and not act.factions & found.factions
        return not parted or (named and _tells_its_own_wave(found))
    one, other = act.target, found.target
    if one is not None and other is not None and "vessel" in {one.head, other.head}:
        return one.head == other.head or "people" in {one.kind, other.kind}
    return True


def _tells_its_own_wave(found: Act) -> bool:
    """ "Valdoria said it had hit camps of the X": the wave told before by others, though they named the Y."""
    return found.place is None and found.striker is not None and found.striker.owns(found.teller)


def _places(one: Place | None, other: Place | None) -> float | None:
    """How well two places agree; None where they part."""
    if one is None or other is None:
        return 0.5
    same = one.name == other.name if one.name and other.name else one.text.lower() == other.text.lower()
    if same:
        return 2.0
    if _within(one.text, other.text) or _within(other.text, one.text):
        return 1.5
    ashore = one.landmark or other.landmark  # "off Mirna" is at sea
    if one.country and other.country and one.country != other.country and not ashore:
        return None
    if min(one.rank, other.rank) <= REGION_RANK < max(one.rank, other.rank):
        return 1.0
    unlisted = one.name is None or other.name is None  # a hotel may well lie in the town told before
    return 0.5 if unlisted or min(one.rank, other.rank) < 4 else None


def _within(one: str, other: str) -> bool:
    """Whether one is named after the other: "Port Ansel airport" and "Port Ansel"."""
    return one.lower().startswith(f"{other.lower()} ")


def absorb(act: Act, more: Act) -> None:
    """Take what a later clause adds; what was told first stands."""
    for faction, word in more.ties.items():
        told = more.anaphoric and act.ties.get(faction, "denied") != "denied"
        if word == "claimed" or not told:
            act.tie(faction, word, more.said_by)
    act.striker = act.striker or more.striker
    act.striker_word = max(act.striker_word, more.striker_word, key=lambda word: RANK[word])
    if act.kind == "strike" and act.striker is not None and act.striker.owns(more.teller):
        act.striker_word = "claimed"
    act.target = better_told(act.target, more.target)
    if _one_night(act, more) and more.day_from is not None and act.day_from is not None:
        act.day_from = act.day_to = min(act.day_from, more.day_from)
    if act.day_from is None or (act.weak_day and more.day_from is not None and not more.weak_day):
        act.day_from, act.day_to, act.weak_day = more.day_from, more.day_to, more.weak_day
    elif _narrows(act, more):
        act.day_from, act.day_to = more.day_from, more.day_to
    act.order = max(act.order, more.sentence.index)
    if act.place is None or (more.place is not None and _is_nearer(more, act.place)):
        act.place = more.place or act.place
    act.country = act.country or more.country
    act.weapon = _both_arms(act, more)
    act.charge = act.charge or more.charge
    act.outcome = together(act.outcome, more.outcome)
    act.leaders = tuple(dict.fromkeys((*act.leaders, *more.leaders)))
    act.count = max(act.count, more.count)


def _both_arms(act: Act, more: Act) -> Weapon | None:
    """The weapon of an act that two clauses tell."""
    if {act.weapon, more.weapon} == BOMBS:
        return "vehicle"
    return "mixed" if _stormed(act, more) else act.weapon or more.weapon


def _is_nearer(more: Act, told: Place) -> bool:
    """Whether a later clause names a more specific place. A title says no more than the town."""
    assert more.place is not None
    in_title = more.sentence.index < 0 and told.rank > REGION_RANK and more.place.name is not None
    return more.place.rank > told.rank and not (in_title and told.name is None)


def _narrows(act: Act, more: Act) -> bool:
    """Whether a later clause gives the very day of a span: "this week", then "on Monday"."""
    if act.day_from is None or act.day_to is None or more.day_from is None or more.weak_day:
        return False
    return act.day_from < act.day_to and more.day_from == more.day_to and act.day_from <= more.day_from <= act.day_to
