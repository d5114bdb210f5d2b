/*
** run.c - the main job: sources → workers → corpus. The supervisor's side: enumerates, stores, counts. Sits on answers.c, pool.c, zygote.c, core/store.
**
** Invariant: at any moment the corpus holds whole documents only, a prefix of those enumerated; the store commits in batches of them.
*/
#include "run/run.h"

#include <string.h>
#include <sys/stat.h>

#include <lunette/version.h>

#include "run/adopt.h"
#include "run/edited.h"
#include "run/others.h"
#include "run/running.h"
#include "run/start.h"
#include "run/stop.h"
#include "store/correct.h"

static void say(const lun_running *r, const char *line)
{
    if (r->options->say)
        r->options->say(r->options->context, line);
}

static int same_file(const char *a, const char *b)
{
    struct stat left, right;
    return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

static int ends_with(const char *text, const char *suffix)
{
    size_t len = strlen(text), n = strlen(suffix);
    return len >= n && strcmp(text + len - n, suffix) == 0;
}

/* A journal or the lock of the corpus lies beside it, and is no source. */
static int is_beside(const char *corpus, const char *path)
{
    static const char *const suffixes[] = { "-wal", "-shm", "-journal", ".lock" };
    int found = 0;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes && !found; i++) {
        lun_buf beside = LUN_BUF_INIT;
        if (!ends_with(path, suffixes[i]))
            continue;
        lun_buf_adds(&beside, corpus);
        lun_buf_adds(&beside, suffixes[i]);
        found = !beside.failed && same_file(beside.data, path);
        lun_buf_clear(&beside);
    }
    return found;
}

/* A slow document must not keep those before it from being committed. */
static int tick(void *context, lun_error *err)
{
    lun_running *r = context;
    lun_running__report(r);
    return lun_store_commit_due(r->store, err);
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the list of documents");
}

/* ---- tasks ---- */

static int more_sources(lun_running *r, lun_pool *pool, lun_error *err)
{
    lun_walk_item item;
    int rc = lun_walk_next(r->walk, &item, err);
    if (rc <= 0)
        return rc;
    lun_pool_file file = {
        .at = item.path, .path = lun_naming_of(&r->naming, &item), .below = item.below, .own = item.own
    };
    if (!file.path)
        rc = no_memory(err);
    else if (is_beside(lun_store_path(r->store), item.path))
        return 1;
    else if (item.code)
        rc = lun_pool_add_problem(pool, file.path, file.below, item.code, item.message, err);
    else if (strcmp(item.path, "-") == 0)
        rc = lun_pool_add_stdin(pool, err);
    else if ((rc = lun_files_given(&r->files, file.at, file.path, file.below, &file.bytes, err)) >= 0)
        rc = (rc ? lun_pool_add_known : lun_pool_add_file)(pool, &file, err);
    return rc < 0 ? rc : 1;
}

static int add_stored(lun_running *r, lun_pool *pool, int64_t number, lun_error *err)
{
    const lun_run_state *state = NULL;
    lun_stored document;
    lun_buf body = LUN_BUF_INIT;
    char *uri = NULL;
    int rc = lun_store_describe(r->store, number, &document, err);
    if (rc == LUN_OK && !r->options->force)
        rc = lun_stored_state(&r->stored, &document, &state, err);
    if (rc == LUN_OK && !(uri = lun_strdup(document.uri)))
        rc = no_memory(err);
    if (rc == LUN_OK)
        rc = lun_stored_parcel(&r->stored, number, state, 0, &body, err);
    if (rc >= 0)
        rc = lun_pool_add_stored(pool, uri, &body, err);
    r->now.partly += rc == LUN_OK && state && state->what == LUN_STATE_STALE;
    lun_buf_clear(&body);
    lun_free(uri);
    return rc;
}

static int more_again(lun_running *r, lun_pool *pool, lun_error *err)
{
    if (r->at == r->again.n)
        return 0;
    lun_again *one = &r->again.items[r->at++];
    int rc = one->uri ? lun_pool_add_stored(pool, one->uri, &one->body, err) : add_stored(r, pool, one->number, err);
    lun_buf_clear(&one->body);
    lun_free(one->uri);
    one->uri = NULL;
    if (r->at == r->again.n && r->walk)
        r->at = r->again.n = 0;
    return rc < 0 ? rc : 1;
}

static int more(void *context, lun_pool *pool, lun_error *err)
{
    lun_running *r = context;
    int rc = more_again(r, pool, err);
    return rc || !r->walk ? rc : more_sources(r, pool, err);
}

/* ---- what the corpus holds ---- */

