"""Words of threats, and whose they are."""

from collections.abc import Iterator
from typing import Final

from streams.core.extract.saying.demands import DEMANDS
from streams.core.extract.saying.line import Cue, Line, Whole
from streams.core.extract.saying.subjects import OTHERS, aside_before, phrase_start, skip_back
from streams.core.extract.saying.voice import Voice
from streams.core.extract.words.pieces import Piece

_VERB_TOKENS: Final = 6
_CLAUSE_TOKENS: Final = 14
_YIELDING: Final = ("halt", "truce", "parley", "finish", "appeal")
_MILD: Final = ("peaceful", *_YIELDING)
"""Kinds of words that make a condition one of peace: "if they leave, we will stop"."""
_PARTING: Final = frozenset((";", "and", "but", "—"))
_ABROAD: Final = tuple(kind for kind in OTHERS if kind != "out_head")
"""Sides of a war, not hospitals and brokers."""
_NO: Final = frozenset(("no", "none", "nobody", "neither"))
_ALONE: Final = frozenset(
    (",", ".", '"', ";", "!", "for", "in", "until", "and", "as", "like", "to", "again", "at", "on", "with")
)
_SUFFERED: Final = frozenset(("face", "spare"))
_ON: Final = frozenset(("continue", "go on", "carry on", "press on", "keep on"))
_ANY: Final = frozenset(("any", "every", "each", "all", "whoever", "anyone", "anybody", "everyone"))
_PROCLAIMING: Final = frozenset(("announce", "declare", "proclaim", "impose"))


def threatening(line: Line) -> Iterator[Cue]:
    """Threaten, in one sentence."""
    if line.question:
        return
    for kinds, rule in _RULES:
        if line.marks.read(kinds):
            yield from rule(line)


def _vows(line: Line) -> Iterator[Cue]:
    for number, voice in enumerate(line.voices):
        if voice.vow and voice.factions and not voice.denied:
            following = [later.first for later in line.voices[number + 1 :]]
            yield from _vow(line, voice, min(following, default=len(line.marks.tokens)))


def _futures(line: Line) -> Iterator[Cue]:
    for modal in line.futures:
        yield from _future(line, modal)
        yield from _defiant(line, modal)
        yield from _foretold(line, modal)
    for be in line.marks.all("aux"):
        if be.value == "be" and line.marks.text(be.last, be.last + 2) == "to be":  # "is to be targeted"
            yield from _future(line, be)


def _defiant(line: Line, modal: Piece) -> Iterator[Cue]:
    """ "Will continue its attacks", "shall go on killing": what is done will be done again."""
    factions = line.speakers(modal.first)
    for verb in line.marks.within(modal.last, modal.last + 3, "go_on") if factions else []:
        on = line.marks.low(verb.last) in {"until", "as"} and verb.lemma in _ON
        killing = [harm for harm in line.marks.within(verb.last, verb.last + 3, "harm") if harm.form == "ing"]
        campaign = line.marks.within(verb.last, min(line.clause_end(verb.last), verb.last + _VERB_TOKENS), "campaign")
        own = on or killing or (campaign and not line.others(verb.last, campaign[0].first))
        done = own and verb.form == "base" and not line.negated(verb.first)
        if done and _agent_fits(line, modal, verb, factions):
            yield Cue("threaten", factions, line.anchor(modal.first))


def _foretold(line: Line, modal: Piece) -> Iterator[Cue]:
    """ "Uvira will hear them", "your barracks will be your tombs": a faction foretells others nothing good."""
    factions = line.speakers(modal.first)
    if not factions or _short(line, modal.first):
        return
    marks, after = line.marks, line.clause_end(modal.last)
    end = skip_back(marks, modal.first)
    aside = aside_before(marks, end - 1)  # "Uvira, too, will …"
    end = end if aside is None else aside
    start = phrase_start(marks, end)
    if marks.low(start - 1) in {"who", "which"} and marks.low(start - 2) != ",":
        start = phrase_start(marks, start - 1)  # "the airports of those who hold the money"
    others = marks.within(start, end, *_ABROAD, "place", "yours", "foe") and marks.low(start) not in _NO
    own = marks.within(start, end, "ourselves", "faction", "leader", "own_force", "campaign", *_YIELDING)
    theirs = [verb for verb in marks.within(modal.last, modal.last + 2, "harm") if _is_done_to(line, verb)]
    near = marks.within(modal.last, modal.last + 5, "harm")
    spares = marks.at(modal.last, "neg") and any(line.passive(verb) for verb in near)  # "will no longer be hit"
    kind = marks.within(modal.last, after, "gentle", "spared", "halt", "truce", "parley", "appeal")
    if (
        others and not own and not theirs and not spares and (not kind or line.negated(kind[0].first))
    ):  # "will know no calm"
        yield Cue("threaten", factions, line.anchor(modal.first))


