"""Names that are taken, by scope (rule R3)."""

import builtins
import keyword
from typing import Final

from generator.python.types import BUILT_IN

KEYWORDS: Final = frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) - {
    "type",
    "_",
    "case",
    "match",
}

IMPORTED: Final = frozenset(
    {
        "Any",
        "Literal",
        "TypeAlias",
        "Self",
        "Never",
        "Final",
        "Mapping",
        "Sequence",
        "Iterable",
        "Iterator",
        "AsyncIterator",
    }
    | {
        "UUID",
        "Decimal",
        "Model",
        "MapModel",
        "Unset",
        "UNSET",
        "Client",
        "AsyncClient",
        "Operation",
        "RequestOptions",
    }
    | {
        "RawResponse",
        "StatusError",
        "ApiError",
        "DecodeError",
        "ConnectionFailedError",
        "TimedOutError",
        "BaseStatusError",
    }
    | {
        "DeadlineError",
        "Transport",
        "AsyncTransport",
        "Pages",
        "AsyncPages",
        "Stream",
        "AsyncStream",
        "Download",
        "AsyncDownload",
    }
    | {
        "File",
        "FileContent",
        "DataUrl",
        "TracebackType",
        "Callable",
        "Awaitable",
        "Secret",
        "OAuth2",
        "None1",
        "Optional",
        "Union",
        "Annotated",
    }
    | {
        "Enum",
        "StrEnum",
        "IntEnum",
        "TYPE_CHECKING",
        "PageError",
        "ArgumentError",
        "CredentialsError",
        "ResponseTooLargeError",
        "ByCursor",
        "ByLink",
        "ByNumber",
        "ByOffset",
        "ClosedError",
        "RootModel",
        "BaseModel",
        "List",
        "Dict",
        "Set",
        "Tuple",
        "Type",
    }
)

CLASSES: Final = frozenset(
    name.casefold() for name in KEYWORDS | frozenset(dir(builtins)) | IMPORTED
) | {"field", "dataclass", "date", "datetime"}
"""Compared after case folding: an alias called `Str` is a trap for readers."""

FIELDS: Final = (
    KEYWORDS
    | {"from_dict", "to_dict", "from_json", "to_json", "additional_properties", "self"}
    | {
        "field",
        "str",
        "int",
        "float",
        "bool",
        "dict",
        "list",
        "bytes",
        "date",
        "datetime",
        "classmethod",
        "tuple",
        "set",
    }
)

ARGUMENTS: Final = KEYWORDS | {
    "self",
    "options",
    "warnings",
    "str",
    "int",
    "float",
    "bool",
    "dict",
    "list",
    "bytes",
    "date",
    "datetime",
    "tuple",
    "super",
    "cast",
}

METHODS: Final = KEYWORDS | {"close", "aclose", "with_options", "self"}

OF_CLIENT: Final = METHODS | {*BUILT_IN} - {"list", "dict", "tuple"}
"""For methods of the client itself, whose constructor has types, too."""

GROUPS: Final = METHODS | {*BUILT_IN} | {"models", "errors", "client"}

MODULES: Final = (
    KEYWORDS
    | {"con", "prn", "aux", "nul", "__init__", "client", "errors", "models", "api"}
    | {"response_headers"}
    | {f"{p}{n}" for p in ("com", "lpt") for n in range(10)}
)

CREDENTIALS: Final = KEYWORDS | {
    "self",
    "base_url",
    "timeout",
    "deadline",
    "retries",
    "headers",
    "transport",
    "on_request",
    "on_response",
    "options",
    "http2",
    "proxy",
    "verify",
    "trust_env",
    "limits",
    "max_response_bytes",
    "http_client",
}
