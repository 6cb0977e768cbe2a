"""Pages, feeds and maps of the hub and of a site."""
