"""What the readers of this folder share: the documents of all.jsonl, claims, and how tables tell a value."""

import json
import re


def documents(folder):
    with open(folder / "all.jsonl", encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines]


def rows_of(found):
    """The rows of documents, each with its document."""
    return [(doc, row) for doc in found for row in doc["annotations"]]


def must(holds, *what):
    if not holds:
        raise AssertionError(" ".join(repr(one) if not isinstance(one, str) else one for one in what))


def must_equal(expected, got, what):
    if expected != got:
        raise AssertionError(f"{what}: expected {str(expected)[:500]}, got {str(got)[:500]}")


# ---- tables ----


def shown(value, words):
    """A value of a field as tables tell it."""
    if isinstance(value, list):
        return "; ".join(shown(item, words) for item in value)
    if isinstance(value, dict):
        return value.get("name") or value.get("text") or words[value["ref"]]
    return str(value).lower() if isinstance(value, bool) else str(value)


def plain(cell):
    """A cell without the apostrophe that keeps spreadsheets from computing it."""
    return cell[1:] if re.match("'[=+\\-@＝＋－＠\t\r\n]", cell) else cell
