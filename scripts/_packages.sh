# The Debian packages that Lunette is built and tested with; read by setup. Not a program.

# To build and run.
LUNETTE_PACKAGES="
build-essential cmake ninja-build pkg-config binutils
liblua5.4-dev lua5.4 lua-lpeg lua-lpeg-dev libsqlite3-dev
libpcre2-dev libxml2-dev libicu-dev libuchardet-dev libcjson-dev libxxhash-dev libarchive-dev nettle-dev
festlex-poslex wordnet-base iso-codes unicode-cldr-core libgeonames-common
"

# To test as well.
LUNETTE_TEST_PACKAGES="libcmocka-dev lua-check clang-format valgrind sqlite3"

# No more than a help: a build without them works; poppler-utils reads PDF files.
LUNETTE_EXTRA_PACKAGES="ccache libseccomp-dev libedit-dev poppler-utils"
