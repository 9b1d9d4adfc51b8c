"""`flask audit`: proves the log, and hands it out."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import click

from tracker.cli import support
from tracker.domain.audit_chain import Verified
from tracker.domain.words.labels import label
from tracker.domain.words.log import verified_sentence
from tracker.queries import audit_log
from tracker.queries.audit_log import AuditFilter
from tracker.rendering.audit_export import BOM, render_csv, render_jsonl


@click.group()
def audit() -> None:
    """The audit log."""


@audit.command()
@click.option("--head", "noted", metavar="HASH", help="A head noted earlier; it must still stand.")
@support.as_json
def verify(noted: str | None, as_json: bool) -> None:
    """Walks the chain of hashes; exit 1 at the first entry that is broken."""
    found = audit_log.verify(noted=noted)
    if as_json:
        support.show_json(_record(found))
    else:
        click.echo(verified_sentence(found))
    if not found.holds:
        raise SystemExit(1)


def _record(found: Verified) -> dict[str, object]:
    broken = found.first_break
    return dataclasses.asdict(found) | {
        "holds": found.holds,
        "first_break": broken
        and {"id": broken.id, "fault": broken.fault.value, "words": label(broken.fault)},
    }


@audit.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@support.as_json
def export(file: Path, as_json: bool) -> None:
    """Writes the whole log to FILE: a table (.csv), or every entry with its hashes (.jsonl)."""
    pieces = _pieces(file.suffix.lower())
    written = 0
    with support.written_whole(file) as out:
        for piece in pieces:
            out.write(piece)
            written += not piece.startswith(BOM)  # the heading is no entry
    if as_json:
        support.show_json({"file": str(file), "entries": written})
    else:
        click.echo(f"已导出 {written} 条到 {file}")


def _pieces(suffix: str) -> Iterable[str]:
    if suffix == ".csv":
        return render_csv(audit_log.each_row(AuditFilter()))
    if suffix == ".jsonl":
        return render_jsonl(audit_log.each_link())
    raise click.BadParameter("文件名应以 .csv 或 .jsonl 结尾。", param_hint="FILE")
