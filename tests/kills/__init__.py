"""Award runs whose workers, connections and broker are killed at random: nothing is lost or twice.

`make kills ARGS="REGISTRATIONS KILLS SEED"` plays one; a small share of it is part of `.ci/run`.
"""
