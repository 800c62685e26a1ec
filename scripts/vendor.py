"""Copy the front-end files of node_modules into the repository, each with version, licence and hash.

    python scripts/vendor.py          copy (after `npm ci --ignore-scripts`), write MANIFEST.json
    python scripts/vendor.py --lock   take the sponsors' addresses out of package-lock.json

The copies are committed, so running and testing the product never needs npm. `make vendor` and `make lock` call this.
"""

import argparse
import hashlib
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STATIC = ROOT / "src/shouwen/web/static/vendor"
E2E = ROOT / "tests/e2e/vendor"
ICON_NAMES = ROOT / "scripts/icons.txt"
ICONS = "@tabler/icons"
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Copy:
    """One file of a package and the name it gets here."""

    package: str
    source: str
    name: str
    folder: Path = STATIC


COPIES = (
    Copy("htmx.org", "dist/htmx.min.js", "htmx.min.js"),
    Copy("@alpinejs/csp", "dist/cdn.min.js", "alpine-csp.min.js"),
    Copy("@tabler/core", "dist/css/tabler.min.css", "tabler.min.css"),
    Copy("@tabler/core", "dist/js/tabler.min.js", "tabler.min.js"),
    Copy("tom-select", "dist/js/tom-select.complete.min.js", "tom-select.complete.min.js"),
    Copy("tom-select", "dist/css/tom-select.bootstrap5.min.css", "tom-select.bootstrap5.min.css"),
    Copy("echarts", "dist/echarts.common.min.js", "echarts.common.min.js"),
    Copy("axe-core", "axe.min.js", "axe.min.js", E2E),
)

# Their packages name the MIT licence and carry no text of it.
COPYRIGHT = {
    "@alpinejs/csp": "Copyright © Caleb Porzio and contributors",
    "@tabler/core": "Copyright (c) 2018-2026 The Tabler Authors\nCopyright (c) 2018-2026 codecalm.net Paweł Kuna",
}
MIT = """MIT License

{copyright}

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


def without_source_maps(text: str) -> str:
    """The maps are not shipped, and the hashed static storage refuses a file that names a missing one."""
    return (
        re.sub(r"\s*(//[#@]\s*sourceMappingURL=\S+|/\*[#@]\s*sourceMappingURL=.*?\*/)", "", text).rstrip()
        + "\n"
    )


def loads(css: str) -> Iterator[str]:
    """Everything that a style sheet would fetch; drawings inside the sheet itself (data:) are not fetched."""
    for quoted, bare in re.findall(r"""url\(\s*(?:["'](.*?)["']|([^"')\s][^)]*))\s*\)""", css):
        if not (quoted or bare).startswith("data:"):
            yield quoted or bare
    yield from re.findall(r"@import[^;]*", css)


def icon_names() -> list[str]:
    lines = ICON_NAMES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def icon_path(name: str) -> Path:
    folder = MODULES / ICONS / "icons"
    plain = folder / "outline" / f"{name}.svg"
    return plain if plain.exists() else folder / "filled" / f"{name.removesuffix('-filled')}.svg"


def symbol(name: str) -> ET.Element:
    """The drawing as a <symbol>, without its empty 24 × 24 background and without fixed size."""
    drawing = ET.parse(icon_path(name)).getroot()
    kept = {
        key: value for key, value in drawing.attrib.items() if key.startswith(("stroke", "fill", "viewBox"))
    }
    element = ET.Element(f"{{{SVG}}}symbol", {"id": f"icon-{name}", **kept})
    element.extend(path for path in drawing if path.get("d") != "M0 0h24v24H0z")
    for child in element:
        child.tail = None
    return element


def sprite() -> str:
    missing = [name for name in icon_names() if not icon_path(name).exists()]
    if missing:
        sys.exit(f"no such icons, take them out of {ICON_NAMES.relative_to(ROOT)}: {', '.join(missing)}")
    ET.register_namespace("", SVG)
    root = ET.Element(f"{{{SVG}}}svg")
    root.text = "\n"
    for name in icon_names():
        root.append(symbol(name))
        root[-1].text, root[-1].tail = None, "\n"
    return ET.tostring(root, encoding="unicode") + "\n"


def licence_text(package: str) -> str:
    folder = MODULES / package
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("licenses/*"))]
    for name in ("NOTICE", "LICENSE"):
        if (folder / name).exists():
            texts.insert(0, (folder / name).read_text(encoding="utf-8"))
    return "\n\n".join(texts) or MIT.format(copyright=COPYRIGHT[package])


def entry(package: str, text: str) -> dict[str, str]:
    described = json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))
    return {
        "package": package,
        "version": described["version"],
        "licence": described["license"],
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def write(folder: Path, name: str, package: str, text: str, manifest: dict[Path, dict[str, object]]) -> None:
    licence = f"licences/{package.removeprefix('@').replace('/', '-')}.txt"
    (folder / "licences").mkdir(parents=True, exist_ok=True)
    (folder / licence).write_text(licence_text(package), encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    manifest.setdefault(folder, {})[name] = {**entry(package, text), "licence_file": licence}


def vendor() -> None:
    if not MODULES.is_dir():
        sys.exit("node_modules is missing: call `make vendor`")
    manifest: dict[Path, dict[str, object]] = {}
    for copy in COPIES:
        text = without_source_maps((MODULES / copy.package / copy.source).read_text(encoding="utf-8"))
        if copy.name.endswith(".css") and (fetched := list(loads(text))):
            sys.exit(f"{copy.package} {copy.source} would fetch what is not vendored: {fetched[:5]}")
        write(copy.folder, copy.name, copy.package, text, manifest)
    write(STATIC, "icons.svg", ICONS, sprite(), manifest)
    for folder, files in manifest.items():
        text = json.dumps(dict(sorted(files.items())), ensure_ascii=False, indent=2) + "\n"
        (folder / "MANIFEST.json").write_text(text, encoding="utf-8")
        print(f"{folder.relative_to(ROOT)}: {', '.join(sorted(files))}")


def clean_lock() -> None:
    """Take out the addresses where packages ask for donations: a lock file holds none."""
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    text = json.dumps(lock, ensure_ascii=False, indent=2) + "\n"
    if "://" in text:
        sys.exit("package-lock.json holds an address: make it with --omit-lockfile-registry-resolved")
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lock", action="store_true", help="only clean package-lock.json")
    if parser.parse_args().lock:
        clean_lock()
    else:
        vendor()
