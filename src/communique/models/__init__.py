"""The trained models, their cards, and the code that runs them.

A model is a file beside its card (`types.md` for `types.onnx`): data, licence, recipe, seeds, scores, known faults.
Nothing is loaded before it is first asked for.
"""
