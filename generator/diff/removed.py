"""What to tell users of a package's next version whose code still reads what has gone."""

from collections.abc import Mapping

from generator.diff.finding import Comparison


def removed_fields(comparison: Comparison) -> Mapping[str, Mapping[str, str]]:
    """Class → attribute that the base's class had → a sentence on when it went, and what came.

    `dimension was removed in 2025-10, see schema`: a new attribute is named where the class gained
    exactly one, for only then is it likely to be the successor.
    """
    gone: dict[str, list[str]] = {}
    come: dict[str, list[str]] = {}
    for finding in comparison.findings:
        for change in finding.python:
            class_name, dot, attribute = change.symbol.partition(".")
            if not dot or class_name == "Client" or "(" in change.symbol:
                continue
            if change.after is None:
                gone.setdefault(class_name, []).append(attribute)
            elif change.before is None:
                come.setdefault(class_name, []).append(attribute)
    version = comparison.revision.version
    return {
        class_name: {
            attribute: _sentence(attribute, version, come.get(class_name, ()))
            for attribute in sorted(attributes)
        }
        for class_name, attributes in sorted(gone.items())
    }


def _sentence(attribute: str, version: str, successors: tuple[str, ...] | list[str]) -> str:
    hint = f", see {successors[0]}" if len(successors) == 1 else ""
    return f"{attribute} was removed in {version}{hint}"
