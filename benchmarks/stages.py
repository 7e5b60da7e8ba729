"""Where our own time goes: CPU seconds of each stage, cold, in this process.

python -m benchmarks.stages SPEC [--formatter ruff]
"""

import argparse
import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.config import ApiConfig


def stage_seconds(spec: Path, formatter: str) -> dict[str, float]:
    """Stage → CPU seconds, children's included; imports apart."""
    gc.disable()
    sys.setrecursionlimit(10_000)
    found: dict[str, float] = {}

    def timed(name: str, call: Callable[..., Any], *given: Any) -> Any:
        before = _used()
        made = call(*given)
        found[name] = found.get(name, 0.0) + _used() - before
        return made

    stages = timed("imports", _stages)
    config = ApiConfig(
        name="",
        sources=(str(spec),),
        package="made",
        formatter="ruff" if formatter == "ruff" else "black",
    )
    document = timed("load", pipeline.load, config)
    tree = timed("resolve", pipeline.resolve, document, config)
    api = timed("lower", stages["lower"], tree, config).api
    names = timed("name", stages["assign_names"], api, config, None)
    kept = stages["kept"](api, names)
    models = timed(
        "model", stages["build_models"], kept, stages["codec_text"], stages["templates_folder"]()
    )
    files = timed("render", stages["render_client"], kept, config, tuple(tree.digests))
    files = (*models, *files)
    files = (*files, *timed("render", stages["runtime_files"], files))
    files = timed("format", stages["format_files"], files, config.formatter)
    timed("self-check", stages["self_check"], files)
    name_lock = timed("seal", stages["name_lock"], api, names, None)
    timed(
        "seal",
        lambda: stages["seal"](
            files, package="made", api=api, names=name_lock, digests=tree.digests, config=config
        ),
    )
    return found


def _stages() -> dict[str, Callable[..., Any]]:
    from generator.emit import seal, self_check
    from generator.emit.formatting import format_files
    from generator.lower import lower
    from generator.model import build_models
    from generator.name import assign_names, name_lock
    from generator.python.kept import Kept
    from generator.python.types import Scope
    from generator.render import codec_text, render_client, runtime_files, templates_folder

    return {
        "kept": lambda api, names: Kept(Scope.of(api, names), {}),
        "lower": lower,
        "assign_names": assign_names,
        "name_lock": name_lock,
        "build_models": build_models,
        "codec_text": codec_text,
        "render_client": render_client,
        "runtime_files": runtime_files,
        "templates_folder": templates_folder,
        "format_files": format_files,
        "self_check": self_check,
        "seal": seal,
    }


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("spec", type=Path)
    parser.add_argument("--formatter", default="black")
    given = parser.parse_args()
    print(json.dumps(stage_seconds(given.spec, given.formatter)))


if __name__ == "__main__":
    main()
