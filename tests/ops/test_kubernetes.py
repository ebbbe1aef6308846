"""The manifests say what the code says, and the real tools accept them."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.access import GROUP, SCALER, USERS, WORKER
from deploy.kubernetes.generate import OVERLAY, files
from schemas.topics import SPECS, Topic
from streams.config import Settings
from streams.kafka.topics import STATEFUL_STAGES, changelog
from tests.ops.tools import ROOT, program, variables_of

BASE = ROOT / "deploy" / "kubernetes" / "base"
STRIMZI = Path(__file__).parent / "strimzi"
INSTALL = "make tools (needs Go)"


def rendered(folder: Path) -> str:
    """What `kubectl apply -k` would send."""
    kustomize = shutil.which("kustomize")
    build = [kustomize, "build"] if kustomize else [program("kubectl", "or kustomize", promised=False), "kustomize"]
    done = subprocess.run([*build, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=[BASE, OVERLAY], ids=["base", "strimzi"])
def manifests(request: pytest.FixtureRequest) -> str:
    return rendered(request.param)


@pytest.fixture(scope="module")
def overlay() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(rendered(OVERLAY)))


def one(documents: list[dict[str, Any]], kind: str, name: str) -> dict[str, Any]:
    [found] = [item for item in documents if item["kind"] == kind and item["metadata"]["name"] == name]
    return found


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_the_checked_in_manifest_is_what_the_code_writes(path: Path) -> None:
    assert path.read_text() == files()[path], "run: python -m deploy.kubernetes.generate"


def test_native_resources_and_scaling_keep_their_schemas(manifests: str, tmp_path: Path) -> None:
    validate = program("kubectl-validate", INSTALL, promised=False)
    ours = [item for item in yaml.safe_load_all(manifests) if "strimzi.io" not in item["apiVersion"]]
    (tmp_path / "manifests.yaml").write_text(yaml.safe_dump_all(ours))
    command = [
        validate,
        str(tmp_path / "manifests.yaml"),
        "--version",
        "1.30",
        "--local-crds",
        str(ROOT / ".tools/crds"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def strimzi_jars() -> Path:
    """Strimzi's model, fetched by Maven once into the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "factionwatch" / "strimzi-0.48.0"
    if not cache.is_dir():
        unfinished = cache.with_suffix(".unfinished")
        command = [program("mvn", "apt-get install maven"), "-B", "-q", "-f", str(STRIMZI / "pom.xml")]
        command += ["dependency:copy-dependencies", f"-DoutputDirectory={unfinished}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        unfinished.rename(cache)
    return cache


def strimzi_check(jars: Path, text: str) -> subprocess.CompletedProcess[str]:
    java = program("java", "apt-get install default-jdk-headless")
    command = [java, "-cp", f"{jars}/*", str(STRIMZI / "StrimziCheck.java")]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if "jdk.compiler" in done.stderr:
        pytest.skip("Java has no compiler: apt-get install default-jdk-headless")
    return done


def test_strimzi_s_own_model_knows_every_field(strimzi_jars: Path, overlay: list[dict[str, Any]]) -> None:
    done = strimzi_check(strimzi_jars, yaml.safe_dump_all(overlay))
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(SPECS) + len(STATEFUL_STAGES) + len(USERS) + 2


def test_the_check_of_strimzi_s_fields_can_fail(strimzi_jars: Path) -> None:
    wrong = OVERLAY.joinpath("kafka.yaml").read_text().replace("deleteClaim", "deletesClaim")
    done = strimzi_check(strimzi_jars, wrong)
    assert done.returncode == 1
    assert "unknown field deletesClaim" in done.stderr


def test_every_topic_of_the_service_is_made_with_replicas_enough_to_lose_one(overlay: list[dict[str, Any]]) -> None:
    topics = {item["metadata"]["name"]: item["spec"] for item in overlay if item["kind"] == "KafkaTopic"}
    assert set(topics) == {str(spec.topic) for spec in SPECS} | {changelog(GROUP, stage) for stage in STATEFUL_STAGES}
    for spec in topics.values():
        assert spec["replicas"] == 3
        assert spec["config"]["min.insync.replicas"] == 2


def test_workers_are_scaled_by_lag_and_never_beyond_the_partitions(overlay: list[dict[str, Any]]) -> None:
    scaling = one(overlay, "ScaledObject", "worker")["spec"]
    partitions = {item["spec"]["partitions"] for item in overlay if item["kind"] == "KafkaTopic"}
    assert partitions == {scaling["maxReplicaCount"]}
    told = [trigger["metadata"] for trigger in scaling["triggers"]]
    assert [trigger["topic"] for trigger in told] == [Topic.ARTICLES, Topic.EXTRACTIONS, Topic.LEDGER]
    assert {trigger["consumerGroup"] for trigger in told} == {GROUP}
    assert {trigger["topic"] for trigger in told} == {
        grant.name for grant in SCALER.grants if grant.resource == "topic"
    }


def test_the_worker_s_settings_are_settings_and_fit_its_mounts(overlay: list[dict[str, Any]]) -> None:
    worker = one(overlay, "StatefulSet", "worker")["spec"]["template"]["spec"]
    [container] = worker["containers"]
    name = container["envFrom"][0]["configMapRef"]["name"]
    settings = one(overlay, "ConfigMap", name)["data"] | {"FACTIONWATCH_INSTANCE_ID": "worker-0"}
    assert {entry["name"] for entry in container["env"]} == {"FACTIONWATCH_INSTANCE_ID"}
    chosen = Settings(**variables_of(settings, {"sasl_password": "canary"}))
    assert chosen.sasl_username == WORKER.name
    assert chosen.replication == 3
    mounts = {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}
    volumes = {volume["name"]: volume for volume in worker["volumes"]}
    for path in (Path(settings["FACTIONWATCH_SASL_PASSWORD_FILE"]), Path(settings["FACTIONWATCH_TLS_CA"])):
        items = volumes[mounts[str(path.parent)]]["secret"]["items"]
        assert path.name in {item["path"] for item in items}


def test_the_worker_has_no_rights_and_no_settings_of_unknown_origin(overlay: list[dict[str, Any]]) -> None:
    worker = one(overlay, "StatefulSet", "worker")["spec"]["template"]["spec"]
    assert worker["enableServiceLinks"] is False
    assert worker["automountServiceAccountToken"] is False
    assert worker["securityContext"]["runAsNonRoot"] is True
    [container] = worker["containers"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "readOnlyRootFilesystem": True,
    }
    default = Settings.model_fields["metrics_port"].default
    assert [port["containerPort"] for port in container["ports"]] == [default]
    probes = {container[probe]["httpGet"]["path"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert probes == {"/readyz", "/healthz"}
