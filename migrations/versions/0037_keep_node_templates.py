"""Keep chains of milestones by kind of matter (节点模板), with some to begin with."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"

Step = tuple[str, int, int]

# What is done, after which share of the period, and how far the task then should be, both in
# percent; or, of a matter with a short limit, after how many working days.
# fmt: off
BY_SHARE = {
    "决策事项": [
        ("提出方案", 25, 25), ("征求意见", 50, 50), ("集体审议", 80, 80), ("印发执行", 100, 100),
    ],
    "投资促进": [("签约落地", 30, 30), ("开工建设", 60, 60), ("建成投产", 100, 100)],
    "项目建设": [
        ("项目建议书批复", 8, 5), ("可行性研究报告批复", 16, 10), ("用地、规划手续办结", 24, 15),
        ("初步设计批复", 32, 20), ("施工图审查合格", 40, 30), ("完成招标投标", 48, 40),
        ("取得施工许可并开工", 56, 50), ("主体工程过半", 68, 65), ("主体工程完工", 80, 80),
        ("竣工验收", 92, 95), ("交付使用", 100, 100),
    ],
}
# fmt: on
BY_DAYS = {"限时督办": [("部署落实", 1, 20), ("反馈进展", 3, 50)]}


def upgrade() -> None:
    templates = op.create_table(
        "node_templates",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
    )
    steps = op.create_table(
        "node_steps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("template_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("share", sa.Integer),
        sa.Column("days", sa.Integer),
        sa.Column("percent", sa.Integer),
        sa.ForeignKeyConstraint(["template_id"], ["node_templates.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("template_id", "position"),
        sa.CheckConstraint("(share IS NULL) <> (days IS NULL)", name="one_offset"),
        sa.CheckConstraint("share IS NULL OR (share > 0 AND share <= 100)", name="share"),
        sa.CheckConstraint("days IS NULL OR days > 0", name="days"),
        sa.CheckConstraint("percent IS NULL OR (percent > 0 AND percent <= 100)", name="percent"),
    )
    for name, chain in (BY_SHARE | BY_DAYS).items():
        added = op.get_bind().execute(sa.insert(templates).values(name=name, version=1))
        template_id = added.inserted_primary_key[0]
        op.bulk_insert(steps, [_step(template_id, name, *step) for step in enumerate(chain, 1)])


def _step(template_id: int, name: str, position: int, step: Step) -> dict[str, object]:
    text, offset, percent = step
    share, days = (None, offset) if name in BY_DAYS else (offset, None)
    place = {"template_id": template_id, "position": position}
    return place | {"text": text, "share": share, "days": days, "percent": percent}


def downgrade() -> None:
    op.drop_table("node_steps")
    op.drop_table("node_templates")
