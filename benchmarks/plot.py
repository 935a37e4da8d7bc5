"""Draws the figures of speed.py. usage: uv run --group dev --with matplotlib python benchmarks/plot.py OUT.svg NAME=FIGURES.json…"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot  # the way of drawing is chosen first

LEFT_OUT = {"all but drafting"}
OURS, BARE, THEIRS = "#2b6cb0", "#718096", "#c05621"


def main() -> None:
    out, *named = sys.argv[1:]
    mpl.rcParams.update({"svg.hashsalt": "speed", "font.size": 9})  # the same figures draw the same file
    figure, axes = pyplot.subplots(1, len(named), figsize=(4.6 * len(named), 2.6), layout="constrained", squeeze=False)
    for place, pair in zip(axes[0], named, strict=True):
        name, _, path = pair.partition("=")
        told = json.loads(Path(path).read_text("utf-8"))
        speeds = {what: told["tokens"] / seconds for what, seconds in told["seconds"].items() if what not in LEFT_OUT}
        colours = [BARE if what.startswith("bare") else THEIRS if what.startswith("argos") else OURS for what in speeds]
        bars = place.barh(list(speeds), list(speeds.values()), color=colours)
        place.bar_label(bars, [f" {speed:,.0f}" for speed in speeds.values()])
        place.invert_yaxis()
        place.margins(x=0.2)
        place.set(title=name, xlabel="source tokens a second, two cores")
        place.spines[["top", "right"]].set_visible(False)
    figure.savefig(out, metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    main()
