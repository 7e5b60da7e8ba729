"""Compares the methods of two clients: their names, their arguments, what they return."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from generator.diff.annotations import Aliases, Relation
from generator.diff.classes import KEPT, optional
from generator.diff.collect import SymbolChange
from generator.diff.finding import Direction, Verdict
from generator.diff.operations import OperationPairs, pair_parameters
from generator.diff.responses import is_success
from generator.diff.sameness import Sameness
from generator.diff.surface import Package, aliases
from generator.diff.verdicts import reading, writing
from generator.diff.words import quoted
from generator.ir.api import BodyEncoding, Content, Operation
from generator.ir.document import JsonValue
from generator.ir.references import ids_in_definition, ids_in_type
from generator.ir.schema import AliasSchema, NullableType, ObjectSchema, SchemaId, UnionSchema
from generator.python.arguments import CallArgument, preferred

_BREAKS, _MAY, _OK = Verdict.BREAKING, Verdict.POTENTIALLY_BREAKING, Verdict.COMPATIBLE
_TYPES: Final = (
    "type-",
    "format-",
    "const-",
    "became-null",
    "became-not-null",
    "enum",
    "became-",
    "list-of",
    "one-of",
    "any-of",
    "wrapped",
    "media-type",
    "additional-properties",
    "schema-replaced",
    "request-parameter-became",
    "default",
)


class MethodComparison(Struct, frozen=True, kw_only=True, dict=True):
    old: Package
    new: Package
    renamed: Mapping[str, str]
    same: Sameness

    @cached_property
    def _aliases(self) -> Aliases:
        return aliases(self.old, self.new, self.renamed)

    def _is_same(self, before: Operation, after: Operation) -> bool:
        """Whether neither the operation nor a name in its signature changed, nor what those mean."""
        arguments = self.old.method(before).arguments, self.new.method(after).arguments
        if self.renamed or arguments[0] != arguments[1] or before != after:
            return False
        return self.same.operation(before, after) or all(
            self.old.side.definitions.get(one) == self.new.side.definitions.get(one)
            for one in self._meant(after)
        )

    def _meant(self, operation: Operation) -> set[SchemaId]:
        """The definitions that a signature is made of: aliases and all that they stand for, the classes
        themselves, whose fields may be arguments, and what the fields of the body's are."""
        definitions = self.new.side.definitions
        body = [c.type for c in operation.body.contents] if operation.body else []
        for kind in tuple(body):
            target = self.new.scope.target(kind)
            body += [f.type for f in target.fields] if isinstance(target, ObjectSchema) else []
        answers = [c.type for r in operation.responses for c in r.contents]
        kinds = [*body, *answers, *(p.type for p in operation.parameters)]
        pending = [found for kind in kinds for found in ids_in_type(kind)]
        seen: set[SchemaId] = set()
        while pending:
            current = pending.pop()
            if current not in seen and current in definitions:
                seen.add(current)
                if isinstance(definitions[current], (AliasSchema, UnionSchema)):
                    pending += ids_in_definition(definitions[current])
        return seen

    def changes(self, operations: OperationPairs) -> Iterator[SymbolChange]:
        for before, after in operations.pairs:
            yield from self._names(before, after)
            if self._is_same(before, after):
                continue
            yield from self._arguments(before, after)
            yield from self._result(before, after)
        for gone in operations.removed:
            yield self._symbol(
                "client-method-removed",
                self.old.qualified(gone),
                "method",
                None,
                gone,
                None,
                f"{quoted(self.old.qualified(gone))} was removed",
            )
        for added in operations.added:
            yield SymbolChange(
                id="client-method-added",
                client=_OK,
                types=_OK,
                symbol=self.new.qualified(added),
                before=None,
                after="method",
                message=f"{quoted(self.new.qualified(added))} was added",
                base=None,
                revision=added.pointer,
                operations=frozenset({added.key}),
            )

    def _names(self, before: Operation, after: Operation) -> Iterator[SymbolChange]:
        mine, yours = self.old.method(before), self.new.method(after)
        for was, now, what in (
            (mine.method, yours.method, "method"),
            (mine.iterator, yours.iterator, "iterator"),
            (mine.stream, yours.stream, "stream"),
        ):
            if was is None:
                continue
            symbol = self.old.member(mine, was)
            if now is None:
                yield self._symbol(
                    f"client-{what}-removed",
                    symbol,
                    what,
                    None,
                    before,
                    after,
                    f"{quoted(symbol)} was removed",
                )
            elif (other := self.new.member(yours, now)) != symbol:
                kept = was in yours.former and mine.group == yours.group
                yield self._symbol(
                    f"client-{what}-renamed",
                    symbol,
                    symbol,
                    other,
                    before,
                    after,
                    f"{quoted(symbol)} is called {quoted(other)}{KEPT if kept else ''}",
                    moved=mine.group != yours.group and was == now,
                    verdict=_OK if kept else _BREAKS,
                )

    def _arguments(self, before: Operation, after: Operation) -> Iterator[SymbolChange]:
        old = {a.key: a for a in self.old.arguments(before)}
        new = {a.key: a for a in self.new.arguments(after)}
        keys = _matching_keys(before, after, old, new)
        keys |= self._renamed_on_the_wire(before, after, keys)
        lost = [key for key in old if keys.get(key, key) not in new and _is_body(key)]
        if lost and _repacked(old, new):
            yield self._repacked(before, after, old, new)
            old = {key: argument for key, argument in old.items() if not _is_body(key)}
            new = {key: argument for key, argument in new.items() if not _is_body(key)}
        for key, argument in old.items():
            other = new.get(keys.get(key, key))
            if key not in self.old.method(before).arguments:
                continue
            yield from self._argument(before, after, argument, other)
        reverse = {now: was for was, now in keys.items()}
        for key, argument in new.items():
            if reverse.get(key, key) not in old and key in self.new.method(after).arguments:
                yield self._added(before, after, argument)
        yield from self._order(before, after, keys)

    def _renamed_on_the_wire(
        self, before: Operation, after: Operation, keys: Mapping[str, str]
    ) -> dict[str, str]:
        """An argument that went, and another that has its name: for callers it is one."""
        mine, yours = self.old.method(before).arguments, self.new.method(after).arguments
        taken = {keys.get(key, key) for key in mine}
        free = {name: key for key, name in yours.items() if key not in taken}
        left = {key: name for key, name in mine.items() if keys.get(key, key) not in yours}
        return {key: free[name] for key, name in left.items() if name in free}

    def _argument(
        self, before: Operation, after: Operation, was: CallArgument, now: CallArgument | None
    ) -> Iterator[SymbolChange]:
        name = self.old.method(before).arguments[was.key]
        renamed = self.new.method(after).arguments.get(now.key) if now else None
        symbol = f"{self.old.qualified(before)}({name}=)"
        places = _places(before, after, was.key, now.key if now else None, self.old, self.new)
        families: tuple[str, ...] = _TYPES
        if now is not None and was.key.partition(":")[0] != now.key.partition(":")[0]:
            # On the wire the one went and the other came: this goes with the former.
            places, families = (places[0], None), ()
        old_text = self._text(self.old, was)
        if now is None or renamed is None:
            yield self._change(
                "client-argument-removed",
                symbol,
                old_text,
                None,
                places,
                before,
                f"{quoted(symbol)} was removed",
                _BREAKS,
                _BREAKS,
            )
            return
        if renamed != name:
            yield self._change(
                "client-argument-renamed",
                symbol,
                name,
                renamed,
                places,
                before,
                f"{quoted(symbol)} is called {quoted(renamed)}",
                _BREAKS,
                _BREAKS,
            )
        new_text = self._text(self.new, now)
        known = self._aliases
        relation = known.relation(old_text, new_text)
        client, types = writing(relation, *known.values(relation, old_text, new_text))
        if _needed(now) and not _needed(was):
            client, types = _BREAKS, _BREAKS
        elif "Unset" in new_text and "Unset" not in old_text and "None" in old_text.split(" | "):
            # `None` left the argument out, and now it sends null.
            client = _MAY if client is _OK else client
        elif self._is_version(was, now):
            # The default is the API's version itself: nothing but the version moved.
            return
        elif (
            now.required and was.required and _value(was) != _value(now) and _value(was) is not None
        ):
            client = _MAY if client is _OK else client
        unchanged = relation is Relation.SAME and _shown(was) == _shown(now)
        old_text, new_text = _signature(old_text, was), _signature(new_text, now)
        same = unchanged and client is _OK and types is _OK and was.required == now.required
        if old_text != new_text and not same:
            yield self._change(
                "client-type-changed",
                symbol,
                old_text,
                new_text,
                places,
                before,
                f"{quoted(symbol)} takes {quoted(new_text)}, no longer {quoted(old_text)}",
                client,
                types,
                families=families,
            )

    def _is_version(self, was: CallArgument, now: CallArgument) -> bool:
        versions = self.old.side.api.version, self.new.side.api.version
        return (_value(was), _value(now)) == versions and was.type == now.type

    def _added(self, before: Operation, after: Operation, argument: CallArgument) -> SymbolChange:
        name = self.new.method(after).arguments[argument.key]
        symbol = f"{self.new.qualified(after)}({name}=)"
        verdict = _BREAKS if _needed(argument) else _OK
        _, revision = _places(before, after, None, argument.key, self.old, self.new)
        return self._change(
            "client-argument-added",
            symbol,
            None,
            _signature(self._text(self.new, argument), argument),
            (None, revision),
            before,
            f"{quoted(symbol)} was added",
            verdict,
            verdict,
        )

    def _repacked(
        self,
        before: Operation,
        after: Operation,
        old: dict[str, CallArgument],
        new: dict[str, CallArgument],
    ) -> SymbolChange:
        """Fields that were arguments of their own became one `body`, or the reverse."""
        symbol = self.old.qualified(before)
        was = f"({', '.join(self._names_of(self.old, before, old))})"
        now = f"({', '.join(self._names_of(self.new, after, new))})"
        base = (
            before.body.contents[0].pointer
            if before.body and before.body.contents
            else before.pointer
        )
        revision = (
            after.body.contents[0].pointer if after.body and after.body.contents else after.pointer
        )
        return self._change(
            "client-body-arguments-changed",
            symbol,
            was,
            now,
            (f"{base}/schema", f"{revision}/schema"),
            before,
            f"{quoted(symbol)} takes the body as {now}, no longer as {was}",
            _BREAKS,
            _BREAKS,
        )

    def _names_of(
        self, package: Package, operation: Operation, arguments: dict[str, CallArgument]
    ) -> list[str]:
        names = package.method(operation).arguments
        return [
            f"{names[key]}=" if key != "body:*" else f"**{names[key]}"
            for key in arguments
            if _is_body(key) and key in names
        ]

    def _order(
        self, before: Operation, after: Operation, keys: Mapping[str, str]
    ) -> Iterator[SymbolChange]:
        """Only arguments of the path are positional."""
        old = [
            keys.get(key, key)
            for key in self.old.method(before).arguments
            if key.startswith("path:")
        ]
        new = [key for key in self.new.method(after).arguments if key.startswith("path:")]
        if old != new and set(old) == set(new):
            symbol = self.old.qualified(before)
            was, now = ", ".join(k[5:] for k in old), ", ".join(k[5:] for k in new)
            yield self._change(
                "client-argument-moved",
                symbol,
                was,
                now,
                (before.pointer, after.pointer),
                before,
                f"{quoted(symbol)} takes its positional arguments in another order",
                _BREAKS,
                _MAY,
            )

    def _result(self, before: Operation, after: Operation) -> Iterator[SymbolChange]:
        was, now = self._returned(self.old, before), self._returned(self.new, after)
        relation = self._aliases.relation(was, now)
        client, types = reading(relation, *self._aliases.values(relation, was, now))
        if was == "None" and now != "None":
            client, types = _OK, _OK
        if client is _OK and types is _OK and was == now:
            return
        if client is _OK and types is _OK and relation is Relation.SAME:
            return
        symbol = f"{self.old.qualified(before)}() ->"
        yield self._change(
            "client-type-changed",
            symbol,
            was,
            now,
            _result_places(before, after),
            before,
            f"{quoted(self.old.qualified(before))} returns {quoted(now)}, no longer {quoted(was)}",
            client,
            types,
            families=(*_TYPES, "response-"),
            direction=Direction.RESPONSE,
        )

    def _returned(self, package: Package, operation: Operation) -> str:
        found: dict[str, None] = {}
        empty = False
        for response in operation.responses:
            if is_success(response.status):
                content = preferred(response.contents)
                if content is None:
                    empty = True
                else:
                    found[self._content(package, content)] = None
        if empty and "None" not in found:
            found["None"] = None
        return " | ".join(found) or "None"

    def _content(self, package: Package, content: Content) -> str:
        """What a call gives for a media type."""
        match content.encoding:
            case BodyEncoding.BYTES:
                return "bytes"
            case BodyEncoding.TEXT:
                return "str"
            case BodyEncoding.EVENT_STREAM:
                return f"Stream[{package.read(content.type)}]"
            case BodyEncoding.NDJSON:
                return f"list[{package.read(content.type)}]"
            case BodyEncoding.JSON | BodyEncoding.FORM | BodyEncoding.MULTIPART:
                return package.read(content.type)

    def _text(self, package: Package, argument: CallArgument) -> str:
        text = package.written(argument.type)
        if argument.required:
            return text
        return optional(text, argument.type, required=False)

    def _symbol(
        self,
        id: str,
        symbol: str,
        was: str,
        now: str | None,
        before: Operation,
        after: Operation | None,
        message: str,
        *,
        moved: bool = False,
        verdict: Verdict = _BREAKS,
    ) -> SymbolChange:
        return SymbolChange(
            id=id,
            client=verdict,
            types=verdict,
            symbol=symbol,
            before=was,
            after=now,
            message=message,
            base=before.pointer,
            revision=after.pointer if after else None,
            operations=frozenset({before.key}),
            families=("api-tag", "api-") if moved else ("api-operation-id", "api-"),
        )

    def _change(
        self,
        id: str,
        symbol: str,
        was: str | None,
        now: str | None,
        places: tuple[str | None, str | None],
        before: Operation,
        message: str,
        client: Verdict,
        types: Verdict,
        *,
        families: tuple[str, ...] = (),
        direction: Direction = Direction.REQUEST,
    ) -> SymbolChange:
        return SymbolChange(
            id=id,
            client=client,
            types=types,
            symbol=symbol,
            before=was,
            after=now,
            message=message,
            base=places[0],
            revision=places[1],
            operations=frozenset({before.key}),
            direction=direction,
            families=families,
        )


