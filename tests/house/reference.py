"""Pages of docs/reference that the code itself writes, so that they cannot tell a lie.

python -m tests.house.reference            writes them again
python -m tests.house.reference --check    says which are not up to date
"""

import json
import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
ROLES_NOTE = """\
One user may hold several roles; they add up. A permission says what somebody may do; in
which dossiers follows from the grants on each dossier (`participants_grant`).
"""
FLOW_NOTE = """\
Each phase is left when all its rules hold; nobody types a phase. The rules are named in
`meedoen/journeys/rules.py`; a running journey keeps the version it began with.
"""
NOTE = "<!-- Written by `./run reference`; do not edit. -->\n"


def permissions() -> str:
    """Who may do what: the list of `meedoen/accounts/rules.py` as a table."""
    from meedoen.accounts.choices import Permission, Role
    from meedoen.accounts.rules import PERMISSIONS

    lines = [
        NOTE,
        "# Who may do what\n",
        ROLES_NOTE,
    ]
    for role in Role:
        held = [permission for permission in Permission if permission in PERMISSIONS[role]]
        lines.append(f"## {role.label} (`{role.value}`)\n")
        lines += [f"- {permission.label} (`{permission.value}`)" for permission in held]
        lines.append("" if held else "Nothing yet: the pages for this role come later.\n")
    return "\n".join(lines).rstrip() + "\n"


def flow() -> str:
    """The roads as they are shipped, with the rule behind each step."""
    lines = [
        NOTE,
        "# The roads\n",
        FLOW_NOTE,
    ]
    for file in sorted((ROOT / "meedoen" / "journeys" / "flows").glob("*.json")):
        road = json.loads(file.read_text(encoding="utf-8"))
        lines += [
            f"## {road['route']}, version {road['version']}\n",
            "| phase | on screen | who | left when | working days | paper |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for phase in road["phases"]:
            cells = (
                f"`{phase['code']}`",
                phase["label"],
                phase.get("role", ""),
                ", ".join(f"`{rule}`" for rule in phase.get("leave", [])),
                str(phase.get("term_days", "")),
                ", ".join(phase.get("papers") or filter(None, [phase.get("paper")])),
            )
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


PAGES = {"permissions.md": permissions, "flow.md": flow}


def stale() -> list[str]:
    """The pages that no longer say what the code does."""
    return [
        name
        for name, write in PAGES.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != write()
    ]


def main() -> int:
    """Write, or only look."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.config.settings")
    django.setup()
    if "--check" in sys.argv:
        for name in stale():
            print(f"docs/reference/{name} is not up to date.")
        return 1 if stale() else 0
    for name in stale():
        (FOLDER / name).write_text(PAGES[name](), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