def _is_done_to(line: Line, verb: Piece) -> bool:
    """ "Valdoria will attack us": its own blow; not "the cities will burn", "will be attacked"."""
    alone = verb.last == len(line.marks.tokens) or line.marks.low(verb.last) in _ALONE
    return verb.value not in _SUFFERED and not alone and not line.passive(verb)


def _going_on(line: Line) -> Iterator[Cue]:
    """ "The operations continue", as a faction tells it."""
    for verb in line.marks.all("go_on"):
        before = [piece for piece in line.marks.all("campaign") if piece.last == verb.first]
        ours = before and line.marks.low(before[0].first - 1) in {"our", "its", "their", "the"}
        if ours and verb.form in {"base", "s"} and verb.lemma in _ON and not line.since(verb.first):
            factions = line.speakers(verb.first)
            if factions:
                yield Cue("threaten", factions, line.anchor(verb.first))


def _conditions(line: Line) -> Iterator[Cue]:
    """ "Should a post be touched, …", "unless they leave, …", "whoever votes will …": what will be is a threat."""
    if not line.futures:
        return
    marks = line.marks
    whoever = marks.all("whoever")
    start = next((voice.last for voice in line.voices if voice.factions and not voice.trailing), marks.start)
    bound = whoever or line.conditional(start)
    clause = max((i + 1 for i, token in enumerate(marks.tokens) if token.text == ";"), default=marks.start)
    mild = any(not line.negated(piece.first) for piece in marks.within(clause, len(marks.tokens), *_MILD))
    mild = mild and "unless" not in {token.low for token in marks.tokens}
    if not bound or mild:
        return
    for modal in line.futures:
        factions = line.speakers(modal.first)
        told = marks.low(modal.first - 2) not in {"what", "how", "whether"}
        told = told and "none of" not in marks.text(modal.first - 9, modal.first)  # "none of our men will …"
        kind = marks.within(modal.last, modal.last + 4, "spared") or (
            marks.low(modal.last + 1) == "no" and marks.at(modal.last, "harm")  # "will fire no shot unless …"
        )
        if factions and told and not kind and not _short(line, modal.first):
            yield Cue("threaten", factions, line.anchor(modal.first))
            return


def _nobody(line: Line) -> Iterator[Cue]:
    """ "No ship bound for the port would get past", "nobody will protect them"; a promise to harm nobody is none."""
    for modal in line.futures:
        factions = line.speakers(modal.first)
        first = max(line.marks.start, modal.first - _CLAUSE_TOKENS)
        none = [i for i in range(first, modal.first) if line.marks.low(i) in {"no", "nobody", "none"}]
        if not factions or not none or _interrupted(line, none[-1], modal.first) or _short(line, modal.first):
            continue
        if line.marks.within(none[-1], modal.first, "aux") or line.marks.low(modal.first - 1) == "and":
            continue  # "had signed no paper and would …"
        harm = [verb for verb in line.marks.within(modal.last, modal.last + 3, "harm") if verb.value in {"-", "more"}]
        peace = line.marks.within(none[-1] + 1, modal.last + 3, "blow", "campaign", "own_force", *_YIELDING)
        if not harm and not peace:
            yield Cue("threaten", factions, line.anchor(modal.first))


def _menaces(line: Line) -> Iterator[Cue]:
    """ "Every ship is a legitimate target"."""
    for phrase in line.marks.all("menace"):
        factions = line.speakers(phrase.first)
        halts = line.marks.within(max(line.marks.start, phrase.first - _CLAUSE_TOKENS), phrase.first, "halt")
        forsworn = (
            halts and not line.negated(halts[-1].first) and not line.marks.within(halts[-1].last, phrase.first, "conj")
        )
        if factions and not forsworn and not _short(line, phrase.first):
            yield Cue("threaten", factions, line.anchor(phrase.first))


def _targets(line: Line) -> Iterator[Cue]:
    """ "Any soldier on the road was a target"."""
    for phrase in line.marks.all("target"):
        be = line.marks.within(phrase.first - 2, phrase.first, "aux")
        start = phrase_start(line.marks, be[0].first) if be else phrase.first
        if be and line.marks.low(start) in _ANY:
            factions = line.speakers(phrase.first)
            if factions:
                yield Cue("threaten", factions, line.anchor(phrase.first))


