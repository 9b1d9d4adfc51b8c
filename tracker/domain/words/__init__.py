"""Every Chinese word that stands for a code, a value or an act. Tests want each of them once.

errors     why something is refused: a sentence for each code
doubts     why a reading may be wrong: sentence, kind, and what it asks back
goals      a goal, and a figure beside it, as people write them
labels     the word for each value of an enum
signs      the shape beside each colour, and other signs in the place of a word
acts       buttons, steps in the time line, entries of the log, names of permissions
titles     a plan's title without the bureau's name
log        the sentence of an entry of the log
changes    before and after of a record, field by field
obstacles  what is wrong with the database or the machine, and what to do
jobs       what each job is for and what it counted
"""
