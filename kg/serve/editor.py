"""Fetches the query editor that the package carries: YASGUI in the fork that is kept up (MIT).

    python -m kg.serve.editor

takes the version below from npm, by name, and puts its two built files under ``page/editor``. Only to be run to move
to another version; the files are part of the package, so that the page works offline.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["NAME", "VERSION", "fetch"]

NAME = "@zazuko/yasgui"
VERSION = "4.6.2"
_FILES = ("yasgui.min.js", "yasgui.min.css")

_MIT = """{package} is under the MIT License, and so are the libraries that its built file holds.

Copyright (c) {names}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def fetch(target: Path) -> None:
    """Put the editor's files into a folder, with a note of where they are from.

    Raises:
        FileNotFoundError: npm is not installed.
        subprocess.CalledProcessError: npm does not have that version.
    """
    with TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{NAME}@{VERSION}"], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        package = Path(folder) / "package"
        said = json.loads((package / "package.json").read_text("utf-8"))
        target.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            text = (package / "build" / name).read_text("utf-8")
            # The map of the minified code is four times its size and not carried.
            lines = [line for line in text.splitlines() if "sourceMappingURL=" not in line]
            (target / name).write_text("\n".join(lines) + "\n", "utf-8")
        note = {key: said[key] for key in ("name", "version", "license", "homepage")}
        (target / "package.json").write_text(json.dumps(note, indent=2) + "\n", "utf-8")
        holders = [said["author"], *said.get("contributors", ())]
        names = ", ".join(each["name"] if isinstance(each, dict) else each for each in holders)
        (target / "LICENSE").write_text(_MIT.format(package=NAME, names=names), "utf-8")


if __name__ == "__main__":
    fetch(Path(__file__).parent / "page" / "editor")