def _phases(line: Line) -> Iterator[Cue]:
    """ "A new and harsher phase of operations"; not "the second phase of the deal"."""
    for noun in line.marks.all("phase"):
        factions = line.speakers(noun.first)
        fresh = line.has("next_one", noun.first - 5, noun.first)
        if factions and fresh and not line.marks.within(noun.last, noun.last + 4, "truce", "appeal"):
            yield Cue("threaten", factions, line.anchor(noun.first))


def _offensives(line: Line) -> Iterator[Cue]:
    """ "Announced the start of its spring offensive", "declared a new jihad": what is announced is to come."""
    for noun in line.marks.all("drive"):
        verb = line.announcing(noun)
        if verb is None or verb.lemma not in _PROCLAIMING or line.others(verb.last, noun.first):
            continue
        own = "that" not in line.marks.text(verb.last, noun.first).split()
        if own and not line.marks.within(verb.last, noun.last + 4, "turn", "truce", "halt", "finish", "appeal"):
            factions = line.doer(verb)
            if factions:
                yield Cue("threaten", factions, line.anchor(verb.first))


def _announced(line: Line) -> Iterator[Cue]:
    """ "Ends with a threat: …", "issued a threat to attack schools"."""
    for noun in line.marks.all("threat"):
        if noun.form != "singular":
            continue
        harm = line.marks.within(noun.last, noun.last + 5, "harm")
        utters = line.marks.within(noun.first - 5, noun.first, "utter")
        if line.marks.low(noun.last) == ":" or (utters and harm and line.marks.low(harm[0].first - 1) == "to"):
            factions = (line.subject(utters[-1].first) if utters else line.first_actor()).factions
            if factions:
                yield Cue("threaten", factions, noun.first)


def _coming(line: Line) -> Iterator[Cue]:
    """ "The reply is on its way"."""
    for phrase in line.marks.all("coming"):
        factions = line.speakers(phrase.first)
        if factions and line.has("blow", phrase.first - 6, phrase.first) and not _short(line, phrase.first):
            yield Cue("threaten", factions, line.anchor(phrase.first))


def _short(line: Line, position: int) -> bool:
    """Words near, in what may be the same clause, that stop short of a threat."""
    tokens = range(max(line.marks.start, position - 14), min(len(line.marks.tokens), position + 14))
    first = max((i + 1 for i in tokens if i < position and line.marks.low(i) in _PARTING), default=tokens.start)
    last = min((i for i in tokens if i > position and line.marks.low(i) in _PARTING), default=tokens.stop)
    return line.has("short", first, last)


def _vow(line: Line, voice: Voice, end: int) -> Iterator[Cue]:
    """ "Vowed revenge", "warned of an hour of vengeance", "promised a firm and painful response"."""
    end = min(end, voice.last + 25)
    outer = line.marks.low(voice.first - 1) == "had" and any(v.denied and v.last < voice.first for v in line.voices)
    if outer or line.marks.low(line.past_time(voice.last)) in {"not", "no", "off"} or _short(line, voice.last):
        return
    threat = line.marks.within(voice.last, end, "blow", "menace")
    verbs = [v for v in line.marks.within(voice.last, end, "harm") if _is_verb(line, v)]
    verbs = [v for v in verbs if line.whole(v) and (v.value == "spare") == line.has("neg", v.first - 2, v.first)]
    verbs = [v for v in verbs if not line.inside(v, "halt")]
    verbs += [v for v in line.marks.within(voice.last, end, "go_on") if v.form == "base" and _goes_on_fighting(line, v)]
    verbs += list(_takings(line, voice.last, end))
    own = [verb for verb in verbs if _own(line, verb, voice)]
    plain = line.marks.at(voice.first, "say")
    threatens = plain is not None and plain.lemma == "threaten"
    to_do = threatens and line.marks.low(voice.last) == "to"  # "threatened to walk out if …"
    mild = to_do or line.marks.within(voice.last, end, "halt", "truce", "peaceful")
    conditional = not mild and line.conditional(voice.last)
    if threat or own or conditional or (threatens and not to_do) or _warns_off(line, voice):
        yield Cue("threaten", voice.factions, voice.first)


def _goes_on_fighting(line: Line, verb: Piece) -> bool:
    """ "Continue fighting", "keep hitting the army"."""
    fought = line.marks.within(verb.last - 1, verb.last + 2, "harm", "campaign")
    return bool(fought) and not line.others(verb.last, fought[0].first)


