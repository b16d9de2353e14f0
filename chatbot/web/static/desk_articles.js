// Articles as they were read, and their drafts.
