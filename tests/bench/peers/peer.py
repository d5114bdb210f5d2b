"""peer.py - what spaCy and Python's re make of JSON lines: one job, timed, as its users would write it.

python peer.py JOB SOURCE.jsonl [RULES.json]: prints a line of JSON: processor seconds of the job and seconds by the clock, documents,
bytes of text, matches, and matches by rule where there are rules. Not in the clock: starting, loading, building rules, parsing the
JSON.

  sentences   spaCy: blank English with sentencizer
  matcher     the same and a Matcher with the rules
  phrases     the same and a PhraseMatcher with the rules, which must be plain words
  re          Python's re, one rule after the other

Rules are lists of steps: {words, optional}, {class: "cap" | "lower"}, {gap: most tokens}.
"""

import json
import re
import sys
import time


def fail(message):
    sys.stderr.write("peer.py: %s\n" % message)
    sys.exit(3)


# ---- spaCy ----

CLASSES = {"cap": {"IS_TITLE": True}, "lower": {"IS_LOWER": True}}


def matcher_steps(step):
    if "gap" in step:
        return [{"OP": "?"}] * step["gap"]
    if "class" in step:
        return [CLASSES[step["class"]]]
    words = step["words"]
    test = {"LOWER": words[0] if len(words) == 1 else {"IN": words}}
    if step.get("optional"):
        test["OP"] = "?"
    return [test]


def add_matcher(nlp, rules):
    from spacy.matcher import Matcher

    matcher = Matcher(nlp.vocab)
    for i, steps in enumerate(rules):
        matcher.add(str(i), [[test for step in steps for test in matcher_steps(step)]], greedy="LONGEST")
    return matcher


def add_phrases(nlp, rules):
    from spacy.matcher import PhraseMatcher

    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for i, steps in enumerate(rules):
        matcher.add(str(i), [nlp.make_doc(" ".join(step["words"][0] for step in steps))])
    return matcher


def spacy_job(job, rules):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 1 << 30
    if job == "sentences":
        return lambda text, found: sum(1 for _ in nlp(text).sents)
    matcher = add_matcher(nlp, rules) if job == "matcher" else add_phrases(nlp, rules)
    numbers = {nlp.vocab.strings[str(i)]: i for i in range(len(rules))}

    def work(text, found):
        hits = matcher(nlp(text))
        for key, _, _ in hits:
            found[numbers[key]] += 1
        return len(hits)

    return work


# ---- re ----


def regex_of(steps):
    parts = []
    for i, step in enumerate(steps):
        space = r"\s+" if i else ""
        if "gap" in step:
            parts.append(r"(?:\s+\S+){0,%d}?" % step["gap"])
        elif "class" in step:
            parts.append(space + (r"(?-i:[A-Z]\w*)" if step["class"] == "cap" else r"(?-i:[a-z]+)"))
        elif step.get("optional"):
            parts.append(r"(?:(?:%s)\s+)?" % "|".join(step["words"]))
        elif i and steps[i - 1].get("optional"):
            parts.append("(?:%s)" % "|".join(step["words"]))
        else:
            parts.append(space + "(?:%s)" % "|".join(step["words"]))
    return re.compile(r"\b%s\b" % "".join(parts), re.IGNORECASE)


def regex_job(rules):
    compiled = [regex_of(steps) for steps in rules]

    def work(text, found):
        n = 0
        for i, regex in enumerate(compiled):
            hits = sum(1 for _ in regex.finditer(text))
            found[i] += hits
            n += hits
        return n

    return work


# ---- the job ----


def choose(job, rules):
    if job not in ("sentences", "matcher", "phrases", "re"):
        fail("there is no job '%s'; there are sentences, matcher, phrases, re" % job)
    if job != "sentences" and rules is None:
        fail("job '%s' wants rules" % job)
    return regex_job(rules) if job == "re" else spacy_job(job, rules)


def main():
    if len(sys.argv) < 3:
        fail("python peer.py JOB SOURCE.jsonl [RULES.json]")
    rules = None
    if len(sys.argv) > 3:
        with open(sys.argv[3], encoding="utf-8") as file:
            rules = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        texts = [json.loads(line).get("text") or "" for line in file if line.strip()]
    work = choose(sys.argv[1], rules)
    found = [0] * len(rules or [])
    cpu, clock = time.process_time(), time.perf_counter()
    matches = sum(work(text, found) for text in texts)
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    size = sum(len(text.encode("utf-8")) for text in texts)
    print(json.dumps({"seconds": cpu, "clock": clock, "documents": len(texts), "bytes": size, "matches": matches, "rules": found}))


main()
