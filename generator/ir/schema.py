"""`lower` → everyone: types and schema definitions, free of OpenAPI's packaging and of Python.

*Uses* (`SchemaType`) are anonymous and nest; *definitions* (`SchemaDefinition`) have an id and are
referred to by `NamedType`, so recursion needs no thought. `allOf` is merged, `null` is explicit
(`NullableType`), boolean schemas are `AnyType`/`NeverType`, an inline object, enum of two or more
values, or union that JSON's kinds can't tell apart is hoisted into a definition.
"""

from enum import StrEnum
from typing import NewType, TypeAlias

from generator.ir.document import JsonScalar, JsonValue
from generator.ir.value import Value

SchemaId = NewType("SchemaId", str)
"""RFC 6901 pointer of the schema in the canonical document (`/components/schemas/Backup`).

The request variant of a schema that goes both ways and differs (`readOnly`, `writeOnly`) has the
pointer with `~input` behind it, which no JSON pointer can contain.
"""


class Constraints(Value, frozen=True, kw_only=True):
    """Validation keywords (JSON Schema 2020-12 §6) that a client does not enforce but `diff`
    compares."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    min_properties: int | None = None
    max_properties: int | None = None


NO_CONSTRAINTS = Constraints()


class StringFormat(StrEnum):
    """The `format`s of strings that have a Python type of their own; all others are `TEXT`."""

    TEXT = "text"
    DATE = "date"
    DATE_TIME = "date-time"
    UUID = "uuid"
    DECIMAL = "decimal"
    BYTE = "byte"
    """Base64 in a JSON string."""
    BINARY = "binary"
    """Raw bytes: a whole body, or a part of a multipart body. In JSON it is `TEXT`."""


class AnyType(Value, frozen=True):
    """Any JSON value (`{}`, `true`)."""


class NeverType(Value, frozen=True):
    """No value at all (`false`)."""


class NullType(Value, frozen=True):
    """`null` alone."""


class BooleanType(Value, frozen=True):
    pass


class IntegerType(Value, frozen=True, kw_only=True):
    format: str | None = None
    constraints: Constraints = NO_CONSTRAINTS


class NumberType(Value, frozen=True, kw_only=True):
    format: str | None = None
    constraints: Constraints = NO_CONSTRAINTS


class StringType(Value, frozen=True, kw_only=True):
    """A string.

    Attributes:
        format: What the value is in Python.
        format_name: The specification's `format`, whatever it is.
    """

    format: StringFormat = StringFormat.TEXT
    format_name: str | None = None
    constraints: Constraints = NO_CONSTRAINTS


class LiteralType(Value, frozen=True, kw_only=True):
    """One value alone: `const`, or an `enum` of one. Never null (that is `NullType`)."""

    value: bool | int | float | str


class ArrayType(Value, frozen=True, kw_only=True):
    items: "SchemaType"
    constraints: Constraints = NO_CONSTRAINTS


class TupleType(Value, frozen=True, kw_only=True):
    """`prefixItems`. `rest` is the type of what follows them; `None` where nothing may."""

    items: "tuple[SchemaType, ...]"
    rest: "SchemaType | None"
    constraints: Constraints = NO_CONSTRAINTS


class MapType(Value, frozen=True, kw_only=True):
    """An inline object without properties of its own; `AnyType` values for a free object."""

    values: "SchemaType"
    constraints: Constraints = NO_CONSTRAINTS


class UnionType(Value, frozen=True, kw_only=True):
    """Two or more types without null that JSON's kinds tell apart and that need no decoder but
    their kind: scalars (`str | int`). Every other union is a `UnionSchema`."""

    members: "tuple[SchemaType, ...]"


class NullableType(Value, frozen=True, kw_only=True):
    """The type or `null`. Never nested; never around `AnyType` or `NullType`."""

    of: "SchemaType"


class NamedType(Value, frozen=True, kw_only=True):
    id: SchemaId


SchemaType: TypeAlias = (
    AnyType
    | NeverType
    | NullType
    | BooleanType
    | IntegerType
    | NumberType
    | StringType
    | LiteralType
    | ArrayType
    | TupleType
    | MapType
    | UnionType
    | NullableType
    | NamedType
)


class Default(Value, frozen=True, kw_only=True):
    """A `default`, coerced to the declared type where it can be (`"100"` → `100`); a wrapper,
    for `null` is a default too."""

    value: JsonValue


class Directions(Value, frozen=True, kw_only=True):
    """Which way a definition travels: reached from requests, from responses, or both. Neither:
    a component that no operation uses."""

    request: bool = False
    response: bool = False


class ComponentOrigin(Value, frozen=True, kw_only=True):
    """A component: its key is the name."""

    key: str


class MemberOrigin(Value, frozen=True, kw_only=True):
    """An inline schema within another definition.

    Attributes:
        parent: The definition it stands in.
        part: The property's wire name; `item` for array items, `value` for map values,
            `variant` for a union's, with a title, tag value or number behind it in `detail`.
    """

    parent: SchemaId
    part: str
    detail: str = ""


class Role(StrEnum):
    """What an inline schema is to its operation."""

    REQUEST = "request"
    RESPONSE = "response"
    PARAMETER = "parameter"
    RESPONSE_HEADER = "response header"


class OperationOrigin(Value, frozen=True, kw_only=True):
    """An inline schema at the root of an operation's body, response, parameter or header.

    Attributes:
        operation: The operation's `key` (`POST /indexes`).
        part: Further steps from there (`item` …), the parameter's wire name first.
        status: Where the operation has several responses of the same kind (success, error).
    """

    operation: str
    role: Role
    part: tuple[str, ...] = ()
    status: str | None = None


class SharedOrigin(Value, frozen=True, kw_only=True):
    """An inline schema at the root of a shared component that is no schema
    (`components/responses/NotFound`, `…/parameters/…`)."""

    section: str
    key: str
    part: tuple[str, ...] = ()


class InputOrigin(Value, frozen=True, kw_only=True):
    """The request variant of another definition."""

    of: SchemaId


SchemaOrigin: TypeAlias = (
    ComponentOrigin | MemberOrigin | OperationOrigin | SharedOrigin | InputOrigin
)


class Field(Value, frozen=True, kw_only=True):
    """A property of an object.

    Attributes:
        required: Must be present. Whether it may be null is the type's (`NullableType`).
        pointer: Of the property's schema in the canonical document.
    """

    wire_name: str
    type: SchemaType
    required: bool
    default: Default | None = None
    description: str | None = None
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    pointer: str


class PatternFields(Value, frozen=True, kw_only=True):
    """`patternProperties`: fields whose names match. The pattern is never compiled (R9)."""

    pattern: str
    type: SchemaType


class Discriminator(Value, frozen=True, kw_only=True):
    """OpenAPI 3.1 §4.8.25, with the implicit mapping spelt out.

    Attributes:
        mapping: Tag value → variant, in the order of the variants.
    """

    wire_name: str
    mapping: tuple[tuple[str, SchemaId], ...]


class JsonKind(StrEnum):
    """The kinds of JSON values; an integer is a number to all but `integer`."""

    NULL = "null"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    STRING = "string"
    ARRAY = "array"
    OBJECT = "object"


class Dispatch(Value, frozen=True, kw_only=True):
    """How a value finds its variant, decided once: by kind, then by tag, then by the
    required properties that no other variant declares. What is left undecided is kept as it came.

    Attributes:
        kinds: Kinds that exactly one variant accepts → that variant.
        tag: The property that tells object variants apart, from the discriminator, or inferred
            from single-valued properties that all object variants have.
        tags: Tag value → object variant.
        keys: Required properties → the object variant that alone declares them. One of them can
            be an unknown field of another variant's value; all of them are not.
    """

    kinds: tuple[tuple[JsonKind, SchemaType], ...] = ()
    tag: str | None = None
    tags: tuple[tuple[JsonScalar, SchemaType], ...] = ()
    keys: tuple[tuple[tuple[str, ...], SchemaType], ...] = ()


class Definition(Value, frozen=True, kw_only=True):
    """What all definitions have.

    Attributes:
        places: Pointers of all schemas that share it: its own first, then structurally equal
            inline ones in document order.
        examples: Of the schema itself (`example`, `examples`), for tests.
    """

    id: SchemaId
    origin: SchemaOrigin
    places: tuple[str, ...]
    directions: Directions = Directions()
    title: str | None = None
    description: str | None = None
    deprecated: bool = False
    examples: tuple[JsonValue, ...] = ()


class ObjectSchema(Definition, frozen=True, kw_only=True):
    """An object with properties (or a closed or otherwise constrained one without).

    Attributes:
        extra: The type of undeclared fields; `None` where they are not allowed (a client keeps
            them all the same).
        extra_declared: Whether the specification says so (`additionalProperties: true` or a
            schema), rather than being silent.
        required_undeclared: Names in `required` that no property declares.
        base: The discriminated parent, where this is a variant by inheritance.
    """

    fields: tuple[Field, ...]
    extra: SchemaType | None
    extra_declared: bool = False
    patterns: tuple[PatternFields, ...] = ()
    required_undeclared: tuple[str, ...] = ()
    constraints: Constraints = NO_CONSTRAINTS


class MapSchema(Definition, frozen=True, kw_only=True):
    """A component that is an object without properties: a mapping class."""

    values: SchemaType
    patterns: tuple[PatternFields, ...] = ()
    constraints: Constraints = NO_CONSTRAINTS


class EnumMember(Value, frozen=True, kw_only=True):
    value: bool | int | float | str
    description: str | None = None


class EnumSchema(Definition, frozen=True, kw_only=True):
    """Two or more values (a component may have one or none). Null is not among them.

    Attributes:
        extensible: The specification declares it open (`x-enum`, `x-extensible-enum`).
    """

    members: tuple[EnumMember, ...]
    extensible: bool = False


class UnionSchema(Definition, frozen=True, kw_only=True):
    """`oneOf` or `anyOf`, null taken out (uses are `NullableType`), nested unions flattened.

    Attributes:
        exclusive: `oneOf`, rather than `anyOf`.
    """

    variants: tuple[SchemaType, ...]
    exclusive: bool
    discriminator: Discriminator | None = None
    dispatch: Dispatch


class AliasSchema(Definition, frozen=True, kw_only=True):
    """A component (or a recursive array) that is neither object, enum nor hoisted union."""

    type: SchemaType


SchemaDefinition: TypeAlias = ObjectSchema | MapSchema | EnumSchema | UnionSchema | AliasSchema
