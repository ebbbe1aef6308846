"""Words of threats, and whose they are."""

from collections.abc import Iterator

from streams.core.extract.pieces import Piece
from streams.core.extract.saying.line import Cue, Line
from streams.core.extract.saying.voices import Voice

_VERB_TOKENS = 6
_CLAUSE_TOKENS = 14
_TERM_TOKENS = 8
_YIELDING = ("halt", "truce", "parley", "finish", "appeal")
_MILD = ("peaceful", *_YIELDING)
"""Kinds of words that make a condition one of peace: "if they leave, we will stop"."""
_MUST = frozenset(("must", "should", "shall", "can", "will", "would", "to"))
_PARTING = frozenset((";", "and", "but", "—"))
_PROCLAIMING = frozenset(("announce", "declare", "proclaim"))


def threatening(line: Line) -> Iterator[Cue]:
    """Threaten, in one sentence."""
    if line.question:
        return
    for rule in _RULES:
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
    for be in line.marks.all("aux"):
        if be.value == "be" and line.marks.text(be.last, be.last + 2) == "to be":  # "is to be targeted"
            yield from _future(line, be)


def _defiant(line: Line, modal: Piece) -> Iterator[Cue]:
    """ "Will continue its attacks", "shall go on killing": what is done will be done again."""
    factions = line.speakers(modal.first)
    for verb in line.marks.within(modal.last, modal.last + 3, "go_on") if factions else []:
        killing = [harm for harm in line.marks.within(verb.last, verb.last + 3, "harm") if harm.form == "ing"]
        campaign = line.marks.within(verb.last, min(line.clause_end(verb.last), verb.last + _VERB_TOKENS), "campaign")
        own = killing or (campaign and not line.others(verb.last, campaign[0].first))
        done = own and verb.form == "base" and not line.negated(verb.first)
        if done and _agent_fits(line, modal, verb, factions):
            yield Cue("threaten", factions, line.anchor(modal.first))


def _conditions(line: Line) -> Iterator[Cue]:
    """ "Should a post be touched, …", "unless they leave, …", "whoever votes will …": what will be is a threat."""
    if not line.futures:
        return
    marks = line.marks
    whoever = marks.all("whoever")
    start = next((voice.last for voice in line.voices if voice.factions and not voice.trailing), marks.start)
    bound = whoever or line.conditional(start)
    clause = max((i + 1 for i, token in enumerate(marks.tokens) if token.text == ";"), default=marks.start)
    mild = marks.within(clause, len(marks.tokens), *_MILD) and "unless" not in {token.low for token in marks.tokens}
    if not bound or mild:
        return
    for modal in line.futures:
        factions = line.speakers(modal.first)
        told = marks.low(modal.first - 2) not in {"what", "how", "whether"}
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
        harm = [verb for verb in line.marks.within(modal.last, modal.last + 3, "harm") if verb.value in {"-", "more"}]
        peace = line.marks.within(none[-1] + 1, modal.last + 3, "blow", "campaign", "own_force", *_YIELDING)
        if not harm and not peace:
            yield Cue("threaten", factions, line.anchor(modal.first))


def _or_else(line: Line) -> Iterator[Cue]:
    """ "Leave or burn", "pay or be fought"."""
    for verb in line.marks.all("harm"):
        be = line.marks.text(verb.first - 2, verb.first) == "or be" and "participle" in verb.form
        if be or (line.marks.low(verb.first - 1) == "or" and verb.form == "base"):
            factions = line.speakers(verb.first)
            others = not line.marks.within(verb.first - 3, verb.first, "harm")  # "kill or wound"
            if factions and others and line.subject(verb.first).factions != factions:
                yield Cue("threaten", factions, line.anchor(verb.first))


def _terms(line: Line) -> Iterator[Cue]:
    """ "Gave the garrison two days to leave"."""
    for unit in line.marks.all("unit"):
        gives = line.marks.within(max(line.marks.start, unit.first - _TERM_TOKENS), unit.first, "give")
        number = line.marks.within(unit.first - 2, unit.first, "number")
        end = unit.last + 2
        if gives and number and "to" in {line.marks.low(i) for i in range(unit.last, end + 2)}:
            factions = line.doer(gives[-1])
            if factions and not line.negated(gives[-1].first):
                yield Cue("threaten", factions, line.anchor(gives[-1].first))


def _braced(line: Line) -> Iterator[Cue]:
    """ "Valdoria should prepare for a long war", "must pay": what others are told to await."""
    for verb in line.marks.all("brace"):
        factions = line.speakers(verb.first)
        must = any(line.marks.low(i) in _MUST for i in range(verb.first - 4, verb.first))
        if not factions or not must or line.negated(verb.first) or not line.has("blow", verb.last, verb.last + 8):
            continue
        subject = line.subject(verb.first)
        if not set(subject.factions) & set(factions) and not line.has("ourselves", verb.first - 4, verb.first):
            yield Cue("threaten", factions, line.anchor(verb.first))


