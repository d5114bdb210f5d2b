/*
** analyse.c - one document's way through the plan: layout, core layers, tags, then stage by stage rules, policies, resolve functions.
*/
#include <stdio.h>
#include <string.h>

#include "annotate/quoted.h"
#include "script/engine.h"
#include "text/view.h"

static int add_ranges(lun_script *script, uint16_t layer, const lun_range *ranges, uint32_t n, lun_error *err)
{
    lun_annotation *row;
    int rc;
    for (uint32_t i = 0; i < n; i++) {
        lun_span span = lun_document_span(lun_annotations_document(script->set), ranges[i]);
        if ((rc = lun_annotations_add(script->set, &row, layer, span, 0, 0, NULL, err)) < 0)
            return rc;
    }
    return LUN_OK;
}

static void set_text(lun_value *values, const lun_layer *layer, const char *name, const char *text)
{
    uint32_t field = lun_layer_field(layer, name);
    if (field == LUN_FIELD_NONE || !text || !*text)
        return;
    values[field] = (lun_value){ .type = LUN_TYPE_TEXT, .n = (uint32_t)strlen(text), .as.text = text };
}

static int add_tokens(lun_script *script, lun_error *err)
{
    lun_document *document = lun_annotations_document(script->set);
    const lun_layer *layer = lun_schema_layer(script->schema, script->layer_token);
    lun_annotation *row;
    int rc;
    for (uint32_t t = 0; t < document->n_tokens; t++) {
        lun_value values[8] = { { 0 } };
        lun_span span = { document->tokens[t].start, document->tokens[t].stop };
        uint32_t lemma = lun_text_lemma(document, script->vocab, t);
        if (layer->n_fields > 8)
            return lun_error_set(err, LUN_ELIMIT, "layer 'token' has more fields than core knows");
        set_text(values, layer, "pos",
                 document->tags[t] == LUN_TAG_NONE ? NULL : lun_upos_name((lun_upos)document->upos[t]));
        set_text(values, layer, "tag", lun_tag_name(document->tags[t]));
        if (document->tags[t] != LUN_TAG_NONE)
            set_text(values, layer, "lemma",
                     lemma == LUN_WORD_NONE ? NULL : lun_vocab_form(script->vocab, lemma, NULL));
        if ((rc = lun_annotations_add(script->set, &row, script->layer_token, span, 0, 0, values, err)) < 0)
            return rc;
    }
    return LUN_OK;
}

static int is_taken(const lun_script *script, uint16_t layer)
{
    return script->taken && layer != LUN_LAYER_NONE && script->taken->layers[layer];
}

/* Rows of layers that core owns, as far as anybody wants them. */
static int add_core_rows(lun_script *script, lun_error *err)
{
    lun_document *document = lun_annotations_document(script->set);
    int rc = LUN_OK;
    if (script->want_sentence && !is_taken(script, script->layer_sentence))
        rc = add_ranges(script, script->layer_sentence, document->sentences, document->n_sentences, err);
    if (rc == LUN_OK && script->want_paragraph && !is_taken(script, script->layer_paragraph))
        rc = add_ranges(script, script->layer_paragraph, document->paragraphs, document->n_paragraphs, err);
    if (rc == LUN_OK && script->want_token && !is_taken(script, script->layer_token))
        rc = add_tokens(script, err);
    if (rc == LUN_OK && script->layer_quoted != LUN_LAYER_NONE && !is_taken(script, script->layer_quoted))
        rc = lun_annotate_quoted(script->set, script->layer_quoted, err);
    uint16_t own[] = { script->layer_sentence, script->layer_paragraph, script->layer_token, script->layer_quoted };
    for (size_t i = 0; i < sizeof own / sizeof *own && rc == LUN_OK; i++) {
        if (own[i] != LUN_LAYER_NONE && !is_taken(script, own[i]))
            rc = lun_annotations_finish(script->set, own[i], err);
    }
    return rc;
}

/* What went wrong in a rule. Memory is the machine's affair, and may be there the next time. */
static void record(lun_script *script, const char *what, const char *name, const lun_error *err)
{
    lun_document *document = lun_annotations_document(script->set);
    int memory = err->code == LUN_ENOMEM;
    lun_problem_class class = memory ? LUN_PROBLEM_ENVIRONMENT : LUN_PROBLEM_DOCUMENT;
    const char *code = memory ? "memory" : "rule-error", *before = !err->hint[0] ? "" : memory ? ": " : "; ";
    if (script->n_problems++ >= LUN_PROBLEMS_MAX)
        return;
    if (err->file[0])
        lun_document_problem(document, class, code, "%s '%s': %s:%u: %s%s%s", what, name, err->file, err->line,
                             err->message, before, err->hint);
    else
        lun_document_problem(document, class, code, "%s '%s': %s%s%s", what, name, err->message, before, err->hint);
}

