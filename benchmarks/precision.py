"""Judge the checks on machine drafts: ten stretches of twenty lines of newstest2021, drafted by the built-in package.

`judgements.tsv` says of every issue whether it is right or noise; issues that nobody has judged yet are listed.
Package 0.4 (rows that it does not have are of 0.3), beam 4; a stretch begins at line 31, 131, … of FOLDER/de.txt,
or with `--first 80` at 81, 181, ….
"""

from __future__ import annotations

import argparse
import csv
import re
import tempfile
from collections import Counter
from pathlib import Path

from translator import pipeline
from translator.config import Settings
from translator.project import Project

HERE = Path(__file__).parent
FIRST, STEP, LENGTH = 30, 100, 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=FIRST, help=f"line before the first stretch  [default: {FIRST}]")
    told = parser.parse_args()
    lines = (told.folder / "de.txt").read_text("utf-8").splitlines()
    with (HERE / "judgements.tsv").open(encoding="utf-8", newline="") as file:
        judged = {(row["line"], row["check"], spelled(row["message"])): row["verdict"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    verdicts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for first in range(told.first, len(lines) - LENGTH, STEP):
            path = Path(folder) / f"stretch-{first}.txt"
            path.write_text("\n\n".join(lines[first : first + LENGTH]) + "\n", "utf-8")
            paths.append(path)
        project = Project(Settings(corpus=Path(folder) / "corpus", root=Path("/nonexistent"), package=None))
        for outcome in pipeline.translate(project, paths):
            for issue in outcome.job.issues if outcome.job else ():
                line = int(outcome.path.stem.partition("-")[2]) + (issue.line - 1) // 2 + 1
                verdict = judged.get((str(line), issue.check, spelled(issue.message)), "not judged")
                verdicts[verdict] += 1
                if verdict == "not judged":
                    print(f"{line}\t{issue.check}\t{issue.severity.label}\t{issue.message}\n  {issue.source}\n  {issue.target}")
    right = verdicts["right"] / max(1, verdicts["right"] + verdicts["noise"])
    print(f"{dict(verdicts)}: precision {right:.3f}")


def spelled(message: str) -> str:
    """Leave out the numbers of lines: they count from the stretch's beginning."""
    return re.sub(r" in lines? [\d, …]+", "", message)


if __name__ == "__main__":
    main()
