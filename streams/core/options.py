"""What a user may choose of how the core judges. Read once by a shell, frozen, handed down."""

from pydantic import Field, PositiveFloat, PositiveInt

from schemas.base import Value
from schemas.words import Policy


class FactionOptions(Value):
    """Choices for one faction; None takes the common one."""

    false_alarms_per_year: PositiveFloat | None = None
    policy: Policy | None = None


class Options(Value):
    """Choices for all."""

    horizon_days: PositiveInt = Field(default=180, description="Days that reports may be late and are kept whole.")
    false_alarms_per_year: PositiveFloat = Field(default=1.0, description="Budget of behaviour signals a faction.")
    policy: Policy = Field(default="reported", description="Counting policy that behaviour signals are read from.")
    factions: dict[str, FactionOptions] = Field(default_factory=dict)
    names: dict[str, str] = Field(default_factory=dict, description="Display names by faction id, for headlines.")
