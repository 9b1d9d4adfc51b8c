"""Task tables: what columns are called, and how rows become strategies and tasks.

`columns` names the headings; `cell_lines`, `stepped_lines` and `glued_rows` put together what a
copy has broken up or run together; `rows` builds groups and items.
"""
