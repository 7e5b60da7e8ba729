"""Compares two objects: their properties, what is required, and what else may stand in them."""

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diff.changes import Seen, seen
from generator.diff.rules import Scope
from generator.diff.scalars import bounds
from generator.diff.shapes import Arm, Use
from generator.diff.steps import Below, Noted, Step
from generator.ir.document import JsonValue
from generator.ir.schema import (
    AnyType,
    Constraints,
    Default,
    Field,
    JsonKind,
    MapSchema,
    MapType,
    ObjectSchema,
    PatternFields,
    SchemaType,
)


class Properties(Struct, frozen=True, kw_only=True):
    """An object, however it was spelt."""

    fields: dict[str, Field] = field(default_factory=dict[str, Field])
    extra: SchemaType | None
    patterns: tuple[PatternFields, ...] = ()
    undeclared: tuple[str, ...] = ()
    constraints: Constraints
    pointer: str
    places: tuple[str, ...] = ()
    """Of all schemas that share it: they may hide different things."""


def properties_of(arm: Arm) -> Properties:
    """The object that an alternative is."""
    match arm.head:
        case ObjectSchema() as head:
            return Properties(
                fields={field.wire_name: field for field in head.fields},
                extra=head.extra,
                patterns=head.patterns,
                undeclared=head.required_undeclared,
                constraints=head.constraints,
                pointer=head.id,
                places=head.places,
            )
        case MapSchema() as head:
            return Properties(
                extra=head.values,
                patterns=head.patterns,
                constraints=head.constraints,
                pointer=head.id,
            )
        case MapType() as head:
            return Properties(extra=head.values, constraints=head.constraints, pointer=arm.pointer)
        case _:
            raise AssertionError(arm.kind)


def merged_by_key(variants: list[Properties]) -> Properties | None:
    """Alternatives that each need one property that the others lack, as one object; else `None`.

    The closed `oneOf` of single-key objects is how many APIs write "exactly one of these".
    """
    keys = [[f for f in variant.fields.values() if f.required] for variant in variants]
    fields = {name: field for variant in variants for name, field in variant.fields.items()}
    alone = sum(len(variant.fields) for variant in variants) == len(fields)
    if len(variants) < 2 or not alone or any(len(needed) != 1 for needed in keys):
        return None
    return replace(
        variants[0],
        fields={name: replace(field, required=False) for name, field in fields.items()},
        extra=next((v.extra for v in variants if v.extra is not None), None),
        constraints=Constraints(),
    )


