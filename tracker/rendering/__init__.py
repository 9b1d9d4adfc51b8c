"""Rows into bytes and text. Pure: nothing here reads the database or asks what day it is.

mail             subject, text and HTML from templates/email/<name>/, and the message around them
charts           the geometry of bars and trends, which templates draw as SVG
source_lines     the text of a document beside its draft, cut into lines with marks
document_blocks  the text of a document to be read, with the sentences of a task marked
audit_export     the log as CSV, or as JSON lines for proving it elsewhere
draft_json       a draft for other programs
"""
