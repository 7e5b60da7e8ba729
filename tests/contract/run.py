"""Every operation of a generated client against a mock server that nobody here wrote (Prism).

    python -m tests.contract.run SPEC... --prism COMMAND

Calls each operation, sync and async, with arguments made of the specification, and counts what Prism
finds wrong with the *requests* (`location[0] == "request"`). `npm install @stoplight/prism-cli` is Prism.
"""

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from generator.ir.api import BodyEncoding, Operation
from generator.pipeline import understand
from generator.python.arguments import ArgumentKind, call_arguments, request_content
from tests.codecs import Codecs
from tests.packages import config_for, imported, write_package
from tests.properties.strategies import values


def sample(kind: Any, definitions: Any) -> Any:
    """One value of a type, always the same: the simplest that Hypothesis makes."""
    found: list[Any] = []

    @settings(
        max_examples=1,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(values(kind, definitions, 1))
    def take(value: Any) -> None:
        found.append(value)

    take()
    return found[0]


def arguments_of(
    operation: Operation, codecs: Codecs, understood: Any, definitions: Any
) -> dict[str, Any]:
    """Python arguments for a call: examples of the specification where there are some."""
    names = understood.names.operations[operation.key].arguments
    content = request_content(operation)
    body = next((e.value for e in content.examples), None) if content else None
    made: dict[str, Any] = {}
    for argument in call_arguments(understood.api, operation, definitions):
        if argument.key not in names:
            continue
        name = names[argument.key]
        if argument.kind is ArgumentKind.FIELD and isinstance(body, dict):
            if argument.wire_name not in body:
                continue
            value = body[argument.wire_name]
        elif argument.kind is ArgumentKind.BODY and body is not None:
            value = body
        elif not argument.required:
            continue
        elif argument.parameter and argument.parameter.examples:
            value = argument.parameter.examples[0].value
        else:
            value = sample(argument.type, definitions)
            if argument.kind is ArgumentKind.PATH and value in ("", ".", ".."):
                value = "x"
        if (
            content
            and content.encoding is BodyEncoding.BYTES
            and argument.kind is ArgumentKind.BODY
        ):
            made[name] = b"bytes"
        elif (
            content
            and content.encoding is BodyEncoding.NDJSON
            and argument.kind is ArgumentKind.BODY
        ):
            made[name] = value if isinstance(value, list) else [value]
        else:
            made[name] = codecs.decoded(argument.type, value)
    return made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(spec: Path, prism: str) -> tuple[int, list[str]]:
    """Calls made, and what was wrong with their requests."""
    config = config_for(spec, package="contract")
    understood = understand(config)
    definitions = {d.id: d for d in understood.api.definitions}
    port = free_port()
    server = subprocess.Popen(
        [*prism.split(), "mock", "--errors", "-p", str(port), str(spec)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    problems: list[str] = []
    calls = 0
    try:
        for _ in range(150):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        with (
            tempfile.TemporaryDirectory() as folder,
            imported(write_package(config, Path(folder))) as package,
        ):
            codecs = Codecs(understood, package)
            secrets = {
                c.argument: "x" for found in understood.names.credentials.values() for c in found
            }
            given_to = {
                **secrets,
                "base_url": f"http://127.0.0.1:{port}",
                "retries": 0,
                "timeout": 20.0,
            }
            for operation in understood.api.operations:
                named = understood.names.operations[operation.key]
                try:
                    arguments = arguments_of(operation, codecs, understood, definitions)
                except Exception as error:
                    problems.append(
                        f"{operation.key}: no arguments: {type(error).__name__}: {error}"[:300]
                    )
                    continue
                for kind in ("sync", "async"):
                    calls += 1
                    seen: list[Any] = []
                    options = package.RequestOptions(on_response=seen.append)
                    problem = call(package, kind, named, understood, given_to, arguments, options)
                    problem = problem or violations(seen)
                    if problem:
                        problems.append(f"{operation.key} ({kind}): {problem}"[:400])
    finally:
        server.terminate()
        server.wait()
    return calls, problems


def call(
    package: Any,
    kind: str,
    named: Any,
    understood: Any,
    given_to: dict[str, Any],
    arguments: dict[str, Any],
    options: Any,
) -> str:
    """Call an operation; give what our own side had against it."""
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
    except package.ApiError:
        return ""  # Prism's own answer; what it says of the request is looked at by the caller.
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def violations(seen: list[Any]) -> str:
    """What Prism's answer says of the request."""
    if not seen:
        return "no answer came"
    for raw in seen:
        try:
            found = json.loads(raw.content)
        except ValueError:
            continue
        listed = found.get("validation") if isinstance(found, dict) else None
        wrong = [
            v
            for v in listed or []
            if isinstance(v, dict) and (v.get("location") or [""])[0] == "request"
        ]
        if wrong:
            return json.dumps(wrong)
        if (
            raw.status == 404
            and isinstance(found, dict)
            and "NO_PATH_MATCHED" in str(found.get("type"))
        ):
            return "no path matched"
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("specs", type=Path, nargs="+")
    parser.add_argument("--prism", default="prism")
    given_here = parser.parse_args()
    bad = 0
    for spec in given_here.specs:
        calls, problems = run(spec, given_here.prism)
        bad += len(problems)
        print(f"{spec.stem}: {calls} calls, {len(problems)} problems")
        for problem in problems:
            print(f"  {problem}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
