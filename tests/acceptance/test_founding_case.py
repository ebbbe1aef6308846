"""The founding case: one report of February 2024, in several wordings, must come out right from end to end."""

import json
from datetime import date
from pathlib import Path

import pytest

from schemas import Article, Extraction, StandingSignal
from streams import watchlists
from streams.cli import call
from streams.pipeline import build_extract

REPORTS = [
    Article.from_bytes(line)
    for line in (Path(__file__).parent / "founding.jsonl").read_text(encoding="utf-8").splitlines()
]
KATAIB, NUJABA, UMBRELLA = "kataib-hezbollah", "harakat-hezbollah-al-nujaba", "islamic-resistance-in-iraq"


@pytest.fixture(params=REPORTS, ids=lambda report: report.id)
def report(request: pytest.FixtureRequest) -> Article:
    article: Article = request.param
    return article


@pytest.fixture
def reading(report: Article) -> Extraction:
    """What the report says of Iraq and Syria."""
    stage = build_extract(watchlists.load([]))()
    first, *others = (out.value for out in stage.apply(report))
    assert isinstance(first, Extraction)
    assert first.theatre == "iraq-syria"
    assert not any(isinstance(other, Extraction) and other.mentions for other in others)
    return first


def test_there_is_one_attack_in_jordan_with_three_killed(reading: Extraction) -> None:
    attacks = [mention for mention in reading.mentions if mention.kind == "attack"]
    assert [(m.country, m.date_from, m.date_to, m.killed) for m in attacks] == [
        ("JO", date(2024, 1, 28), date(2024, 1, 28), 3)
    ]
    assert attacks[0].counterparty_id == "us"


def test_there_is_one_strike_that_killed_a_leader_and_nothing_of_2020_or_7_october(reading: Extraction) -> None:
    strikes = [mention for mention in reading.mentions if mention.kind == "strike"]
    assert [(m.faction, m.counterparty_id, m.date_from, m.date_to) for m in strikes] == [
        (KATAIB, "us", date(2024, 2, 7), date(2024, 2, 7))
    ]
    assert strikes[0].leaders_killed == ("Abu Baqir al-Saadi",)


def test_there_are_a_suspension_a_refusal_and_a_vow_but_none_by_the_official_at_the_funeral(
    reading: Extraction,
) -> None:
    told = {statement.faction: statement for statement in reading.statements}
    assert {faction: statement.kind for faction, statement in told.items()} == {
        KATAIB: "suspend",
        NUJABA: "reject",
        UMBRELLA: "resume",
    }
    assert len(reading.statements) == 3
    assert (told[KATAIB].date_from, told[KATAIB].date_to) == (date(2024, 1, 30), date(2024, 1, 30))
    vowed_until = told[UMBRELLA].date_to
    assert vowed_until is None or vowed_until >= date(2024, 2, 7)


def test_the_running_count_is_a_count_and_no_incident(reading: Extraction) -> None:
    assert [(count.count, count.bound, count.since) for count in reading.reported_counts] == [
        (160, "at_least", date(2023, 10, 7))
    ]


@pytest.fixture
def out(report: Article, tmp_path: Path) -> Path:
    file = tmp_path / "report.jsonl"
    file.write_bytes(report.to_bytes())
    assert call(["run", str(file), "--out", str(tmp_path / "out")]) == 0
    return tmp_path / "out"


def test_three_signals_stand_in_the_end(out: Path) -> None:
    standing = [StandingSignal.from_bytes(line) for line in (out / "standing.jsonl").read_bytes().splitlines()]
    told = {(signal.faction, signal.direction, signal.basis) for signal in standing}
    assert (KATAIB, "de-escalation", "rhetoric") in told
    assert (KATAIB, "escalation", "severity") in told
    assert (UMBRELLA, "escalation", "rhetoric") in told
    assert "threat" not in {signal.rule for signal in standing}


def test_every_signal_leads_down_to_the_sentence_and_the_url(
    out: Path, report: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    signals = [json.loads(line) for line in (out / "signals.jsonl").read_text(encoding="utf-8").splitlines()]
    assert signals
    for signal in signals:
        capsys.readouterr()
        assert call(["explain", signal["signal_id"], "--from", str(out)]) == 0
        assert report.url in capsys.readouterr().out


def test_the_same_story_from_several_papers_is_counted_once(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_bytes(b"\n".join(report.to_bytes() for report in REPORTS))
    assert call(["run", str(file), "--out", str(tmp_path / "out")]) == 0
    incidents = [json.loads(line) for line in (tmp_path / "out" / "incidents.jsonl").read_bytes().splitlines()]
    assert sorted((i["kind"], i["date_to"], i["sources"]) for i in incidents) == [
        ("attack", "2024-01-28", len(REPORTS)),
        ("strike", "2024-02-07", len(REPORTS)),
    ]
