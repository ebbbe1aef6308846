"""Whom a verb is said of: its subject, found leftwards over phrases, insertions and relative clauses."""

from dataclasses import replace
from typing import Final

from streams.core.extract.clauses.groups import Chunk, Mark, Noun, Verb

_TELLERS: Final = frozenset(("speaker", "leader", "name"))


def is_punct(each: Chunk, marks: str) -> bool:
    """Whether a chunk is one of some marks."""
    return isinstance(each, Mark) and each.kind == "punct" and each.value in marks


def noun_before(chunks: tuple[Chunk, ...], at: int) -> Noun | None:
    """The noun that a relative word at a position speaks of."""
    site: Noun | None = None
    blow = at + 1 < len(chunks) and _strikes(chunks[at + 1])
    for position in range(at - 1, max(-1, at - 8), -1):
        each = chunks[position]
        if isinstance(each, Noun):
            if position and isinstance(before := chunks[position - 1], Mark) and before.kind == "prep":
                if blow and before.value == "at" and each.of("party", "country") and each.head == "name":
                    continue  # "a bombing in Valdoria that hit a convoy"
                if each.head in {"act", "weapon", "name", "fighter", "group", "personnel"}:
                    return each
                site = site or (each if each.head == "site" else None)
                continue
            return each
        if isinstance(each, Verb):
            break
    return site  # "lay beneath the house at Mirna that jets had bombed"


def _blow_before(chunks: tuple[Chunk, ...], at: int, verb_at: int) -> Noun | None:
    """ "A strike on the camp, which killed nine": what takes lives is the act or the weapon, not what it fell on."""
    verb = chunks[verb_at]
    assert isinstance(verb, Verb)
    if not _harms(verb) or verb.voice == "passive":
        return None
    for position in range(at - 1, max(-1, at - 8), -1):
        each = chunks[position]
        if isinstance(each, Verb):
            return None
        if isinstance(each, Noun) and each.head in {"act", "weapon"}:
            return each
    return None


def subject_of(chunks: tuple[Chunk, ...], at: int, known: dict[int, Noun | None]) -> Noun | None:
    """The noun that a verb is said of. Walks left over phrases and insertions."""
    if at > 2 and isinstance(doer := chunks[at - 1], Noun) and opens_absolute(chunks, at - 3):
        return doer
    found = _teller_behind(chunks, at) or _subject_before(chunks, at, known)
    return _blow_told(chunks, at, known) or found if found is not None and found.head in _STRUCK else found


_STRUCK: Final = frozenset(("site", "vessel", "place"))


def _blow_told(chunks: tuple[Chunk, ...], at: int, known: dict[int, Noun | None]) -> Noun | None:
    """ "A bomb went off as a convoy passed, killing two": what takes lives is the bomb, not the convoy."""
    verb, before = chunks[at], chunks[at - 1] if at else None
    assert isinstance(verb, Verb)
    if not _harms(verb) or verb.tense != "ing" or before is None or not is_punct(before, ","):
        return None
    told = (known[back] for back in sorted(known, reverse=True) if back < at)
    return next((noun for noun in told if noun is not None and noun.head in {"act", "weapon"}), None)


def opens_absolute(chunks: tuple[Chunk, ...], at: int) -> bool:
    """ "…, with the X launching rockets": a clause with a subject of its own."""
    ahead = chunks[at : at + 4]
    if len(ahead) < 4 or not is_punct(ahead[0], ",") or not isinstance(ahead[1], Mark) or ahead[1].value != "with":
        return False
    doer, verb = ahead[2:]
    named = isinstance(doer, Noun) and bool(doer.of("faction", "leader", "party", "unnamed"))
    acts = isinstance(verb, Verb) and verb.tense == "ing" and verb.reading("act") is not None
    return named and acts


