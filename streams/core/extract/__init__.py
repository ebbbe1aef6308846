"""Reads articles by rules: from words to mentions, statements and reported counts.

A cascade of small stages, each turning the sequence it is given into a shorter and richer one. Each room imports from
those above it alone:

    `streams.core.text`            clean text: markup, entities, quotes; offsets back to the article

    words       `names`            the gate: an article that names nobody watched goes no further
                `tokens`           sentences and words
                `pieces`           what each listed phrase and number is (`lexicon`, streams/data/lexicon)
                `names`            factions, leaders, parties, places, however spelt
                `times`, `dates`   days counted from publication
                `coreference`      "the group" becomes a faction piece too
                `document`         what all of it is kept in; `analysis` makes it

    clauses     `chunks`           noun and verb groups: heads, voice, tense, negation; no part-of-speech tagger
                `linking`, `roles` nouns that belong together; whom a verb is said of
                `gapping`          clauses that leave their verb out
                `syntax`           segments of a sentence; each verb's subject, object, phrases

    acts        `frames`           one clause, one act: two sides, weapon; unreal ones fall away (`undone`, `reality`)
                `deeds`, `sides`   what each act verb says of its two sides; who stands on a side, and with what
                `candidates`       attack or strike (`strikes`), on whom, in whose word (`speech`)
                `places`, `dating`, `outcomes`, `tolls`, `casualties`
                `narration`        one article: clauses that speak of the same act become one (`grouping`, `joining`)
                `claims`           claims, accusations, doubts, denials; `admissions`; `hands`, where nobody says
                `mentions`         what leaves the room

    saying      `statements`       who announces what: suspend, resume, reject, threaten, end
    counting    `counts`           running counts

A `Document` holds `sentences` (title first, index -1; noise left out). A `Sentence` holds `tokens` and `pieces`,
ordered by their first token; one token may have several pieces (an act noun is also a weapon word). A `Piece` is
(`kind`, `value`, `form`, `first`, `last`, `lemma`, `data`); `first` and `last` count tokens of the sentence:

    kind                    value                                   data
    faction, leader         id of the faction; lemma: its name, or  `Entity`
                            `anaphor` for "the group"
    party, demonym          id of the party                         `Entity`
    place                   the watchlist's name of it              `Entity` (country, place_kind)
    country, nationality    ISO 3166-1 code                         `Entity`
    outsider                name of an armed body nobody watches    `Entity`
    time                                                            `When` (start, end, role, relative)
    number                  digits                                  `Number` (value, bound, ordinal)
    anything else           as the lexicon files say: kind, value; `form` tells a verb's or noun's inflection

Useful on the way: `sentence.of(kind, …)`, `sentence.words(piece)`, `doc.span(sentence)` for the evidence,
`doc.faction_in_focus(sentence, before_token)` for "it" and "they", `sentence.raw.quoted` for own words.
A word list of your own is a new file in streams/data/lexicon; it is loaded with the rest.
"""

from streams.core.extract.extractor import Extractor, RuleExtractor
from streams.core.extract.words.document import Document, Sentence

__all__ = ["Document", "Extractor", "RuleExtractor", "Sentence"]
