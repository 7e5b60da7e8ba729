"""Names that are taken: what comes instead."""

from generator.name.collisions import assign


def test_no_class_has_an_underscore_that_datamodel_code_generator_would_take_off() -> None:
    names = assign([(str(n), ("Part1",)) for n in range(3)], reserved=frozenset({"map"}))
    assert list(names.values()) == ["Part1", "Part1x2", "Part1x3"]
    assert assign([("a", ("Map",))], reserved=frozenset({"map"})) == {"a": "Map2"}


def test_attributes_do() -> None:
    names = assign([(str(n), ("part1",)) for n in range(2)])
    assert list(names.values()) == ["part1", "part1_2"]
    assert assign([("a", ("class",))], reserved=frozenset({"class"})) == {"a": "class_"}
