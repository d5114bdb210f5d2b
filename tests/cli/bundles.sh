# bundles.sh - files that hold files: mailboxes.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"

# A mailbox: the same mails from a file, from standard input and once more; twins keep their ids.
mail() {
    printf 'From ada@example.org Mon Mar  2 09:30:00 2026\nFrom: Press <press@mfa.example>\nMessage-ID: <%s@mfa.example>\nDate: Mon, 2 Mar 2026 10:12:00 +0000\nSubject: Call %s\n\nNorway thanked Peru for paper %s.\n\nFrom Lima nothing came.\n\n' "$1" "$1" "$1"
}
mkdir post
{ mail one; mail two; mail two; } >post/press.mbox
touch -d '2020-01-01' post/press.mbox
lunette 2 run post -p entities -o post.db
answers post.db "SELECT group_concat(uri || ' ' || date || ' ' || title, ', ') FROM (SELECT * FROM document ORDER BY id)" \
    "\"post/press.mbox#one@mfa.example 2026-03-02 Call one, post/press.mbox#two@mfa.example 2026-03-02 Call two, post/press.mbox#two@mfa.example:21 2026-03-02 Call two\""
answers post.db "SELECT group_concat(code, ', ') FROM problem" duplicate-id
lunette 0 run post -p entities -o post.db
holds "$err" "3 unchanged"
lunette 2 run - -p entities -o pipe.db <post/press.mbox
answers pipe.db "SELECT count(*) FROM document WHERE text LIKE '%From Lima%'" 3

finish
