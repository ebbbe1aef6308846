"""Settings are read once, from the environment, and a wrong one stops the start with one line."""

from pathlib import Path

import pytest

from streams import config
from streams.core.options import Options
from streams.errors import UsageError

CANARY = "canary-9f3a"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.startswith(config.PREFIX):
            monkeypatch.delenv(name)


def lines_of(problem: pytest.ExceptionInfo[UsageError]) -> list[str]:
    return str(problem.value).splitlines()


def test_without_any_setting_the_service_talks_to_loopback() -> None:
    settings = config.load()
    assert settings.bootstrap_servers == ("127.0.0.1:9092",)
    assert settings.ssl_context() is None


def test_lists_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTIONWATCH_BOOTSTRAP_SERVERS", "a:1, b:2")
    monkeypatch.setenv("FACTIONWATCH_WATCHLISTS", "one.yaml,two.yaml")
    settings = config.load()
    assert settings.bootstrap_servers == ("a:1", "b:2")
    assert settings.watchlists == (Path("one.yaml"), Path("two.yaml"))


def test_the_choices_of_the_core_are_settings_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTIONWATCH_HORIZON_DAYS", "90")
    monkeypatch.setenv("FACTIONWATCH_FACTIONS", '{"some-faction": {"policy": "claimed"}}')
    options = config.load().options
    assert options.horizon_days == 90
    assert options.factions["some-faction"].policy == "claimed"


def test_what_is_not_chosen_is_what_the_core_would_choose() -> None:
    assert config.load().options == Options()


def test_each_wrong_setting_is_one_line_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTIONWATCH_PARTITIONS", "none")
    monkeypatch.setenv("FACTIONWATCH_POLICY", "guessed")
    monkeypatch.setenv("FACTIONWATCH_PARTITION", "3")
    with pytest.raises(UsageError) as problem:
        config.load()
    names = [line.partition(":")[0] for line in lines_of(problem)]
    assert names == ["FACTIONWATCH_PARTITION", "FACTIONWATCH_PARTITIONS", "FACTIONWATCH_POLICY"]


def test_a_value_that_is_no_json_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTIONWATCH_FACTIONS", "{")
    with pytest.raises(UsageError, match="factions"):
        config.load()


def test_a_user_without_a_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTIONWATCH_SECURITY_PROTOCOL", "SASL_SSL")
    monkeypatch.setenv("FACTIONWATCH_SASL_USERNAME", "watch")
    with pytest.raises(UsageError, match="FACTIONWATCH_SASL_PASSWORD_FILE"):
        config.load()


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text(f"{CANARY}\n")
    monkeypatch.setenv("FACTIONWATCH_SECURITY_PROTOCOL", "SASL_SSL")
    monkeypatch.setenv("FACTIONWATCH_SASL_USERNAME", "watch")
    monkeypatch.setenv("FACTIONWATCH_SASL_PASSWORD_FILE", str(tmp_path / "password"))
    assert config.load().password() == CANARY


def test_a_secret_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FACTIONWATCH_SASL_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(UsageError, match="FACTIONWATCH_SASL_PASSWORD_FILE: the file cannot be read"):
        config.load()


def test_no_message_and_no_print_of_the_settings_holds_the_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTIONWATCH_SASL_PASSWORD", CANARY)
    assert CANARY not in repr(config.load())
    assert CANARY not in config.load().model_dump_json()
    monkeypatch.setenv("FACTIONWATCH_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
    with pytest.raises(UsageError) as problem:
        config.load()
    assert CANARY not in str(problem.value)


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        config.load().group = "other"  # type: ignore[misc]  # that it fails is the point
