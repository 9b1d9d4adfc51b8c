"""How a document is built: numbers, headings, the part that plans, strategies and their items.

`numbering` finds marks, `outline` nests them, `headings` says what a heading announces,
`plan_part` picks the stretch that plans, `statement` reads whose plan it is and for when,
`strategies` cuts it into groups, with `line_headings` and `run_in_heads` where numbers are missing;
`paragraphs` and `beside_runs` tell which paragraphs are tasks.
"""
