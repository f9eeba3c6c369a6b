"""Reading our own source: files, areas and their order."""

import ast
import tomllib
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "meedoen"


@lru_cache
def areas() -> tuple[str, ...]:
    """The areas from high to low, as `pyproject.toml` orders them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract.get("exhaustive"):
            lines = [line for layer in contract["layers"] for line in layer.split("|")]
            return tuple(line.strip(" ()").removeprefix("meedoen.") for line in lines)
    raise AssertionError("no exhaustive contract orders the areas")


@lru_cache
def python_files() -> tuple[Path, ...]:
    """Every source file of ours, tests and migrations included."""
    folders = (PACKAGE, ROOT / "tests")
    return tuple(sorted(path for folder in folders for path in folder.rglob("*.py")))


@lru_cache
def templates() -> tuple[Path, ...]:
    """Every page template of ours."""
    return tuple(sorted(PACKAGE.glob("*/jinja2/**/*.html")))


@lru_cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def area_of(path: Path) -> str:
    """The area a file belongs to."""
    return path.relative_to(PACKAGE).parts[0]


def part_of(path: Path) -> str:
    """The part inside an area: `models`, `actions`, …, also when it has become a package."""
    parts = path.relative_to(PACKAGE).parts
    return Path(parts[1]).stem if len(parts) > 1 else ""


def is_test(path: Path) -> bool:
    """Whether this file is a test or serves one."""
    parts = path.relative_to(ROOT).parts
    return (
        parts[0] == "tests" or "tests" in parts or "testing" in parts or path.name == "conftest.py"
    )