/* Stored documents that are to be analysed again: those of which something has changed. */
static int list_one(void *context, const lun_stored *document, lun_error *err)
{
    lun_running *r = context;
    const lun_run_state *state = NULL;
    if (r->options->within && !lun_bits_has(r->options->within, (uint64_t)document->number)) {
        r->now.passed++;
        return LUN_OK;
    }
    int rc = r->options->force ? LUN_OK : lun_stored_state(&r->stored, document, &state, err);
    if (rc < 0)
        return rc;
    if (state && state->what == LUN_STATE_FRESH) {
        lun_store_skip(r->store);
        r->now.skipped++;
        return LUN_OK;
    }
    return lun_running__add_again(r, (lun_again){ .number = document->number }, err);
}

/* ---- what the sources no longer hold ---- */

static int is_gone(const lun_running *r, const lun_stored *document)
{
    int named = 0;
    if (!document->origin || lun_stored_seen(&r->stored, document->number))
        return 0;
    for (size_t i = 0; i < r->broken.n; i++) {
        if (lun_naming_is_below(document->origin, r->broken.items[i])) /* a file, or a folder that cannot be listed */
            return 0;
    }
    for (size_t i = 0; i < r->naming.covered.n && !named; i++)
        named = lun_naming_is_below(document->origin, r->naming.covered.items[i]);
    return named;
}

static int count_gone(void *context, const lun_stored *document, lun_error *err)
{
    lun_running *r = context;
    if (!is_gone(r, document))
        return LUN_OK;
    r->now.gone++;
    return r->options->prune ? lun_running__add_again(r, (lun_again){ .number = document->number }, err) : LUN_OK;
}

static int settle_gone(lun_running *r, lun_error *err)
{
    r->again.n = r->at = 0;
    int rc = r->walk ? lun_store_each(r->store, count_gone, r, err) : LUN_OK;
    for (size_t i = 0; i < r->naming.covered.n && rc == LUN_OK; i++)
        rc = lun_store_folder_done(r->store, r->naming.covered.items[i], err);
    for (size_t i = 0; i < r->again.n && rc == LUN_OK; i++) {
        lun_stored document;
        rc = lun_store_describe(r->store, r->again.items[i].number, &document, err);
        if (rc == LUN_OK)
            rc = lun_store_remove(r->store, document.number, document.uri, err);
    }
    return rc;
}

/* ---- beginning ---- */

static const char *plugin_list(const lun_running *r, lun_buf *out)
{
    const lun_rules *rules = &r->plan.rules;
    const char *last = "";
    for (uint32_t i = 1; i < rules->n; i++) {
        if (strcmp(rules->items[i].plugin, last) == 0)
            continue;
        last = rules->items[i].plugin;
        lun_buf_addf(out, "%s%s %s", out->len ? ", " : "", last, rules->items[i].version);
    }
    return out->data ? out->data : "";
}

static int begin(lun_running *r, lun_error *err)
{
    lun_run_info info = { .command = r->options->command,
                          .version = LUNETTE_VERSION,
                          .prints = (const uint8_t(*)[16])r->plan.dependencies.fingerprints,
                          .layers = r->plan.layers,
                          .files = r->plan.files,
                          .n_files = r->plan.n_files };
    lun_buf plugins = LUN_BUF_INIT;
    info.plugins = plugin_list(r, &plugins);
    memcpy(info.fingerprint, r->plan.fingerprint, sizeof info.fingerprint);
    memcpy(info.base, r->plan.dependencies.base, sizeof info.base);
    int rc = lun_store_run_begin(r->store, &info, r->plan.schema, &r->plan.rules, err);
    lun_buf_clear(&plugins);
    if (rc == LUN_OK)
        rc = lun_edits_record(r->store, &r->plan, r->zygote, err);
    if (rc == LUN_OK && r->options->only)
        lun_store_drop_others(r->store);
    if (rc == LUN_OK)
        rc = lun_others_leaving(&r->others, r->store, err);
    if (rc == LUN_OK && !r->options->force)
        rc = lun_adopt(r->store, &r->plan, r->zygote, &r->others, err);
    if (rc == LUN_OK)
        rc = lun_naming_open(&r->naming, r->store, &r->options->session, err);
    if (rc == LUN_OK && r->walk)
        rc = lun_naming_sources(&r->naming, r->store, r->options->paths, r->options->n_paths, err);
    lun_stored_init(&r->stored, r->store, &r->plan);
    r->stored.whole = &r->others;
    lun_apart_init(&r->apart, r->store, &r->stored);
    lun_files_init(&r->files, r->store, &r->options->load, r->plan.dependencies.base);
    r->files.off |= !r->walk || r->options->force || r->options->scope;
    if (rc == LUN_OK && r->work.known)
        rc = lun_stored_know(&r->stored, r->work.known, err);
    return rc == LUN_OK && !r->walk ? lun_store_each(r->store, list_one, r, err) : rc;
}

