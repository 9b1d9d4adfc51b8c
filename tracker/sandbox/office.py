"""Knows LibreOffice, where it is installed: makes a new file of what our readers cannot open."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
)
_NOWHERE = "http://127.0.0.1:9"  # a picture that a file links to is not to be fetched


def find_office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(office: str, data: bytes, kind: str, *, folder: str, seconds: float) -> bytes | None:
    """None when it cannot, or not in time. All that it writes goes into `folder`."""
    source, profile = Path(folder) / "plan.doc", Path(folder) / "profile"
    source.write_bytes(data)
    _write_profile(profile)
    target = Path(folder) / "converted"
    own = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    what = ("--convert-to", kind, "--outdir", str(target), str(source))
    _run([office, *own, *what], folder, seconds)
    converted = target / f"plan.{kind}"
    return converted.read_bytes() if converted.is_file() else None


def _run(command: list[str], folder: str, seconds: float) -> None:
    process = subprocess.Popen(  # noqa: S603 - an installed program, with arguments of ours
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # it starts others: they are ended with it
    )
    with process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    return kept | {
        "HOME": folder,
        "TMPDIR": folder,
        "http_proxy": _NOWHERE,
        "https_proxy": _NOWHERE,
    }


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        f'xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )
