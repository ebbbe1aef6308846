"""Follows an article from sentence to sentence: frames become acts, acts that are the same are joined."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from schemas.words import AttributionWord
from streams.core.extract.actors import Actor
from streams.core.extract.acts_model import RANK, Act
from streams.core.extract.claims import apply_claims
from streams.core.extract.dates import When
from streams.core.extract.document import Document, Sentence
from streams.core.extract.frames import Frame, frame_of
from streams.core.extract.joining import same_act
from streams.core.extract.outcomes import outcome_of, together, weapon_word
from streams.core.extract.places import best_place, places_of
from streams.core.extract.reality import is_real, tells_series
from streams.core.extract.speech import Speech, speeches
from streams.core.extract.syntax import Segment
from streams.core.extract.tolls import tolls_of

OLD_DAYS = 120
_ASIDE = frozenset(("cond", "after", "background"))


class Narration:
    """One pass over the sentences of a document. The acts grow as the text goes on."""

    def __init__(self, doc: Document, parsed: Sequence[tuple[Segment, ...]]) -> None:
        self.doc = doc
        self.parsed = parsed
        self.speeches = speeches(doc, parsed)
        self.found: list[Act] = []
        self.anchor: date | None = None
        self.paragraph = -1

    def acts(self) -> tuple[Act, ...]:
        """All acts, in the order in which the text brings them up. The title only adds to the body's acts."""
        order = [n for n, s in enumerate(self.doc.sentences) if s.index >= 0]
        order += [n for n, s in enumerate(self.doc.sentences) if s.index < 0]
        for number in order:
            self._sentence(number)
        return tuple(act for act in self.found if self._kept(act))

    def _kept(self, act: Act) -> bool:
        if act.ties and all(word == "none" for word in act.ties.values()):
            return False
        if act.day_to is not None and (self.doc.published - act.day_to).days > OLD_DAYS:
            return False
        home = act.country is None or act.country in self.doc.watchlist.theatre.countries
        return bool(act.ties) or home

    # ------------------------------------------------------------- sentences

    def _sentence(self, number: int) -> None:
        sentence, segments, speech = self.doc.sentences[number], self.parsed[number], self.speeches[number]
        if sentence.raw.paragraph != self.paragraph:
            self.paragraph = sentence.raw.paragraph
        if not is_real(sentence):
            return
        groups = self._groups(sentence, segments)
        focus: dict[int, Act] = {}
        alone = len(groups) == 1
        for group in groups:
            act = self._act(sentence, group, speech, segments if alone else None)
            if act is not None:
                focus.update({frame.segment.number: act for frame in group})
        self._tolls(sentence, segments, focus)
        apply_claims(self.doc, sentence, segments, speech, self.found, set(map(id, focus.values())))
        self._move_anchor(segments)

    def _move_anchor(self, segments: Sequence[Segment]) -> None:
        for segment in segments:
            for when in segment.times:
                recent = when.end is not None and (self.doc.published - when.end).days <= 8
                if when.role == "at" and when.exact and recent:
                    self.anchor = when.start

    def _groups(self, sentence: Sentence, segments: Sequence[Segment]) -> list[list[Frame]]:
        """The frames of a sentence, those of one act together."""
        groups: list[list[Frame]] = []
        for segment in segments:
            if segment.opening == "cond" or self._is_history(segment):
                continue
            frame = frame_of(sentence, segment)
            if frame is None:
                continue
            home = self._home(groups, frame)
            if home is None:
                groups.append([frame])
            else:
                home.append(frame)
        return groups

    def _is_history(self, segment: Segment) -> bool:
        for when in segment.times:
            if when.end is not None and (self.doc.published - when.end).days > OLD_DAYS and when.role != "since":
                return True
        return False

    def _home(self, groups: list[list[Frame]], frame: Frame) -> list[Frame] | None:
        """The group of the same sentence that a frame belongs to."""
        opening = frame.segment.opening
        if opening == "rel" and frame.segment.antecedent is not None:
            noun = frame.segment.antecedent
            for group in groups:
                inside = any(g.segment.first <= noun.first < g.segment.last for g in group)
                if inside and noun.head in {"act", "weapon"}:
                    return group
        for group in reversed(groups):
            if _one_act(group, frame):
                return group
        return None

    # ------------------------------------------------------------------ acts

    def _act(
        self, sentence: Sentence, group: list[Frame], speech: Speech | None, segments: Sequence[Segment] | None
    ) -> Act | None:
        frame = _merged(group)
        if tells_series(sentence, frame):
            return None
        whens = frame.whens if segments is None else tuple(when for s in segments for when in s.times)
        when = next((w for w in whens if w.role == "at" and w.start is not None), None)
        if when is not None and when.end is not None and (self.doc.published - when.end).days > OLD_DAYS:
            return None
        act = self._candidate(sentence, frame, speech)
        if act is None:
            return None
        self._locate(act, sentence, frame, when, segments)
        known = same_act(
            self.found, act, definite=frame.definite, indefinite=frame.indefinite, own_day=when is not None
        )
        if known is not None:
            self._absorb(known, act)
            return known
        if sentence.index < 0 or not self._may_be_new(frame, act, when):
            return None
        if act.day_from is None and self.anchor is not None and sentence.index > 0:
            act.day_from = act.day_to = self.anchor
        self.found.append(act)
        return act

    def _candidate(self, sentence: Sentence, frame: Frame, speech: Speech | None) -> Act | None:
        agent, target = frame.agent, frame.target
        if agent is not None and agent.faction:
            act = Act("attack", sentence)
            word = self._word(sentence, frame, speech, agent)
            for faction in agent.factions:
                act.tie(faction, word, speech.text if speech else None)
            act.target = target if target is not None and not set(target.factions) & set(agent.factions) else None
            return act
        if target is not None and target.faction:
            act = Act("strike", sentence, striker=agent if agent and agent.kind != "people" else None)
            for faction in target.factions:
                act.tie(faction, "stated")
            act.leaders = target.leaders if set(frame.verbs) & {"kill", "die"} else ()
            act.striker_word = self._strike_word(sentence, act.striker, speech)
            return act
        if agent is not None and agent.kind in {"party", "outsider"}:
            return self._strike_by_party(sentence, frame, speech, agent)
        return Act("attack", sentence, target=target)

    def _strike_by_party(self, sentence: Sentence, frame: Frame, speech: Speech | None, agent: Actor) -> Act | None:
        """A party's blow counts where it falls on militants, or on ground where a watched faction is spoken of."""
        target = frame.target
        if agent.kind == "outsider" or (target is not None and target.kind in {"party", "outsider"}):
            return None
        act = Act("strike", sentence, striker=agent)
        act.striker_word = self._strike_word(sentence, agent, speech)
        if target is not None and target.kind == "unnamed":
            return act
        near = self.doc.faction_in_focus(sentence)
        places = [
            p for p in places_of(sentence, frame.place_nouns) if p.country in self.doc.watchlist.theatre.countries
        ]
        if near is None or not places or frame.weapon is None:
            return act if sentence.of("unnamed") else None
        act.tie(near, "stated")
        return act

    def _word(self, sentence: Sentence, frame: Frame, speech: Speech | None, agent: Actor) -> AttributionWord:
        hedged = any(frame.segment.first - 3 <= piece.first <= frame.segment.last for piece in sentence.of("hedge"))
        if speech is not None and speech.faction is not None:
            return "claimed" if self._kin(speech.faction, agent.factions) else "blamed"
        if hedged:
            return "suspected"
        return "blamed" if speech is not None else "stated"

    def _kin(self, faction: str, others: tuple[str, ...]) -> bool:
        known = self.doc.factions.get(faction)
        return faction in others or (known is not None and any(other in known.member_of for other in others))

    def _strike_word(self, sentence: Sentence, striker: Actor | None, speech: Speech | None) -> AttributionWord:
        if striker is None:
            return "none"
        if speech is not None and speech.speaker is not None and speech.speaker.id == striker.id and striker.id:
            return "claimed"
        if sentence.of("hedge"):
            return "suspected"
        return "blamed" if speech is not None else "stated"

    # ----------------------------------------------------- place, day, detail

    def _locate(
        self, act: Act, sentence: Sentence, frame: Frame, when: When | None, segments: Sequence[Segment] | None
    ) -> None:
        place = best_place(places_of(sentence, frame.place_nouns))
        if place is None and segments is not None:
            nouns = [noun for s in segments if s.opening not in {"report", "background"} for noun in s.nouns]
            place = best_place(places_of(sentence, [n for n in nouns if n.of("place", "country")]))
        act.place = place if place is not None and place.rank > 1 else None
        act.country = place.country if place is not None else None
        if act.country is None and act.target is not None and act.target.head == "vessel":
            act.country = "XZ" if "XZ" in self.doc.watchlist.theatre.countries else None
        if when is not None:
            act.day_from, act.day_to = when.start, when.end
        act.weapon = weapon_word(frame, sentence)
        act.outcome = outcome_of(sentence, frame)
        act.count = frame.number if frame.number and frame.number > 1 else 1
        act.distinct = any(
            frame.segment.first - 1 <= piece.first <= frame.segment.last for piece in sentence.of("distinct")
        )

    def _may_be_new(self, frame: Frame, act: Act, when: When | None) -> bool:
        """Whether a frame tells enough to be an act of its own."""
        if not frame.strong and not act.ties:
            return False
        if act.kind == "strike":
            return True
        if act.ties:
            return when is not None or act.place is not None or frame.indefinite or act.target is not None
        located = act.country in self.doc.watchlist.theatre.countries if act.country else False
        aimed = act.target is not None and act.target.kind in {"party", "people"}
        armed = act.weapon is not None or bool(set(frame.verbs) & {"assault", "undergo", "launch", "seize", "kill"})
        if frame.sentence.of("outsider"):
            return False
        return armed and (located or (aimed and act.target is not None and act.target.kind == "party"))

    def _absorb(self, act: Act, more: Act) -> None:
        """Take what a later clause adds; what was told first stands."""
        for faction, word in more.ties.items():
            act.tie(faction, word, more.said_by)
        act.striker = act.striker or more.striker
        act.striker_word = max(act.striker_word, more.striker_word, key=lambda word: RANK[word])
        act.target = act.target or more.target
        if (
            act.target is not None
            and act.target.kind == "people"
            and more.target is not None
            and more.target.kind == "party"
        ):
            act.target = more.target
        if act.day_from is None:
            act.day_from, act.day_to = more.day_from, more.day_to
        if act.place is None or (more.place is not None and more.place.rank > act.place.rank):
            act.place = more.place or act.place
        act.country = act.country or more.country
        act.weapon = act.weapon or more.weapon
        act.outcome = together(act.outcome, more.outcome)
        act.leaders = tuple(dict.fromkeys((*act.leaders, *more.leaders)))
        act.count = max(act.count, more.count)
        act.order = more.sentence.index

    # ----------------------------------------------------------------- tolls

    def _tolls(self, sentence: Sentence, segments: Sequence[Segment], focus: dict[int, Act]) -> None:
        previous = self.found[-1] if self.found else None
        for segment in segments:
            act = focus.get(segment.number)
            if act is None:
                earlier = [number for number in focus if number < segment.number]
                act = focus[max(earlier)] if earlier else next(iter(focus.values()), previous)
            if act is None or (segment.opening in _ASIDE and segment.number not in focus):
                continue
            for toll in tolls_of(sentence, segment):
                if act.kind == "attack" and toll.of_faction:
                    continue
                if toll.companion and act.leaders:
                    act.companions = (act.companions or 0) + toll.value
                elif toll.what == "killed" and act.killed is None:
                    act.killed = toll.value
                elif toll.what == "wounded" and act.wounded is None:
                    act.wounded = toll.value


def _one_act(group: Sequence[Frame], frame: Frame) -> bool:
    """Whether a later clause of the sentence tells the same act."""
    if frame.segment.opening in {"after", "background"}:
        return False
    held = _merged(list(group))
    one, other = held.agent, frame.agent
    if one is not None and other is not None and (one.kind, one.id) != (other.kind, other.id):
        return False
    parted = held.target is not None and frame.target is not None and held.target.faction != frame.target.faction
    if parted and frame.strong:
        return False
    new_day = any(when.role == "at" for when in frame.whens) and any(when.role == "at" for when in held.whens)
    return not (new_day and frame.indefinite)


def _merged(group: Sequence[Frame]) -> Frame:
    frame = group[0]
    for other in group[1:]:
        frame = replace(
            frame,
            agent=frame.agent or other.agent,
            target=frame.target
            if frame.target is not None and frame.target.kind != "people"
            else other.target or frame.target,
            weapon=frame.weapon or other.weapon,
            platform=frame.platform or other.platform,
            verbs=(*frame.verbs, *other.verbs),
            number=frame.number or other.number,
            plural=frame.plural and other.plural,
            place_nouns=(*frame.place_nouns, *other.place_nouns),
            whens=(*frame.whens, *other.whens),
        )
    return frame
