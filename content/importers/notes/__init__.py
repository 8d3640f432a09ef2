"""Question-and-answer notes in Markdown: text → lines → marks → outline → answers → decks."""

from __future__ import annotations

from content.importers.notes.importer import MarkdownNotes

MARKDOWN = MarkdownNotes()

__all__ = ["MARKDOWN", "MarkdownNotes"]
