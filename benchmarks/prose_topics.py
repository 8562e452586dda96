"""What the articles of the benchmark are about: tables as people head them, and ways to say their rows in prose."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A row's label, and ways to speak of it."""

    label: str
    nouns: tuple[str, ...]


class Topic(NamedTuple):
    """A table: `kind` is how its figures are written; `told` are sentences with {q} and {n}, quantity and row."""

    caption: str
    header: tuple[str, str]
    kind: str
    rows: tuple[Row, ...]
    told: tuple[str, ...]
    opening: str


def _rows(*lines: str) -> tuple[Row, ...]:
    split = (line.split(" = ") for line in lines)
    return tuple(Row(label, tuple(nouns.split(" | "))) for label, nouns in split)


TOPICS = (
    Topic(
        "Trees in numbers",
        ("Kind", "Planted"),
        "count",
        _rows(
            "Lime trees = lime trees | limes",
            "Red maples = red maples",
            "Common oaks = common oaks | oaks",
            "Silver birches = silver birches | birches",
            "Wild cherries = wild cherries | cherries",
            "Black poplars = black poplars | poplars",
            "Willows = willows",
        ),
        (
            "Gardeners planted {q} {n} along the river.",
            "There are {q} {n} in the park.",
            "Volunteers put {q} {n} into the ground.",
            "Of all kinds, {n} did well: {q} were planted.",
        ),
        "The town has finished its planting.",
    ),
    Topic(
        "Key figures of the collection",
        ("Metric", "Figure"),
        "scaled",
        _rows(
            "Audio files copied = audio files | copied audio files",
            "Album covers = album covers | covers of albums",
            "Artists listed = listed artists | artists",
            "Playlists indexed = indexed playlists | playlists",
            "Podcast episodes = podcast episodes | episodes of podcasts",
            "Lyrics sheets = lyrics sheets | sheets with lyrics",
        ),
        (
            "The collection holds {q} {n}.",
            "The group says that it has gathered {q} {n}.",
            "Its catalogue spans {q} {n}, the group says.",
            "They speak of {q} {n}.",
        ),
        "A group has published a collection.",
    ),
    Topic(
        "Storage by department",
        ("Department", "Volume"),
        "data",
        _rows(
            "Radiology = radiology | the radiology department",
            "Pathology = pathology | the pathology department",
            "Cardiology = cardiology | the cardiology department",
            "Genetics laboratory = the genetics laboratory",
            "Patient records = patient records",
        ),
        (
            "The volume kept for {n} is {q}.",
            "For {n}, the hospital stores {q}.",
            "{n} takes up {q} of the volume.",
            "Backups of {n} come to {q}.",
        ),
        "The hospital has counted what it keeps.",
    ),
    Topic(
        "Revenue by division",
        ("Division", "Revenue"),
        "money",
        _rows(
            "Garden tools = garden tools | the garden tools division",
            "Kitchen machines = kitchen machines",
            "Power drills = power drills",
            "Spare parts = spare parts | parts to spare",
            "Repair services = repair services | the repair service",
            "Paints = paints",
        ),
        (
            "Revenue from {n} came to {q}.",
            "The maker earned {q} with {n}.",
            "{n} brought in {q} in revenue.",
            "With {n} it took in {q}.",
        ),
        "The maker has published its results.",
    ),
    Topic(
        "Installed power",
        ("Plant", "Power"),
        "power",
        _rows(
            "Northern wind park = the northern wind park",
            "Harbour solar field = the harbour solar field | the solar field at the harbour",
            "Gas turbine = the gas turbine",
            "River dam = the dam in the river | the river dam",
            "Biogas station = the biogas station",
        ),
        (
            "{n} has a power of {q}.",
            "At {n}, {q} are installed.",
            "Engineers rate {n} at {q}.",
            "{n} delivers {q}.",
        ),
        "The utility runs several plants.",
    ),
    Topic(
        "Share of voters",
        ("Group", "Share"),
        "percent",
        _rows(
            "Students = students",
            "Pensioners = pensioners",
            "Farmers = farmers",
            "Office workers = office workers | workers in offices",
            "Nurses = nurses",
            "Shop owners = shop owners | owners of shops",
        ),
        (
            "Among {n}, {q} took part in the vote.",
            "The share of {n} who voted was {q}.",
            "{q} of {n} went to vote.",
            "Turnout among {n} reached {q}.",
        ),
        "The office has counted the vote.",
    ),
    Topic(
        "Catch in the bay",
        ("Species", "Landed"),
        "mass",
        _rows(
            "Herring = herring",
            "Atlantic cod = Atlantic cod | cod",
            "Brown shrimp = brown shrimp | shrimps",
            "Mackerel = mackerel",
            "Blue mussels = blue mussels | mussels",
        ),
        (
            "Boats landed {q} of {n}.",
            "The catch of {n} was {q}.",
            "Fishers brought {q} of {n} ashore.",
            "{n} made up {q} of the catch.",
        ),
        "The port keeps count of its fish.",
    ),
    Topic(
        "Length of the network",
        ("Line", "Length"),
        "length",
        _rows(
            "Cycle paths = cycle paths",
            "Tram lines = tram lines | lines of the tram",
            "Bus lanes = bus lanes | lanes for buses",
            "Footpaths = footpaths",
            "Water pipes = water pipes | pipes for water",
        ),
        (
            "The city maintains {q} of {n}.",
            "{n} stretch over {q}.",
            "There are {q} of {n} in the city.",
            "In all, {n} have a length of {q}.",
        ),
        "The city has measured its network.",
    ),
)
# Sentences about other things: {q} is a quantity of the table's kind, {same} the number of one of its rows.
DISTRACTORS = (
    "The report itself runs to {pages} pages.",
    "A ticket for the evening costs ${pages}.",
    "Some {pages} people came to the meeting.",
    "It took {pages} days to write it all down.",
    "The hall seats {pages} guests.",
    "A magazine asked {pages} readers what they thought.",
)
# Two rows in one sentence, or in a list.
JOINT = (
    "For {n} it is {q}, and {q2} for {n2}.",
    "{n} ({q}) come before {n2} ({q2}).",
    "It is {q} for {n}, {q2} for {n2}.",
    "While {n} stand at {q}, {n2} are at {q2}.",
    "\n\nThe numbers are:\n\n- {q} for {n}\n- {q2} for {n2}\n\n",
    "\n\nWhat was counted for {n}:\n\n- {q} in all\n\nFor {n2} there were {q2}. ",
)
# The row's own number, of other things.
SAME = (
    "Some {same} people came to the meeting.",
    "The hall seats {same} guests.",
    "A ticket costs ${same}.",
    "The report runs to {same} pages.",
)
# Sentences that speak of a row's things, but of others of them, and so are no difference; {n} and {q} as above.
OTHERS = (
    "In 2019, it was {q} for {n}.",
    "A year earlier, the figure for {n} was {q}.",
    "The rival counts {q} for {n}.",
    "For {n}, the plan is {q} by 2030.",
    "In Hamburg it is {q} for {n}.",
    "{q} more for {n} are expected.",
    "Before the change, it was {q} for {n}.",
    "An average of {q} for {n} would be usual.",
    "{n} grew by {q}.",
    "Experts had predicted {q} for {n}.",
    "Thieves made off with {q} of {n}.",
    "On Sunday alone, it was {q} for {n}.",
    "Workers moved {q} of {n} by hand.",
    "Inspectors checked {q} for {n}.",
    "The smallest comes to {q} for {n}.",
    "A helper bought {q} for {n} at auction.",
    "Online, {n} made {q}.",
)
