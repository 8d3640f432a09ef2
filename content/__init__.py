"""What there is to learn: decks, the ways a question is asked, and grading. Knows no chat and no database."""
