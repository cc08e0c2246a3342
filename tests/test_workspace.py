"""From paths to models: folders, imports, circles, encodings, what can't be read; and findings left be."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest

from conftest import CorpusFile
from ctxmap import Compilation, compile_paths, compile_text
from ctxmap.compiler import WorkspaceError, compile_files
from ctxmap.findings.finding import Severity
from ctxmap.text import files as text_files
from ctxmap.text.files import Disk, Unsaved

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write files below a fresh current folder: `write({"a.cml": "…"})`."""
    monkeypatch.chdir(tmp_path)

    def write_files(files: dict[str, str | bytes]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return write_files


def imports(names: str) -> str:
    return "".join(f'import "{name}"\n' for name in names.split())


def models(compilation: Compilation) -> list[str]:
    return [f"{model.name}: {' '.join(model.sources)}" for model in compilation.models]


def told(compilation: Compilation) -> list[str]:
    """The findings but for questions, such as what a context of one line is for."""
    found = [d for d in compilation.diagnostics if d.severity > Severity.INFO]
    return [f"{d.path}:{d.line}:{d.column} {d.severity} {d.rule}: {d.message}" for d in found]


# -- Which files make up which models ----------------------------------------------------------------------------------

WORKSPACES: dict[str, tuple[str, dict[str, str], list[str]]] = {
    # the paths that are given, what each file imports, and the models that come of it with their sources
    "one file": ("a.cml", {"a.cml": ""}, ["a: a.cml"]),
    "imports": ("a.cml", {"a.cml": "b.cml", "b.cml": "c/d.cml", "c/d.cml": ""}, ["a: a.cml c/d.cml b.cml"]),
    "imports are relative to the importing file": (
        "x/a.cml",
        {"x/a.cml": "../y/b.cml", "y/b.cml": "./c.cml", "y/c.cml": ""},
        ["a: a.cml ../y/c.cml ../y/b.cml"],
    ),
    "each file that no other imports": (
        ".",
        {"as-is.cml": "s.cml", "to-be.cml": "s.cml", "s.cml": ""},
        ["as-is: as-is.cml s.cml", "to-be: to-be.cml s.cml"],
    ),
    "folders in folders": (
        ".",
        {"a/x.cml": "", "a/b/x.cml": "", "c.cml": ""},
        ["c: c.cml", "a/x: x.cml", "a/b/x: x.cml"],
    ),
    "of a circle the first": (".", {"b.cml": "c.cml", "c.cml": "b.cml"}, ["b: b.cml c.cml"]),
    "a circle that another file imports": (
        ".",
        {"z.cml": "b.cml", "b.cml": "c.cml", "c.cml": "b.cml"},
        ["z: z.cml c.cml b.cml"],
    ),
    "not what only a circle imports": (
        ".",
        {"a.cml": "", "b.cml": "c.cml", "c.cml": "b.cml a.cml"},
        ["b: b.cml a.cml c.cml"],
    ),
    "a file that imports itself": (".", {"a.cml": "a.cml ./a.cml"}, ["a: a.cml"]),
    "a named file, always": ("a.cml b.cml", {"a.cml": "b.cml", "b.cml": ""}, ["a: a.cml b.cml", "b: b.cml"]),
    "of a circle the one that is named": (". c.cml", {"b.cml": "c.cml", "c.cml": "b.cml"}, ["c: c.cml b.cml"]),
    "several folders": ("p/x p/y", {"p/x/a.cml": "", "p/y/a.cml": ""}, ["x/a: a.cml", "y/a: a.cml"]),
    "the same file three times": ("a.cml ./a.cml .", {"a.cml": ""}, ["a: a.cml"]),
    "only what is ours": (
        ".",
        {"a.cml": "", ".venv/b.cml": "", "node_modules/c.cml": "", ".git/d.cml": "", "e.txt": ""},
        ["a: a.cml"],
    ),
    "a named file may have any name": ("map.txt", {"map.txt": ""}, ["map: map.txt"]),
    "a folder without maps": (".", {"docs/readme.md": ""}, []),
}


@pytest.mark.parametrize("case", WORKSPACES)
def test_workspaces(write: Write, case: str) -> None:
    paths, files, expected = WORKSPACES[case]
    write({name: imports(imported) for name, imported in files.items()})
    compilation = compile_paths(paths.split())
    assert models(compilation) == expected
    assert not told(compilation)


def test_a_single_path(write: Write) -> None:
    write({"a.cml": "BoundedContext A"})
    assert models(compile_paths("a.cml")) == models(compile_paths(Path("a.cml"))) == ["a: a.cml"]


def test_models_of_one_workspace_declare_the_same_without_a_clash(write: Write) -> None:
    write({"as-is.cml": "BoundedContext Cart", "to-be.cml": "BoundedContext Cart"})
    compilation = compile_paths(["."])
    assert [[context.name for context in model.contexts] for model in compilation.models] == [["Cart"], ["Cart"]]
    assert not told(compilation)


def test_what_several_models_find_in_a_file_is_told_once(write: Write) -> None:
    write({"a.cml": imports("s.cml"), "b.cml": imports("s.cml"), "s.cml": "ContextMap { contains Nobody }"})
    assert told(compile_paths(["."])) == ['s.cml:1:23 error unknown-reference: no context is named "Nobody"']


def test_what_only_some_models_find_in_a_file_names_them(write: Write) -> None:
    shared = 'BoundedContext Cart { availability = "99%"  promises = "98%" }  BoundedContext P { availability = "98%" }'
    call = "ContextMap { contains Cart, P  P [U] -> [D] Cart { sync } }"
    alone = "ContextMap { contains Cart, P }"
    write(
        {
            "s.cml": shared,
            **{f"{name}.cml": imports("s.cml") + call for name in "ab"},
            "c.cml": imports("s.cml") + alone,
        }
    )
    found = [each for each in compile_paths(["."]).diagnostics if each.rule == "availability-not-met"]
    assert [each.models for each in found] == [("a",), ("b",)]
    assert [each.message.endswith(f'(in model "{each.models[0]}")') for each in found] == [True, True]
    isolated = [each for each in compile_paths(["."]).diagnostics if each.rule == "isolated-context"]
    assert not any(each.models for each in isolated)
    write({"b.cml": imports("s.cml") + alone})
    (only,) = (each for each in compile_paths(["."]).diagnostics if each.rule == "availability-not-met")
    assert only.models == ("a",)
    write({"c.cml": imports("s.cml") + call, "b.cml": imports("s.cml") + call})
    assert "in model" not in "".join(told(compile_paths(["s.cml"])))


def test_an_imported_file_s_contexts_say_where_they_come_from(write: Write) -> None:
    write({"maps/a.cml": imports("../b.cml") + "BoundedContext A", "b.cml": "BoundedContext B"})
    assert [(context.name, context.source) for context in compile_paths(["maps"]).model.contexts] == [
        ("B", "../b.cml"),
        ("A", "a.cml"),
    ]


def test_imports_are_found_from_any_working_folder(write: Write, tmp_path: Path) -> None:
    write(
        {"maps/a.cml": imports("b.cml") + "ContextMap { contains B }", "maps/b.cml": "BoundedContext B", "else/x": ""}
    )
    os.chdir(tmp_path / "else")
    compilation = compile_paths([tmp_path / "maps" / "a.cml"])
    assert models(compilation) == ["a: a.cml b.cml"]
    assert not told(compilation)


def test_links_lead_to_one_file(write: Write, tmp_path: Path) -> None:
    write({"a.cml": imports("link.cml real.cml"), "real.cml": "BoundedContext B"})
    (tmp_path / "link.cml").symlink_to("real.cml")
    (tmp_path / "loop").symlink_to(".")
    assert not told(compile_paths(["."]))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a.cml", "a.cml"),
        ("./a.cml", "a.cml"),
        ("x/../a.cml", "x/../a.cml"),
        (".", "a.cml"),
        ("../{}/a.cml", "../{}/a.cml"),
    ],
)
def test_paths_are_shown_as_they_were_given(write: Write, tmp_path: Path, given: str, shown: str) -> None:
    write({"a.cml": "BoundedContext A BoundedContext A", "x/y": ""})
    assert compile_paths([given.format(tmp_path.name)]).diagnostics[0].path == shown.format(tmp_path.name)


