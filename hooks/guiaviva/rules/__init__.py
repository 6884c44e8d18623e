"""The rules, in a folder for each group: one file for each rule.

A rule is found because its file is there. Its level is in `model/rules.yml`, its words are in `words/`. Its function
`check(guide)` yields findings, which have no words; the rules of `search` are given the judgement, whose indexes they
ask. Its docstring says what is right, why, and what the rule does not see.
"""
