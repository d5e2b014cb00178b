"""Runs a command as 'kubectl run --stdin' does in a pod: it attaches to what has begun, and what was printed by then is lost.

The worst moment is played, which is right after the first words; a command that says nothing is attached to after a while.
"""

import json
import os
import select
import shutil
import subprocess
import sys
import threading

containers = json.loads(sys.argv[1])["spec"]["containers"]
told = {entry["name"]: entry["value"] for entry in containers[0]["env"] if entry["name"].startswith("PRESAGE_")}
command = subprocess.Popen(
    sys.argv[2:], env={**os.environ, **told}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
)
for stream in select.select([command.stdout, command.stderr], [], [], 1.5)[0]:
    os.read(stream.fileno(), 65536)

try:
    command.stdin.write(sys.stdin.buffer.read())
    command.stdin.close()
except BrokenPipeError:
    pass
copies = [
    threading.Thread(target=shutil.copyfileobj, args=(command.stdout, sys.stdout.buffer)),
    threading.Thread(target=shutil.copyfileobj, args=(command.stderr, sys.stderr.buffer)),
]
for copy in copies:
    copy.start()
for copy in copies:
    copy.join()
sys.stdout.flush()
sys.exit(command.wait())