def _menaces(line: Line) -> Iterator[Cue]:
    """ "Every ship is a legitimate target"."""
    for phrase in line.marks.all("menace"):
        factions = line.speakers(phrase.first)
        if factions and not _short(line, phrase.first):
            yield Cue("threaten", factions, line.anchor(phrase.first))


def _orders(line: Line) -> Iterator[Cue]:
    """ "Ordered its fighters to attack everywhere", "called on its supporters to kill", "called for attacks on"."""
    for ask in line.marks.all("ask"):
        harm = [verb for verb in line.marks.within(ask.last, ask.last + 12, "harm", "do_attack") if verb.form == "base"]
        harm = [h for h in harm if h.kind == "harm" or line.has("campaign", h.last, h.last + _VERB_TOKENS)]
        sent = harm and line.marks.text(harm[0].first - 2, harm[0].first).split()[-1] == "to"
        sent = sent and line.marks.low(harm[0].first - 2) != "not" and line.orders_own(ask)
        if (sent or _calls_for_attacks(line, ask)) and not line.negated(ask.first):
            factions = line.subject(ask.first).factions
            if factions:
                yield Cue("threaten", factions, ask.first)


def _calls_for_attacks(line: Line, ask: Piece) -> bool:
    """ "Called for attacks on embassies", not "called for an end to attacks"."""
    if ask.lemma != "call for" or ask.form in {"singular", "plural"}:
        return False
    blow = next(iter(line.marks.within(ask.last, ask.last + 4, "blow")), None)
    return (
        blow is not None
        and line.marks.low(blow.last) in {"on", "against"}
        and not line.marks.within(ask.last, blow.first, "turn", "truce", "halt", "finish")
    )


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
        made = harm and line.marks.low(harm[0].first - 1) == "to" and line.has("utter", noun.first - 5, noun.first)
        if line.marks.low(noun.last) == ":" or made:
            factions = line.first_actor().factions
            if factions:
                yield Cue("threaten", factions, noun.first)


def _coming(line: Line) -> Iterator[Cue]:
    """ "The reply is on its way"."""
    for phrase in line.marks.all("coming"):
        factions = line.speakers(phrase.first)
        if factions and line.has("blow", phrase.first - 6, phrase.first) and not _short(line, phrase.first):
            yield Cue("threaten", factions, line.anchor(phrase.first))


def _ultimatum(line: Line) -> Iterator[Cue]:
    """ "To pay or be burned out": told of the faction itself, or said by it."""
    for phrase in line.marks.all("ultimatum"):
        factions = line.speakers(phrase.first) if line.voices else line.first_actor().factions
        if factions:
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
    if line.marks.low(voice.last) in {"not", "no"} or _short(line, voice.last):
        return
    threat = line.marks.within(voice.last, end, "blow", "menace")
    verbs = [v for v in line.marks.within(voice.last, end, "harm") if _is_verb(line, v)]
    own = [verb for verb in verbs if _own(line, verb, voice)]
    conditional = not line.marks.within(voice.last, end, "halt", "truce", "peaceful") and line.conditional(voice.last)
    plain = line.marks.at(voice.first, "say")
    threatens = plain is not None and plain.lemma == "threaten" and line.marks.low(voice.last) != "to"
    if threat or own or conditional or threatens or _warns_off(line, voice):
        yield Cue("threaten", voice.factions, voice.first)


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
    for verb in line.marks.within(modal.last, end, "harm", "come"):
        if not _is_verb(line, verb) or _interrupted(line, modal.last, verb.first) or line.marks.low(verb.last) == "no":
            continue
        negated = refused or line.has("neg", modal.last, min(verb.first, modal.last + 2))
        if verb.kind == "come":
            fits = not negated and _blow_comes(line, modal, verb)
        elif verb.value == "spare":
            fits = negated
        elif verb.value == "face":
            fits = not negated and line.has("blow", verb.last, verb.last + 5)
        else:
            fits = not negated and _agent_fits(line, modal, verb, factions)
        if fits:
            yield Cue("threaten", factions, line.anchor(modal.first))
            return


def _is_verb(line: Line, verb: Piece) -> bool:
    """After "will" or "to": a base form, or a participle with "be"."""
    if verb.form == "base":
        return line.marks.at(verb.first - 1, "det") is None  # "hold its fire"
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
    return any(line.marks.low(i) in {",", ".", ";", '"'} for i in range(first, last))


def _agent_fits(line: Line, modal: Piece, verb: Piece, factions: tuple[str, ...]) -> bool:
    if line.passive(verb):
        return True
    subject = line.subject(modal.first)
    return bool(set(subject.factions) & set(factions)) or not subject.known


_RULES = (
    _vows,
    _futures,
    _conditions,
    _nobody,
    _or_else,
    _terms,
    _braced,
    _menaces,
    _orders,
    _phases,
    _offensives,
    _announced,
    _coming,
    _ultimatum,
)
