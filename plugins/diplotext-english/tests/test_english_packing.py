"""The packed pipeline: half precision, nothing of the training, the same bytes every time."""

import json
import runpy
import subprocess
import sys

import numpy as np
import pytest
import spacy
import srsly
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

packing = pytest.importorskip(
    "training.package", reason="run from the repository: the workshop is no part of the package"
)

NORMAL = st.floats(min_value=-1000, max_value=1000, width=32)


@given(arrays.arrays(np.float32, arrays.array_shapes(max_dims=3, max_side=5), elements=NORMAL))
def test_half_precision_is_close(array):
    half = packing.halved({"W": [array]})["W"][0]
    assert half.dtype == np.float16
    assert np.allclose(half, array, rtol=1e-3, atol=1e-7)


@pytest.mark.parametrize("value", [70_000.0, -1e30, float("inf"), float("nan")])
def test_what_half_precision_cannot_hold(value):
    with pytest.raises(ValueError, match="half precision"):
        packing.halved(np.array([1, value], dtype="f"))


@pytest.mark.parametrize("value", [3, "W", None, b"x", [1, "a"], {"a": None}])
def test_other_values_stay(value):
    assert packing.halved(value) == value
    assert packing.halved(np.arange(3)).dtype == np.arange(3).dtype


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_all_weights_are_in_half_precision(packed):
    for path in packed.rglob("model"):
        for parameters in srsly.msgpack_loads(path.read_bytes())["params"]:
            assert all(array is None or array.dtype == np.float16 for array in parameters.values()), path
    assert np.load(packed / "vocab" / "vectors").dtype == np.float16


def test_packing_twice_gives_the_same_bytes(plugin, original):
    target = plugin / "src" / "en_diplotext"
    before = files(target)
    packing.package(original, plugin, "0.1.0")
    assert files(target) == before


def test_nothing_of_the_training_is_left(packed, original):
    assert str(original.parent) not in b"".join(files(packed).values()).decode("latin-1")
    strings = json.loads((packed / "vocab" / "strings.json").read_text())
    assert "VBD" in strings  # labels that spaCy knows of itself, such as PERSON, need not be listed
    assert "Tense=Past" in strings
    assert "Anna" not in strings
    meta = json.loads((packed / "meta.json").read_text())
    assert not {"spacy_git_version", "performance"} & meta.keys()


def test_metadata_are_those_of_the_distribution(packed):
    meta = json.loads((packed / "meta.json").read_text())
    assert (meta["name"], meta["version"], meta["spacy_version"]) == ("diplotext", "0.1.0", ">=3.8.13,<3.9")


@pytest.mark.parametrize("dependencies", [[], ["numpy>=1.26"], ["spacy"], ["spacy-lookups-data>=1"]])
def test_a_distribution_without_a_range_of_spacy_is_refused(dependencies):
    with pytest.raises(ValueError, match="must require spacy once"):
        packing.clean_meta({}, {"version": "0.1.0", "dependencies": dependencies})


def test_paths_in_components_are_refused():
    config = spacy.blank("en").config.copy()
    config["components"]["rules"] = {"factory": "entity_ruler", "source_file": "/data/rules.jsonl"}
    with pytest.raises(ValueError, match=r"/data/rules\.jsonl"):
        packing.clean_config(config)


def test_the_versions_must_agree(plugin, original):
    with pytest.raises(ValueError, match=r"pyproject\.toml says version 0\.1\.0, not 9"):
        packing.package(original, plugin, "9")


def test_a_package_too_large_is_refused(plugin, original, monkeypatch):
    before = files(plugin)
    monkeypatch.setattr(packing, "LIMIT", 1000)
    with pytest.raises(ValueError, match="at most 1,000"):
        packing.package(original, plugin, "0.1.0")
    assert files(plugin) == before


def test_weights_too_large_for_half_precision_are_refused(plugin, original, tmp_path):
    before = files(plugin)
    nlp = spacy.load(original)
    nlp.vocab.vectors.data[0, 0] = 1e6
    nlp.to_disk(tmp_path / "model")
    with pytest.raises(ValueError, match="half precision"):
        packing.package(tmp_path / "model", plugin, "0.1.0")
    assert files(plugin) == before


def test_the_model_card_is_filled(tmp_path):
    card, tables = tmp_path / "README.md", tmp_path / "tables"
    card.write_text("# Card\n<!-- accuracy -->\nold\n<!-- /accuracy -->\ntext\n<!-- speed -->\n<!-- /speed -->\n")
    tables.mkdir()
    (tables / "accuracy.md").write_text("| LAS |\n")
    assert packing.fill_card(card, tables) == ["speed"]
    assert card.read_text() == (
        "# Card\n<!-- accuracy -->\n| LAS |\n<!-- /accuracy -->\ntext\n<!-- speed -->\n<!-- /speed -->\n"
    )
    (tables / "colour.md").write_text("red")
    with pytest.raises(ValueError, match="no section 'colour', but: accuracy, speed"):
        packing.fill_card(card, tables)


@pytest.fixture
def verify(plugin):
    package = plugin / "src" / "en_diplotext"
    function = runpy.run_path(str(package / "checksums.py"))["verify"]
    return lambda: function(package)


@pytest.mark.parametrize("name", ["model/tagger/model", "meta.json", "model/vocab/strings.json"])
def test_damage_is_found(plugin, verify, name):
    verify()
    path = plugin / "src" / "en_diplotext" / name
    content = path.read_bytes()
    try:
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(ValueError, match=name):
            verify()
        path.unlink()
        with pytest.raises((ValueError, OSError), match=name):
            verify()
    finally:
        path.write_bytes(content)
    verify()


def test_no_wheel_of_damaged_weights(plugin, tmp_path):
    def build():
        command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", str(tmp_path)]
        return subprocess.run([*command, str(plugin)], capture_output=True, text=True, check=False)

    assert build().returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["en_diplotext-0.1.0-py3-none-any.whl"]
    path = plugin / "src" / "en_diplotext" / "model" / "ner" / "model"
    content = path.read_bytes()
    try:
        path.write_bytes(content[1:])
        failed = build()
    finally:
        path.write_bytes(content)
    assert failed.returncode != 0
    assert "model/ner/model" in failed.stdout + failed.stderr
