"""`Api` + `Names` + codecs → the models' source, through datamodel-code-generator in a box.

It decides no name and no type that the IR has not decided: `schema_document` makes what it reads,
`skeletons` has it written in batches, `codegen` is the one call, `verify` compares what it wrote with
what was named, `members` and `aliases` put around it what is ours; `making` is one module of it all.
"""

from collections.abc import MutableMapping
from pathlib import Path

from generator.ir.files import FileRole, GeneratedFile
from generator.ir.schema import SchemaDefinition
from generator.model.aliases import alias_order
from generator.model.making import Making
from generator.model.modules import lazy_index
from generator.model.skeletons import skeletons_of
from generator.python.codecs import CodecWriter
from generator.python.idle import idle_decoders
from generator.python.kept import Kept, Module

__all__ = ["build_models"]


def build_models(
    kept: Kept, codec: CodecWriter, templates: Path, known: MutableMapping[str, str] | None = None
) -> tuple[GeneratedFile, ...]:
    """The models: `models.py`, or for a large API the modules of a package `models`.

    Args:
        kept: The API, and the modules that need not be made again.
        templates: The folder that holds `dataclass.jinja2`.
        known: Forms of types that were written before; what is written is added.
    """
    api, names = kept.scope.api, kept.scope.names
    forms: MutableMapping[str, str] = {} if known is None else known
    order = alias_order(kept.scope)
    idle = idle_decoders(kept.scope)
    texts: dict[str, str] = {}
    begun: list[tuple[Module, Making]] = []
    for path, definitions in _modules(kept).items():
        ids = tuple(d.id for d in definitions)
        aliases = order.by_module.get(f".{path}", ())
        quoted = tuple(i for i in ids if i in order.quoted)
        uncalled = tuple(i for i in ids if i in idle)
        module = kept.module(path, ids, aliases, quoted, uncalled)
        if module.text is None:
            made = Making(path, definitions, aliases, quoted, module.scope)
            made.begin(codec, uncalled)
            begun.append((module, made))
            continue
        texts[path] = module.text
        for form in module.uses:
            forms.get(form)  # so that it stays known while a text is made with it
    written = skeletons_of([making.wanted() for _, making in begun], templates, forms)
    for (module, making), skeletons in zip(begun, written, strict=True):
        texts[making.path] = module.keep(making.text(skeletons.texts), skeletons.forms)
    files = [
        GeneratedFile(path=f"{path.replace('.', '/')}.py", text=text, role=FileRole.MODELS)
        for path, text in sorted(texts.items())
    ]
    if names.modules:
        index = lazy_index(api, {names.classes[i]: module for i, module in names.modules.items()})
        files[:0] = [GeneratedFile(path="models/__init__.py", text=index, role=FileRole.MODELS)]
    return tuple(files)


def _modules(kept: Kept) -> dict[str, list[SchemaDefinition]]:
    """`models`, or `models.issues` and others → the definitions in it, by the names of their classes."""
    names = kept.scope.names
    found: dict[str, list[SchemaDefinition]] = {} if names.modules else {"models": []}
    for definition in sorted(kept.scope.api.definitions, key=lambda d: names.classes[d.id]):
        path = kept.scope.module(definition.id).removeprefix(".")
        found.setdefault(path, []).append(definition)
    return found
