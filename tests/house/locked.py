"""Every package that the project asks for is pinned by hash, and from no particular address.

python -m tests.house.locked
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def plain(name: str) -> str:
    """One spelling for a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def problems(listed: str, asked: Iterable[str]) -> list[str]:
    """What is wrong with one list of packages."""
    path = ROOT / listed
    if not path.exists():
        return [f"{listed} is missing"]
    text = path.read_text(encoding="utf-8")
    pins = {plain(name): version for name, version in PINNED.findall(text)}
    found = [f"{listed} names an address"] if "://" in text else []
    blocks = re.split(r"\n(?=\S)", text)
    found += [
        f"{listed}: {block.split()[0]} has no hash"
        for block in blocks
        if PINNED.match(block) and "--hash=sha256:" not in block
    ]
    for wish in map(Requirement, asked):
        version = pins.get(plain(wish.name))
        if version is None:
            found.append(f"{listed} does not pin {wish.name}")
        elif not wish.specifier.contains(version, prereleases=True):
            found.append(f"{listed} has {wish.name} {version}, and the project asks for {wish}")
    return found


def main() -> int:
    """Compare the lists with pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = project["project"]["dependencies"]
    groups = project["dependency-groups"]
    found = problems("requirements.txt", needed)
    found += problems("requirements-dev.txt", [*needed, *groups["dev"]])
    for tool in ("uv", "node", "postgres"):
        found += problems(f"requirements-{tool}.txt", groups[tool])
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
