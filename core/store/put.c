/*
** put.c - storing one analysed document: itself, its metadata and problems, then its entities and rows. Sits on
** put_others.c, put_entities.c, put_rows.c, run.c.
**
** All or nothing: a savepoint holds each document. Offsets become code points here, once.
*/
#include <string.h>

#include "base/json.h"
#include "store/putting.h"

int64_t lun_store__point(const lun_putting *p, uint32_t byte)
{
    return (int64_t)lun_offsets_to_points(p->offsets, byte);
}

/* ---- the document ---- */

/* The number of the file that the document came from: 0 where it is not known. Mostly it is that of the document before. */
static int64_t find_origin(const lun_putting *p, const char *path)
{
    lun_store *store = p->store;
    sqlite3_stmt *stmt;
    int rc = LUN_OK;
    if (!path)
        return 0;
    if (store->origin_path && strcmp(store->origin_path, path) == 0)
        return store->origin;
    lun_free(store->origin_path);
    if (!(store->origin_path = lun_strdup(path)))
        return lun_error_set(p->err, LUN_ENOMEM, "no memory for the path of a source");
    store->origin = 0;
    if ((rc = lun_store__fixed(store, &stmt, LUN_FIXED_ORIGIN_FIND, p->err)) < 0)
        return rc;
    lun_store__bind_text(stmt, 1, path);
    if ((rc = lun_store__step(store, stmt, p->err)) > 0)
        store->origin = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    if (rc != 0)
        return rc < 0 ? rc : store->origin;
    if ((rc = lun_store__fixed(store, &stmt, LUN_FIXED_ORIGIN_INSERT, p->err)) < 0)
        return rc;
    lun_store__bind_text(stmt, 1, path);
    rc = lun_store__run(store, stmt, p->err);
    return rc < 0 ? rc : (store->origin = sqlite3_last_insert_rowid(store->db));
}

/* After a rollback the number may be nobody's. */
void lun_store__forget_origin(lun_store *store)
{
    lun_free(store->origin_path);
    store->origin_path = NULL;
}

static int bind_document(const lun_putting *p, sqlite3_stmt *stmt, int64_t origin)
{
    const lun_document *document = lun_annotations_document(p->set);
    const char *const texts[] = { document->uri,      document->id,     document->title,   document->date,
                                  document->language, document->source, document->country, document->media_type };
    sqlite3_bind_int64(stmt, 1, p->document);
    for (int i = 0; i < 8; i++)
        lun_store__bind_text(stmt, i + 2, texts[i]);
    sqlite3_bind_blob(stmt, 10, document->hash, sizeof document->hash, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 11, lun_store__document_key(document->uri));
    sqlite3_bind_int64(stmt, 12, lun_store__point(p, document->len));
    sqlite3_bind_int64(stmt, 13, p->store->run);
    sqlite3_bind_blob(stmt, 14, document->identity, sizeof document->identity, SQLITE_STATIC);
    sqlite3_bind_int(stmt, 16, document->plain != 0);
    sqlite3_bind_int(stmt, 17, p->is_same);
    return origin ? sqlite3_bind_int64(stmt, 15, origin) : sqlite3_bind_null(stmt, 15);
}

/* Pieces of LUN_STORE_PIECE code points; the last is shorter, and empty where the text has none or ends with a whole one. */
static int put_text(const lun_putting *p)
{
    const lun_document *document = lun_annotations_document(p->set);
    int64_t characters = lun_store__point(p, document->len);
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(p->store, &stmt, LUN_FIXED_TEXT, p->err);
    if (characters / LUN_STORE_PIECE >= LUN_STORE_PIECES)
        return lun_error_set(p->err, LUN_ELIMIT, "a text of %lld characters is too long", (long long)characters);
    for (int64_t piece = 0; piece <= characters / LUN_STORE_PIECE && rc == LUN_OK; piece++) {
        size_t start = lun_offsets_to_bytes(p->offsets, (size_t)(piece * LUN_STORE_PIECE)),
               stop = lun_offsets_to_bytes(p->offsets, (size_t)((piece + 1) * LUN_STORE_PIECE));
        sqlite3_bind_int64(stmt, 1, p->document * LUN_STORE_PIECES + piece);
        sqlite3_bind_text64(stmt, 2, document->text ? document->text + start : "", stop - start, SQLITE_STATIC,
                            SQLITE_UTF8);
        rc = lun_store__run(p->store, stmt, p->err);
    }
    return rc;
}

