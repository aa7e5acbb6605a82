"""When may an assessed grade be asked for, and how is it worked out? Pure."""