def test_absolute_paths_stay_absolute_and_show_nowhere_in_the_model(write: Write, tmp_path: Path) -> None:
    write({"a.cml": imports("./sub/../b.cml"), "b.cml": "BoundedContext B BoundedContext B"})
    compilation = compile_paths([tmp_path])
    assert compilation.diagnostics[0].path == (tmp_path / "b.cml").as_posix()
    assert models(compilation) == ["a: a.cml b.cml"]
    assert {context.source for context in compilation.model.contexts} == {"b.cml"}


# -- Texts that no file holds ------------------------------------------------------------------------------------------


def test_standard_input(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"b.cml": "BoundedContext B"})
    text = imports("b.cml") + "ContextMap { contains B, C }"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    compilation = compile_paths(["-"])
    assert told(compilation) == ['<stdin>:2:26 error unknown-reference: no context is named "C"']
    assert models(compilation) == [": <stdin> b.cml"]


def test_a_text_s_imports_are_looked_for_beside_its_path(write: Write) -> None:
    write({"maps/b.cml": "BoundedContext B"})
    text = imports("b.cml") + "ContextMap { contains B }"
    assert not told(compile_text(text, "maps/a.cml"))
    assert told(compile_text(text)) == [
        '<text>:1:8 error import-not-found: there is no file "b.cml"',
        '<text>:2:23 error unknown-reference: no context is named "B"',
    ]


