"""Folders of articles: golden checks, and files written whole or not at all."""
