"""`Spec` → `Api`: operations and types, free of OpenAPI's packaging.

Raises `SpecError` with codes `O3xx` and every problem of the document. Knows nothing of Python.
"""

from msgspec import Struct
from msgspec.structs import replace

from generator.config import ApiConfig
from generator.diagnostics import Collector, SpecError
from generator.ir.api import Api, Operation, Server, Tag
from generator.ir.fidelity import FidelityNote
from generator.ir.schema import ComponentOrigin, SchemaId
from generator.ir.spec import Spec
from generator.lower.circles import refuse_circles
from generator.lower.configured import configured
from generator.lower.context import Context
from generator.lower.fidelity import fidelity_report
from generator.lower.inheritance import children_of
from generator.lower.located import list_of, object_of, text_of
from generator.lower.nesting import refuse_nesting
from generator.lower.nullability import Nullability
from generator.lower.operations import read_operations
from generator.lower.reach import directed, reached_from, rewritten_operation
from generator.lower.schemas import Schemas
from generator.lower.security import security_schemes, servers
from generator.lower.selection import selected, selectors
from generator.lower.sharing import shared_definitions
from generator.lower.strangers import refuse_strangers
from generator.lower.unions import finished_unions
from generator.lower.unknown import unknown_keywords
from generator.lower.uploads import loosened, with_uploads

__all__ = ["Lowered", "fidelity_report", "lower", "unknown_keywords"]


class Lowered(Struct, frozen=True, kw_only=True):
    """An API, and what the keywords alone do not say of how true it is to its specification.

    Attributes:
        notes: All approximations are among them.
    """

    api: Api
    notes: tuple[FidelityNote, ...]


def lower(spec: Spec, config: ApiConfig, *, current: bool = True) -> Lowered:
    """Lower a canonical document.

    Args:
        current: Whether the configuration was written for this document, and names nothing that it
            does not have.

    Raises:
        SpecError: `O3xx`, every problem at its pointer.
    """
    collector = Collector()
    schemas = Schemas(spec.tree, collector, Nullability(spec.tree), children_of(spec.tree))
    schemes = security_schemes(spec.tree, collector)
    context = Context(spec.tree, schemas, collector, frozenset(s.name for s in schemes))
    for name in object_of(object_of(spec.tree.get("components")).get("schemas")):
        with collector.part():
            schemas.reference("/components/schemas/" + name.replace("~", "~0").replace("/", "~1"))
    operations, webhooks = read_operations(context, dict(config.names.tags))
    found_servers: tuple[Server, ...] = ()
    with collector.part():
        found_servers = servers(spec.tree.get("servers"), "/servers")
    refuse_circles(schemas.definitions, collector)
    refuse_nesting(schemas.definitions, collector)
    try:
        collector.finish()
    except SpecError as error:
        raise _placed(error, spec.file) from None
    definitions, replaced = shared_definitions(finished_unions(schemas.definitions))

    def rename(schema_id: SchemaId) -> SchemaId:
        return replaced.get(schema_id, schema_id)

    if replaced:
        operations = tuple(rewritten_operation(o, rename) for o in operations)
        webhooks = tuple(
            replace(w, operation=rewritten_operation(w.operation, rename)) for w in webhooks
        )
    loose = tuple(loosened(o, context, definitions) for o in operations)
    if loose != operations:
        operations = loose
        components = frozenset(
            i for i, d in definitions.items() if isinstance(d.origin, ComponentOrigin)
        )
        kept = reached_from(operations, webhooks, definitions, components)
        definitions = {i: d for i, d in definitions.items() if i in kept}
    operations = tuple(one for o in operations for one in with_uploads(o, definitions))
    if current:
        refuse_strangers(operations, config, spec.file)
    operations = selected(operations, config.select)
    if selectors(config.select):
        webhooks = ()
        named = frozenset(i.removesuffix("~input") for i in config.select.definitions)
        kept = reached_from(operations, (), definitions, named)
        definitions = {i: d for i, d in definitions.items() if i in kept}
    definitions, operations, webhooks = directed(definitions, operations, webhooks)
    info = object_of(spec.tree.get("info"))
    api = Api(
        title=text_of(info.get("title")) or "API",
        version=(
            str(info.get("version", ""))
            if isinstance(info.get("version", ""), (str, int, float))
            else ""
        ),
        description=text_of(info.get("description")),
        servers=found_servers,
        security_schemes=schemes,
        operations=tuple(configured(o, config.client, definitions) for o in operations),
        webhooks=webhooks,
        definitions=tuple(definitions.values()),
        tags=_tags(spec, operations),
    )
    return Lowered(api=api, notes=tuple(dict.fromkeys((*schemas.notes, *context.notes))))


def _tags(spec: Spec, operations: tuple[Operation, ...]) -> tuple[Tag, ...]:
    found = {
        name: Tag(name=name, description=text_of(object_of(tag).get("description")))
        for tag in list_of(spec.tree.get("tags"))
        if (name := text_of(object_of(tag).get("name")))
    }
    for operation in operations:
        for name in operation.tags:
            found.setdefault(name, Tag(name=name))
    return tuple(found.values())


def _placed(error: SpecError, file: str) -> SpecError:
    return SpecError(
        replace(d, place=replace(d.place, file=d.place.file or file)) for d in error.diagnostics
    )