def _subject_before(chunks: tuple[Chunk, ...], at: int, known: dict[int, Noun | None]) -> Noun | None:
    position = at - 1
    while position >= 0:
        each = chunks[position]
        if isinstance(each, Noun):
            before = chunks[position - 1] if position else None
            named = chunks[position - 2] if position > 1 else None
            if before is not None and is_punct(before, '"') and isinstance(named, Noun) and not named.head:
                position -= 2  # a so-called "general"
                continue
            if isinstance(before, Mark) and before.kind == "prep" and not _is_said_of(chunks, at, position):
                position -= 2
                continue
            return _behind_its_own(chunks, at, position, known) or _pair(chunks, position) or each
        if isinstance(each, Verb):
            return _behind_verb(chunks, at, position, known)
        if each.kind == "rel":
            return _blow_before(chunks, position, at) or noun_before(chunks, position)
        if each.kind == "conj":
            return _last_subject(chunks, position, at, known)
        if each.kind == "punct" and each.value == '"' and position == at - 1:
            position -= 1
            continue
        if each.kind == "punct" and each.value in {",", "—", ")", '"'}:
            skipped = _before_insertion(chunks, position)
            if skipped is None:
                return _cut_off(chunks, position, at) or _last_subject(chunks, position, at, known)
            position = skipped
            continue
        if each.kind == "punct" and each.value in {";", ":", ".", "•", "?", "!"}:
            return None
        position -= 1
    return None


def _behind_verb(chunks: tuple[Chunk, ...], at: int, position: int, known: dict[int, Noun | None]) -> Noun | None:
    """The subject of a verb that follows another. Behind "a missile that the army ascribes to X" it is the missile."""
    verb, before = chunks[at], chunks[position]
    assert isinstance(verb, Verb)
    assert isinstance(before, Verb)
    finite = verb.tense not in {"infinitive", "ing"}
    opens = chunks[position - 2] if position >= 2 else None
    described = isinstance(chunks[position - 1], Noun) and isinstance(opens, Mark) and opens.kind == "rel"
    apart = any(isinstance(c, Mark) and c.kind in {"conj", "punct"} for c in chunks[position:at])
    if described and finite and not apart and (position + 1 < at or before.reading("report")):
        return noun_before(chunks, position - 2) or known.get(position)
    return None if finite and before.reading("report") else known.get(position)


def _behind_its_own(chunks: tuple[Chunk, ...], at: int, position: int, known: dict[int, Noun | None]) -> Noun | None:
    """ "A boat on its way to land a party was hit", "a ship carrying oil was hit", "a bomb aimed at a van killed ten",
    "rebels fleeing the army shot two": said of the boat, not of the party."""
    before, verb = chunks[position - 1] if position else None, chunks[at]
    did = at + 1 < len(chunks) and isinstance(chunks[at + 1], Noun)
    full = isinstance(verb, Verb) and verb.tense not in {"infinitive", "ing"} and (verb.main > verb.first or did)
    opens = chunks[position - 2] if position > 1 else None
    relative = isinstance(opens, Mark) and opens.kind == "rel"
    bare = isinstance(before, Verb) and (before.tense in {"infinitive", "ing"} or relative)
    told = isinstance(before, Verb) and before.reading("report") is not None
    return known.get(position - 1) if full and bare and not told else None


def _teller_behind(chunks: tuple[Chunk, ...], at: int) -> Noun | None:
    """ "Nobody died, said a spokesman": who speaks stands behind the verb, and no clause of what is said follows."""
    verb, before = chunks[at], chunks[at - 1] if at else None
    teller = chunks[at + 1] if at + 1 < len(chunks) else None
    following = chunks[at + 2] if at + 2 < len(chunks) else None
    assert isinstance(verb, Verb)
    if verb.reading("report") is None or verb.first != verb.main or before is None or not is_punct(before, ',"'):
        return None
    speaks = isinstance(teller, Noun) and (teller.head in _TELLERS or bool(teller.of("faction", "party", "leader")))
    return teller if speaks and isinstance(teller, Noun) and not isinstance(following, Verb) else None


