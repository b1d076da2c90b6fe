"""The installed plugins, and what they contribute.

Nothing is imported before it is needed. A plugin that fails to import, or breaks the hook specifications, is left out
and reported with its distribution and version; the others keep working.
"""

from __future__ import annotations

import difflib
import importlib.metadata
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

import attrs
import pluggy

from diplotext.errors import PipelineError, PluginError, nearest
from diplotext.knowledge.records import Knowledge, Record
from diplotext.model.annotations import Annotation
from diplotext.plugin import hooks
from diplotext.plugin.compatibility import check_version, release_of
from diplotext.plugin.containment import is_contained, running, signal_handlers
from diplotext.plugin.extractor import Extractor, wrong_declaration
from diplotext.plugin.options import make
from diplotext.plugin.rules import Rule

if TYPE_CHECKING:
    from diplotext.plugin.readers import Reader
    from diplotext.plugin.writers import Writer

CORE = "diplotext."
"""How entry points of the core begin. Its export formats are contributed in the same way as those of plugins."""


@attrs.frozen
class Plugin:
    """An installed plugin.

    Attributes:
        name: Name of its entry point.
        distribution: The distribution that it belongs to; None for a module passed to `Registry`.
        version: Version of that distribution.
        error: Why it cannot be used; None if it can.
    """

    name: str
    distribution: str | None = None
    version: str | None = None
    error: str | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})" if self.distribution else self.name


@attrs.frozen
class ExtractorInfo:
    """An installed extractor and the plugin that contributes it."""

    extractor: type[Extractor]
    plugin: Plugin

    @property
    def name(self) -> str:
        """Name of the extractor."""
        return self.extractor.name


