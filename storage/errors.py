"""What may go wrong with the storage itself, told to an operator in one line."""


class StorageError(Exception):
    """The storage cannot be opened or used. The message says what to do."""
