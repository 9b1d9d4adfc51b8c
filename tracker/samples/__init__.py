"""What `flask seed` fills an empty database with. Products in use need nothing of it.

files    the people and plans of seed_plans/
year     the demo year: the published plans, lived through day by day by the real use cases
dealings 批示, 延期, sub-tasks and the like, in that year
evidence_files  what their reports come with
mail     its mails, which reach nobody
cast     who acts in it, and when
story    how a task of that year goes; always the same for the same task
phrases  what people write in it (seed_plans/phrases.toml)
load     a plan of any size, written as rows at once, for measuring
"""
