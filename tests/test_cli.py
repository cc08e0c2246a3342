"""The command line as scripts and people use it: what it prints, what it writes, how it exits."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ctxmap import __version__, backends
from ctxmap.backends import Artifact, Backend, Request
from ctxmap.cli import main
from ctxmap.findings import rulebook

SOUND = """ContextMap Shop { contains Cart, Order  Cart [U] -> [D] Order }
BoundedContext Cart { domainVisionStatement = "What a customer is about to buy" }
BoundedContext Order { domainVisionStatement = "What was promised to whom" }
"""
WARNED = SOUND.replace("Order }", 'Order { sync { timeout = "2 s" } } }')
BROKEN = SOUND.replace("[D] Order", "[D] Ordr")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with a map of each kind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CTXMAP_TRACEBACK", raising=False)
    for name, text in {"sound": SOUND, "warned": WARNED, "broken": BROKEN}.items():
        Path(f"{name}.cml").write_text(text, "utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="ctxmap")


def process(*arguments: str, **options: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "ctxmap", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **options,  # type: ignore[call-overload]
    )


def files(folder: str) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in Path(folder).rglob("*") if file.is_file()}


# ---- check -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fail_on", "code"),
    [
        ("sound", "error", 0),
        ("sound", "info", 0),
        ("warned", "error", 0),
        ("warned", "warning", 1),
        ("warned", "info", 1),
        ("warned", "never", 0),
        ("broken", "error", 1),
        ("broken", "warning", 1),
        ("broken", "never", 0),
    ],
)
def test_the_exit_code_is_a_contract(name: str, fail_on: str, code: int):
    assert run("check", f"{name}.cml", "--fail-on", fail_on).exit_code == code
    assert run("build", f"{name}.cml", "--fail-on", fail_on, "--only", "json").exit_code == code


def test_fail_on_is_error_unless_said_otherwise():
    assert run("check", "warned.cml").exit_code == 0
    assert run("check", "broken.cml").exit_code == 1


def test_check_prints_findings_and_a_summary():
    result = run("check", "broken.cml", "sound.cml")
    assert result.stdout.startswith("broken.cml:1:57: error: ")
    assert result.stdout.endswith("\n\n1 error in 2 files; 1 can be fixed with --fix\n")
    assert result.stderr == ""


def test_check_has_one_line_for_a_sound_map():
    assert run("check", "sound.cml").output == "no findings in 1 file\n"


def test_check_prints_json_and_nothing_else():
    result = run("check", "broken.cml", "--format", "json")
    report = json.loads(result.output)
    assert report["diagnostics"][0]["rule"] == "unknown-reference"
    assert report["summary"] == {"error": 1, "warning": 0, "info": 0, "files": 1}


def test_standard_input_is_a_map_too():
    assert run("check", "-", stdin=SOUND).output == "no findings in 1 file\n"
    assert "1:57: error" in run("check", "-", stdin=BROKEN).stdout
    assert run("build", "-", "-o", "out", "--only", "json", stdin=SOUND).exit_code == 0
    assert "model.json" in files("out")


def test_standard_input_that_is_closed_cannot_be_read():
    command = f"exec '{sys.executable}' -m ctxmap check - <&-"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, check=False, encoding="utf-8")
    assert (ended.returncode, ended.stderr) == (2, 'Error: "-" can\'t be read: it is closed\n')


def test_a_folder_is_a_workspace():
    assert " in 3 files; 1 can be fixed" in run("check", ".").stdout


def test_paths_may_be_many_hold_blanks_and_begin_with_a_dash():
    names = [*(f"map {number}.cml" for number in range(500)), "-o.cml", "--help.cml"]
    for name in names:
        Path(name).write_text(SOUND, "utf-8")
    assert run("check", "--", *names).output == "no findings in 502 files\n"
    assert run("build", "--only", "json", "--", "map 1.cml", "-o.cml").exit_code == 0


def test_a_file_counts_once_however_often_it_is_named(folder: Path):
    assert run("check", "sound.cml", "./sound.cml", str(folder / "sound.cml")).output == "no findings in 1 file\n"


def test_with_a_deleted_file_among_the_paths_nothing_is_judged():
    result = run("check", "broken.cml", "deleted.cml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "deleted.cml" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_shown_as_well_as_can_be():
    Path(os.fsdecode(b"\xff.cml")).write_text(BROKEN, "utf-8")
    assert run("check", os.fsdecode(b"\xff.cml")).stdout.startswith("?.cml:1:57: error: ")
    report = json.loads(run("check", os.fsdecode(b"\xff.cml"), "--format", "json").stdout)
    assert report["diagnostics"][0]["file"] == "?.cml"


# ---- build -----------------------------------------------------------------------------------------------------------

SHOP = """
ContextMap ShopMap { contains Cart, PaymentGateway
  PaymentGateway [U,OHS] -> [D,ACL] Cart { sync { operations = pay  fallback = RETRY_ASYNC } async { events = Paid } }
}
BoundedContext Cart { domainVisionStatement = "What a customer is about to buy" }
BoundedContext PaymentGateway { Aggregate Payment { DomainEvent Paid  Service Payments { void pay(); } } }
"""


def test_build_writes_the_tree_that_others_rely_on():
    Path("shop.cml").write_text(SHOP, "utf-8")
    result = run("build", "shop.cml")
    assert result.stdout == 'wrote 11 files to "build"\n'
    assert result.exit_code == 0
    assert files("build") == {
        ".ctxmap-files",
        "index.md",
        "map.html",
        "model.json",
        "maps/shop-map.svg",
        "contexts/cart.md",
        "contexts/payment-gateway.md",
        "contexts/payment-gateway.svg",
        "events.svg",
        "openapi/payment-gateway.yaml",
        "asyncapi/payment-gateway.yaml",
        "asyncapi/cart.yaml",
    }


def test_build_writes_a_folder_for_each_model():
    Path("maps").mkdir()
    for name in ("as-is", "to-be"):
        Path(f"maps/{name}.cml").write_text(SOUND, "utf-8")
    run("build", "maps", "-o", "out", "--only", "json")
    assert files("out") == {".ctxmap-files", "as-is/model.json", "to-be/model.json"}
    run("build", "maps/to-be.cml", "-o", "out", "--only", "json")
    assert files("out") == {".ctxmap-files", "model.json"}


def test_build_builds_only_what_was_asked_for():
    run("build", "sound.cml", "-o", "out", "--only", "json, markdown")
    assert files("out") == {".ctxmap-files", "index.md", "model.json", "contexts/cart.md", "contexts/order.md"}


def test_build_prints_a_single_file_for_pipes():
    result = run("build", "-", "--only", "mermaid", "-o", "-", stdin=SOUND)
    assert (result.exit_code, result.stdout.splitlines()[3]) == (0, "flowchart LR")
    assert not Path("-").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "can't print "),
        (["--only", "svg,json"], "choose one output with --only"),
        (["--only", "asyncapi"], "nothing to print: asyncapi built no file from this map"),
        (["--only", "json", "--check"], "--check can't be used with -o -: it compares files"),
    ],
)
def test_what_is_not_a_single_file_is_not_printed(arguments: list[str], says: str):
    result = run("build", "sound.cml", "-o", "-", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_errors_keep_it_from_writing_and_say_so():
    run("build", "sound.cml", "--only", "json")
    before = {file: Path("build", file).read_bytes() for file in files("build")}
    result = run("build", "broken.cml")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("broken.cml:1:57: error: ")
    assert result.stderr.endswith(
        "\n\n1 error in 1 file; no files written (use --fail-on never to write them anyway)\n"
    )
    assert {file: Path("build", file).read_bytes() for file in files("build")} == before


def test_errors_do_not_keep_it_from_writing_with_fail_on_never():
    result = run("build", "broken.cml", "--fail-on", "never", "--only", "json")
    assert result.exit_code == 0
    assert "model.json" in files("build")


def test_warnings_never_keep_it_from_writing():
    result = run("build", "warned.cml", "--fail-on", "warning", "--only", "json")
    assert result.exit_code == 1
    assert "model.json" in files("build")
    assert result.stderr == "1 warning in 1 file; run `ctxmap check` to see them\n"


def test_level_hides_what_is_below_it_and_the_exit_code_stays():
    shown = run("check", "warned.cml", "--level", "warning", "--fail-on", "warning")
    hidden = run("check", "warned.cml", "--level", "error", "--fail-on", "warning")
    assert "warning: " in shown.stdout
    assert hidden.stdout == "1 warning in 1 file\n"
    assert shown.exit_code == hidden.exit_code == 1


def test_a_second_build_has_nothing_to_do():
    run("build", "sound.cml", "--only", "json,markdown")
    assert run("build", "sound.cml", "--only", "json,markdown").stdout == 'wrote 0 files to "build" (4 unchanged)\n'


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed():
    for seed in ("1", "2"):
        command = process("build", "warned.cml", "-o", seed, env={**os.environ, "PYTHONHASHSEED": seed})
        command.communicate()
    assert files("1") == files("2")
    assert all(Path("1", file).read_bytes() == Path("2", file).read_bytes() for file in files("1"))


# ---- explain, rules, schema, help ------------------------------------------------------------------------------------


def test_explain_prints_the_page_of_every_rule():
    for name in rulebook.names():
        assert run("explain", name).stdout == rulebook.page(name).text


def test_rules_lists_every_rule_with_its_severities():
    lines = [" ".join(line.split()) for line in run("rules").stdout.splitlines()]
    assert lines == [f"{page.name} {page.shown_severities} {page.summary}" for page in rulebook.pages()]


def test_rules_for_tools_have_all_that_a_page_says_in_its_head_and_the_thresholds():
    listed = {entry["name"]: entry for entry in json.loads(run("rules", "--format", "json").stdout)}
    assert list(listed) == list(rulebook.names())
    assert listed["sync-chain"] == {
        "name": "sync-chain",
        "severity": "warning",
        "severities": ["warning"],
        "off_by_default": False,
        "summary": "Every synchronous call in a chain adds its latency and its failures to those of all others.",
        "group": "Communication",
        "cml": False,
        "fix": None,
        "plugin": None,
        "page": "docs/rules/sync-chain.md",
        "thresholds": {"most": 3},
    }
    assert listed["external-without-acl"]["severities"] == ["warning", "error"]
    assert listed["self-relationship"]["cml"]
    assert listed["requirement-words"]["off_by_default"]


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
@pytest.mark.parametrize(("lines", "pager"), [(500, False), (20, True)])
def test_explain_is_for_reading_at_a_terminal(lines: int, pager: bool):
    shown = at_a_terminal(["explain", "self-relationship"], lines)
    assert "\x1b[1mWhy it matters\x1b[0m" in shown
    assert "\n        \x1b[35mcontains\x1b[0m Cart, Order\n" in shown
    assert "```" not in shown
    assert shown.startswith("paged") == pager


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_explain_has_no_colours_where_nobody_wants_them():
    assert at_a_terminal(["explain", "syntax"], 500, NO_COLOR="1") == rulebook.page("syntax").text


def at_a_terminal(arguments: list[str], lines: int, **environment: str) -> str:
    """What a terminal of so many lines gets to see; a pager writes `paged` first."""
    import pty  # noqa: PLC0415 — not everywhere

    Path("pager").write_text("#!/bin/sh\necho paged\nexec cat\n", "utf-8")
    Path("pager").chmod(0o755)
    ours, theirs = pty.openpty()
    variables = {"PAGER": "./pager", "LINES": str(lines), "TERM": "xterm", **environment}
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with process_at(theirs, arguments, {**kept, **variables}):
        os.close(theirs)
        return b"".join(iter(lambda: read(ours), b"")).decode().replace("\r\n", "\n")


def process_at(terminal: int, arguments: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "ctxmap", *arguments]
    return subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment)


def read(terminal: int) -> bytes:
    """The next bytes; none where the program has closed its side, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_schema_is_a_schema_of_model_json():
    run("build", "sound.cml", "--only", "json")
    schema = json.loads(run("schema").stdout)
    jsonschema.validate(json.loads(Path("build/model.json").read_text("utf-8")), schema)


