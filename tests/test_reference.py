"""Every public name stands in the reference, as the documentation is built."""

import inspect

import pytest

import diplotext
from diplotext import hooks, interop, testing

HOOKS = [name for name in vars(hooks) if name.startswith(f"{hooks.GROUP}_")]


@pytest.fixture(scope="module")
def documented(site):
    """The names in the inventory of the built documentation."""
    from sphinx.util.inventory import InventoryFile

    with (site / "objects.inv").open("rb") as stream:
        inventory = InventoryFile.load(stream, "", lambda base, path: path)
    domains = inventory.data if hasattr(inventory, "data") else inventory
    return {name for kind, names in domains.items() if kind.startswith("py:") for name in names}


def last(documented, size):
    """The last parts of the documented names of the core."""
    return {".".join(name.split(".")[-size:]) for name in documented if name.partition(".")[0] == "diplotext"}


def test_every_public_name(documented):
    assert sorted(set(diplotext.__all__) - last(documented, 1)) == []
    assert sorted(set(interop.__all__) - last(documented, 1)) == []
    assert sorted(set(testing.__all__) - last(documented, 1)) == []
    assert sorted(set(HOOKS) - last(documented, 1)) == []


def test_every_method_and_property_of_a_public_class(documented):
    known = last(documented, 2)
    missing = []
    for name in diplotext.__all__:
        kind = getattr(diplotext, name)
        if not inspect.isclass(kind):
            continue
        for member, value in vars(kind).items():
            public = not member.startswith("_") and (
                inspect.isfunction(value) or isinstance(value, (property, classmethod, staticmethod))
            )
            if public and f"{name}.{member}" not in known:
                missing.append(f"{name}.{member}")
    assert missing == []
