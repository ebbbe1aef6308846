"""The dead and the wounded that a clause tells of, and who they are.

A toll is the number of a noun group that a word for dying or being hurt goes with. Where victims are listed
("two soldiers, a driver and three guards were killed") it is their sum, one for each who stands alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from streams.core.extract.acts.actors import Actor, actor_of
from streams.core.extract.acts.spared import PERSON_HEADS, harm_of, none_of, spares
from streams.core.extract.acts.toll import Toll, What
from streams.core.extract.clauses.groups import Chunk, Mark, Noun
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.roles import is_punct
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.lexicon import lexicon
from streams.core.extract.words.pieces import Piece
from streams.core.extract.words.tokens import Token

TOLL_KINDS: Final = ("act", "toll_word", "toll_rise", "toll_from", "unharmed")
"""Kinds of words that tell a toll: a sentence without any of them tells none."""

_REACH_TOKENS: Final = 7
_VICTIM_HEADS: Final = frozenset(
    ("personnel", "civilian", "fighter", "leader", "number", "pronoun", "", "name", "unnamed", "group", "toll")
)
_NOPERSON_HEADS: Final = frozenset(("site", "vessel", "weapon", "act", "place", "country", "toll", "group"))
_SINGLE: Final = frozenset(("a", "an", "one", "another"))
_JOINING: Final = frozenset(("along", "alongside", "plus", "with", "together"))
_PARTS: Final = frozenset(("of", "them", "including"))
_SOME_OF: Final = frozenset(("including", "whom"))
_DOERS: Final = frozenset(("attacker", "attackers", "assailant", "assailants", "bomber", "bombers", "gunman", "gunmen"))
_NO_PEOPLE: Final = frozenset(lexicon().values("no_people"))


def tolls_of(sentence: Sentence, segment: Segment) -> tuple[Toll, ...]:
    """Every toll of a clause, in order. Superseded figures and sums over many acts are left out."""
    old = [piece for piece in sentence.of("superseded") if _governs(sentence, piece, segment)]
    if any(piece.value == "-" for piece in old):
        return ()
    if sentence.of("shared"):
        return ()
    words = [piece for piece in sentence.of("toll_word") if _overlaps(piece.first, segment)]
    found_words = [(w.first, w.last, w.value) for w in words]
    found = [toll for predicate in segment.predicates for toll in _of_predicate(sentence, segment, predicate)]
    found += [toll for predicate in segment.predicates for toll in none_of(sentence, predicate)]
    found += (*_of_killings(sentence, segment), *_of_others(sentence, segment))
    told = {(toll.what, toll.first) for toll in found}
    counted = [toll for noun in segment.nouns for toll in _of_noun(sentence, noun, found_words)]
    summed = {toll.what for toll in found if not toll.single}
    found += [toll for toll in counted if (toll.what, toll.first) not in told and toll.what not in summed]
    dead = any(p.value == "killed" and p.first < segment.last for p in sentence.of("toll_word"))
    if dead or any(noun.head == "toll" for noun in segment.nouns):
        found += _risen(sentence, segment)
    for piece in sentence.of("unharmed"):
        if _overlaps(piece.first, segment):
            found.append(Toll("killed", 0, (), False, False, piece.first))
            if piece.value == "both":
                found.append(Toll("wounded", 0, (), False, False, piece.first))
    behind = [piece.first for piece in old if piece.value == "behind"]
    reach = min(behind, default=segment.last)  # "…, revising an earlier count of eight"
    rival = len(old) > len(behind)
    return tuple([replace(toll, rival=rival) for toll in found if toll.first < reach])


def _risen(sentence: Sentence, segment: Segment) -> list[Toll]:
    """ "The death toll rose to 37"."""
    rises = {piece.last for piece in sentence.of("toll_rise") if _overlaps(piece.first, segment)}
    tokens = sentence.tokens
    for piece in sentence.of("toll_from"):  # "rose from none to two", "went from 19 to 25"
        to = next((i for i in range(piece.last, min(piece.last + 4, len(tokens))) if tokens[i].low == "to"), None)
        if to is not None and _overlaps(piece.first, segment):
            rises.add(to + 1)
    return [
        Toll("killed", piece.data.value, (), False, False, piece.first, risen=True)
        for piece in sentence.of("number")
        if piece.first in rises and not piece.data.ordinal
    ]


def _governs(sentence: Sentence, piece: Piece, segment: Segment) -> bool:
    """Whether a word stands in a clause or before it, with no semicolon between: it goes for what follows too."""
    if _overlaps(piece.first, segment):
        return True
    return piece.first < segment.first and ";" not in {t.text for t in sentence.tokens[piece.first : segment.first + 1]}


def _overlaps(position: int, segment: Segment) -> bool:
    return segment.first <= position < segment.last


# ---------------------------------------------------------------- lists of victims


def _of_predicate(sentence: Sentence, segment: Segment, predicate: Predicate) -> Iterator[Toll]:
    """The victims of a verb of killing or wounding, all of its list together."""
    verb = predicate.verb
    reading = harm_of(predicate, *_TOLL_VERBS)
    if (
        reading is None
        or verb.negated
        or verb.tense in {"future", "modal"}
        or (verb.tense == "infinitive" and not verb.perfect)
        or spares(sentence, predicate)
    ):
        return
    undergone = reading.value == "die" or verb.voice == "passive" or _is_elliptic(predicate)
    victim = predicate.subject if undergone else predicate.object
    inserted = is_punct(segment.chunks[0], "—") and predicate is segment.predicates[0]  # "X — two of them Y — died"
    if victim is None or (victim not in segment.chunks and victim is not segment.antecedent and not inserted):
        return
    inside = victim in segment.chunks
    group = _listed(sentence, segment.chunks, victim, backwards=undergone) if inside else [victim]
    group += _added(sentence, segment.chunks, predicate) if undergone else ()
    group = [noun for noun in group if len(group) == 1 or not _is_doer(sentence, noun)]
    nth = _ordinal(sentence, victim) if undergone and reading.value in {"die", "kill"} else None
    if nth is not None:
        yield Toll("killed", nth, (), False, False, victim.first, total=True)
        return
    sizes = [_size(sentence, noun) for noun in group]
    if not group or None in sizes:
        return
    doer = None if undergone else actor_of(sentence, predicate.subject)
    what: What = "wounded" if reading.value == "wound" else "killed"
    for side in _sides(sentence, group):
        toll = _toll_of(sentence, side, what, doer if reading.value != "lose" else None)
        lost = doer is not None and reading.value == "lose"
        yield replace(toll, factions=doer.factions) if lost and doer is not None else toll


def _ordinal(sentence: Sentence, noun: Noun) -> int | None:
    """ "A fifth", "a third soldier": how many they are with the ones told before."""
    told = [piece for piece in sentence.of("number") if piece.first == noun.first + 1 and piece.data.ordinal]
    nth = sentence.tokens[noun.first].low == "a" and bool(told)
    return int(told[0].data.value) if nth else None


def _of_others(sentence: Sentence, segment: Segment) -> Iterator[Toll]:
    """ "Killing a leader, who ran the unit, and six other people": those behind what is said of the first."""
    last = segment.nouns[-1] if segment.opening == "rel" and segment.nouns else None
    if last is None or last.number is None or any(p.verb.first > last.first for p in segment.predicates):
        return
    before = [token.low for token in sentence.tokens[max(0, last.first - 2) : last.first]]
    others = not _OTHERS.isdisjoint(token.low for token in sentence.tokens[last.first : last.last])
    killed = any(p.value == "kill" and p.last <= segment.first for p in sentence.of("act"))
    if killed and others and before == [",", "and"] and last.head in _VICTIM_HEADS | PERSON_HEADS:
        yield replace(_toll_of(sentence, [last], "killed", None), companion=True)


_OTHERS: Final = frozenset(("other", "others"))


def _of_killings(sentence: Sentence, segment: Segment) -> Iterator[Toll]:
    """ "The killing of 14 labourers"."""
    if all(piece.lemma not in _KILLINGS for piece in sentence.of("act")):
        return
    for act, of, victim in zip(segment.chunks, segment.chunks[1:], segment.chunks[2:], strict=False):
        lives = isinstance(act, Noun) and not act.negated and any(p.lemma in _KILLINGS for p in act.of("act"))
        if not lives or not isinstance(of, Mark) or of.value != "of" or not isinstance(victim, Noun):
            continue
        if victim.number is not None and _size(sentence, victim) is not None:
            yield _toll_of(sentence, [victim], "killed", None)


_KILLINGS: Final = frozenset(
    ("killing", "execution", "murder", "massacre", "slaughter", "beheading", "lynching", "assassination")
)


def _sides(sentence: Sentence, group: Sequence[Noun]) -> Sequence[Sequence[Noun]]:
    """ "Six rebels and three soldiers died": those of either side of a fight, where a list has both."""
    actors = [(noun, actor) for noun in group if (actor := actor_of(sentence, noun)) is not None]
    armed = [noun for noun, actor in actors if _is_armed(actor) or (actor.faction and noun.head == "fighter")]
    troops = [noun for noun in group if noun.head == "personnel" and noun not in armed]
    return (armed, [noun for noun in group if noun not in armed]) if armed and troops else (group,)


def _toll_of(sentence: Sentence, group: Sequence[Noun], what: What, killer: Actor | None) -> Toll:
    """What a list of victims comes to."""
    first = min(group, key=lambda noun: noun.first)
    actors = [actor for noun in group if (actor := actor_of(sentence, noun)) is not None]
    named = [actor for actor in actors if not actor.anaphor]
    return Toll(
        what=what,
        value=sum(_size(sentence, noun) or 0 for noun in group),
        factions=tuple(dict.fromkeys(faction for actor in named for faction in actor.factions)),
        armed=any(_is_armed(actor) for actor in actors),
        companion=_companions(sentence, first.first, max(noun.last for noun in group)) and len(group) == 1,
        first=first.number.first if first.number is not None else first.first,
        victims=sentence.text(first.first, first.last),
        whom=next((a for a in actors if a.head == "personnel" or a.kind == "party"), actors[0] if actors else None),
        killers=killer.factions if killer is not None else (),
        single=all(noun.number is None for noun in group),
    )


def _is_elliptic(predicate: Predicate) -> bool:
    """ "One was killed and another wounded": the second verb has no auxiliary of its own."""
    verb, subject = predicate.verb, predicate.subject
    bare = verb.first == verb.main and any("participle" in piece.form for piece in verb.readings)
    told = subject is not None and subject.head in {"pronoun", "number", "personnel", "civilian", "fighter"}
    return bare and predicate.object is None and told


_TOLL_VERBS: Final = ("kill", "die", "wound", "lose")


def _listed(sentence: Sentence, chunks: tuple[Chunk, ...], victim: Noun, *, backwards: bool) -> list[Noun]:
    """The list that a victim is the end of (backwards) or the beginning of: parted by commas and "and"."""
    at = next(i for i, each in enumerate(chunks) if each is victim)
    step = -1 if backwards else 1
    group = [victim]
    joined = any(token.low == "and" for token in sentence.tokens[victim.first : victim.last])
    while 0 <= at + 2 * step < len(chunks) + (step < 0):
        at += step
        link = chunks[at]
        if not isinstance(link, Mark):
            break
        closing = link.value in {"and", "with"} or sentence.tokens[link.first].low in _JOINING
        if not closing and link.value != ",":
            break
        following = at + step
        while 0 <= following < len(chunks) and _is_link(sentence, chunks[following]):
            closing = closing or not _is_comma(chunks[following])
            following += step
        if not 0 <= following < len(chunks) or not isinstance(noun := chunks[following], Noun):
            break
        if not closing and _is_inserted(sentence, chunks, following, step):
            at = following  # "a commander, Sorin Dax, and two guards"
            continue
        if not closing and not (joined or _ends_list(chunks, following, step)):
            break
        if _is_part(sentence, noun):
            break
        joined, at = True, following
        group.append(noun)
    return group


def _added(sentence: Sentence, chunks: tuple[Chunk, ...], predicate: Predicate) -> list[Noun]:
    """ "… died along with three guards": those told behind the verb."""
    at = next((i for i, each in enumerate(chunks) if each.first == predicate.verb.first), -1) + 1
    joined = False
    while at < len(chunks) and isinstance(mark := chunks[at], Mark) and mark.kind in {"prep", "adverb"}:
        joined = joined or sentence.tokens[mark.first].low in _JOINING - {"with"}
        at += 1
    if joined and at < len(chunks) and isinstance(noun := chunks[at], Noun):
        return [noun]
    return [each for each in chunks[at:] if isinstance(each, Noun) and _is_with(sentence, each)][:1]


def _is_with(sentence: Sentence, noun: Noun) -> bool:
    """ "… by marines, together with two guards"."""
    before = [token.low for token in sentence.tokens[max(0, noun.first - 2) : noun.first]]
    return before in (["together", "with"], ["along", "with"]) or before[-1:] == ["alongside"]


def _is_comma(each: Chunk) -> bool:
    return isinstance(each, Mark) and each.value == ","


def _is_link(sentence: Sentence, each: Chunk) -> bool:
    return isinstance(each, Mark) and (
        each.value in {",", "and", "with"} or sentence.tokens[each.first].low in _JOINING
    )


def _ends_list(chunks: tuple[Chunk, ...], at: int, step: int) -> bool:
    """Whether "and" follows the next member: then the comma parts a list, not an apposition."""
    ahead = at + step
    return 0 <= ahead < len(chunks) and isinstance(mark := chunks[ahead], Mark) and mark.value == "and"


def _is_inserted(sentence: Sentence, chunks: tuple[Chunk, ...], at: int, step: int) -> bool:
    """Whether a bare name stands between two commas: it tells who the victim before it was."""
    noun, ahead = chunks[at], at + step
    named = isinstance(noun, Noun) and noun.head == "" and _is_named(sentence.tokens[noun.first : noun.last])
    return named and step > 0 and ahead < len(chunks) and _is_comma(chunks[ahead])


def _is_doer(sentence: Sentence, noun: Noun) -> bool:
    """ "Three soldiers and one of the attackers": the last is none of the victims."""
    return not _DOERS.isdisjoint(token.low for token in sentence.tokens[noun.first : noun.last])


def _is_part(sentence: Sentence, noun: Noun) -> bool:
    """ "One of them a cleric", "three of them schoolgirls": some of those already counted."""
    lows = [token.low for token in sentence.tokens[noun.first : noun.last]]
    return "whom" in lows or ("them" in lows and not _PARTS.isdisjoint(lows[:4]))


def _size(sentence: Sentence, noun: Noun) -> int | None:
    """How many people a noun is; None where it does not tell, or is nobody."""
    tokens = sentence.tokens[noun.first : noun.last]
    lows = [token.low for token in tokens]
    if noun.negated or noun.head in _NOPERSON_HEADS or _NO_PEOPLE & set(lows):
        return None
    number = noun.number
    if number is not None and _some_of(lows) and "them" not in lows:  # "ten were hit; seven of them died"
        return None
    if number is not None and lows[0] in _SINGLE and _is_age(sentence, number):
        return 1
    if number is not None:
        compound = number.last < len(sentence.tokens) and sentence.tokens[number.last].text == "-"
        ordinary = noun.head in _VICTIM_HEADS | PERSON_HEADS and not compound
        return number.data.value + _paired(noun, lows) if ordinary else None
    things = [piece for piece in noun.of("thing", "unnamed") if piece.value != "site"]
    plural = any(piece.form == "plural" for piece in things) or any(low in {"several", "some", "many"} for low in lows)
    person = noun.head in PERSON_HEADS or bool(noun.of("leader"))
    if lows in (["him"], ["her"]) or (noun.head == "" and _is_named(tokens)):
        return 1
    if plural or (noun.head == "pronoun" and lows[-1] not in {"one", "another"}) or not lows:
        return None
    if lows[0] in _SINGLE and (person or noun.head in {"", "name", "pronoun"}):
        return 1
    if noun.of("leader"):
        return len(noun.of("leader"))
    own = lows[0] in {"his", "her", "their", "its", "the"} and person
    singular = any(piece.form == "singular" for piece in things)
    return 1 if singular and (own or (person and tokens[0].text[0].isupper())) else None


def _is_named(tokens: tuple[Token, ...]) -> bool:
    """ "Sorin Dax": two capitals at least, and nothing else but small parts of names."""
    capitals = [token for token in tokens if token.text[0].isupper()]
    return len(capitals) > 1 and all(token.text[0].isupper() or len(token.text) <= 2 for token in tokens)


def _is_age(sentence: Sentence, number: Piece) -> bool:
    """ "A girl of six", "a 6-year-old boy"."""
    behind = [token.low for token in sentence.tokens[number.last : number.last + 2]]
    return sentence.tokens[number.first - 1].low in {"of", "aged"} or behind == ["-", "year"]


def _paired(noun: Noun, lows: Sequence[str]) -> int:
    """Those beside the first number of a pair: "a soldier and two guards", "two soldiers and four guards"."""
    if "and" not in lows:
        return 0
    numbers = [piece for piece in noun.of("number") if not piece.data.ordinal]
    last = lows[lows.index("and") + 1 :]
    one_first = lows[0] in _SINGLE and all(piece.first > noun.first for piece in numbers)
    one_last = bool(last) and last[0] in {"a", "an", "another"}
    return int(sum(piece.data.value for piece in numbers[1:])) + one_first + one_last


def _some_of(lows: Sequence[str]) -> bool:
    """ "Thirteen of the dead", "two of them": some of those counted elsewhere."""
    text = " ".join(lows)
    return any(part in text for part in _SOME)


_SOME: Final = ("of the dead", "of them", "of those", "of the victims", "of the wounded", "of the injured", "of whom")


def _is_armed(actor: Actor) -> bool:
    """Fighters without a name, or "the rebels"."""
    return actor.anaphor or (actor.kind == "unnamed" and actor.head != "leader")


def _companions(sentence: Sentence, first: int, last: int) -> bool:
    return any(first - 3 <= piece.first <= last + 4 for piece in sentence.of("companion"))


# ------------------------------------------------------------------ single numbers


def _of_noun(sentence: Sentence, noun: Noun, words: list[tuple[int, int, str]]) -> Iterator[Toll]:
    number = noun.number
    if number is None or noun.head not in _VICTIM_HEADS or not words:
        return
    lows = {token.low for token in sentence.tokens[number.last : noun.last]}
    following = sentence.tokens[noun.last].low if noun.last < len(sentence.tokens) else ""
    around = [token.low for token in sentence.tokens[noun.first : noun.last + 3]]
    if lows & _NO_PEOPLE or following in _NO_PEOPLE or _some_of(around):
        return
    near = _nearest(sentence, noun, words)
    before = [token.low for token in sentence.tokens[max(0, noun.first - 2) : noun.first]]
    if near is None or any(low in _SOME_OF for low in before):
        return
    actor = actor_of(sentence, noun)
    lowered = [token.low for token in sentence.tokens[noun.first : noun.last]]
    yield Toll(
        what="killed" if near == "killed" else "wounded",
        value=1 if lowered[0] in _SINGLE and _is_age(sentence, number) else number.data.value,
        factions=actor.factions if actor is not None and not actor.anaphor else (),
        armed=actor is not None and _is_armed(actor),
        companion=_companions(sentence, number.first, noun.last),
        first=number.first,
        victims=sentence.text(noun.first, noun.last),
        whom=actor,
    )


def _nearest(sentence: Sentence, noun: Noun, words: list[tuple[int, int, str]]) -> str | None:
    """Which toll word a number belongs to: the one behind it, else the one right before it."""
    tokens = sentence.tokens
    inside = [value for first, _, value in words if noun.first <= first < noun.last]
    if inside:
        return inside[0]
    before = [(noun.first - last, value) for _, last, value in words if 0 <= noun.first - last <= 2]
    if before and tokens[noun.first - 1].low.endswith(
        ("ing", "killed", "wounded", "injured", "kills", "to", "at", "of")
    ):
        return min(before)[1]
    after = [(first - noun.last, value) for first, _, value in words if 0 <= first - noun.last <= _REACH_TOKENS]
    if after:
        gap, value = min(after)
        between = tokens[noun.last : noun.last + gap]
        if not any(token.text in {",", ";", "—"} or token.text[0].isdigit() for token in between):
            return value
    return min(before)[1] if before else None
