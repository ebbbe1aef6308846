"""From raw bytes to an `Article`, or to the `Rejection` that says why not.

Every input goes through here, whichever shell reads it. Size is looked at before anything is parsed; one
pass of the JSON parser then checks depth, syntax and fields.
"""

import base64
import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas import Article, Rejection
from streams.errors import RejectionCode

INPUT_BYTES_MAX = 8_388_608
"""Above this nothing is parsed. A body of BODY_CHARS_MAX characters of any language fits."""

KEPT_BYTES_MAX = 65_536
"""What a rejection keeps of an input that was too large."""

FIELD_CHARS_MAX = 200
"""What a rejection tells of the name of a field, which may be one that the input made up."""

CLOCK_SKEW_MAX = timedelta(hours=1)
"""How far ahead of this machine's clock a publisher's may be."""

LANGUAGES = frozenset({"en"})
"""Languages that the default extractor reads."""

STAGE = "extract"


def read_article(raw: bytes, origin: str, now: datetime, languages: Collection[str] = LANGUAGES) -> Article | Rejection:
    """Validate one input.

    `origin` says where it came from, such as `file:line`. `now` is only used to refuse dates in the future.
    """
    if len(raw) > INPUT_BYTES_MAX:
        return too_large(raw, len(raw), origin)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}"
        return reject(raw, origin, RejectionCode.INVALID_UTF8, message)
    try:
        article = Article.model_validate_json(raw)
    except ValidationError as error:
        return _from_details(raw, origin, error.errors(include_url=False))
    if article.published_at > now + CLOCK_SKEW_MAX:
        message = f"{article.published_at.isoformat()} is in the future"
        return reject(raw, origin, RejectionCode.IN_FUTURE, message, "published_at")
    if article.language.partition("-")[0] not in languages:
        message = f"no extractor reads {article.language!r}; read are: {', '.join(sorted(languages))}"
        return reject(raw, origin, RejectionCode.UNSUPPORTED_LANGUAGE, message, "language")
    return article


def version_of(article: Article) -> str:
    """Digest of an article's content. Of two texts with one id and one moment the greater digest holds."""
    return hashlib.sha256(article.to_bytes()).hexdigest()[:32]


def too_large(beginning: bytes, size_bytes: int, origin: str) -> Rejection:
    """The rejection of an input of which perhaps only the beginning was read."""
    message = f"{size_bytes} bytes; at most {INPUT_BYTES_MAX} are read"
    return reject(beginning, origin, RejectionCode.TOO_LARGE, message, size_bytes=size_bytes)


def reject(
    raw: bytes,
    origin: str,
    code: RejectionCode,
    message: str,
    field: str | None = None,
    *,
    size_bytes: int | None = None,
) -> Rejection:
    """A rejection that keeps the input as it came; of one that is too large, its beginning."""
    size = len(raw) if size_bytes is None else size_bytes
    kept = raw if size <= INPUT_BYTES_MAX else _whole_characters(raw[:KEPT_BYTES_MAX])
    try:
        text, is_text = kept.decode(), True
    except UnicodeDecodeError:
        text, is_text = base64.b64encode(kept).decode("ascii"), False
    return Rejection(
        origin=origin,
        stage=STAGE,
        error=code,
        field=field,
        message=message,
        raw=text,
        raw_encoding="utf-8" if is_text else "base64",
        raw_bytes=size,
        truncated=len(kept) < size,
    )


def _whole_characters(data: bytes) -> bytes:
    """Drop a last character that the cut went through."""
    for cut in range(4):
        try:
            data[: len(data) - cut].decode()
        except UnicodeDecodeError:
            continue
        return data[: len(data) - cut]
    return data


def _from_details(raw: bytes, origin: str, errors: list[ErrorDetails]) -> Rejection:
    first = errors[0]
    if first["type"] == "json_invalid":
        message = str(first.get("ctx", {}).get("error", first["msg"]))
        code = RejectionCode.TOO_DEEP if "recursion" in message else RejectionCode.INVALID_JSON
        return reject(raw, origin, code, "nested too deeply" if code is RejectionCode.TOO_DEEP else message)
    field = _one_line(".".join(str(part) for part in first["loc"])) or None
    more = len(errors) - 1
    message = f"{_message(first)} (and {more} more)" if more else _message(first)
    return reject(raw, origin, RejectionCode.INVALID_FIELD, message, field)


def _one_line(text: str) -> str:
    """A name that the input chose, fit for a log line and a header: nothing unseen, nothing long."""
    shown = text[:FIELD_CHARS_MAX]
    return "".join(character if character.isprintable() else "\ufffd" for character in shown)


def _message(details: ErrorDetails) -> str:
    context: dict[str, Any] = details.get("ctx", {})
    message = str(context["error"]) if details["type"] == "value_error" else details["msg"]
    return message[:1].lower() + message[1:]
