"""The house rules that no linter holds: sizes, hosts, words that must not stand in the tree."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = 400


def tracked(*patterns: str) -> list[Path]:
    """Files of the checkout: those git knows, or all of them where the source came without git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
    return [path for pattern in patterns for path in ROOT.rglob(pattern) if ".venv" not in path.parts]


CODE = [path for path in tracked("*.py") if path.relative_to(ROOT).parts[0] in {"streams", "schemas", "deploy"}]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_code_comes_in_pieces_that_fit_in_the_head(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= FILE_LINES_MAX * 1.1, "a file of about 400 lines at most"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            lines = node.end_lineno - node.lineno + 1
            assert lines <= FUNCTION_LINES_MAX, f"{node.name}: {lines} lines"


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


def test_every_suppressed_warning_has_its_reason() -> None:
    bare = re.compile(r"#\s*(type: ignore(\[[\w, -]+\])?|noqa(: ?[\w, ]+)?)\s*$")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert not found


def test_the_audit_is_of_the_lock_that_the_image_is_installed_from() -> None:
    planned = subprocess.run(["make", "-n", "audit"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (audited,) = re.findall(r"pip-audit .*-r (\S+)", planned)
    assert (
        f"/opt/factionwatch/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r {audited}"
        in (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    )


def test_the_lock_is_hashed_and_names_no_host() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9][\w.\[\]-]*==", text, re.MULTILINE)
        assert pinned
        assert len(re.findall(r"^[a-z0-9][\w.\[\]-]*==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned)
