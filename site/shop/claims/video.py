"""The outline of an MP4: its boxes (ISO 14496-12), read without decoding anything."""

import struct

BRANDS = (b"isom", b"iso", b"mp4", b"avc1", b"M4V", b"MSNV", b"3gp", b"qt  ", b"dash", b"f4v")
LEAST_MVHD_BYTES = 96  # of the head of a film, in its shorter version
MOST_BOXES = 10_000  # a video in pieces has two for each second or so


class CutOff(Exception):
    """A box ends behind the end of the file, or what follows is no box."""


def is_mp4(head):
    """Whether a file that begins with these 16 bytes says that it is a video in MP4."""
    return len(head) >= 12 and head[4:8] == b"ftyp" and head[8:12].startswith(BRANDS)


def holds_video(file, size_bytes):
    """Whether the boxes of the file describe a film and hold its pictures. Raises CutOff."""
    boxes = walk_boxes(file, 0, size_bytes)
    start, end = boxes.get(b"moov", (0, 0))
    described = walk_boxes(file, start, end)
    needed = ((boxes, b"mdat", 8), (described, b"mvhd", LEAST_MVHD_BYTES), (described, b"trak", 8))
    return all(there.get(kind, (0, 0))[1] - there.get(kind, (0, 0))[0] >= least for there, kind, least in needed)


def walk_boxes(file, position, end):
    """The boxes between two places: type → (start, end) of the content of the largest one.

    Raises CutOff unless they fill the space exactly, or for too many.
    """
    found, count = {}, 0
    while position < end:
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
            length = end - position
        if length < 8 or position + length > end or not all(0x20 <= byte < 0x7F for byte in kind):
            raise CutOff
        content = min(position + (16 if header[:4] == b"\0\0\0\1" else 8), position + length), position + length
        found[kind] = max(found.get(kind, (0, 0)), content, key=lambda span: span[1] - span[0])
        position, count = position + length, count + 1
        if count > MOST_BOXES:
            raise CutOff
    return found
