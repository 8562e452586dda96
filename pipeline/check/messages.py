"""The messages of Frictionless's errors, by type."""

MESSAGES = {
    "blank-row": 'Row at position "{rowNumber}" is completely blank',
    "extra-cell": 'Row at position "{rowNumber}" has an extra value in field at position "{fieldNumber}"',
    "missing-cell": (
        'Row at position "{rowNumber}" has a missing cell in field "{fieldName}" at position "{fieldNumber}"'
    ),
    "type-error": (
        'Type error in the cell "{cell}" in row "{rowNumber}" and field "{fieldName}" at '
        'position "{fieldNumber}": {note}'
    ),
    "constraint-error": (
        'The cell "{cell}" in row at position "{rowNumber}" and field "{fieldName}" at '
        'position "{fieldNumber}" does not conform to a constraint: {note}'
    ),
    "unique-error": (
        'Row at position "{rowNumber}" has unique constraint violation in field "{fieldName}" '
        'at position "{fieldNumber}": {note}'
    ),
    "primary-key": 'Row at position "{rowNumber}" violates the primary key: {note}',
    "unique-key": 'Row at position "{rowNumber}" violates a unique key: {note}',
    "foreign-key": 'Row at position "{rowNumber}" violates the foreign key: {note}',
    "extra-label": 'There is an extra label "{label}" in header at position "{fieldNumber}"',
    "missing-label": 'There is a missing label in the header\'s field "{fieldName}" at position "{fieldNumber}"',
    "blank-label": 'Label in the header in field at position "{fieldNumber}" is blank',
    "duplicate-label": 'Label "{label}" in the header at position "{fieldNumber}" is duplicated to a label: {note}',
    "incorrect-label": (
        'Label "{label}" in field {fieldName} at position "{fieldNumber}" does not match the field name in the schema'
    ),
    "unmatched-header": "None of the fields defined in the schema is present in the header",
    "hash-count": "The data source does not match the expected hash count: {note}",
    "byte-count": "The data source does not match the expected byte count: {note}",
    "row-count": "The data source does not match the expected row count: {note}",
    "source-error": "The data source has not supported or has inconsistent contents: {note}",
    "encoding-error": "Data cannot be read because of an encoding error: {note}",
    "compression-error": "The data source could not be decompressed: {note}",
}
