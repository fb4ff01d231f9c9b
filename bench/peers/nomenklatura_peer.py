"""nomenklatura as a peer: logic-v2 on what its own blocking index (DuckDB) proposes, and on every entity.

Usage: python nomenklatura_peer.py ENTITIES QUERIES FOLDER LINEAR
ENTITIES and QUERIES are FollowTheMoney entities, a line each. Prints a line of JSON a query ({"id", "best", "score"}), then
one with the times: {"buildSeconds", "seconds", "linearQueries", "linearSeconds"}.
"""

import json
import logging
import sys
from pathlib import Path
from time import perf_counter

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.matching import LogicV2
from nomenklatura.matching.types import ScoringConfig
from nomenklatura.resolver import Linker
from nomenklatura.store.memory import MemoryStore

logging.disable(logging.WARNING)
entities_path, queries_path, folder, linear = sys.argv[1:5]
dataset = Dataset.make({"name": "bench", "title": "bench"})
config = ScoringConfig.defaults()


def read(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield StatementEntity.from_data(dataset, json.loads(line), cleaned=False)


entities = list(read(entities_path))
queries = list(read(queries_path))
began = perf_counter()
store = MemoryStore(dataset, Linker({}))
with store.writer() as writer:
    for entity in entities:
        writer.add_entity(entity)
index = Index(store.default_view(external=False), Path(folder))
index.build()
built = perf_counter()

by_id = {entity.id: entity for entity in entities}
query_by_id = {query.id: query for query in queries}


def best_of(query, candidates):
    best, top = None, 0.0
    for candidate in candidates:
        score = LogicV2.compare(query, candidate, config).score
        if score > top:
            best, top = candidate.id, score
    return best, top


# A first pass warms its caches of names, as the other peers' are.
for query in queries[:20]:
    best_of(query, entities[:50])

answers = {}
start = perf_counter()
for query_id, matches in index.match_entities(queries):
    query = query_by_id[query_id.id]
    answers[query.id] = best_of(query, [by_id[one.id] for one, _ in matches])
seconds = perf_counter() - start

start = perf_counter()
for query in queries[: int(linear)]:
    best_of(query, entities)
linear_seconds = perf_counter() - start

for query in queries:
    best, score = answers.get(query.id, (None, 0.0))
    print(json.dumps({"id": query.id, "best": best, "score": score}))
times = {"buildSeconds": built - began, "seconds": seconds, "linearQueries": int(linear), "linearSeconds": linear_seconds}
print(json.dumps(times))
