from __future__ import annotations

import spacy

import onrecord
import onrecord.pipeline.component


def test_a_blank_pipeline_gets_the_statements():
    text = "Ankara said on Monday that the talks had failed."
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_statements", config={"published": "2031-03-05"})
    assert nlp(text)._.statements == onrecord.statements(text, "2031-03-05") != ()
