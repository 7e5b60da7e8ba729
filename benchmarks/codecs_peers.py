"""The peers' part of `benchmarks.codecs`, run by the interpreter of their own environment.

    python -m benchmarks.codecs_peers FOLDER

`FOLDER` holds `client_control`, `client_data` (openapi-python-client) and the modules
`pydantic_control`, … and `msgspec_control`, … (datamodel-code-generator).
"""

import json
from importlib import import_module

from benchmarks.codecs import Codec, compare


def peers(package: str, name: str) -> dict[str, Codec]:
    """Each in the way that its own documentation reads and writes JSON."""
    client = getattr(import_module(f"client_{package}.models"), name)
    pydantic = getattr(import_module(f"pydantic_{package}"), name)
    struct = getattr(import_module(f"msgspec_{package}"), name)
    msgspec = import_module("msgspec.json")
    decoder, encoder = msgspec.Decoder(struct), msgspec.Encoder()
    return {
        "openapi-python-client": Codec(
            lambda data: client.from_dict(json.loads(data)),
            lambda value: json.dumps(value.to_dict()),
        ),
        "pydantic": Codec(
            pydantic.model_validate_json,
            lambda value: value.model_dump_json(by_alias=True, exclude_unset=True),
        ),
        "msgspec": Codec(decoder.decode, encoder.encode),
    }


if __name__ == "__main__":
    compare(peers)
