"""Every operation of a generated client against a mock server that nobody here wrote (Prism).

    python -m tests.contract.run SPEC... --prism COMMAND

Calls each operation, sync and async, with arguments made of the specification. Prism judges the
*requests* (`location[0] == "request"`), and its own answers too: those that are right must decode. `known_gaps.toml` lists what Prism can't do, with a reason; an entry that no longer
applies fails. `npm install @stoplight/prism-cli` is Prism.
"""

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from generator.ir.api import BodyEncoding, ExactStatus, Operation
from generator.pipeline import understand
from generator.python.arguments import (
    ArgumentKind,
    CallArgument,
    call_arguments,
    request_content,
    spread_body,
)
from generator.render.bodies import is_file
from generator.render.parameters import value_kind
from tests.codecs import Codecs
from tests.packages import config_for, imported, write_package
from tests.properties.round_trips import SourceSchemas
from tests.properties.strategies import values

GAPS = Path(__file__).with_name("known_gaps.toml")


def sample(kind: Any, definitions: Any) -> Any:
    """One value of a type, always the same: the simplest that Hypothesis makes. Prism takes
    an empty query parameter or list, and the body `null`, for none."""
    found: list[Any] = []

    @settings(
        max_examples=1,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        values(kind, definitions, 1).filter(
            lambda value: value not in ("", ".", "..", None, [], [None])
        )
    )
    def take(value: Any) -> None:
        found.append(value)

    take()
    return found[0]


def arguments_of(
    operation: Operation, codecs: Codecs, understood: Any, definitions: Any
) -> dict[str, Any]:
    """Python arguments for a call: examples of the specification where there are some that fit."""
    names = understood.names.operations[operation.key].arguments
    content = request_content(operation)
    body = next((e.value for e in content.examples), None) if content else None
    spread = spread_body(operation, definitions)
    fewest = (spread.constraints.min_properties or 0) if spread else 0
    made: dict[str, Any] = {}
    for argument in call_arguments(understood.api, operation, definitions):
        if argument.key not in names:
            continue
        name = names[argument.key]
        if argument.kind is ArgumentKind.EXTRA and spread and spread.required_undeclared:
            authored = body if isinstance(body, dict) else {}
            made[name] = {key: authored.get(key, "any") for key in spread.required_undeclared}
        if not wanted(argument, body, fewest):
            continue
        fewest -= argument.kind is ArgumentKind.FIELD
        if argument.kind is ArgumentKind.BODY and content is not None:
            if content.encoding is BodyEncoding.BYTES:
                made[name] = b"bytes"
                continue
            if content.encoding is BodyEncoding.NDJSON:
                lines = body if isinstance(body, list) else [sample(argument.type, definitions)]
                made[name] = [codecs.decoded(argument.type, line) for line in lines]
                continue
        in_parts = content is not None and content.encoding is BodyEncoding.MULTIPART
        if in_parts and is_file(argument.type, codecs.scope):
            many = value_kind(argument.type, codecs.scope) == "array"
            made[name] = [b"bytes"] if many else b"bytes"
            continue
        for value in candidates(argument, body, definitions):
            try:
                made[name] = codecs.decoded(argument.type, value)
                break
            except ValueError:
                continue  # An example that contradicts its schema.
    return made


def wanted(argument: CallArgument, body: Any, fewest: int) -> bool:
    """Whether to give an argument: what an example of the body has, else what is required.

    Args:
        fewest: How many more properties the body must have.
    """
    match argument.kind:
        case ArgumentKind.FIELD if isinstance(body, dict):
            return argument.wire_name in body
        case ArgumentKind.FIELD:
            return argument.required or fewest > 0
        case ArgumentKind.BODY:
            return argument.required or body is not None
        case _:
            return argument.required


def candidates(argument: CallArgument, body: Any, definitions: Any) -> Iterator[Any]:
    """JSON values for an argument: the specification's examples, then one of its type."""
    if (
        argument.kind is ArgumentKind.FIELD
        and isinstance(body, dict)
        and argument.wire_name in body
    ):
        yield body[argument.wire_name]
    elif argument.kind is ArgumentKind.BODY and body is not None:
        yield body
    if argument.parameter:
        yield from (e.value for e in argument.parameter.examples)
    yield sample(argument.type, definitions)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Contract:
    """What came of one specification.

    Attributes:
        decoded: Answers in which Prism found nothing wrong, and that decoded.
        own: Answers that are wrong by themselves: Prism says so, or the source schema does.
        problems: Operation → what is wrong on our side, or what Prism can't do.
    """

    calls: int = 0
    decoded: int = 0
    own: int = 0
    problems: dict[str, str] = field(default_factory=dict[str, str])


