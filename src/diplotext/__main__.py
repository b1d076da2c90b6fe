"""`python -m diplotext` is the `diplotext` command."""

from diplotext.cli.main import main

if __name__ == "__main__":
    main()
