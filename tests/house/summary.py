"""One closing table of a test run, from the reports that pytest wrote for each database."""

import sys
from pathlib import Path
from xml.etree import ElementTree

PARTS = ("tests", "failures", "errors", "skipped")


def counted(report: Path) -> dict[str, float] | None:
    """What one report says; nothing when the run did not come that far."""
    if not report.exists():
        return None
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    found = {part: float(sum(int(suite.get(part, 0)) for suite in suites)) for part in PARTS}
    found["seconds"] = sum(float(suite.get("time", 0)) for suite in suites)
    return found


def line(name: str, found: dict[str, float] | None) -> tuple[str, bool]:
    """The line to print, and whether it is good news."""
    if found is None:
        return f"  {name:<12} did not finish", False
    failed = found["failures"] + found["errors"]
    passed = found["tests"] - failed - found["skipped"]
    text = f"  {name:<12} {passed:.0f} passed, {failed:.0f} failed"
    if found["skipped"]:
        text += f", {found['skipped']:.0f} skipped"
    return f"{text}, in {found['seconds']:.0f} s", not failed and passed > 0


def main() -> int:
    """Read the reports named on the command line."""
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    lines = [line(name, counted(folder / f"{name}.xml")) for name in names]
    print("\nTests", *[text for text, _ in lines], sep="\n")
    return 0 if all(good for _, good in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
