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
WHOLE_PROGRAM = {
    "CFLAGS": "-flto=auto -fno-semantic-interposition",
    "LDFLAGS": "-flto=auto -fno-semantic-interposition -Wl,-Bsymbolic-functions",
}
"""The modules call one another directly: a twentieth faster. As gcc on Linux takes it."""


def build(out: Path) -> Path:
    """The wheel, built into a directory. Raises `subprocess.CalledProcessError`; what went wrong is on stderr."""
    with tempfile.TemporaryDirectory() as scratch:
        packed = _hatchling(ROOT, "sdist", Path(scratch))
        with tarfile.open(packed) as source:
            source.extractall(scratch, filter="data")
        tree = packed.with_name(packed.name.removesuffix(".tar.gz"))
        flags = WHOLE_PROGRAM if sys.platform == "linux" else {}
        wheel = _hatchling(tree, "wheel", Path(scratch, "built"), HATCH_BUILD_HOOK_ENABLE_MYPYC="true", **flags)
        out.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(wheel, out / wheel.name))


def _hatchling(tree: Path, target: str, out: Path, **environment: str) -> Path:
    """Build a target of a tree: the one file in a directory."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)],
        cwd=tree,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (built,) = out.iterdir()
    return built


if __name__ == "__main__":
    if shutil.which("cc") is None:
        sys.exit("a C compiler is needed, and there is none: install gcc or clang")
    print(build(Path(sys.argv[1])))
