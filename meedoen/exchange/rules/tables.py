"""The part of HSDS 3.1 that our answers satisfy and that we check, in our own notation.

A field is `name`, `name:kind`, with `!` when a record is nothing without it, and `+` when HSDS
asks for it and an empty text will do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

VERSION = "3.1"


@dataclass(frozen=True)
class Field:
    """One field of a table: what may stand in it."""

    name: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True)
class Table:
    """One kind of record: its file in a package, its fields and the lists it holds."""

    name: str
    file: str
    fields: Mapping[str, Field]
    children: Mapping[str, str]  # list -> table
    single: Mapping[str, str]  # nested record -> table


ADDRESS = ("physical", "postal", "virtual")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CHOICES = {
    "status": ("active", "inactive", "defunct", "temporarily closed"),
    "location_type": ADDRESS,
    "address_type": ADDRESS,
    "wkst": DAYS,
    "freq": ("WEEKLY", "MONTHLY"),
}

_WRITTEN: dict[str, tuple[str, str, str]] = {
    "taxonomy": ("taxonomies.csv", "name! description+ uri:uri version", ""),
    "taxonomy_term": (
        "taxonomy_terms.csv",
        "code name! description+ parent_id:uuid taxonomy language taxonomy_id:uuid term_uri:uri",
        "=taxonomy_detail:taxonomy",
    ),
    "unit": ("units.csv", "name! scheme identifier uri:uri", ""),
    "meta_table_description": (
        "meta_table_descriptions.csv", "name language character_set", "",
    ),
    "organization": (
        "organizations.csv",
        ("name! alternate_name description+ email:email website:uri tax_status tax_id "
        "year_incorporated:number legal_status logo uri:uri parent_organization_id:uuid"),
        ("funding contacts:contact phones:phone locations:location programs:program "
        "organization_identifiers:organization_identifier additional_websites:url"),
    ),
    "organization_identifier": (
        "organization_identifiers.csv",
        "organization_id:uuid identifier_scheme identifier_type! identifier!", "",
    ),
    "program": ("programs.csv", "organization_id:uuid name! alternate_name description+", ""),
    "url": ("url.csv", "label url:uri! organization_id:uuid service_id:uuid", ""),
    "funding": ("funding.csv", "organization_id:uuid service_id:uuid source", ""),
    "location": (
        "locations.csv",
        ("location_type:choice! url:uri organization_id:uuid name alternate_name description "
        "transportation latitude:number longitude:number external_identifier "
        "external_identifier_type"),
        ("languages:language addresses:address contacts:contact accessibility phones:phone "
        "schedules:schedule"),
    ),
    "address": (
        "addresses.csv",
        ("location_id:uuid attention address_1+ address_2 city+ region state_province+ "
        "postal_code+ country+ address_type:choice!"), "",
    ),
    "accessibility": ("accessibility.csv", "location_id:uuid description details url:uri", ""),
    "phone": (
        "phones.csv",
        ("location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid "
        "service_at_location_id:uuid number! extension:number type description"),
        "languages:language",
    ),
    "contact": (
        "contacts.csv",
        ("organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid "
        "name title department email:email"),
        "phones:phone",
    ),
    "schedule": (
        "schedules.csv",
        ("service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date "
        "valid_to:date dtstart:date timezone:number until:date count:number wkst:choice "
        "freq:choice interval:number byday byweekno bymonthday byyearday description opens_at "
        "closes_at schedule_link:uri attending_type notes"), "",
    ),
    "language": (
        "languages.csv", "service_id:uuid location_id:uuid phone_id:uuid name code note", "",
    ),
    "service": (
        "services.csv",
        ("organization_id:uuid program_id:uuid name! alternate_name description url:uri "
        "email:email status:choice! interpretation_services application_process "
        "fees_description wait_time fees accreditations eligibility_description "
        "minimum_age:number maximum_age:number assured_date:date assurer_email:email licenses "
        "alert last_modified:moment"),
        ("phones:phone schedules:schedule service_areas:service_area "
        "service_at_locations:service_at_location languages:language funding "
        "cost_options:cost_option required_documents:required_document contacts:contact "
        "capacities:service_capacity additional_urls:url "
        "=organization:organization =program:program"),
    ),
    "service_area": (
        "service_areas.csv",
        "service_id:uuid service_at_location_id:uuid name description extent extent_type uri", "",
    ),
    "service_at_location": (
        "service_at_location.csv",
        "service_id:uuid location_id:uuid description",
        ("service_areas:service_area contacts:contact phones:phone schedules:schedule "
        "=location:location"),
    ),
    "cost_option": (
        "cost_options.csv",
        ("service_id:uuid valid_from:date valid_to:date option currency amount:number "
        "amount_description"), "",
    ),
    "required_document": ("required_documents.csv", "service_id:uuid document uri:uri", ""),
    "service_capacity": (
        "service_capacity.csv",
        ("service_id:uuid unit_id:uuid available:number! maximum:number description "
        "updated:moment!"),
        "=unit:unit",
    ),
    "attribute": (
        "attributes.csv",
        "link_id:uuid taxonomy_term_id:uuid link_type link_entity value label",
        "=taxonomy_term:taxonomy_term",
    ),
    "metadata": (
        "metadata.csv",
        ("resource_id:uuid resource_type last_action_date+ last_action_type+ field_name+ "
        "previous_value+ replacement_value+ updated_by+"), "",
    ),
}  # fmt: skip

ROOTS = (
    "taxonomy", "taxonomy_term", "unit", "meta_table_description", "organization", "location",
    "service",
)  # fmt: skip
NO_ATTRIBUTES = {"taxonomy", "taxonomy_term", "attribute", "metadata"}
# To which record a field points; `parent` of a child is found in the same way.
REFERENCES = {
    "organization_id": "organization", "parent_organization_id": "organization",
    "program_id": "program", "service_id": "service", "location_id": "location",
    "service_at_location_id": "service_at_location", "contact_id": "contact",
    "phone_id": "phone", "taxonomy_id": "taxonomy", "taxonomy_term_id": "taxonomy_term",
    "unit_id": "unit",
}  # fmt: skip


def reference(table: str, field: str) -> str:
    """The table that this field points to, or nothing."""
    if table == "taxonomy_term" and field == "parent_id":
        return "taxonomy_term"
    return REFERENCES.get(field, "")


def _field(written: str) -> Field:
    name, _colon, kind = written.rstrip("!+").partition(":")
    return Field(
        name, kind or "text", CHOICES.get(name, ()) if kind == "choice" else (),
        required=written[-1] in "!+", may_be_empty=written.endswith("+"),
    )  # fmt: skip


def _table(name: str, file: str, written: str, held: str) -> Table:
    fields = {one.name: one for one in map(_field, ("id:uuid!", *written.split()))}
    children: dict[str, str] = {}
    single: dict[str, str] = {}
    for one in held.split():
        (single if one[0] == "=" else children).update([_pair(one.lstrip("="))])
    if name not in NO_ATTRIBUTES:
        children["attributes"] = "attribute"
    if name != "metadata":
        children["metadata"] = "metadata"
    return Table(name, file, fields, children, single)


def _pair(written: str) -> tuple[str, str]:
    name, _colon, table = written.partition(":")
    return name, table or name


TABLES = {name: _table(name, *written) for name, written in _WRITTEN.items()}
FILES = {table.file: table.name for table in TABLES.values()}


@cache
def parents(child: str) -> tuple[tuple[str, str, str], ...]:
    """Where records of this table may hang: parent table, the field that says so, its list."""
    link = {"attribute": "link_id", "metadata": "resource_id"}.get(child)
    return tuple(
        (table.name, link or f"{table.name}_id", name)
        for table in TABLES.values()
        for name, held in table.children.items()
        if held == child and child not in ROOTS
    )
