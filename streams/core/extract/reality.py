"""What is told but was not done now: exercises, foiled plots, hypotheses, history, running counts."""

from streams.core.extract.document import Sentence
from streams.core.extract.frames import Frame

_WHOLE_SENTENCE = frozenset(("exercise", "foiled", "false", "hypothetical", "anniversary", "denial_of_act", "archive"))


def is_real(sentence: Sentence) -> bool:
    """Whether a sentence can report an act at all."""
    if sentence.tokens[-1].text == "?" and sentence.index >= 0:
        return False
    return not any(piece.value in _WHOLE_SENTENCE for piece in sentence.of("unreal"))


def tells_series(sentence: Sentence, frame: Frame) -> bool:
    """Whether a frame counts or sums up acts instead of reporting one."""
    if any(when.role in {"since", "until"} for when in frame.whens):
        return not any(when.role == "at" for when in frame.whens)
    own_day = any(when.role == "at" and when.start is not None for when in frame.whens)
    if frame.plural and not own_day and set(frame.verbs) == {"noun"}:
        return True
    inside = [p for p in sentence.of("series") if frame.segment.first <= p.first < frame.segment.last]
    return bool(inside) and not own_day