def test_version():
    assert run("--version").stdout == f"ctxmap {__version__}\n"


def test_help_lists_the_commands_without_importing_them():
    program = "import sys; from ctxmap.cli import main; sys.argv[1:] = ['--help']\ntry: main()\n"
    program += "finally: print(*(m for m in sys.modules if m.startswith('ctxmap.')))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    *help_lines, modules = result.stdout.splitlines()
    listed = [
        line.split()[0] for line in "\n".join(help_lines).partition("Commands:\n")[2].split("\n\n")[0].splitlines()
    ]
    assert listed == [
        "build",
        "check",
        "config",
        "diff",
        "explain",
        "fmt",
        "impact",
        "import",
        "init",
        "lsp",
        "plan",
        "refactor",
        "rules",
        "schema",
        "verify",
    ]
    assert all(not module.startswith("ctxmap.cli.") or "._" in module for module in modules.split())


@pytest.mark.parametrize("command", ["build", "check", "config", "explain", "plan", "rules", "schema"])
def test_every_command_has_help_that_begins_as_it_is_listed(command: str):
    first = run(command, "--help").stdout.splitlines()[2].strip()
    listed = next(line for line in run("--help").stdout.splitlines() if line.strip().startswith(f"{command} "))
    assert first.rstrip(".") in listed


