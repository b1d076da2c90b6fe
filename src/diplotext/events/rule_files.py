"""Event rules as data: a TOML file with lexicons, templates and rules, checked when it is read.

```toml
event = "sanctions"

[lexicons]
impose = ["impose", "introduce", "slap", "tighten"]

[[rules]]
id = "sanctions.imposed"
finds = "sanctions that a party imposes on another"
trigger = { lemma = "sanction|embargo", pos = "NOUN" }
needs = ["sender", "target"]
not = ["modifier:economic-relief"]
examples = ['<event type="sanctions">Sanctions</event> were imposed on Norway by Ghana.']

[rules.arguments]
sender = ["<object:@impose actor", "possessor"]
target = ["prep:on|against", "<object:@impose prep:on|against"]
```

`diplotext.events.paths` says how paths are written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
from immutabledict import immutabledict

from diplotext.errors import PluginError, nearest
from diplotext.events.paths import Path, Words, paths_of, words_of
from diplotext.events.surface import Pattern, pattern_of
from diplotext.plugin.rules import Rule

ACCEPTED = ("Person", "State", "Organization", "Place", "group", "phrase")
"""What may fill an argument: an entity of a type, a group without a name ("the ministers"), or any noun phrase."""
PARTIES = frozenset(("Person", "State", "Organization", "group"))
EXTRACTOR = "events"
"""The extractor that rules are added to unless their file names another one."""
POS = ("NOUN", "VERB", "PROPN", "ADJ")

FILE_KEYS = ("event", "extractor", "extends", "lexicons", "classes", "templates", "rules", "source")
RULE_KEYS = (
    *("id", "finds", "template", "trigger", "pattern", "arguments", "otherwise", "accepts", "needs", "not", "marks"),
    *("examples", "counterexamples", "precision", "cases", "coverage", "source"),
)
DESCRIPTION_KEYS = ("examples", "counterexamples", "precision", "cases", "coverage", "source")


@attrs.frozen
class Condition:
    """What must hold at a trigger: an argument is filled, by several parties, or a path leads somewhere.

    Attributes:
        text: As written.
        argument: Name of the argument; None for paths.
        least: How many parties it takes; a group counts as two.
        paths: The paths, of which one must lead somewhere.
    """

    text: str
    argument: str | None = None
    least: int = 1
    paths: tuple[Path, ...] = ()


@attrs.frozen
class Trigger:
    """Which words a rule looks at.

    Attributes:
        lemmas: Their lemmas.
        pos: Their parts of speech.
    """

    lemmas: Words
    pos: Words


@attrs.frozen
class WordClass:
    """Values that words have as names of an event, such as `kind` and `medium`.

    Attributes:
        lemmas: The lemmas.
        pos: Their parts of speech; empty for any.
        when: Paths of which one must lead somewhere; empty if there is no condition.
        values: The values by name.
    """

    lemmas: Words
    pos: Words
    when: tuple[Path, ...]
    values: Mapping[str, str]


@attrs.frozen
class EventRule:
    """A rule for one type of event.

    Attributes:
        id: Its id.
        event: The type of event.
        trigger: The words that it looks at; None for a rule over tokens.
        pattern: The tokens that it looks for; None for a rule over the parse.
        arguments: The paths to what fills each argument.
        otherwise: Further paths in tiers; a tier is tried while an argument is filled by fewer than two parties.
        accepts: What may fill each argument: see `ACCEPTED`.
        needs: What must hold.
        excludes: Paths none of which may lead anywhere.
        marks: Properties that it gives to what it finds, for the extractor.
        classes: Values of trigger words; the first class that fits counts.
    """

    id: str
    event: str
    trigger: Trigger | None
    pattern: Pattern | None
    arguments: Mapping[str, tuple[Path, ...]]
    otherwise: Mapping[str, tuple[tuple[Path, ...], ...]]
    accepts: Mapping[str, Words]
    needs: tuple[Condition, ...]
    excludes: tuple[Path, ...]
    marks: Words
    classes: tuple[WordClass, ...] = ()


def read_rules(text: str, where: str, base: Callable[[str], str] | None = None) -> tuple[Rule, ...]:
    """Read a file of event rules.

    Args:
        text: The text of the file.
        where: What messages call the file.
        base: Gives the text of the file that it extends, by what it calls it.

    Returns:
        The rules in the order of the file, each with an `EventRule` as its definition.

    Raises:
        PluginError: If it is not TOML, or something in it is missing, unknown or wrong.
    """
    data = _tables_of(text, where)
    event = data.get("event")
    if not isinstance(event, str) or not event:
        raise PluginError(f'{where} does not say which event its rules find: add event = "sanctions" at its top')
    inherited = _inherited(data, where, base)
    lexicons = _lexicons(inherited, data, where)
    classes = tuple(
        _word_class(entry, lexicons, where)
        for source in (data, inherited)
        for entry in _list_of_tables(source, "classes", where)
    )
    templates = {**inherited.get("templates", {}), **data.get("templates", {})}
    extractor = str(data.get("extractor", EXTRACTOR))
    rules = tuple(
        _rule(entry, _File(where, event, extractor, lexicons, classes, templates, str(data.get("source", "")) or None))
        for entry in _list_of_tables(data, "rules", where)
    )
    ids = [rule.id for rule in rules]
    if doubled := sorted({name for name in ids if ids.count(name) > 1}):
        raise PluginError(f"{where} has several rules {doubled[0]!r}; ids are unique")
    return rules


def read_lexicons(text: str, where: str, base: Callable[[str], str] | None = None) -> Mapping[str, Words]:
    """The lexicons of a file of event rules. Arguments and errors are those of `read_rules`."""
    data = _tables_of(text, where)
    return immutabledict(_lexicons(_inherited(data, where, base), data, where))


def _inherited(data: Mapping[str, Any], where: str, base: Callable[[str], str] | None) -> Mapping[str, Any]:
    """The tables of the file that a file extends; none if it extends none."""
    if "extends" not in data or base is None:
        return {}
    return _tables_of(base(str(data["extends"])), f"{data['extends']}, which {where} extends")


def _lexicons(inherited: Mapping[str, Any], data: Mapping[str, Any], where: str) -> dict[str, Words]:
    return {
        name: _lexicon(words, f"{where}: lexicon {name!r}")
        for source in (inherited, data)
        for name, words in source.get("lexicons", {}).items()
    }


@attrs.frozen
class _File:
    """What the rules of one file share."""

    where: str
    event: str
    extractor: str
    lexicons: Mapping[str, Words]
    classes: tuple[WordClass, ...]
    templates: Mapping[str, Mapping[str, Any]]
    source: str | None


def _tables_of(text: str, where: str) -> Mapping[str, Any]:
    try:
        data = tomllib.loads(text)
    except ValueError as error:
        raise PluginError(f"{where} cannot be read: {error}") from error
    _check_keys(data, FILE_KEYS, where)
    return data


def _list_of_tables(data: Mapping[str, Any], key: str, where: str) -> Sequence[Mapping[str, Any]]:
    entries = data.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PluginError(f"{where}: write each of {key} as a table below [[{key}]]")
    return entries


def _check_keys(table: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise PluginError(f"{where} has no field {key!r}: {nearest(key, known)}")


def _lexicon(words: Any, where: str) -> Words:
    if not isinstance(words, list) or not all(isinstance(word, str) and word == word.lower() for word in words):
        raise PluginError(f"{where} must be a list of lemmas in lower case")
    return frozenset(words)


def _word_class(entry: Mapping[str, Any], lexicons: Mapping[str, Words], where: str) -> WordClass:
    where = f"{where}: class of {entry.get('lemma', '?')!r}"
    try:
        values = {key: str(value) for key, value in entry.items() if key not in ("lemma", "pos", "when")}
        when = paths_of(entry["when"], lexicons) if "when" in entry else ()
        pos = frozenset(entry.get("pos", "").split("|")) - {""}
        return WordClass(words_of(entry["lemma"], lexicons), pos, when, immutabledict(values))
    except KeyError as error:
        raise PluginError(f"{where} has no field {error.args[0]!r}") from error
    except ValueError as error:
        raise PluginError(f"{where}: {error}") from error


def _rule(entry: Mapping[str, Any], file: _File) -> Rule:
    where = f"{file.where}: rule {entry.get('id', '?')!r}"
    _check_keys(entry, RULE_KEYS, where)
    for field in ("id", "finds"):
        if field not in entry:
            raise PluginError(f"{where} has no {field!r}: every rule has an id and says in one sentence what it finds")
    template = entry.get("template")
    if template is not None and template not in file.templates:
        raise PluginError(f"{where} has the template {template!r}: {nearest(str(template), list(file.templates))}")
    try:
        table = _filled(file.templates.get(template, {}) if template else {}, entry)
        described = {key: table[key] for key in DESCRIPTION_KEYS if key in table}
        return Rule(
            **{"source": file.source if "precision" in described else None, **described},
            id=table["id"],
            finds=table["finds"],
            pattern=_shown(table),
            extractor=file.extractor,
            definition=_compiled(table, file),
        )
    except (TypeError, ValueError) as error:
        raise PluginError(f"{where}: {error}") from error


def _shown(table: Mapping[str, Any]) -> str:
    """The pattern of a rule, for people to read."""
    if "pattern" in table:
        return str(table["pattern"])
    trigger = table.get("trigger", {})
    needs = "; ".join(table["needs"])
    return f"{trigger.get('lemma', '') if isinstance(trigger, dict) else trigger}{': ' if needs else ''}{needs}"


def _filled(template: Mapping[str, Any], entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """A rule with what its template says: paths of one argument are joined, lists of `not` too, the rest replaced."""
    filled: dict[str, Any] = {**template, **entry}
    for field in ("arguments", "otherwise", "accepts"):
        for table in (template, entry):
            if not isinstance(table.get(field, {}), dict):
                raise ValueError(f"{field} names its arguments: write {field}.target = {_example(field)}")
    for field in ("arguments", "otherwise"):
        filled[field] = {name: _listed(paths) for name, paths in template.get(field, {}).items()}
        for name, paths in entry.get(field, {}).items():
            filled[field][name] = [*filled[field].get(name, []), *_listed(paths)]
    for field in ("not", "marks", "needs"):
        filled[field] = [*_listed(template.get(field, [])), *_listed(entry.get(field, []))]
    filled["accepts"] = {**template.get("accepts", {}), **entry.get("accepts", {})}
    for name in entry.get("accepts", {}):
        if name not in filled["arguments"] and f"{name}=" not in str(filled.get("pattern", "")):
            raise ValueError(f"accepts names the argument {name!r}: {nearest(name, list(filled['arguments']))}")
    return filled


def _example(field: str) -> str:
    return '["State"]' if field == "accepts" else '["prep:on|against"]'


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _compiled(table: Mapping[str, Any], file: _File) -> EventRule:
    trigger, pattern, lexicons = table.get("trigger"), table.get("pattern"), file.lexicons
    if (trigger is None) == (pattern is None):
        raise ValueError('it needs either a trigger, such as trigger = { lemma = "meet", pos = "VERB" }, or a pattern')
    arguments = {name: _paths(paths, lexicons) for name, paths in table["arguments"].items()}
    compiled = pattern_of(pattern, lexicons) if pattern is not None else None
    names = list(dict.fromkeys([*arguments, *(compiled.arguments if compiled else ())]))
    return EventRule(
        id=str(table["id"]),
        event=file.event,
        trigger=_trigger(trigger, lexicons) if trigger is not None else None,
        pattern=compiled,
        arguments=immutabledict(arguments),
        otherwise=immutabledict(
            {name: tuple(paths_of(text, lexicons) for text in tiers) for name, tiers in table["otherwise"].items()}
        ),
        accepts=immutabledict({name: _accepted(name, table["accepts"]) for name in names}),
        needs=tuple(_condition(text, names, lexicons) for text in table["needs"]),
        excludes=tuple(path for text in table["not"] for path in paths_of(text, lexicons)),
        marks=frozenset(table["marks"]),
        classes=file.classes,
    )


def _paths(texts: Any, lexicons: Mapping[str, Words]) -> tuple[Path, ...]:
    return tuple(path for text in _listed(texts) for path in paths_of(text, lexicons))


def _trigger(value: Any, lexicons: Mapping[str, Words]) -> Trigger:
    if not isinstance(value, dict) or "lemma" not in value or set(value) - {"lemma", "pos"}:
        raise ValueError('its trigger must have a lemma and may have a pos: { lemma = "@meet|gather", pos = "VERB" }')
    pos = frozenset(str(value.get("pos", "NOUN|VERB")).split("|"))
    if unknown := sorted(pos - set(POS)):
        raise ValueError(f"pos {unknown[0]!r}: {nearest(unknown[0], POS)}")
    return Trigger(words_of(str(value["lemma"]), lexicons), pos)


def _accepted(name: str, accepts: Mapping[str, Any]) -> Words:
    values = frozenset(_listed(accepts.get(name, sorted(PARTIES))))
    if unknown := sorted(values - set(ACCEPTED)):
        raise ValueError(f"argument {name!r} accepts {unknown[0]!r}: {nearest(unknown[0], ACCEPTED)}")
    return values


def _condition(text: str, names: Sequence[str], lexicons: Mapping[str, Words]) -> Condition:
    argument, _, least = text.partition(" >= ")
    if argument in names:
        if least and not least.isdigit():
            raise ValueError(f"needs {text!r}: write a number after >=")
        return Condition(text, argument, int(least or 1))
    try:
        return Condition(text, paths=paths_of(text, lexicons))
    except ValueError as error:
        if re.fullmatch(r"[\w-]+( *[<>=]+.*)?", text):
            known = ", ".join(names) or "none"
            raise ValueError(f"needs {text!r} is not an argument (there are {known}), nor a path: {error}") from error
        raise
