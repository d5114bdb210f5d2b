/*
** console.c - gives a script its corpus, its searches and its end. Sits on session.c, search.c and core/script.
*/
#include "run/console.h"

#include <signal.h>

#include "run/run.h"
#include "run/search.h"

struct lun_console {
    lun_console_options options;
    lun_script *script;
    volatile sig_atomic_t stopped;
};

static void say(void *context, const char *text, size_t len)
{
    const lun_console *console = context;
    if (console->options.say)
        console->options.say(console->options.context, text, len);
}

static int search(void *context, void **out, uint16_t layer, lun_error *err)
{
    const lun_console *console = context;
    lun_search *made = NULL;
    int rc = lun_search_open(&made, lun_store_path(console->options.store), console->script, &console->options.session,
                             layer, err);
    *out = made;
    return rc;
}

static int found(void *search, lun_document **document, lun_annotations **set, lun_error *err)
{
    return lun_search_next(search, document, set, err);
}

static void close_search(void *search)
{
    lun_search_close(search);
}

static int is_stopped(void *context)
{
    const lun_console *console = context;
    return console->stopped != 0;
}

static void connect(lun_console *console)
{
    lun_script_console given = { console, say, NULL, NULL, NULL };
    if (console->options.store) {
        given.search = search;
        given.found = found;
        given.close = close_search;
        lun_run_give_corpus(console->script, console->options.store);
        lun_store_stop_when(console->options.store, is_stopped, console);
    }
    lun_script_set_console(console->script, &given);
}

int lun_console_open(lun_console **out, const lun_console_options *options, lun_error *err)
{
    lun_console *console = *out = lun_calloc(1, sizeof *console);
    if (!console)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a console");
    console->options = *options;
    int rc = lun_session_open(&console->script, &options->session, err);
    if (rc == LUN_OK) {
        connect(console);
        return LUN_OK;
    }
    lun_console_close(console);
    *out = NULL;
    return rc;
}

void lun_console_close(lun_console *console)
{
    if (!console)
        return;
    lun_script_free(console->script);
    if (console->options.store)
        lun_store_stop_when(console->options.store, NULL, NULL);
    lun_free(console);
}

int lun_console_call(lun_console *console, const char *name, const char *json, lun_buf *out, lun_error *err)
{
    console->stopped = 0;
    return lun_script_call(console->script, name, json, out, err);
}

void lun_console_stop(lun_console *console)
{
    console->stopped = 1;
    lun_script_interrupt(console->script);
}
