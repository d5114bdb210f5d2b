# mail.sh - mails in many character sets, codings and forms are read as another reader reads them: Python's own library, which also writes them.
set -eu
. "$LUNETTE_ROOT/tests/cli/_lib.sh"
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 77; }

readers=$LUNETTE_ROOT/tests/consumers/mails.py
mkdir mails
written=$(python3 "$readers" mails)
[ "$written" -ge 250 ] || complain "mails written" "250 at least" "$written"
lunette 2 run mails -p syntax -o mails.db # 2: what is attached is a problem
lunette 0 sql --format json mails.db "SELECT uri, title, text FROM document ORDER BY id"
equals "mails that are read as Python reads them" "$written alike" "$(python3 "$readers" mails "$out" 2>&1 || true)"
finish
