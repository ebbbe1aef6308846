"""The wheel in which the reading is compiled: it reads what the source reads, and passes the reading's own tests."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from deploy.wheel import ROOT, build

READING = ("tests/core/extract", "tests/core/test_provenance.py", "tests/core/test_text.py", "tests/golden")
"""The tests of what is compiled."""

RUN = """
import sys
from importlib import import_module
import pytest
for name in ("streams", "schemas"):  # before pytest finds the source
    assert import_module(name).__file__.startswith(sys.argv[1]), "the source is read"
assert import_module("streams.core.extract.clauses.chunks").__file__.endswith(".so"), "nothing is compiled"
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", *sys.argv[2:]]))
"""


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")
def test_the_compiled_reading_passes_the_tests_of_the_reading(tmp_path: Path) -> None:
    wheel = build(tmp_path)
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)

    done = subprocess.run(
        [sys.executable, "-P", "-c", RUN, str(site), *READING],
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