static void record_rest(lun_script *script)
{
    if (script->n_problems > LUN_PROBLEMS_MAX)
        lun_document_problem(lun_annotations_document(script->set), LUN_PROBLEM_DOCUMENT, "rule-error",
                             "%u more rules went wrong; the first %d are told one by one",
                             script->n_problems - LUN_PROBLEMS_MAX, LUN_PROBLEMS_MAX);
}

/* A rule that was stopped in the middle leaves nothing: where it was cut off is an accident. */
static void take_back(lun_script *script, uint32_t row, uint32_t entity)
{
    script->made.taken_back += lun_annotations_last(script->set) - row;
    lun_annotations_retract(script->set, row, entity);
}

static size_t arena_bytes(const lun_script *script)
{
    return lun_arena_bytes(lun_annotations_document(script->set)->arena);
}

/* Rules of layers that were taken over have done their work; a rule's layers are taken over all or none. */
static int has_run(const lun_script *script, const lun_script_rule *rule)
{
    return script->taken && rule->n_marks && is_taken(script, rule->marks[0]);
}

/* A plugin's examples tell what its rules find, whatever somebody takes away on top of it. */
static int is_foreign_veto(const lun_script *script, uint32_t number)
{
    return script->vetoes_of && script->rules[number].veto &&
           strcmp(script->vetoes_of, script->infos[number].plugin) != 0;
}

static int run_rules(lun_script *script, const lun_stage *stage, lun_error *err)
{
    int rc;
    uint32_t place;
    while (!lun_script__is_interrupted(script) && (place = lun_script__next_place(script, stage)) != UINT32_MAX) {
        uint32_t number = stage->rules[place - stage->first_place];
        const lun_script_rule *rule = &script->rules[number];
        if (has_run(script, rule) || is_foreign_veto(script, number))
            continue;
        lun_error problem;
        lun_script__no_error(&problem);
        for (uint32_t l = 0; l < stage->n_layers; l++) {
            if ((rc = lun_annotations_show(script->set, stage->layers[l], rule->after, rule->n_after, err)) < 0)
                return rc;
        }
        uint32_t row = lun_annotations_last(script->set), entity = lun_annotations_entity_count(script->set);
        script->made.mark = arena_bytes(script);
        script->place = place;
        if (lun_script__run_rule(script, number, &problem) < 0)
            record(script, "rule", script->infos[number].id, &problem);
        if (script->ended == LUN_STOP_NONE)
            script->made.bytes += arena_bytes(script) - script->made.mark;
        else {
            take_back(script, row, entity);
            lun_annotations_give_back(script->set, number);
        }
    }
    return LUN_OK;
}

/* ---- resolve functions ---- */

static int protected_resolve(lua_State *L) /* (lun_resolve) */
{
    lun_script *script = lun_script__of(L);
    const lun_resolve *resolve = lua_touserdata(L, 1);
    uint32_t n;
    lun_annotations_rows(script->set, resolve->layer, &n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t now;
        lua_rawgeti(L, LUA_REGISTRYINDEX, resolve->call_ref);
        lun_script__push_row(L, lun_annotations_rows(script->set, resolve->layer, &now)[i]);
        lun_script__push_document(L);
        lua_call(L, 2, 0);
    }
    return 0;
}

static void run_resolves(lun_script *script, const lun_stage *stage)
{
    for (uint32_t i = 0; i < stage->n_resolves && !lun_script__is_interrupted(script); i++) {
        lun_error problem = LUN_ERROR_INIT;
        if (is_taken(script, stage->resolves[i].layer))
            continue;
        script->resolving = stage->resolves[i].layer;
        script->resolver = stage->resolves[i].plugin;
        script->made.mark = arena_bytes(script);
        lua_pushcfunction(script->L, protected_resolve);
        lua_pushlightuserdata(script->L, &stage->resolves[i]);
        if (lun_script__enter(script, 1, LUN_TASK_RULE, &problem) < 0)
            record(script, "resolve", lun_schema_layer(script->schema, stage->resolves[i].layer)->name, &problem);
        script->resolving = LUN_LAYER_NONE;
        script->resolver = NULL;
    }
}

