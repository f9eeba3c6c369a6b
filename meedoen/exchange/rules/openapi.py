"""The description of our HSDS API for programs, written from the same list as the checks."""

from collections.abc import Mapping
from typing import Any

from meedoen.exchange.rules.tables import TABLES, VERSION, Field, Table

JSON = "application/json"
KINDS: Mapping[str, dict[str, str]] = {
    "text": {"type": "string"}, "choice": {"type": "string"}, "date": {"type": "string"},
    "number": {"type": "number"}, "uuid": {"type": "string", "format": "uuid"},
    "email": {"type": "string", "format": "email"}, "uri": {"type": "string", "format": "uri"},
    "moment": {"type": "string", "format": "date-time"},
}  # fmt: skip
PAGING = ("search", "page", "per_page", "format")
PARAMETERS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "search": ("Words that all have to occur.", {"type": "string"}),
    "page": ("Which page.", {"type": "integer", "minimum": 1, "default": 1}),
    "per_page": (
        "How many on a page.", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50},
    ),
    "format": (
        "As json page by page, or as ndjson: everything, one record on each line.",
        {"type": "string", "enum": ["json", "ndjson"], "default": "json"},
    ),
    "taxonomy_id": ("With any term of this taxonomy.", KINDS["uuid"]),
    "taxonomy_term_id": ("With this term.", KINDS["uuid"]),
    "organization_id": ("Given by this organization.", KINDS["uuid"]),
    "parent_id": ("Directly under this term.", KINDS["uuid"]),
    "top_only": ("Only terms without a parent.", {"type": "boolean"}),
    "modified_after": ("Changed at or after this moment.", KINDS["moment"]),
    "minimal": ("Only id and modified_date.", {"type": "boolean"}),
    "full": ("With everything nested.", {"type": "boolean"}),
}  # fmt: skip
LISTS = {
    "services": ("service", (*PAGING, "taxonomy_id", "taxonomy_term_id", "organization_id",
                             "modified_after", "minimal", "full")),
    "organizations": ("organization", (*PAGING, "full")),
    "service_at_locations": ("service_at_location", (*PAGING, "full")),
    "taxonomies": ("taxonomy", PAGING),
    "taxonomy_terms": ("taxonomy_term", (*PAGING, "taxonomy_id", "parent_id", "top_only")),
}  # fmt: skip
WITHOUT_ONE = {"service_at_locations"}
FACTS = {
    "total_items": "integer", "total_pages": "integer", "page_number": "integer",
    "size": "integer", "first_page": "boolean", "last_page": "boolean", "empty": "boolean",
}  # fmt: skip


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _field(field: Field) -> dict[str, Any]:
    return {**KINDS[field.kind], **({"enum": list(field.choices)} if field.choices else {})}


def _schema(table: Table) -> dict[str, Any]:
    shown: dict[str, Any] = {name: _field(field) for name, field in table.fields.items()}
    shown |= {name: {"type": "array", "items": _ref(held)} for name, held in table.children.items()}
    shown |= {name: _ref(held) for name, held in table.single.items()}
    required = [field.name for field in table.fields.values() if field.required]
    return {"type": "object", "properties": shown, "required": required}


def _answer(schema: Mapping[str, Any]) -> dict[str, Any]:
    wrong = {"application/problem+json": {"schema": _ref("problem")}}
    return {
        "200": {"description": "What was asked.", "content": {JSON: {"schema": schema}}},
        "400": {"description": "A parameter makes no sense.", "content": wrong},
        "404": {"description": "There is nothing here.", "content": wrong},
    }


def _get(name: str, schema: Mapping[str, Any], parameters: list[Any]) -> dict[str, Any]:
    asked: dict[str, Any] = {"operationId": name, "responses": _answer(schema)}
    return {"get": {**asked, "parameters": parameters} if parameters else asked}


def _paths() -> dict[str, Any]:
    about = {
        "type": "object",
        "properties": {
            "version": {"type": "string"}, "profile": KINDS["uri"], "openapi_url": KINDS["uri"],
        },
    }  # fmt: skip
    paths = {"/": _get("about", about, [])}
    for path, (table, asked) in LISTS.items():
        contents = {"properties": {"contents": {"type": "array", "items": _ref(table)}}}
        page = {"allOf": [_ref("page"), contents]}
        parameters = [{"$ref": f"#/components/parameters/{name}"} for name in asked]
        paths[f"/{path}"] = _get(path, page, parameters)
        if path not in WITHOUT_ONE:
            number = {"name": "id", "in": "path", "required": True, "schema": KINDS["uuid"]}
            paths[f"/{path}/{{id}}"] = _get(table, _ref(table), [number])
    return paths


def document(address: str, agency: str) -> dict[str, Any]:
    """The whole description, for an installation at this address."""
    page = {"type": "object", "properties": {name: {"type": kind} for name, kind in FACTS.items()}}
    problem = {
        "type": "object",
        "properties": {
            "type": {"type": "string"}, "title": {"type": "string"},
            "status": {"type": "integer"}, "detail": {"type": "string"},
        },
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"HSDS {VERSION}, {agency}".rstrip(", "),
            "version": "1.0.0",
            "summary": "The directory of the neighbourhood, read-only and without persons.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": _paths(),
        "components": {
            "schemas": {
                **{table.name: _schema(table) for table in TABLES.values()},
                "page": page, "problem": problem,
            },
            "parameters": {
                name: {"name": name, "in": "query", "description": text, "schema": schema}
                for name, (text, schema) in PARAMETERS.items()
            },
        },
    }  # fmt: skip
