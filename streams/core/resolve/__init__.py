"""From the mentions of many articles to incidents: one act, one incident.

told        what is kept of a mention and of its article
articles    the newest version of each article, and which of a story stands
places      whether two printed names can mean one spot
evidence    what speaks for and against two reports telling of one act, in points and in words
grouping    from mentions to clusters, in steps that look a few days far
engine      the same for a set that changes: only what a batch touches is grouped anew
incidents   from a cluster to the incident that is published
statements  statements merged
entries     how all this bears on each subject
book        what the ledgers were told so far
silence     days on which the input itself fell silent
owner       the state of one theatre
"""

from streams.core.resolve.owner import TheatreOwner, resolve

__all__ = ["TheatreOwner", "resolve"]
