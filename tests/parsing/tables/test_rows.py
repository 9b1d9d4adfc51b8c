from tests.parsing.marked import parsed


def test_a_repeated_heading_row_is_no_task():
    text = (
        "任务分解表\n任务\t牵头单位\n新建学校2所\t教育局\n任务\t牵头单位\n改造公路15公里\t交通局\n"
    )
    assert [task.title for task in parsed(text).tasks] == ["新建学校2所", "改造公路15公里"]


def test_columns_of_units_become_lead_and_helpers():
    text = (
        "任务分解表\n序号\t重点任务\t牵头单位\t责任单位\t配合单位\t完成时限\n"
        "1\t新建学校2所\t区教育局\t区住建局、区财政局\t各街道办事处\t8月底前\n"
    )
    (task,) = parsed(text).tasks
    assert task.lead_units[0].name == "区教育局"
    assert task.supporting_units == ("区住建局", "区财政局", "各街道办事处")
    assert [deadline.due_on.isoformat() for deadline in task.deadlines] == ["2027-08-31"]
    assert task.content == "新建学校2所"


def test_where_nobody_leads_those_responsible_do():
    text = "任务分解表\n任务\t责任单位\t完成时限\n新建学校2所\t区教育局、区住建局\t8月底前\n"
    (task,) = parsed(text).tasks
    assert [unit.name for unit in task.lead_units][:2] == ["区教育局", "区住建局"]


def test_a_row_of_one_cell_names_what_follows():
    text = (
        "任务分解表\n序号\t任务\t责任单位\n一、教育\t\t\n1\t新建学校2所\t区教育局\n"
        "二、交通\t\t\n2\t改造公路15公里\t区交通局\n"
    )
    draft = parsed(text)
    assert [(s.number, s.title) for s in draft.strategies] == [("一", "教育"), ("二", "交通")]
    assert [task.number for task in draft.tasks] == ["1", "2"]


def test_a_number_inside_the_words_of_a_row_is_no_part_of_its_title():
    text = "任务分解表\n任务\t责任单位\n1.新建学校2所\t区教育局\n（2）改造公路15公里\t区交通局\n"
    found = [(task.number, task.title) for task in parsed(text).tasks]
    assert found == [("1", "新建学校2所"), ("2", "改造公路15公里")]
