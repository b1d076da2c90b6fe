"""Composing extractors, and running them on articles."""

from diplotext.pipeline.pipeline import Pipeline, default_pipeline, default_registry, read

__all__ = ["Pipeline", "default_pipeline", "default_registry", "read"]
