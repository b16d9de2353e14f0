"""Quotes become searchable: the model, the vectors, the words, and generations of them on disk."""

import os

# Read when torch and FAISS load their OpenMP, so it stands here. By default threads wait for each other in a busy loop:
# on two cores with other work the slowest question in twenty took about 1 s in two runs of three, so it takes 0.04 s.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