@pytest.mark.parametrize("command", ["build", "check", "config", "diff", "explain", "fmt", "plan", "rules", "schema"])
def test_every_command_can_do_without_a_configuration(command: str):
    Path("ctxmap.toml").write_text("this is wrong")
    arguments = {"explain": ["syntax"], "diff": ["sound.cml", "sound.cml"], "rules": [], "schema": ["configuration"]}
    done = run(command, *arguments.get(command, ["sound.cml"]), "--isolated")
    assert (done.exit_code, "ctxmap.toml" in done.stderr) == (0, False)


# ---- what can't be run -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek"], 'no command is named "chek"; did you mean "check"?'),
        (["frobnicate"], 'no command is named "frobnicate"; choose from build, check, '),
        (["check"], "no files to read: name files or folders"),
        (["check", "nowhere.cml"], "nowhere.cml"),
        (["check", "empty"], 'no .cml file in "empty"'),
        (["check", "sound.cml", "--format", "xml"], "'xml' is not one of 'concise', "),
        (["check", "sound.cml", "--fail-on", "warnings"], "'warnings' is not one of"),
        (["check", "sound.cml", "--frobnicate"], "No such option"),
        (["build", "sound.cml", "--only", "svg,markdwn"], 'no backend is named "markdwn"; did you mean "markdown"?'),
        (["build", "sound.cml", "--only", "docx"], 'no backend is named "docx"; choose from asyncapi, '),
        (["build", "sound.cml", "-o", "sound.cml"], "sound.cml"),
        (
            ["build", "sound.cml", "-o", "sound.cml/build", "--only", "json"],
            'can\'t write "sound.cml": Not a directory',
        ),
        (["build", "sound.cml", "--only", ""], 'no backend is named ""; choose from asyncapi, '),
        (["explain", "foo"], "'ctxmap rules' lists them all"),
        (["explain", "sync-cicle"], 'no rule is named "sync-cicle"; did you mean "sync-cycle"?'),
        (["explain", "../../README"], 'no rule is named "../../README"'),
    ],
)
def test_what_can_not_be_run_is_said_on_standard_error(arguments: list[str], says: str):
    Path("empty").mkdir()
    result = run(*arguments)
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert result.exit_code == 2


