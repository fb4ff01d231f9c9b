"""Walks our TAXII server with taxii2-client (OASIS, BSD-3-Clause) and prints what it saw as JSON."""

import json
import os
import sys

from taxii2client.v21 import Server, as_pages

url, inbox = sys.argv[1:]
server = Server(url, user=os.environ["TAXII_USER"], password=os.environ["TAXII_KEY"])
root = server.default
collection = next(one for one in root.collections if one.id == inbox)
thing = {
    "type": "identity",
    "spec_version": "2.1",
    "id": "identity--7c1f0e9a-2b6d-4c35-9a58-1d3e5f708192",
    "created": "2026-02-01T00:00:00.000Z",
    "modified": "2026-02-01T00:00:00.000Z",
    "name": "Probe from Python",
    "identity_class": "individual",
}
sent = collection.add_objects({"objects": [thing]})
paged = [one for page in as_pages(collection.get_objects, per_request=4) for one in page.get("objects", [])]
seen = {
    "roots": len(server.api_roots),
    "title": collection.title,
    "sent": [sent.status, sent.success_count, sent.failure_count],
    "status": root.get_status(sent.id).status,
    "paged": len(paged),
    "all": len(collection.get_objects()["objects"]),
    "versions": len(collection.object_versions(thing["id"])["versions"]),
}
assert thing in paged, "what was sent came back changed"
assert len(collection.get_manifest()["objects"]) == seen["all"]
collection.delete_object(thing["id"])
seen["deleted"] = thing not in collection.get_objects()["objects"]
print(json.dumps(seen))