/*
** member is '"key":value' as JSON, what `document.metadata` is made of; value is plain text where it is a JSON
** string.
*/
static int put_member(const lun_putting *p, sqlite3_stmt *stmt, uint32_t position, const lun_meta *meta)
{
    lun_buf member = LUN_BUF_INIT;
    cJSON *value = NULL;
    int rc = lun_json_parse(&value, meta->value, strlen(meta->value), NULL, p->err);
    if (rc < 0)
        return lun_error_wrap(p->err, "metadata '%s'", meta->key);
    lun_json_add_string(&member, meta->key, strlen(meta->key));
    lun_buf_addc(&member, ':');
    lun_buf_adds(&member, meta->value);
    sqlite3_bind_int64(stmt, 1, p->document);
    sqlite3_bind_int64(stmt, 2, position);
    lun_store__bind_text(stmt, 3, meta->key);
    lun_store__bind_text(stmt, 4, cJSON_IsString(value) ? value->valuestring : meta->value);
    lun_store__bind_text(stmt, 5, member.data);
    rc = member.failed ? lun_error_set(p->err, LUN_ENOMEM, "no memory for metadata")
                       : lun_store__run(p->store, stmt, p->err);
    cJSON_Delete(value);
    lun_buf_clear(&member);
    return rc;
}

static int put_metadata(const lun_putting *p)
{
    const lun_document *document = lun_annotations_document(p->set);
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(p->store, &stmt, LUN_FIXED_METADATA, p->err);
    for (uint32_t i = 0; i < document->n_meta && rc == LUN_OK; i++)
        rc = put_member(p, stmt, i, &document->meta[i]);
    return rc;
}

static int put_problems(const lun_putting *p)
{
    const lun_document *document = lun_annotations_document(p->set);
    int rc = LUN_OK;
    for (const lun_problem *problem = document->problems; problem && rc == LUN_OK; problem = problem->next)
        rc = lun_store__problem(p->store, p->document, document->uri, problem, p->err);
    return rc;
}

static int run_one(lun_store *store, enum lun_fixed which, int64_t number, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, which, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, number);
    return lun_store__run(store, stmt, err);
}

static int unhide(lun_store *store, int64_t base, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_UNHIDE, err);
    if (rc < 0)
        return rc;
    sqlite3_bind_int64(stmt, 1, base);
    sqlite3_bind_int64(stmt, 2, base + LUN_STORE_SPREAD - 1);
    return lun_store__run(store, stmt, err);
}

/* All but the document's own row and problems. */
static int remove_rows(lun_store *store, int64_t document, lun_error *err)
{
    int64_t base = document * LUN_STORE_SPREAD;
    int rc = lun_store__removers_make(store, err);
    if (rc == LUN_OK && store->corrected)
        rc = unhide(store, base, err);
    for (uint32_t i = 0; i < store->n_removers && rc == LUN_OK; i++) {
        sqlite3_stmt *stmt = store->removers[i];
        sqlite3_bind_int64(stmt, 1, base);
        sqlite3_bind_int64(stmt, 2, base + LUN_STORE_SPREAD - 1);
        rc = lun_store__run(store, stmt, err);
    }
    return rc == LUN_OK ? run_one(store, LUN_FIXED_DROP_ENTITIES, document, err) : rc;
}

/* The text leaves the index by what it was, so before it goes. */
static int remove_text(lun_store *store, int64_t document, lun_error *err)
{
    int rc = run_one(store, LUN_FIXED_DROP_METADATA, document, err);
    if (rc == LUN_OK)
        rc = lun_store__copies_forget(store, document, err);
    if (rc == LUN_OK && (rc = lun_store__text_forget(store, document, err)) == LUN_OK)
        rc = run_one(store, LUN_FIXED_DROP_TEXT, document, err);
    return rc;
}

/* A document whose source is gone: the document itself goes too. */
static int remove_whole(lun_store *store, int64_t document, const char *uri, lun_error *err)
{
    int rc = remove_rows(store, document, err);
    if (rc < 0 || (rc = remove_text(store, document, err)) < 0 ||
        (rc = lun_store__forget_problems(store, uri, err)) < 0 ||
        (rc = run_one(store, LUN_FIXED_DROP_UNINDEXED, document, err)) < 0)
        return rc;
    return run_one(store, LUN_FIXED_DROP_DOCUMENT, document, err);
}

int lun_store_remove(lun_store *store, int64_t document, const char *uri, lun_error *err)
{
    int rc = lun_store__need_run(store, err);
    if (rc < 0 || (rc = lun_store__exec(store, err, "SAVEPOINT remove")) < 0)
        return rc;
    rc = remove_whole(store, document, uri, err);
    if (rc == LUN_OK)
        rc = lun_store__exec(store, err, "RELEASE remove");
    if (rc < 0)
        lun_store__undo(store, "ROLLBACK TO remove; RELEASE remove");
    else
        lun_store__waits(store);
    return rc;
}

/* Is what was loaded what is stored? Then text, metadata and the index stay as they are. */
static int is_same_text(const lun_putting *p, sqlite3_stmt *stmt)
{
    static const uint8_t unknown[16];
    const lun_document *document = lun_annotations_document(p->set);
    return memcmp(document->identity, unknown, sizeof unknown) != 0 &&
           sqlite3_column_bytes(stmt, 1) == sizeof unknown &&
           memcmp(document->identity, sqlite3_column_blob(stmt, 1), sizeof unknown) == 0 &&
           sqlite3_column_int64(stmt, 2) == lun_store__point(p, document->len);
}

