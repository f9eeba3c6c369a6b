"""What is in the repository is for everybody: no addresses, keys or folders of one computer."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LEAKS = {
    "a home folder": re.compile(
        r"(?<![\w.])(?:/home/[a-z_]\w*|/root/\w|/Users/\w+)|[A-Z]:\\Users\\"
    ),
    "an address of a package registry": re.compile(
        r"(?:--(?:extra-)?index-url|\bindex-url\s*=|\bregistry\s*=|\"resolved\":)\s*\"?https?:"
        r"|https?://[^\s/\"']*(?:artifactory|nexus|devpi|verdaccio|registry\.npm|pypi)[^\s]*",
        re.IGNORECASE,
    ),
    "an address inside an office": re.compile(
        r"https?://[^\s/\"'<>]+\.(?:internal|corp|intranet|lan)\b"
        r"|https?://(?:10\.\d|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)"
    ),
    "a name and password in an address": re.compile(r"https?://[^\s/:@\"'{}<>]+:[^\s/@\"'{}<>]+@"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a key of a service": re.compile(r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|glpat-[\w-]{20})\b"),
}
# Where there is no git: what is made here and not kept.
MADE = {
    ".venv", ".state", "node_modules", "__pycache__", "build", "dist", ".git", "vendor",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache",
}  # fmt: skip
MADE_FILES = {"uv.lock"}
LARGEST = 5_000_000


def kept_files():
    """Every file that is in the repository or would come into it."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=False,
        )  # fmt: skip
        names = listed.stdout.decode().split("\0")
        if listed.returncode == 0 and len(names) > 100:
            return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    return list(walked(ROOT))


def walked(folder):
    """The same, without git."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink() and path.name not in MADE:
            yield from walked(path)
        elif path.is_file() and path.name not in MADE_FILES | MADE:
            yield path


def text_of(path):
    """The text of a file; nothing for one that is not text."""
    content = path.read_bytes()[:LARGEST]
    return "" if b"\0" in content[:8_000] else content.decode("utf-8", errors="replace")


def leaks(text):
    return [name for name, pattern in LEAKS.items() if pattern.search(text)]


def test_no_file_names_a_computer_an_office_or_a_secret():
    files = kept_files()
    assert len(files) > 200
    assert ROOT / "pyproject.toml" in files
    found = {str(path.relative_to(ROOT)): leaks(text_of(path)) for path in files}
    assert {name: what for name, what in found.items() if what} == {}


def test_without_git_the_same_files_are_found():
    by_walking = set(walked(ROOT))
    assert ROOT / "package-lock.json" in by_walking
    assert not {path for path in by_walking if MADE & set(path.relative_to(ROOT).parts)}


def test_no_file_with_settings_of_one_computer_is_kept():
    private = {".env", ".npmrc", ".pypirc", "pip.conf", "uv.toml", "uv.lock", "id_rsa"}
    assert not {path for path in kept_files() if path.name in private}


HOME, SITE = "/ho" + "me/iemand", "htt" + "ps://"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"cd {HOME}/meedoen", "a home folder"),
        ("/ro" + "ot/project", "a home folder"),
        ("C:\\Us" + "ers\\iemand", "a home folder"),
        (f"--index-url {SITE}packages.example/simple", "an address of a package registry"),
        (f'"resolved": "{SITE}npm.example/x.tgz"', "an address of a package registry"),
        (f"{SITE}artifactory.example/x", "an address of a package registry"),
        (f"{SITE}bouw.bureau.lan/x", "an address inside an office"),
        ("http:" + "//192.168.1.4/x", "an address inside an office"),
        (f"{SITE}iemand:geheim@example.org/x", "a name and password in an address"),
        ("-----BEGIN " + "RSA PRIVATE KEY-----", "a private key"),
        ("gh" + "p_" + "a" * 36, "a key of a service"),
    ],
)
def test_each_kind_of_leak_is_found(text, what):
    assert leaks(f"een regel\n{text}\n") == [what]


@pytest.mark.parametrize(
    "text",
    ["docs/home/index.md", "/deelnemers/", "http://127.0.0.1:8000/", "https://github.com/x/y",
     "postgres://user:password@host:5432/name", "Environment=HOME=/srv/meedoen", "npm registry"],
)  # fmt: skip
def test_an_honest_line_is_left_alone(text):
    assert leaks(text) == []
