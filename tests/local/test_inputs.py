"""Inputs: whatever stands in the files comes out, one at a time, with its place and within bounds."""

import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.validate import INPUT_BYTES_MAX, KEPT_BYTES_MAX
from streams.errors import InputError
from streams.local.inputs import STDIN, Inputs, unwrap
from streams.local.split import split_values


def read(*paths: Path) -> list[tuple[str, bytes]]:
    return [(raw.origin, raw.data) for raw in Inputs(paths)]


def test_json_lines_come_with_their_line_and_blank_ones_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"a":1}\r\n\n  \n{"b":2}')
    assert read(file) == [(f"{file}:1", b'{"a":1}'), (f"{file}:4", b'{"b":2}')]


def test_a_json_file_may_hold_one_value_several_or_an_array(tmp_path: Path) -> None:
    one, several, array = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "3.json"
    one.write_text('{\n "a": "]}\\""\n}\n')
    several.write_text('{"a":1}\n\n{"b":\n[2]}')
    array.write_text('[\n {"a": 1},\n {"b": [2, {}]}, 3\n]\n')
    assert read(tmp_path) == [
        (f"{one}:1", b'{\n "a": "]}\\""\n}'),
        (f"{several}:1", b'{"a":1}'),
        (f"{several}:3", b'{"b":\n[2]}'),
        (f"{array}:2", b'{"a": 1}'),
        (f"{array}:3", b'{"b": [2, {}]}'),
        (f"{array}:3", b"3"),
    ]


def test_directories_are_read_in_order_and_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.jsonl", "a.ndjson", "README.md", "sub/c.json"):
        (tmp_path / name).write_text("1\n")
    with gzip.open(tmp_path / "sub" / "d.jsonl.gz", "wb") as file:
        file.write(b"2\n")
    origins = [origin.removeprefix(f"{tmp_path}/") for origin, _ in read(tmp_path)]
    assert origins == ["a.ndjson:1", "b.jsonl:1", "sub/c.json:1", "sub/d.jsonl.gz:1"]


def test_stdin_is_json_lines() -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"1\n2\n"))
    inputs = Inputs([STDIN], stdin)
    assert [(raw.origin, raw.data) for raw in inputs] == [("-:1", b"1"), ("-:2", b"2")]
    assert inputs.total_bytes is None


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.jsonl.gz"])
def test_an_enormous_input_is_cut_and_the_next_one_is_unharmed(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    enormous = b'{"body":"' + b"x" * 50_000_000 + b'"}'
    content = enormous + b"\n{}\n"
    file.write_bytes(gzip.compress(content, 1) if name.endswith(".gz") else content)
    del enormous, content
    tracemalloc.start()
    first, second = Inputs([file])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first.size_bytes == 50_000_011
    assert not first.is_whole
    assert len(first.data) >= KEPT_BYTES_MAX
    assert (second.origin, second.data) == (f"{file}:2", b"{}")
    assert peak < 4 * INPUT_BYTES_MAX


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        Inputs([tmp_path / "none.jsonl"])
    with pytest.raises(InputError, match=r"no .json, .jsonl or .ndjson file"):
        Inputs([tmp_path])
    (tmp_path / "a.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError, match=r"a.jsonl.gz: cannot be read on"):
        list(Inputs([tmp_path]))


def test_progress_is_told_in_bytes_on_disk(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("1\n2\n")
    inputs = Inputs([file])
    list(inputs)
    assert inputs.done_bytes == inputs.total_bytes == 4


def test_the_article_of_an_annotated_line_is_taken_and_the_gold_ignored() -> None:
    article = {"id": "a", "body": 'says "article" and "gold"'}
    assert json.loads(unwrap(json.dumps({"article": article, "gold": {}}).encode())) == article
    for other in (json.dumps(article).encode(), b'{"article": 1}', b'{"article": {}, "more": 1}', b'{"article":'):
        assert unwrap(other) is other


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(st.dictionaries(st.text(), JSON_VALUES, max_size=4), max_size=6), st.booleans(), st.booleans())
def test_values_are_cut_where_json_says(values: list[Any], in_array: bool, pretty: bool) -> None:
    indent = 2 if pretty else None
    if in_array:
        text = json.dumps(values, indent=indent, ensure_ascii=False)
    else:
        text = "\n".join(json.dumps(value, indent=indent, ensure_ascii=False) for value in values)
    data = text.encode("utf-8", "replace")
    pieces = [json.loads(piece) for piece, _, _ in split_values(io.BytesIO(data), 10_000)]
    assert pieces == [json.loads(json.dumps(v, ensure_ascii=False).encode("utf-8", "replace")) for v in values]


@given(st.binary(max_size=200))
def test_nothing_but_space_and_commas_is_lost_between_values(data: bytes) -> None:
    pieces = list(split_values(io.BytesIO(data), 50))
    assert all(size == len(piece) or (size > len(piece) and len(piece) <= 50) for piece, size, _ in pieces)
    kept = sum(size for _, size, _ in pieces)
    assert kept <= len(data)
