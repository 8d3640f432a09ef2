"""From values to what Telegram shows: its HTML, its tables, and where a long text may be cut."""