static int explain_stop(const lun_running *r, int rc, lun_error *err)
{
    if (rc != LUN_ELIMIT || !*r->interrupted)
        return rc;
    return lun_error_set(err, LUN_ELIMIT, "stopped; what was finished is in '%s', the same command goes on from there",
                         r->options->corpus);
}

/* ---- ending ---- */

static void say_fault(void *context, const lun_error *fault)
{
    char text[2048];
    lun_error_format(fault, text, sizeof text);
    say(context, text);
}

/* Corrections are about what is there now. Those of a run that was stopped are mirrored, too. */
static int correct(lun_running *r, lun_error *err)
{
    lun_correct_report report;
    int rc = lun_store_correct(r->store, &report, say_fault, r, err);
    r->now.accepted = report.accepted;
    r->now.rejected = report.rejected;
    r->now.lost = report.lost;
    r->now.faults = report.faults;
    r->now.restored = report.restored;
    return rc;
}

static int work(lun_running *r, lun_error *err)
{
    const lun_pool_sink sink = { .context = r,
                                 .take = lun_running__take,
                                 .known = lun_running__known,
                                 .fail = lun_running__fail,
                                 .done = lun_running__done,
                                 .tick = tick,
                                 .more = more };
    const lun_pool_options options = { .workers = r->options->limits.workers,
                                       .deadline = r->options->limits.deadline,
                                       .memory = r->options->limits.memory,
                                       .frame_max = lun_run_frame_max(&r->options->load),
                                       .line_limit = r->options->load.limit ? r->options->load.limit : LUN_TEXT_MAX,
                                       .interrupted = r->interrupted,
                                       .rules = &r->plan.rules };
    lun_error later = LUN_ERROR_INIT;
    int rc = begin(r, err);
    if (rc < 0)
        return rc;
    rc = explain_stop(r, lun_pool_run(r->zygote, &options, &sink, err), err);
    lun_zygote_stop(r->zygote); /* its memory is wanted for the indexes */
    r->zygote = NULL;
    if (rc == LUN_OK && !r->options->scope)
        rc = settle_gone(r, err);
    int end = lun_store_run_end(r->store, rc < 0 ? "stopped" : "done", rc < 0 ? &later : err);
    if (end == LUN_OK)
        end = correct(r, rc < 0 ? &later : err);
    if (rc == LUN_OK && end == LUN_OK)
        lun_others_tell(&r->now, r->store, r->options);
    return rc < 0 ? rc : end;
}

static int start(lun_running *r, lun_error *err)
{
    unsigned missing = 0;
    int rc = lun_run_start(&r->zygote, &r->plan, &r->work, &r->options->limits, &missing, err);
    if (rc == LUN_OK && missing) {
        char words[200];
        lun_run_describe_missing(missing, words, sizeof words);
        say(r, words);
    }
    return rc;
}

int lun_run(lun_progress *out, const lun_run_options *options, lun_error *err)
{
    lun_running r = { .options = options, .interrupted = options->interrupted };
    lun_stop stop;
    int rc;
    if (!options->interrupted)
        r.interrupted = lun_stop_listen(&stop);
    r.work = (lun_work_options){ .session = options->session,
                                 .load = options->load,
                                 .scope = options->scope,
                                 .known = options->force || !options->n_paths ? NULL : lun_known_new(),
                                 .pretend_missing = options->pretend_missing,
                                 .hook = options->hook,
                                 .hook_context = options->hook_context };
    if (options->n_paths && (rc = lun_walk_open(&r.walk, options->paths, options->n_paths, &options->load, err)) < 0)
        goto cleanup;
    if ((rc = start(&r, err)) < 0)
        goto cleanup;
    if ((rc = lun_store_open(&r.store, options->corpus, LUN_STORE_WRITE, err)) < 0)
        goto cleanup;
    rc = work(&r, err);
cleanup:
    *out = r.now;
    lun_zygote_stop(r.zygote);
    lun_store_close(r.store);
    lun_walk_close(r.walk);
    lun_plan_clear(&r.plan);
    lun_known_free(r.work.known);
    lun_stored_clear(&r.stored);
    for (size_t i = r.at; i < r.again.n; i++) {
        lun_buf_clear(&r.again.items[i].body);
        lun_free(r.again.items[i].uri);
    }
    lun_vec_clear(&r.again);
    lun_apart_clear(&r.apart);
    lun_files_clear(&r.files);
    lun_naming_clear(&r.naming);
    lun_bits_clear(&r.others);
    for (size_t i = 0; i < r.broken.n; i++)
        lun_free(r.broken.items[i]);
    lun_vec_clear(&r.broken);
    if (!options->interrupted)
        lun_stop_end(&stop);
    return rc;
}
