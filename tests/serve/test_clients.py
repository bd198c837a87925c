"""Programs that are not ours ask the endpoint."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.serve.conftest import Server

KG = rdflib.Namespace("https://w3id.org/wenpu/ontology#")
ID = rdflib.Namespace("https://w3id.org/wenpu/id/")
REPORTS = f"SELECT ?r ?l WHERE {{ ?r a <{KG.Report}> ; <{rdflib.RDFS.label}> ?l }} ORDER BY ?r"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib(server: Server, method: str, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.address}sparql", method=method, returnFormat=form))
    rows = [(row.r, str(row.l)) for row in graph.query(REPORTS)]  # type: ignore[union-attr]
    assert [label for _, label in rows] == ["另一份报告", "数据年报"]
    assert set(graph.subjects(rdflib.RDF.type, KG.Report)) == {ID.report, ID.other} or form == "csv"
    if form in ("xml", "json"):  # the others have no way to say yes that rdflib reads
        assert graph.query(f"ASK {{ <{ID.town}> a <{KG.Place}> }}").askAnswer


def test_sparqlwrapper(server: Server) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.address}sparql")
    client.setQuery(REPORTS)
    client.setReturnFormat(wrapper.JSON)
    for method in (wrapper.GET, wrapper.POST):
        client.setMethod(method)
        found = client.queryAndConvert()["results"]["bindings"]
        assert [row["l"]["value"] for row in found] == ["另一份报告", "数据年报"]
    client.setQuery("CONSTRUCT WHERE { ?s a kg:Place }")
    for form in (wrapper.TURTLE, wrapper.RDFXML, wrapper.JSONLD):
        client.setReturnFormat(form)
        assert b"town" in bytes(
            str(client.queryAndConvert().serialize() if form != wrapper.TURTLE else client.queryAndConvert()), "utf-8"
        )
    client.setQuery("SELEC")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="unexpected 'SELEC'"):
        client.query()


@pytest.mark.tools
def test_comunica(server: Server) -> None:
    node = shutil.which("node")
    folders = [Path(each) for each in os.environ.get("NODE_PATH", "").split(os.pathsep) if each]
    programs = [folder / "@comunica/query-sparql/bin/query.js" for folder in folders]
    program = next((each for each in programs if each.is_file()), None)
    if node is None or program is None:
        pytest.skip("Node or @comunica/query-sparql is not installed")
    command = [node, str(program), f"sparql@{server.address}sparql", REPORTS, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    labels = [row["l"] for row in json.loads(done.stdout)["results"]["bindings"]]
    assert [(label["value"], label["xml:lang"]) for label in labels] == [("另一份报告", "zh"), ("数据年报", "zh")]
