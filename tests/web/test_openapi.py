"""The interface for programs: described in full, every example works, and nothing that is asked brings it down."""

from __future__ import annotations

import re
import shutil

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from lxml import html
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onrecord.store import open_store
from onrecord.web import make_app
from onrecord.web.interface import operations
from onrecord.web.views import VIEWS

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]  # fmt: skip
EXAMPLES_EACH = 4


@pytest.fixture(scope="module")
def document(client) -> dict:
    return client.get("/openapi.json").json()


@pytest.fixture(scope="module")
def schema(story_store, tmp_path_factory):
    """The description of an app over a store that may be written to."""
    path = tmp_path_factory.mktemp("openapi") / "story.duckdb"
    shutil.copy(story_store.path, path)
    return schemathesis.openapi.from_asgi("/openapi.json", make_app(open_store(path)))


def test_it_is_openapi_3_1(document):
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["title"] == "OnRecord"


def test_every_form_of_every_view_is_in_it(document):
    wanted = {f"{view.path.rstrip('/') or '/overview'}.{form}" for view in VIEWS for form in view.forms}
    assert wanted <= document["paths"].keys()


def test_every_parameter_and_answer_is_described(document):
    for path, methods in document["paths"].items():
        for operation in methods.values():
            given = operation.get("parameters", [])
            assert {one["name"] for one in given if one["in"] == "path"} == set(re.findall(r"{(\w+)}", path))
            assert all(one.get("description") for one in given), path
            assert operation["summary"]
            assert operation["description"]
            for status, answer in operation["responses"].items():
                assert answer["description"]
                assert answer.get("content") or status in ("204", "303", "304"), (path, status)


def test_operations_have_names_of_their_own(document):
    names = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]  # fmt: skip
    assert len(names) == len(set(names))


def test_every_example_on_the_page_works(client):
    page = html.document_fromstring(client.get("/docs").text)
    examples = page.xpath("//p[@class='try']/a/@href")
    assert len(examples) > len(VIEWS)
    for example in examples:
        assert client.get(example).status_code == 200, example


def test_examples_name_what_is_on_record():
    document = {"paths": {"/stories/{story}.json": {"get": {"parameters": [
        {"name": "story", "in": "path", "required": True, "schema": {"type": "string", "examples": ["aa"]}},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "default": 50}},
    ]}}, "/stories/{story}.csv": {"get": {}}}}  # fmt: skip
    ((one,),) = operations(document, {"story": "b/b"}).values()
    assert one.examples == (
        ("json", "/stories/b%2Fb.json?limit=5"), ("csv", "/stories/b%2Fb.csv?limit=5"),
    )  # fmt: skip
    assert (one.parameters[1].kind, one.method, one.path) == ("integer, else 50", "GET", "/stories/{story}")
    ((one,),) = operations(document, {}).values()
    assert one.examples[0] == ("json", "/stories/aa.json?limit=5")


def test_the_page_tells_how_to_cite(client):
    page = client.get("/docs").text
    assert "Store of 11 reports" in page
    assert "Asked on 16 Mar 2024" in page


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_nothing_that_is_asked_brings_it_down(schema, mode):
    """A few questions to each operation, made up from its description; the negative ones go against it."""
    for operation in schema.get_all_operations():

        @given(case=operation.ok().as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES_EACH, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case):
            case.call_and_validate(checks=CHECKS)

        try:
            ask()
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE  # where nothing is asked, nothing can be asked wrongly
