"""What all records share: frozen, strict, versioned, and one way to bytes and back."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Literal, ParamSpec, Self, TypeVar, cast

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints


class Value(BaseModel):
    """A part of a record: frozen and strict. Unknown fields are an error."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


P = ParamSpec("P")
V = TypeVar("V", bound=Value)


def of_checked(part: Callable[P, V]) -> Callable[P, V]:
    """What makes parts of a record from fields of records that were checked, without checking them again.

    Every field must be given, by name and in the model's order, so that equal parts have equal bytes.
    """
    assert isinstance(part, type)
    assert issubclass(part, Value)
    names, fill = set(part.model_fields), object.__setattr__

    def make(*args: P.args, **fields: P.kwargs) -> V:
        made = cast("V", part.__new__(part, *args))
        fill(made, "__dict__", fields)
        fill(made, "__pydantic_fields_set__", names)
        fill(made, "__pydantic_extra__", None)
        fill(made, "__pydantic_private__", None)
        return made

    return make


class Record(Value):
    """A record that crosses a boundary: a topic, a file, the state.

    `schema_version` rises only when old readers would misread the record; a new optional field is no
    reason. Equal records have equal bytes, so `to_bytes` may be compared and hashed.
    """

    schema_version: Literal[1] = 1

    def to_bytes(self) -> bytes:
        """Canonical UTF-8 JSON: fields in the model's order, no spaces."""
        return self.__pydantic_serializer__.to_json(self)

    @classmethod
    def from_bytes(cls, data: bytes | str) -> Self:
        """Read what `to_bytes` wrote. Raises `pydantic.ValidationError`."""
        return cls.model_validate_json(data)


class Published(Record):
    """A record that this service wrote itself.

    Fields of a newer version are passed over, so that workers of two versions can share a topic while
    an upgrade rolls through.
    """

    model_config = ConfigDict(extra="ignore")


def _to_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""A point in time, RFC 3339 with an offset, kept in UTC."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A lower-case id such as `kataib-hezbollah`."""

LINE_PATTERN = r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+$"
"""One line of what a person can see: no control characters, no line breaks, nothing that turns the reading order.

Ids, names and outlets stand in logs, headers and on terminals, where such characters forge lines or hide text.
"""

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2; `XZ` is the sea."""
