"""Which mentions are one thing: within a document, across documents and languages, against a register.

:func:`resolve` settles one document; :func:`signatures` says what of it other documents are compared with,
:func:`cluster` decides over the signatures of all, and :func:`settle` puts the outcome into each.
"""

from kg.resolve.clusters import Clusters, Verdict, cluster
from kg.resolve.merges import Merges
from kg.resolve.resolving import Resolved, resolve, resolved
from kg.resolve.settling import settle
from kg.resolve.signatures import Signature, signatures

__all__ = [
    "Clusters",
    "Merges",
    "Resolved",
    "Signature",
    "Verdict",
    "cluster",
    "resolve",
    "resolved",
    "settle",
    "signatures",
]
