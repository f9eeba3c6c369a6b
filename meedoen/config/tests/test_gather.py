"""Static files are gathered without what no browser asks for."""

from pathlib import Path

import meedoen
from meedoen.config.gather import LEFT_OUT

PACKAGE = Path(meedoen.__file__).parent


def test_no_page_and_no_style_sheet_asks_for_what_is_left_out():
    asking = [*PACKAGE.glob("*/jinja2/**/*.html"), *PACKAGE.glob("*/static/**/*.css")]
    asking += [*PACKAGE.glob("*/static/**/*.js"), PACKAGE / "static" / "vendor" / "vendor.css"]
    assert len(asking) > 100
    texts = {path: path.read_text(encoding="utf-8") for path in asking}
    assert [
        path for path, text in texts.items() if any(f"{name}/" in text for name in LEFT_OUT)
    ] == []
