"""The `shouwen` command: one small module for each subcommand, each with `add(subparsers)` and `run(args)`."""
