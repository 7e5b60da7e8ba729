"""Compares the parameters of an operation: which there are, how they are written, what they
hold."""

from msgspec import Struct

from generator.diff.changes import Node
from generator.diff.finding import Direction, Verdict
from generator.diff.hidden import hidden_parameters
from generator.diff.lifecycle import note_announced, note_deprecation
from generator.diff.objects import default_changes
from generator.diff.operations import pair_parameters
from generator.diff.rules import Scope, Slot
from generator.diff.shapes import Use, shape_of
from generator.diff.side import Indexed
from generator.diff.subschemas import leaves
from generator.diff.walk import Walk
from generator.diff.words import quoted
from generator.ir.api import Operation, Parameter, ParameterLocation
from generator.ir.schema import Default, JsonKind


class ParameterComparison(Struct, frozen=True, kw_only=True):
    walk: Walk
    node: Node
    direction: Direction

    def run(self, base: Operation, revision: Operation) -> None:
        pairs, removed, added = pair_parameters(base, revision)
        for before, after in pairs:
            self._pair(before, after)
        for gone in list(removed):
            if moved := next((p for p in added if p.wire_name == gone.wire_name), None):
                removed.remove(gone)
                added.remove(moved)
                self._moved(gone, moved)
        for gone in removed:
            self._removed(gone)
        for new in added:
            self._added(new)
        self._unnamed(base, revision)

    def _unnamed(self, base: Operation, revision: Operation) -> None:
        """Path parameters that no path names: nobody can send them."""
        old = hidden_parameters(self.walk.base.tree, base)
        new = hidden_parameters(self.walk.revision.tree, revision)
        for name in old.keys() & new.keys():
            for path, found in leaves(old[name], new[name]):
                self.node.note(
                    found,
                    self._scope,
                    label=f"path {name}{path}",
                    idle=True,
                    base=base.pointer,
                    revision=revision.pointer,
                )

    @property
    def _scope(self) -> Scope:
        return Scope(direction=self.direction, slot=Slot.PARAMETER)

    def _pair(self, before: Parameter, after: Parameter) -> None:
        scope, label = self._scope, _label(before)
        if before.required != after.required:
            verb = "required" if after.required else "optional"
            if after.required and after.default is not None:
                wire = Verdict.BREAKING
                words = f"became required, with the default {quoted(after.default.value)}"
            else:
                wire = Verdict.BREAKING if after.required else Verdict.COMPATIBLE
                words = f"became {verb}"
            self._note(f"became-{verb}", "requiredness", wire, words, before, after)
        if not (before.required and after.required):
            for found in default_changes(
                self._default(before, self.walk.base), self._default(after, self.walk.revision)
            ):
                self.node.note(
                    found, scope, label=label, base=before.pointer, revision=after.pointer
                )
        self._written(before, after)
        note_deprecation(self.walk, self.node, scope, label, before, after)
        self.walk.compare(self.node, _use(before), _use(after), scope)

    def _default(self, parameter: Parameter, side: Indexed) -> Default | None:
        """The default, even one that does not fit its type."""
        schema = side.tree.mapping(f"{parameter.pointer}/schema")
        if parameter.default is None and "default" in schema:
            return Default(value=schema["default"])
        return parameter.default

    def _written(self, before: Parameter, after: Parameter) -> None:
        """Style and explode, where they change what is sent."""
        if before.media_type != after.media_type:
            old, new = before.media_type or before.style, after.media_type or after.style
            words = f"is written as {new}, no longer as {old}"
            self._note("style-changed", "type", Verdict.BREAKING, words, before, after)
            return
        many = self._is_compound(before)
        was, now = (before.style, before.explode and many), (after.style, after.explode and many)
        if before.location is ParameterLocation.QUERY and not many:
            return
        if was != now:
            words = f"is written in style {_written(after)}, no longer {_written(before)}"
            self._note("style-changed", "type", Verdict.BREAKING, words, before, after)

    def _is_compound(self, parameter: Parameter) -> bool:
        shape = shape_of(_use(parameter), self.walk.base)
        return shape.anything or any(
            arm.kind in (JsonKind.ARRAY, JsonKind.OBJECT) for arm in shape.arms
        )

    def _moved(self, gone: Parameter, new: Parameter) -> None:
        words = f"moved from the {gone.location} to the {new.location}"
        self._note("moved", "existence", Verdict.BREAKING, words, gone, new)

    def _removed(self, gone: Parameter) -> None:
        verdict, suffix = Verdict.POTENTIALLY_BREAKING, ""
        if gone.deprecated:
            suffix = "-with-deprecation"
            verdict = Verdict.COMPATIBLE
            note_announced(self.walk, self.node, self._scope, _label(gone), gone)
        self._note(f"removed{suffix}", "existence", verdict, "was removed", gone, None)

    def _added(self, new: Parameter) -> None:
        if new.location is ParameterLocation.PATH:
            id, wire, words = "new-request-path-parameter", Verdict.BREAKING, "was added"
        elif new.required:
            id, wire, words = (
                "new-required-request-parameter",
                Verdict.BREAKING,
                "was added, and is required",
            )
            if new.default is not None:
                words += f" with the default {quoted(new.default.value)}"
        else:
            id, wire, words = "new-optional-request-parameter", Verdict.COMPATIBLE, "was added"
        self.node.plain(
            id,
            "existence",
            wire,
            f"{quoted(_label(new))} {words}",
            base=None,
            revision=new.pointer,
            identity=_label(new),
            direction=self.direction,
        )

    def _note(
        self,
        verb: str,
        kind: str,
        wire: Verdict,
        words: str,
        before: Parameter,
        after: Parameter | None,
    ) -> None:
        self.node.plain(
            f"request-parameter-{verb}",
            kind,
            wire,
            f"{quoted(_label(before))} {words}",
            base=before.pointer,
            revision=after.pointer if after else None,
            identity=_label(before),
            direction=self.direction,
        )


def _label(parameter: Parameter) -> str:
    return f"{parameter.location} {parameter.wire_name}"


def _use(parameter: Parameter) -> Use:
    return Use(type=parameter.type, pointer=f"{parameter.pointer}/schema", label=_label(parameter))


def _written(parameter: Parameter) -> str:
    return f"{parameter.style}, exploded" if parameter.explode else str(parameter.style)
