"""Runs a program at a terminal of its own, and types at it as somebody would who reads the screen.

Standard input is a JSON document: {"command": [WORD…], "environment": {…}, "folder": PATH, "patience": SECONDS,
"steps": [{"await": TEXT, "type": TEXT}…]}. Each step waits until TEXT has been shown since the step before, and types.
Then the program is waited for. Standard output is all that was shown. Exit code 3: a text was never shown, or no end.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

plan = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(plan["folder"])
    os.execvpe(plan["command"][0], plan["command"], plan["environment"])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
deadline = time.monotonic() + plan["patience"]
shown = b""


def read():
    """Reads what is shown next; False when there is nothing more."""
    global shown
    ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
    if not ready:
        give_up("the time is over")
    try:
        more = os.read(terminal, 65536)
    except OSError:
        more = b""
    shown += more
    return more != b""


def give_up(why):
    sys.stdout.buffer.write(shown)
    sys.stdout.flush()
    print(why, file=sys.stderr)
    os.kill(pid, signal.SIGKILL)
    os._exit(3)


seen = 0
for step in plan["steps"]:
    text = step["await"].encode()
    while text not in shown[seen:]:
        if not read():
            give_up("the program ended before it showed " + repr(step["await"]))
    seen += shown[seen:].index(text) + len(text)
    os.write(terminal, step["type"].encode())
while read():
    pass
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(status))
