"""Articles as files: reading trees of documents, and writing a space as one."""
