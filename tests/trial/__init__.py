"""What the product promises when things go wrong, tried for real: processes are killed, many write
at once, strangers send what hurts. Apart from the suite: `make trial`.

processes   servers and jobs as forks that can be killed
starts      a first start that is interrupted
jobs        reminders, mails and lights under kill -9
crowds      50 writers on several workers, also when these are killed; guesses of a password
hostile     strings and files made to hurt
table       what was found, as a table
"""
