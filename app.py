"""Starts the web application, like `chatbot serve`."""

import sys

from chatbot.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