def _matching_keys(
    before: Operation, after: Operation, old: Mapping[str, object], new: Mapping[str, object]
) -> dict[str, str]:
    """Argument of the base → the same argument of the revision, where the keys differ."""
    pairs, _, _ = pair_parameters(before, after)
    found: dict[str, str] = {}
    for one, other in pairs:
        found[f"{one.location}:{one.wire_name}"] = f"{other.location}:{other.wire_name}"
    return found


def _places(
    before: Operation,
    after: Operation,
    was: str | None,
    now: str | None,
    old: Package,
    new: Package,
) -> tuple[str | None, str | None]:
    return (
        _pointer(before, was, old) if was else before.pointer,
        _pointer(after, now, new) if now else None,
    )


def _pointer(operation: Operation, key: str, package: Package) -> str:
    """Where an argument's cause stands."""
    location, _, name = key.partition(":")
    for parameter in operation.parameters:
        if str(parameter.location) == location and parameter.wire_name == name:
            return parameter.pointer
    if operation.body is None or not operation.body.contents:
        return operation.pointer
    for content in operation.body.contents:
        definition = package.scope.target(content.type)
        if name and isinstance(definition, ObjectSchema):
            for field in definition.fields:
                if field.wire_name == name:
                    return field.pointer
    return f"{operation.body.contents[0].pointer}/schema"


def _result_places(before: Operation, after: Operation) -> tuple[str, str]:
    return _success_place(before), _success_place(after)


def _success_place(operation: Operation) -> str:
    for response in operation.responses:
        if is_success(response.status):
            content = preferred(response.contents)
            return f"{content.pointer}/schema" if content else response.pointer
    return operation.pointer


def _is_body(key: str) -> bool:
    return key == "body" or key.startswith("body:")


def _repacked(old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    return (
        ("body" in old) != ("body" in new) and any(map(_is_body, old)) and any(map(_is_body, new))
    )


def _needed(argument: CallArgument) -> bool:
    return argument.required and argument.default is None


def _value(argument: CallArgument) -> JsonValue:
    return argument.default.value if argument.default is not None else None


def _shown(argument: CallArgument) -> JsonValue:
    """The default that stands in the signature: of an optional argument it is always the same."""
    return _value(argument) if argument.required else None


def _signature(text: str, argument: CallArgument) -> str:
    """The annotation with the default that stands in the signature."""
    if argument.required:
        return f"{text} = {_value(argument)!r}" if argument.default is not None else text
    return f"{text} = {'UNSET' if isinstance(argument.type, NullableType) else 'None'}"
