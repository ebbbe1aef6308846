"""How good the reading is: scores against annotated articles, and a list of what went wrong.

gold        the annotated articles
agree       when something read agrees with something annotated
assign      the best one-to-one pairing
score       precision, recall, F1, slots
merging     merges and tallies, through a resolver
measures    the measures themselves
misses      each miss, false one and wrong slot in words
evaluation  all of it
"""

from streams.core.evaluate.evaluation import Evaluation, TheatreMerging, evaluate
from streams.core.evaluate.gold import AnnotatedArticle
from streams.core.evaluate.merging import Merging, Resolver
from streams.core.evaluate.score import Reading, Scores, read_against, score

__all__ = [
    "AnnotatedArticle",
    "Evaluation",
    "Merging",
    "Reading",
    "Resolver",
    "Scores",
    "TheatreMerging",
    "evaluate",
    "read_against",
    "score",
]
