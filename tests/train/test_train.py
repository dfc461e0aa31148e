"""Training, on a handful of made-up articles and an encoder of chance weights; needs the extra `train`."""

from __future__ import annotations

import json
import random
import sys

import numpy as np
import pytest
from click.testing import CliRunner

from onrecord.cli.main import main
from onrecord.encoder.files import MODELS, load_tokenizer
from onrecord.encoder.heads.attribution import CONTENT, CUE, SOURCE, load_head
from onrecord.encoder.heads.tags import segments
from onrecord.encoder.reading import load_reader
from onrecord.errors import InputError, ModelError
from onrecord.train import train
from onrecord.train.examples import examples, label, load_articles
from onrecord.train.teachers import TRUST, Teacher, annotated, believed, unseen

TEXT = "“No,” Ada Rossi said, “not yet.”\n\nThe mayor warned that dams may fail."


def span(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


ARTICLE = {
    "text": TEXT,
    "attributions": [
        {
            "source": [span("Ada Rossi")],
            "cue": [span("said")],
            "content": [span("“No,”"), span("“not yet.”")],
        },
        {"source": [span("The mayor")], "cue": [span("warned")], "content": [span("that dams may fail")]},
    ],
}


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "train.jsonl"
    path.write_text("".join(json.dumps(ARTICLE) + "\n" for _ in range(25)), "utf-8")
    return path


class Never(random.Random):
    """No chance: texts stay as they are, windows as long as they can be."""

    def random(self):
        return 0.99

    def randint(self, low, high):
        return high


def test_labels_say_what_the_annotation_says():
    tokenizer = load_tokenizer()
    labelled = label(ARTICLE, tokenizer, Never())
    pieces = labelled.pieces
    for role, words in ((SOURCE, ["Ada Rossi", "The mayor"]), (CUE, ["said", "warned"])):
        first = [int(pieces.starts[at]) for at in np.flatnonzero(labelled.tags == 1 + 2 * role)]
        assert first == [span(word)[0] for word in words]
    (example,) = examples(labelled, Never())
    places, table = example.linked[CONTENT]
    assert table.sum(1).tolist() == [1.0] * len(places)
    assert {TEXT[pieces.starts[at - 1] : pieces.ends[at - 1]] for at in places[table[:, 1] == 1]} >= {
        "dams",
        "fail",
    }


def test_every_piece_is_learned_from_once_in_an_epoch():
    labelled = label({**ARTICLE, "text": TEXT * 30}, load_tokenizer(), random.Random(3))
    for seed in range(5):
        ids = [each.ids[1:-1] for each in examples(labelled, random.Random(seed))]
        assert np.concatenate(ids).tolist() == labelled.pieces.ids.tolist()


def test_some_articles_are_kept_from_learning(data):
    learned, kept = load_articles(data.parent)
    assert (len(learned), len(kept)) == (24, 1)


@pytest.mark.parametrize(
    "line", ["no json", '{"text": "x"}', '{"text": "x", "attributions": [{"cue": [[1]]}]}']
)
def test_a_line_that_is_no_article_is_named(tmp_path, line):
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(ARTICLE) + "\n" + line + "\n", "utf-8")
    with pytest.raises(InputError, match="line 2"):
        load_articles(path)


