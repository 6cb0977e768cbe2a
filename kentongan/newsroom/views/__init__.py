"""Pages of the newsroom: for readers (reading), for writers (writing), and for the steps a text takes (deciding)."""
