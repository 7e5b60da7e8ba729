"""Values on their way in and out: checks, models, scalars, styles of parameters."""

import pickle
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Self
from uuid import UUID

import pytest

from generator.runtime import codec, encoded, model, parameters, scalars
from generator.runtime.bodies import form_body, raw_body
from generator.runtime.errors import ArgumentError, DecodeError
from generator.runtime.operation import put_header
from generator.runtime.response_headers import (
    boolean_header,
    integer_header,
    json_header,
    list_header,
    number_header,
    optional_header,
    required_header,
)
from generator.runtime.serialization import (
    cookie_header,
    header_value,
    path_value,
    query_string,
    text,
    with_reserved,
)
from generator.runtime.unset import UNSET
from tests.runtime.driving import operation

Decoder = Callable[[Any], Any]


def field(take: Callable[..., Any], *arguments: Any) -> Decoder:
    """A decoder of `{"f": value}` by one of the functions that take a field out."""
    return lambda value: take({"f": value} if value != "absent" else {}, "f", *arguments)


FITTING: list[tuple[Decoder, Any, Any]] = [
    (field(codec.required, str), "a", "a"),
    (field(codec.required, int), 1.0, 1),
    (field(codec.required, float), 1, 1),
    (field(codec.optional, str), "absent", None),
    (field(codec.optional, str), None, None),
    (field(codec.optional, str), "a", "a"),
    (field(codec.optional, int), 2.0, 2),
    (field(codec.required_as, codec.string), "a", "a"),
    (field(codec.optional_as, codec.string), "a", "a"),
    (field(codec.optional_as, codec.string), "absent", None),
    (field(codec.required_or_null, int), 1.0, 1),
    (field(codec.required_or_null, str), "a", "a"),
    (field(codec.required_or_null, str), None, None),
    (field(codec.optional_or_null, int), 1.0, 1),
    (field(codec.optional_or_null, str), "a", "a"),
    (field(codec.optional_or_null, str), None, None),
    (field(codec.optional_or_null, str), "absent", UNSET),
    (field(codec.required_or_null_as, codec.string), "a", "a"),
    (field(codec.required_or_null_as, codec.string), None, None),
    (field(codec.optional_or_null_as, codec.string), "a", "a"),
    (field(codec.optional_or_null_as, codec.string), None, None),
    (field(codec.optional_or_null_as, codec.string), "absent", UNSET),
    (field(codec.optional_null), None, None),
    (field(codec.optional_null), "absent", UNSET),
    (field(codec.required_list, int), [1, 2], [1, 2]),
    (field(codec.required_list, int), [1, 2.0], [1, 2]),
    (field(codec.required_list, int), (), []),
    (field(codec.optional_list, float), "absent", None),
    (field(codec.optional_list, float), [1, 2.5], [1, 2.5]),
    (field(codec.required_list_as, codec.string), ["a"], ["a"]),
    (field(codec.optional_list_as, codec.string), ["a"], ["a"]),
    (field(codec.optional_list_as, codec.string), None, None),
    (field(codec.required_literal, str), "new value", "new value"),
    (field(codec.optional_literal, str), "absent", None),
    (lambda v: codec.decode_map(v, codec.string), {"a": "b"}, {"a": "b"}),
    (lambda v: codec.check_map(v, int), {"a": 1, "b": 2.0}, {"a": 1, "b": 2}),
    (codec.map_of(codec.integer), {"a": 1.0}, {"a": 1}),
    (codec.list_of(codec.integer), [1.0], [1]),
    (codec.tuple_of(codec.string, codec.integer), [1, "a", "b"], [1, "a", "b"]),
    (codec.tuple_of(None, codec.integer), [1, None], [1, None]),
    (codec.nullable(codec.string), None, None),
    (codec.nullable(codec.string), "a", "a"),
    (codec.literal(str, int), 3, 3),
    (codec.scalar(str, float), 3, 3),
    (codec.scalar(str, int), "a", "a"),
    (codec.integer, 3, 3),
    (codec.integer, 3.0, 3),
    (codec.number, 3, 3),
    (codec.number, 3.5, 3.5),
    (codec.boolean, True, True),
    (codec.null, None, None),
    (codec.anything, [None], [None]),
    (codec.check_object, {"a": None}, {"a": None}),
    (codec.check_object, MappingProxyType({"a": None}), {"a": None}),
    (scalars.parse_datetime, "2024-01-02T03:04:05Z", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
    (scalars.parse_datetime, "2024-01-02T03:04:05", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
    (scalars.parse_date, "2024-01-02", date(2024, 1, 2)),
    (scalars.parse_uuid, "12345678-1234-5678-1234-567812345678", UUID("12345678" * 4)),
    (scalars.parse_decimal, "1.50", Decimal("1.50")),
    (encoded.parse_base64, "YQ==", b"a"),
]


@pytest.mark.parametrize(("decode", "value", "expected"), FITTING, ids=range(len(FITTING)))
def test_what_fits(decode: Decoder, value: Any, expected: Any) -> None:
    found = decode(value)
    assert found == expected
    assert type(found) is type(expected)


FAULTY: list[tuple[Decoder, Any, str]] = [
    (field(codec.required, str), "absent", "$.f: missing"),
    (field(codec.required, int), True, "$.f: expected integer, found boolean"),
    (field(codec.required, int), 1.5, "$.f: expected integer, found number"),
    (field(codec.optional, str), 1, "$.f: expected string, found integer"),
    (field(codec.required_as, codec.string), "absent", "$.f: missing"),
    (field(codec.required_as, codec.string), None, "$.f: expected string, found null"),
    (field(codec.optional_as, codec.string), [], "$.f: expected string, found array"),
    (field(codec.required_or_null, str), "absent", "$.f: missing"),
    (field(codec.required_or_null, str), 1, "$.f: expected string, found integer"),
    (field(codec.optional_or_null, str), 1, "$.f: expected string, found integer"),
    (field(codec.required_or_null_as, codec.string), "absent", "$.f: missing"),
    (field(codec.required_or_null_as, codec.string), 1, "$.f: expected string, found integer"),
    (field(codec.optional_or_null_as, codec.string), {}, "$.f: expected string, found object"),
    (field(codec.required_literal, str), "absent", "$.f: missing"),
    (field(codec.required_literal, int), 1.5, "$.f: expected integer, found number"),
    (field(codec.optional_literal, str), 1, "$.f: expected string, found integer"),
    (field(codec.optional_null), 1, "$.f: expected null, found integer"),
    (field(codec.required_list, int), "absent", "$.f: missing"),
    (field(codec.required_list, int), [1, "a"], "$.f[1]: expected integer, found string"),
    (field(codec.optional_list, int), "ab", "$.f: expected array, found string"),
    (field(codec.required_list_as, codec.string), "absent", "$.f: missing"),
    (
        field(codec.required_list_as, codec.string),
        ["a", 1],
        "$.f[1]: expected string, found integer",
    ),
    (field(codec.optional_list_as, codec.string), [1], "$.f[0]: expected string, found integer"),
    (codec.check_object, [], "$: expected object, found array"),
    (
        lambda v: codec.decode_map(v, codec.string),
        {"o d": 1},
        "$['o d']: expected string, found integer",
    ),
    (lambda v: codec.check_map(v, str), {"a": 1}, "$.a: expected string, found integer"),
    (codec.tuple_of(None, codec.integer), ["a"], "$[0]: expected integer, found string"),
    (codec.literal(str), 1, "$: expected string, found integer"),
    (codec.scalar(str, int), None, "$: expected string, found null"),
    (codec.integer, "1", "$: expected integer, found string"),
    (codec.integer, 1.5, "$: expected integer, found number"),
    (codec.number, True, "$: expected number, found boolean"),
    (codec.boolean, 1, "$: expected boolean, found integer"),
    (codec.null, 0, "$: expected null, found integer"),
    (codec.string, b"", "$: expected string, found bytes"),
    (scalars.parse_datetime, "soon", "$: expected a date-time, found 'soon'"),
    (scalars.parse_date, "soon", "$: expected a date, found 'soon'"),
    (scalars.parse_uuid, "x", "$: expected a UUID, found 'x'"),
    (scalars.parse_decimal, "x", "$: expected a decimal, found 'x'"),
    (encoded.parse_base64, "?", "$: expected base64, found '?'"),
]


@pytest.mark.parametrize(("decode", "value", "message"), FAULTY, ids=range(len(FAULTY)))
def test_what_does_not_fit_says_where(decode: Decoder, value: Any, message: str) -> None:
    with pytest.raises(DecodeError) as caught:
        decode(value)
    assert str(caught.value) == message


def test_a_decoder_that_fails_once_alone_is_still_an_error() -> None:
    turns = iter([True, False])

    def decode(value: Any) -> Any:
        if next(turns):
            raise DecodeError("no")
        return value

    with pytest.raises(DecodeError, match="no"):
        codec.list_of(decode)([1])


class Point(model.Model):
    def __init__(self, x: int) -> None:
        self.x = x

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(codec.required(codec.check_object(data), "x", int))

    def to_dict(self) -> dict[str, Any]:
        return {"x": self.x}


class Tags(model.MapModel[str]):
    def __init__(self, **entries: str) -> None:
        self.additional_properties = entries

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(**data)

    def to_dict(self) -> dict[str, Any]:
        return dict(self.additional_properties)


def test_models() -> None:
    assert Point.from_json('{"x": 3}').to_json() == '{"x":3}'
    tags = Tags(a="b")
    tags["c"] = "d"
    del tags["a"]
    assert (dict(tags), len(tags), tags["c"]) == ({"c": "d"}, 1, "d")
    assert tags == {"c": "d"}
    assert (UNSET == UNSET, bool(UNSET), repr(UNSET)) == (True, False, "UNSET")


def test_a_data_url_is_bytes_that_keep_their_media_type() -> None:
    text = "data:image/png;charset=x;base64,AAE="
    read = encoded.parse_base64(text)
    assert (read, encoded.format_base64(read)) == (b"\0\1", text)
    assert pickle.loads(pickle.dumps(read)).media_type == "image/png;charset=x"
    made = encoded.DataUrl(b"a", "text/plain")
    assert model.encode_json([made]) == ["data:text/plain;base64,YQ=="]
    with pytest.raises(DecodeError):
        encoded.parse_base64("data:text/plain,hello")


def test_encoding_what_is_known_only_now() -> None:
    value = {"p": Point(1), "l": (Point(2), None), "s": "s", "d": date(2024, 1, 2), "o": 2**70}
    expected = {"p": {"x": 1}, "l": [{"x": 2}, None], "s": "s", "d": "2024-01-02", "o": 2**70}
    assert model.encode_json(value) == expected
    odd = object()
    assert model.encode_json(odd) is odd
    assert (
        model.dump_json({"o": 2**70, "s": "\ud800"})
        == b'{"o":1180591620717411303424,"s":"\xed\xa0\x80"}'
    )


@pytest.mark.parametrize(
    ("write", "value", "expected"),
    [
        (
            scalars.format_datetime,
            datetime(2024, 1, 2, 3, 4, 5, 120000, UTC),
            "2024-01-02T03:04:05.12Z",
        ),
        (scalars.format_datetime, datetime(2024, 1, 2, tzinfo=UTC), "2024-01-02T00:00:00Z"),
        (
            scalars.format_datetime,
            datetime(2024, 1, 2, 0, 0, 0, 500000, timezone(timedelta(hours=2))),
            "2024-01-02T00:00:00.5+02:00",
        ),
        (scalars.format_date, date(2024, 1, 2), "2024-01-02"),
        (scalars.format_decimal, Decimal("1E+2"), "100"),
        (encoded.format_base64, b"a", "YQ=="),
    ],
)
def test_scalars_are_written(write: Callable[[Any], str], value: Any, expected: str) -> None:
    assert write(value) == expected


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        scalars.format_datetime(datetime(2024, 1, 2))


@pytest.mark.parametrize("installed", [True, False])
def test_results_are_the_same_without_orjson(
    installed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (codec, model):
        monkeypatch.setattr(module, "find_spec", lambda name: name if installed else None)
    monkeypatch.setattr(codec, "_parse", codec._parser())
    dump = model._dumper()
    for given in (b'{"a":[1,2.5,null]}', b"[18446744073709551616]", '["\u00e9"]'.encode()):
        assert dump(codec.parse_json(given)) == given
    assert codec.parse_json("18446744073709551617") == 2**64 + 1
    assert repr(codec.parse_json(b"[NaN]")) == "[nan]"
    assert dump({"a": "\ud800"}) == b'{"a":"\xed\xa0\x80"}'
    with pytest.raises(DecodeError):
        codec.parse_json(b"{")


# Parameters.


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (2.5, "2.5"),
        (datetime(2024, 1, 2, tzinfo=UTC), "2024-01-02T00:00:00Z"),
        (datetime(2024, 1, 2, tzinfo=timezone(timedelta(hours=1))), "2024-01-02T00:00:00+01:00"),
        (date(2024, 1, 2), "2024-01-02"),
        (Decimal("1E+2"), "100"),
        (b"\xff", "\xff"),
        (UUID(int=0), "00000000-0000-0000-0000-000000000000"),
    ],
)
def test_scalars_in_a_url(value: Any, expected: str) -> None:
    assert text(value) == expected


def test_what_is_no_scalar_has_no_place_in_a_url() -> None:
    with pytest.raises(ArgumentError, match="found object"):
        text(object())
    naive = datetime(2024, 1, 1)
    for write in (
        lambda value: query_string({"since": value}),
        lambda value: path_value("since", value),
        lambda value: header_value("since", value),
    ):
        with pytest.raises(ArgumentError, match=r"since: .*no time zone"):
            write(naive)
        with pytest.raises(ArgumentError, match="since: expected text"):
            write(...)
    with pytest.raises(ArgumentError, match=r"id: .*found None"):
        path_value("id", None)


@pytest.mark.parametrize(
    ("write", "value"),
    [
        (scalars.format_datetime, "2024-01-01"),
        (scalars.format_datetime, date(2024, 1, 1)),
        (scalars.format_datetime, datetime(2024, 1, 1)),
        (scalars.format_date, "2024-01-01"),
        (scalars.format_decimal, "1.5"),
    ],
)
def test_what_is_of_another_class_is_named(write: Callable[[Any], str], value: Any) -> None:
    with pytest.raises(ArgumentError, match=r"expected a|no time zone"):
        write(value)


def test_default_styles() -> None:
    assert path_value("p", ["a/b", 2]) == "a%2Fb,2"
    assert path_value("p", {"a": "b c"}) == "a,b%20c"
    assert header_value("h", ["a", 2]) == "a,2"
    assert header_value("h", {"a": 1}) == "a,1"
    assert query_string({"a": [1, None, 2], "n": None, "o": {"x": [3], "y": None}}) == "a=1&a=2&x=3"
    assert cookie_header({"a": 1, "b": [2, 3], "n": None}) == "a=1; b=2; b=3"
    assert query_string({"a": with_reserved("a/b?c d")}) == "a=a/b?c%20d"
    assert with_reserved(None) is None
    assert with_reserved(Point(1)) == {"x": "1"}
    assert with_reserved(["a/b"]) == ["a/b"]


def test_other_styles() -> None:
    assert parameters.delimited_style(None, ",") is None
    assert parameters.delimited_style(["a b", None, "c"], "|") == "a%20b|c"
    assert parameters.delimited_style({"a": 1, "n": None}, " ") == "a%201"
    assert parameters.delimited_style("x", ",") == "x"
    assert parameters.deep_object("d", None) == {}
    assert parameters.deep_object("d", {"a": {"b": 1}, "l": [2], "n": None}) == {
        "d[a][b]": 1,
        "d[l][0]": 2,
    }
    assert parameters.deep_object("d", 3) == {"d": 3}
    assert parameters.exploded_fields(None) == {}
    assert parameters.exploded_fields(Point(1)) == {"x": 1}
    assert parameters.label_style(["a", "b"]) == ".a,b"
    assert parameters.label_style(["a", "b"], explode=True) == ".a.b"
    assert parameters.label_style({"a": 1, "n": None}, explode=True) == ".a=1"
    assert parameters.label_style({"a": 1}) == ".a,1"
    assert parameters.label_style("a") == ".a"
    assert parameters.matrix_style("m", ["a", "b"]) == ";m=a,b"
    assert parameters.matrix_style("m", ["a", "b"], explode=True) == ";m=a;m=b"
    assert parameters.matrix_style("m", {"a": 1}, explode=True) == ";a=1"
    assert parameters.matrix_style("m", "a", explode=True) == ";m=a"
    assert parameters.simple_exploded({"a": 1}) == "a=1"
    assert parameters.header_exploded(None) is None
    assert parameters.header_exploded({"a": 1}) == "a=1"
    assert parameters.header_exploded("a") == "a"
    assert parameters.json_text(None) is None
    assert parameters.json_text({"a": Point(1)}) == '{"a":{"x":1}}'
    assert parameters.plain_fields(None) is None
    assert parameters.plain_fields(Point(1)) == {"x": 1}
    assert parameters.plain_fields(3) == {"": 3}


def test_forms_by_style() -> None:
    fields = {
        "deep": {"a": {"b": 1}},
        "spread": {"x": 1, "y": [2]},
        "json": [1],
        "joined": ["a", None, "b"],
        "plain": [{"k": 1}, "s"],
        "none": None,
        "one": True,
    }
    styles = {"deep": "deepObject", "spread": "form", "json": "json", "joined": ","}
    assert form_body(fields, styles).content == (
        b"deep%5Ba%5D%5Bb%5D=1&x=1&y=2&json=%5B1%5D&joined=a%2Cb&plain=%7B%22k%22%3A1%7D&plain=s"
        b"&one=true"
    )


def test_text_in_a_charset() -> None:
    assert raw_body("\u00e9", "text/plain; charset=latin-1").content == b"\xe9"
    assert raw_body(3, "text/plain").content == b"3"
    for charset in ("ascii", "unheard-of"):
        with pytest.raises(ArgumentError, match=charset):
            raw_body("\u00e9", f"text/plain; charset={charset}")


def test_a_header_is_set_in_place_of_its_like() -> None:
    headers = {"X-A": "1"}
    put_header(headers, "X-A", "2")
    assert headers == {"X-A": "2"}
    put_header(headers, "x-a", "3")
    assert headers == {"x-a": "3"}


HEADERS = {
    "x-count": " 42 ",
    "X-Rate": "1.5",
    "x-on": "True",
    "x-list": "a, b",
    "x-json": '{"a": 1}',
}


def test_headers_of_responses() -> None:
    assert required_header(HEADERS, "X-Count", integer_header) == 42
    assert optional_header(HEADERS, "x-rate", number_header) == 1.5
    assert optional_header(HEADERS, "x-on", boolean_header) is True
    assert optional_header(HEADERS, "x-list", list_header(str)) == ["a", "b"]
    assert optional_header(HEADERS, "x-json", json_header(codec.check_object)) == {"a": 1}
    assert optional_header(HEADERS, "x-none", str) is None
    assert list_header(str)(" ") == []


@pytest.mark.parametrize("read", [integer_header, number_header, boolean_header])
def test_headers_of_responses_that_do_not_fit(read: Callable[[str], Any]) -> None:
    with pytest.raises(DecodeError, match=r"\['x-list'\]"):
        required_header(HEADERS, "x-list", read)
    with pytest.raises(DecodeError, match="missing"):
        required_header(HEADERS, "x-none", read)


def test_a_path_without_parameters_is_as_it_is() -> None:
    assert operation("GET", "/a/{b}").expand({}) == "/a/{b}"
