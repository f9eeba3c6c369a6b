"""Static files, gathered once per version: compressed, and under names that hold their hash.

So a browser keeps them for a year and still gets a new one at once when it changes.
"""

import hashlib
import os
import subprocess
import sys

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

STAMP = "stamp"
# No browser asks for these: the fonts of papers, and the copies of htmx that we do not use.
LEFT_OUT = ("paper-fonts", "django_htmx")


def fingerprint() -> str:
    """Changes when any static file does."""
    known = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            known.update(
                f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode()
            )
    return known.hexdigest()


def gather() -> None:
    """Gather what changed since the last time. Raises OSError when the folder is not writable.

    In a process of its own, because settings decide at start which names pages use.
    """
    stamp = settings.STATIC_ROOT / STAMP
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "meedoen", "collectstatic", "--noinput", "--clear", "-v0"]
    left_out = [word for name in LEFT_OUT for word in ("--ignore", name)]
    subprocess.run([*command, *left_out], env={**os.environ, "MEEDOEN_GATHER": "yes"}, check=True)
    stamp.write_text(wanted, encoding="utf-8")
