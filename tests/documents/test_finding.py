from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.documents import DocumentError, find, found


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_sorted_known_endings_only_hidden_ones_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a/z.txt", "a/y.MARKDOWN", "c.jpg", ".hidden.md", ".git/d.md", "README")
    found = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path])]
    assert found == ["a/y.MARKDOWN", "a/z.txt", "b.md"]


def test_order_and_repetition_of_sources_do_not_matter(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "d/b.md")
    assert find([tmp_path / "d", tmp_path, tmp_path / "a.md"]) == find([tmp_path])


def test_a_named_file_is_always_taken(tmp_path: Path) -> None:
    make(tmp_path, "notes.crawl", ".hidden.md")
    named = [tmp_path / ".hidden.md", tmp_path / "notes.crawl"]
    assert find(named) == named


def test_skipped_files_and_folders(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "out/b.md", "outer/c.md", "d.md")
    assert find([tmp_path], skip=[tmp_path / "out", tmp_path / "d.md"]) == [tmp_path / "a.md", tmp_path / "outer/c.md"]
    assert find([tmp_path / "d.md"], skip=[tmp_path / "d.md"]) == []


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "d/a.md")
    (tmp_path / "d" / "loop").symlink_to(tmp_path / "d")
    assert find([tmp_path]) == [tmp_path / "d/a.md"]


def test_folder_without_articles(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg")
    with pytest.raises(
        DocumentError,
        match=r"no article in this folder: put files ending in \.htm, \.html, \.markdown, \.md, \.pdf, \.txt, \.xhtml there$",
    ):
        find([tmp_path])


def test_missing_source(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"absent: no such file or folder: check the path$"):
        find([tmp_path / "absent"])


def test_real_paths_are_those_that_pathlib_resolves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/one.md", "a/b/two.md", "c/three.md")
    (tmp_path / "a" / "linked.md").symlink_to(tmp_path / "c" / "three.md")
    (tmp_path / "folder").symlink_to(tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    for source in (".", "a", "a/b/..", "folder", "folder/one.md", "a/linked.md", tmp_path):
        files = found(Path(source))
        assert files, source
        assert list(files) == [str(file.resolve()) for file in files.values()], source
    assert set(found(Path("folder")).values()) == {
        Path("folder/one.md"), Path("folder/b/two.md"), Path("folder/linked.md"),
    }  # fmt: skip


def test_links_are_left_out_where_what_they_lead_to_is(tmp_path: Path) -> None:
    make(tmp_path, "a/one.md", "out/two.md", "outer/three.md")
    (tmp_path / "a" / "linked.md").symlink_to(tmp_path / "out" / "two.md")
    (tmp_path / "folder").symlink_to(tmp_path / "out")
    assert find([tmp_path / "a"], skip=[tmp_path / "out"]) == [tmp_path / "a" / "one.md"]
    assert find([tmp_path / "a", tmp_path / "outer"], skip=[tmp_path / "folder"]) == [
        tmp_path / "a" / "one.md", tmp_path / "outer" / "three.md",
    ]  # fmt: skip
    with pytest.raises(DocumentError, match="no article in this folder"):
        find([tmp_path / "folder"], skip=[tmp_path / "out"])


def test_of_two_ways_to_one_file_the_first_is_taken(tmp_path: Path) -> None:
    make(tmp_path, "b.md")
    for name in ("c.md", "a.md"):
        (tmp_path / name).symlink_to(tmp_path / "b.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nothing.md")
    assert find([tmp_path]) == [tmp_path / "a.md"]


def test_a_folder_that_cannot_be_listed_costs_the_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.md", "closed/b.md", "d/c.md")
    scandir = os.scandir

    def refusing(folder: str) -> object:
        if folder.endswith("closed"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    errors: list[DocumentError] = []
    assert list(found(tmp_path, closed=errors.append).values()) == [tmp_path / "a.md", tmp_path / "d/c.md"]
    line = f"{tmp_path}/closed: the folder cannot be listed: check its permissions"
    assert [str(error) for error in errors] == [line]
    assert found(tmp_path / "d", closed=errors.append) == found(tmp_path / "d")
    with pytest.raises(DocumentError, match=f"^{line}$"):
        find([tmp_path])
    with pytest.raises(DocumentError, match=f"^{line}$"):
        found(tmp_path / "closed", closed=errors.append)
