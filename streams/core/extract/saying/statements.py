"""Statements: what a faction is reported to announce. Suspend, resume, reject, threaten, end.

A statement is read where words of a kind (`saying.halts`, `resumptions`, `refusals`, `threats`) meet a
faction that speaks them (`saying.voices`). It is dated by the day of the announcement, not of the act.
What stops short of a kind is none, nor is what anybody else says, asks, fears or supposes. Each faction,
kind and day is told once an article.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from schemas import Statement
from schemas.words import StatementKind
from streams.core.extract.saying.halts import HALTS
from streams.core.extract.saying.line import Cue, Line
from streams.core.extract.saying.marks import Marks
from streams.core.extract.saying.refusals import REFUSALS
from streams.core.extract.saying.resumptions import RESUMPTIONS
from streams.core.extract.saying.threats import threatening
from streams.core.extract.saying.voices import Floor
from streams.core.extract.words.dates import When
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.pieces import FELLED, Piece

HISTORY_DAYS: Final = 120
"""A statement told so long after it was made is history."""

SENTENCES_MAX: Final = 300
"""Sentences beyond this many are not read for statements: who speaks is followed through all of them."""

_RANGE_DAYS_MAX: Final = 3
_SAME_DAYS: Final = 1
_RELATIVE_TOKENS: Final = 10
_TERMS: Final = frozenset(("by", "until", "till", "before"))
_STARTING: Final = frozenset(("starting", "beginning", "effective"))
_STRONGER: Final[dict[StatementKind, StatementKind]] = {"threaten": "resume", "suspend": "end"}
_RECENT_DAYS: Final = 8
_LONG_AGO: Final = date.min
_TURNS: Final = (*HALTS, *RESUMPTIONS, *REFUSALS)
_TURNING: Final = frozenset(kind for kinds, _ in _TURNS for kind in kinds)
_NOUNS: Final = frozenset(("turn", "campaign", "truce", "refusal"))
"""Kinds of words that are read as nouns; of the others, a noun of the same form says nothing."""


class Read(NamedTuple):
    """A statement as read in one sentence. `dated` is false where its day is only that of publication."""

    faction: str
    kind: StatementKind
    first: date
    last: date
    dated: bool
    sentence: Sentence


def read_statements(doc: Document) -> tuple[Statement, ...]:
    """The statements that an article tells."""
    return tuple(_statement(doc, read) for read in _settle(list(_reads(doc))))


def _reads(doc: Document) -> Iterator[Read]:
    """All statements of all sentences, in order."""
    floor = Floor(doc)
    days = _Days(doc.published)
    held: list[Read] = []
    for sentence in doc.sentences[:SENTENCES_MAX]:
        line = Line(floor, sentence, Marks(sentence, "statements"))
        days.enter(line)
        yield from _put_out(line, held, doc.published)
        held = []
        for cue in _cues(line):
            voice = line.voice(cue.at)
            day = days.of(line, cue)
            if day is None or (voice is not None and voice.denied):
                continue
            when, dated = day
            assert when.start is not None, "an open day is none"
            for faction in cue.factions:
                held.append(Read(faction, cue.kind, when.start, when.end or when.start, dated, sentence))
        floor.close(sentence, line.marks, line.voices)
    yield from held


def _put_out(line: Line, reads: list[Read], published: date) -> Iterator[Read]:
    """What was read in the sentence before, with the day on which this one says that it was put out."""
    near = bool(reads) and line.sentence.raw.paragraph == reads[-1].sentence.raw.paragraph
    issued = [verb for verb in line.marks.all("issue") if line.passive(verb)] if near else []
    of_it = issued and (
        line.marks.low(line.marks.start) == "it" or line.has("own_head", line.marks.start, issued[0].first)
    )
    days = [time.data for time in line.marks.all("time") if _exact(time.data) and time.data.start <= published]
    for read in reads:
        fresh = of_it and days and not read.dated and read.sentence.index >= 0
        yield read._replace(first=days[0].start, last=days[0].end, dated=True) if fresh else read


def _cues(line: Line) -> list[Cue]:
    """The cues of a sentence. A call is refused or a threat made: to "go on" is part of the refusal."""
    turns, threats = list(_turns(line)), list(threatening(line))
    if not (line.offered() or line.marks.all("appeal", "truce")):  # nobody asked for anything
        turns = [cue._replace(kind="threaten") if _vowed(line, cue) else cue for cue in turns]
        threatened = {faction for cue in threats for faction in cue.factions}
        turns = [cue for cue in turns if cue.kind != "reject" or not (threatened & set(cue.factions))]
    refused = {faction for cue in turns if cue.kind == "reject" for faction in cue.factions}
    return [*turns, *(cue for cue in threats if not (refused & set(cue.factions)))]


def _vowed(line: Line, cue: Cue) -> bool:
    """ "Vowed that there would be no let-up"."""
    verb = line.marks.at(cue.at, "say")
    sworn = verb is not None and verb.value == "vow" and verb.lemma != "warn"
    return cue.kind == "reject" and sworn and not line.marks.all("arms", "disarmament")


def _turns(line: Line) -> Iterator[Cue]:
    """Suspend, resume, reject and end in one sentence."""
    if not line.marks.read(_TURNING) or line.question or line.supposed():
        return
    for kinds, rule in _TURNS:
        for piece in line.marks.all(*kinds) if line.marks.read(kinds) else ():
            if piece.form in {"singular", "plural"} and piece.kind not in _NOUNS:
                continue
            hyphened = "-" in {line.marks.low(piece.first - 1), line.marks.low(piece.last)}  # "open-ended"
            renewed = "participle" in piece.form and line.marks.at(piece.first - 1, "det")  # "the renewed bombing"
            if not hyphened and not renewed:
                yield from rule(line, piece)


class _Days:
    """The day of each announcement: told beside it, or before it in the same paragraph, else that of publication."""

    def __init__(self, published: date) -> None:
        self._published = published
        self._paragraph = -1
        self._told: When | None = None
        self._next: When | None = None
        self._seen: date | None = None
        self._before: date | None = None

    def enter(self, line: Line) -> None:
        """Begin a sentence."""
        paragraph = line.sentence.raw.paragraph
        if paragraph != self._paragraph and not line.sentence.raw.quoted:
            self._next = None
        self._paragraph = paragraph
        self._told = self._next
        self._before = self._seen
        times = [piece.data for piece in line.marks.all("time") if self._is_recent(piece.data)]
        self._seen = next((t.data.start for t in reversed(line.marks.all("time")) if _exact(t.data)), self._seen)
        said = [voice for voice in line.voices if voice.said]
        voice = next((voice for voice in said if voice.factions), next(iter(said), None))
        beside = self._nearest(line, voice.first) if voice is not None else None
        if beside is not None and self._is_recent(beside):
            self._next = beside
        elif times and not said and not line.sentence.raw.quoted:
            self._next = times[-1]  # a day within own words is one they speak of

    def of(self, line: Line, cue: Cue) -> tuple[When, bool] | None:
        """The day, and whether it is told; none where it is history."""
        telling = line.voice(cue.at)
        voices = [voice for voice in line.voices if set(voice.factions) & set(cue.factions) or voice is telling]
        if telling is not None and not telling.said:  # "said on Monday that it had a pledge from X"
            voices += [voice for voice in line.voices if voice.said and voice.first < telling.first]
        anchors = (cue.at, *(voice.first for voice in voices))
        near = next((when for at in anchors if (when := self._nearest(line, at)) is not None), None)
        if near is not None and (near.start is None or near.end is None):
            near = None
        if near is not None:
            assert near.start is not None
            assert near.end is not None
            old = (self._published - near.end).days > HISTORY_DAYS
            vague = (near.end - near.start).days >= _RANGE_DAYS_MAX
            return None if old or vague else (near, True)
        if line.title or self._told is None:
            return When(self._published, self._published), False
        return self._told, True

    def _is_recent(self, when: object) -> bool:
        return (
            isinstance(when, When)
            and _exact(when)
            and (self._published - (when.start or _LONG_AGO)).days <= _RECENT_DAYS
        )

    def _nearest(self, line: Line, at: int) -> When | None:
        """The time that stands nearest to a token, in what may be its clause."""
        best: tuple[tuple[bool, int], When] | None = None
        for piece in line.marks.all("time"):
            when = piece.data
            if not isinstance(when, When) or when.role != "at" or _same_day(line, piece):
                continue
            if when.start is not None and when.start > self._published:
                continue
            if _is_term(line, piece):
                continue
            if (
                _of_a_thing(line, piece)
                or _of_a_deed(line, piece, at)
                or _of_a_truce(line, piece, at)
                or _in_relative(line, piece, at)
                or _parted(line, min(piece.last, at), max(piece.first, at))
            ):
                continue
            if when.start is None and self._before is not None:
                when = _counted_from(line, piece, self._before)
            distance = (not when.exact, piece.first - at if piece.first > at else at - piece.last)
            if best is None or distance < best[0]:
                best = distance, when
        return best[1] if best is not None else None


def _is_term(line: Line, time: Piece) -> bool:
    """ "By Friday", "starting on Monday", "to take effect on Sunday": when something is to be, not when it is said."""
    opening = {line.marks.low(time.first - 1), line.marks.low(time.first)} & _TERMS
    starting = {line.marks.low(time.first - 1), line.marks.low(time.first - 2)} & _STARTING
    begins = line.marks.within(max(line.marks.start, time.first - 5), time.first, "take_effect")
    return bool(opening or starting) or any(verb.form == "base" for verb in begins)


def _exact(when: object) -> bool:
    return isinstance(when, When) and when.role == "at" and when.exact


def _counted_from(line: Line, time: Piece, day: date) -> When:
    """ "The next day", counted from the day told before it, however long ago."""
    relative = line.marks.at(time.first, "same_day")
    if relative is None:
        return When(None, None)
    counted = day + timedelta(days=int(relative.value))
    return When(counted, counted, relative=True)


def _of_a_thing(line: Line, time: Piece) -> bool:
    """ "The ban of 3 March", "Monday's rockets": the day of something else, not of the words."""
    owning = line.marks.low(time.last) == "'s"
    if owning and line.marks.within(time.last + 1, time.last + 4, "pronouncement", "own_head", "threat"):
        return False  # "Monday's statement" is the words themselves
    return owning or (line.marks.low(time.first - 1) == "of" and line.marks.at(time.first - 2, "own_head") is None)


def _of_a_deed(line: Line, time: Piece, at: int) -> bool:
    """ "Vowed to avenge the men whom jets killed on Sunday": the day of what is spoken of."""
    deeds = line.marks.within(at + 1, time.first, "act") if time.first > at else []
    return any(deed.value in FELLED and deed.form in _DONE for deed in deeds)


_DONE: Final = frozenset(("past", "participle", "past+participle"))


def _of_a_truce(line: Line, time: Piece, at: int) -> bool:
    """ "Tore up the ceasefire that it had agreed in June": when the truce was made."""
    made = line.marks.within(max(line.marks.start, time.first - _RELATIVE_TOKENS), time.first, "declare")
    truces = (
        line.marks.within(max(line.marks.start, made[-1].first - _MADE_TOKENS), made[-1].first, "truce") if made else []
    )
    return bool(truces) and not truces[-1].last <= at < time.first and bool(line.marks.all("scrap"))


_MADE_TOKENS: Final = 5


def _in_relative(line: Line, time: Piece, at: int) -> bool:
    """ "X, who took over in July, said": the day of what is told in passing."""
    opens = any(
        line.marks.low(i) in {"who", "which"} and line.marks.low(i - 1) == ","
        for i in range(max(line.marks.start, time.first - _RELATIVE_TOKENS), time.first)
    )
    return opens and "," in line.marks.text(time.last, at).split()


def _same_day(line: Line, time: Piece) -> bool:
    """ "That night", "hours after the raid": of a day that is told elsewhere, if at all."""
    relative = line.marks.at(time.first, "same_day")
    return relative is not None and relative.value == "0"


def _parted(line: Line, first: int, last: int) -> bool:
    """Whether another clause begins in between; what is set between commas ends there too."""
    commas = [i for i in range(first, last) if line.marks.low(i) == ","]
    for i in range(first, last):
        word = line.marks.low(i)
        inserted = bool(commas) and commas[0] < i and i + 1 < commas[-1]  # ", the group that leads them, "
        inside = (word == "which" and line.marks.low(i - 1) in {"in", "by"}) or (  # "the letter of 3 May in which it …"
            word in {"which", "that", "who"}
            and line.has("issue", i + 1, i + 4)  # "the text, which was posted on 3 May"
        )
        inside = inside or line.has("pose", i + 1, i + 4)  # "a man who called himself …"
        if word in {";", ":", '"'} or (word in {"that", "who", "whom", "which"} and not inserted and not inside):
            return True
    return False


def _settle(reads: list[Read]) -> list[Read]:
    """Each faction, kind and day once. A day that is told outweighs one that is not, the text its title."""
    kept: list[Read] = []
    for read in sorted(reads, key=lambda read: (not read.dated, read.sentence.index < 0)):
        same = [other for other in kept if other.faction == read.faction and other.kind == read.kind]
        if not any(not read.dated or _near(read, other) for other in same):
            kept.append(read)
    return [read for read in sorted(kept, key=lambda read: read.sentence.index) if not _outdone(read, kept)]


def _near(one: Read, other: Read) -> bool:
    return abs((one.first - other.first).days) <= _SAME_DAYS


def _outdone(read: Read, all_reads: Iterable[Read]) -> bool:
    """A threat that comes with a resumption is part of it, as is a halt of an ending."""
    stronger = _STRONGER.get(read.kind)
    return stronger is not None and any(
        other.kind == stronger and other.faction == read.faction and _near(read, other) for other in all_reads
    )


def _statement(doc: Document, read: Read) -> Statement:
    theatre = doc.watchlist.theatre.id
    content = f"{theatre}|{doc.article.id}|{read.faction}|{read.kind}|{read.first}"
    return Statement(
        statement_id="s-" + hashlib.blake2b(content.encode(), digest_size=12).hexdigest(),
        article_id=doc.article.id,
        theatre=theatre,
        faction=read.faction,
        kind=read.kind,
        date_from=read.first,
        date_to=read.last,
        sentence=read.sentence.index,
        evidence=doc.span(read.sentence),
    )
