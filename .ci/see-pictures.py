"""What .ci/check-pictures does in the browser; the files to open stand on standard input, each ended by a zero."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
SCHEMES = ("light", "dark")
BLANK = 20
"""A picture with no more different rows of pixels than this shows nothing."""


def main(pictures: list[Path]) -> int:
    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        faults = [fault for picture in pictures for fault in faults_of(picture, page)]
        browser.close()
    print(*said, *faults, f"{len(pictures)} pictures opened in light and dark, {len(said + faults)} faults", sep="\n")
    return 1 if said or faults or not pictures else 0


def faults_of(picture: Path, page: Page) -> list[str]:
    page.set_viewport_size(size_of(picture))
    faults: list[str] = []
    shots: list[list[bytes]] = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto(picture.resolve().as_uri())
        shots.append(rows_of(page.screenshot()))
        if len(set(shots[-1])) <= BLANK:
            faults.append(f"{picture} ({scheme}): blank")
    if shots[0] == shots[1]:
        faults.append(f"{picture}: looks the same in light and dark")
    return faults


def size_of(picture: Path) -> dict[str, int]:
    """Width and height by the view box; at most 4,000 pixels each."""
    _, _, width, height = map(float, ET.parse(picture).getroot().attrib["viewBox"].split())
    return {"width": min(int(width) + 1, 4000), "height": min(int(height) + 1, 4000)}


def rows_of(png: bytes) -> list[bytes]:
    """The rows of pixels as the file holds them; equal neighbours make equal rows."""
    at, width, channels, packed = 8, 0, 0, b""
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, channels = int.from_bytes(content[:4]), {2: 3, 6: 4}[content[9]]
        elif kind == b"IDAT":
            packed += content
        at += length + 12
    pixels, row = zlib.decompress(packed), width * channels + 1
    return [pixels[start : start + row] for start in range(0, len(pixels), row)]


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.stdin.read().split("\0") if name]))
