"""The image and docker-compose.yml name nothing that is not there, and keep what SECURITY.md says of them."""

import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from streams.cli import app
from streams.config import Settings
from tests.ops.tools import ROOT, program, variables_of

COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE.read_text())["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"].startswith("factionwatch")}
METRICS_PORT = Settings.model_fields["metrics_port"].default


def instructions(word: str) -> list[str]:
    text = DOCKERFILE.read_text().replace("\\\n", " ")
    return [line.removeprefix(word).strip() for line in text.splitlines() if line.startswith(f"{word} ")]


def test_the_compose_specification_s_own_parser_accepts_the_file() -> None:
    """compose-go is what `docker compose` itself reads files with."""
    parser = program("compose-config", "make tools (needs Go)", promised=False)
    done = subprocess.run([parser, "-format", "json", str(COMPOSE)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    understood = json.loads(done.stdout)["services"]
    assert set(understood) == set(SERVICES)
    assert set(understood["worker-1"]["depends_on"]) == {"topics"}
    assert understood["worker-1"]["read_only"] is True


@pytest.mark.parametrize("name", OURS)
def test_every_command_exists(name: str) -> None:
    command: Any = typer.main.get_command(app)
    words = list(OURS[name]["command"])
    assert hasattr(command, "commands"), "the app is a group of commands"
    while hasattr(command, "commands"):
        assert words, f"{name}: the command is not complete"
        word = words.pop(0)
        assert word in command.commands, f"{name}: no such command: {OURS[name]['command']}"
        command = command.commands[word]


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_a_setting_with_a_good_value(name: str) -> None:
    chosen = Settings(**variables_of(OURS[name]["environment"]))
    assert chosen.bootstrap_servers == ("kafka:19092",)


def test_brokers_listen_where_the_services_look() -> None:
    kafka = SERVICES["kafka"]["environment"]
    assert "SERVICES://kafka:19092" in kafka["KAFKA_ADVERTISED_LISTENERS"]
    assert "HOST://127.0.0.1:9092" in kafka["KAFKA_ADVERTISED_LISTENERS"]
    assert kafka["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"
    default = Settings.model_fields["bootstrap_servers"].default
    assert default == ("127.0.0.1:9092",), "commands on the host reach the broker as they are"


def test_prometheus_scrapes_every_worker_and_grafana_asks_that_prometheus() -> None:
    scraped = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())["scrape_configs"]
    targets = {target for job in scraped for entry in job["static_configs"] for target in entry["targets"]}
    workers = {name for name, service in OURS.items() if service["command"] == ["worker"]}
    assert targets == {f"{name}:{METRICS_PORT}" for name in workers}
    assert len(workers) == 2
    sources = yaml.safe_load((ROOT / "deploy/grafana/provisioning/datasources/prometheus.yml").read_text())
    assert sources["datasources"][0]["url"] == "http://prometheus:9090"
    probed = {word for name in workers for word in OURS[name]["healthcheck"]["test"] if "readyz" in word}
    assert all(f":{METRICS_PORT}/readyz" in word for word in probed)


def test_dashboards_are_mounted_where_grafana_is_told_to_look() -> None:
    provider = yaml.safe_load((ROOT / "deploy/grafana/provisioning/dashboards/factionwatch.yml").read_text())
    mounted = {volume.split(":")[1] for volume in SERVICES["grafana"]["volumes"]}
    assert provider["providers"][0]["options"]["path"] in mounted
    home = SERVICES["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]
    assert (ROOT / "deploy/grafana/dashboards" / Path(home).name).is_file()


def test_every_mounted_path_of_the_checkout_is_there() -> None:
    mounts = [volume for service in SERVICES.values() for volume in service.get("volumes", ())]
    for source in (mount.split(":")[0] for mount in mounts):
        assert not source.startswith("./") or (ROOT / source).exists(), source


def test_only_loopback_ports_are_published_and_our_containers_have_no_rights() -> None:
    for service in SERVICES.values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))
    for service in OURS.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_every_image_names_its_version() -> None:
    images = [service["image"] for service in SERVICES.values()]
    assert all(re.search(r":(?!latest$)[\w.-]+$", image) for image in images)
    *_, shipped = instructions("FROM")
    assert "slim" in shipped  # what builds it may have a compiler


def test_the_image_runs_the_command_as_nobody_in_particular() -> None:
    assert instructions("USER") == ["10001:10001"]
    assert instructions("ENTRYPOINT") == ['["factionwatch"]']
    assert instructions("EXPOSE") == [str(METRICS_PORT)]


def test_the_image_is_built_from_what_the_context_holds() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = [line.split()[:-1] for line in instructions("COPY") if not line.startswith("--from")]
    for source in (source for sources in copied for source in sources):
        assert (ROOT / source).exists(), source
        assert source in allowed, source
    assert all(
        "--require-hashes" in part for run in instructions("RUN") for part in run.split("&&") if "-r req" in part
    )


def test_the_wheel_in_the_image_carries_its_data(tmp_path: Path) -> None:
    done = subprocess.run(
        ["python", "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": f"{ROOT / '.venv/bin'}:/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    data = [
        path for path in (ROOT / "streams" / "data").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    assert data
    assert {str(path.relative_to(ROOT)) for path in data} <= packed
