"""What the outside world reads of us, written from plain values: feeds, sitemaps, linked data, the menu."""
