"""A method's docstring: what the specification says of the operation, in the order that readers
expect."""

from generator.ir.api import ExactStatus, Operation, Status, StatusRange
from generator.ir.schema import (
    ComponentOrigin,
    MapSchema,
    NamedType,
    NullableType,
    ObjectSchema,
    SchemaType,
)
from generator.python.arguments import CallArgument, request_content
from generator.python.code import Code, printable, wrapped
from generator.python.prose import default_text, first_paragraph, sentence
from generator.python.results import is_success, success_shape
from generator.python.types import Scope
from generator.render.prose import (
    assembled,
    entries,
    flowing,
    followed,
    one_line,
    phrase,
    without_phrase,
)


def method_docstring(
    operation: Operation, arguments: tuple[CallArgument, ...], scope: Scope
) -> Code:
    """The specification's words on an operation, its arguments, and the errors that are documented."""
    names = scope.names.operations[operation.key].arguments
    summary, rest = _summary(operation)
    route = f"`{operation.method} {operation.path}`".replace("\\", "")
    content = request_content(operation)
    if operation.beside and content:
        route += f", as `{content.media_type}`".replace("\\", "")
    sections: list[list[str]] = [[route]] if summary else []
    summary = summary or sentence(route)
    if operation.deprecated:
        sections.append(["Deprecated."])
    if rest:
        sections.append(wrapped(printable(rest), 92))
    described = [(names[a.key], _argument_docs(a, scope)) for a in arguments]
    args = [(name, text) for name, text in described if text]
    sections.append(
        entries("Args", [*args, ("options", "What holds for this call alone.")], 92) if args else []
    )
    sections.append(entries("Raises", _raises(operation, scope), 92))
    return assembled(summary, sections, indent=8)


def _summary(operation: Operation) -> tuple[str, str]:
    """The first sentence or paragraph, and what else the description says."""
    text = (operation.description or "").strip()
    head, rest = first_paragraph(text)
    if operation.summary:
        summary = sentence(one_line(operation.summary))
        if one_line(head).rstrip(".").lower() == summary.rstrip(".").lower():
            return summary, rest
        return summary, text
    return (sentence(one_line(head)), rest) if head else ("", "")


_ANY_ERROR = {"", "error", "errors", "unexpected error", "default error", "default response"}
"""What a `default` response says that says nothing."""


def _argument_docs(argument: CallArgument, scope: Scope) -> str:
    said = sentence(flowing(argument.description or _said_of_type(argument.type, scope)))
    if argument.default is not None and not argument.required:
        told = default_text(argument.default.value)
        said = followed(said, told) if told else said
    if argument.deprecated and not said.lower().startswith("deprecated"):
        said = followed(said, "Deprecated.")
    return said


def _said_of_type(kind: SchemaType, scope: Scope) -> str:
    """What a component says of itself that is no class, and so has no docstring at hand."""
    kind = kind.of if isinstance(kind, NullableType) else kind
    found = scope.definitions.get(kind.id) if isinstance(kind, NamedType) else None
    if found is None or isinstance(found, (ObjectSchema, MapSchema)):
        return ""
    named = isinstance(found.origin, ComponentOrigin)
    return first_paragraph((found.description or "").strip())[0] if named else ""


def _raises(operation: Operation, scope: Scope) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    answered = {id(response) for response, _ in success_shape(operation).answers}
    for response in operation.responses:
        if is_success(response) or id(response) in answered:
            continue
        said = flowing(response.description or "")
        if not isinstance(response.status, ExactStatus):
            others.append((_range(response.status), said))
            continue
        code = response.status.code
        name = scope.names.errors.get(code)
        if name and not any(name == known for known, _ in found):
            found.append((name, sentence(without_phrase(code, said) or phrase(code))))
    if others:
        found.append(("StatusError", _any_status(others)))
    return found


def _any_status(others: list[tuple[str, str]]) -> str:
    """What is said of the statuses without a class of their own."""
    told = [
        (status, "" if said.rstrip(".").lower() in _ANY_ERROR else said) for status, said in others
    ]
    if len(told) == 1:
        return sentence(told[0][1] or "Any other status")
    return " ".join(sentence(f"{status}: {said or 'any status'}") for status, said in told)


def _range(status: Status) -> str:
    return f"{status.hundreds}XX" if isinstance(status, StatusRange) else "Others"