/* Had it a date, a source or a country, and has none any more? */
static int is_bare(const lun_putting *p, sqlite3_stmt *stmt)
{
    const lun_document *document = lun_annotations_document(p->set);
    const char *const now[] = { document->date, document->source, document->country };
    for (int i = 0; i < 3; i++) {
        if (!now[i] && sqlite3_column_type(stmt, 3 + i) != SQLITE_NULL)
            return 1;
    }
    return 0;
}

/* 1 when the uri has a number already, 0 when it got the next one. */
static int find_document(lun_putting *p)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__fixed(p->store, &stmt, LUN_FIXED_FIND, p->err);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, lun_annotations_document(p->set)->uri);
    if ((rc = lun_store__step(p->store, stmt, p->err)) > 0) {
        p->document = sqlite3_column_int64(stmt, 0);
        p->is_same = is_same_text(p, stmt);
        p->store->figures.bare += (uint64_t)(!p->is_same && is_bare(p, stmt));
        sqlite3_reset(stmt);
    } else {
        p->document = p->store->last_document + 1;
    }
    if (rc >= 0 && (p->document < 1 || p->document >= INT64_MAX / LUN_STORE_SPREAD))
        return lun_error_set(p->err, LUN_ELIMIT, "corpus '%s' is full", p->store->path);
    p->base = p->document * LUN_STORE_SPREAD;
    return rc;
}

static int put_content(lun_putting *p)
{
    int rc = run_one(p->store, LUN_FIXED_UNINDEXED, p->document, p->err);
    if (rc < 0 || (rc = put_text(p)) < 0)
        return rc;
    return put_metadata(p);
}

static int put_document(lun_putting *p)
{
    sqlite3_stmt *stmt;
    int known = find_document(p), rc = known;
    int64_t origin = rc < 0 ? 0 : find_origin(p, lun_annotations_document(p->set)->origin);
    if (origin < 0)
        return (int)origin;
    if (known > 0 && (rc = lun_store__others_join(p)) == LUN_OK)
        rc = remove_rows(p->store, p->document, p->err);
    if (rc == LUN_OK && known > 0 && !p->is_same)
        rc = remove_text(p->store, p->document, p->err);
    if (rc < 0 || (rc = lun_store__forget_problems(p->store, lun_annotations_document(p->set)->uri, p->err)) < 0 ||
        (rc = lun_store__fixed(p->store, &stmt, known ? LUN_FIXED_UPDATE : LUN_FIXED_INSERT, p->err)) < 0)
        return rc;
    bind_document(p, stmt, origin);
    if ((rc = lun_store__run(p->store, stmt, p->err)) < 0 || (!p->is_same && (rc = put_content(p)) < 0))
        return rc;
    const struct lun_sketch *sketch = lun_annotations_document(p->set)->sketch;
    if (sketch && (rc = lun_store__copies_put(p->store, p->document, sketch, p->err)) < 0)
        return rc;
    return put_problems(p);
}

/* ---- the whole ---- */

/* A failure inside the savepoint undoes the document; figures and remembered names may belong to it and go too. */
static int put_all(lun_putting *p)
{
    lun_store *store = p->store;
    lun_run_figures before = store->figures;
    int rc = lun_store__exec(store, p->err, "SAVEPOINT put");
    if (rc < 0)
        return rc;
    if ((rc = put_document(p)) == LUN_OK && (rc = lun_store__put_entities(p)) == LUN_OK &&
        (rc = lun_store__put_rows(p)) == LUN_OK)
        rc = lun_store__exec(store, p->err, "RELEASE put");
    if (rc == LUN_OK)
        return rc;
    store->figures = before;
    lun_store__forget_names(store);
    lun_store__forget_origin(store);
    lun_store__undo(store, "ROLLBACK TO put; RELEASE put");
    return rc;
}

int lun_store_put(lun_store *store, lun_annotations *set, const uint8_t *layers, lun_error *err)
{
    lun_document *document = lun_annotations_document(set);
    lun_putting p = { .store = store, .set = set, .schema = lun_annotations_schema(set), .layers = layers, .err = err };
    int rc = lun_store__need_run(store, err);
    if (rc < 0)
        return rc;
    if (p.schema != store->run_schema)
        return lun_error_set(err, LUN_EUSAGE, "'%s' was analysed with another schema than the run's", document->uri);
    if (!document->uri)
        return lun_error_set(err, LUN_EUSAGE, "a document without uri cannot be stored");
    if (!(p.offsets = lun_document_offsets(document)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for the offsets of '%s'", document->uri);
    rc = put_all(&p);
    if (rc < 0)
        return lun_error_wrap(err, "'%s'", document->uri);
    store->figures.documents++;
    store->figures.annotations -= p.n_kept;
    store->figures.kept += p.n_kept;
    store->figures.kept_documents += p.n_kept > 0;
    if (p.document > store->last_document)
        store->last_document = p.document;
    store->waiting_bytes += document->len;
    store->waiting_documents++;
    lun_store__waits(store);
    return lun_store_commit_due(store, err);
}