class Registry:
    """The installed plugins and what they contribute.

    Args:
        block: Names of plugins or extractors to leave out.
        strict: Raise the first plugin's error instead of recording it.
        plugins: Further plugins by name: modules or other objects with hook implementations. For tests and notebooks.
        installed: Whether to look for installed plugins at all.

    Raises:
        PluginError: If two plugins have the same name; with `strict`, also if a plugin cannot be used.
    """

    def __init__(
        self,
        *,
        block: Iterable[str] = (),
        strict: bool = False,
        plugins: Mapping[str, Any] | None = None,
        installed: bool = True,
    ) -> None:
        self._block = frozenset([block] if isinstance(block, str) else block)
        self._strict = strict
        self._manager = pluggy.PluginManager(hooks.GROUP)
        self._manager.add_hookspecs(hooks)
        self._plugins: dict[str, Plugin] = {}
        for name, module in (plugins or {}).items():
            self._register(Plugin(name), lambda module=module: module)
        for entry in _entry_points():
            if installed or entry.value.startswith(CORE):
                self._register(Plugin(entry.name, *_distribution(entry)), partial(_load, entry))

    def _register(self, plugin: Plugin, load: Any) -> None:
        if plugin.name in self._block:
            return
        if other := self._plugins.get(plugin.name):
            raise PluginError(
                f"two plugins are named {plugin.name!r}: {other} and {plugin}; uninstall one or block the name"
            )
        self._plugins[plugin.name] = plugin
        handlers = signal_handlers()
        try:
            with running():
                module = load()
            _check_hooks(module, self._manager)
            self._manager.register(module, plugin.name)
            self._manager.check_pending()
        except BaseException as error:  # a plugin can fail in any way
            if not is_contained(error, handlers):
                raise
            if self._manager.has_plugin(plugin.name):
                self._manager.unregister(name=plugin.name)
            self._fail(plugin, error)

    def _fail(self, plugin: Plugin, error: BaseException) -> None:
        if self._strict:
            raise PluginError(f"plugin {plugin} cannot be used: {_one_line(error)}") from error
        self._plugins[plugin.name] = attrs.evolve(plugin, error=_one_line(error))

    def _contributions(self, hook: str, check: Any) -> list[tuple[Plugin, list[Any]]]:
        """What each plugin returns for a hook, sorted by name; plugins that fail are left out and recorded."""
        caller = getattr(self._manager.hook, hook)
        implementations = {implementation.plugin_name: implementation for implementation in caller.get_hookimpls()}
        result = []
        for name in sorted(implementations):
            plugin = self._plugins[name]
            handlers = signal_handlers()
            try:
                with running():
                    values = _listed(implementations[name].function(), hook)
                    for value in values:
                        check(value)
            except BaseException as error:  # a plugin can fail in any way
                if not is_contained(error, handlers):
                    raise
                self._fail(plugin, error)
            else:
                result.append((plugin, values))
        return result

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """All plugins, sorted by name, including those with an error; all hooks have been called."""
        self.extractors, self.knowledge, self.rules, self.writers, self.readers  # noqa: B018  (calling the hooks finds errors)
        return tuple(self._plugins[name] for name in sorted(self._plugins))

    @property
    def failures(self) -> tuple[Plugin, ...]:
        """The plugins found unusable so far."""
        return tuple(plugin for _, plugin in sorted(self._plugins.items()) if plugin.error)

    @cached_property
    def extractors(self) -> tuple[ExtractorInfo, ...]:
        """The installed extractors, sorted by plugin, in the order in which the plugin returns them."""
        return tuple(
            ExtractorInfo(extractor, plugin)
            for plugin, extractors in self._contributions("diplotext_extractors", _check_extractor)
            for extractor in extractors
            if extractor.name not in self._block
        )

    @cached_property
    def knowledge(self) -> Knowledge:
        """The records of all plugins."""
        return Knowledge(record for records in self.knowledge_by_plugin.values() for record in records)

    @cached_property
    def knowledge_by_plugin(self) -> Mapping[str, tuple[Record, ...]]:
        """The records of each plugin that contributes any, by name; a later plugin's record replaces an earlier one."""
        contributions = self._contributions("diplotext_knowledge", _check_record)
        return {plugin.name: tuple(records) for plugin, records in contributions if records}

    @cached_property
    def rules(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that plugins add to extractors, by the name of the extractor."""
        found: dict[str, list[Rule]] = {}
        names = [info.name for info in self.extractors]
        taken = {(info.name, rule) for info in self.extractors for rule in _declared(info.extractor)}
        for plugin, rules in self._contributions("diplotext_rules", _check_rule):
            try:
                for rule in rules:
                    _check_place(rule, names, taken)
            except PluginError as error:
                self._fail(plugin, error)
                continue
            for rule in rules:
                found.setdefault(rule.extractor, []).append(rule)
                taken.add((rule.extractor, rule.id))
        return {name: tuple(rules) for name, rules in found.items()}

    @cached_property
    def writers(self) -> dict[str, type[Writer]]:
        """Export formats by name."""
        return self._formats("diplotext_writers", _check_writer)

    @cached_property
    def readers(self) -> dict[str, type[Reader]]:
        """Input formats by name."""
        return self._formats("diplotext_readers", _check_reader)

    def _formats(self, hook: str, check: Any) -> dict[str, Any]:
        found: dict[str, tuple[Plugin, Any]] = {}
        for plugin, formats in self._contributions(hook, check):
            for one in formats:
                if one.name in found:
                    both = f"{found[one.name][0]} and {plugin}"
                    raise PluginError(f"two formats are named {one.name!r}, from {both}; block one of the plugins")
                found[one.name] = plugin, one
        return {name: one for name, (_, one) in found.items()}

    def annotation_types(self) -> dict[str, type[Annotation]]:
        """The types that installed extractors provide, by their keys on the wire."""
        types = (kind for info in self.extractors for kind in info.extractor.provides)
        return {kind.wire_name: kind for kind in types}

    def info(self, name: str) -> ExtractorInfo:
        """The extractor with a name.

        Raises:
            PipelineError: If there is none (the message suggests the nearest name), or if there are two.
        """
        found = [info for info in self.extractors if info.name == name]
        if not found:
            broken = "".join(f"; plugin {plugin} cannot be used: {plugin.error}" for plugin in self.failures)
            names = (info.name for info in self.extractors)
            raise PipelineError(f"no extractor is named {name!r}: {nearest(name, names)}{broken}")
        if len(found) > 1:
            both = " and ".join(str(info.plugin) for info in found)
            raise PipelineError(f"two extractors are named {name!r}, from {both}; block one of the plugins")
        return found[0]

    def create(self, name: str, **options: Any) -> Extractor:
        """Make an extractor by its name.

        Raises:
            PipelineError: If there is no such extractor, or it has no such option, or the option does not accept its
                value.
        """
        extractor = self.info(name).extractor
        if added := self.rules.get(name):
            given = options.get("added_rules", ())
            options["added_rules"] = (*added, *(given if isinstance(given, list | tuple) else (given,)))
        return make(extractor, options)


def _check_hooks(module: Any, manager: pluggy.PluginManager) -> None:
    """Make sure that a plugin implements a hook, and that every implementation is marked and named after a hook."""
    known = [name for name in vars(hooks) if name.startswith(f"{hooks.GROUP}_")]
    marked: list[str] = []
    for name in dir(module):
        if options := manager.parse_hookimpl_opts(module, name):
            marked.append(options.get("specname") or name)
            if marked[-1] not in known:
                raise PluginError(f"unknown hook {marked[-1]!r}: {nearest(marked[-1], known)}")
        elif name in known and getattr(module, name) is not getattr(hooks, name):
            raise PluginError(
                f"the function {name} is not marked; write @hookimpl above it (from diplotext import hookimpl)"
            )
    if not marked:
        raise PluginError(
            f"{getattr(module, '__name__', module)} implements no hook; mark a function with one of these names with "
            f"@hookimpl: {', '.join(known)}; or name the right module in the entry point"
        )


def _listed(values: Any, hook: str) -> list[Any]:
    """What a hook returned, as a list."""
    if isinstance(values, str | type) or not isinstance(values, Iterable):
        advice = f"write return [{values.__name__}]" if isinstance(values, type) else "return an empty list for nothing"
        raise PluginError(f"{hook} must return a list, not {values!r}; {advice}")
    return list(values)


def _check_extractor(value: Any) -> None:
    if not (isinstance(value, type) and issubclass(value, Extractor)):
        hint = f"; return the class {type(value).__name__}" if isinstance(value, Extractor) else ""
        raise PluginError(f"diplotext_extractors must return subclasses of Extractor, not {value!r}{hint}")
    if problem := wrong_declaration(value):
        raise PluginError(f"extractor class {value.__qualname__}: {problem}")
    try:
        value()
    except TypeError as error:
        raise PluginError(f"extractor class {value.__qualname__} cannot be made without arguments: {error}") from error


def _check_record(value: Any) -> None:
    if not isinstance(value, Record):
        raise PluginError(f"diplotext_knowledge must return instances of Record, not {value!r}; write Record(id=...)")


def _check_rule(value: Any) -> None:
    if not isinstance(value, Rule):
        raise PluginError(f"diplotext_rules must return instances of Rule, not {value!r}")
    if not value.extractor or not value.is_executable:
        missing = "extractor" if not value.extractor else "match"
        raise PluginError(f"rule {value.id!r}, returned by diplotext_rules, has no {missing!r}")


def _declared(extractor: type[Extractor]) -> Iterable[str]:
    """The ids of the rules that an extractor declares; none if it cannot say."""
    try:
        return list(extractor.rules())
    except Exception:  # a plugin can fail in any way; `diplotext rules` reports it
        return ()


def _check_place(rule: Rule, names: Sequence[str], taken: Container[tuple[str | None, str]]) -> None:
    """Check that a rule can be added to the extractor that it names, if that is installed."""
    if (rule.extractor, rule.id) in taken:
        raise PluginError(f"extractor {rule.extractor!r} has a rule {rule.id!r} already; choose another id")
    if rule.extractor not in names and difflib.get_close_matches(str(rule.extractor), names, n=1, cutoff=0.8):
        raise PluginError(
            f"rule {rule.id!r}: no extractor is named {rule.extractor!r}: {nearest(str(rule.extractor), names)}"
        )


def _check_writer(value: Any) -> None:
    from diplotext.plugin.writers import Writer

    _check_format(value, Writer, "--format")


def _check_reader(value: Any) -> None:
    from diplotext.plugin.readers import Reader

    _check_format(value, Reader, "--input-format")


def _check_format(value: Any, base: type, option: str) -> None:
    """Check that a class of an input or export format is one, has a name, and can be made without arguments."""
    kind = base.__name__.lower()
    if not (isinstance(value, type) and issubclass(value, base)):
        raise PluginError(f"diplotext_{kind}s must return subclasses of {base.__name__}, not {value!r}")
    if not isinstance(getattr(value, "name", None), str):
        raise PluginError(f"{kind} class {value.__qualname__}: no 'name'; give it the one to be used with {option}")
    try:
        value()
    except TypeError as error:
        raise PluginError(f"{kind} class {value.__qualname__} cannot be made without arguments: {error}") from error


@cache
def _entry_points() -> tuple[importlib.metadata.EntryPoint, ...]:
    """Entry points of installed plugins, sorted by name and distribution; one found twice on the path counts once."""
    entries = {
        (entry.name, _distribution(entry), entry.value): entry
        for entry in importlib.metadata.entry_points(group=hooks.GROUP)
    }
    return tuple(entries[key] for key in sorted(entries, key=str))


def _distribution(entry: importlib.metadata.EntryPoint) -> tuple[str | None, str | None]:
    if entry.dist is None:
        return None, None
    release = release_of(entry.dist)
    return release.name, release.version


def _load(entry: importlib.metadata.EntryPoint) -> Any:
    check_version(entry.dist)
    return entry.load()


@cache
def version_of(extractor: type[Extractor]) -> str:
    """Version of the distribution that an extractor class comes from; empty if it belongs to none."""
    package = extractor.__module__.partition(".")[0]
    for entry in _entry_points():
        if entry.value.partition(":")[0].partition(".")[0] == package and entry.dist:
            return entry.dist.version
    try:
        return importlib.metadata.version(package)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return ""


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
