#!/usr/bin/env python3
"""Loads a SavedModel that DeepKeras wrote, with TensorFlow and with Keras, and predicts.

    python3 load-saved-model.py [SAVED_MODEL] [ROWS.csv]

Needs TensorFlow (pip install tensorflow); no .NET.
"""

import csv
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
NO_TENSORFLOW = 3


def read(path):
    """The images of a CSV file: a header, then the digit and its 64 pixels in each line."""
    with open(path, newline="") as file:
        lines = csv.reader(file)
        next(lines)
        return [[float(number) for number in line[1:]] for line in lines]


def show(probabilities):
    for row in probabilities:
        row = [float(p) for p in row]
        print(row.index(max(row)), *(f"{p:.7f}" for p in row))


def main(folder, rows):
    images = read(rows)
    if not os.path.isfile(os.path.join(folder, "saved_model.pb")):
        sys.exit(f"{folder} is no SavedModel: it has no saved_model.pb.")

    try:
        import tensorflow as tf
    except ImportError:
        print(f"{len(images)} rows read, but TensorFlow for Python is not installed: pip install tensorflow", file=sys.stderr)
        sys.exit(NO_TENSORFLOW)

    x = tf.constant(images, dtype=tf.float32)

    # With TensorFlow alone: a signature takes its inputs by name, and gives a dict of its outputs.
    loaded = tf.saved_model.load(folder)
    signature = loaded.signatures["serving_default"]
    (name,) = signature.structured_input_signature[1]
    (probabilities,) = signature(**{name: x}).values()
    show(probabilities.numpy())

    # As a layer of a Keras model. Keras 3 reads no SavedModel as a model, but any as a layer.
    try:
        import keras
        layer = keras.layers.TFSMLayer(folder, call_endpoint="serve")
    except (ImportError, AttributeError):
        return  # Keras 2 has tf.keras.models.load_model for folders instead.
    again = layer(x)
    difference = float(tf.reduce_max(tf.abs(again - probabilities)))
    if difference > 1e-6:
        sys.exit(f"TFSMLayer and the signature differ by {difference}")


if __name__ == "__main__":
    arguments = sys.argv[1:] + [None, None]
    main(
        arguments[0] or os.path.join(here, "../../models/digits-mlp/saved_model"),
        arguments[1] or os.path.join(here, "../digits.csv"),
    )
