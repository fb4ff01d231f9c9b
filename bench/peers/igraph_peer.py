"""Times igraph on the pairs of a file: argv = pairs (unsigned 32-bit, two a pair), number of nodes, tasks.

Prints one JSON object: milliseconds and one number of the answer by task, so that the answers can be compared.
"""
import array
import json
import resource
import sys
import time

import igraph

path, nodes, tasks = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
numbers = array.array("I")
with open(path, "rb") as file:
    numbers.frombytes(file.read())
pairs = list(zip(numbers[0::2], numbers[1::2]))

RUNS = {
    "components": lambda g: len(g.connected_components()),
    "pagerank": lambda g: max(g.pagerank()),
    "cuts": lambda g: len(g.articulation_points()) + len(g.bridges()),
    "cores": lambda g: max(g.coreness()),
    "constraint": lambda g: min(g.constraint()),
    "betweenness": lambda g: max(g.betweenness()),
}


def timed(run):
    began = time.perf_counter()
    answer = run()
    return answer, (time.perf_counter() - began) * 1000


def best(run, times):
    answers = [timed(run) for _ in range(times)]
    return {"answer": answers[0][0], "ms": min(ms for _, ms in answers)}


graphs = []


def load():
    graphs[:] = [igraph.Graph(n=nodes, edges=pairs)]
    return graphs[0].ecount()


result = {"version": igraph.__version__, "loading": best(load, 3)}
for task in tasks:
    result[task] = best(lambda: RUNS[task](graphs[0]), 1 if task == "betweenness" else 3)
result["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps(result))
