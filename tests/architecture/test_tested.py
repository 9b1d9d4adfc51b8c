"""Each module has a test of its path, or it is listed here with the test that tries it.

The list is to shrink: a module that gets a test of its own leaves it.
"""

import pytest

from tests.architecture.source import ROOT, modules

# Declarations: of tables, which every test that stores a row tries, and of fields, which the
# test of the page's noun fills in.
DECLARATIONS = ("models/", "web/forms/")
# A page is tried by the test of its noun: web/pages/board.py by web/test_board.py.
PAGES = "web/pages/"
# The test that tries them: modules without a test of their path.
ELSEWHERE = {
    "architecture/test_words.py": "domain/words/acts domain/words/labels domain/words/signs",
    "cli/test_seed.py": "samples/cast samples/dealings samples/evidence_files samples/load"
    " samples/mail samples/phrases samples/story samples/year",
    "cli/test_sentences.py": "domain/words/obstacles",
    "cli/test_serve.py": "app",
    "cli/test_units.py": "cli/unit_files",
    "cli/test_users.py": "cli/support",
    "domain/test_acts.py": "domain/doing domain/values",
    "golden/test_plans.py": "samples/files domain/drafts/draft",
    "house/test_doors.py": "outbound/memory",
    "jobs/test_runner.py": "domain/job_runs jobs/heart",
    "jobs/test_schedule.py": "domain/words/jobs jobs/definitions",
    "parsing/readers/test_docx.py": "parsing/readers/docx_numbering parsing/readers/docx_words",
    "parsing/readers/test_grid.py": "parsing/readers/builder parsing/document",
    "parsing/readers/test_html.py": """parsing/readers/html_lists parsing/readers/html_tables
        parsing/readers/html_words""",
    "parsing/readers/test_ofd.py": "parsing/readers/ofd_places",
    "parsing/readers/test_pdf.py": """parsing/readers/frames parsing/readers/glyphs
        parsing/readers/pages parsing/readers/ruled parsing/readers/turned""",
    "parsing/readers/test_xlsx.py": "parsing/readers/sheets parsing/readers/xlsx_styles",
    "parsing/structure/test_run_in_heads.py": "parsing/structure/lined_sentences",
    "parsing/test_formats.py": """parsing/structure/front parsing/structure/headings
        parsing/structure/line_headings parsing/structure/parts parsing/structure/plan_end
        parsing/structure/strategies
        parsing/tables/cell_lines""",
    "parsing/test_misgivings.py": """parsing/misgivings/of_layout parsing/misgivings/of_levels
        parsing/misgivings/of_numbers parsing/misgivings/of_reach parsing/misgivings/of_tables
        parsing/misgivings/of_text parsing/misgivings/of_titles parsing/misgivings/of_years""",
    "parsing/test_tasks.py": "parsing/items parsing/measures",
    "queries/test_audit_log.py": "queries/audit_subjects rendering/audit_export",
    "queries/test_ledger.py": "queries/ledger_choices queries/ledger_counts",
    "queries/test_day_figures.py": "queries/board_scope",
    "queries/test_inbox.py": "queries/requests",
    "queries/test_mine.py": "queries/reported_days",
    "queries/test_red_list.py": "queries/worst_tasks",
    "queries/test_task_history.py": "domain/task_events",
    "queries/test_task_steps.py": "queries/request_steps queries/step_columns",
    "queries/test_tasks.py": "queries/task_facts queries/task_parts",
    "cli/test_doctor.py": "queries/health",
    "sandbox/test_bounded.py": """sandbox/confinement sandbox/messages sandbox/nursery
        sandbox/worker""",
    "services/test_breakdown.py": "queries/figures",
    "services/test_documents.py": "transaction/new_plan transaction/readings",
    "services/test_deadline_extensions.py": "transaction/due_dates",
    "services/test_uploads.py": """domain/uploads queries/waiting_uploads
        transaction/erasing""",
    "services/test_evidence.py": """queries/evidence transaction/evidence
        transaction/stored_files""",
    "services/test_figures.py": "transaction/figures",
    "services/test_review_undo.py": "transaction/review_steps",
    "services/test_help_requests.py": "transaction/help_requests transaction/instructions",
    "services/test_tasks.py": "domain/terms/reassigning",
    "services/test_urgings.py": "domain/urgings queries/urgings transaction/urgings",
    "services/test_node_templates.py": "queries/node_templates",
    "services/test_screens.py": "queries/screens",
    "services/test_targets.py": "transaction/targets",
    "services/test_bulk_acts.py": """domain/bulk_acts queries/bulk_rows
        transaction/handing_out transaction/milestones""",
    "web/test_board_page.py": """domain/words/board queries/explained queries/news_page
        web/ways_back""",
    "web/test_bulk_acts.py": "web/bulk_preview web/ledger_filter",
    "services/test_suspensions.py": "transaction/parts",
    "services/test_logins.py": """domain/login_sessions queries/login_locks
        transaction/login_failures transaction/login_sessions""",
    "services/test_people.py": "queries/users",
    "services/test_who_may.py": "queries/plan_facts transaction/access",
    "transaction/test_turns.py": "transaction/lock_files",
    "web/test_acts.py": """web/pages/deadline_extensions web/pages/instructions
        web/pages/suspensions web/pages/urgings web/pages/withdrawals web/task_forms""",
    "web/test_account.py": "web/session",
    "web/test_evidence.py": "web/evidence_files",
    "web/test_kept_words.py": "web/login_page",
    "web/test_frame.py": "web/errors web/headers web/navigation",
    "web/test_plans.py": "queries/plan_page queries/plans",
    "web/test_progress.py": "queries/several web/drafts web/several",
    "web/test_reviews.py": "web/review_page",
    "web/test_tasks.py": "queries/task_source",
    "web/test_units.py": "queries/unit_pages",
    "web/test_who_may_open.py": "web/access",
}
LISTED = {name: test for test, names in ELSEWHERE.items() for name in names.split()}


def untested() -> set[str]:
    names = {
        module.path.relative_to(ROOT / "tracker").with_suffix("").as_posix()
        for module in modules("tracker")
        if module.path.name != "__init__.py"
    }
    return {
        name
        for name in names
        if not name.startswith(DECLARATIONS) and not (ROOT / "tests" / path_of_test(name)).exists()
    }


def path_of_test(name: str) -> str:
    name = name.replace(PAGES, "web/")
    folder, _, stem = name.rpartition("/")
    return f"{folder}/test_{stem}.py" if folder else f"test_{stem}.py"


@pytest.mark.parametrize(
    ("name", "test"),
    [
        ("app", "test_app.py"),
        ("domain/words/acts", "domain/words/test_acts.py"),
        ("web/pages/board", "web/test_board.py"),
    ],
)
def test_a_test_stands_at_the_path_of_its_module(name, test):
    assert path_of_test(name) == test


def test_each_module_has_a_test_of_its_path_or_is_tried_elsewhere():
    assert untested() - set(LISTED) == set(), "give them a test, or say which test tries them"
    assert set(LISTED) - untested() == set(), "they have a test of their own: take them off"


def test_the_tests_that_stand_in_are_there():
    assert [test for test in ELSEWHERE if not (ROOT / "tests" / test).exists()] == []
