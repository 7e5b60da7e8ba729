"""`Api` + `Names` → codecs, then the client's source: views, and templates that print them."""

from generator.config import ApiConfig
from generator.ir.api import Api
from generator.ir.files import GeneratedFile
from generator.ir.names import Names
from generator.python.types import Scope
from generator.render.client import client_files
from generator.render.codecs import render_codecs
from generator.render.environment import templates_folder
from generator.render.package import package_files
from generator.render.response_headers import response_header_files
from generator.render.runtime_files import runtime_files

__all__ = ["render_client", "render_codecs", "runtime_files", "templates_folder"]


def render_client(
    api: Api, names: Names, config: ApiConfig, sources: tuple[str, ...], imported_as: str = ""
) -> tuple[GeneratedFile, ...]:
    """The package's files but for models, runtime and lock.

    Args:
        sources: Names of the specification's files.
        imported_as: What the README imports the package as; its own name where empty.
    """
    scope = Scope(api, names)
    clients = client_files(scope, config)
    headers = response_header_files(scope)
    name = imported_as or names.package
    return clients + headers + package_files(scope, sources, clients, name)
