"""Signals: judgements of escalation and de-escalation, raised, updated and withdrawn.

`standing_signals` is a pure function of what is known of a subject; `difference` is what must be said to lead
a reader from one standing set to the next; `fold` leads back. The guarantee is told in docs/signals.md.
"""

from streams.core.signals.history import History
from streams.core.signals.judgement import Judgement
from streams.core.signals.lifecycle import difference, fold
from streams.core.signals.standing import judgement, standing_signals

__all__ = ["History", "Judgement", "difference", "fold", "judgement", "standing_signals"]
