"""`python -m communique.cli` is `communique`."""

from communique.cli import main

raise SystemExit(main())
