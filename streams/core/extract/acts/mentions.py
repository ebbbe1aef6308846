"""Who did what to whom: the mentions of an analysed article.

The last stage: frames become acts, acts of one article that are the same are joined, claims and accusations
are set against them, and each becomes a mention with its evidence.
"""

import hashlib
from collections.abc import Sequence

from schemas import Attributed, Mention
from schemas.words import AttributionWord
from streams.core.extract.acts.act import RANK, Act
from streams.core.extract.acts.labels import Labels
from streams.core.extract.acts.narration import Narration
from streams.core.extract.clauses.syntax import parse
from streams.core.extract.words.document import Document


def read_acts(doc: Document) -> tuple[Mention, ...]:
    """The mentions of an analysed article, in the order of the text."""
    parsed = tuple(parse(sentence) for sentence in doc.sentences)
    acts = Narration(doc, parsed).acts()
    labels = Labels(doc, acts, parsed)
    return tuple(_mention(doc, act, number, labels) for number, act in enumerate(acts))


def _mention(doc: Document, act: Act, number: int, labels: Labels) -> Mention:
    faction, attribution, also = _attribution(act)
    words, party = labels.counterparty(act)
    killed = act.killed
    if act.leaders and act.companions is not None:
        killed = len(act.leaders) + act.companions
    parts = (doc.watchlist.theatre.id, doc.article.id, str(number), act.kind, str(faction), str(act.sentence.index))
    return Mention(
        mention_id="m-" + hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest(),
        article_id=doc.article.id,
        theatre=doc.watchlist.theatre.id,
        kind=act.kind,
        faction=faction,
        attribution=attribution,
        also=also,
        said_by=act.said_by,
        counterparty=words,
        counterparty_id=party,
        date_from=act.day_from,
        date_to=act.day_to,
        country=act.country,
        place=act.place.text if act.place else None,
        place_name=act.place.name if act.place else None,
        weapon=act.weapon,
        outcome=act.outcome,
        killed=killed,
        wounded=act.wounded,
        leaders_killed=act.leaders,
        count=act.count,
        distinct=act.distinct,
        sentence=act.sentence.index,
        evidence=doc.span(act.sentence),
    )


def _attribution(act: Act) -> tuple[str | None, AttributionWord, tuple[Attributed, ...]]:
    """The main faction with its word, and the rest. Of a strike the word is for the striker."""
    ranked: Sequence[tuple[str, AttributionWord]] = sorted(act.ties.items(), key=lambda tie: -RANK[tie[1]])
    if not ranked:
        return None, "none" if act.kind == "attack" else act.striker_word, ()
    (faction, word), *rest = ranked
    if act.kind == "strike":
        return faction, act.striker_word, tuple(Attributed(faction=f, attribution=act.striker_word) for f, _ in rest)
    return faction, word, tuple(Attributed(faction=f, attribution=w) for f, w in rest)
