"""One page → the operations it holds, or the reason why it holds none."""

from generator.diagnostics import Diagnostic, SpecError
from generator.ir.document import JsonValue, SourceLoss
from generator.load.expanded import is_expanded, read_expanded
from generator.load.json_values import is_object
from generator.load.limits import refuse_at, shortened
from generator.load.page import Fence, read_fences
from generator.load.page_operation import PageOperation
from generator.load.places import Lines, Places
from generator.load.standard import is_standard, read_standard
from generator.load.yaml_tree import read_yaml

_CHANNEL = frozenset(("asyncapi", "address", "sendOperations", "receiveMessages"))
_HINT = "An operation is a fence of four backticks, `yaml [spec] method path`, and its YAML."


def read_page(lines: Lines, places: Places) -> tuple[list[PageOperation], list[SourceLoss]]:
    """The operations of a page, in order, and what else it held.

    Raises:
        SpecError: `L130` it holds none, `L133` a fence contradicts its info string, or what is wrong
            with a fence's YAML.
    """
    operations: list[PageOperation] = []
    others: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    fences = read_fences(lines)
    for fence in fences:
        at = lines.position(fence.at)
        try:
            tree = read_yaml(lines, places, start=fence.start, end=fence.end)
            operations += _operations(tree, fence, lines, places)
        except SpecError as error:
            first = error.diagnostics[0]
            if first.code == "L133" or (fence.verb and first.code != "L130"):
                problems += error.diagnostics
            else:
                # What the info string does not call an operation may be anything.
                message = f"the page holds no API operation: {first.message}"
                others += refuse_at("L130", message, at).diagnostics
    if problems:
        raise SpecError(problems)
    if not operations:
        raise _none(others, lines)
    for one in operations:
        one.alone = len(operations) == 1
    losses = [
        SourceLoss(what="block without an operation", pointer="", detail=_place(diagnostic))
        for diagnostic in others
    ]
    return operations, losses


def _none(others: list[Diagnostic], lines: Lines) -> SpecError:
    if not others:
        reason = "it is empty" if not lines.text.strip() else "it has no block of YAML"
        message = f"the page holds no API operation: {reason}"
        return refuse_at("L130", message, lines.position(0), _HINT)
    first = others[0]
    return SpecError(
        Diagnostic(code=first.code, message=first.message, place=first.place, hint=_HINT)
    )


def _place(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.place.file}:{diagnostic.place.line}: {diagnostic.message}"


def _operations(tree: JsonValue, fence: Fence, lines: Lines, places: Places) -> list[PageOperation]:
    at = lines.position(fence.at)
    if not is_object(tree):
        raise refuse_at("L130", "its YAML is no mapping", at)
    if tree.keys() & _CHANNEL and "paths" not in tree:
        raise refuse_at("L130", "it describes an AsyncAPI channel", at)
    if is_expanded(tree):
        found = [read_expanded(tree, fence, at, places)]
    elif is_standard(tree):
        found = list(read_standard(tree, fence, at, places))
    else:
        found = []
    if not found:
        raise refuse_at("L130", "its YAML is of neither of the docs sites' dialects", at)
    _check_info(found, fence, lines)
    return found


def _check_info(found: list[PageOperation], fence: Fence, lines: Lines) -> None:
    """The info string and the YAML must name the same operation: else one of them is forged.

    Raises:
        SpecError: `L133`.
    """
    at = lines.position(fence.at)
    if not fence.verb:
        message = f"the fence's info string {shortened(fence.info)!r} names no operation"
        raise refuse_at("L133", message, at, "It reads `yaml [specification] method path`.")
    for one in found:
        verb = "webhook" if one.webhook else one.method
        if (verb, one.path) == (fence.verb, fence.target.strip()):
            return
    stated = f"{fence.verb} {shortened(fence.target)}"
    message = f"the fence says {stated}, its YAML {found[0].method} {shortened(found[0].path)}"
    raise refuse_at("L133", message, at, "One of the two has been edited: make them agree.")
