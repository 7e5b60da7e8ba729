"""Styles of parameters and of the fields of forms (OpenAPI 3.1 §4.8.12.3)."""

from generator.ir.api import ParameterStyle
from generator.ir.document import JsonValue
from generator.lower.located import refuse


def read_style(value: JsonValue, pointer: str) -> ParameterStyle:
    """The style that a keyword states.

    Args:
        pointer: Of the object that has the keyword.

    Raises:
        SpecError: `O322` OpenAPI has none of that name.
    """
    try:
        return ParameterStyle(str(value))
    except ValueError:
        known = ", ".join(s for s in ParameterStyle if s is not ParameterStyle.TAB_DELIMITED)
        raise refuse(
            "O322",
            f"{value} is no style of a parameter",
            f"{pointer}/style",
            f"The styles are {known}.",
        ) from None
