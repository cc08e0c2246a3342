"""Compares the colours of TextMate's engine, Vim, Neovim and Emacs with what the parser says of the same words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from itertools import accumulate
from pathlib import Path

from ctxmap.highlighting.kinds import parts

CORPUS = Path(os.environ["CTXMAP_CORPUS"])
MOST_MISTAKES = 0.02
"""Part of the words; regular expressions tell fewer keywords from names than the parser does."""
BROKEN = "BoundedContext A\nContextMap M {\n    contains A, B\n    A [U] -> [D] C\n}\n"
PLACES = ["1:16", "3:17", "4:18"]
SAME = {"keyword": "key", "role": "value", "number": "value", "type": "name", "operation": "name"}
OF_VIM = {
    "": "name",
    "cmlProperty": "name",
    "cmlReference": "name",
    "cmlDeclaration": "declaration",
    "cmlDeclared": "declared",
    "cmlKey": "key",
    "cmlClause": "key",
    "cmlOption": "key",
    "cmlValue": "value",
    "cmlAssignedValue": "value",
    "cmlNumber": "value",
    "cmlRole": "value",
    "cmlArrow": "arrow",
    "cmlString": "string",
    "cmlOptionText": "string",
    "cmlEscape": "string",
    "cmlComment": "comment",
}


def main() -> None:
    maps = [*sorted(Path("samples").rglob("*.cml")), Path("tests/syntax/language.cml")]
    with tempfile.TemporaryDirectory() as scratch:
        check_textmate([*maps, *sorted(CORPUS.rglob("*.cml"))], Path(scratch) / "texts.json")
        broken = Path(scratch) / "broken.cml"
        broken.write_text(BROKEN)
        for vim in ("vim", "nvim"):
            check_vim(vim, maps, broken, Path(scratch) / "out")
        check_emacs(broken)


def check_textmate(maps: list[Path], texts: Path) -> None:
    read = ((path, path.read_bytes().decode(errors="replace").replace("\r\n", "\n")) for path in maps)
    texts.write_text(
        json.dumps(
            [
                {"path": str(path), "text": text, "parts": [[part.start, part.end, part.kind] for part in parts(text)]}
                for path, text in read
                if max(text, default="") < "\U00010000"  # JavaScript counts others twice
            ]
        )
    )
    subprocess.run(["node", ".ci/textmate.mjs", "editors/textmate/cml.tmLanguage.json", texts], check=True)


def check_vim(vim: str, maps: list[Path], broken: Path, out: Path) -> None:
    compared, mistakes = 0, list[str]()
    for path in maps:
        open_in_vim(vim, path, f"call Colours('{out}')")
        text = path.read_text("utf-8")
        lines = text.split("\n")
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        shown: dict[int, str] = {}
        for word in out.read_text().splitlines():
            place, _, group = word.partition(" ")
            number, byte = map(int, place.split(":"))
            shown[starts[number - 1] + len(lines[number - 1].encode()[:byte].decode())] = OF_VIM[group]
        for part in parts(text):
            if part.start in shown:
                compared += 1
                if shown[part.start] != SAME.get(part.kind, part.kind):
                    mistakes.append(f"{path}: {text[part.start : part.end]}: {part.kind} as {shown[part.start]}")
    print(f"{vim}: {compared} words, {len(mistakes)} coloured unlike the parser reads them")
    if compared < 1000 or len(mistakes) > MOST_MISTAKES * compared:
        sys.exit("\n".join(mistakes))
    open_in_vim(vim, broken, f"call Entries('{out}')")
    if (entries := out.read_text().split()) != PLACES:
        sys.exit(f"{vim}: entries {entries}, expected {PLACES}")


def open_in_vim(vim: str, path: Path, command: str) -> None:
    setup = ["-N", "-u", "NONE", "-i", "NONE", "-es", "--cmd", "set rtp^=editors/vim encoding=utf-8"]
    commands = ["filetype plugin on", "syntax on", f"edit {path}", "source .ci/colours.vim", command, "qa!"]
    subprocess.run([vim, *setup, *(each for line in commands for each in ("-c", line))], check=False, timeout=120)


def check_emacs(broken: Path) -> None:
    run = subprocess.run(
        ["emacs", "-Q", "--batch", "-l", ".ci/colours.el"],
        env={**os.environ, "MAP": str(broken)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    *words, entries = run.stdout.splitlines()
    expected = {
        "font-lock-keyword-face BoundedContext",
        "font-lock-type-face A",
        "font-lock-builtin-face contains",
        "nil B",
        "font-lock-constant-face U",
        "nil C",
    }
    if not expected <= set(words) or entries != "3":
        sys.exit(f"emacs: {run.stdout}")
    print(f"emacs: {len(words)} words, {entries} entries")


main()
