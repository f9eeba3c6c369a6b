"""`meedoen import-hsds`: a package of the directory from elsewhere, with a report."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.time import today
from meedoen.exchange import access, actions
from meedoen.exchange.choices import Root, Verdict, Weight
from meedoen.exchange.models import Batch
from meedoen.exchange.rules import packages
from meedoen.exchange.rules.gathering import Gathered, gather
from meedoen.offers.choices import Kind, Side


class Command(BaseCommand):
    """All of it goes in or nothing does; the same package twice changes nothing."""

    help = "Neem een HSDS-pakket over: een zip of map met csv, of een JSON-bestand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="zip, map met csv-bestanden of JSON-bestand")
        parser.add_argument("--dry-run", action="store_true", help="alleen nakijken")
        parser.add_argument("--json", action="store_true", help="het verslag als JSON")
        parser.add_argument(
            "--kind", choices=Kind.values, default=Kind.CARE_SUPPORT.value,
            help="soort aanbod als het pakket onze soorten niet gebruikt (standaard care_support)",
        )  # fmt: skip
        parser.add_argument("--side", choices=Side.values, default=Side.PARTICIPATION.value)
        parser.add_argument("--user", metavar="MAIL", help="namens wie")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            gathered = gather(packages.from_path(path), access.known())
            batch = self._taken(gathered, path.name, options)
        except packages.Unreadable as problem:
            raise CommandError(f"{problem} Er is niets overgenomen.") from None
        except OSError:
            raise CommandError(f"{path} is er niet, of is niet te lezen.") from None
        except DatabaseError as problem:
            raise CommandError(f"Er is niets overgenomen: {problem}") from None
        self._say(batch, gathered, options)

    def _taken(self, gathered: Gathered, name: str, options: dict[str, Any]) -> Batch:
        by = _on_behalf_of(options["user"])
        token = audit.origin.set("import")
        try:
            batch = actions.hand_in(
                gathered, filename=name, by=by, kind=options["kind"], side=options["side"]
            )
            if options["dry_run"]:
                actions.discard(batch, by=by)
            else:
                actions.start(batch, by=by)
                actions.run(batch, by=by)
        finally:
            audit.origin.reset(token)
        return batch

    def _say(self, batch: Batch, gathered: Gathered, options: dict[str, Any]) -> None:
        problems = [one.as_json() for one in gathered.problems]
        if options["json"]:
            report = {"written": not options["dry_run"], "counts": batch.counts,
                      "problems": problems}  # fmt: skip
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        for one in problems[:200]:
            place = f"{one['file']}, regel {one['line']} {one['path']}".strip()
            weight = Weight(one["weight"]).label
            self.stdout.write(
                f"{place}: {one['table']} {one['record']} {one['field']}: {one['text']} ({weight})"
            )
        if len(problems) > 200:
            self.stdout.write(f"En nog {len(problems) - 200} meldingen; zie --json.")
        for kind, words in batch.counts.items():
            line = ", ".join(f"{n} {Verdict(word).label}" for word, n in sorted(words.items()))
            self.stdout.write(f"{Root(kind).label}: {line}")
        self.stdout.write("Er is niets overgenomen." if options["dry_run"] else "Overgenomen.")


def _on_behalf_of(email: str | None) -> User:
    """Whose name the log gets: somebody who may do it on screen as well."""
    users = User.objects.filter(is_active=True).order_by("date_joined", "pk")
    for user in users.filter(email__iexact=email) if email else users[:200]:
        if email or (user.has(Permission.OFFER_WRITE) and user.has(Permission.NETWORK_WRITE)):
            return user
    raise CommandError(
        f"Er is geen collega die op {today():%d-%m-%Y} het aanbod en het netwerk bijwerkt. "
        "Noem iemand met --user."
    )
