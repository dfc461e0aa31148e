"""Whatever is annotated goes out to other tools and comes back as it was; what they break is told."""

from __future__ import annotations

from annotating import ANNOTATED, REPORTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.corpus.brat import from_brat, to_brat
from onrecord.corpus.cells import read_cell, read_fields, read_value, write_cell, write_fields
from onrecord.corpus.webanno import from_webanno, to_webanno
from onrecord.errors import InputError

SLOW = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
DAMAGE = st.tuples(
    st.floats(0, 1), st.integers(0, 40), st.text(max_size=5) | st.sampled_from(["\t", "\n", "[1]", "|"])
)


@SLOW
@given(ANNOTATED)
def test_brat_keeps_all(annotated):
    report, annotation = annotated
    file = to_brat(annotation, report)
    found = from_brat(file, report, "us")
    assert (found.annotation, found.ignored) == (annotation, {})
    assert from_brat("\r\n".join(reversed(file.split("\n"))), report, "us") == found


@SLOW
@given(ANNOTATED)
def test_webanno_keeps_all(annotated):
    report, annotation = annotated
    file = to_webanno(annotation, report)
    found = from_webanno(file, report, "us")
    assert (found.annotation, found.ignored) == (annotation, {})
    assert from_webanno(file.replace("\n", "\r\n"), report, "us") == found


def refused(read, file, report) -> str:
    """What is said where a file is refused, the start of that where it is taken."""
    try:
        read(file, report, "us")
    except InputError as error:
        return f"{error.reason}: {error}"
    return "malformed: a."


@SLOW
@given(ANNOTATED, DAMAGE)
def test_damage_is_an_input_error_or_none(annotated, damage):
    report, annotation = annotated
    share, cut, put = damage
    for write, read in ((to_brat, from_brat), (to_webanno, from_webanno)):
        file = write(annotation, report)
        at = int(share * len(file))
        assert refused(read, file[:at] + put + file[at + cut :], report).startswith("malformed: a.")


@SLOW
@given(st.text(), REPORTS)
def test_any_text_is_an_input_error_or_none(text, report):
    for read in (from_brat, from_webanno):
        assert refused(read, text, report).startswith("malformed: a.")


@SLOW
@given(st.lists(st.none() | st.text()), st.text())
def test_cells_keep_values(values, value):
    assert read_cell(write_cell(values)) == tuple(values)
    assert read_value(write_cell([value])) == value
    fields = [("name", write_cell([value])), ("accept_name", write_cell(values) or "x")]
    assert read_fields(write_fields(fields)) == fields
