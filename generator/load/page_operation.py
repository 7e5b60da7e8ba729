"""One operation of a page in OpenAPI's terms, and what it brings along: what both dialects become."""

from msgspec import Struct, field

from generator.ir.document import JsonObject, JsonValue, Position
from generator.load.page import Fence


class Claim(Struct, frozen=True, kw_only=True):
    """An inlined schema that says which component it was (`refIdentifier`): a hint, no identity.

    Attributes:
        name: The component's.
        schema: What it is, in OpenAPI's terms.
        holder, key: Where it stands, so that a `$ref` can take its place.
        request: Whether it stands in a request, where `readOnly` properties are gone; in a response
            `writeOnly` ones are.
        merged: An `allOf` has been merged here: the name is its base's.
    """

    name: str
    schema: JsonObject
    holder: JsonObject | list[JsonValue]
    key: str | int
    request: bool
    merged: bool

    def put(self, value: JsonValue) -> None:
        """Put a value where the claim stands."""
        if isinstance(self.holder, dict):
            self.holder[str(self.key)] = value
        else:
            self.holder[int(self.key)] = value


class Lost(Struct, frozen=True, kw_only=True):
    """What this operation's page had lost; `pointer` is within the operation."""

    what: str
    detail: str = ""
    pointer: str = ""


class PageOperation(Struct, kw_only=True):
    """One operation. Its containers are its own, so what assembles an API may change them.

    Attributes:
        at: Where it stands: the fence's opening line.
        origin: The entry of the fence's document that it was made of, for places.
        alone: Whether its file holds no other.
        servers: Its own, or those of its document; empty: none are stated.
        components: Section (`schemas`, `securitySchemes`, …) → name → component.
        expanded: Whether it came in the expanded dialect.
    """

    file: str
    at: Position
    origin: tuple[JsonValue, str]
    fence: Fence
    path: str
    method: str
    webhook: bool
    operation: JsonObject
    servers: list[JsonValue]
    components: dict[str, JsonObject]
    expanded: bool
    alone: bool = True
    claims: tuple[Claim, ...] = ()
    info: JsonObject = field(default_factory=dict[str, JsonValue])
    tags: list[JsonValue] = field(default_factory=list[JsonValue])
    losses: list[Lost] = field(default_factory=list[Lost])
