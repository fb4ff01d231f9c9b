"""Times igraph on the pairs of a file: argv = pairs (unsigned 32-bit, all first ends and then all second ones), number of nodes, tasks.

Prints one JSON object: the least milliseconds of three runs (of one for betweenness), of the clock and of the processor, and one number of the answer by task, so that the answers can be compared.
"""
import array
import json
import sys
import time

import igraph

path, nodes, tasks = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
numbers = array.array("I")
with open(path, "rb") as file:
    numbers.frombytes(file.read())
half = len(numbers) // 2
pairs = list(zip(numbers[:half], numbers[half:]))

RUNS = {
    "components": lambda g: len(g.connected_components()),
    "pagerank": lambda g: max(g.pagerank()),
    "cuts": lambda g: len(g.articulation_points()) + len(g.bridges()),
    "cores": lambda g: max(g.coreness()),
    "constraint": lambda g: min(g.constraint()),
    "betweenness": lambda g: max(g.betweenness()),
}


def fresh():
    """A graph that nothing was asked of: igraph keeps some answers, and would tell those of before."""
    return igraph.Graph(n=nodes, edges=pairs)


def best(prepare, run, times):
    answer, least, processor = None, float("inf"), float("inf")
    for _ in range(times):
        given = prepare()
        began, before = time.perf_counter(), time.process_time()
        answer = run(given)
        least = min(least, (time.perf_counter() - began) * 1000)
        processor = min(processor, (time.process_time() - before) * 1000)
    return {"answer": answer, "ms": least, "processor": processor}


result = {"version": igraph.__version__, "loading": best(lambda: None, lambda _: fresh().ecount(), 3)}
for task in tasks:
    result[task] = best(fresh, RUNS[task], 1 if task == "betweenness" else 3)
print(json.dumps(result))
