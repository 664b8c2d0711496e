"""How long a build takes, and where. `python -m benchmarks --help` says how to ask.

    corpus    a made-up board of any size, the same for the same number
    texts     what its texts hold, in which shares
    details   what its events say in lists and maps
    town      a board of a town's shape, with its version history
    tree      wall time, processor time and memory of a process and all its children
    rooms     which part of a build's time each room of the package has
    peers     the same site made by other generators, side by side
    serve     from a save to the new page
    markup    our Markdown beside the library's own

Nothing here is a test: how long a thing takes depends on who else uses the machine.
"""
