"""Shards: their edges, their keys, their files."""

from __future__ import annotations

from pathlib import Path

from extract.errors import CrossfootError
from extract.reading import plan
from extract.running.shards import ARTICLES, Done, Shard, Store, shards_of
from extract.settings import Options


def shards(folder: Path, salt: str = "") -> list[Shard]:
    return list(shards_of(plan([str(folder)], Options(), folder.parent / "unpacked"), salt))


def write(folder: Path, name: str, text: str = "Acme said it.") -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def test_a_new_article_leaves_other_shards_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for number in range(400):
        write(folder, f"{number:04}.txt")
    before = [shard.key for shard in shards(folder)]
    write(folder, "0100-new.txt")
    after = [shard.key for shard in shards(folder)]
    assert len(before) > 6
    assert len(set(after) - set(before)) <= 2
    assert sum(shard.articles for shard in shards(folder)) == 401
    assert max(shard.articles for shard in shards(folder)) <= ARTICLES


def test_lines_at_the_end_of_a_file_leave_those_before_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Acme said it."}\n' * 200)
    before = [shard.key for shard in shards(path)]
    with path.open("a") as stream:
        stream.write('{"text": "Acme denied it."}\n')
    after = [shard.key for shard in shards(path)]
    assert before[:3] == after[:3] and before[3] != after[3]


def test_a_key_stands_for_content_place_and_options(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    write(folder, "a.txt")
    write(folder, "empty.txt", "")
    (first,) = shards(folder)
    assert (shards(folder)[0].key, first.articles) == (first.key, 2)
    assert shards(folder, "other options")[0].key != first.key
    write(folder, "a.txt", "Acme denied it.")
    (changed,) = shards(folder)
    assert changed.key != first.key
    (folder / "empty.txt").unlink()
    assert len({first.key, changed.key, shards(folder)[0].key}) == 3


def test_a_shard_that_was_cut_short_is_not_done(tmp_path: Path) -> None:
    store = Store(tmp_path / "shards")
    store.folder.mkdir()
    lines = [b'{"id": "a"}', b'{"id": "b"}']
    notes = [b"[1]", b"[2]"]
    size = sum(len(line) + 1 for line in (*lines, *notes)) + len(b'{"code": 1}') + 1
    done = Done(key="k", records=2, failures=1, claims=0, severities={}, size=size)
    assert store.done("k") is None
    store.write(done, lines, [b'{"code": 1}'], notes)
    assert store.done("k") == done
    assert [[line.rstrip() for line in part] for part in store.read(done)] == [lines, [b'{"code": 1}'], notes]
    whole = store.path("k").read_bytes()
    for cut in (0, 5, len(whole) - 1):
        store.path("k").write_bytes(whole[:cut])
        assert store.done("k") is None


def test_sweeping_clears_out_what_was_left_half_written(tmp_path: Path) -> None:
    store = Store(tmp_path / "shards")
    store.folder.mkdir()
    for name in ("k.jsonl.99.part", "k.at"):
        (store.folder / name).write_text("half")
    store.sweep()
    assert list(store.folder.iterdir()) == []


def test_failures_of_planning_keep_their_place(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for name, text in (("a.txt", "Acme."), ("b.txt", ""), ("c.txt", "Acme.")):
        write(folder, name, text)
    items = list(plan([str(folder)], Options(), tmp_path / "unpacked"))
    assert [isinstance(item, CrossfootError) for item in items] == [False, True, False]
    (shard,) = shards(folder)
    assert [getattr(part, "code", None) for part in shard.parts] == [None, "E201", None]
