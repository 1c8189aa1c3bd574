"""Reading of texts: postings, CVs, documents, words."""
