"""Merges and tallies of a resolver, with gold mentions and with those that were read."""

from collections.abc import Sequence
from datetime import date

import pytest

from schemas import Attributed, Attribution, Extraction, Incident, MentionRef, Theatre, Watchlist
from schemas.watchlist import Faction, Party, Place
from streams.core.evaluate.merging import Merging, merge_gold, merge_read
from streams.core.evaluate.score import read_against
from tests.core.evaluate.worlds import annotated, article, extraction, gold_incident, mention

WATCHLIST = Watchlist(
    theatre=Theatre(id="there", name="There", countries=("AA",), timezone="UTC"),
    factions=(Faction(id="reds", name="Reds", kind="faction"),),
    parties=(Party(id="army", name="Army", aliases=("soldiers",)),),
    places=(Place(name="Mill", aliases=("Old Mill",), country="AA", kind="town"),),
)


def by_day(extractions: Sequence[Extraction]) -> list[Incident]:
    """A resolver that merges all mentions of one kind and day, for want of a better one."""
    groups: dict[tuple[str, date | None], list] = {}
    for found in extractions:
        for m in found.mentions:
            groups.setdefault((m.kind, m.date_from), []).append(m)
    return [
        Incident(
            incident_id=f"i-{number}", theatre="there", kind=kind, faction=group[0].faction,
            attribution=group[0].attribution, counterparty=None, date_from=day, date_to=day, country=None, place=None,
            weapon=None, outcome=None, killed_min=None, killed_max=None, wounded_min=None, wounded_max=None,
            known_at=article().published_at, sources=1, single_source=True, count=max(m.count for m in group),
            attributions=tuple(
                Attribution(faction=m.faction, attribution=m.attribution) for m in group if m.faction
            ),
            mentions=tuple(
                MentionRef(
                    article_id=m.article_id, url="https://example.org", source="Post", text="Text",
                    published_at=article().published_at, mention_id=m.mention_id, attribution=m.attribution,
                    faction=m.faction, killed=None, wounded=None,
                )
                for m in group
            ),
        )
        for number, ((kind, day), group) in enumerate(groups.items())
    ]  # fmt: skip


def merged(*articles, read: dict[str, Extraction] | None = None) -> Merging:
    read = read or {}
    found = [read.get(a.article.id, extraction(article_id=a.article.id)) for a in articles]
    readings = [read_against(a, [e]) for a, e in zip(articles, found, strict=True)]
    return merge_read(readings, found, by_day) if read else merge_gold(readings, found, WATCHLIST, by_day)


def test_gold_mentions_of_one_key_that_are_merged_score_in_full() -> None:
    result = merged(annotated(gold_incident(), article_id="1"), annotated(gold_incident(), article_id="2"))
    assert result.merges.b_cubed.f1 == 1.0
    assert [(t.faction, t.kind, t.gold, t.read) for t in result.tallies] == [("reds", "attack", 1, 1)]
    assert result.tally_error == 0.0


def test_a_wrong_merge_costs_precision_and_a_tally() -> None:
    result = merged(annotated(gold_incident(), gold_incident(key="b")))
    assert result.merges.b_cubed.precision == pytest.approx(0.5)
    assert result.merges.b_cubed.recall == 1.0
    assert result.tally_error == pytest.approx(0.5)


def test_gold_mentions_carry_the_watchlists_names_of_place_and_party() -> None:
    seen: list[Extraction] = []

    def remember(extractions: Sequence[Extraction]) -> list[Incident]:
        seen.extend(extractions)
        return by_day(extractions)

    found = [extraction()]
    readings = [read_against(annotated(gold_incident(place="old mill", counterparty="Soldiers")), found)]
    merge_gold(readings, found, WATCHLIST, remember)
    told = seen[0].mentions[0]
    assert (told.place_name, told.counterparty_id) == ("Mill", "army")


def test_merges_of_mentions_read_are_measured_over_those_that_are_right() -> None:
    read = extraction(mention(mention_id="m-right"), mention(mention_id="m-false", date_from=None, date_to=None))
    result = merged(annotated(gold_incident()), read={"art": read})
    assert result.merges.mentions == 1
    assert [(t.gold, t.read) for t in result.tallies] == [(1, 2)]


def test_a_recap_that_was_read_does_not_count_against_the_tally() -> None:
    old = mention(mention_id="m-old", date_from=date(2031, 4, 20), date_to=date(2031, 4, 20))
    result = merged(annotated(gold_incident()), read={"art": extraction(mention(), old)})
    assert result.tally_error == 0.0


def test_a_denied_attack_is_tallied_for_nobody_and_a_shared_one_for_both() -> None:
    blues = (Attributed(faction="blues", attribution="blamed"),)
    result = merged(
        annotated(gold_incident(attribution="denied")),
        annotated(gold_incident(key="b", date=date(2031, 5, 19), also=blues), article_id="2"),
    )
    assert {(t.faction, t.gold) for t in result.tallies} == {("unattributed", 1), ("reds", 1), ("blues", 1)}


def test_a_lump_is_tallied_by_its_count() -> None:
    result = merged(annotated(gold_incident(count=3), article_id="1"), annotated(gold_incident(), article_id="2"))
    assert [(t.gold, t.read) for t in result.tallies] == [(3, 3)]


def test_what_a_later_version_corrects_is_in_no_tally() -> None:
    first = annotated(gold_incident(), article_id="1")
    second = annotated(gold_incident(key="b", kind="strike"), article_id="2")
    corrected = second.model_copy(update={"article": second.article.model_copy(update={"updates": "1"})})
    assert [(t.kind, t.gold) for t in merged(first, corrected).tallies] == [("attack", 0), ("strike", 1)]
