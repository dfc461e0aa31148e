"""One folder a layer of the record; the layers never import each other and meet in the draft."""
