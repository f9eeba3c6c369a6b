"""The card of docs/why/architecture: small files, writing in one place, arrows that point down."""

import ast
import re

import pytest
from django.apps import apps

from meedoen.privacy.rules import gaps
from tests.architecture.source import (
    PACKAGE,
    ROOT,
    area_of,
    areas,
    is_test,
    part_of,
    python_files,
    templates,
    tree,
)

OURS = [model for model in apps.get_models() if model.__module__.startswith("meedoen.")]
WRITERS = {"actions", "migrations", "management", "apps"}
WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "save_base", "aupdate", "acreate", "adelete", "asave",
}  # fmt: skip
DRAWERS = {"utils", "helpers", "common", "misc", "util", "helper", "lib"}


def _name(path):
    return str(path.relative_to(ROOT))


def test_there_is_something_to_check():
    assert len(OURS) > 15
    assert len(python_files()) > 80
    assert len(templates()) > 10


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_every_model_says_what_it_holds_about_people(model):
    assert gaps(model) == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_foreign_keys_point_down_and_nobody_climbs_back(model):
    order = areas()
    here = order.index(model._meta.app_label)
    for field in model._meta.get_fields():
        if not field.concrete or not field.is_relation:
            continue
        target = field.related_model._meta.app_label
        assert target in order, f"{model._meta.label}.{field.name} leaves the product"
        assert order.index(target) >= here, f"{model._meta.label}.{field.name} points up"
        if target == model._meta.app_label:
            continue
        assert field.remote_field.related_name == "+", (
            f"{model._meta.label}.{field.name} can be climbed"
        )


def test_templates_include_only_their_own_or_lower_areas():
    order = areas()
    pattern = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"'/]+)/""")
    for path in templates():
        here = area_of(path)
        for target in pattern.findall(path.read_text(encoding="utf-8")):
            if target in order:
                assert order.index(target) >= order.index(here), f"{_name(path)} includes {target}"


def test_no_inline_script_or_style():
    inline = r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"|javascript:"
    pattern = re.compile(inline, re.IGNORECASE)
    for path in templates():
        text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not pattern.search(text), f"{_name(path)}: {pattern.search(text)}"


def test_every_template_is_used():
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (*python_files(), *templates())
        if not path.name.startswith("test_")
    )
    kept_for_packages = {"account"}
    for path in templates():
        name = "/".join(path.relative_to(PACKAGE).parts[2:])
        if name.split("/")[0] in kept_for_packages:
            continue
        assert f'"{name}"' in sources or f"'{name}'" in sources, f"{name} is not used"


def test_only_actions_write():
    found = []
    for path in python_files():
        if is_test(path) or not path.is_relative_to(PACKAGE):
            continue
        if area_of(path) == "core" or part_of(path) in WRITERS:
            continue
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and _writes(node)
            ):
                found.append(f"{_name(path)}:{node.lineno} .{node.func.attr}()")
    assert not found, "\n".join(found)


def _writes(node):
    verb = node.func.attr
    if verb in WRITES:
        return True
    if verb == "delete":
        return not node.args
    # A queryset is updated by keyword; a dict or set by position.
    return verb == "update" and not node.args and bool(node.keywords)


def test_rules_and_verbs_know_no_web():
    inner = {"choices", "rules", "models", "access", "actions"}
    web = re.compile(
        r"^(django\.http|django\.shortcuts|meedoen\.core\.web|django\.urls|django_htmx)"
    )
    allowed = {"Http404"}
    for path in python_files():
        if is_test(path) or not path.is_relative_to(PACKAGE) or part_of(path) not in inner:
            continue
        for node in ast.walk(tree(path)):
            names = []
            if isinstance(node, ast.ImportFrom) and web.match(node.module or ""):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names if web.match(alias.name)]
            assert set(names) <= allowed, f"{_name(path)} imports {names}"


def test_rules_know_no_clock_and_no_tables():
    for path in python_files():
        if is_test(path) or not path.is_relative_to(PACKAGE) or part_of(path) != "rules":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                module = node.module or ""
                # The grounds of privacy are declared on models; looking them up is its rule.
                assert not module.startswith("django.db") or area_of(path) == "privacy", _name(path)
                clock = {"now", "today"} & {alias.name for alias in node.names}
                assert not (module == "meedoen.core.time" and clock), _name(path)
            if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}:
                assert not isinstance(node.value, ast.Name) or node.value.id not in {
                    "date", "datetime", "timezone", "time",
                }, f"{_name(path)}:{node.lineno} reads the clock"  # fmt: skip


def test_files_and_functions_stay_small():
    found = []
    for path in python_files():
        if "migrations" in path.parts:
            continue
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > 400:
            found.append(f"{_name(path)}: {lines} lines")
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > 45:
                    found.append(f"{_name(path)}:{node.lineno} {node.name}: {size} lines")
    assert not found, "\n".join(found)


def test_no_drawers_and_no_deep_folders():
    for path in python_files():
        assert path.stem not in DRAWERS, _name(path)
        depth = len(path.relative_to(ROOT).parts) - 1
        assert depth <= 4, _name(path)


def test_public_functions_say_what_they_mean():
    told = {"rules", "access", "actions", "pages"}
    found = []
    for path in python_files():
        if is_test(path) or not path.is_relative_to(PACKAGE) or part_of(path) not in told:
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not ast.get_docstring(node):
                found.append(f"{_name(path)}:{node.lineno} {node.name}")
    assert [line for line in found if " _" not in line] == []


def test_every_verb_names_who_acts():
    """An action takes `by=`; publishing what is shipped and moving time along have no actor."""
    nobody = {"publish", "expire", "publish_flow", "publish_list", "record", "record_many", "seed"}
    found = []
    for path in python_files():
        if is_test(path) or not path.is_relative_to(PACKAGE) or part_of(path) != "actions":
            continue
        for node in tree(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            atomic = any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
            names = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
            if atomic and "by" not in names and node.name not in nobody:
                found.append(f"{_name(path)}:{node.lineno} {node.name}")
    assert not found, "\n".join(found)
