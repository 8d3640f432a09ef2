"""What is claimed of speed, as scripts that anyone can run. Each prints ratios against a floor of the same run."""
