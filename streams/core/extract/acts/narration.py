"""Follows an article from sentence to sentence: frames become acts, acts that are the same are joined."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from streams.core.extract.acts.act import Act
from streams.core.extract.acts.actors import Actor, actor_of
from streams.core.extract.acts.admissions import apply_admissions, apply_owners, share_striker
from streams.core.extract.acts.aftermath import go_on
from streams.core.extract.acts.candidates import candidate
from streams.core.extract.acts.casualties import apply_lead, apply_tolls
from streams.core.extract.acts.claims import apply_claims
from streams.core.extract.acts.dating import dated, follows_on
from streams.core.extract.acts.enough import awaits_word, is_at_home, is_enough
from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.frames import frames_of, with_antecedent
from streams.core.extract.acts.grounds import Ground
from streams.core.extract.acts.grouping import answered, merged, one_act, own_fallen, tells_habit
from streams.core.extract.acts.hands import tie_to_sole_body
from streams.core.extract.acts.joining import absorb, in_reach, owned_up, same_act, told_apart
from streams.core.extract.acts.others import came_before, tells_of_another
from streams.core.extract.acts.outcomes import blows_up, outcome_of, weapon_before, weapon_word
from streams.core.extract.acts.places import REGION_RANK, Place, best_place, headed, places_of
from streams.core.extract.acts.reading import Reading
from streams.core.extract.acts.reality import (
    is_itemised,
    is_own_loss,
    is_real,
    is_subsumed,
    stands_alone,
    takes_back,
    tells_series,
)
from streams.core.extract.acts.retelling import is_told_again
from streams.core.extract.acts.sides import points_back
from streams.core.extract.acts.speech import Speech, speeches
from streams.core.extract.acts.spots import header_of, says_there, spots
from streams.core.extract.acts.strikes import arm_raid, in_strike_run
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.dates import When
from streams.core.extract.words.document import Document, Sentence

OLD_DAYS: Final = 120
_BACKGROUND_DAYS_MIN: Final = 6
_RECENT_DAYS: Final = 8
_SPAN_DAYS_MAX: Final = 10
_NEAR: Final = 2
_LEAD_SENTENCES: Final = 2
_ASIDE: Final = frozenset(("cond", "after", "background"))


class Narration:
    """One pass over the sentences of a document. The acts grow as the text goes on."""

    def __init__(self, doc: Document, parsed: Sequence[tuple[Segment, ...]]) -> None:
        self.doc = doc
        self.parsed = parsed
        self.speeches = speeches(doc, parsed)
        self.found: list[Act] = []
        self.anchor: date | None = None
        self.anchored = -_NEAR
        """The sentence that gave the anchor."""
        self.past = False
        """The text tells history: an act without a day of its own is part of it."""
        self.known: dict[str, Actor] = {}
        self.topic: Actor | None = None
        """What the sentence before speaks of: "they" of the next one."""
        self.ground = Ground(doc)
        self.leads: list[tuple[Sentence, Sequence[Segment]]] = []
        """The sentences before the first act: they may tell its toll."""
        self.header: tuple[Place, ...] = ()
        """Where an item of a list says that it is about: "• Tanf: …"."""
        self.taken_back: int | None = None
        """The sentence that says that what somebody claims did not happen: no more of it is news."""
        self.item: Place | None = None
        """What an item of a round-up is headed with: "ANSEL — …"."""

    def acts(self) -> tuple[Act, ...]:
        """All acts, in the order in which the text brings them up. The title only adds to the body's acts."""
        for number, sentence in enumerate(self.doc.sentences):
            if sentence.index < 0:
                self._move_anchor(sentence, self.parsed[number])
        self.anchored = -_NEAR
        order = [n for n, s in enumerate(self.doc.sentences) if s.index >= 0]
        order += [n for n, s in enumerate(self.doc.sentences) if s.index < 0]
        for number in order:
            self._sentence(number)
        tie_to_sole_body(self.doc, self.found)
        kept = [act for act in self.found if self._kept(act) and not is_own_loss(act, self.found)]
        kept = told_apart(kept)
        share_striker(self.doc, kept)
        for act in kept:
            self.ground.settle(act)
            act.weapon = "ied" if act.weapon is None and act.charge else act.weapon
            arm_raid(self.doc, act)
        sentences = self.doc.sentences
        return tuple(act for act in kept if not (is_subsumed(act, kept) or is_itemised(act, kept, sentences)))

    def _kept(self, act: Act) -> bool:
        if act.ties and all(word == "none" for word in act.ties.values()):
            return False
        if act.day_to is not None and (self.doc.published - act.day_to).days > OLD_DAYS:
            return False
        if act.kind == "attack" and not act.ties and (act.foreign or act.pending or not stands_alone(act)):
            return False
        denied = self.taken_back is not None and act.sentence.index > self.taken_back
        if denied and act.weak_day and _only_claimed(act):
            return False
        home = act.country is None or act.country in self.doc.watchlist.theatre.countries
        return bool(act.ties) or home

    # ------------------------------------------------------------- sentences

    def _sentence(self, number: int) -> None:
        sentence, segments, speech = self.doc.sentences[number], self.parsed[number], self.speeches[number]
        if number == 0 or sentence.raw.paragraph != self.doc.sentences[number - 1].raw.paragraph:
            self.header = header_of(sentence, segments)
            self.past = self.past and (speech is None or speech.bystander)
            self.item = best_place(headed(sentence)) if sentence.raw.item and self.doc.is_round_up else None
        if sentence.raw.entry:
            self.anchor, self.anchored, self.past = self.doc.published, sentence.index, False
        if not is_real(sentence):
            if takes_back(sentence):
                standing = [act for act in self.found if act.order < sentence.index - 2 or not _only_claimed(act)]
                self.taken_back = sentence.index if len(standing) < len(self.found) else self.taken_back
                self.found = standing
            apply_admissions(self.doc, sentence, segments, speech, self.found, set())
            return
        if sentence.index >= 0 and number:
            self.topic = _topic(self.doc.sentences[number - 1], self.parsed[number - 1], self.topic)
        self.found = [act for act in self.found if not _is_unowned(act, sentence)]
        groups = self._groups(sentence, segments)
        focus: dict[int, Act] = {}
        alone = len(groups) == 1
        for group in groups:
            act = self._act(number, group, speech, segments if alone else None)
            if act is not None:
                focus = {frame.segment.number: act for frame in group} | focus
        if not self.found and 0 <= sentence.index < _LEAD_SENTENCES:
            self.leads.append((sentence, segments))
        elif self.found and self.leads:
            apply_lead(self.leads, self.found[0])
            self.leads.clear()
        if focus or not any(merged(group).strong for group in groups):
            apply_tolls(self.doc, sentence, segments, speech, focus, self.found)
        go_on(sentence, segments, self._last(), tells=bool(focus))
        self._remember(sentence, segments)
        told = [segment for segment in segments if not (self._is_history(segment) and _of_actor(segment))]
        if told and not any(map(self._is_history, told)):
            apply_owners(sentence, self.found)
            apply_claims(self.doc, sentence, told, speech, self.found, set(map(id, focus.values())))
        apply_admissions(self.doc, sentence, segments, speech, self.found, set(map(id, focus.values())))
        self._move_anchor(sentence, segments)

    def _last(self) -> Act | None:
        return max(reversed(self.found), key=lambda act: act.order, default=None)

    def _remember(self, sentence: Sentence, segments: Sequence[Segment]) -> None:
        """ "Boats manned by X": from here on "the boats" are X's."""
        if not sentence.of("faction", "leader"):
            return
        for segment in segments:
            for noun in segment.nouns:
                actor = actor_of(sentence, noun)
                if (
                    actor is not None
                    and actor.kind == "faction"
                    and noun.head in {"vessel", "fighter", "personnel", "site"}
                ):
                    last = noun.of("thing")[0].last if noun.of("thing") else noun.last
                    self.known[sentence.tokens[last - 1].low] = actor

    def _move_anchor(self, sentence: Sentence, segments: Sequence[Segment]) -> None:
        """The day of the telling: that of the main clauses; one told in passing only for want of any."""
        times = [
            (when, segment.opening in _ASIDE or when.aside)
            for segment in segments
            for when in segment.times
            if when.role == "at" and when.exact and when.end is not None and self._age(when) <= _RECENT_DAYS
        ]
        plain = [when for when, aside in times if not aside]
        for when in plain if self.anchor is not None or plain else [when for when, _ in times]:
            self.anchor, self.anchored = when.start, sentence.index

    def _groups(self, sentence: Sentence, segments: Sequence[Segment]) -> list[list[Frame]]:
        """The frames of a sentence, those of one act together."""
        groups: list[list[Frame]] = []
        past = denied = looming = False
        motives = [piece.first for piece in sentence.of("motive")]
        for segment in segments:
            recent = any(when.exact and self._age(when) <= OLD_DAYS for when in segment.times)
            past = not recent and (past or self._is_history(segment))
            vague = any(w.role == "at" and not w.exact and self._age(w) > _RECENT_DAYS for w in segment.times)
            self.past = past or vague or (self.past and not recent)
            unreal = segment.opening in {"sub", "cond", "after"} and looming
            looming = any(p.verb.tense in {"future", "modal"} for p in segment.predicates)
            since = segment.opening == "after" and sentence.tokens[segment.first].low == "since"
            skipped = (
                unreal
                or (since and (not recent or _begun(sentence, segment)))
                or segment.opening == "cond"
                or past
                or (denied and segment.opening == "sub")
            )
            denied = any(p.verb.reading("blame") and _denies(p) for p in segment.predicates)
            noun = segment.antecedent
            moved = any(segment.first <= first < segment.last or (noun and first <= noun.first) for first in motives)
            if skipped or moved:
                continue
            for frame in frames_of(sentence, segment):
                if answered(sentence, frame) or tells_habit(frame):
                    continue
                home = self._home(groups, frame)
                if home is None:
                    groups.append([with_antecedent(frame)])
                else:
                    home.append(frame)
        return [group for group in groups if not own_fallen(group, groups)]

    def _is_history(self, segment: Segment) -> bool:
        told = segment.times
        return bool(told) and any(when.role != "since" and self._age(when) > OLD_DAYS for when in told)

    def _is_vague(self, when: When) -> bool:
        """ "Last November", "in recent weeks": too long ago to be news, too wide to be one act's day."""
        return (self._age(when) > _RECENT_DAYS and not when.exact) or (when.days or 0) > _SPAN_DAYS_MAX

    def _age(self, when: When) -> int:
        """How many days ago it ended."""
        return (self.doc.published - when.end).days if when.end is not None else 0

    def _home(self, groups: list[list[Frame]], frame: Frame) -> list[Frame] | None:
        """The group of the same sentence that a frame belongs to."""
        opening = frame.segment.opening
        if opening == "rel" and frame.segment.antecedent is not None:
            said_of = (p.subject for p in frame.segment.predicates if p.subject is not None)
            noun = next((noun for noun in said_of if noun.head == "act"), frame.segment.antecedent)
            for group in groups:
                inside = any(g.segment.first <= noun.first < g.segment.last for g in group)
                if inside and noun.head in {"act", "weapon"}:
                    return group
        for group in reversed(groups):
            if one_act(group, frame):
                return group
        return None

    # ------------------------------------------------------------------ acts

    def _act(
        self, number: int, group: list[Frame], speech: Speech | None, segments: Sequence[Segment] | None
    ) -> Act | None:
        sentence, frame = self.doc.sentences[number], merged(group)
        if tells_series(sentence, frame):
            return None
        when, weak = dated(sentence, self.parsed[number], frame, segments, self.anchor, self.doc.published)
        if when is not None and (self._age(when) > OLD_DAYS or self._is_vague(when)):
            return None
        reading = Reading(self.doc, number, sentence, self.parsed[number], speech, self.known, self.topic, self._last())
        act = candidate(reading, frame)
        if act is None:
            return None
        self._locate(act, number, frame, when or weak, segments)
        act.weak_day = when is None
        doers = frame.agent is not None and frame.agent.kind == "unnamed" and _is_known(frame.agent)
        fresh = frame.indefinite or (frame.agent is not None and frame.agent.kind == "unnamed" and not doers)
        act.told_near = when is None and weak is not None and weak.exact and fresh and not frame.definite
        back = act.open and frame.weapon is None and (frame.aim_back or _is_known(act.target))
        told = doers or is_told_again(frame, self.parsed[number])
        headline = sentence.index < 0 and frame.number is None  # which has no articles
        definite, indefinite = frame.definite or back or told, frame.indefinite and not told and not headline
        reach = in_reach(self.doc, sentence, self.found)
        known = same_act(reach, act, definite=definite, indefinite=indefinite, own_day=when is not None)
        if known is not None:
            absorb(known, act)
            return known
        act.country = act.country or (self.item.country if self.item is not None else None)
        act.country = act.country or self.ground.of(act, frame, self.found)
        run = in_strike_run(act, frame, self.found[-1] if self.found else None)
        if run is not act:
            known, act = same_act(reach, run, definite=definite, indefinite=indefinite, own_day=when is not None), run
            if known is not None:
                absorb(known, act)
                return known
        enough = sentence.index >= 0 and is_enough(reading, frame, act, when, past=self.past)
        if not enough and (sentence.index < 0 or not awaits_word(frame, act, when)):
            return None
        blast = owned_up(reach, act) if act.kind == "strike" and act.place is None else None
        if blast is not None:
            blast.kind, blast.open, blast.pending = "strike", False, False
            absorb(blast, act)
            return blast
        act.awaits_word = not enough
        act.pending = not enough or (act.kind == "attack" and not act.ties and not is_at_home(self.doc, act))
        self._take_anchor(act, frame)
        if frame.segment.opening in {"rel", "after", "background"} and self._is_backdrop(frame, act, when):
            return None
        act.place = act.place or (self.item if self.item is not None and self.item.rank > 1 else None)
        act.order = sentence.index
        self.found.append(act)
        self.found.extend(self._in_other_countries(act, frame))
        return act

    def _take_anchor(self, act: Act, frame: Frame) -> None:
        """An act without a day has that of the telling, for want of a better one."""
        sentence = act.sentence
        if act.day_from is None and self.anchor is not None and sentence.index > 0:
            act.day_from = act.day_to = self.anchor
            act.weak_day = True
            near = sentence.index - self.anchored <= _NEAR or follows_on(sentence)
            act.told_near = frame.indefinite and not frame.definite and near

    def _is_backdrop(self, frame: Frame, act: Act, when: When | None) -> bool:
        """Whether an act told in passing is old news: days ago, unless it has its own day within a recap's reach.

        "The X, who seized a ship a week ago": a deed that only says who somebody is has no such reach.
        """
        days = self._days_ago(act)
        doer = frame.segment.antecedent
        describes = doer is not None and frame.agent is not None and bool(doer.of("faction", "leader"))
        recap = when is not None and when.exact and days <= OLD_DAYS and not describes
        return days >= _BACKGROUND_DAYS_MIN and not recap

    def _in_other_countries(self, act: Act, frame: Frame) -> list[Act]:
        """A wave of strikes over two countries is one act in each."""
        if act.kind != "strike" or act.country is None:
            return []
        places = places_of(act.sentence, frame.place_nouns)
        home = self.doc.watchlist.theatre.countries
        others = {
            place.country: place for place in reversed(places) if place.country in home and place.country != act.country
        }
        return [replace(act, place=place if place.rank > 1 else None, country=code) for code, place in others.items()]

    # ----------------------------------------------------- place, day, detail

    def _locate(
        self, act: Act, number: int, frame: Frame, told: When | None, segments: Sequence[Segment] | None
    ) -> None:
        sentence = self.doc.sentences[number]
        place = best_place((*self.header, *places_of(sentence, frame.place_nouns)))
        if place is None and frame.segment.antecedent is not None and frame.segment.antecedent.head == "act":
            place = best_place(places_of(sentence, _beside_antecedent(sentence, self.parsed[number], frame.segment)))
        if place is None and number and says_there(sentence, frame.segment):
            named = [n for s in self.parsed[number - 1] for n in s.nouns if n.of("place", "country")]
            place = best_place(places_of(self.doc.sentences[number - 1], named))
        if place is None and segments is not None and not came_before(frame, segments):
            beside = [s for s in segments if s is not frame.segment and s.opening not in {"report", "background"}]
            nouns = [noun for segment in beside for noun in spots(sentence, segment)]
            place = best_place(places_of(sentence, [n for n in nouns if n.of("place", "country")]))
        act.place = place if place is not None and place.rank > 1 else None
        act.country = place.country if place is not None else None
        vague = act.place is None or act.place.rank <= REGION_RANK
        last = self.found[-1] if self.found else None
        ashore = last is None or last.kind == act.kind or last.country != "XZ"  # "on the ground" is not where ships are
        if vague and frame.aim_back and last is not None and ashore and act.country in {None, last.country}:
            act.place, act.country = last.place or act.place, last.country
        on_land = place is not None and place.rank > 1 and not place.landmark
        afloat = bool(sentence.of("afloat")) or (frame.target is not None and frame.target.head == "vessel")
        off = place is not None and place.landmark and not on_land  # "50 miles off Port Ansel"
        if (act.country is None or off or (afloat and not on_land)) and self.ground.at_sea(act):
            act.country = "XZ"
        if told is not None:
            act.day_from, act.day_to = told.start, told.end
        act.taking, act.sent = _taking(frame), frame.sent
        act.weapon = weapon_word(frame, sentence, act.kind)
        if act.weapon is None and frame.ellipsis:
            act.weapon = next((each.weapon for each in reversed(self.found) if each.kind == act.kind), None)
            if act.weapon == "small_arms":  # nobody counts shots: more of what the sentence before speaks of
                act.weapon = weapon_before(self.doc, sentence) or act.weapon
        act.charge = act.kind == "attack" and blows_up(frame)
        boast = "claimed" in act.ties.values()
        act.outcome = outcome_of(sentence, frame, boast=boast) or ("hit" if act.kind == "strike" else None)
        act.count = frame.number if frame.number and frame.number > 1 else 1
        parted = frame.segment.gapped and act.kind == "attack"  # jets that bomb two camps fly one wave
        act.distinct = parted or came_before(frame, self.parsed[number]) or tells_of_another(frame)

    def _days_ago(self, act: Act) -> int:
        return (self.doc.published - act.day_to).days if act.day_to is not None else 0