static int run_stage(lun_script *script, const lun_stage *stage, lun_error *err)
{
    int rc = run_rules(script, stage, err);
    for (uint32_t i = 0; i < stage->n_layers && rc == LUN_OK; i++)
        rc = lun_annotations_finish(script->set, stage->layers[i], err);
    if (rc == LUN_OK)
        run_resolves(script, stage);
    return rc;
}

/* ---- the whole way ---- */

/* A document over the limit is no failure: it has no rows and says why. */
static int fits(const lun_script *script, lun_document *document)
{
    if (document->len <= script->text_limit)
        return 1;
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, "too-large",
                         "the text has %u bytes; at most %zu are analysed%s", document->len, script->text_limit,
                         script->embedded ? "" : ": --limit raises that");
    return 0;
}

/* Finding nothing must not look like silence where no rule could have found anything. */
static void check_language(const lun_script *script, lun_document *document)
{
    char wanted[40];
    if (!script->languages || !document->language || !document->len)
        return;
    snprintf(wanted, sizeof wanted, " %.30s ", document->language);
    if (!strstr(script->languages, wanted))
        lun_document_problem(
            document, LUN_PROBLEM_DOCUMENT, "no-rules-for-language",
            "the text is in language '%s'; the rules are for%.*s: %s says otherwise where that was guessed wrong",
            document->language, (int)(strlen(script->languages) - 1), script->languages,
            script->embedded ? "the input's language" : "--language-is");
}

static int prepare(lun_script *script, lun_document *document, lun_error *err)
{
    int rc;
    if (!fits(script, document)) {
        script->set = lun_annotations_new(document, script->schema);
        return script->set ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for a document");
    }
    if (!document->language)
        document->language = lun_text_language(document->text, document->len);
    check_language(script, document);
    if ((rc = lun_text_read(document, script->vocab, err)) < 0 ||
        (rc = lun_text_segment(document, script->vocab, err)) < 0)
        return rc;
    uint8_t needs_tags = script->checking ? script->check_tags : script->needs_tags;
    if ((needs_tags || script->want_token) && (rc = lun_text_tag(document, script->vocab, err)) < 0)
        return rc;
    script->set = lun_annotations_new(document, script->schema);
    if (!script->set)
        return lun_error_set(err, LUN_ENOMEM, "no memory to analyse a document");
    if ((rc = add_core_rows(script, err)) < 0 || !script->taken)
        return rc;
    lun_annotations_show_printed(script->set); /* there they were found before */
    rc = script->taken->add(script->taken->context, script->set, err);
    lun_annotations_show_read(script->set);
    for (uint32_t i = 0; i < lun_schema_count(script->schema) && rc == LUN_OK; i++) {
        if (is_taken(script, (uint16_t)i))
            rc = lun_annotations_keep(script->set, (uint16_t)i, err);
    }
    return rc;
}

int lun_script_analyse(lun_script *script, lun_annotations **out, lun_document *document, lun_error *err)
{
    return lun_script_analyse_rest(script, out, document, NULL, err);
}

int lun_script_analyse_rest(lun_script *script, lun_annotations **out, lun_document *document,
                            const lun_taken_over *taken, lun_error *err)
{
    int rc;
    script->taken = taken;
    *out = NULL;
    lun_vocab_trim(script->vocab, lun_vocab_pinned(script->vocab) + script->vocabulary);
    script->serial++;
    script->set = NULL;
    script->n_problems = 0;
    script->refusals.n = 0;
    if ((rc = prepare(script, document, err)) < 0)
        goto fail;
    script->made = (lun_made){ .rows = lun_annotations_last(script->set),
                               .entities = lun_annotations_entity_count(script->set),
                               .mark = lun_arena_bytes(document->arena) };
    if (!script->checking && (rc = lun_script__schedule(script, err)) < 0)
        goto fail;
    if (script->checking)
        lun_script__touch(script);
    for (uint32_t i = 0; !script->checking && i < script->n_stages && document->len <= script->text_limit; i++) {
        if ((rc = run_stage(script, &script->stages[i], err)) < 0)
            goto fail;
    }
    record_rest(script);
    lun_annotations_show_printed(script->set);
    *out = script->set;
    return LUN_OK;
fail:
    lun_text_show_printed(document);
    script->set = NULL;
    return rc;
}

int lun_script_says(const char *code)
{
    static const char *const own[] = { "rule-error", "unit-too-long", "no-rules-for-language", "text-too-large",
                                       "memory" };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (strcmp(own[i], code) == 0)
            return 1;
    }
    return 0;
}