def test_somebody_elses_file_is_not_overwritten():
    Path("build").mkdir()
    Path("build/index.md").write_text("mine")
    result = run("build", "sound.cml", "--only", "markdown")
    assert result.exit_code == 2
    assert "files that ctxmap did not write" in result.stderr
    assert files("build") == {"index.md"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_must_not_be_written_to(folder: Path):
    folder.chmod(0o500)
    result = run("build", "sound.cml", "--only", "json")
    assert result.exit_code == 2
    assert 'can\'t write into "build": Permission denied' in result.stderr


def test_a_mistake_of_ours_is_called_one(monkeypatch: pytest.MonkeyPatch):
    def build(_: Request) -> Iterator[Artifact]:
        raise KeyError("lost")

    def load(name: str) -> Backend:
        return Backend(name, build, ("*",))

    monkeypatch.setattr(backends, "load", load)
    result = run("build", "sound.cml")
    assert result.exit_code == 2
    assert result.stderr.startswith("internal error: KeyError at tests/test_cli.py:")
    assert "Please report it" in result.stderr
    assert "Traceback" not in result.stderr
    monkeypatch.setenv("CTXMAP_TRACEBACK", "1")
    assert "Traceback" in run("build", "sound.cml").stderr


def test_without_arguments_it_shows_its_help():
    result = run()
    assert result.stderr == run("--help").stdout
    assert result.exit_code == 2


# ---- terminals, pipes, signals ---------------------------------------------------------------------------------------


def test_no_color_in_pipes_and_files():
    assert "\x1b" not in run("check", "broken.cml").stdout


@pytest.mark.parametrize(
    ("force", "no_color", "colored"), [("1", "", True), ("1", "1", False), ("0", "", False), ("", "", False)]
)
def test_color_in_a_pipe_only_if_forced(monkeypatch: pytest.MonkeyPatch, force: str, no_color: str, colored: bool):
    monkeypatch.setenv("FORCE_COLOR", force)
    monkeypatch.setenv("NO_COLOR", no_color)
    assert ("\x1b[1;31merror:" in run("check", "broken.cml").stdout) == colored


@pytest.mark.parametrize(("no_color", "colored"), [("", True), ("1", False)])
def test_color_on_a_terminal_unless_no_color_says_otherwise(no_color: str, colored: bool):
    pty = pytest.importorskip("pty")
    controller, terminal = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "ctxmap", "check", "broken.cml"],
        stdout=terminal,
        env={**os.environ, "NO_COLOR": no_color, "TERM": "xterm"},
        check=False,
    )
    os.close(terminal)
    assert (b"\x1b[1;31merror:" in os.read(controller, 10_000)) == colored


