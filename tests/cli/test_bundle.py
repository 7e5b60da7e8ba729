"""`bundle`: pages as a standard document that an outside validator accepts."""

import json
import subprocess
import sys

from openapi_spec_validator import validate

from tests.conftest import ROOT

SEED = "specs/pinecone/2025-04/create_backup.md"


def test_the_bundle_of_the_seed_page_is_valid_openapi() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "bundle", SEED],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    tree = json.loads(done.stdout)
    validate(tree)
    operation = tree["paths"]["/indexes/{index_name}/backups"]["post"]
    assert operation["operationId"] == "create_backup"
    assert set(tree["components"]["schemas"]) == {
        "BackupModel",
        "CreateBackupRequest",
        "ErrorResponse",
        "IndexTags",
    }
