"""Where an act was, and in which country."""

import pytest

from tests.core.extract.vale import read


@pytest.mark.parametrize(
    ("body", "place", "country"),
    [
        ("The Karun Brigades attacked Fort Kestrel on Monday.", "Fort Kestrel", "RO"),
        ("The Karun Brigades attacked a market in Mirna on Monday.", "Mirna", "MD"),
        ("On Monday the Karun Brigades shelled the Moldovan border town of Brovna.", "Brovna", "MD"),
        ("On Monday the Karun Brigades shelled a Romanian village, Brovna, near Mirna.", "Mirna", "MD"),
    ],
)
def test_an_act_is_at_the_place_of_its_own_clause(body: str, place: str, country: str) -> None:
    (mention,) = read(body).mentions
    assert (mention.place, mention.country) == (place, country)
