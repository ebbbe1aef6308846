"""`factionwatch extract`: at least one line for every article, and a message for every other input."""

import io
import json
import sys
from pathlib import Path

import pytest

from schemas import Extraction
from streams.cli import call
from tests.local.conftest import Write
from tests.local.test_bad_input import GOOD, changed

SAMPLES = Path("streams/data/samples")


def test_every_article_has_a_line_and_each_line_is_an_extraction(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["extract", str(SAMPLES), "--jobs", "1"]) == 0
    read = [Extraction.from_bytes(line) for line in capsys.readouterr().out.splitlines()]
    articles = {json.loads(line)["id"] for file in SAMPLES.glob("*.jsonl") for line in file.read_bytes().splitlines()}
    assert {extraction.article_id for extraction in read} == articles
    assert len({(extraction.article_id, extraction.theatre) for extraction in read}) == len(read)


def test_an_article_of_no_theatre_has_the_empty_line_of_the_first(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("in.jsonl", [GOOD | {"title": "Weather", "body": "Rain fell."}])
    assert call(["extract", str(file), "--jobs", "1"]) == 0
    (read,) = [Extraction.from_bytes(line) for line in capsys.readouterr().out.splitlines()]
    assert (read.theatre, read.relevant, read.mentions) == ("iraq-syria", False, ())


def test_a_bad_input_is_told_on_stderr_and_strict_stops_there(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    file = write("in.jsonl", [changed(url=7), GOOD])
    assert call(["extract", str(file), "--jobs", "1"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err == f"rejected: {file}:1: url: input should be a valid string [invalid_field]\n"
    assert call(["extract", str(file), "--jobs", "1", "--strict"]) == 2
    assert capsys.readouterr().out == ""


def test_articles_come_from_stdin_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode())))
    assert call(["extract", "-", "--jobs", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["article_id"] == "good"
