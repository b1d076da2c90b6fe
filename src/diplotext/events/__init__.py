"""Events as rules in data files: triggers, arguments as paths of grammatical roles, status as scope rules.

The rules look at the parse of an article and at what earlier extractors found in it (`AnnotatedTokens`).
"""
