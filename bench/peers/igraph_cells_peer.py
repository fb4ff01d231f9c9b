"""igraph's Leiden on the pairs of a file: argv = pairs (unsigned 32-bit, two a pair), number of nodes.

Prints one JSON object: for two rounds and for as many as change something, milliseconds (the better of three), modularity
and number of cells.
"""

import array
import json
import sys
import time

import igraph

path, nodes = sys.argv[1], int(sys.argv[2])
numbers = array.array("I")
with open(path, "rb") as file:
    numbers.frombytes(file.read())
began = time.perf_counter()
graph = igraph.Graph(n=nodes, edges=list(zip(numbers[0::2], numbers[1::2])))
result = {"version": igraph.__version__, "build": (time.perf_counter() - began) * 1000}


def leiden(rounds, runs):
    times, qualities, cells = [], [], []
    for _ in range(runs):
        began = time.perf_counter()
        found = graph.community_leiden(objective_function="modularity", n_iterations=rounds)
        times.append((time.perf_counter() - began) * 1000)
        qualities.append(found.modularity)
        cells.append(len(found))
    return {"ms": min(times), "quality": sum(qualities) / runs, "cells": cells[-1]}


large = nodes > 500_000
result["two"] = leiden(2, 1 if large else 3)
if not large:
    result["all"] = leiden(-1, 1)
print(json.dumps(result))
