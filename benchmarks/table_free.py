"""Texts without a table, made with a fixed seed: what is read as one in them is invented."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.table_grids import NOUNS, PLACES
from pipeline.extract import extract_document

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT, SEED = 200, 5


def sentence(made: random.Random) -> str:
    words = made.sample(NOUNS, made.randint(4, 12))
    if made.random() < 0.4:
        words.insert(2, f"{made.randint(2, 9999):,}")
    return " ".join(words).capitalize() + made.choice(".....!?")


def prose(made: random.Random) -> str:
    return " ".join(sentence(made) for _ in range(made.randint(3, 9)))


def typed(made: random.Random) -> str:
    return _wrapped("  ".join(sentence(made) for _ in range(9)), 60)


def two_columns(made: random.Random) -> str:
    left, right = (_wrapped(prose(made) + " " + prose(made), 30).splitlines() for _ in range(2))
    return "\n".join(f"{a:34}{b}" for a, b in zip(left, right, strict=False))


def poem(made: random.Random) -> str:
    return "\n".join(" " * made.choice([0, 4, 8]) + " ".join(made.sample(NOUNS, 4)) for _ in range(8))


def contents(made: random.Random) -> str:
    return "\n".join(f"{name.capitalize():.<40} {made.randint(1, 300)}" for name in made.sample(NOUNS, 8))


def keys(made: random.Random) -> str:
    return "\n".join(f"{name.capitalize() + ':':16}{made.randint(1, 900)}" for name in made.sample(NOUNS, 6))


def addresses(made: random.Random) -> str:
    lines = []
    for _ in range(4):
        street = f"{made.choice(NOUNS).capitalize()} {made.randint(1, 99)}"
        lines.append(f"{made.choice(PLACES)[:14]:24}{street}")
    return "\n".join(lines)


def log(made: random.Random) -> str:
    levels = ["INFO ", "WARN ", "ERROR"]
    return "\n".join(f"2024-05-12 10:00:{n:02}  {made.choice(levels)}  {sentence(made)}" for n in range(10, 18))


def code(made: random.Random) -> str:
    names = made.sample(NOUNS, 6)
    return "\n".join(f"    {name:12} = {made.randint(1, 99)};   // {made.choice(NOUNS)}" for name in names)


def shell(made: random.Random) -> str:
    return "\n".join(f"$ cat {made.choice(NOUNS)} | sort | uniq -c | head -{made.randint(2, 9)}" for _ in range(5))


def options(made: random.Random) -> str:
    return "\n".join(f"  -{name[0]}, --{name:14} {sentence(made)}" for name in made.sample(NOUNS, 6))


def listed(made: random.Random) -> str:
    mark = made.choice(["- ", "* ", "• ", "{}. ", "{})  ", "{}.\t"])
    return "\n".join(mark.format(number) + sentence(made) for number in range(1, 7))


def names(made: random.Random) -> str:
    return "\n".join("".join(f"{name.capitalize():16}" for name in made.sample(NOUNS, 3)).rstrip() for _ in range(6))


def drawing(made: random.Random) -> str:
    return "\n".join("".join(made.choice(r" /\_|-+<>o.'") for _ in range(24)) for _ in range(6))


def dialogue(made: random.Random) -> str:
    return "\n".join(f"{made.choice(['ANN', 'BOB']):8}{sentence(made)}" for _ in range(6))


def quoted(made: random.Random) -> str:
    return "\n".join("> " * made.randint(1, 2) + sentence(made) for _ in range(5))


def _wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return "\n".join(lines)


KINDS: tuple[Callable[[random.Random], str], ...] = (
    prose,
    typed,
    two_columns,
    poem,
    contents,
    keys,
    addresses,
    log,
    code,
    shell,
    options,
    listed,
    names,
    drawing,
    dialogue,
    quoted,
)


def show_free() -> int:
    """Print how many tables are invented; their number."""
    print(f"texts without a table, {COUNT} of each of {len(KINDS)} kinds made with seed {SEED}")
    total = 0
    for media_type in ("text/plain", "text/markdown"):
        for kind in KINDS:
            made = random.Random(SEED)  # noqa: S311 no secret
            invented = []
            for _ in range(COUNT):
                text = f"{sentence(made)}\n\n{kind(made)}\n\n{sentence(made)}\n"
                document = extract_document(text.encode(), media_type)
                invented += [text for table in document.tables if table.skipped is None]
            total += len(invented)
            for text in invented[:2]:
                print(f"  ! {media_type}, {kind.__name__}: a table in {text[:300]!r}")
    print(f"  invented tables        {total} on {2 * COUNT * len(KINDS)} documents")
    return total
