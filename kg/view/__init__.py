"""The interactive page: one HTML file that holds the whole graph and needs nothing else.

:func:`write_page` takes the networkx form of a graph, which is agreed to be this:

* a node's key is its IRI; its attributes are ``kind`` (local name of its class), ``label`` (preferred
  name), ``names`` (pairs of text and language), ``same_as`` (IRIs), ``facts``, its literals: dicts of
  ``property``, ``value``, ``datatype`` or ``lang``, and ``evidence``; and ``evidence`` of its own, which
  stands behind all that is said of it and has none (claims, observations, positions);
* an edge's key is the local name of its property, and its attribute ``evidence`` a list of dicts of
  ``quote``, ``article`` (IRI), ``start``, ``end``, ``method`` and ``confidence``;
* evidence is no node; articles are nodes and have title, date and address among their facts.

What is missing is left out of the page; nothing but the node's key is required.
"""

from __future__ import annotations

from kg.view.assemble import write_page

__all__ = ["write_page"]
