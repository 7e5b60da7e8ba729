"""Compares what a call must carry to be let in: alternatives (OR) of schemes together (AND)."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from msgspec import Struct

from generator.diff.changes import Node
from generator.diff.finding import Verdict
from generator.diff.json_tree import Tree
from generator.diff.side import Indexed
from generator.diff.words import listed, quoted
from generator.ir.api import (
    ApiKeyAuth,
    AuthKind,
    BasicAuth,
    BearerAuth,
    HttpAuth,
    MutualTlsAuth,
    OAuth2Auth,
    OpenIdConnectAuth,
    Operation,
    SecurityScheme,
)
from generator.ir.document import JsonObject, JsonValue

_ADDRESSES: Final = (
    ("tokenUrl", "oauth-token-url-changed"),
    ("authorizationUrl", "oauth-url-changed"),
)
Alternative: TypeAlias = frozenset[tuple[str, frozenset[str]]]


class SecurityComparison(Struct, frozen=True, kw_only=True):
    base: Indexed
    revision: Indexed

    def operation(self, node: Node, before: Operation, after: Operation) -> None:
        """Note whether who could call an operation still can."""
        old, new = _alternatives(before), _alternatives(after)
        if old == new:
            return
        lost = [a for a in old if not any(_suffices(a, b) for b in new)]
        everywhere = self._is_global(before, after)
        prefix = "api-global-security" if everywhere else "api-security"
        if lost:
            id, words = _loss(old, new, lost)
            wire = Verdict.BREAKING
        else:
            id, words = _gain(old, new)
            wire = Verdict.COMPATIBLE
        node.plain(
            f"{prefix}-{id}",
            "existence",
            wire,
            f"{'every call' if everywhere else 'the operation'} {words}",
            base=before.pointer,
            revision=after.pointer,
            identity="security",
        )

    def _is_global(self, before: Operation, after: Operation) -> bool:
        """Whether the requirement is the API's own, and not the operation's."""
        return (
            not (_own(self.base.tree, before) or _own(self.revision.tree, after))
            and self._root_moved()
        )

    def _root_moved(self) -> bool:
        old, new = self.base.tree.root, self.revision.tree.root
        if not isinstance(old, dict) or not isinstance(new, dict):
            return False
        return old.get("security") != new.get("security")

    def schemes(self, root: Node) -> None:
        """Note how the schemes themselves changed."""
        old = {s.name: s for s in self.base.api.security_schemes}
        new = {s.name: s for s in self.revision.api.security_schemes}
        for name in old | new:
            before, after = old.get(name), new.get(name)
            if before and after:
                self._scheme(root, before, after)
            else:
                verb = "removed" if before else "added"
                present = before or after
                pointer = present.pointer if present else ""
                root.plain(
                    f"api-security-component-{verb}",
                    "existence",
                    Verdict.COMPATIBLE,
                    f"the security scheme {quoted(name)} was {verb}",
                    base=pointer if before else None,
                    revision=pointer if after else None,
                    identity=f"security scheme {name}",
                )

    def _scheme(self, root: Node, before: SecurityScheme, after: SecurityScheme) -> None:
        for id, kind, wire, words in (
            *_auth(before.auth, after.auth),
            *_flows(
                self.base.tree.mapping(before.pointer), self.revision.tree.mapping(after.pointer)
            ),
        ):
            root.plain(
                f"api-security-component-{id}",
                kind,
                wire,
                f"the security scheme {quoted(before.name)} {words}",
                base=before.pointer,
                revision=after.pointer,
                identity=f"security scheme {before.name}",
            )


def _alternatives(operation: Operation) -> tuple[Alternative, ...]:
    found = (
        frozenset((use.scheme, frozenset(use.scopes)) for use in requirement.uses)
        for requirement in operation.security
    )
    return tuple(dict.fromkeys(found)) or (frozenset(),)


def _suffices(held: Alternative, needed: Alternative) -> bool:
    """Whether who holds the first has all that the second needs."""
    scopes = dict(held)
    return all(scheme in scopes and wanted <= scopes[scheme] for scheme, wanted in needed)


def _schemes(alternative: Alternative) -> frozenset[str]:
    return frozenset(scheme for scheme, _ in alternative)


def _loss(
    old: tuple[Alternative, ...], new: tuple[Alternative, ...], lost: list[Alternative]
) -> tuple[str, str]:
    if not any(old):
        return "added", f"now needs {_said(new)}"
    schemes = {_schemes(a) for a in new}
    if all(_schemes(a) in schemes for a in lost):
        return "scope-added", f"now needs {_said(new)}, no longer only {_said(old)}"
    if all(any(_schemes(a) < s for s in schemes) for a in lost):
        return "added", f"now needs {_said(new)}, no longer only {_said(old)}"
    return "removed", f"no longer lets in {_said(lost)}; it needs {_said(new)}"


def _gain(old: tuple[Alternative, ...], new: tuple[Alternative, ...]) -> tuple[str, str]:
    if {_schemes(a) for a in old} == {_schemes(a) for a in new}:
        return "scope-removed", f"needs {_said(new)}, no longer {_said(old)}"
    if not any(new) or len(new) < len(old):
        return "removed", f"needs {_said(new)}, no longer {_said(old)}"
    return "added", f"lets in {_said([a for a in new if a not in old])} too"


def _said(alternatives: tuple[Alternative, ...] | list[Alternative]) -> str:
    return listed([_one(a) for a in alternatives]).replace(" and ", " or ")


def _one(alternative: Alternative) -> str:
    words = [
        quoted(scheme) + (f" ({', '.join(sorted(scopes))})" if scopes else "")
        for scheme, scopes in sorted(alternative, key=lambda use: use[0])
    ]
    return " with ".join(words) or "no credentials"


def _own(tree: Tree, operation: Operation) -> bool:
    return "security" in tree.mapping(operation.pointer)


def _auth(before: AuthKind, after: AuthKind) -> Iterator[tuple[str, str, Verdict, str]]:
    was, now = _sent(before), _sent(after)
    if was != now:
        yield "type-changed", "type", Verdict.BREAKING, f"is now {now}, no longer {was}"


def _sent(auth: AuthKind) -> str:
    """What a call carries."""
    match auth:
        case ApiKeyAuth():
            name = auth.wire_name.lower() if auth.location == "header" else auth.wire_name
            return f"an API key in the {auth.location} {quoted(name)}"
        case BasicAuth():
            return "a user name and password"
        case BearerAuth():
            return "a bearer token"
        case OAuth2Auth():
            return "an OAuth2 token"
        case OpenIdConnectAuth():
            return "an OpenID Connect token"
        case MutualTlsAuth():
            return "a client certificate"
        case HttpAuth():
            return f"{quoted(auth.scheme.lower())} authorization"


def _flows(before: JsonValue, after: JsonValue) -> Iterator[tuple[str, str, Verdict, str]]:
    """How OAuth2's flows changed: where tokens come from, and what they may be for."""
    old, new = _flow_table(before), _flow_table(after)
    for kind in old.keys() & new.keys():
        was, now = old[kind], new[kind]
        for key, id in _ADDRESSES:
            if was.get(key) != now.get(key):
                before_url, after_url = quoted(str(was.get(key))), quoted(str(now.get(key)))
                words = f"changed its {key} from {before_url} to {after_url}"
                yield id, "type", Verdict.POTENTIALLY_BREAKING, words
        scopes, more = _scopes(was), _scopes(now)
        if gone := sorted(scopes.keys() - more.keys()):
            words = f"lost the scopes {listed(map(quoted, gone))}"
            yield "oauth-scope-removed", "existence", Verdict.POTENTIALLY_BREAKING, words
        if come := sorted(more.keys() - scopes.keys()):
            words = f"gained the scopes {listed(map(quoted, come))}"
            yield "oauth-scope-added", "existence", Verdict.COMPATIBLE, words
        if changed := sorted(s for s in scopes.keys() & more.keys() if scopes[s] != more[s]):
            words = f"describes the scopes {listed(map(quoted, changed))} in other words"
            yield "oauth-scope-changed", "type", Verdict.COMPATIBLE, words


def _flow_table(scheme: JsonValue) -> dict[str, JsonObject]:
    flows = scheme.get("flows") if isinstance(scheme, dict) else None
    if not isinstance(flows, dict):
        return {}
    return {k: v for k, v in flows.items() if isinstance(v, dict)}


def _scopes(flow: JsonObject) -> JsonObject:
    scopes = flow.get("scopes")
    return scopes if isinstance(scopes, dict) else {}
