"""How long a build takes, and where. `python -m benchmarks --help` says how to ask.

    corpus    a made-up board of any size, the same for the same number
    town      one of a town's shape, with its version history
    stages    one build, stage by stage, in a process of its own
    tree      wall time, processor time and memory of a process and all its children

Nothing here is a test: how long a thing takes depends on who else uses the machine.
"""
