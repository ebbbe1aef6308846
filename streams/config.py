"""The service's settings: read once from the environment into one frozen object, and handed down.

Every setting is a variable `FACTIONWATCH_<NAME>`. A secret may instead be named by a file,
`FACTIONWATCH_<NAME>_FILE`, as orchestrators mount them. A setting that is wrong, or that nobody knows,
stops the start with one line each; no line ever holds a secret's value.
"""

import os
import ssl
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableError

from schemas.words import Policy
from streams.core.options import FactionOptions, Options
from streams.errors import UsageError

PREFIX = "FACTIONWATCH_"

SECRETS = ("sasl_password",)
"""Settings that may come as `<NAME>_FILE`."""

READ_ELSEWHERE = frozenset({"crash_at", "test_kafka"})
"""Variables with the prefix that only tests set; see streams/kafka/crash.py and tests/kafka/conftest.py."""

SecurityProtocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
SaslMechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


def _split(value: Any) -> Any:
    """`a, b` to `("a", "b")`; anything else as it is."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


class Settings(BaseSettings):
    """All that an operator may choose of the service."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", validate_default=True)

    bootstrap_servers: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=("127.0.0.1:9092",), min_length=1, description="Brokers to begin with, `host:port`, parted by commas."
    )
    security_protocol: SecurityProtocol = Field(default="PLAINTEXT", description="How to talk to the brokers.")
    tls_ca: Path | None = Field(default=None, description="Certificates to trust (PEM); the system's where not set.")
    tls_certificate: Path | None = Field(default=None, description="Our own certificate chain (PEM), for mutual TLS.")
    tls_key: Path | None = Field(default=None, description="The key of our own certificate (PEM).")
    sasl_mechanism: SaslMechanism = Field(default="SCRAM-SHA-512", description="Used with a SASL protocol.")
    sasl_username: str | None = Field(default=None, description="User of the brokers.")
    sasl_password: SecretStr | None = Field(default=None, description="Its password; better given as a file.")
    group: str = Field(
        default="factionwatch",
        pattern=r"^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$",
        description="Consumer group, and the first part of the names of internal topics.",
    )
    instance_id: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9._-]{1,120}$",
        description="Name of this worker that outlives a restart, such as the pod's: its partitions then wait for it.",
    )
    partitions: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=8, description="Partitions of every keyed topic; the most workers that can share the work."
    )
    replication: Annotated[int, Field(ge=1, le=9)] = Field(
        default=1, description="Copies of every partition; 3 in production, where two must then have each record."
    )
    session_timeout_seconds: PositiveFloat = Field(
        default=10.0, description="A worker silent for so long loses its partitions. Above the pause of a restart."
    )
    watchlists: Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=(), description="Watchlist files, parted by commas; the shipped ones where none is named."
    )
    horizon_days: PositiveInt = Field(default=180, description="Days that reports may be late and are kept whole.")
    false_alarms_per_year: PositiveFloat = Field(default=1.0, description="Budget of behaviour signals a faction.")
    policy: Policy = Field(default="reported", description="Counting policy that behaviour signals are read from.")
    factions: dict[str, FactionOptions] = Field(
        default_factory=dict, description='Choices for single factions, as JSON: `{"id": {"policy": "claimed"}}`.'
    )
    extract_processes: NonNegativeInt = Field(
        default=0, description="Processes that read articles; 0 is one for each core."
    )
    batch_records: PositiveInt = Field(
        default=500, le=1_000, description="The most records that a stage with state takes at once, at most 1000."
    )
    batch_seconds: PositiveFloat = Field(default=0.05, description="How long a stage waits for a batch to fill.")
    tick_seconds: NonNegativeInt = Field(
        default=3600, description="Seconds between ticks, which move the day on; 0 sends none, as for a replay."
    )
    metrics_host: str = Field(default="127.0.0.1", description="Where `/metrics`, `/healthz` and `/readyz` listen.")
    metrics_port: Annotated[int, Field(ge=0, le=65_535)] = Field(
        default=9108, description="Port of metrics and probes; 0 serves none."
    )
    stall_seconds: PositiveFloat = Field(
        default=300.0, description="Records that wait for so long while no offset moves make `/healthz` fail."
    )
    log_level: LogLevel = Field(default="INFO", description="The least that is logged.")

    @model_validator(mode="after")
    def _security_is_whole(self) -> "Settings":
        if self.uses_sasl and (self.sasl_username is None or self.sasl_password is None):
            raise ValueError(f"{self.security_protocol} needs {PREFIX}SASL_USERNAME and {PREFIX}SASL_PASSWORD_FILE")
        if not self.uses_tls and (self.tls_ca or self.tls_certificate):
            raise ValueError(f"certificates are set but {PREFIX}SECURITY_PROTOCOL is {self.security_protocol}")
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError(f"{PREFIX}TLS_CERTIFICATE and {PREFIX}TLS_KEY go together")
        return self

    @property
    def uses_sasl(self) -> bool:
        """A user and a password are asked for."""
        return self.security_protocol.startswith("SASL")

    @property
    def uses_tls(self) -> bool:
        """The connection is encrypted."""
        return self.security_protocol.endswith("SSL")

    @property
    def options(self) -> Options:
        """What the core is told."""
        return Options(
            horizon_days=self.horizon_days,
            false_alarms_per_year=self.false_alarms_per_year,
            policy=self.policy,
            factions=self.factions,
        )

    @property
    def min_insync_replicas(self) -> int:
        """Copies that must have a record before it counts as written: all but one."""
        return max(1, self.replication - 1)

    @property
    def processes(self) -> int:
        """Processes that read articles."""
        return self.extract_processes or os.cpu_count() or 1

    def password(self) -> str | None:
        """The secret itself; only the two client factories call this."""
        return self.sasl_password.get_secret_value() if self.sasl_password else None

    def ssl_context(self) -> ssl.SSLContext | None:
        """A context that checks certificates and names; None without TLS. Raises `UsageError`."""
        if not self.uses_tls:
            return None
        try:
            context = ssl.create_default_context(cafile=str(self.tls_ca) if self.tls_ca else None)
            if self.tls_certificate and self.tls_key:
                context.load_cert_chain(self.tls_certificate, self.tls_key)
        except OSError as error:
            raise UsageError(f"{PREFIX}TLS_*: the certificates cannot be read: {error}") from None
        return context