def test_a_reader_that_goes_away_changes_nothing_but_the_output():
    Path("long.cml").write_text("BoundedContext A { x }\n" * 3000, "utf-8")
    command = process("check", "long.cml")
    assert command.stdout
    assert command.stderr
    command.stdout.readline()
    command.stdout.close()
    assert (command.stderr.read(), command.wait()) == ("", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="signals work differently there")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["check", "broken.cml"], ["--help"]])
def test_a_full_disk_is_said_once(command: list[str]):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ctxmap", *command], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr == b"Error: can't write to standard output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(("command", "code"), [("check nowhere.cml 2>/dev/full", 2), ("check . >/dev/full 2>&1", 2)])
def test_a_full_disk_that_not_even_an_error_can_be_written_to(command: str, code: int):
    done = subprocess.run(f'"{sys.executable}" -m ctxmap {command}', shell=True, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that tells the exit code of the first program")
def test_help_for_a_reader_that_has_gone():
    command = f'set -o pipefail; "{sys.executable}" -m ctxmap check --help | true'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows' shell can't close a stream")
@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_stream_takes_everything(closed: str):
    command = f'"{sys.executable}" -m ctxmap check broken.cml {closed}'
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert (b"internal" in done.stderr, b"Traceback" in done.stderr) == (False, False)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that somebody is in")
def test_a_folder_that_is_gone(folder: Path):
    gone = folder / "gone"
    command = f'cd "{gone}" && rmdir "{gone}" && "{sys.executable}" -m ctxmap check "{folder / "sound.cml"}"'
    gone.mkdir()
    done = subprocess.run(command, shell=True, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (2, "Error: the current folder no longer exists\n")


def test_ctrl_c_ends_it_quietly():
    command = process("check", "-")
    assert command.stdin
    command.stdin.write(" " * 200_000)  # more than a pipe holds: when this returns, the program has begun to read
    command.send_signal(signal.SIGINT)
    _, errors = command.communicate()
    assert command.returncode == 130
    assert errors.strip() == ""


def test_chinese_reaches_pipes_whatever_the_locale():
    Path("支付.cml").write_text("BoundedContext 支付 { database = 1 2 }", "utf-8")
    command = process("check", "支付.cml", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    output, errors = command.communicate()
    assert output.startswith("支付.cml:1:")
    assert errors == ""


def test_python_m_ctxmap_is_ctxmap(folder: Path):
    script = Path(sys.executable).with_name("ctxmap")
    outputs: list[str] = []
    for command in ([sys.executable, "-m", "ctxmap"], [str(script)]):
        run = subprocess.run([*command, "check", "."], capture_output=True, encoding="utf-8", check=False)
        assert run.returncode == 1
        outputs.append(run.stdout)
    assert outputs[0] == outputs[1]
