"""What a new board begins with: answers → files. And which release of Bulletin its workflows call.

board_file   content/board.yaml, with comments for whoever has never seen one
texts        drafts of the board's pages, and the README for its partners, in each language we have words of
workflows    the short workflows of a board, and the line in them that names a release
releases     the releases that are known here, `releases.yaml`
changelog    what is new from one release to another, for librarians
installed    what comes with Bulletin beside its code: the changelog, the sample town

`files/` holds them as they are written. Pure: nothing here writes.
"""
