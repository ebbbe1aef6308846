"""A real broker that speaks only TLS, asks every client who it is, and grants what deploy/access.py says."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kafka.admin import (
    ACL,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ResourcePattern,
    ResourceType,
    ScramMechanism,
    UserScramCredentialUpsertion,
)
from pydantic import SecretStr

from deploy.access import USERS, Grant, User
from deploy.kafka.broker import CLUSTER_ID, HOST, PROPERTIES, Broker, find_jars
from streams.config import Settings
from streams.kafka import clients, topics
from tests.ops.tools import program

ADMIN = "admin"
OPERATIONS = {
    "Read": ACLOperation.READ,
    "Write": ACLOperation.WRITE,
    "Describe": ACLOperation.DESCRIBE,
    "DescribeConfigs": ACLOperation.DESCRIBE_CONFIGS,
}
RESOURCES = {"topic": ResourceType.TOPIC, "group": ResourceType.GROUP}
PATTERNS = {"literal": ACLResourcePatternType.LITERAL, "prefix": ACLResourcePatternType.PREFIXED}
OPEN = "listeners=PLAINTEXT://{host}:{port}"
SECURITY = """\
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule \
required username="{admin}" password="{password}";
ssl.keystore.type=PEM
ssl.keystore.location={home}/broker.pem
ssl.truststore.type=PEM
ssl.truststore.location={home}/ca.crt
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:{admin};User:ANONYMOUS
"""
"""ANONYMOUS is the broker to its own controller; no listener lets a client in without a name."""


def password_of(name: str) -> str:
    return f"canary-{name}"


class SecureBroker(Broker):
    """As `Broker`, behind TLS and SCRAM."""

    @property
    def authority(self) -> Path:
        """The certificate that clients trust."""
        return self.home / "ca.crt"

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        make_certificates(self.home)
        properties, logging = self._write_configuration()
        first = f"SCRAM-SHA-512=[name={ADMIN},password={password_of(ADMIN)}]"
        format_storage = ("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", str(properties))
        self._java(f"{find_jars()}/*", logging, *format_storage, "--add-scram", first)
        super().start()

    def _write_configuration(self) -> tuple[Path, Path]:
        properties, logging = super()._write_configuration()
        assert OPEN in PROPERTIES
        closed = (
            properties.read_text()
            .replace("PLAINTEXT://", "SASL_SSL://")
            .replace("PLAINTEXT:PLAINTEXT", "SASL_SSL:SASL_SSL")
        )
        closed = closed.replace("inter.broker.listener.name=PLAINTEXT", "inter.broker.listener.name=SASL_SSL")
        properties.write_text(closed + SECURITY.format(admin=ADMIN, password=password_of(ADMIN), home=self.home))
        return properties, logging

    def settings(self, name: str) -> Settings:
        """What a client of that name is given."""
        return Settings(
            bootstrap_servers=(self.bootstrap,),
            security_protocol="SASL_SSL",
            tls_ca=self.authority,
            sasl_username=name,
            sasl_password=SecretStr(password_of(name)),
            partitions=2,
        )

    def environment(self, name: str) -> dict[str, str]:
        """The same for `Operator`; the password comes as a file."""
        secret = self.home / f"{name}.password"
        secret.write_text(password_of(name))
        return {
            "BOOTSTRAP_SERVERS": self.bootstrap,
            "SECURITY_PROTOCOL": "SASL_SSL",
            "TLS_CA": str(self.authority),
            "SASL_USERNAME": name,
            "SASL_PASSWORD_FILE": str(secret),
            "PARTITIONS": "2",
        }


def make_certificates(home: Path) -> None:
    """An authority, and the broker's key with a certificate for 127.0.0.1 signed by it."""
    openssl = program("openssl", "apt-get install openssl")
    (home / "san").write_text(f"subjectAltName=IP:{HOST}\n")
    key = "-newkey rsa:2048 -nodes -days 2"
    for command in (
        f"req -x509 {key} -subj /CN=authority -keyout ca.key -out ca.crt",
        f"req {key} -subj /CN=broker -keyout broker.key -out broker.csr",
        "x509 -req -in broker.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile san -out broker.crt",
    ):
        subprocess.run([openssl, *command.split()], cwd=home, check=True, capture_output=True)
    (home / "broker.pem").write_text((home / "broker.key").read_text() + (home / "broker.crt").read_text())


def acls(user: User) -> list[ACL]:
    """A user's grants as the broker takes them."""

    def acl(grant: Grant, operation: str) -> ACL:
        resource = ResourcePattern(RESOURCES[grant.resource], grant.name, PATTERNS[grant.pattern])
        return ACL(f"User:{user.name}", "*", OPERATIONS[operation], ACLPermissionType.ALLOW, resource)

    return [acl(grant, operation) for grant in user.grants for operation in grant.operations]


@contextmanager
def running_secure(home: Path) -> Iterator[SecureBroker]:
    """The broker with topics, users and their grants."""
    broker = SecureBroker(home)
    broker.start()
    try:
        settings = broker.settings(ADMIN)
        with clients.admin(settings) as admin:
            topics.create(admin, topics.wanted(settings))
            for user in USERS:
                secret = password_of(user.name).encode()
                admin.alter_user_scram_credentials(
                    [UserScramCredentialUpsertion(user.name, ScramMechanism.SCRAM_SHA_512, password=secret)]
                )
                made = admin.create_acls(acls(user))
                assert not made["failed"], made
        yield broker
    finally:
        broker.stop()
