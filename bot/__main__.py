"""`python -m bot` is `studybot`."""

import sys

from bot.cli import main

sys.exit(main())
