"""Works out what production costs a month from what the chart asks for, and writes deploy/COST.md; with --check
it says whether the page is as the chart is, and fails over ten dollars."""

import sys

import assertions
import chart
from assertions import quantity

LIMIT = 10.00
HOURS = 730
# List prices of East US, pay as you go, in dollars; a reserved node costs a third to a half less.
NODE = {"name": "D4as_v5", "hourly": 0.172, "cpu": 3.86, "memory": 12.1 * 2**30}
DISKS = {4: 0.60, 8: 1.20, 16: 2.40, 32: 4.81}
BLOB = 0.023
BACKUP_GB = 0.5
# Megabytes resident, idle and at most while the sample month is read: November 2026, a debug build. API, worker and
# nginx as `just rehearse` prints them; PostgreSQL 15 with the chart's arguments, three sample months.
USED = {"api": (36, 88), "worker": (28, 72), "web": (5, 5), "postgresql": (37, 125)}
# How long the scheduled work runs in a month.
RUNS = {"cleanup": (30, 1), "backup": (52 / 12, 5)}


def asked(pod):
    requests = [one["resources"]["requests"] for one in pod["containers"]]
    return sum(quantity(one["cpu"]) for one in requests), sum(quantity(one["memory"]) for one in requests)


def lines(objects):
    """What is asked for: of what, how many, CPU and memory of each, and the part of the month."""
    for found in assertions.kind(objects, "Deployment", "StatefulSet"):
        count = assertions.replicas(objects, found)[0]
        yield assertions.component(found), count, *asked(found["spec"]["template"]["spec"]), 1.0
    for found in assertions.kind(objects, "CronJob"):
        if not found["spec"].get("suspend"):
            times, minutes = RUNS[assertions.component(found)]
            pod = found["spec"]["jobTemplate"]["spec"]["template"]["spec"]
            yield assertions.component(found), 1, *asked(pod), times * minutes / 60 / HOURS


def used(objects):
    """What is used, beside what is asked for and allowed."""
    for found in assertions.kind(objects, "Deployment", "StatefulSet"):
        name = assertions.component(found)
        if name in USED:
            [resources] = [one["resources"] for one in found["spec"]["template"]["spec"]["containers"]]
            asked, most = (quantity(resources[part]["memory"]) / 2**20 for part in ("requests", "limits"))
            idle, busy = USED[name]
            yield f"| {name} | {idle} MB | {busy} MB | {asked:.0f} Mi | {most:.0f} Mi |"


def disk_price(objects):
    claims = [claim for found in assertions.kind(objects, "StatefulSet") for claim in found["spec"]["volumeClaimTemplates"]]
    sizes = [quantity(claim["spec"]["resources"]["requests"]["storage"]) / 2**30 for claim in claims]
    return sum(next(price for size, price in DISKS.items() if size >= wanted) for wanted in sizes), sizes


def page(objects):
    rows = list(lines(objects))
    cpu = sum(count * each * part for _, count, each, _, part in rows)
    memory = sum(count * each * part for _, count, _, each, part in rows)
    shares = cpu / NODE["cpu"], memory / NODE["memory"]
    monthly = NODE["hourly"] * HOURS
    node = max(shares) * monthly
    disk, sizes = disk_price(objects)
    blob = BACKUP_GB * BLOB
    total = node + disk + blob
    beside = "\n".join(used(chart.objects("staging")))
    table = "\n".join(
        f"| {name} | {count} | {each * 1000:.0f}m | {room / 2**20:.0f} Mi | {part:.1%} | {count * each * part * 1000:.1f}m | {count * room * part / 2**20:.1f} Mi |"
        for name, count, each, room, part in rows
    )
    return total, f"""# What it costs

Made from the chart by `just deploy-render`; `just deploy-check` fails if it is old, or over ${LIMIT:.2f} a month.

A cluster that is there anyway has nodes, an ingress and monitoring. What Tieout adds is the room that it keeps on a
node, whether it uses it or not: its requests. Of the two shares, of the node's CPU and of its memory, the larger
counts, because a node is full when either is.

| what | pods | CPU of each | memory of each | of the month | CPU | memory |
|---|--:|--:|--:|--:|--:|--:|
{table}
| **together** | | | | | **{cpu * 1000:.1f}m** | **{memory / 2**20:.1f} Mi** |

| | arithmetic | a month |
|---|---|--:|
| the node ({NODE['name']}) | {HOURS} h × ${NODE['hourly']} | ${monthly:.2f} |
| the share of its CPU | {cpu * 1000:.1f}m ÷ {NODE['cpu'] * 1000:.0f}m | {shares[0]:.2%} |
| the share of its memory | {memory / 2**20:.1f} Mi ÷ {NODE['memory'] / 2**20:.0f} Mi | {shares[1]:.2%} |
| room on the node | {max(shares):.2%} × ${monthly:.2f} | ${node:.2f} |
| the database's disk | {', '.join(f'{size:.0f} Gi' for size in sizes)}, billed as the next size of premium SSD | ${disk:.2f} |
| backups | {BACKUP_GB} GB × ${BLOB} in Blob Storage | ${blob:.2f} |
| **total** | | **${total:.2f}** |

More pods under load (up to five of the API) cost {0.05 / NODE['cpu'] * NODE['hourly'] * 100:.2f} cents an hour each. The
prices are list prices of East US as known in November 2026, pay as you go, written down in
[checks/cost.py](checks/cost.py): put in those of your own contract, and render again. A node of another size
changes little, as price and room grow together.

## Memory that is asked for, beside what is used

| what | idle | while the sample month is read | asked for | at most |
|---|--:|--:|--:|--:|
{beside}

With a debug build, which takes more than what is shipped: API, worker and nginx as `just rehearse` prints them (it
fails if they are over what is asked for, or allowed), PostgreSQL 15 with the chart's arguments and three sample
months. Where the API reads documents itself, both rows come together. What is asked for covers a month of PDFs;
scans take up to 401 MB each ([benchmarks](../docs/benchmarks.md)), and the limit is what one document may take
(`EXTRACTION_MEMORY_MB`) and 128 Mi for the rest.
"""


def main():
    total, text = page(chart.objects("prod"))
    path = chart.ROOT / "deploy/COST.md"
    if "--check" not in sys.argv:
        path.write_text(text)
    old = not path.exists() or path.read_text() != text
    if old:
        print("deploy/COST.md is old: just deploy-render")
    print(f"${total:.2f} a month, of ${LIMIT:.2f}")
    return old or total >= LIMIT


if __name__ == "__main__":
    sys.exit(main())
