"""The second engine: the plan as a minimum-cost flow. ``engine`` solves, ``certificate`` turns its potentials into prices."""
