"""Validation: every bad input is a value that says what, where and why."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, Rejection
from streams.core.validate import INPUT_BYTES_MAX, KEPT_BYTES_MAX, read_article, too_large, version_of

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def raw_article(**changes: Any) -> bytes:
    fields: dict[str, Any] = {
        "id": "a-1",
        "url": "https://example.org/a-1",
        "source": "Example Wire",
        "title": "A title",
        "body": "A body.",
        "language": "en",
        "published_at": "2024-05-01T10:00:00+02:00",
        "updates": None,
    }
    fields |= changes
    return json.dumps({name: value for name, value in fields.items() if value is not ...}).encode()


def read(raw: bytes) -> Article | Rejection:
    return read_article(raw, "in.jsonl:7", NOW)


def test_a_good_article_is_read_and_its_time_is_utc() -> None:
    article = read(raw_article())
    assert isinstance(article, Article)
    assert article.published_at == datetime(2024, 5, 1, 8, tzinfo=UTC)


def test_html_with_script_is_an_article_like_any_other() -> None:
    assert isinstance(read(raw_article(body="<script>alert(1)</script><p>Text.</p>")), Article)


@pytest.mark.parametrize(
    ("raw", "code", "field", "message"),
    [
        (b'{"id": "a-1", ', "invalid_json", None, "EOF while parsing"),
        (b"", "invalid_json", None, "EOF while parsing"),
        (b'{"id": "\\ud800"}', "invalid_json", None, "unexpected end of hex escape"),
        (b'{"id": "\xff"}', "invalid_utf8", None, "byte 0xff at offset 8"),
        (b"[" * 100_000, "too_deep", None, "nested too deeply"),
        (b'{"id": ' + b'{"a":' * 100_000, "too_deep", None, "nested too deeply"),
        (b"[1, 2]", "invalid_field", None, "input should be an object"),
        (b"null", "invalid_field", None, "input should be an object"),
        (raw_article(id=...), "invalid_field", "id", "field required"),
        (raw_article(id=7), "invalid_field", "id", "input should be a valid string"),
        (raw_article(id="a\nb"), "invalid_field", "id", "string should match pattern"),
        (raw_article(url="javascript:alert(1)"), "invalid_field", "url", "string should match pattern"),
        (raw_article(published_at="yesterday"), "invalid_field", "published_at", "input should be a valid datetime"),
        (
            raw_article(published_at="2024-05-01T10:00:00"),
            "invalid_field",
            "published_at",
            "input should have timezone",
        ),
        (raw_article(body="  \n "), "invalid_field", "body", "the body is empty"),
        (raw_article(body=...), "invalid_field", "body", "field required"),
        (raw_article(mood="grim"), "invalid_field", "mood", "extra inputs are not permitted"),
        (raw_article(id=..., body=""), "invalid_field", "id", "field required (and 1 more)"),
        (raw_article(published_at="2024-06-03T00:00:00Z"), "published_in_future", "published_at", "in the future"),
        (raw_article(language="fr"), "unsupported_language", "language", "no extractor reads 'fr'; read are: en"),
    ],
)
def test_a_bad_input_is_told_with_place_field_and_reason(
    raw: bytes, code: str, field: str | None, message: str
) -> None:
    rejection = read(raw)
    assert isinstance(rejection, Rejection)
    assert (rejection.origin, rejection.stage, rejection.error, rejection.field) == (
        "in.jsonl:7",
        "extract",
        code,
        field,
    )
    assert message in rejection.message
    assert rejection.raw_bytes == len(raw)
    assert not rejection.truncated


def test_what_is_too_large_is_not_parsed_and_only_its_beginning_is_kept() -> None:
    rejection = read(raw_article(body="é" * 26_000_000))
    assert isinstance(rejection, Rejection)
    assert (rejection.error, rejection.truncated) == ("too_large", True)
    assert str(INPUT_BYTES_MAX) in rejection.message
    assert len(rejection.raw.encode()) <= KEPT_BYTES_MAX


def test_a_cut_never_goes_through_a_character() -> None:
    rejection = too_large(b"x" + "é".encode() * KEPT_BYTES_MAX, INPUT_BYTES_MAX + 1, "-:1")
    assert (rejection.raw_encoding, rejection.raw[-1]) == ("utf-8", "é")
    assert rejection.raw_bytes == INPUT_BYTES_MAX + 1


def test_the_version_follows_the_content_not_the_way_it_is_written() -> None:
    plain, spaced = read(raw_article()), read(raw_article().replace(b", ", b" ,\t"))
    other = read(raw_article(title="Another title"))
    assert isinstance(plain, Article)
    assert isinstance(spaced, Article)
    assert isinstance(other, Article)
    assert version_of(plain) == version_of(spaced) != version_of(other)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_rejected_whole(raw: bytes) -> None:
    rejection = read(raw)
    assert isinstance(rejection, Rejection)
    kept = rejection.raw.encode() if rejection.raw_encoding == "utf-8" else base64.b64decode(rejection.raw)
    assert kept == raw
