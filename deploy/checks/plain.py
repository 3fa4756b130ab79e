"""Writes deploy/k8s from the chart, or says with --check what is not as the chart is."""

import sys

import chart

FOLDER = chart.ROOT / "deploy/k8s"
HEAD = "# Made from deploy/helm/tieout: just deploy-render. Change it there.\n"


def rendered(environment):
    lines = chart.text(environment, "1.32.0", "--skip-tests").splitlines()
    return HEAD + "\n".join(line.rstrip() for line in lines) + "\n"


def main():
    old = []
    for environment in chart.ENVIRONMENTS:
        path, text = FOLDER / environment / "tieout.yaml", rendered(environment)
        if path.exists() and path.read_text() == text:
            continue
        old.append(str(path.relative_to(chart.ROOT)))
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    for path in old:
        print(path, "is old: just deploy-render" if "--check" in sys.argv else "written")
    return bool(old) and "--check" in sys.argv


if __name__ == "__main__":
    sys.exit(main())
