"""One Apache Kafka in one process, without Docker: for `make kafka`, the tests and the benchmark. Never for production.

The jars come from `pom.xml` by Maven, once, into the user's cache; the key of the cache is the pom itself.
The process is broker and controller (KRaft). It listens on loopback only and creates no topic by itself,
so a test on it sees what a well-kept cluster would do.
"""

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

HOST = "127.0.0.1"
POM = Path(__file__).with_name("pom.xml")
CLUSTER_ID = "ZmFjdGlvbndhdGNoLWRldg"
START_SECONDS_MAX = 60.0
STOP_SECONDS_MAX = 20.0
JVM_OPTIONS = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")

PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller_port}
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller_port}
advertised.listeners=PLAINTEXT://{host}:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
num.partitions=1
default.replication.factor=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=8
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
log.cleaner.backoff.ms=1000
"""

LOGGING = """\
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d %p %c{1}: %m%n
logger.server.name = kafka.server.KafkaRaftServer
logger.server.level = info
"""


class BrokerUnavailableError(Exception):
    """There is no Java or no Maven, the jars cannot be had, or the broker does not come up. One line says which."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def find_jars() -> Path:
    """The folder of Kafka's jars; downloaded by Maven on first use (about 43 MB)."""
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            raise BrokerUnavailableError(f"{program} is not installed: Kafka runs from Maven artifacts on Java 17")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "factionwatch"
    jars = cache / f"kafka-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    if jars.is_dir():
        return jars
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        unfinished = Path(scratch) / "jars"
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={unfinished}"]
        done = subprocess.run(["mvn", "-B", "-q", "-f", str(POM), *goal], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            reason = (done.stdout + done.stderr).strip().splitlines()[:1]
            raise BrokerUnavailableError(f"Maven could not fetch Kafka: {' '.join(reason)}")
        with contextlib.suppress(OSError):  # another run was first: its folder is as good
            unfinished.rename(jars)
    return jars


class Broker:
    """A broker on `port` that keeps its data in `home`. May be killed and started again; the data stays."""

    def __init__(self, home: Path, port: int | None = None) -> None:
        self.home = home
        self.port = port or free_port()
        self.log = home / "broker.log"
        self._controller_port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap(self) -> str:
        """`host:port` for clients."""
        return f"{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """Process id of the running broker."""
        assert self._process is not None, "the broker is not running"
        return self._process.pid

    def start(self) -> None:
        """Return when clients can connect. Raises `BrokerUnavailableError`."""
        assert self._process is None, "the broker is running already"
        classpath = f"{find_jars()}/*"
        self.home.mkdir(parents=True, exist_ok=True)
        properties, logging = self._write_configuration()
        if not (self.home / "data" / "meta.properties").exists():
            self._java(classpath, logging, "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", str(properties))
        with self.log.open("ab") as log:
            begin = log.tell()
            self._process = subprocess.Popen(
                self._command(classpath, logging, "kafka.Kafka", str(properties)),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C goes to the launcher, which then stops the broker in order
            )
        self._wait_until_started(begin)

    def stop(self) -> None:
        """An orderly stop; does nothing if the broker is not running."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """`kill -9`: what a crash of the machine looks like to clients."""
        assert self._process is not None, "the broker is not running"
        self._process.kill()
        self._process.wait()
        self._process = None

    def wait(self) -> int:
        """Block until the broker ends; its exit code."""
        assert self._process is not None, "the broker is not running"
        return self._process.wait()

    def _write_configuration(self) -> tuple[Path, Path]:
        properties, logging = self.home / "server.properties", self.home / "log4j2.properties"
        data = self.home / "data"
        properties.write_text(
            PROPERTIES.format(host=HOST, port=self.port, controller_port=self._controller_port, data=data)
        )
        logging.write_text(LOGGING)
        return properties, logging

    @staticmethod
    def _command(classpath: str, logging: Path, *arguments: str) -> list[str]:
        return ["java", *JVM_OPTIONS, f"-Dlog4j2.configurationFile={logging}", "-cp", classpath, *arguments]

    def _java(self, classpath: str, logging: Path, *arguments: str) -> None:
        command = self._command(classpath, logging, *arguments)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise BrokerUnavailableError(f"{arguments[0]} failed: {(done.stdout + done.stderr).strip()}")

    def _wait_until_started(self, begin: int) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < deadline:
            if b"Kafka Server started" in self.log.read_bytes()[begin:]:
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        self.stop()
        raise BrokerUnavailableError(f"Kafka did not start; its log is {self.log}")


@contextlib.contextmanager
def running(home: Path, port: int | None = None) -> Iterator[Broker]:
    """A broker for the length of a `with` block."""
    broker = Broker(home, port)
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> int:
    """Run a broker in the foreground until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=9092)
    parser.add_argument("--home", type=Path, default=Path("out/kafka"), help="kept from one start to the next")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)
    try:
        with running(options.home.resolve(), options.port) as broker:
            sys.stdout.write(f"Kafka answers on {broker.bootstrap}, data in {broker.home}; Ctrl-C stops it\n")
            sys.stdout.flush()
            return broker.wait()
    except KeyboardInterrupt:
        return 0
    except BrokerUnavailableError as problem:
        sys.stderr.write(f"{problem}\n")
        return 4


if __name__ == "__main__":
    sys.exit(main())
