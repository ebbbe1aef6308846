"""Builds the wheel in which the reading is compiled to C: `python -m deploy.wheel DIRECTORY` (`make compiled`).

The same source, read by mypyc: twice as fast, and nothing else differs. It is built in a copy of the tree, since a
library left beside its source would be loaded in its stead, however the source changed.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def build(out: Path) -> Path:
    """The wheel, built into a directory. Raises `subprocess.CalledProcessError`; what went wrong is on stderr."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(_hatchling(ROOT, "sdist", Path(scratch)))
        with tarfile.open(source) as packed:
            packed.extractall(scratch, filter="data")
        tree = Path(scratch) / source.name.removesuffix(".tar.gz")
        return Path(_hatchling(tree, "wheel", out.resolve(), HATCH_BUILD_HOOK_ENABLE_MYPYC="true"))


def _hatchling(tree: Path, target: str, out: Path, **environment: str) -> str:
    """Build a target of a tree; the path of what was built."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)],
        cwd=tree,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip().splitlines()[-1]


if __name__ == "__main__":
    if shutil.which("cc") is None:
        sys.exit("a C compiler is needed, and there is none: install gcc or clang")
    print(build(Path(sys.argv[1])))
