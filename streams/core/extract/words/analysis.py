"""From raw sentences to an analysed article, for one theatre."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from schemas import Article, Watchlist
from streams.core.extract.words.coreference import leaving, local_names, parted, resolve_anaphors
from streams.core.extract.words.dates import Calendar
from streams.core.extract.words.document import Document, RawSentence, Sentence
from streams.core.extract.words.names import Entity, NameIndex, NameMatch
from streams.core.extract.words.pieces import Piece, in_order
from streams.core.extract.words.times import read_times
from streams.core.text import CleanText


def analyse(
    article: Article, watchlist: Watchlist, text: CleanText, raw: Sequence[RawSentence], index: NameIndex
) -> Document:
    """Read one article for one theatre: names, times, and what "the group" means."""
    published = local_day(article.published_at, watchlist.theatre.timezone)
    calendar = Calendar(published)
    kept = [sentence for sentence in raw if not sentence.noise]
    names = [index.find(sentence.tokens) for sentence in kept]
    extra = local_names(kept, names)
    if extra:
        names = [
            index.find(sentence.tokens, extra) if index.may_hold(sentence.tokens, extra) else found
            for sentence, found in zip(kept, names, strict=True)
        ]
    sentences = []
    for sentence, found in zip(kept, names, strict=True):
        left = leaving(sentence)
        named = [_name_piece(match, left=bool(left) and parted(sentence, match, left)) for match in found]
        lexical = _without_names(sentence.lexical, found)
        times = read_times(calendar, sentence.tokens, lexical, sentence.dateline)
        pieces = sorted((*lexical, *named, *times), key=in_order)
        sentences.append(Sentence(sentence, tuple(pieces)))
    resolved = resolve_anaphors(sentences, watchlist)
    factions = {faction.id: faction for faction in watchlist.factions}
    return Document(article, watchlist, text, published, resolved, factions)


def local_day(moment: datetime, timezone: str) -> date:
    """The day on the theatre's calendar."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def _name_piece(match: NameMatch, *, left: bool) -> Piece:
    """A name; of those who left a group it is no more than an outsider's."""
    entity: Entity = match.entity._replace(kind="outsider") if left and match.entity.kind == "faction" else match.entity
    return Piece(entity.kind, entity.id, "word", match.first, match.last, entity.name, entity)


def _without_names(lexical: Sequence[Piece], names: Sequence[NameMatch]) -> list[Piece]:
    """Words inside a name are no words of their own: "Resistance", "Front", "Al" …"""
    if not names:
        return list(lexical)
    inside = {position for match in names for position in range(match.first, match.last)}
    return [
        piece
        for piece in lexical
        if piece.first not in inside
        and (piece.last == piece.first + 1 or inside.isdisjoint(range(piece.first, piece.last)))
    ]