def test_without_the_extra_the_error_says_what_to_install(data, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith("onrecord.train.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ModelError, match=r"pip install 'onrecord\[train\]'"):
        train("attribution", data, tmp_path / "out", seed=1, epochs=1.0, say=print)
    done = CliRunner().invoke(
        main, ["train", "attribution", "--data", str(data), "--out", str(tmp_path / "out")]
    )
    assert done.exit_code != 0
    assert "onrecord[train]" in done.stderr


def test_teachers_label_as_the_model_finds():
    teacher = Teacher(load_reader(), load_head())
    (labelled,) = annotated([TEXT, ""], [teacher, teacher])
    found = teacher.head.find(teacher.reader.read(TEXT))
    assert len(labelled.attributions) == len(found) == 2
    assert sum(segment.role == CUE for segment in segments(labelled.tags)) == 2
    assert labelled.beliefs is not None
    assert np.allclose(labelled.beliefs.sum(1), 1.0, atol=1e-5)
    assert (labelled.beliefs.argmax(1) == labelled.tags).mean() > 0.9
    for cue, linked in labelled.attributions:
        assert labelled.tags[cue] == 1 + 2 * CUE
        assert set(labelled.tags[linked[CONTENT]]) <= {1 + 2 * CONTENT, 2 + 2 * CONTENT}


def test_a_teacher_is_trusted_by_half_about_what_it_never_saw():
    labelled = label(ARTICLE, load_tokenizer(), Never())
    teacher = Teacher(load_reader(), load_head())
    chances = believed(labelled, teacher).beliefs
    assert chances is not None
    assert np.allclose(chances.sum(1), 1.0, atol=1e-5)
    assert (chances[np.arange(len(chances)), labelled.tags] >= 1 - TRUST).all()
    assert sorted(np.concatenate([unseen(10, 3, part) for part in range(3)])) == list(range(10))


def test_texts_go_with_teachers(data, tmp_path):
    given = ["train", "attribution", "--data", str(data), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(main, [*given, "--unlabelled", str(data)])
    assert done.exit_code == 2
    assert "--unlabelled wants --teachers" in done.stderr


def test_word_pieces_of_the_large_encoder_are_numbered_as_those_of_the_small_one():
    pytest.importorskip("torch", reason="needs the extra `train`: pip install 'onrecord[train]'")
    transformers = pytest.importorskip(
        "transformers", reason="needs the extra `train`: pip install 'onrecord[train]'"
    )
    from onrecord.train.weights import renumbered

    config = transformers.MPNetConfig(
        hidden_size=4, num_attention_heads=1, num_hidden_layers=1, vocab_size=120
    )
    mpnet = transformers.MPNetModel(config, add_pooling_layer=False)
    own = mpnet.embeddings.word_embeddings.weight.detach().clone()
    vectors = renumbered(mpnet).embeddings.word_embeddings.weight
    assert len(vectors) == 115
    assert (vectors[100] == own[104]).all()
    assert (vectors[101] == own[0]).all()
    assert (vectors[102] == own[2]).all()
    assert (vectors[103] == own[119]).all()
    assert (vectors[104] == own[108]).all()


def test_what_is_trained_can_be_read_with(data, tmp_path, monkeypatch):
    reason = "needs the extra `train`: pip install 'onrecord[train]'"
    torch = pytest.importorskip("torch", reason=reason)
    transformers = pytest.importorskip("transformers", reason=reason)
    pytest.importorskip("onnx", reason=reason)
    from onrecord.train import attribution, weights

    sizes = {
        "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32, "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
    }  # fmt: skip

    def small():
        torch.manual_seed(3)
        config = transformers.BertConfig(hidden_size=384, max_position_embeddings=256, **sizes)
        return transformers.BertModel(config, add_pooling_layer=False), MODELS

    def large():
        config = transformers.MPNetConfig(
            hidden_size=64, max_position_embeddings=300, vocab_size=30527, **sizes
        )
        return weights.renumbered(transformers.MPNetModel(config, add_pooling_layer=False))

    monkeypatch.setattr(attribution, "small", small)
    monkeypatch.setattr(attribution, "large", large)
    lines: list[str] = []
    for out in ("one", "two"):
        train("attribution", data, tmp_path / out, seed=7, epochs=1.0, say=lines.append)
    assert lines[0].startswith("step ")
    names = ("reading.onnx", "attribution.npz", "digests.json", "tokenizer.json")
    assert [(tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in names] == [
        True
    ] * 4
    load_head(tmp_path / "one").find(load_reader(tmp_path / "one").read(TEXT))

    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": ""}) + "\n", "utf-8")
    train(
        "attribution", data, tmp_path / "student", seed=7, epochs=1.0, teachers=2, unlabelled=[texts],
        say=lines.append,
    )  # fmt: skip
    assert "teacher 2 of 2" in lines
    assert "24 articles, and 1 that teachers labelled" in lines
    load_head(tmp_path / "student").find(load_reader(tmp_path / "student").read(TEXT))
