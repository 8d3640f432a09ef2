"""The commands of the command line, a module each; ``add_to`` declares them to argparse."""