def _pair(chunks: tuple[Chunk, ...], position: int) -> Noun | None:
    """ "Israeli jets and helicopters": both are the subject of the first verb."""
    first, mark = chunks[position - 2 : position] if position >= 2 else (None, None)
    second = chunks[position]
    linked = isinstance(mark, Mark) and mark.kind == "conj" and mark.value == "and"
    if not linked or not isinstance(first, Noun) or not isinstance(second, Noun):
        return None
    if any(isinstance(c, Verb) for c in chunks[:position]) or (position > 2 and _is_prep(chunks[position - 3])):
        return None
    if first.of("faction") and first.number is not None and second.head in {"personnel", "civilian"}:
        return replace(first, last=second.last)  # "nine X fighters and two soldiers were killed"
    if second.head != "weapon":
        return None
    return replace(second, first=first.first, pieces=(*first.pieces, *second.pieces))


def _is_prep(each: Chunk) -> bool:
    return isinstance(each, Mark) and each.kind == "prep"


def _is_said_of(chunks: tuple[Chunk, ...], at: int, position: int) -> bool:
    """Whether a verb behind a phrase is said of the phrase's noun: "in a blast targeting their car"."""
    verb, noun = chunks[at], chunks[position]
    assert isinstance(verb, Verb)
    bursts = verb.tense == "ing" and position == at - 1 and isinstance(noun, Noun) and noun.head in {"act", "weapon"}
    return bursts or _is_reduced(chunks, at, position)


def _is_reduced(chunks: tuple[Chunk, ...], at: int, position: int) -> bool:
    """ "Struck by a missile fired from …": a bare participle right behind a noun, after another verb, goes with it."""
    verb = chunks[at]
    assert isinstance(verb, Verb)
    bare = verb.first == verb.main and any(
        "participle" in piece.form and (piece.kind != "act" or piece.value not in _BY_ITSELF) for piece in verb.readings
    )
    acts = at + 1 < len(chunks) and isinstance(chunks[at + 1], Noun)
    verbs = any(isinstance(c, Verb) for c in chunks[max(0, at - 5) : position])
    return bare and not acts and verbs and position == at - 1


_BY_ITSELF: Final = frozenset(("land", "die"))
"""What is not done to anything: "a bomb fixed to a bicycle exploded"."""


def _cut_off(chunks: tuple[Chunk, ...], comma: int, at: int) -> Noun | None:
    """ "After the state on Sunday, called off the truce": a stray comma parts a verb from the noun that opens its
    clause."""
    verb = chunks[at]
    assert isinstance(verb, Verb)
    if comma != at - 1 or verb.tense in {"ing", "infinitive"} or not is_punct(chunks[comma], ","):
        return None
    for back in range(comma - 1, 0, -1):
        each, noun = chunks[back - 1], chunks[back]
        that = isinstance(each, Mark) and each.kind == "rel" and back > 1 and _tells(chunks[back - 2])
        opens = that or _tells(each) or (isinstance(each, Mark) and each.kind == "conj" and each.value in _CLAUSES)
        if isinstance(noun, Verb) or is_punct(noun, ",;:."):
            return None
        if opens:
            return noun if isinstance(noun, Noun) else None
    return None


_CLAUSES: Final = frozenset(("after", "sub", "but"))


def _tells(each: Chunk) -> bool:
    return isinstance(each, Verb) and each.reading("report") is not None and each.tense in {"past", "present"}


