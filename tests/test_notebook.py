"""The notebook in the documentation runs from its first cell to its last, and ends in the chart."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "docs").mkdir()
    # Its cells name the corpus as a reader in the checkout would; what they write lands elsewhere.
    (folder / "corpus").symlink_to(ROOT / "corpus")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        patch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        resources = {"metadata": {"path": str(folder / "docs")}}
        return NotebookClient(notebook, kernel_name="python3", resources=resources).execute()


def outputs(notebook, kind):
    return [
        output["data"][kind]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if kind in output.get("data", {})
    ]


def test_it_goes_from_articles_to_a_chart_with_the_slip(executed):
    pictures = outputs(executed, "image/png")
    assert len(pictures) == 1 and len(pictures[0]) > 10_000
    pages = "".join(outputs(executed, "text/html"))
    assert "Power of ten" in pages and '<mark title="in a finding"' in pages and "RMB 100 billion" in pages
    printed = "".join(o["text"] for cell in executed.cells for o in cell.get("outputs", ()) if "text" in o)
    assert "original goal of RMB 100 million" in printed


def test_it_is_kept_without_outputs():
    cells = [cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    assert len(cells) >= 6
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)
