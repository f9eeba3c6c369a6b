"""`meedoen rounds`: do what has to happen by itself, once or every minute."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from meedoen.config import rounds

MINUTE = 60.0


class Command(BaseCommand):
    """Once, for cron or by hand; with `--keep-going` as `meedoen serve` runs it."""

    help = (
        "Doe wat vanzelf moet gebeuren: e-mail verzenden, waarnemingen laten beginnen en eindigen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep-going", action="store_true", help="elke minuut, tot het stopt")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["keep_going"]:
            for line in rounds.once():
                self.stdout.write(line)
            return
        enough = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            enough.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        while not enough.is_set():
            rounds.once()
            enough.wait(MINUTE)