def _beside_antecedent(sentence: Sentence, segments: Sequence[Segment], relative: Segment) -> list[Noun]:
    """ "The raid on Mirna that killed …": where the act was that a relative clause goes on about."""
    first = relative.antecedent.last if relative.antecedent is not None else relative.first
    return [noun for segment in segments for noun in spots(sentence, segment) if first <= noun.first < relative.first]


def _topic(sentence: Sentence, segments: Sequence[Segment], before: Actor | None) -> Actor | None:
    """Whom a sentence is said of: the first subject. A pronoun keeps that of the sentence before."""
    subject = next((p.subject for s in segments for p in s.predicates if p.subject is not None), None)
    if subject is None or points_back(sentence, subject):
        return before
    actor = actor_of(sentence, subject)
    return actor if actor is not None and actor.kind in {"faction", "party", "outsider"} else None


def _is_known(actor: Actor | None) -> bool:
    """ "The car", "his house": something the text spoke of before."""
    return actor is not None and actor.text.lower().startswith(("the ", "his ", "her ", "its ", "their "))


def _taking(frame: Frame) -> bool | None:
    taken, fired = "seize" in frame.verbs, not {"launch", "land", "down"}.isdisjoint(frame.verbs)
    return None if taken == fired else taken


def _of_actor(segment: Segment) -> bool:
    """ "X, which has fought the state for years": history of whom it speaks of, not of what they did."""
    noun = segment.antecedent if segment.opening == "rel" else None
    return noun is not None and noun.head != "act" and bool(noun.of("faction", "leader", "party", "outsider"))


def _only_claimed(act: Act) -> bool:
    """Nobody but the doer, or nobody at all, says that it happened."""
    return act.kind == "attack" and set(act.ties.values()) == {"claimed"} and act.outcome != "intercepted"


def _is_unowned(act: Act, sentence: Sentence) -> bool:
    """Whether nobody was named for a deed that only a word of whose it was would make news, though others are told."""
    return act.awaits_word and not act.ties and sentence.index - act.order > _NEAR


def _denies(predicate: Predicate) -> bool:
    reading = predicate.verb.reading("blame")
    return reading is not None and reading.value == "deny"


def _begun(sentence: Sentence, segment: Segment) -> bool:
    """ "Since launching its offensive on Monday", "since the start of its campaign": what began then and goes on."""
    verb = segment.predicates[0].verb if segment.predicates else None
    if verb is None:
        return any(token.low in _BEGINNING for token in sentence.tokens[segment.first : segment.first + 3])
    return verb.tense == "ing" or any(p.lemma in _BEGINNING for p in verb.readings)


_BEGINNING: Final = frozenset(("begin", "start", "launch", "open", "beginning", "outbreak", "onset", "commencement"))
