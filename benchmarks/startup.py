"""How long `whyshore --version` takes beside `python -c "import typer"`, in the same run.

Run: python benchmarks/startup.py [--runs N] [--json]

Both are started in turn, so that a machine that gets slower or faster slows both. The ratio of
the medians is to stay at or under 2.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

GOAL = 2.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    program = str(Path(sys.executable).with_name("whyshore"))
    commands = {
        "whyshore --version": [program, "--version"],
        "whyshore --help": [program, "--help"],
        "import typer": [sys.executable, "-c", "import typer"],
        "python": [sys.executable, "-c", "pass"],
    }
    times = measure(commands, arguments.runs)
    medians = {name: statistics.median(each) for name, each in times.items()}
    ratio = medians["whyshore --version"] / medians["import typer"]
    if arguments.json:
        print(json.dumps({"median_seconds": medians, "ratio": ratio, "goal": GOAL}, indent=2))
        return
    for name, seconds in medians.items():
        print(f"{name:<20} {seconds * 1000:7.1f} ms (median of {arguments.runs})")
    print(f"whyshore --version / import typer: {ratio:.2f} (goal: at most {GOAL})")


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, list[float]]:
    """Seconds of each run of each command, the commands taken in turn; one warm-up each."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if run:
                times[name].append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    main()
