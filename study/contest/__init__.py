"""Contests in a group: lobby, rounds against the clock, points, tables, duels, marathons."""
