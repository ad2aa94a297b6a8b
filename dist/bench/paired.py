"""Times commands against each other: one run of each in turn, so that a slow minute of the machine hits all alike.

paired.py RUNS NAME=COMMAND…    a COMMAND is split like a shell does; the first one is what the others are divided by

Prints medians. The ratio is the median of the ratios within one round, not the ratio of the medians.
"""

import os
import shlex
import statistics
import sys
import time


def run(words):
    devnull = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawnp(words[0], words, os.environ, file_actions=devnull)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    return code, wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def main():
    runs = int(sys.argv[1])
    commands = {}
    for argument in sys.argv[2:]:
        name, _, command = argument.partition("=")
        commands[name] = shlex.split(command)

    for name, words in list(commands.items()):  # A round that does not count: it fills the page cache.
        code = run(words)[0]
        if code != 0:
            print(f"{name}: exit code {code}, not measured", file=sys.stderr)
            del commands[name]

    measured = {name: [] for name in commands}
    for _ in range(runs):
        for name, words in commands.items():
            measured[name].append(run(words)[1:])

    if not measured:
        return
    base = next(iter(measured))
    print(f"{'':24}{'ms':>8}{'min':>8}{'CPU ms':>8}{'RSS MB':>8}{'x ' + base:>16}")
    for name, rounds in measured.items():
        wall, cpu, rss = zip(*rounds)
        ratio = statistics.median(mine[0] / its[0] for mine, its in zip(rounds, measured[base]))
        print(
            f"{name:24}{statistics.median(wall):8.1f}{min(wall):8.1f}{statistics.median(cpu):8.1f}"
            f"{statistics.median(rss):8.1f}{ratio:16.2f}"
        )


if __name__ == "__main__":
    main()
