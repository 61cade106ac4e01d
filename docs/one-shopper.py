#!/usr/bin/env python3
"""What each strategy shows one shopper of the demo shop: prints the table of strategies.md.

usage: docs/one-shopper.py [home of ./lehnz up, .lehnz by default]

Somebody bought a running shoe twelve days ago, put a headlamp into the cart two days ago and left, and now looks at coffee.
Names and categories come from the OpenSearch of the embedded default, everything else over the public API.
"""
import datetime, json, sys, time, urllib.error, urllib.request, uuid

home = sys.argv[1] if len(sys.argv) > 1 else ".lehnz"
properties = lambda path: dict(line.strip().split("=", 1) for line in open(f"{home}/{path}") if "=" in line and line[0] != "#")
env, ports = properties("demo.env"), properties("stack/ports.properties")


def call(url, body=None, key=None):
    headers = {"Content-Type": "application/json"} | ({"X-API-KEY": key} if key else {})
    request = urllib.request.Request(url, json.dumps(body).encode() if body is not None else None, headers)
    return json.load(urllib.request.urlopen(request, timeout=30))


items = {hit["_id"]: hit["_source"] for hit in call(
    f"http://127.0.0.1:{ports['opensearch.http']}/lehnz-items-*/_search",
    {"size": 2000, "_source": ["name", "category"], "sort": ["item_id"]})["hits"]["hits"]}
find = lambda words: next(i for i, item in sorted(items.items()) if words in item["name"])
coffee = find("Filter Coffee Beans")
user, now = "shopper-" + uuid.uuid4().hex[:8], datetime.datetime.now(datetime.timezone.utc)
did = [(12 * 24, "view", "Running Shoe"), (12 * 24, "purchase", "Running Shoe"), (48.2, "view", "2-Person Tent"),
       (48.1, "view", "Headlamp"), (48, "add_to_cart", "Headlamp"), (.05, "view", "Filter Coffee Beans"), (.03, "view", "Grinder")]
events = [{"user_id": user, "event_name": name, "item_id": find(words),
           "timestamp": (now - datetime.timedelta(hours=hours)).isoformat()} for hours, name, words in did]
call(env["LEHNZ_URL"] + "/v1/ingest/events/ingest", events, env["LEHNZ_PK"])
strategies = ["personalized", "similar", "frequently-bought-together", "frequently-consumed-together", "session_based",
              "session-resumption", "abandonment-recovery", "serendipity", "trending", "popular", "cold-start-booster",
              "fresh-content-boost", "affinity-shift", "vibe-check"]
ask = lambda strategy, limit: call(env["LEHNZ_URL"] + "/v1/recommend", {
    "strategy": strategy, "user_id": user, "context_item_id": coffee, "limit": limit}, env["LEHNZ_PK"])["data"]
while ask("personalized", 1)["served_by"] != "personalized":
    time.sleep(.1)
print(f"| strategy | the first four, and what they are | why, of the first |\n|---|---|---|")
for strategy in strategies:
    answer = ask(strategy, 12)
    results = answer["results"]
    categories = {}
    for result in results:
        category = items[result["item_id"]]["category"]
        categories[category] = categories.get(category, 0) + 1
    names = ", ".join(items[result["item_id"]]["name"] for result in results[:4])
    kinds = ", ".join(f"{count} {category}" for category, count in sorted(categories.items(), key=lambda it: -it[1]))
    served = "" if answer["served_by"] == strategy else f" (by {answer['served_by']})"
    print(f"| `{strategy}`{served} | {names} *({kinds})* | {results[0]['reason']} |")
