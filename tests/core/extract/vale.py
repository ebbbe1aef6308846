"""A made-up theatre for sentences of our own: the Vale, its factions, its parties and places."""

from datetime import UTC, datetime

from schemas import Article, Extraction, Faction, Leader, Party, Place, Theatre, Watchlist
from streams.core.extract import RuleExtractor

VALE = Watchlist(
    theatre=Theatre(id="vale", name="The Vale", countries=("RO", "MD"), timezone="Europe/Bucharest"),
    factions=(
        Faction(id="dawn-alliance", name="Dawn Alliance", kind="coalition", aliases=("Alliance of the Dawn",)),
        Faction(
            id="karun-brigades", name="Karun Brigades", kind="faction", member_of=("dawn-alliance",),
            aliases=("Karunis", "Karuni", "KB"),
            leaders=(Leader(name="Idris Maro"), Leader(name="Tamas Velk")),
        ),
        Faction(
            id="selva-front", name="Selva Front", kind="faction", member_of=("dawn-alliance",), aliases=("Selvists",),
            leaders=(Leader(name="Oana Brusk"),),
        ),
    ),
    parties=(
        Party(
            id="valdoria", name="Valdoria", aliases=("Valdorian forces", "Valdorian troops"), demonyms=("Valdorian",)
        ),
        Party(id="council", name="High Council", aliases=("the Council",)),
        Party(id="un", name="United Nations", aliases=("UN",)),
    ),
    places=(
        Place(name="Port Ansel", country="RO", kind="port"),
        Place(name="Fort Kestrel", country="RO", kind="base"),
        Place(name="Mirna", country="MD", kind="town"),
    ),
)  # fmt: skip

EXTRACTOR = RuleExtractor([VALE])


def article(body: str, title: str = "News from Mirna", published: str = "2031-05-20T12:00:00Z") -> Article:
    """20 May 2031 is a Tuesday."""
    return Article(
        id="art", url="https://example.org/a", source="Vale Post", title=title, body=body, language="en",
        published_at=datetime.fromisoformat(published).astimezone(UTC),
    )  # fmt: skip


def read(body: str, title: str = "News from Mirna") -> Extraction:
    """What is read in a text of the Vale. The title names a place of it, so that it is relevant."""
    (extraction,) = EXTRACTOR.extract(article(body, title))
    return extraction