def _last_subject(chunks: tuple[Chunk, ...], position: int, at: int, known: dict[int, Noun | None]) -> Noun | None:
    verb = chunks[at]
    if isinstance(verb, Verb) and verb.tense == "ing" and _harms(verb):
        blow = next((back for back in range(position - 1, -1, -1) if _strikes(chunks[back])), None)
        between = range(blow + 1, position) if blow is not None else ()
        if blow is not None and any(isinstance(c := chunks[n], Mark) and c.kind == "conj" for n in between):
            return known.get(blow)  # "jets hit the town as he spoke, killing nine": the jets did
    for back in range(position - 1, -1, -1):
        if isinstance(chunks[back], Verb):
            verb = chunks[back]
            assert isinstance(verb, Verb)
            nested = verb.tense in {"ing", "infinitive"} and known.get(back) is not None
            if nested and back != min(known, default=back):
                continue
            if verb.reading("report") and back != min(known, default=back):
                continue
            if _is_of_another(chunks, back, position, at):
                continue
            if _goes_on_from(chunks, back, at):  # "ten rebels were killed in raids, destroying a depot": the raids did
                return next((c for c in chunks[back:position] if isinstance(c, Noun) and c.head == "act"), None)
            return known.get(back)
    return None


def _is_of_another(chunks: tuple[Chunk, ...], back: int, conjunction: int, at: int) -> bool:
    """ "Captured two men who were manning a post and burned a lorry": who captured burned, not who was manning."""
    verb, told, joint = chunks[at], chunks[back], chunks[conjunction]
    joined = isinstance(joint, Mark) and joint.kind == "conj" and joint.value == "and"
    relative = isinstance(opens := chunks[back - 1] if back else None, Mark) and opens.kind == "rel"
    if not (joined and relative and isinstance(verb, Verb) and isinstance(told, Verb)):
        return False
    return told.main > told.first and told.voice == "active" and verb.first == verb.main and _strikes(verb)


def _goes_on_from(chunks: tuple[Chunk, ...], fell: int, at: int) -> bool:
    """Whether a participle of a blow follows a verb that tells of the dead."""
    verb, blow = chunks[fell], chunks[at]
    done = isinstance(blow, Verb) and blow.tense == "ing" and _strikes(blow)
    return done and isinstance(verb, Verb) and verb.voice == "passive" and _harms(verb)


def _harms(verb: Verb) -> bool:
    """Whether a verb takes lives or hurts."""
    return any(piece.kind == "act" and piece.value in {"kill", "wound"} for piece in verb.readings)


def _strikes(each: Chunk) -> bool:
    """Whether a chunk is a verb of a blow, not merely of carrying something out."""
    reading = each.reading("act") if isinstance(each, Verb) else None
    return reading is not None and reading.value not in {"conduct", "die", "lose"}


def _is_finite(verb: Verb, following: Chunk) -> bool:
    """Whether a verb makes a clause of its own: no verb of saying, and not "a banner shared by"."""
    if verb.reading("report") is not None or verb.tense in {"ing", "infinitive"}:
        return False
    bare = verb.first == verb.main and any("participle" in piece.form for piece in verb.readings)
    return not (bare and isinstance(following, Mark) and following.kind == "prep")


def _before_insertion(chunks: tuple[Chunk, ...], position: int) -> int | None:
    """Where to go on left of "…, who leads it, " or "(…)": the position before the insertion."""
    mark = chunks[position]
    assert isinstance(mark, Mark)
    opener = "(" if mark.value == ")" else mark.value
    clause = False
    for back in range(position - 1, max(-1, position - 14), -1):
        each = chunks[back]
        if isinstance(each, Verb):
            clause = clause or (isinstance(chunks[back - 1], Noun) and _is_finite(each, chunks[back + 1]))
        elif isinstance(each, Mark) and each.kind in {"rel", "conj"}:
            clause = False
        elif isinstance(each, Mark) and each.kind == "punct":
            if each.value == opener:
                ahead = back - 2 if back > 1 and is_punct(chunks[back - 1], '"') else back - 1  # "X", a band of Y, …
                if back > 3 and is_punct(chunks[back - 1], ")") and is_punct(chunks[back - 3], "("):
                    ahead = back - 4  # the X Front (XF), in a note, claimed
                before = chunks[ahead] if ahead >= 0 else None
                auxiliary = isinstance(before, Verb) and not before.readings  # "has, in a note, claimed"
                return ahead if (isinstance(before, Noun) or auxiliary) and not clause else None
            if each.value in {";", ":", "."}:
                return None
    return None
