"""Arguments on their way into a request's models: what fits, and what the error says otherwise."""

from collections.abc import Callable, Mapping
from typing import Any, Self

import pytest

from generator.runtime import codec
from generator.runtime.arguments import (
    as_dict,
    as_list,
    as_model,
    as_models,
    as_variant,
    converted,
    items_of,
    list_from,
    model_of,
    values_of,
    variant_of,
)
from generator.runtime.errors import ArgumentError
from generator.runtime.model import Model


class Point(Model):
    def __init__(self, x: int) -> None:
        self.x = x

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(codec.required(codec.check_object(data), "x", int))

    def to_dict(self) -> dict[str, Any]:
        return {"x": self.x}


def decode_shape(value: Any) -> Any:
    return Point.from_dict(value) if "x" in value else value


def test_what_fits() -> None:
    point = Point(2)
    assert as_model("p", point, Point) is point
    assert as_model("p", {"x": 1}, Point).x == 1
    assert [p.x for p in as_models("p", (point, {"x": 3}), Point)] == [2, 3]
    assert as_list("l", {"a": 1}.keys()) == ["a"]
    assert as_dict("d", {"a": 1}) == {"a": 1}
    assert as_variant("v", point, decode_shape, closed=True) is point
    assert as_variant("v", "text", decode_shape, closed=True) == "text"
    assert as_variant("v", {"x": 5}, decode_shape, closed=True).x == 5
    assert as_variant("v", {"y": 5}, decode_shape) == {"y": 5}
    nested = converted("n", [{"k": {"x": 7}}], items_of(values_of(model_of(Point))))
    assert nested[0]["k"].x == 7


def _models(value: Any) -> Callable[[], object]:
    return lambda: as_models("points", value, Point)


def _nested(value: Any) -> Callable[[], object]:
    return lambda: converted("n", value, items_of(values_of(items_of(model_of(Point)))))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: as_model("p", {}, Point), "p.x: missing"),
        (lambda: as_model("p", 3, Point), "p: expected object, found integer"),  # type: ignore[type-var]
        (_models([{"x": 1}, {"x": "1"}]), "points[1].x: expected integer, found string"),
        (_models("abc"), "points: expected a sequence, found str"),
        (_models({"x": 1}), "points: expected a sequence, found dict"),
        (_models(1), "points: expected a sequence, found int"),
        (_nested([{}, {"a b": [{"x": 1}, {}]}]), "n[1]['a b'][1].x: missing"),
        (_nested([[]]), "n[0]: expected a mapping, found list"),
        (lambda: as_list("l", "abc"), "l: expected a sequence, found str"),
        (lambda: as_list("l", b"abc"), "l: expected a sequence, found bytes"),
        (lambda: as_dict("d", [("a", 1)]), "d: expected a mapping, found list"),  # type: ignore[arg-type]
        (
            lambda: converted("t", ["ab"], items_of(list_from)),
            "t[0]: expected a sequence, found str",
        ),
        (lambda: as_variant("v", {"y": 1}, decode_shape, closed=True), "v: fits no variant"),
        (
            lambda: converted("v", [{"x": None}], items_of(variant_of(decode_shape))),
            "v[0].x: expected integer, found null",
        ),
    ],
)
def test_what_does_not(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        call()
    assert str(caught.value) == message
