"""The product. From the ground up, where each line may use those above it and never one below:

domain                   the rules, as pure functions over plain values, and all Chinese words
parsing, rendering       bytes to drafts; rows to bytes
sandbox                  reads a stranger's file in a process with limits
database, models         the connection, the column types, the tables
queries                  what is read, as frozen rows
transaction              what all use cases share: who may, the log, mail, figures
services                 the use cases: one function for one button, one transaction each
samples                  the demo year, and load for measuring
clock, outbound          the world outside: the time, SMTP
jobs                     what runs by itself
web, cli                 the doors: pages and commands
app                      joins it all

The contracts in pyproject.toml hold these directions. A button is found from its page:
`web/pages/<noun>.py` calls `services/<noun>.py`, which asks `domain` whether it is allowed.
"""
