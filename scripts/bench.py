"""`make bench`: what the product costs, beside a floor measured in the same run.

    scripts/bench.py [--cases 100000] [--originals 300] [--quick]

Needs a PostgreSQL server (SHOUWEN_TEST_POSTGRES; without it a throw-away one is started by
scripts/services). Cases are made by the demo's commands; beyond `--originals` they are copies made in
SQL with other numbers and times, for the lists; case pages are measured on the originals. Machines are
noisy: read the ratios and medians, not the absolute times.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    parser = argparse.ArgumentParser(description="measure the product", allow_abbrev=False)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--originals", type=int, default=300)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="2,000 cases, few requests: does it run at all")
    args = parser.parse_args()
    if args.quick:
        args.cases, args.originals, args.requests = 2_000, 60, 40
    if not os.environ.get("SHOUWEN_TEST_POSTGRES"):
        script = str(ROOT / "scripts" / "services")
        os.execv(script, [script, "run", sys.executable, *sys.argv])
    from scripts.benching import run

    return run.bench(cases=args.cases, originals=args.originals, requests=args.requests)


if __name__ == "__main__":
    sys.exit(main())
