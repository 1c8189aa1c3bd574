"""Foreign keys obey the floors too: import-linter can't see a relation named by a string."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, ForeignObject, Model

CONFIG = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8")
)
FLOORS = next(
    contract["layers"]
    for contract in CONFIG["tool"]["importlinter"]["contracts"]
    if contract.get("exhaustive")
)
HEIGHT = {
    name.strip(" ()"): -number for number, floor in enumerate(FLOORS) for name in floor.split("|")
}


def ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("yucaihui.")]


def module_of(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def relations() -> list[tuple[type[Model], ForeignObject]]:
    return [
        (model, field)
        for model in ours()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObject) and isinstance(field, Field)
    ]


@pytest.mark.parametrize(
    ("model", "field"),
    [pytest.param(*relation, id=str(relation[1])) for relation in relations()],
)
def test_a_relation_points_to_its_own_module_or_a_lower_floor(
    model: type[Model], field: ForeignObject
) -> None:
    here, there = module_of(model), module_of(field.related_model)
    assert here == there or HEIGHT[there] < HEIGHT[here]


@pytest.mark.parametrize(
    ("model", "field"),
    [
        pytest.param(model, field, id=str(field))
        for model, field in relations()
        if module_of(model) != module_of(field.related_model)
    ],
)
def test_a_relation_between_modules_leaves_no_reverse_name(
    model: type[Model], field: ForeignObject
) -> None:
    core_to_core = module_of(field.related_model) == module_of(model)
    assert core_to_core or field.remote_field.related_name == "+"
