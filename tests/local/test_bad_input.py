"""Bad input: each kind gets a message with file, line and field, is kept raw, and harms nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from schemas import Article
from tests.local.conftest import Write, lines, run

GOOD: dict[str, Any] = {
    "id": "good",
    "url": "https://example.org/good",
    "source": "Example Wire",
    "title": "Drones aimed at a base",
    "body": "Kata'ib Hezbollah attacked US forces at Ain al-Asad with two drones on Monday, January 8.",
    "language": "en",
    "published_at": "2024-01-09T10:00:00Z",
}


def changed(**changes: Any) -> bytes:
    fields = GOOD | {"id": "bad"} | changes
    return json.dumps({name: value for name, value in fields.items() if value is not ...}).encode()


BAD = {
    "broken JSON": (b'{"id": "bad", "url"', "invalid_json", None),
    "invalid UTF-8": (changed().replace(b"Drones", b"Dr\xf6nes"), "invalid_utf8", None),
    "a missing field": (changed(source=...), "invalid_field", "source"),
    "a mistyped field": (changed(title=7), "invalid_field", "title"),
    "a date in the future": (changed(published_at="2999-01-01T00:00:00Z"), "published_in_future", "published_at"),
    "an empty body": (changed(body=" \n"), "invalid_field", "body"),
    "deep nesting": (b'{"id": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", "too_deep", None),
    "a language nobody reads": (changed(language="ar"), "unsupported_language", "language"),
    "another text under a known id": (changed(id="good", title="Another"), "id_conflict", "id"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_line_is_told_kept_and_harmless(
    kind: str, tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, code, field = BAD[kind]
    alone, mixed = tmp_path / "alone", tmp_path / "mixed"
    assert run(write("good.jsonl", [GOOD]), out=alone) == 0
    capsys.readouterr()
    file = write("in.jsonl", [GOOD, raw])
    assert run(file, out=mixed) == 0
    assert "1 new articles, 1 rejected" in (err := capsys.readouterr().err)
    (rejection,) = lines(mixed, "rejected.jsonl")
    assert (rejection["error"], rejection["field"]) == (code, field)
    if code == "id_conflict":
        assert {rejection["origin"]} <= {f"{file}:1", f"{file}:2"}
    else:
        assert rejection["origin"] == f"{file}:2"
        for name in ("incidents.jsonl", "tallies.jsonl", "standing.jsonl", "signals.jsonl"):
            assert (alone / name).read_bytes() == (mixed / name).read_bytes()
        if rejection["raw_encoding"] == "utf-8":
            assert rejection["raw"].encode() == raw
    assert f"rejected: {rejection['origin']}: {field + ': ' if field else ''}{rejection['message']} [{code}]\n" in err


@pytest.mark.parametrize("kind", BAD)
def test_strict_turns_the_first_bad_line_into_exit_code_2(
    kind: str, tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, code, _ = BAD[kind]
    file = write("in.jsonl", [GOOD, raw])
    assert run(file, "--strict", out=tmp_path / "out") == 2
    message = capsys.readouterr().err
    assert message.startswith(f"factionwatch: {file}:")
    assert message.endswith(f"[{code}]\n")
    assert message.count("\n") == 1


def test_a_body_of_50_mb_is_not_read_into_memory_and_its_beginning_is_kept(tmp_path: Path, write: Write) -> None:
    file = write("in.jsonl", [changed(body="x" * 50_000_000), GOOD])
    assert run(file, out=tmp_path / "out") == 0
    (rejection,) = lines(tmp_path / "out", "rejected.jsonl")
    assert (rejection["error"], rejection["truncated"]) == ("too_large", True)
    assert rejection["raw_bytes"] > 50_000_000
    assert len(rejection["raw"]) == 65_536


def test_html_with_script_is_read_as_text(tmp_path: Path, write: Write) -> None:
    body = f"<script>var killed = 'Nujaba attacked US forces at Harir';</script><p>{GOOD['body']}</p>"
    assert run(write("html.jsonl", [GOOD | {"body": body}]), out=tmp_path / "html") == 0
    told = lines(tmp_path / "html", "incidents.jsonl")
    assert [incident["faction"] for incident in told] == ["kataib-hezbollah"]
    assert "script" not in json.dumps(told)


@pytest.mark.parametrize("in_order", [True, False])
def test_of_two_texts_with_one_id_and_moment_the_same_one_wins_in_any_order(
    in_order: bool, tmp_path: Path, write: Write
) -> None:
    bases = ("Ain al-Asad", "Harir air base", "al-Tanf", "Shaddadi")
    texts = [GOOD | {"body": GOOD["body"].replace("Ain al-Asad", base)} for base in bases]
    once, apart = tmp_path / "once", tmp_path / "apart"
    assert run(write("all.jsonl", texts), out=once) == 0
    for number, text in enumerate(texts if in_order else reversed(texts)):
        assert run(write(f"{number}.jsonl", [text]), out=apart) == 0
    rejected = [{line["raw"] for line in lines(out, "rejected.jsonl")} for out in (once, apart)]
    assert len(rejected[0]) == len(bases) - 1
    assert rejected[0] == rejected[1]
    assert len(lines(once, "incidents.jsonl")) == 1
    assert (once / "incidents.jsonl").read_bytes() == (apart / "incidents.jsonl").read_bytes()


def test_an_annotated_line_is_an_article_and_a_bad_one_is_kept_whole(tmp_path: Path, write: Write) -> None:
    bad = {"article": GOOD | {"id": "bad", "body": ""}, "gold": {"incidents": []}}
    file = write("in.jsonl", [{"article": GOOD, "gold": {}}, bad])
    assert run(file, out=tmp_path / "out") == 0
    (rejection,) = lines(tmp_path / "out", "rejected.jsonl")
    assert rejection["field"] == "body"
    assert json.loads(rejection["raw"]) == bad


def test_a_date_that_has_come_is_rejected_no_longer(tmp_path: Path, write: Write, monkeypatch: Any) -> None:
    file = write("in.jsonl", [GOOD])
    out = tmp_path / "out"
    early = Article.from_bytes(json.dumps(GOOD)).published_at.replace(year=2023)
    with monkeypatch.context() as patch:
        patch.setattr("streams.cli.run.clock", lambda: early)
        assert run(file, out=out) == 0
    assert [line["error"] for line in lines(out, "rejected.jsonl")] == ["published_in_future"]
    assert run(file, out=out) == 0
    assert lines(out, "rejected.jsonl") == []
    assert len(lines(out, "incidents.jsonl")) == 1


def test_a_watchlist_with_a_mistake_stops_the_run(
    tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    watchlist = tmp_path / "w.yaml"
    watchlist.write_text("theatre: {id: x, name: X, countries: [SE], timezone: UTC}\nfactions:\n  - {id: f, name: F}\n")
    assert run(write("in.jsonl", [GOOD]), "--watchlist", watchlist, out=tmp_path / "out") == 2
    assert capsys.readouterr().err == f"factionwatch: {watchlist}:3: factions[0].kind: field required\n"
    assert not (tmp_path / "out").exists()
