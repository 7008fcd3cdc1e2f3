"""Runs every test of this folder: what the exports say to tools that we did not write.

`cargo xtask test` and `cargo xtask foreign` start it, with the program in DATELINE, pandoc in PANDOC
and the folder of Debian's citation styles in STYLES.
"""

import sys
import unittest

if __name__ == "__main__":
    suite = unittest.defaultTestLoader.discover(".", pattern="read_*.py")
    # Standard output, for whoever counts.
    runner = unittest.TextTestRunner(stream=sys.stdout, verbosity=1)
    sys.exit(not runner.run(suite).wasSuccessful())
