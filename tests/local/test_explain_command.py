"""`factionwatch explain`: from any id down to sentence and url."""

from pathlib import Path
from typing import Any

import pytest

from streams.cli import call
from tests.local.conftest import lines, run

SAMPLE = Path("streams/data/samples/iraq-syria.jsonl")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("samples")
    assert run(SAMPLE, out=directory) == 0
    return directory


@pytest.fixture
def explained(out: Path, capsys: pytest.CaptureFixture[str]) -> "Explained":
    return Explained(out, capsys)


class Explained:
    """Runs the command and takes the line breaks of the drawing away."""

    def __init__(self, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._out = out
        self._capsys = capsys

    def __call__(self, identity: str) -> str:
        self._capsys.readouterr()
        assert call(["explain", identity, "--from", str(self._out)]) == 0
        return " ".join(self._capsys.readouterr().out.replace("│", " ").split())


def test_an_incident_leads_to_every_sentence_and_url_and_says_why_they_are_one(out: Path, explained: Explained) -> None:
    merged = max(lines(out, "incidents.jsonl"), key=lambda incident: len(incident["mentions"]))
    told = explained(merged["incident_id"])
    for mention in merged["mentions"]:
        assert mention["url"] in told
        assert " ".join(mention["text"].split()) in told
    assert "the same act as" in told
    assert "same day" in told


def test_every_refusal_to_merge_is_told_with_the_incident_beside_and_the_evidence(
    out: Path, explained: Explained
) -> None:
    incidents = lines(out, "incidents.jsonl")
    dated = [i for i in incidents if i["date_from"] == i["date_to"] and i["country"]]
    one, beside = max(
        ((i, [o for o in dated if o is not i and _same_day(i, o)]) for i in dated), key=lambda pair: len(pair[1])
    )
    told = explained(one["incident_id"])
    refusals = told.partition("kept apart from")[2]
    assert beside
    for other in beside:
        assert f"{other['incident_id']}, {other['kind']} of {other['date_to']}" in refusals
    assert refusals.count("the line is 3") + refusals.count("which settles it") >= len(beside)


def _same_day(one: dict[str, Any], other: dict[str, Any]) -> bool:
    keys = ("theatre", "kind", "country", "date_to")
    return all(one[key] == other[key] for key in keys)


def test_an_incident_told_within_a_signal_tells_no_refusals(out: Path, explained: Explained) -> None:
    signal = next(signal for signal in lines(out, "signals.jsonl") if signal["evidence"]["incidents"])
    told = explained(signal["signal_id"])
    assert "Incident i-" in told
    assert "kept apart from" not in told


def test_each_report_tells_the_toll_that_it_gave(out: Path, explained: Explained) -> None:
    incident = next(i for i in lines(out, "incidents.jsonl") if any(mention["killed"] for mention in i["mentions"]))
    told = explained(incident["incident_id"])
    assert told.count("by this report") == sum(
        m["killed"] is not None or m["wounded"] is not None for m in incident["mentions"]
    )


def test_a_mention_and_an_article_lead_to_their_incidents(out: Path, explained: Explained) -> None:
    incident = lines(out, "incidents.jsonl")[0]
    mention = incident["mentions"][0]
    assert incident["incident_id"] in explained(mention["mention_id"])
    assert incident["incident_id"] in explained(mention["article_id"])


def test_a_superseded_id_leads_to_what_took_its_place(out: Path, explained: Explained) -> None:
    incident = next(incident for incident in lines(out, "incidents.jsonl") if incident["aliases"])
    told = explained(incident["aliases"][0])
    assert told.startswith(f"{incident['aliases'][0]} is now {incident['incident_id']}")


def test_a_tally_leads_to_its_incidents_and_statements(explained: Explained) -> None:
    told = explained("kataib-hezbollah")
    assert "Tally of kataib-hezbollah (faction), as of 2024-02-20" in told
    assert "rests on" in told
    assert "2024-01-30 kataib-hezbollah: suspend" in told


def test_a_signal_leads_to_what_it_rests_on_and_to_its_history(out: Path, explained: Explained) -> None:
    signal = next(signal for signal in lines(out, "signals.jsonl") if signal["rule"] == "suspension-declared")
    told = explained(signal["signal_id"])
    assert signal["headline"] in told
    assert "its messages" in told
    assert all(url in told for url in signal["evidence"]["articles"])
    (statement_id, *_) = signal["evidence"]["statements"]
    assert explained(statement_id).startswith("Statement 20")
    assert signal["headline"] in explained(signal["key"])


def test_an_unknown_id_is_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["explain", "i-none", "--from", str(out)]) == 2
    assert "'i-none' is the id of nothing that this directory knows" in capsys.readouterr().err
