"""The house keeps its own rules: layers, names, tables, sizes, documents."""

from __future__ import annotations

import ast
import inspect
import pickle
import re
import shlex
import subprocess
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import onrecord
from onrecord import errors
from onrecord.cli.main import main
from onrecord.lexicon.tables import DATA, load_table

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src").rglob("*.py"))
TABLES = sorted(path.name.removesuffix(".tsv") for path in DATA.iterdir() if path.name.endswith(".tsv"))
MODULE_LINES = 400
FUNCTION_LINES = 60


def test_layers_are_one_way():
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.exists():
        pytest.skip("import-linter is not installed in this environment")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from click.testing import CliRunner; from onrecord.cli.main import main; "
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0; "
        "print([m for m in ('spacy', 'thinc', 'trafilatura', 'rich', 'httpx', 'jinja2', 'pyarrow', 'feedparser', 'lxml', 'protego') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_public_names_are_there():
    assert len(onrecord.__all__) <= 16
    assert {name for name in onrecord.__all__ if getattr(onrecord, name, None) is None} == set()


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_and_a_place_in_the_docs(name):
    assert main.commands[name].help
    assert f"`onrecord {name}`" in (ROOT / "docs/cli.md").read_text("utf-8")
    assert all(p.help for p in main.commands[name].params if isinstance(p, click.Option))


def test_docs_match_the_code():
    done = subprocess.run(
        [sys.executable, ROOT / "docs/generate.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", TABLES)
def test_every_table_names_its_source_and_repeats_nothing(name):
    text = (DATA / f"{name}.tsv").read_text("utf-8")
    assert re.search(r"^# source: \S", text, re.MULTILINE)
    assert re.search(r"^# licence: \S", text, re.MULTILINE)
    assert [row for row, n in Counter(tuple(row.values()) for row in load_table(name)).items() if n > 1] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_modules_and_functions_stay_small(path):
    source = path.read_text("utf-8")
    assert source.count("\n") <= MODULE_LINES
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef)]
    assert [f.name for f in functions if f.end_lineno - f.lineno >= FUNCTION_LINES] == []


@pytest.mark.parametrize(
    "kind", [k for _, k in inspect.getmembers(errors, inspect.isclass) if issubclass(k, Exception)]
)
def test_errors_pickle(kind):
    error = kind("empty", "nothing there") if kind is errors.InputError else kind("a message")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.args, vars(again)) == (kind, error.args, vars(error))


def test_changelog_tells_this_version():
    newest = re.search(r"^## \[([\d.]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == version("onrecord")


def test_readme_output_is_true(capsys):
    readme = (ROOT / "README.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    shown = re.search(r"<!-- output of the lines above -->\n```text\n(.*?)```", readme, re.DOTALL)
    assert code is not None
    assert shown is not None
    exec(code[1], {})
    assert capsys.readouterr().out == shown[1]


def test_readme_commands_print_what_it_says(tmp_path, monkeypatch):
    readme = (ROOT / "README.md").read_text("utf-8")
    (session,) = re.findall(r"```console\n(.*?)```", readme, re.DOTALL)
    monkeypatch.setenv("ONRECORD_STORE", str(tmp_path / "news.duckdb"))
    monkeypatch.chdir(ROOT)
    assert session == played(re.findall(r"^\$ onrecord (.*)", session, re.MULTILINE))


def played(commands: list[str]) -> str:
    """The commands with what they print, without white space at the ends of lines."""
    shown = []
    for command in commands:
        done = CliRunner().invoke(main, shlex.split(command))
        lines = [line.rstrip() for line in (done.stdout or done.stderr).splitlines()]
        shown += [f"$ onrecord {command}", *(line for line in lines if line)]
    return "\n".join(shown) + "\n"
