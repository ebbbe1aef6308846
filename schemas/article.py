"""An article: one version of one published item, as a publisher sends it."""

from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from schemas.base import LINE_PATTERN, Moment, Record

BODY_CHARS_MAX = 2_000_000

Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=LINE_PATTERN)]
Url = Annotated[
    str, StringConstraints(max_length=2048, pattern=r"^https?://[^\s\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+$")
]


class Article(Record):
    """What arrives on `news.articles`.

    The same id with a later `published_at` is a newer version of the item and replaces the older one whole.
    """

    id: Id
    url: Url
    source: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=LINE_PATTERN)]
    title: str = Field(max_length=2_000)
    body: str = Field(max_length=BODY_CHARS_MAX, description="Paragraphs parted by a blank line.")
    language: Annotated[str, StringConstraints(max_length=35, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = Field(
        description="BCP 47, such as `en`."
    )
    published_at: Moment
    updates: Id | None = Field(default=None, description="Id of the article that this one corrects.")

    @field_validator("body")
    @classmethod
    def _body_says_something(cls, body: str) -> str:
        if not body.strip():
            raise ValueError("the body is empty")
        return body
