"""How much of an uploaded file is kept, before any form has seen it."""

from django.core.files.uploadhandler import FileUploadHandler

# A little more than the largest that any form takes, so that the form still sees that it is too large.
MOST_BYTES = 21 * 1024 * 1024


class CappedUploadHandler(FileUploadHandler):
    """Stands before Django's own handlers, and lets nothing beyond the limit reach their memory or disk."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start < MOST_BYTES else None

    def file_complete(self, file_size: int) -> None:
        return None
