/*
** others.c - what a run says of the rows of plugins that it did not load. Sits on core/store, which keeps them.
*/
#include "run/others.h"

int lun_others_leaving(lun_bits *out, lun_store *store, lun_error *err)
{
    int rc = lun_store_set(out, store, err);
    return rc < 0 ? rc : lun_store_add_leaving(store, out, err);
}

static void take(void *context, const lun_kept *kept)
{
    const lun_run_options *options = context;
    options->kept(options->kept_context, kept);
}

void lun_others_tell(lun_progress *out, const lun_store *store, const lun_run_options *options)
{
    lun_run_figures figures;
    lun_store_figures(store, &figures);
    out->kept = figures.kept;
    out->kept_documents = figures.kept_documents;
    out->others_lost = figures.others_lost;
    out->others_dropped = figures.others_dropped;
    out->others_gone = figures.others_gone;
    out->bare = figures.bare;
    if (options->kept)
        lun_store_each_kept(store, take, (void *)(uintptr_t)options);
}