def run(spec: Path, prism: str) -> Contract:
    """Call every operation of a specification."""
    config = config_for(spec, package="contract")
    understood = understand(config)
    definitions = {d.id: d for d in understood.api.definitions}
    port = free_port()
    server = subprocess.Popen(
        [*prism.split(), "mock", "--errors", "-p", str(port), str(spec)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    found = Contract()
    try:
        if not listening(server, port):
            found.problems["*"] = "Prism does not start"
            return found
        with (
            tempfile.TemporaryDirectory() as folder,
            imported(write_package(config, Path(folder))) as package,
        ):
            codecs = Codecs(understood, package)
            schemas = SourceSchemas(understood.spec.tree)
            secrets = {
                c.argument: "x" for found in understood.names.credentials.values() for c in found
            }
            given_to = {
                **secrets,
                "base_url": f"http://127.0.0.1:{port}",
                "retries": 0,
                "timeout": 600.0,
            }
            for operation in understood.api.operations:
                named = understood.names.operations[operation.key]
                try:
                    arguments = arguments_of(operation, codecs, understood, definitions)
                except Exception as error:
                    problem = f"no arguments: {type(error).__name__}: {error}"
                    found.problems[operation.key] = problem
                    continue
                for kind in ("sync", "async"):
                    found.calls += 1
                    seen: list[Any] = []
                    options = package.RequestOptions(on_response=seen.append)
                    failure = call(package, kind, named, understood, given_to, arguments, options)
                    problem, own = verdict(failure, seen, fitting(operation, schemas))
                    found.own += own
                    found.decoded += not own and not problem
                    if problem:
                        found.problems[operation.key] = f"({kind}) {problem}"
    finally:
        server.terminate()
        server.wait()
    return found


def listening(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until a server takes connections (Prism reads for minutes); whether it does."""
    for _ in range(3000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        if server.poll() is not None:
            return False
        time.sleep(0.2)
    return False


def call(
    package: Any,
    kind: str,
    named: Any,
    understood: Any,
    given_to: dict[str, Any],
    arguments: dict[str, Any],
    options: Any,
) -> Exception | None:
    """Call an operation; give what was raised."""
    group = understood.names.groups[named.group].attribute if named.group is not None else None
    try:
        if kind == "sync":
            with package.Client(**given_to) as client:
                found = getattr(getattr(client, group) if group else client, named.method)(
                    **arguments, options=options
                )
                if hasattr(found, "__enter__"):
                    with found as stream:
                        list(stream)
        else:

            async def asked() -> None:
                async with package.AsyncClient(**given_to) as client:
                    found = getattr(getattr(client, group) if group else client, named.method)(
                        **arguments, options=options
                    )
                    if hasattr(found, "__aenter__"):
                        async with found as stream:
                            async for _ in stream:
                                pass
                    else:
                        await found

            asyncio.run(asked())
    except Exception as error:  # What it means is the caller's to say.
        return error
    return None


def verdict(
    failure: Exception | None, seen: list[Any], fits: Callable[[int, Any], bool]
) -> tuple[str, bool]:
    """What is wrong on our side, and whether Prism's answer is wrong by itself.

    Args:
        fits: Whether the source schema of a status accepts a JSON body; Prism does not judge what
            it makes up of a schema.
    """
    if not seen:
        return f"no answer came: {failure!r}"[:300], False
    for raw in seen:
        wrong = violations(raw)
        of_request = [v for v in wrong if (v.get("location") or [""])[0] == "request"]
        if of_request:
            return json.dumps(of_request)[:300], False
        if wrong:
            return "", True
    if failure is None:
        return "", False
    try:
        body = json.loads(seen[-1].content)
    except ValueError:
        body = None
    if type(failure).__name__ == "DecodeError" and not fits(seen[-1].status, body):
        return "", True
    return f"{type(failure).__name__}: {failure}"[:300], False


def violations(raw: Any) -> list[dict[str, Any]]:
    """What Prism has against the exchange: in a header beside a mocked answer (a documented 400
    among them), or in an error of its own."""
    found: list[Any] = json.loads(raw.headers.get("sl-violations") or "[]")
    try:
        body = json.loads(raw.content)
    except ValueError:
        body = None
    if isinstance(body, dict) and str(body.get("type")).startswith(
        "https://stoplight.io/prism/errors#"
    ):
        found += body.get("validation") or [{"location": ["request"], "message": body["type"]}]
    return [v for v in found if isinstance(v, dict)]


def fitting(operation: Operation, schemas: SourceSchemas) -> Callable[[int, Any], bool]:
    """Whether the schema of an operation's response accepts a body of a status."""

    def fits(status: int, body: Any) -> bool:
        return all(
            schemas.validator(f"{content.pointer}/schema").is_valid(body)
            for response in operation.responses
            if response.status == ExactStatus(code=status)
            for content in response.contents
            if content.encoding is BodyEncoding.JSON
        )

    return fits


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("specs", type=Path, nargs="+")
    parser.add_argument("--prism", default="prism")
    given_here = parser.parse_args()
    gaps = tomllib.loads(GAPS.read_text("utf-8"))
    bad = 0
    for spec in given_here.specs:
        known = gaps.get(spec.stem, {})
        found = run(spec, given_here.prism)
        print(
            f"{spec.stem}: {found.calls} calls, {found.decoded} answers decoded, {found.own} wrong by themselves, "
            f"{len(found.problems)} operations with a problem, {len(known)} known"
        )
        for operation, problem in found.problems.items():
            bad += operation not in known
            print(f"  {'gap' if operation in known else 'BAD'} {operation}: {problem}")
        for operation in known.keys() - found.problems.keys():
            bad += 1
            print(f"  STALE GAP {operation}: {known[operation]}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
