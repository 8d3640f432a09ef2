"""What people see, as data: one module per kind of screen. No markup and no sentence stands here."""