def test_unsaved_texts_stand_before_files(write: Write) -> None:
    write({"a.cml": imports("b.cml") + "ContextMap { contains B }", "b.cml": ""})
    assert compile_paths(["a.cml"]).diagnostics
    assert not told(compile_files(["a.cml"], Unsaved({"./b.cml": "BoundedContext B"}, Disk())))


def test_a_text_without_a_map_has_an_empty_model() -> None:
    assert compile_text("").model.contexts == ()
    assert compile_text("// nothing here yet").model.maps == ()


def test_halves_of_characters_do_no_harm() -> None:
    compilation = compile_text("BoundedContext A { domainVisionStatement = '\ud800' }")
    assert compilation.model.contexts[0].domain_vision_statement == "\ufffd"


# -- What can't be read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["nowhere.cml", "nowhere/"])
def test_a_path_that_is_not_there(write: Write, path: str) -> None:
    write({})
    with pytest.raises(WorkspaceError, match=f'there is no file "{path}"'):
        compile_paths([path])


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("paiment.cml", 'error import-not-found: there is no file "paiment.cml"'),
        ("", 'warning import-not-a-map: "" is not a .cml file'),
        ("cuts.scl", 'warning import-not-a-map: "cuts.scl" is not a .cml file'),
        ("folder.cml", 'error import-not-found: "folder.cml" is a folder'),
        ("https://example.org/a.cml", 'error import-not-found: there is no file "https://example.org/a.cml"'),
        ("a\\u0000b.cml", 'error import-not-found: there is no file "a\0b.cml"'),
    ],
)  # fmt: skip
def test_imports_that_lead_nowhere(write: Write, name: str, finding: str) -> None:
    write({"a.cml": f'import "{name}"', "payment.cml": "", "folder.cml/x": ""})
    assert told(compile_paths(["a.cml"])) == [f"a.cml:1:8 {finding}"]


def test_an_import_that_leads_nowhere_may_be_a_slip(write: Write) -> None:
    write({"a.cml": 'import "./maps/paiment.cml"', "maps/payment.cml": ""})
    assert compile_paths(["a.cml"]).diagnostics[0].hint == 'did you mean "./maps/payment.cml"?'


TEXT = "BoundedContext Café BoundedContext 支付"


# -- What a folder holds besides maps ----------------------------------------------------------------------------------


def test_of_a_folder_only_visible_regular_files_are_maps(write: Write, tmp_path: Path) -> None:
    """Emacs' lock, macOS' shadow, a pipe, a device, and links: into the folder, and out of it."""
    outside = tmp_path.with_name(f"{tmp_path.name}-outside.cml")
    outside.write_text("BoundedContext Outside")
    write({"a/shop.cml": "BoundedContext A", "a/._shop.cml": "\0", "a/folder.cml/b.cml": "BoundedContext B"})
    (tmp_path / "a" / ".#shop.cml").symlink_to("me@host.1234")
    (tmp_path / "a" / "dangling.cml").symlink_to("nowhere")
    (tmp_path / "a" / "zero.cml").symlink_to("/dev/zero")
    (tmp_path / "a" / "outside.cml").symlink_to(outside)
    (tmp_path / "a" / "twin.cml").symlink_to("shop.cml")
    os.mkfifo(tmp_path / "a" / "pipe.cml")
    compilation = compile_paths("a")
    assert sorted(compilation.sources) == ["a/folder.cml/b.cml", "a/shop.cml"]


