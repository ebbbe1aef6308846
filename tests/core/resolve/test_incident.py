"""What an incident says of all its reports together."""

from datetime import timedelta

from tests.core.resolve.support import DAY, act, article, incidents

NEXT = DAY + timedelta(days=1)


def test_casualties_are_the_newest_of_each_source_as_a_range() -> None:
    (found,) = incidents(
        article("a", act(killed=1, wounded=5)),
        article("a", act(killed=3, wounded=9), article_id="a2", day=NEXT),
        article("b", act(killed=2)),
    )
    assert (found.killed_min, found.killed_max) == (2, 3)
    assert (found.wounded_min, found.wounded_max) == (9, 9)
    assert [ref.killed for ref in found.mentions] == [1, 2, 3], "the history stays"


def test_untold_casualties_stay_untold() -> None:
    (found,) = incidents(article("a", act()))
    assert (found.killed_min, found.killed_max, found.wounded_min, found.wounded_max) == (None,) * 4


def test_a_claim_outranks_blame_and_a_denial_changes_no_count() -> None:
    (found,) = incidents(
        article("a", act(faction="red", attribution="blamed")),
        article("b", act(faction="umbrella", attribution="claimed")),
        article("c", act(faction="red", attribution="denied")),
    )
    assert (found.faction, found.attribution, found.count) == ("umbrella", "claimed", 1)
    told = [(a.faction, a.attribution) for a in found.attributions]
    assert told == [("umbrella", "claimed"), ("red", "blamed"), ("red", "denied")]


def test_a_denial_alone_is_denied() -> None:
    (found,) = incidents(article("a", act(faction="grey", attribution="denied")))
    assert (found.faction, found.attribution) == ("grey", "denied")


def test_a_strike_keeps_the_word_for_who_struck() -> None:
    strike = act(kind="strike", faction="red", attribution="stated", weapon="airstrike")
    (found,) = incidents(article("a", strike), article("b", {**strike, "attribution": "claimed"}))
    assert (found.faction, found.attribution) == ("red", "claimed")


def test_copies_and_wire_text_are_one_source() -> None:
    original = article("Wire", act())
    copies = [
        article("Daily", act(), fingerprint=original.fingerprint),
        article("Evening", act(), wire="Wire"),
        article("Wire", act(), article_id="second"),
    ]
    (found,) = incidents(original, *copies)
    assert (found.sources, found.single_source, len(found.mentions)) == (1, True, 4)
    (found,) = incidents(original, *copies, article("Other", act()))
    assert (found.sources, found.single_source) == (2, False)


def test_the_id_is_of_the_earliest_report_and_later_ones_become_aliases() -> None:
    late = article("b", act(), day=NEXT)
    (alone,) = incidents(late)
    (both,) = incidents(late, article("a", act()))
    assert both.incident_id != alone.incident_id
    assert alone.incident_id in both.aliases
    assert both.known_at < alone.known_at


def test_the_id_outlives_a_correction_of_the_toll() -> None:
    first = article("a", act(killed=1))
    newer = article("a", act(killed=4), version="2", day=NEXT)
    update = article("a", act(killed=5), article_id="a2", updates="a", day=NEXT, hour=20)
    ids = {
        incidents(*told)[0].incident_id for told in ([first], [first, newer], [first, update], [first, newer, update])
    }
    assert len(ids) == 1


def test_a_corrected_article_replaces_what_the_older_said_whole() -> None:
    older = article("a", act(), act(place="Bravo"))
    (left,) = incidents(older, article("a", act(place="Bravo"), version="2", day=NEXT))
    assert left.place == "Bravo"
    assert incidents(older, article("a2", updates="a", day=NEXT)) == ()
    assert incidents(article("a", act(), act(place="Bravo")), article("a", version="2")) == (), "version breaks the tie"


def test_of_a_chain_of_updates_the_last_stands_whichever_comes_first() -> None:
    chain = [
        article("a", act()),
        article("b", act(place="Bravo"), updates="a", day=NEXT),
        article("c", act(place="Charlie"), updates="b", day=NEXT, hour=20),
    ]
    for told in (chain, chain[::-1], [chain[1], chain[2], chain[0]]):
        assert [incident.place for incident in incidents(*told)] == ["Charlie"]
    assert [incident.place for incident in incidents(chain[2], chain[0])] == ["Alpha", "Charlie"], "b is not known"


def test_a_ring_of_updates_keeps_its_newest() -> None:
    ring = [article("a", act(), updates="b"), article("b", act(place="Bravo"), updates="a", day=NEXT)]
    assert [incident.place for incident in incidents(*ring)] == ["Bravo"]
    assert [incident.place for incident in incidents(article("a", act(), updates="a"))] == ["Alpha"]


def test_the_place_is_the_most_specific_one_by_the_name_of_the_watchlist() -> None:
    (found,) = incidents(article("a", act(place="Westland")), article("b", act(place="al-Alpha")))
    assert found.place == "Alpha"


def test_what_most_sources_say_holds() -> None:
    (found,) = incidents(
        article("a", act(outcome="intercepted")), article("b", act(outcome="hit")), article("c", act(outcome="hit"))
    )
    assert found.outcome == "hit"


def test_an_act_that_the_whole_world_reports_still_fits_into_a_message() -> None:
    (found,) = incidents(*(article(f"outlet {number}", act(), hour=number % 24) for number in range(900)))
    assert (len(found.mentions), found.sources) == (400, 900)
    assert len(found.to_bytes()) < 400_000


def test_a_lumps_toll_is_not_counted_again_beside_those_that_it_counts_in() -> None:
    lump = act(count=3, place=None, weapon=None, killed=5)
    by_count = {i.count: i for i in incidents(article("a", lump), article("b", act(killed=4)))}
    assert (by_count[2].killed_max, by_count[1].killed_max) == (1, 4)
