"""`python -m whyshore` does what the command `whyshore` does."""

from whyshore.cli.start import main

if __name__ == "__main__":
    main()
