"""The rules: what happened to a schema × in which direction → id, verdict, words.

A change that narrows what a request may hold breaks, one that widens it does not; the reverse for
responses. What can't be decided is potentially breaking. Ids are `scope-keyword-verb`, oasdiff's
where the meaning is the same.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from generator.diff.finding import Direction, Verdict

OK: Final = Verdict.COMPATIBLE
MAY: Final = Verdict.POTENTIALLY_BREAKING
BREAKS: Final = Verdict.BREAKING


class Slot(StrEnum):
    """What of an operation a schema describes."""

    PARAMETER = "parameter"
    HEADER = "header"
    BODY = "body"


class Scope(Struct, frozen=True, kw_only=True):
    """Where a schema is looked at: in a request or a response, at the root of a slot or below."""

    direction: Direction
    slot: Slot
    nested: bool = False
    muted: str = ""
    """`read-only` in a request, `write-only` in a response: what can't be there can't break."""

    @property
    def below(self) -> "Scope":
        return self if self.nested else _below(self)

    def mute(self, why: str) -> "Scope":
        return replace(self, nested=True, muted=why)

    @property
    def is_request(self) -> bool:
        return self.direction is Direction.REQUEST

    @property
    def prefix(self) -> str:
        if self.muted:
            return f"{self.direction}-{self.muted}-property"
        if not self.nested:
            return f"{self.direction}-{self.slot}"
        if self.is_request and self.slot is not Slot.BODY:
            return f"request-{self.slot}-property"
        return f"{self.direction}-property"


@cache
def _below(scope: Scope) -> Scope:
    return replace(scope, nested=True)


class Rule(Struct, frozen=True, kw_only=True):
    """What one kind of change means.

    Attributes:
        request, response: The wire verdict by direction.
        kind: See `Finding.kind`.
        text: Completes "`X` …" in the message; `{0}`, `{1}` are the change's details.
        flat: The id has no scope prefix but the direction's (`response-required-property-removed`).
    """

    request: Verdict
    response: Verdict
    kind: str
    text: str
    request_id: str = ""
    response_id: str = ""


def _rule(
    request: Verdict,
    response: Verdict,
    kind: str,
    text: str,
    *,
    request_id: str = "",
    response_id: str = "",
) -> Rule:
    return Rule(
        request=request,
        response=response,
        kind=kind,
        text=text,
        request_id=request_id,
        response_id=response_id,
    )


def _bounds(noun: str, words: str, *, upper: bool) -> dict[str, Rule]:
    """The four changes of a bound; an upper one widens upwards, a lower one downwards."""
    up, down = ((OK, BREAKS), (BREAKS, OK)) if upper else ((BREAKS, OK), (OK, BREAKS))
    return {
        f"{noun}-increased": _rule(*up, "constraints", f"has {words} raised from {{0}} to {{1}}"),
        f"{noun}-decreased": _rule(
            *down, "constraints", f"has {words} lowered from {{0}} to {{1}}"
        ),
        f"{noun}-set": _rule(MAY, OK, "constraints", f"has {words} set to {{1}}"),
        f"{noun}-unset": _rule(OK, BREAKS, "constraints", f"has {words} of {{0}} removed"),
    }


def _keyword(
    noun: str, words: str, *, changed: tuple[Verdict, Verdict] = (MAY, MAY)
) -> dict[str, Rule]:
    """A keyword that only restricts: adding it narrows, removing it widens."""
    return {
        f"{noun}-added": _rule(BREAKS, OK, "structure", f"gained {words}"),
        f"{noun}-removed": _rule(OK, BREAKS, "structure", f"lost {words}"),
        f"{noun}-changed": _rule(*changed, "structure", f"has {words} that changed"),
    }


TOGETHER: Final[Mapping[str, str]] = {
    f"{noun}-{verb}": noun
    for noun, verbs in (
        ("enum-value", ("added", "removed")),
        ("x-extensible-enum-value", ("added", "removed")),
        ("one-of", ("added", "removed")),
        ("any-of", ("added", "removed")),
        ("list-of-types", ("widened", "narrowed")),
    )
    for verb in verbs
}
"""What went and what came of one list is one cause: rule → the family that both are of."""

RULES: Final[Mapping[str, Rule]] = {
    "type-changed": _rule(BREAKS, BREAKS, "type", "changed its type from {0} to {1}"),
    "type-compatible": _rule(
        OK, OK, "type", "changed its type from {0} to {1}, which is sent alike"
    ),
    "type-generalized": _rule(OK, BREAKS, "type", "widened its type from {0} to {1}"),
    "type-specialized": _rule(BREAKS, OK, "type", "narrowed its type from {0} to {1}"),
    "format-widened": _rule(
        OK,
        MAY,
        "type",
        "widened its format from {0} to {1}",
        request_id="type-generalized",
        response_id="type-generalized",
    ),
    "format-narrowed": _rule(
        MAY,
        OK,
        "type",
        "narrowed its format from {0} to {1}",
        request_id="type-changed",
        response_id="type-specialized",
    ),
    "format-changed": _rule(
        MAY,
        MAY,
        "type",
        "changed its format from {0} to {1}",
        request_id="type-changed",
        response_id="type-changed",
    ),
    "list-of-types-narrowed": _rule(BREAKS, OK, "type", "no longer allows {0}"),
    "list-of-types-widened": _rule(OK, BREAKS, "type", "now allows {1} too"),
    "media-type-schema-added": _rule(BREAKS, OK, "type", "gained a schema: {1}"),
    "media-type-schema-removed": _rule(OK, MAY, "type", "lost its schema: {0}"),
    "became-nullable": _rule(OK, BREAKS, "requiredness", "became nullable"),
    "became-not-nullable": _rule(BREAKS, OK, "requiredness", "became not nullable"),
    "became-required": _rule(BREAKS, OK, "requiredness", "became required"),
    "became-required-with-default": _rule(
        BREAKS, OK, "requiredness", "became required, with the default {1}"
    ),
    "became-optional": _rule(OK, BREAKS, "requiredness", "became optional"),
    "enum-value-added": _rule(OK, MAY, "values", "now allows {1}"),
    "enum-value-removed": _rule(BREAKS, OK, "values", "no longer allows {0}"),
    "x-extensible-enum-value-removed": _rule(
        BREAKS, OK, "values", "no longer names {0} in its open enum"
    ),
    "x-extensible-enum-value-added": _rule(OK, OK, "values", "names {1} in its open enum"),
    "x-extensible-enum-added": _rule(OK, OK, "values", "names {1} in an open enum"),
    "x-extensible-enum-removed": _rule(OK, OK, "values", "no longer has its open enum of {0}"),
    "became-enum": _rule(BREAKS, OK, "values", "was restricted to {1}"),
    "became-not-enum": _rule(OK, MAY, "values", "is no longer restricted to {0}"),
    "enum-opened": _rule(OK, MAY, "values", "has an enum that is now open"),
    "enum-closed": _rule(MAY, OK, "values", "has an enum that is now closed"),
    "const-added": _rule(BREAKS, OK, "values", "was fixed to {1}"),
    "const-changed": _rule(BREAKS, BREAKS, "values", "changed its constant from {0} to {1}"),
    "const-removed": _rule(OK, BREAKS, "values", "is no longer fixed to {0}"),
    "default-value-added": _rule(OK, OK, "values", "gained the default {1}"),
    "default-value-changed": _rule(MAY, OK, "values", "changed its default from {0} to {1}"),
    "default-value-removed": _rule(MAY, OK, "values", "lost its default {0}"),
    **_bounds("max", "its maximum", upper=True),
    **_bounds("min", "its minimum", upper=False),
    **_bounds("exclusive-max", "its exclusive maximum", upper=True),
    **_bounds("exclusive-min", "its exclusive minimum", upper=False),
    **_bounds("max-length", "its maximum length", upper=True),
    **_bounds("min-length", "its minimum length", upper=False),
    **_bounds("max-items", "its maximum number of items", upper=True),
    **_bounds("min-items", "its minimum number of items", upper=False),
    **_bounds("max-properties", "its maximum number of properties", upper=True),
    **_bounds("min-properties", "its minimum number of properties", upper=False),
    **_bounds("max-contains", "its maximum of contained items", upper=True),
    **_bounds("min-contains", "its minimum of contained items", upper=False),
    "pattern-added": _rule(BREAKS, OK, "constraints", "gained the pattern {1}"),
    "pattern-changed": _rule(MAY, MAY, "constraints", "changed its pattern from {0} to {1}"),
    "pattern-generalized": _rule(
        OK,
        BREAKS,
        "constraints",
        "widened its pattern from {0} to {1}",
        response_id="pattern-changed",
    ),
    "pattern-removed": _rule(OK, MAY, "constraints", "lost its pattern {0}"),
    "multiple-of-set": _rule(MAY, OK, "constraints", "must now be a multiple of {1}"),
    "multiple-of-unset": _rule(OK, BREAKS, "constraints", "need no longer be a multiple of {0}"),
    "multiple-of-specialized": _rule(
        BREAKS, OK, "constraints", "must be a multiple of {1}, not {0}"
    ),
    "multiple-of-generalized": _rule(
        OK, BREAKS, "constraints", "must be a multiple of {1}, not {0}"
    ),
    "multiple-of-changed": _rule(
        BREAKS, BREAKS, "constraints", "must be a multiple of {1}, not {0}"
    ),
    "unique-items-set": _rule(BREAKS, OK, "constraints", "must now have unique items"),
    "unique-items-unset": _rule(OK, BREAKS, "constraints", "need no longer have unique items"),
    "one-of-added": _rule(OK, BREAKS, "structure", "gained the variant {1}"),
    "one-of-removed": _rule(BREAKS, OK, "structure", "lost the variant {0}"),
    "any-of-added": _rule(OK, BREAKS, "structure", "gained the variant {1}"),
    "any-of-removed": _rule(BREAKS, OK, "structure", "lost the variant {0}"),
    "wrapped-in-one-of": _rule(OK, BREAKS, "structure", "became one variant of several, with {1}"),
    "unwrapped-from-one-of": _rule(
        BREAKS, OK, "structure", "lost the variants {0}, and is {1} alone"
    ),
    "became-exclusive": _rule(
        MAY, OK, "structure", "takes one of its properties alone, no longer several together"
    ),
    "became-combinable": _rule(
        OK, MAY, "structure", "takes several of its properties together, no longer one alone"
    ),
    "all-of-added": _rule(
        OK, OK, "structure", "has one more `allOf` branch, which adds no restriction"
    ),
    "all-of-removed": _rule(
        OK, OK, "structure", "has one `allOf` branch less, which restricted nothing"
    ),
    "all-of-added-annotation-only": _rule(
        OK, OK, "structure", "has one more `allOf` branch, of annotations"
    ),
    "all-of-removed-annotation-only": _rule(
        OK, OK, "structure", "has one `allOf` branch of annotations less"
    ),
    "discriminator-added": _rule(OK, OK, "structure", "gained the discriminator {1}"),
    "discriminator-removed": _rule(OK, OK, "structure", "lost the discriminator {0}"),
    "discriminator-property-name-changed": _rule(
        BREAKS, BREAKS, "structure", "is told apart by {1}, no longer by {0}"
    ),
    "discriminator-mapping-added": _rule(OK, OK, "structure", "has the new tags {1}"),
    "discriminator-mapping-deleted": _rule(BREAKS, OK, "structure", "no longer knows the tags {0}"),
    "discriminator-mapping-changed": _rule(
        BREAKS, BREAKS, "structure", "changed its tags: {0} became {1}"
    ),
    "discriminator-mapping-renamed": _rule(
        BREAKS,
        BREAKS,
        "structure",
        "renamed its tags {0} to {1}",
        request_id="discriminator-mapping-changed",
        response_id="discriminator-mapping-changed",
    ),
    "additional-properties-closed": _rule(
        BREAKS, OK, "constraints", "no longer allows undeclared properties"
    ),
    "additional-properties-opened": _rule(
        OK, OK, "constraints", "now allows undeclared properties"
    ),
    "pattern-property-added": _rule(BREAKS, OK, "constraints", "gained the pattern property {1}"),
    "pattern-property-removed": _rule(OK, BREAKS, "constraints", "lost the pattern property {0}"),
    "prefix-items-added": _rule(OK, BREAKS, "structure", "gained items at fixed positions: {1}"),
    "prefix-items-removed": _rule(BREAKS, OK, "structure", "lost items at fixed positions: {0}"),
    **_keyword("contains", "a `contains` rule"),
    **_keyword("if", "an `if` condition"),
    **_keyword("then", "a `then` schema"),
    **_keyword("else", "an `else` schema"),
    **_keyword("not", "a `not` schema"),
    **_keyword("property-names", "a rule for property names"),
    **_keyword("unevaluated-properties", "a rule for unevaluated properties"),
    **_keyword("unevaluated-items", "a rule for unevaluated items"),
    **_keyword("content-schema", "a schema of its encoded content"),
    **_keyword("dependent-schema", "a dependent schema"),
    **_keyword("dependent-required", "dependently required properties", changed=(BREAKS, BREAKS)),
    "content-encoding-changed": _rule(
        BREAKS, BREAKS, "type", "changed its content encoding from {0} to {1}"
    ),
    "content-media-type-changed": _rule(
        BREAKS, BREAKS, "type", "changed its content media type from {0} to {1}"
    ),
    "deprecated": _rule(OK, OK, "lifecycle", "is deprecated"),
    "deprecated-with-sunset": _rule(OK, OK, "lifecycle", "is deprecated, until {1}"),
    "reactivated": _rule(OK, OK, "lifecycle", "is no longer deprecated"),
    "sunset-deleted": _rule(OK, OK, "lifecycle", "lost its sunset date {0}"),
    "sunset-parse": _rule(OK, OK, "lifecycle", "has a sunset date that is none: {1}"),
    "sunset-date-too-small": _rule(OK, OK, "lifecycle", "has its sunset moved from {0} up to {1}"),
    "optional-property-became-read-only": _rule(OK, OK, "mutability", "became read-only"),
    "optional-property-became-not-read-only": _rule(OK, OK, "mutability", "is no longer read-only"),
    "optional-property-became-write-only": _rule(OK, MAY, "mutability", "became write-only"),
    "optional-property-became-not-write-only": _rule(
        OK, OK, "mutability", "is no longer write-only"
    ),
    "required-property-became-read-only": _rule(OK, OK, "mutability", "became read-only"),
    "required-property-became-not-read-only": _rule(
        BREAKS, OK, "mutability", "is no longer read-only, and required"
    ),
    "required-property-became-write-only": _rule(OK, BREAKS, "mutability", "became write-only"),
    "required-property-became-not-write-only": _rule(
        OK, OK, "mutability", "is no longer write-only"
    ),
    "optional-write-only-property-added": _rule(OK, OK, "existence", "was added (write-only)"),
    "optional-write-only-property-removed": _rule(OK, OK, "existence", "was removed (write-only)"),
    "required-write-only-property-removed": _rule(OK, OK, "existence", "was removed (write-only)"),
    "read-only-property-added": _rule(OK, OK, "existence", "was added (read-only)"),
    "read-only-property-removed": _rule(OK, OK, "existence", "was removed (read-only)"),
    "optional-property-added": _rule(
        OK, OK, "existence", "was added", request_id="new-optional-request-property"
    ),
    "required-property-added": _rule(
        BREAKS,
        OK,
        "existence",
        "was added, and is required",
        request_id="new-required-request-property",
    ),
    "required-property-added-with-default": _rule(
        BREAKS,
        OK,
        "existence",
        "was added, and is required with the default {1}",
        request_id="new-required-request-property-with-default",
        response_id="response-required-property-added",
    ),
    "optional-property-removed": _rule(
        MAY, MAY, "existence", "was removed", request_id="request-property-removed"
    ),
    "required-property-removed": _rule(
        MAY, BREAKS, "existence", "was removed", request_id="request-property-removed"
    ),
    "property-forbidden": _rule(
        BREAKS,
        MAY,
        "existence",
        "was removed from a closed object",
        request_id="request-property-removed",
        response_id="response-optional-property-removed",
    ),
}

_OWN_IDS: Final = ("new-", "request-property-removed", "response-")
_UNSCOPED: Final = ("-property-became-", "-property-added", "-property-removed")


def rule_id(change: str, scope: Scope) -> str:
    """The id of a rule of the table in a scope."""
    rule = RULES[change]
    name = (rule.request_id if scope.is_request else rule.response_id) or change
    if name.startswith(_OWN_IDS):
        return name
    if change.startswith(("optional-", "required-", "read-only-")) and any(
        p in change for p in _UNSCOPED
    ):
        return f"{scope.direction}-{name}"
    return f"{scope.prefix}-{name}"


def verdict_of(change: str, scope: Scope) -> Verdict:
    rule = RULES[change]
    return rule.request if scope.is_request else rule.response
