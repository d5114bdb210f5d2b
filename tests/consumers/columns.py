"""Readers that want one type a column: DuckDB, polars, Arrow. Each reads acts.csv, whose columns it types by itself, and act.jsonl, where `act` is the
one layer: the fields of a name would have several types in a file of all layers."""

import datetime

from claims import documents, must, must_equal, plain, rows_of, shown


def acts_of(folder):
    return [(doc, row) for doc, row in rows_of(documents(folder)) if row["layer"] == "act"]


def cell_of(value):
    """A cell of whatever type as it stands in the file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return plain(str(value))


def check_table(folder, names, rows):
    """Rows are tuples of cells, in the order of names."""
    acts = acts_of(folder)
    must_equal("document", names[0], "the first column, without a byte order mark")
    must_equal(len(acts), len(rows), "rows")
    for (doc, row), cells in zip(acts, rows):
        cells = dict(zip(names, cells))
        words = {one["id"]: one["text"] for one in doc["annotations"]}
        must_equal((row["start"], row["stop"]), (cells["start"], cells["stop"]), "offsets, as numbers")
        must_equal((doc["uri"], row["text"]), (cells["document"], plain(cells["text"])), "document and words")
        for field in names[11:]:
            must_equal(shown(row["fields"].get(field, ""), words), cell_of(cells[field]), field)
    return len(rows)


def check_lines(folder, rows):
    """Rows are (address, start, words, kind, names of actors) of act.jsonl."""
    wanted = [
        (doc["uri"], row["start"], row["text"], row["fields"].get("kind"), [actor["name"] for actor in row["fields"].get("actor", [])])
        for doc, row in acts_of(folder)
    ]
    must(wanted, "acts")
    must_equal(wanted, [(*row[:4], list(row[4] or [])) for row in rows], "acts of the JSON lines")
    return len(rows)


def read_duckdb(folder):
    import duckdb

    table = duckdb.sql(f"SELECT * FROM read_csv('{folder / 'acts.csv'}')")
    n = check_table(folder, table.columns, table.fetchall())
    lines = duckdb.sql(
        f"""SELECT uri, act.start, act.text, act.fields.kind, [one.name for one in act.fields.actor]
            FROM (SELECT uri, unnest(annotations) AS act FROM read_json('{folder / "act.jsonl"}'))"""
    )
    return f"DuckDB {duckdb.__version__}: {n} rows, {check_lines(folder, lines.fetchall())} acts of JSON lines"


def read_polars(folder):
    import polars

    table = polars.read_csv(folder / "acts.csv", infer_schema_length=None)
    n = check_table(folder, table.columns, table.rows())
    lines = polars.read_ndjson(folder / "act.jsonl", infer_schema_length=None).explode("annotations")
    lines = lines.select("uri", polars.col("annotations").struct.unnest()).drop_nulls("start").unnest("fields")
    names = polars.col("actor").list.eval(polars.element().struct.field("name"))
    acts = check_lines(folder, lines.select("uri", "start", "text", "kind", names).rows())
    return f"polars {polars.__version__}: {n} rows, {acts} acts of JSON lines"


def read_arrow(folder):
    import pyarrow
    import pyarrow.csv
    import pyarrow.json

    lines_in_cells = pyarrow.csv.ParseOptions(newlines_in_values=True)
    table = pyarrow.csv.read_csv(folder / "acts.csv", parse_options=lines_in_cells)
    n = check_table(folder, table.column_names, [tuple(row.values()) for row in table.to_pylist()])
    block = pyarrow.json.ReadOptions(block_size=1 << 24)
    rows = [
        (doc["uri"], act["start"], act["text"], act["fields"].get("kind"), [one["name"] for one in act["fields"]["actor"] or []])
        for doc in pyarrow.json.read_json(folder / "act.jsonl", read_options=block).to_pylist()
        for act in doc["annotations"]
    ]
    return f"pyarrow {pyarrow.__version__}: {n} rows, {check_lines(folder, rows)} acts of JSON lines"
