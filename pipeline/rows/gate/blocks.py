"""A stream of bytes in blocks that end where a record ends, and whether the quotes in a block are used strictly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import StructureFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BLOCK = 1 << 20
# A record that is longer than this is taken for what follows an unclosed quote.
LONGEST = 64 << 20
BOM = b"\xef\xbb\xbf"


def blocks(read: Callable[[int], bytes], quote: bytes, size: int = BLOCK) -> Iterator[bytes]:
    """Blocks of whole records from a source of bytes, about `size` each; a byte-order mark is left out.

    Where records end is found by counting quotes, so in a file that uses them wrongly a block may end anywhere: the
    blocks up to and with the first wrong quote are right.
    """
    rest = b""
    first = True
    while chunk := read(size):
        if first:
            chunk, first = chunk.removeprefix(BOM), False
        rest += chunk
        end = _end(rest, quote)
        if end:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > LONGEST:
            raise StructureFault("source-error", f"a record is longer than {LONGEST >> 20} MB: an unclosed quote?")
        else:
            # What is read next doubles, so that a long record is not scanned again and again.
            size = max(BLOCK, len(rest))
    if rest:
        yield rest


def _end(data: bytes, quote: bytes) -> int:
    """Where the last record that is certainly whole ends; 0 if there is none."""
    end = _newline(data, len(data))
    if not quote or end == 0:
        return end
    count = data.count(quote, 0, end)
    while end and count % 2:
        # Within quotes: go back to before the quote that opened, and to the end of the record before it.
        opened = data.rfind(quote, 0, end)
        before = _newline(data, opened)
        count -= data.count(quote, before, end)
        end = before
    return end


def _newline(data: bytes, end: int) -> int:
    """The place after the last end of a line before `end`; 0 if there is none."""
    found = data.rfind(b"\n", 0, end) + 1
    if found:
        return found
    # A CR at the very end may be half of a CR LF.
    return data.rfind(b"\r", 0, max(0, min(end, len(data) - 1))) + 1


def is_strict(block: bytes, quote: bytes, delimiter: bytes) -> bool:
    """Whether every quote opens a cell, closes one, or is doubled within one."""
    parts = block.split(quote)
    if len(parts) % 2 == 0:
        return False
    ends = (*delimiter, *b"\r\n")
    first, last = parts[0], parts[-1]
    if (first and first[-1] not in ends) or (len(parts) > 1 and last and last[0] not in ends):
        return False
    return all(not part or (part[0] in ends and part[-1] in ends) for part in parts[2:-1:2])
