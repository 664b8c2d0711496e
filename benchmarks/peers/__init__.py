"""The same site made by other generators and by us, side by side.

`corpus.py` says what is on the site, each peer in its own file writes that in its own words and is told
how to build it, `sites/` holds the templates and settings of each, `holds.py` looks whether a build holds
what it should, and `table.py` prints what it cost. `python -m benchmarks.peers --help` says the rest.
"""

from __future__ import annotations
