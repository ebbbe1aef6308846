"""The country of an act whose clause tells none: that of the dateline, of the article, or of the site's own name."""

from collections.abc import Sequence

from streams.core.extract.acts.act import Act
from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.places import home_country
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.lexicon import nations


class Ground:
    """Where the acts of one article lie when they do not say so."""

    def __init__(self, doc: Document) -> None:
        self._countries = doc.watchlist.theatre.countries
        self._home = home_country(doc)

    def at_sea(self, act: Act) -> bool:
        """Whether it is an act at sea, in a theatre that has one."""
        aimed = act.target is not None and act.target.head == "vessel"
        vessel = aimed or any(p.kind == "afloat" or p.value == "vessel" for p in act.sentence.of("thing", "afloat"))
        return vessel and "XZ" in self._countries

    def of(self, act: Act, frame: Frame, found: Sequence[Act]) -> str | None:
        """The country of an act that does not tell it. `found`: the acts told before."""
        called = self._called_after(frame) or self._of_stopper(frame)
        return called or _told_before(found, act) or self._usual(act)

    def _usual(self, act: Act) -> str | None:
        """That of the dateline, else the one that the article speaks of most."""
        sentence = act.sentence
        if self.at_sea(act) or (sentence.raw.paragraph > 0 and act.place is None):
            return None
        guessed = None if sentence.raw.item or (act.place is not None and not self._home.sole) else self._home.country
        usual = self._filed_from(sentence) or guessed
        return None if usual in _sources(sentence) and act.place is not None else usual

    def _called_after(self, frame: Frame) -> str | None:
        """ "The Norwegian outpost": for want of better, a site lies in the country that it is called after."""
        if frame.target is None or frame.target.head != "site":
            return None
        return self._state_of(frame, "nationality", "demonym")

    def _of_stopper(self, frame: Frame) -> str | None:
        """ "Norwegian forces shot down a drone": for want of better, over their own country."""
        if "down" not in frame.verbs or frame.target is None or frame.target.kind not in {"party", "outsider"}:
            return None
        return self._state_of(frame, "party", "nationality", "demonym")

    def _state_of(self, frame: Frame, *kinds: str) -> str | None:
        """The country of the theatre whose name the target bears."""
        sentence, text = frame.sentence, frame.target.text if frame.target is not None else ""
        named = (piece for piece in sentence.of(*kinds) if sentence.words(piece) in text)
        codes = (piece.data.country or nations().get(sentence.words(piece)) for piece in named)
        return next((code for code in codes if code in self._countries), None)

    def settle(self, act: Act) -> None:
        """Where an act was that tells no country: where it was filed from, else the only one that the article knows."""
        if act.country is None and not self.at_sea(act) and self._home.country not in _sources(act.sentence):
            act.country = self._filed_from(act.sentence) or (self._home.country if self._home.sole else None)

    def _filed_from(self, sentence: Sentence) -> str | None:
        """The country of the dateline, where it is one of the theatre's."""
        filed = [
            p.data.country
            for p in sentence.pieces
            if p.first < sentence.raw.dateline and p.kind in {"place", "country"}
        ]
        return next((country for country in filed if country in self._countries), None)


def _told_before(acts: Sequence[Act], act: Act) -> str | None:
    """The country of an earlier act at the same place, of which no list tells where it is."""
    text = act.place.text if act.place is not None else None
    return next((each.country for each in acts if each.place is not None and each.place.text == text), None)


def _sources(sentence: Sentence) -> set[str]:
    """The countries that a sentence tells a weapon to have come from: "launched from Valdoria"."""
    named = (piece for piece in sentence.of("country", "party") if piece.data.country)
    return {piece.data.country for piece in named if sentence.tokens[piece.first - 1].low == "from"}
