"""What statements and reported counts are read with: who speaks, who does what, and words of a kind.

marks     a sentence's pieces by kind and place, those of a further word list among them
subjects  where the noun phrases around a verb begin and end
persons   whose people are that no list has
verbs     what a verb of saying looks like where it stands
voice     one act of saying, by a verb or by a noun that holds words
voices    who speaks in each part of a sentence, followed through the article
line      all of that for one sentence
halts, resumptions, refusals, threats, demands: words of a kind
"""
