"""What is in a file that somebody sent? Read in a process of its own, with limits, by `reader`.

Knows neither Django nor the portal, so it starts quickly and has nothing to lose: a file made to
harm its reader ends this process and no other. `interchange.uploads` starts it and asks.
"""
