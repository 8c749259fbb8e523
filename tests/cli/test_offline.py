"""No network at run time: whoever asks for a socket or a name on the way is stopped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples" / "accident.txt"
REFUSING = """
import sys
ASKING = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}
def refuse(event, arguments):
    if event in ASKING:  # urllib3 makes a socket when imported, to see whether there is IPv6, and asks nobody
        raise SystemExit(f"the network was asked for: {event} {arguments}")
sys.addaudithook(refuse)
if sys.argv[1] == "ask":
    import socket
    socket.create_connection(("localhost", 9))
from cli.main import main
main()
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", REFUSING, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_guard_stops_what_asks() -> None:
    assert "the network was asked for" in run("ask").stderr


def test_an_article_is_read_with_the_model_and_no_network() -> None:
    done = run(SAMPLE, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"people"' in done.stdout
