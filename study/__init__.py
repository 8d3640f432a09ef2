"""How learning goes: sessions, answers, progress. Pure: the clock, chance and storage come as arguments."""
