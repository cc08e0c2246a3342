"""`ctxmap check --fix` as people and editors use it: what it writes, what it leaves alone, what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ctxmap.cli import main
from fault_injection import counted, failing

BROKEN = """ContextMap Shop {
    contains Cart  // the shop
    Cart [U] -> [D] Order
}
BoundedContext Cart { domainVisionStatement = "What a customer is about to buy" }
BoundedContext Order { domainVisionStatement = "What was promised to whom" }
"""
FIXED = BROKEN.replace("contains Cart ", "contains Cart, Order ")
DIFF = """--- shop.cml
+++ shop.cml
@@ -1,5 +1,5 @@
 ContextMap Shop {
-    contains Cart  // the shop
+    contains Cart, Order  // the shop
     Cart [U] -> [D] Order
 }
 BoundedContext Cart { domainVisionStatement = "What a customer is about to buy" }
"""
DUPLICATE = FIXED.replace("[D] Order\n", "[D] Order\n    Cart [U] -> [D] Order\n")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put(BROKEN)
    return tmp_path


def put(text: str, name: str = "shop.cml") -> None:
    Path(name).write_bytes(text.encode())


def held(name: str = "shop.cml") -> str:
    return Path(name).read_bytes().decode()


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=stdin, prog_name="ctxmap")


def test_a_check_says_what_can_be_fixed_and_changes_nothing() -> None:
    assert run("shop.cml").stdout.endswith("\n\n1 error in 1 file; 1 can be fixed with --fix\n")
    assert held() == BROKEN


@pytest.mark.parametrize("path", ["lib/payment.cml", "lib"])
def test_what_cannot_be_fixed_is_not_promised(path: str) -> None:
    Path("lib").mkdir()
    Path("lib/gone.cml").symlink_to("nowhere.cml")
    put('import "../shop.cml"\nimport "gone.cml"\n', "lib/payment.cml")
    Path("lib/gone.cml").unlink() if path == "lib" else None
    shown, fixed = run(path).stdout, run(path, "--fix").stdout
    assert "can be fixed" not in shown
    assert "; nothing fixed" in fixed
    assert 'write "gone.cml"' not in shown
    assert ('"gone.cml" is a link to a file that does not exist' in shown) == (path != "lib")


def test_fix_edits_and_tells_what_is_left() -> None:
    result = run("shop.cml", "--fix")
    assert (result.stdout, result.exit_code) == ("no findings in 1 file; 1 finding fixed in 1 file\n", 0)
    assert held() == FIXED


def test_fixing_twice_changes_nothing_more() -> None:
    run("shop.cml", "--fix")
    before = Path("shop.cml").stat().st_mtime_ns
    assert run("shop.cml", "--fix").stdout == "no findings in 1 file; nothing fixed\n"
    assert Path("shop.cml").stat().st_mtime_ns == before
    assert list(Path().iterdir()) == [Path("shop.cml")]


@pytest.mark.parametrize("also", [(), ("--fix",)])
def test_diff_shows_and_writes_nothing(also: tuple[str, ...]) -> None:
    result = run("shop.cml", "--diff", *also)
    assert result.stdout == DIFF
    assert result.stderr == "no findings in 1 file left; 1 finding would be fixed in 1 file\n"
    assert result.exit_code == 1
    assert held() == BROKEN


def test_a_diff_is_a_patch() -> None:
    put("no map\r\n\r\nBoundedContext Cart {\r\n    type = SYSTM\r\n}", "shop.cml")
    diff = run("shop.cml", "--diff").stdout_bytes
    run("shop.cml", "--fix")
    fixed = held()
    put("no map\r\n\r\nBoundedContext Cart {\r\n    type = SYSTM\r\n}", "shop.cml")
    subprocess.run(["patch", "--binary", "-p0"], input=diff, check=True, capture_output=True)
    assert held() == fixed
    assert "type = SYSTEM\r\n}" in fixed


def test_no_difference_is_no_failure() -> None:
    put(FIXED)
    result = run("shop.cml", "--diff")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_unsafe_fixes_are_for_those_who_ask() -> None:
    put(DUPLICATE)
    assert run("shop.cml", "--fix").stdout.endswith("1 warning in 1 file; nothing fixed\n")
    assert held() == DUPLICATE
    assert run("shop.cml", "--fix", "--unsafe-fixes").exit_code == 0
    assert held() == FIXED


def test_the_exit_code_is_that_of_what_is_left() -> None:
    put(DUPLICATE.replace("contains Cart, Order", "contains Cart"))
    assert run("shop.cml", "--fix", "--fail-on", "warning").exit_code == 1


def test_standard_input_goes_to_standard_output_and_findings_to_standard_error() -> None:
    result = run("-", "--fix", stdin=DUPLICATE.replace("contains Cart, Order", "contains Cart").encode())
    assert result.stdout == DUPLICATE
    assert result.stderr.startswith("<stdin>:4:14: warning: ")
    assert result.stderr.endswith("1 warning in 1 file; 2 findings fixed in 1 file\n")
    assert run("-", "--fix", stdin=FIXED.encode()).stdout == FIXED
    assert run("-", "--diff", stdin=BROKEN.encode()).stdout == DIFF.replace("shop.cml", "<stdin>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encoding_and_line_ends_stay(encoding: str, line_end: str) -> None:
    before, behind = (text.replace("\n", line_end).encode(encoding) for text in (BROKEN, FIXED))
    Path("shop.cml").write_bytes(before)
    run("shop.cml", "--fix")
    assert Path("shop.cml").read_bytes() == behind
    assert run("-", "--fix", stdin=before).stdout_bytes == behind


def test_what_is_no_text_is_left_alone() -> None:
    data = BROKEN.encode().replace(b"the shop", b"the sh\xf6p")
    Path("shop.cml").write_bytes(data)
    assert (
        'nothing fixed; "shop.cml" not changed: it contains bytes that are not text\n'
        in run("shop.cml", "--fix").stdout
    )
    assert Path("shop.cml").read_bytes() == data


def test_imported_files_are_changed_only_if_they_are_given() -> None:
    Path("lib").mkdir()
    put('import "../shop.cml"\nBoundedContext Payment { type = SYSTM }\n', "lib/payment.cml")
    result = run("lib", "--fix")
    assert held() == BROKEN
    assert held("lib/payment.cml") == 'import "../shop.cml"\nBoundedContext Payment { type = SYSTEM }\n'
    assert '1 finding fixed in 1 file; "shop.cml" not changed: it is not one of the given paths\n' in result.stdout
    run(".", "--fix")
    assert held() == FIXED


def test_a_read_only_file_keeps_all_files_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    put(BROKEN, "other.cml")
    monkeypatch.setattr(os, "access", _writable_but_shop)  # as root, nothing is read-only
    result = run(".", "--fix")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == 'Error: "shop.cml" is read-only; no file was changed\n'
    assert (held(), held("other.cml")) == (BROKEN, BROKEN)
    assert sorted(map(str, Path().iterdir())) == ["other.cml", "shop.cml"]


def _writable_but_shop(path: str | Path, _mode: int) -> bool:
    return Path(path).name != "shop.cml"


def test_links_stay_links_and_permissions_permissions(folder: Path) -> None:
    Path("linked.cml").symlink_to(folder / "shop.cml")
    Path("shop.cml").chmod(0o640)
    run("linked.cml", "--fix")
    assert Path("linked.cml").is_symlink()
    assert held() == FIXED
    assert Path("shop.cml").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="has no such owners")
def test_owners_and_hard_links_stay() -> None:
    os.link("shop.cml", "other name.cml")
    put(BROKEN, "of-others.cml")
    if os.geteuid() == 0:
        os.chown("of-others.cml", 1234, 1234)
    before = Path("of-others.cml").stat()
    run(".", "--fix")
    after = Path("of-others.cml").stat()
    assert held() == held("other name.cml") == held("of-others.cml") == FIXED
    assert Path("shop.cml").samefile("other name.cml")
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)


UNFORMATTED = BROKEN.replace("    ", " ")


@pytest.mark.parametrize("command", ["check . --fix", "fmt .", "check . --write-baseline"])
@pytest.mark.parametrize("error", [None, KeyboardInterrupt(), SystemExit(143)])
def test_whatever_fails_all_files_are_written_or_none(command: str, error: BaseException | None) -> None:
    def prepare() -> None:
        for name in ("shop.cml", "b.cml", "deep/c.cml"):
            Path(name).parent.mkdir(exist_ok=True)
            put(UNFORMATTED, name)
        put('{"version": 1, "findings": []}', "ctxmap-baseline.json")

    def state() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in Path().rglob("*") if not path.is_dir()}

    def written() -> Result:
        return CliRunner().invoke(main, command.split(), prog_name="ctxmap")

    prepare()
    os.link("b.cml", "hard link")
    before = state()
    number = counted(written)
    after = state()
    assert number > 3
    assert before != after
    for each in range(number):
        prepare()
        with failing(each, error), suppress(KeyboardInterrupt, SystemExit):
            assert "internal error" not in written().stderr
        assert state() in (before, after), each
        assert not list(Path().rglob(".ctxmap-*"))


def test_a_baseline_is_left_be() -> None:
    run("shop.cml", "--write-baseline")
    result = run("shop.cml", "--baseline", "ctxmap-baseline.json", "--fix")
    assert result.stdout == "no new findings in 1 file; 1 more in the baseline; nothing fixed\n"
    assert held() == BROKEN


def test_other_formats_hold_nothing_but_findings() -> None:
    put(DUPLICATE.replace("contains Cart, Order", "contains Cart"))
    report = json.loads(run("shop.cml", "--fix", "--format", "json").stdout)
    assert [found["rule"] for found in report["diagnostics"]] == ["duplicate-relationship"]


def test_json_has_fixes() -> None:
    (found,) = json.loads(run("shop.cml", "--format", "json").stdout)["diagnostics"]
    edit = {"file": "shop.cml", "line": 2, "column": 18, "endLine": 2, "endColumn": 18, "text": ", Order"}
    assert found["fix"] == {"title": "add `Order` to the map", "safe": True, "edits": [edit]}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--unsafe-fixes",), "--unsafe-fixes needs --fix or --diff"),
        (("--fix", "--write-baseline"), "--write-baseline can't be used with --fix or --diff"),
    ],
)
def test_what_makes_no_sense_is_said(options: tuple[str, ...], says: str) -> None:
    result = run("shop.cml", *options)
    assert result.exit_code == 2
    assert says in result.stderr
    assert held() == BROKEN


def test_a_check_alone_imports_nothing_of_it() -> None:
    program = "import sys; from ctxmap.cli import main; sys.argv[1:] = ['check', 'shop.cml']\ntry: main()\n"
    program += "finally: print(*(m for m in sys.modules if 'fixing' in m or m.startswith('ctxmap.fixes.edits')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.splitlines()[-1] == ""
