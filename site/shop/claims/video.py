"""The outline of an MP4: its boxes (ISO 14496-12), read without decoding anything."""

import struct

BRANDS = (b"isom", b"iso", b"mp4", b"avc1", b"M4V", b"MSNV", b"3gp", b"qt  ", b"dash", b"f4v")


MOST_BOXES = 10_000  # a video in pieces has two for each second or so


class CutOff(Exception):
    """A box ends behind the end of the file, or what follows is no box."""


def is_mp4(head):
    """Whether a file that begins with these 16 bytes says that it is a video in MP4."""
    return len(head) >= 12 and head[4:8] == b"ftyp" and head[8:12].startswith(BRANDS)


def walk_boxes(file, size_bytes):
    """The boxes at the top of the file: type → bytes. Raises CutOff unless they fill it exactly, or for too many."""
    found, count, position = {}, 0, 0
    while position < size_bytes:
        file.seek(position)
        header = file.read(16)
        if len(header) < 8:
            raise CutOff
        length, kind = struct.unpack(">I4s", header[:8])
        if length == 1:
            if len(header) < 16:
                raise CutOff
            (length,) = struct.unpack(">Q", header[8:])
        elif length == 0:  # to the end of the file
            length = size_bytes - position
        if length < 8 or position + length > size_bytes or not all(0x20 <= byte < 0x7F for byte in kind):
            raise CutOff
        found[kind] = max(found.get(kind, 0), length)
        position, count = position + length, count + 1
        if count > MOST_BOXES:
            raise CutOff
    return found
