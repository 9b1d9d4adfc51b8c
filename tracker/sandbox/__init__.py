"""Reads a stranger's file in a process of its own, within limits of time, memory and access.

`bounded` is the door; `nursery` comes by a process, `worker` is what runs in it, `messages` what
passes between them, `confinement` what it may not do; `office` asks LibreOffice for a new file of
what our readers cannot open.
"""
