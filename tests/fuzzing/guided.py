"""One target under a coverage-guided fuzzer (atheris): `python -m tests.fuzzing.guided TARGET [libFuzzer's arguments]`."""

import sys

import atheris

PACKAGES = ["diplotext", "diplotext_dates"]


def main():
    name, *arguments = sys.argv[1:]
    with atheris.instrument_imports(include=PACKAGES):
        from tests.fuzzing.targets import TARGETS  # its imports are instrumented
    run = TARGETS[name]
    run(b"")  # what is made once a process is made here
    atheris.Setup([sys.argv[0], *arguments], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
