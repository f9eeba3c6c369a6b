"""An answer and a signature are never rewritten; what obliges rests on this journey's own ground."""

from django.db import migrations

from meedoen.core.migrations import AppendOnly

OBLIGING = ("plans_commitment", "plans_component")
OWN_GROUND = """EXISTS (
    SELECT 1 FROM journeys_binding JOIN plans_plan ON plans_plan.journey_id = journeys_binding.journey_id
    WHERE journeys_binding.id = NEW.binding_id AND plans_plan.id = NEW.plan_id
    AND journeys_binding.until IS NULL
)"""
SQLITE = """CREATE TRIGGER {table}_ground_{name} BEFORE {event} ON {table}
WHEN NEW.binding_id IS NOT NULL AND NOT {own}
BEGIN SELECT RAISE(ABORT, '{table}: nothing binds in this journey'); END"""
POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_ground() RETURNS trigger AS $$
BEGIN
    IF NEW.binding_id IS NOT NULL AND NOT {own} THEN
        RAISE EXCEPTION '{table}: nothing binds in this journey'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_ground BEFORE INSERT OR UPDATE OF binding_id ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_ground();
"""


def make(apps, schema_editor):
    for table in OBLIGING:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRES.format(table=table, own=OWN_GROUND))
            continue
        for name, event in (("insert", "INSERT"), ("update", "UPDATE OF binding_id")):
            schema_editor.execute(
                SQLITE.format(table=table, name=name, event=event, own=OWN_GROUND)
            )


def drop(apps, schema_editor):
    for table in OBLIGING:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_ground ON {table}")
            continue
        for name in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_ground_{name}")


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        AppendOnly("plans_acceptance"),
        AppendOnly("plans_agreement"),
        migrations.RunPython(make, drop),
    ]
