"""Ours beside the peers: same input, same machine, same run, alternating.

`make bench` runs all of it and writes `docs/benchmarks.md` and the plot beside it. Figures are CPU
seconds (walls swing on shared machines) and peak megabytes.
"""
