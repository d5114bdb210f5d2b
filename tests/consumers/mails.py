"""Mails as Python's own library writes them, and what it reads in them: mails.py FOLDER writes them there, mails.py FOLDER DOCUMENTS compares
with what the program read (one JSON object a line: uri, title, text). Empty lines do not count: where parts meet is for each reader to say."""
import email
import email.policy
import json
import pathlib
import random
import sys
from email.message import EmailMessage

COUNT = 300
WORDS = "The envoy met ministers in Bergen – coöperation “as agreed” cost €5 million; Ψυχή мир 会议 naïve façade = 100 % soft=20break .dot From here -- end".split()
CHARSETS = ["utf-8", "utf-8", "us-ascii", "iso-8859-1", "windows-1252", "koi8-r", "gb2312", "iso-2022-jp"]
CODINGS = ["quoted-printable", "base64", "8bit", None]
SUBJECTS = ["Readout", "Wörtlich: was “gesagt” wurde", "A subject that is longer than a line may be and holds naïve words, so that it is folded and coded, 会议 and all"]
SENDERS = ["press@ministry.example", '"Keller, Anna" <a@keller.example>', "Jörg Brand <j@brand.example>"]


def words(rng, charset, count):
    paragraphs = [" ".join(rng.choice(WORDS) for _ in range(count)) for _ in range(3)]
    return ("\n\n".join(paragraphs) + "\n").encode(charset, "ignore").decode(charset)


def inner(rng):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "b@brand.example", "Inside"
    mail.set_content(words(rng, "utf-8", 9))
    return mail


def mail_of(rng, number):
    mail = EmailMessage(policy=email.policy.SMTP if number % 2 else email.policy.default)
    mail["From"], mail["Subject"] = rng.choice(SENDERS), rng.choice(SUBJECTS)
    mail["Date"], mail["Message-ID"] = "Tue, 05 Mar 2024 11:30:00 +0100", "<%d@keller.example>" % number
    charset, coding = rng.choice(CHARSETS), rng.choice(CODINGS)
    mail.set_content(words(rng, charset, 40), charset=charset, **({"cte": coding} if coding else {}))
    kind = rng.choice(["plain", "page", "file", "parts", "mail"])
    if kind == "page":
        mail.add_alternative("<html><body><p>Not this</p></body></html>", subtype="html")
    elif kind == "file":
        mail.add_attachment(b"\0\1\2", maintype="application", subtype="pdf", filename="Zählung “1”.pdf")
    elif kind == "parts":
        mail.make_mixed()
        part = EmailMessage()
        part.set_content(words(rng, "utf-8", 12))
        mail.attach(part)
    elif kind == "mail":
        mail.add_attachment(inner(rng))
    return mail


def write(folder):
    rng, written = random.Random(7), 0
    for number in range(COUNT):
        try:
            data = mail_of(rng, number).as_bytes()
        except ValueError:  # 8bit where the character set needs another coding
            continue
        (folder / ("%03d.eml" % number)).write_bytes(data)
        written += 1
    return written


def lines(text):
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def expected(data):
    mail = email.message_from_bytes(data, policy=email.policy.default)
    parts = [p for p in mail.walk() if p.get_content_type() == "text/plain" and p.get_content_disposition() != "attachment"]
    return str(mail["Subject"]), lines("\n".join(p.get_content() for p in parts))


def compare(folder, documents):
    read = {pathlib.Path(d["uri"]).name: d for d in map(json.loads, open(documents, encoding="utf-8"))}
    alike = 0
    for path in sorted(folder.glob("*.eml")):
        title, text = expected(path.read_bytes())
        found = read.get(path.name, {"title": None, "text": ""})
        if found["title"] == title and lines(found["text"]) == text:
            alike += 1
        else:
            print("%s: expected %r, %r; read %r, %r" % (path.name, title, text[:2], found["title"], lines(found["text"])[:2]))
    return alike


folder = pathlib.Path(sys.argv[1])
if len(sys.argv) == 2:
    print(write(folder))
else:
    print("%d alike" % compare(folder, sys.argv[2]))