class ObjectPair(Struct, frozen=True, kw_only=True):
    """Two objects at the same place."""

    base: Properties
    revision: Properties
    scope: Scope
    label: str
    hidden: frozenset[str] = frozenset()
    """Properties that `hidden` speaks of."""

    def noted(
        self, seen: Seen, name: str, base: str | None, revision: str | None, scope: Scope
    ) -> Noted:
        """A rule that holds for a property."""
        return Noted(
            seen=seen, scope=scope, label=f"{self.label}.{name}", base=base, revision=revision
        )

    def steps(self) -> Iterator[Step]:
        base, revision = self.base, self.revision
        for name in base.fields | revision.fields:
            before, after = base.fields.get(name), revision.fields.get(name)
            if name in self.hidden:
                continue
            if before and after:
                yield from self._both(before, after)
            elif before:
                yield from self._removed(before)
            elif after:
                yield from self._added(after)
        yield from self._undeclared()
        yield from self._extra()
        yield from self._patterns()
        for found in bounds(base.constraints, revision.constraints, JsonKind.OBJECT):
            yield self._here(found)

    def _both(self, before: Field, after: Field) -> Iterator[Step]:
        was, now = is_one_way(self.scope, before), is_one_way(self.scope, after)
        scope = scope_of_field(self.scope, before if was else after)
        yield from self._mutability(before, after)
        yield Below(base=self._use(before), revision=self._use(after), scope=scope)
        if was != now or before == after:
            return
        for rule in (
            *_required(before, after),
            *_defaults(before, after),
            *_deprecation(before, after),
        ):
            yield self._at(rule, before, after, scope)

    def _mutability(self, before: Field, after: Field) -> Iterator[Step]:
        need = "required" if after.required else "optional"
        for words, was, now in (
            ("read-only", before.read_only, after.read_only),
            ("write-only", before.write_only, after.write_only),
        ):
            if was != now:
                verb = "became" if now else "became-not"
                yield self._at(Seen(f"{need}-property-{verb}-{words}"), before, after)

    def _removed(self, before: Field) -> Iterator[Step]:
        need = "required" if before.required else "optional"
        rule = f"{need}-property-removed"
        if self.scope.is_request and before.read_only:
            rule = "read-only-property-removed"
        elif not self.scope.is_request and before.write_only:
            rule = f"{need}-write-only-property-removed"
        elif self.scope.is_request and self.revision.extra is None:
            rule = "property-forbidden"
        yield self._at(Seen(rule), before, None)

    def _added(self, after: Field) -> Iterator[Step]:
        rule = "required-property-added" if after.required else "optional-property-added"
        if self.scope.is_request and after.read_only:
            rule = "read-only-property-added"
        elif not self.scope.is_request and after.write_only:
            rule = "optional-write-only-property-added"
        elif after.required and after.wire_name in self.base.undeclared:
            rule = "optional-property-added"
        elif after.required and after.default is not None:
            yield self._at(
                seen("required-property-added-with-default", None, after.default.value), None, after
            )
            return
        yield self._at(Seen(rule), None, after)

    def _undeclared(self) -> Iterator[Step]:
        """Names in `required` that no property declares."""
        for name in self.revision.undeclared:
            before = self.base.fields.get(name)
            if name not in self.base.undeclared and not (before and before.required):
                yield self._here(Seen("became-required"), name)
        for name in self.base.undeclared:
            after = self.revision.fields.get(name)
            if name not in self.revision.undeclared and not (after and after.required):
                yield self._here(Seen("became-optional"), name)

    def _extra(self) -> Iterator[Step]:
        before, after = self.base.extra, self.revision.extra
        if before is None or after is None:
            if before is not after:
                closed = after is None
                rule = f"additional-properties-{'closed' if closed else 'opened'}"
                yield self._here(Seen(rule))
            return
        if before == after and isinstance(before, AnyType):
            return
        yield Below(
            base=Use(
                type=before,
                pointer=f"{self.base.pointer}/additionalProperties",
                label=f"{self.label}.*",
            ),
            revision=Use(
                type=after,
                pointer=f"{self.revision.pointer}/additionalProperties",
                label=f"{self.label}.*",
            ),
            scope=self.scope.below,
        )

    def _patterns(self) -> Iterator[Step]:
        base = {p.pattern: p.type for p in self.base.patterns}
        revision = {p.pattern: p.type for p in self.revision.patterns}
        for pattern in base | revision:
            if pattern not in revision:
                yield self._here(seen("pattern-property-removed", pattern))
            elif pattern not in base:
                yield self._here(seen("pattern-property-added", None, pattern))
            else:
                step = pattern.replace("~", "~0").replace("/", "~1")
                label = f"{self.label}./{pattern}/"
                yield Below(
                    base=Use(
                        type=base[pattern],
                        pointer=f"{self.base.pointer}/patternProperties/{step}",
                        label=label,
                    ),
                    revision=Use(
                        type=revision[pattern],
                        pointer=f"{self.revision.pointer}/patternProperties/{step}",
                        label=label,
                    ),
                    scope=self.scope.below,
                )

    def _use(self, field: Field) -> Use:
        return Use(type=field.type, pointer=field.pointer, label=f"{self.label}.{field.wire_name}")

    def _at(
        self, seen: Seen, before: Field | None, after: Field | None, scope: Scope | None = None
    ) -> Noted:
        name = after.wire_name if after else before.wire_name if before else ""
        return Noted(
            seen=seen,
            scope=scope or self.scope.below,
            label=f"{self.label}.{name}",
            base=before.pointer if before else None,
            revision=after.pointer if after else None,
        )

    def _here(self, seen: Seen, name: str = "") -> Noted:
        return Noted(
            seen=seen,
            scope=self.scope.below if name else self.scope,
            label=f"{self.label}.{name}" if name else self.label,
            base=self.base.pointer,
            revision=self.revision.pointer,
        )


def scope_of_field(scope: Scope, field: Field) -> Scope:
    """Where a property's schema is looked at, in an object that is looked at in a scope."""
    if is_one_way(scope, field):
        return scope.mute("read-only" if scope.is_request else "write-only")
    return scope.below


def is_one_way(scope: Scope, field: Field) -> bool:
    """Whether a property travels in the other direction alone."""
    return field.read_only if scope.is_request else field.write_only


def _required(before: Field, after: Field) -> Iterator[Seen]:
    if before.required and not after.required:
        yield Seen("became-optional")
    elif after.required and not before.required:
        if after.default is None:
            yield Seen("became-required")
        else:
            yield seen("became-required-with-default", None, after.default.value)


def _defaults(before: Field, after: Field) -> Iterator[Seen]:
    if before.required and after.required:
        # A default that nobody can leave out has no effect on the wire.
        return
    yield from default_changes(before.default, after.default)


def default_changes(before: Default | None, after: Default | None) -> Iterator[Seen]:
    """How a default changed; `null` is a value, absence is none."""
    if before is None and after is None:
        return
    if before is None and after is not None:
        yield seen("default-value-added", None, after.value)
    elif after is None and before is not None:
        yield seen("default-value-removed", before.value)
    elif before is not None and after is not None and not same_json(before.value, after.value):
        yield seen("default-value-changed", before.value, after.value)


def same_json(before: JsonValue, after: JsonValue) -> bool:
    """Equality of JSON values: `true` is not `1`, `1.0` is `1`."""
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(same_json, before, after))
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(same_json(before[k], after[k]) for k in before)
    return before == after


def _deprecation(before: Field, after: Field) -> Iterator[Seen]:
    if before.deprecated != after.deprecated:
        yield Seen("deprecated" if after.deprecated else "reactivated")
