"""Reads articles by rules: from words to mentions, statements and reported counts.

A cascade of small stages, each turning the sequence it is given into a shorter and richer one:

    clean text        `streams.core.text`      markup, entities, quotes; offsets back to the article
    gate              `names.NameGate`         an article that names nobody watched goes no further
    sentences, words  `tokens`                 `Token`, sentence spans
    pieces            `pieces`, `lexicon`      what each listed phrase and number is (streams/data/lexicon)
    names             `streams.core.extract.names`     factions, leaders, parties, places, however spelt
    times             `dates`                  `When`: days counted from publication
    references        `coreference`            "the group" becomes a faction piece too
    readers           `acts`, `statements`, `counts`, each a function of the `Document`

and within `acts`:

    noun, verb groups `chunks`, `groups`       heads, voice, tense, negation; no part-of-speech tagger
    clauses           `syntax`                 segments of a sentence; each verb's subject, object, phrases
                      `linking`, `roles`       nouns that belong together; whom a verb is said of
                      `gapping`                clauses that leave their verb out
    frames            `frames`, `actors`       one clause, one act: two sides, weapon; unreal ones fall away
                      `deeds`                  what each act verb says of its two sides
                      `sides`                  who stands on a side, and with what
    acts              `candidates`, `strikes`  attack or strike, on whom, in whose word (`speech`)
    details           `places`, `outcomes`, `tolls`, `reality`
    one article       `narration`, `grouping`, `joining`, `grounds`
                                               clauses that speak of the same act become one
    claims            `claims`                 claims, accusations, doubts, denials, admissions
                      `hands`                  whose an attack is that is laid to nobody
    labels            `labels`                 the other side in few words

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

from streams.core.extract.document import Document, Sentence
from streams.core.extract.extractor import Extractor, RuleExtractor

__all__ = ["Document", "Extractor", "RuleExtractor", "Sentence"]