@pytest.mark.parametrize("name", ["pipe.cml", "zero.cml", "environment.cml"])
def test_special_files_are_not_read(write: Write, tmp_path: Path, name: str) -> None:
    write({"a.cml": f'import "./{name}"'})
    os.mkfifo(tmp_path / "pipe.cml")
    (tmp_path / "zero.cml").symlink_to("/dev/zero")
    (tmp_path / "environment.cml").symlink_to("/proc/self/environ")
    why = "not a regular file" if name == "pipe.cml" else "a link to a file that is not a .cml file"
    with pytest.raises(WorkspaceError, match=f'"{name}" can\'t be read: it is {why}'):
        compile_paths(name)
    assert told(compile_paths("a.cml")) == [f'a.cml:1:8 error import-not-found: "./{name}" can\'t be read: it is {why}']


@pytest.mark.parametrize("given", ["maps", "maps/link.cml", "maps/a.cml"])
def test_a_link_to_a_secret_shows_none_of_its_lines(write: Write, tmp_path: Path, given: str) -> None:
    """A pull request may contain it: `.git/config` in the folder has the token of a CI server."""
    write({"maps/a.cml": 'import "./link.cml"', "maps/.git/config": "token = hunter2"})
    (tmp_path / "maps" / "link.cml").symlink_to(".git/config")
    try:
        said = "\n".join(told(compile_paths(given)))
    except WorkspaceError as error:
        said = str(error)
    assert "can't be read: it is a link to a file that is not a .cml file" in said
    assert "hunter2" not in said


def test_a_file_may_be_64_mib_large(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "LARGEST_FILE", 20)
    write({"a.cml": "BoundedContext Tiny ", "b.cml": "BoundedContext Large "})
    compile_paths("a.cml")
    with pytest.raises(WorkspaceError, match=r'"b\.cml" can\'t be read: it is larger than'):
        compile_paths("b.cml")


