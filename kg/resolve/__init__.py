"""Which mentions are one thing: within a document, across documents and languages, against an authority."""
