"""Knows what about a draft as a whole says that it may be wrong, and how sure that leaves us."""

from collections.abc import Sequence

from tracker.domain.drafts.draft import Doubt, PlanDraft
from tracker.parsing.document import Document
from tracker.parsing.misgivings.of_layout import of_layout
from tracker.parsing.misgivings.of_levels import of_levels
from tracker.parsing.misgivings.of_numbers import of_numbers
from tracker.parsing.misgivings.of_reach import of_reach
from tracker.parsing.misgivings.of_tables import of_tables, of_unread_rows
from tracker.parsing.misgivings.of_text import of_text
from tracker.parsing.misgivings.of_titles import of_titles
from tracker.parsing.misgivings.of_years import of_years
from tracker.parsing.structure.numbering import Mark
from tracker.parsing.tables.rows import Table

DOUBTED = 0.7  # what a person should look at before anything else


def misgivings(
    draft: PlanDraft, document: Document, marks: Sequence[Mark], tables: Sequence[Table]
) -> tuple[Doubt, ...]:
    """Each with the words that show where to look; an annex is judged by the tasks it repeats."""
    inside = [table for table in tables if table.start < draft.plan_span.end]
    found = (
        *of_levels(draft, marks),
        *of_numbers(draft, document, marks),
        *of_layout(draft, document, marks),
        *of_reach(draft, document, marks),
        *of_text(draft),
        *of_titles(draft),
        *of_years(draft, document),
        *of_tables(inside),
        *of_unread_rows(document, tables),
    )
    return tuple({doubt.code: doubt for doubt in reversed(found)}.values())[::-1]
