/*
** load.h - from sources (folders, files, standard input, containers) to documents ready for core/text.
**
** Two steps: a walk enumerates items in a stable order (the order gives documents their numbers), an item is read
** into a document. Nothing here keeps a whole container in memory as documents: the members come one at a time.
*/
#ifndef LUN_LOAD_LOAD_H
#define LUN_LOAD_LOAD_H

#include "base/buf.h"
#include "text/document.h"

typedef struct lun_load_options {
    const char *const *globs;  /* --glob: only names that match one of these; NULL-terminated, may be NULL */
    const char *path_template; /* --path '{country}/{source}/{date}-*'; may be NULL */
    const char *sidecar;       /* --meta FILE.csv: `path`, `file`, `uri` or `id` names the document; may be NULL */
    const char *language;      /* --language-is: beats a guess and what the document says; may be NULL */
    const char *text_column; /* --text-column: of CSV files, where it has a name that is not looked for; may be NULL */
    size_t limit;            /* largest file or member in bytes; 0 = LUN_TEXT_MAX */
    int hidden;              /* 1 = also walk names that start with a dot */
    /*
    ** Of a source that opens its files itself: starts pdftotext over an open PDF file, *out is a pipe with what it writes (pdf.h). NULL: PDF files
    ** are a problem. LUN_ENOTFOUND: so is this one, there is no pdftotext.
    */
    int (*convert)(void *context, int pdf, int *out, lun_error *err);
    void *convert_context;
} lun_load_options;

typedef struct lun_source lun_source; /* an open set of sources */

/*
** Opens the sources named by paths[0..n): files, folders, "-" for standard input. Fails where a named path does not
** exist or cannot be opened (LUN_ENOTFOUND, LUN_EIO), the template or sidecar is malformed (LUN_EFORMAT, with line),
** a named path is a FIFO or device (LUN_EUSAGE). An empty folder is no failure: it yields nothing.
*/
int lun_source_open(lun_source **out, const char *const *paths, size_t n, const lun_load_options *options,
                    lun_error *err);
void lun_source_close(lun_source *source); /* takes NULL */

/*
** The next document: 1 and *out (the caller's to lun_document_free) or 0 at the end; negative only when nothing more
** can be read at all (LUN_ENOMEM). What is wrong with one file or member is a problem of a document: if nothing could
** be read of it, *out is a document with uri, empty text (text == "", len 0) and the problem. A member's problem
** names file and line.
*/
int lun_source_next(lun_source *source, lun_document **out, lun_error *err);

/*
** What this program wrote (reports, exports, corrections, corpora) and lies in a folder of sources is none of them: such a
** file is a document without text that has the problem LUN_OWN_OUTPUT, or LUN_OWN_CORPUS. A file that is named itself is taken.
*/
typedef enum lun_own { LUN_OWN_TAKEN, LUN_OWN_LEFT } lun_own;
#define LUN_OWN_OUTPUT "own-output"
#define LUN_OWN_CORPUS "own-corpus"
int lun_load_has_problem(const lun_document *document, const char *code);

/*
** ---- items that somebody else has enumerated and opened ----
** A source opened with n = 0 is given one item at a time; lun_source_next then yields its documents, and 0 when it is
** done. So the process that reads needs no right to open anything.
*/

/*
** A file: its path as shown, the part of it below the named folder, and a descriptor at its first byte, taken over.
** *lines: where the file is JSON lines in UTF-8, the byte at which the first begins, so that lun_source_put_lines can be
** given its pieces instead; else LUN_SOURCE_ALL where all of it is read, LUN_SOURCE_WITHIN where what lies beyond the limit
** makes no difference. LUN_ENOMEM.
*/
#define LUN_SOURCE_ALL (UINT64_MAX - 1)
#define LUN_SOURCE_WITHIN UINT64_MAX
int lun_source_put_file(lun_source *source, int take_fd, const char *path, const char *below, lun_own own,
                        uint64_t *lines, lun_error *err);
/* 1 where an open file is a PDF file, by its first bytes; its offset stays. */
int lun_load_is_pdf(int fd);
/* The output of pdftotext over such a file, as it comes out of a pipe that is taken over (pdf.h has its form). LUN_ENOMEM. */
int lun_source_put_pdf(lun_source *source, int take_fd, const char *path, const char *below, lun_error *err);
/* What is said of a document whose uri another has: path, line, id. */
#define LUN_USED_BEFORE "%s:%u: id '%.120s' was used before; give each document its own"

/* Whole JSON lines of such a file, `line` being the number of the first, from 1. data is borrowed until the next item. */
int lun_source_put_lines(lun_source *source, const char *path, const char *below, size_t line, const char *data,
                         size_t len, lun_error *err);
/* A path of which nothing can be read: a document with this problem. */
int lun_source_put_problem(lun_source *source, const char *path, const char *below, const char *code,
                           const char *message, lun_error *err);

/* Loads one document from bytes in memory, e.g. of an editor or a test; `name` gives uri and a hint to the format. */
int lun_load_bytes(lun_document **out, const char *name, const char *data, size_t len, const lun_load_options *options,
                   lun_error *err);

/*
** One JSON object of `pipe` or JSON lines: keys id, uri, title, date, language, source, country, text; the rest is
** metadata.
*/
int lun_load_json(lun_document **out, const char *name, size_t line, const char *data, size_t len,
                  const lun_load_options *options, lun_error *err);

int lun_load_is_language(const char *code); /* 1: it has the form of a code, such as en or pt-BR */

typedef enum lun_letters { LUN_LETTERS_LARGE, LUN_LETTERS_SMALL } lun_letters; /* of %FC, %fc */

/* Adds a path, or a part of one, as it is shown. Names of files are any bytes: what is not UTF-8 is written as %XX. */
void lun_load_readable(lun_buf *out, const char *path, size_t len, lun_letters letters);

/* Countries by alpha-2, alpha-3, number or English name ("CN", "CHN", "China") to alpha-2 in out; 1 found, 0 not. */
int lun_load_country(const char *text, char out[3]);

/* Languages by code or English name ("fr", "FR-be", "French") to the code in out; 1 found, 0 not. A code of three letters stays one. */
int lun_load_language(const char *text, char out[4]);

#endif