void lun_script_release(lun_script *script, lun_document *document)
{
    if (!script->set || lun_annotations_document(script->set) != document)
        return;
    script->set = NULL;
    script->serial++;
}

/* ---- core.analyse: a text through the plan, for tests and the console ---- */

static const char *copy_text(lua_State *L, lun_document *document, const char *what)
{
    size_t len;
    const char *text = luaL_checklstring(L, -1, &len);
    lun_script__check_text(L, what, text, len);
    char *copy = lun_arena_strndup(document->arena, text, len);
    if (!copy)
        lun_script__fail(L, LUN_ENOMEM, "no memory for a document");
    return copy;
}

static void set_key(lua_State *L, lun_document *document, const char *key, const char **out)
{
    if (lua_getfield(L, 1, key) != LUA_TNIL)
        *out = copy_text(L, document, key);
    lua_pop(L, 1);
}

static uint32_t count_keys(lua_State *L, int index)
{
    uint32_t n = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        n++;
    return n;
}

static void set_metadata(lua_State *L, lun_document *document)
{
    lua_settop(L, 1);
    if (lua_getfield(L, 1, "meta") != LUA_TTABLE)
        return;
    lun_buf *json = lun_script__buffer(L);
    document->meta = lun_arena_calloc(document->arena, count_keys(L, 2) + 1, sizeof *document->meta);
    if (!document->meta)
        lun_script__fail(L, LUN_ENOMEM, "no memory for a document");
    for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) {
        lun_meta *meta = &document->meta[document->n_meta];
        if (lua_type(L, -2) != LUA_TSTRING)
            continue;
        lun_buf_reset(json);
        lun_script__to_json(L, -1, json);
        lua_pushvalue(L, -2);
        meta->key = copy_text(L, document, "meta");
        lua_pop(L, 1);
        meta->value = json->failed ? NULL : lun_arena_strdup(document->arena, json->data);
        if (!meta->value)
            lun_script__fail(L, LUN_ENOMEM, "no memory for a document");
        document->n_meta++;
    }
}

static int push_problems(lua_State *L, const lun_document *document)
{
    lua_Integer n = 0;
    lua_newtable(L);
    for (const lun_problem *problem = document->problems; problem; problem = problem->next) {
        lua_newtable(L);
        lua_pushstring(L, problem->code);
        lua_setfield(L, -2, "code");
        lua_pushstring(L, problem->message);
        lua_setfield(L, -2, "message");
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

static int core_analyse(lua_State *L) /* core.analyse{ text=, ... } -> doc, problems */
{
    lun_script *script = lun_script__of(L);
    lun_error err = LUN_ERROR_INIT;
    lun_annotations *set;
    size_t len;
    luaL_checktype(L, 1, LUA_TTABLE);
    if (script->rule || script->resolving != LUN_LAYER_NONE)
        return lun_script__fail(L, LUN_EUSAGE, "a rule cannot analyse another document");
    lun_document_free(script->example);
    script->set = NULL;
    script->example = lun_document_new();
    if (!script->example)
        return luaL_error(L, "no memory for a document");
    lua_getfield(L, 1, "text");
    const char *text = luaL_checklstring(L, -1, &len);
    if (len > script->text_limit)
        return lun_script__fail(L, LUN_ELIMIT, "a text of %zu bytes; at most %zu are analysed", len,
                                script->text_limit);
    lun_script__check_text(L, "text", text, len);
    if (lun_document_set_text(script->example, text, len, &err) < 0)
        return lun_script__raise(L, &err);
    lun_document *document = script->example;
    const struct {
        const char *key, **to;
    } keys[] = {
        { "title", &document->title },   { "date", &document->date },       { "language", &document->language },
        { "source", &document->source }, { "country", &document->country }, { "id", &document->id },
        { "uri", &document->uri },
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        set_key(L, document, keys[i].key, keys[i].to);
    set_metadata(L, document);
    lua_getfield(L, 1, "vetoes_of");
    script->vetoes_of = lua_tostring(L, -1);
    int rc = lun_script_analyse(script, &set, document, &err);
    script->vetoes_of = NULL;
    if (rc < 0)
        return lun_script__raise(L, &err);
    lun_script__charge(L, 0); /* where somebody interrupted it, some rules have not run */
    lun_script__push_document(L);
    push_problems(L, document);
    return 2;
}

void lun_script__core_analyse(lua_State *L)
{
    static const luaL_Reg functions[] = { { "analyse", core_analyse }, { NULL, NULL } };
    luaL_setfuncs(L, functions, 0);
}
