"""From a plan to a document, in the layouts in which real plans come.

`page` collects lines and the right answer together; `marks` counts 一、（一）1.; `front` writes
what stands before the plan, `prose` and `tables` its body, `tail` what follows; `shapes` changes
the look of the finished text and nothing of its meaning; `choice` mixes them from a seed.
"""