def test_a_subfolder_that_cannot_be_listed_is_an_error(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"a/shop.cml": "BoundedContext A", "a/secret/b.cml": "BoundedContext B"})
    scandir = os.scandir

    def refuse(folder: str) -> Any:
        if str(folder).endswith("secret"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(WorkspaceError, match='the folder "a/secret" can\'t be read: Permission denied'):
        compile_paths("a")


def test_a_file_that_is_there_is_not_suggested_for_itself(write: Write, tmp_path: Path) -> None:
    write({"a.cml": 'import "./teams.cml"'})
    (tmp_path / "teams.cml").mkdir()
    (finding,) = compile_paths("a.cml").diagnostics
    assert (finding.message, finding.hint, finding.fix) == ('"./teams.cml" is a folder', "", None)


def test_a_long_way_up_and_down_is_one_path(write: Write) -> None:
    chain = 700
    write({f"up/{n}.cml": f'import "../up/{n + 1}.cml"\nBoundedContext C{n}' for n in range(chain)})
    write({f"up/{chain}.cml": "BoundedContext Last"})
    (model,) = compile_paths("up/0.cml").models
    assert len(model.contexts) == chain + 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(write: Write, encoding: str) -> None:
    write({"a.cml": TEXT.encode(encoding)})
    compilation = compile_paths(["a.cml"])
    assert [context.name for context in compilation.model.contexts] == ["Café", "支付"]
    assert compilation.sources["a.cml"].text == TEXT


def test_bytes_that_are_no_text(write: Write) -> None:
    write({"a.cml": b"BoundedContext B\n// caf\xe9 \xff\nBoundedContext C"})
    compilation = compile_paths(["a.cml"])
    assert told(compilation) == ["a.cml:2:7 error syntax: not valid UTF-8: unexpected byte 0xe9"]
    assert [context.name for context in compilation.model.contexts] == ["B", "C"]


# -- Findings left be --------------------------------------------------------------------------------------------------

SUPPRESSED = [
    "BoundedContext A BoundedContext A // ctxmap: ignore[duplicate-name] known",
    "BoundedContext A\n// ctxmap: ignore[duplicate-name] known\nBoundedContext A",
    "BoundedContext A\n  // ctxmap: ignore[duplicate-name]\n\n  // why\n /* and\n more */\n  BoundedContext A",
    "BoundedContext A\n//ctxmap:ignore[ duplicate-name , unknown-reference ]\nBoundedContext A realizes X",
    "Domain A\n// ctxmap: ignore[duplicate-name]\n// ctxmap: ignore[duplicate-attribute]\nDomain A { link '' link '' }",
    "BoundedContext A // ctxmap: ignore[sync-cycle, unused-suppression] for later",
    "// ctxmap: ignored, and ctxmap: ignore[sync-cycle] in the middle\nBoundedContext A",
    "BoundedContext A { domainVisionStatement = '// ctxmap: ignore[sync-cycle]' }",
]


@pytest.mark.parametrize("text", SUPPRESSED)
def test_suppressed(text: str) -> None:
    assert told(compile_text(text)) == []


UNUSED = [
    ("BoundedContext A\n// ctxmap: ignore[sync-cycle]\n", '2:19 there is no finding of "sync-cycle" to suppress here'),
    ("// ctxmap: ignore[duplicate-nam]\nBoundedContext A", '1:19 no rule is named "duplicate-nam"'),
    ("// ctxmap: ignore\nBoundedContext A", "1:1 this suppression does not name a rule"),
    ("// ctxmap: ignore[ ]\nBoundedContext A", "1:1 this suppression does not name a rule"),
    ("// ctxmap: ignore[unused-suppression]", '1:19 there is no finding of "unused-suppression" to suppress here'),
]


@pytest.mark.parametrize(("text", "expected"), UNUSED)
def test_a_suppression_that_silences_nothing(text: str, expected: str) -> None:
    place, _, message = expected.partition(" ")
    assert told(compile_text(text)) == [f"<text>:{place} warning unused-suppression: {message}"]


def test_a_suppression_is_for_one_line_of_one_file(write: Write) -> None:
    doubled = "BoundedContext A\nBoundedContext A\n"
    write({"a.cml": f"{doubled}// ctxmap: ignore[duplicate-name]\nBoundedContext A", "b.cml": doubled})
    assert [line.partition(" ")[0] for line in told(compile_paths(["."]))] == ["a.cml:2:16", "b.cml:2:16"]


def test_syntax_errors_can_be_left_be_too() -> None:
    assert told(compile_text("BoundedContext A\n]\n"))
    assert told(compile_text("BoundedContext A\n] // ctxmap: ignore[syntax]\n")) == []


# -- Real maps ---------------------------------------------------------------------------------------------------------


def test_real_maps(corpus_file: CorpusFile) -> None:
    compilation = compile_paths([corpus_file.path])
    rules = {diagnostic.rule for diagnostic in compilation.diagnostics} & {"syntax", "unknown-reference"}
    assert (
        rules
        == {"valid": set[str](), "syntax error": {"syntax"}, "unknown reference": {"unknown-reference"}}[
            corpus_file.expect
        ]
    )
    model = compilation.model
    assert corpus_file.expect == "valid" or model.contexts or model.domains or model.user_requirements


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_an_import_finds_its_file_in_either_unicode_form(
    tmp_path: Path, on_disk: Literal["NFC", "NFD"], written: Literal["NFC", "NFD"]
) -> None:
    name = "caf\u00e9.cml"
    (tmp_path / unicodedata.normalize(on_disk, name)).write_text("BoundedContext A", "utf-8")
    map_ = f'import "{unicodedata.normalize(written, name)}"\nContextMap {{ contains A }}'
    (tmp_path / "map.cml").write_text(map_, "utf-8")
    assert not [each for each in compile_paths([tmp_path / "map.cml"]).diagnostics if each.severity is Severity.ERROR]
    assert [context.name for context in compile_paths([tmp_path / "map.cml"]).model.contexts] == ["A"]