def _takings(line: Line, first: int, last: int) -> Iterator[Piece]:
    """ "To take Mirna", "will take the port"."""
    for verb in line.marks.within(first, last, "verb"):
        if verb.lemma == "take" and verb.form == "base" and line.marks.at(verb.last, "place"):
            yield verb


def _warns_off(line: Line, voice: Voice) -> bool:
    """ "Warned civilians to keep away from posts", "warned ships against sailing": or else."""
    verb = line.marks.at(voice.first, "say")
    if verb is None or verb.lemma != "warn":
        return False
    told = line.marks.text(voice.last, voice.last + 7).split()
    kept_off = "not" in told or line.has("keep_off", voice.last, voice.last + 10)
    return "against" in told or ("to" in told and kept_off)


def _own(line: Line, verb: Piece, voice: Voice) -> bool:
    """Is the vower the one who will do it?"""
    subject = line.subject(verb.first)
    return bool(set(subject.factions) & set(voice.factions)) or not subject.known


def _future(line: Line, modal: Piece) -> Iterator[Cue]:
    """ "Would strike at more targets", "will be targeted", "will not let it pass", "will begin next week"."""
    factions = line.speakers(modal.first)
    if not factions or _short(line, modal.first):
        return
    end = min(len(line.marks.tokens), modal.last + _VERB_TOKENS)
    refused = line.negated(modal.first)
    for verb in (*line.marks.within(modal.last, end, "harm", "come"), *_takings(line, modal.last, end)):
        if line.marks.at(verb.first, "finish") or line.inside(verb, "halt"):  # "bring the war to a close", "hold fire"
            continue
        if verb.value == "more" and line.has("truce", verb.last, verb.last + 4):  # "extend the truce"
            continue
        if not _is_verb(line, verb) or _interrupted(line, modal.last, verb.first) or line.marks.low(verb.last) == "no":
            continue
        negated = refused or line.has("neg", modal.last, min(verb.first, modal.last + 2))
        if verb.value == "be" and line.marks.low(modal.first - 1) == "there":
            fits = not negated and any(
                blow.value == "answer" for blow in line.marks.within(verb.last, verb.last + 4, "blow")
            )
        elif verb.kind == "come":
            fits = not negated and _blow_comes(line, modal, verb)
        elif verb.value == "spare":
            fits = negated
        elif not line.whole(verb):
            fits = False
        elif verb.value == "face":
            fits = not negated and line.has("blow", verb.last, verb.last + 5)
        else:
            fits = not negated and _agent_fits(line, modal, verb, factions)
        if fits:
            yield Cue("threaten", factions, line.anchor(modal.first))
            return


def _is_verb(line: Line, verb: Piece) -> bool:
    """After "will" or "to": a base form, or a participle with "be"."""
    if verb.form == "base" or verb.value == "active":
        return verb.form == "base" and line.marks.at(verb.first - 1, "det") is None  # "hold its fire"
    return line.passive(verb)


def _blow_comes(line: Line, modal: Piece, verb: Piece) -> bool:
    """Is it a blow that will come?"""
    blows = line.marks.within(max(line.marks.start, modal.first - 14), modal.first, "blow")
    if verb.value == "on":
        return line.has("campaign", modal.first - 4, modal.first)
    if verb.value == "be":
        return any(piece.value == "answer" and piece.last >= modal.first - 1 for piece in blows)
    return bool(blows) or line.has("campaign", modal.first - 6, modal.first)


def _interrupted(line: Line, first: int, last: int) -> bool:
    first += line.marks.low(first) == '"'  # "would “burn the port” "
    return any(line.marks.low(i) in {",", ".", ";", '"'} for i in range(first, last))


def _agent_fits(line: Line, modal: Piece, verb: Piece, factions: tuple[str, ...]) -> bool:
    if line.passive(verb):
        return True
    subject = line.subject(modal.first)
    start = phrase_start(line.marks, modal.first)
    own = line.has("own_force", start, modal.first) and not line.others(start, modal.first)  # "the Resistance will"
    return bool(set(subject.factions) & set(factions)) or not subject.known or (own and not subject.factions)


_RULES: Final[tuple[Whole, ...]] = (
    (("say",), _vows),
    (("modal", "aux"), _futures),
    (("modal",), _conditions),
    (("modal",), _nobody),
    (("go_on",), _going_on),
    (("menace",), _menaces),
    (("target",), _targets),
    (("phase",), _phases),
    (("drive",), _offensives),
    (("threat",), _announced),
    (("coming",), _coming),
    *DEMANDS,
)
"""Kinds of words, and the rule for a sentence that has any of them."""
