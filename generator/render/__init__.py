"""`Api` + `Names` → codecs, then the client's source: views, and templates that print them."""

from generator.config import ApiConfig
from generator.ir.files import GeneratedFile
from generator.python.kept import Kept
from generator.render.client import client_files
from generator.render.codecs import codec_text
from generator.render.environment import templates_folder
from generator.render.package import package_files
from generator.render.response_headers import response_header_files
from generator.render.results import error_union
from generator.render.runtime_files import runtime_files

__all__ = ["codec_text", "render_client", "runtime_files", "templates_folder"]


def render_client(
    kept: Kept, config: ApiConfig, sources: tuple[str, ...], imported_as: str = ""
) -> tuple[GeneratedFile, ...]:
    """The package's files but for models, runtime and lock.

    Args:
        kept: The API, and the modules that need not be made again.
        sources: Names of the specification's files.
        imported_as: What the README imports the package as; its own name where empty.
    """
    scope = kept.scope
    errors = error_union(scope)
    clients = client_files(kept, config, errors)
    headers = response_header_files(scope)
    name = imported_as or scope.names.package
    return clients + headers + package_files(scope, sources, clients, name, errors)
