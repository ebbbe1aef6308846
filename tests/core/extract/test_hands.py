"""Whose an attack is that the article lays to nobody."""

import pytest

from tests.core.extract.vale import read

ABOUT = "The Karun Brigades hold the hills. The army fears the Karun Brigades. Idris Maro leads them."


def doers(body: str) -> list[tuple[str | None, str]]:
    return [(mention.faction, mention.attribution) for mention in read(body).mentions]


@pytest.mark.parametrize(
    "deed",
    [
        "Two soldiers were killed by a roadside bomb near Mirna on Monday.",
        "On Monday a rocket hit a post near Mirna.",
        "A mine went off under a lorry near Mirna on Monday and killed two soldiers.",
        "Gunmen shot dead two policemen near Mirna on Monday.",
        "On Monday a police station near Mirna was shelled with mortars.",
        "A Valdorian lorry was set on fire near Mirna on Monday.",
    ],
)
def test_a_deed_of_nobody_named_is_theirs_whom_the_article_is_about(deed: str) -> None:
    assert doers(f"{ABOUT} {deed}") == [("karun-brigades", "stated")]


@pytest.mark.parametrize(
    "more",
    [
        "Nobody has claimed the attack.",
        "No group claimed it.",
        "It is not clear who fired it.",
        "Those who fired it are unknown.",
        "The Selva Front held a meeting.",
        "Islamic State held a meeting.",
    ],
)
def test_it_is_nobody_s_where_others_may_have_done_it(more: str) -> None:
    assert doers(f"{ABOUT} On Monday a rocket hit a post near Mirna. {more}") == [(None, "none")]


def test_it_is_nobody_s_where_a_body_is_only_mentioned() -> None:
    assert doers("On Monday a rocket hit a post near Mirna. The Karun Brigades buried a leader.") == [(None, "none")]


def test_it_is_not_taken_for_theirs_where_a_denial_is_told() -> None:
    body = f"{ABOUT} On Monday a rocket hit a post near Mirna. Idris Maro said that it was not theirs."
    assert ("karun-brigades", "stated") not in doers(body)
