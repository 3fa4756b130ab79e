"""Measures Tieout beside its peers, in one run: `just bench`.

Prints a table for docs/benchmarks.md. Every figure is the best of several runs, as what disturbs a
run only ever makes it slower. Programs are measured whole, by the processor time of the process and
its children; what happens inside a program is timed there.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
RELEASE = Path(sys.argv[1])
MONTH = Path("samples/month")
STATEMENT = str(MONTH / "statement.pdf")
PEERS = Path(__file__).parent / "peers"


def main():
    with tempfile.TemporaryDirectory() as scratch:
        rows = [*statement(), *month(scratch), *matching(scratch), *workbook(scratch)]
    print("\n| work | by | time | beside Tieout |\n|---|---|---|---|")
    for work, by, milliseconds, ours in rows:
        print(f"| {work} | {by} | {milliseconds:,.0f} ms | {milliseconds / ours:.1f} × |")


def statement():
    """The 178 pages of the sample statement."""
    programs = {
        "Tieout, to typed transactions": [RELEASE / "tieout", "extract", STATEMENT, "--json"],
        "Tieout, words alone": [RELEASE / "examples/words", STATEMENT],
        "pdftotext -bbox": ["pdftotext", "-bbox", STATEMENT, "-"],
    }
    times = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, command in programs.items():
            times[name].append(processor_time(command))
    slow = processor_time([sys.executable, PEERS / "pdf.py", STATEMENT])
    return table("read the statement (CPU)", {**best(times), "pdfplumber, text alone": slow})


def month(scratch):
    """The sample month: both documents, all reports."""
    command = [RELEASE / "tieout", "reconcile", "--out", scratch, "--json", f"{scratch}/r.json"]
    command += ["--statement", STATEMENT, "--expense-report", MONTH / "expense_report.pdf"]
    times = {"Tieout (CPU)": [], "Tieout (wall)": []}
    for _ in range(RUNS):
        wall = wall_time(command)
        times["Tieout (wall)"].append(wall)
        times["Tieout (CPU)"].append(processor_time(command))
    return table("reconcile the month", best(times))


def matching(scratch):
    """As many charges as lines, the same for both."""
    rows = []
    for charges, people in [(1_500, 97), (10_000, 500)]:
        papers = f"{scratch}/{charges}.tsv"
        ours = output([RELEASE / "examples/invented", str(charges), str(people), papers])
        peer = output([sys.executable, PEERS / "match.py", papers])
        rows += table(f"match {charges:,} × {charges:,}", {"Tieout": ours, "scipy + RapidFuzz": peer})
    return rows


def workbook(scratch):
    """The Excel report of 10,000 transactions; the peers write the same cells."""
    book = f"{scratch}/large.xlsx"
    ours = output([RELEASE / "examples/workbook", book])
    times = {"Tieout": ours}
    for peer in ["XlsxWriter", "openpyxl"]:
        times[peer] = output([sys.executable, PEERS / "xlsx.py", peer, book])
    return table("Excel report of 10,000 transactions", times)


def table(work, times):
    """Rows of the table; the first is Tieout's, and the measure of the others."""
    ours = next(iter(times.values()))
    return [(work, by, milliseconds, ours) for by, milliseconds in times.items()]


def best(times):
    return {name: min(values) for name, values in times.items()}


def processor_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return (user + system) * 1000


def wall_time(command):
    start = time.perf_counter()
    run(command)
    return (time.perf_counter() - start) * 1000


def run(command):
    print(".", end="", flush=True, file=sys.stderr)
    return subprocess.run(
        [str(part) for part in command],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ).stdout


def output(command):
    """Milliseconds that a program prints as its last word."""
    return float(run(command).split()[-1])


if __name__ == "__main__":
    main()