def load() -> Settings:
    """Read the settings. Raises `UsageError` with one line for each mistake."""
    ours = {name.removeprefix(PREFIX).lower() for name in os.environ if name.startswith(PREFIX)}
    problems: list[str] = []
    secrets = {name: _read_secret(name, problems) for name in SECRETS if f"{name}_file" in ours}
    known = set(Settings.model_fields) | READ_ELSEWHERE | {f"{name}_file" for name in SECRETS}
    problems += [f"{PREFIX}{name.upper()}: there is no such setting" for name in sorted(ours - known)]
    try:
        settings = Settings(**secrets)
    except ValidationError as error:
        problems += [_line(detail["loc"], detail["msg"]) for detail in error.errors(include_input=False)]
    except UnreadableError as error:
        problems.append(str(error))
    else:
        if not problems:
            return settings
    raise UsageError("\n".join(problems))


def _read_secret(name: str, problems: list[str]) -> Any:
    variable = f"{PREFIX}{name.upper()}"
    if variable in os.environ:
        problems.append(f"{variable}: given both as a value and as a file")
    try:
        return Path(os.environ[f"{variable}_FILE"]).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        problems.append(f"{variable}_FILE: the file cannot be read")
        return None


def _line(location: tuple[int | str, ...], message: str) -> str:
    name = f"{PREFIX}{str(location[0]).upper()}: " if location else ""
    return f"{name}{message.removeprefix('Value error, ')}"
