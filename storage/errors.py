"""What may go wrong with the storage itself, told to an operator in one line."""


class StorageError(Exception):
    """The storage cannot be opened or used. The message says what to do."""


class Unavailable(StorageError):
    """The storage does not work at this moment: locked by somebody, the disk full, the server away.

    Nothing of the transaction has happened; the same one may succeed later.
    """
