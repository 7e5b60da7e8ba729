"""Reads a specification into a `Side`, as the command line does."""

import os
from functools import lru_cache
from pathlib import Path

import pytest

from generator.config import ApiConfig
from generator.diff import Side
from generator.pipeline import understand

CORPUS = Path(
    os.environ.get("OASMITH_CORPUS", Path(__file__).parents[2].parent / "shared" / "corpus")
)

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}; set OASMITH_CORPUS"
)


@lru_cache(maxsize=8)
def side_of(path: Path) -> Side:
    """The API of a file, lowered and named."""
    understood = understand(ApiConfig(name=path.stem, sources=(path.name,), base=str(path.parent)))
    return Side(
        api=understood.api,
        names=understood.names,
        locate=understood.spec.source_map.locate,
        tree=understood.spec.tree,
        file=path.name,
    )


def pair_in(folder: Path) -> tuple[Path, Path]:
    """The base and the revision in a folder of the corpus."""
    (base,) = folder.glob("base.*")
    (revision,) = folder.glob("revision.*")
    return base, revision
