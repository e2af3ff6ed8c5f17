"""A process that codes is killed hundreds of times; what it had acknowledged is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CRASH = Path(__file__).parents[2] / "benchmarks" / "crash.py"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed processes are forked")
def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_half_kept() -> None:
    running = [
        subprocess.Popen(
            [sys.executable, CRASH, "--kills", "250", "--seed", seed],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for seed in ("1", "2")
    ]

    for each in running:
        told, _ = each.communicate(timeout=300)
        assert each.returncode == 0, told
        last = re.fullmatch(r"kills 250, acknowledged (\d+), lost 0", told.splitlines()[-1])
        assert last, told
        assert int(last[1]) > 0
