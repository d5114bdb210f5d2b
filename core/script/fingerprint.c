/*
** fingerprint.c - what each rule, and each layer's rows, depend on. Sits on engine.h, the plan (core_rule.c); prints.lua says what is in a rule.
**
** Sound rather than sharp: a fingerprint may change though no row would; where rows could change it does. Of a rule its declaration, the definitions and
** lexicons that it names and its functions with all that they reach count by content, so that an edit of one rule leaves the others as they are, and a
** comment all. Files that are not Lua, and options, count for every rule of the plugin and of those that require it; where a function cannot be told by
** content, all files do.
**
** If all that differs between two versions are rules R (changed, added, taken out), a document in which none of R can match, neither as it was nor as
** it is, holds the same rows by both: by induction on the order of work every other rule and function sees the same (core/run/edited.c). For that the
** others must be in the same stages and in the same order, and all else must be as it was: the `rest`.
*/
#include <string.h>

#include <lunette/version.h>

#include "base/embed.h"
#include "base/file.h"
#include "base/hash.h"
#include "script/engine.h"

/* ---- files and plugins ---- */

int lun_script__note_read(lun_script *script, const char *path, const void *data, size_t len)
{
    lun_read read = { lun_arena_strdup(script->arena, path), lun_hash64(data, len) };
    return read.path && lun_vec_push(&script->reads, read) == 0 ? LUN_OK : LUN_ENOMEM;
}

const char *lun_script_file(const lun_script *script, size_t n)
{
    return n < script->reads.n ? script->reads.items[n].path : NULL;
}

/* What follows the folder in the path of a file below it, NULL for others: a copy of the folder elsewhere counts as the same. */
static const char *below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    if (strcmp(folder, ".") == 0)
        return lun_script__is_inner(path) ? NULL : path;
    return strncmp(path, folder, len) == 0 && (path[len] == '/' || path[len] == '\0') ? path + len : NULL;
}

/* The manifest counts as data: what it says is not in rules. */
static int is_lua(const char *name)
{
    return strcmp(lun_path_suffix(name), ".lua") == 0 && strcmp(name, "plugin.lua") != 0;
}

typedef enum counting { COUNT_ALL, COUNT_DATA } counting;

static uint64_t add_files(const lun_script *script, const char *folder, counting what, uint64_t hash)
{
    for (size_t i = 0; i < script->reads.n; i++) {
        const lun_read *read = &script->reads.items[i];
        const char *name = below(read->path, folder);
        if (!name)
            continue;
        name += *name == '/';
        if (what == COUNT_DATA && is_lua(name))
            continue;
        hash = lun_hash64_seed(name, strlen(name), hash);
        hash = lun_hash64_seed(&read->hash, sizeof read->hash, hash);
    }
    return hash;
}

static int core_depends(lua_State *L) /* core.depends(plugin, options as text, { folders of it and of what it sees }) */
{
    lun_script *script = lun_script__of(L);
    lun_origin origin = { lun_arena_strdup(script->arena, luaL_checkstring(L, 1)), 0, 0 };
    size_t len;
    const char *options = luaL_checklstring(L, 2, &len);
    luaL_checktype(L, 3, LUA_TTABLE);
    origin.hash = origin.data = lun_hash64(options, len);
    for (lua_Integer i = 1; lua_rawgeti(L, 3, i) == LUA_TSTRING; i++) {
        origin.hash = add_files(script, lua_tostring(L, -1), COUNT_ALL, origin.hash);
        origin.data = add_files(script, lua_tostring(L, -1), COUNT_DATA, origin.data);
        lua_pop(L, 1);
    }
    if (!origin.name || lun_vec_push(&script->origins, origin) < 0)
        return luaL_error(L, "no memory for a plugin");
    return 0;
}

/* All that may count of a plugin, or what its rules do not say: data and options. Of one that was not said everything counts. */
static uint64_t origin_hash(const lun_script *script, const char *plugin, counting what)
{
    for (size_t i = 0; i < script->origins.n; i++) {
        if (strcmp(script->origins.items[i].name, plugin) == 0)
            return what == COUNT_ALL ? script->origins.items[i].hash : script->origins.items[i].data;
    }
    return script->hash[0];
}

static int core_rule_print(lua_State *L) /* core.rule_print(number, text, whole) */
{
    lun_script *script = lun_script__of(L);
    lua_Integer number = luaL_checkinteger(L, 1);
    size_t len;
    const char *text = luaL_checklstring(L, 2, &len);
    if (number < 1 || number >= (lua_Integer)script->n_rules)
        return luaL_error(L, "there is no rule number %I", number);
    script->rules[number].print = lun_hash64(text, len);
    script->rules[number].whole = (uint8_t)lua_toboolean(L, 3);
    return 0;
}

static int core_layer_print(lua_State *L) /* core.layer_print(number, text): of a union's conditions */
{
    lun_script *script = lun_script__of(L);
    lua_Integer number = luaL_checkinteger(L, 1);
    size_t len;
    const char *text = luaL_checklstring(L, 2, &len);
    if (number < 0 || number >= (lua_Integer)lun_schema_count(script->schema))
        return luaL_error(L, "there is no layer number %I", number);
    while (script->layer_prints.n <= (size_t)number) {
        if (lun_vec_push(&script->layer_prints, 0) < 0)
            return luaL_error(L, "no memory for a layer");
    }
    script->layer_prints.items[number] = lun_hash64(text, len);
    return 0;
}

static int core_data_print(lua_State *L) /* core.data_print(plugin) -> text: of its data and options */
{
    char text[17];
    uint64_t hash = origin_hash(lun_script__of(L), luaL_checkstring(L, 1), COUNT_DATA);
    lun_hash_hex((const uint8_t *)&hash, sizeof hash, text);
    lua_pushstring(L, text);
    return 1;
}

static int digest(lua_State *L) /* core.digest(text) -> eight bytes */
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    uint64_t hash = lun_hash64(text, len);
    lua_pushlstring(L, (const char *)&hash, sizeof hash);
    return 1;
}

static int hex(lua_State *L) /* core.hex(bytes) -> digits */
{
    size_t len;
    const char *bytes = luaL_checklstring(L, 1, &len);
    char text[65];
    lun_hash_hex((const uint8_t *)bytes, len < 32 ? len : 32, text);
    lua_pushstring(L, text);
    return 1;
}

void lun_script__core_fingerprint(lua_State *L)
{
    static const luaL_Reg functions[] = { { "depends", core_depends },
                                          { "rule_print", core_rule_print },
                                          { "layer_print", core_layer_print },
                                          { "data_print", core_data_print },
                                          { "digest", digest },
                                          { "hex", hex },
                                          { NULL, NULL } };
    luaL_setfuncs(L, functions, 0);
}

/* ---- rules and layers ---- */

static uint64_t print_hash(const lun_script *script, const char *plugin, uint64_t print, uint8_t whole)
{
    uint64_t parts[3] = { origin_hash(script, plugin, whole ? COUNT_ALL : COUNT_DATA), print, whole };
    return lun_hash64(parts, sizeof parts);
}

static uint64_t rule_hash(const lun_script *script, uint32_t number)
{
    const lun_rule_info *info = &script->infos[number];
    const lun_script_rule *rule = &script->rules[number];
    uint64_t hash = print_hash(script, info->plugin, rule->print, rule->whole);
    if (rule->whole)
        hash = lun_hash64_seed(info->text, strlen(info->text), hash);
    return lun_hash64_seed(info->id, strlen(info->id), hash);
}

static uint64_t resolve_hash(const lun_script *script, const lun_resolve *resolve)
{
    return print_hash(script, resolve->plugin, resolve->print, resolve->whole) + resolve->layer;
}

static int looks_anywhere(const lun_script *script, const lun_script_rule *rule)
{
    if (rule->kind != LUN_RULE_PATTERN || rule->call_ref != LUA_NOREF || rule->where_ref != LUA_NOREF)
        return 1;
    for (uint32_t i = 0; i < rule->n_marks; i++) {
        if (lun_schema_layer(script->schema, rule->marks[i])->mention)
            return 1;
    }
    return 0;
}

static int marks(const lun_script_rule *rule, uint16_t layer)
{
    for (uint32_t i = 0; i < rule->n_marks; i++) {
        if (rule->marks[i] == layer)
            return 1;
    }
    return 0;
}

/* A layer's declaration as text: name, policy, fields with types, options of all plugins. */
static uint64_t declaration_hash(const lun_script *script, uint16_t number)
{
    const lun_layer *layer = lun_schema_layer(script->schema, number);
    uint64_t hash = lun_hash64(layer->name, strlen(layer->name)) + (uint64_t)layer->policy * 2 + layer->mention;
    uint64_t print = number < script->layer_prints.n ? script->layer_prints.items[number] : 0;
    if (layer->n_members) /* the conditions of its members are its owner's */
        hash += print_hash(script, layer->owner, print, print == 0);
    for (uint32_t m = 0; m < layer->n_members; m++)
        hash = lun_hash64_seed(&layer->members[m].layer, sizeof layer->members[m].layer, hash);
    for (uint32_t f = 0; f < layer->n_fields; f++) {
        const lun_field *field = &layer->fields[f];
        uint32_t parts[4] = { (uint32_t)field->type, (uint32_t)(field->list | field->required << 1 | field->late << 2),
                              field->type == LUN_TYPE_ANNOTATION ? field->target : 0, field->n_options };
        hash = lun_hash64_seed(field->name, strlen(field->name), hash);
        hash = lun_hash64_seed(parts, sizeof parts, hash);
        for (uint32_t i = 0; i < field->n_options; i++)
            hash = lun_hash64_seed(field->options[i], strlen(field->options[i]) + 1, hash);
    }
    return hash;
}

typedef struct depending {
    const lun_script *script;
    lun_dependencies *out;
    uint32_t *stage_of; /* by layer; UINT32_MAX = none: made by the engine, or a union */
    uint64_t *hashes;   /* by layer */
    uint8_t *anywhere;  /* by layer: something that marks it looks anywhere */
} depending;

/* The rows of a layer that is read: of a union those of its members. */
static uint64_t add_read(const depending *d, uint16_t layer, uint64_t hash)
{
    const lun_layer *type = lun_schema_layer(d->script->schema, layer);
    for (uint32_t m = 0; m < type->n_members; m++)
        hash = add_read(d, type->members[m].layer, hash);
    return lun_hash64_seed(&d->hashes[layer], sizeof d->hashes[layer], hash);
}

static void note_stages(depending *d)
{
    const lun_script *script = d->script;
    memset(d->stage_of, 0xFF, d->out->n * sizeof *d->stage_of);
    for (uint32_t s = 0; s < script->n_stages; s++) {
        for (uint32_t i = 0; i < script->stages[s].n_layers; i++)
            d->stage_of[script->stages[s].layers[i]] = s;
        for (uint32_t i = 0; i < script->stages[s].n_resolves; i++)
            d->anywhere[script->stages[s].resolves[i].layer] = 1;
    }
    for (uint32_t r = 1; r < script->n_rules; r++) {
        const lun_script_rule *rule = &script->rules[r];
        for (uint32_t i = 0; i < rule->n_marks && looks_anywhere(script, rule); i++)
            d->anywhere[rule->marks[i]] = 1;
    }
}

/* What is made because somebody needs it, and functions of others may see. */
static uint64_t made_hash(const lun_script *script)
{
    const uint8_t made[] = { script->needs_tags, script->want_token, script->want_sentence, script->want_paragraph };
    return lun_hash64(made, sizeof made);
}

/* Everything that runs up to the end of a stage, on top of what ran before it. */
static uint64_t stage_hash(const depending *d, const lun_stage *stage, uint64_t before)
{
    uint64_t hash = before + 1;
    for (uint32_t i = 0; i < stage->n_layers; i++)
        hash = lun_hash64_seed(&d->hashes[stage->layers[i]], sizeof *d->hashes, hash);
    for (uint32_t i = 0; i < stage->n_rules; i++) {
        uint64_t rule = rule_hash(d->script, stage->rules[i]);
        hash = lun_hash64_seed(&rule, sizeof rule, hash);
    }
    for (uint32_t i = 0; i < stage->n_resolves; i++) {
        uint64_t resolve = resolve_hash(d->script, &stage->resolves[i]);
        hash = lun_hash64_seed(&resolve, sizeof resolve, hash);
    }
    return hash;
}

static uint64_t layer_hash(const depending *d, uint16_t layer, uint64_t everything)
{
    uint64_t hash = d->hashes[layer];
    for (uint32_t r = 1; r < d->script->n_rules; r++) {
        const lun_script_rule *rule = &d->script->rules[r];
        if (!marks(rule, layer))
            continue;
        uint64_t own = rule_hash(d->script, r);
        hash = lun_hash64_seed(&own, sizeof own, hash);
        for (uint32_t i = 0; i < rule->n_reads; i++) {
            if (rule->reads[i] != layer)
                hash = add_read(d, rule->reads[i], hash);
        }
    }
    return d->anywhere[layer] ? lun_hash64_seed(&everything, sizeof everything, hash) : hash;
}

static void hash_layers(depending *d)
{
    const lun_script *script = d->script;
    uint64_t everything = made_hash(script), fresh[64];
    for (uint32_t i = 0; i < d->out->n; i++)
        d->hashes[i] = declaration_hash(script, (uint16_t)i);
    for (uint32_t s = 0; s < script->n_stages; s++) {
        const lun_stage *stage = &script->stages[s];
        everything = stage_hash(d, stage, everything);
        /* layers of one stage do not read each other: their order does not matter, but for rules that mark several */
        for (uint32_t i = 0; i < stage->n_layers; i += 64) {
            for (uint32_t j = i; j < stage->n_layers && j < i + 64; j++)
                fresh[j - i] = layer_hash(d, stage->layers[j], everything);
            for (uint32_t j = i; j < stage->n_layers && j < i + 64; j++)
                d->hashes[stage->layers[j]] = fresh[j - i];
        }
    }
}

/* ---- rules one by one ---- */

/* All but the rules: layers, which of them each stage finishes, resolve functions, and what is made for rules. */
static uint64_t rest_hash(const lun_script *script)
{
    uint64_t hash = made_hash(script);
    for (uint32_t i = 0; i < lun_schema_count(script->schema); i++) {
        uint64_t declaration = declaration_hash(script, (uint16_t)i);
        hash = lun_hash64_seed(&declaration, sizeof declaration, hash);
    }
    for (uint32_t s = 0; s < script->n_stages; s++) {
        const lun_stage *stage = &script->stages[s];
        hash = lun_hash64_seed(stage->layers, stage->n_layers * sizeof *stage->layers, hash + 1);
        for (uint32_t i = 0; i < stage->n_resolves; i++) {
            uint64_t resolve = resolve_hash(script, &stage->resolves[i]);
            hash = lun_hash64_seed(&resolve, sizeof resolve, hash);
        }
    }
    return hash;
}

/* The library and the language data count by the sums that the build took of them. */
static void hash_base(const lun_script *script, uint8_t out[16])
{
    lun_buf all = LUN_BUF_INIT;
    const lun_embedded *sums = lun_embedded_find("data/sums.txt");
    uint64_t embedded = sums ? lun_hash64(sums->data, sums->len) : 0;
    lun_buf_addf(&all, "%s %llu %zu", LUNETTE_VERSION, (unsigned long long)embedded, script->text_limit);
    const char *languages = script->languages ? script->languages : "any";
    uint64_t halves[2] = { lun_hash64(all.data ? all.data : "", all.len), lun_hash64(languages, strlen(languages)) };
    memcpy(out, halves, sizeof halves);
    lun_buf_clear(&all);
}

/* With the program that reads them: what a corpus keeps of a rule is as this program tells it. */
static void note_rules(lun_dependencies *out, const lun_script *script)
{
    uint32_t place = 0;
    uint64_t base;
    memcpy(&base, out->base, sizeof base);
    for (uint32_t r = 0; r < script->n_rules; r++)
        out->rules[r] = (lun_rule_print){ r ? rule_hash(script, r) ^ base : 0, UINT32_MAX, 0 };
    for (uint32_t s = 0; s < script->n_stages; s++) {
        for (uint32_t i = 0; i < script->stages[s].n_rules; i++) {
            lun_rule_print *one = &out->rules[script->stages[s].rules[i]];
            one->stage = s;
            one->place = place++;
        }
    }
    out->n_rules = script->n_rules;
    out->rest = rest_hash(script);
}

/* ---- what goes along ---- */

static int reads_layer(const depending *d, uint16_t layer, uint16_t wanted)
{
    const lun_layer *type = lun_schema_layer(d->script->schema, layer);
    for (uint32_t m = 0; m < type->n_members; m++) {
        if (reads_layer(d, type->members[m].layer, wanted))
            return 1;
    }
    return layer == wanted;
}

/* Does a rule have to run again when layer a is found again: it marks it, or looks at it? */
static int concerns(const depending *d, const lun_script_rule *rule, uint16_t a)
{
    if (marks(rule, a))
        return 1;
    for (uint32_t i = 0; i < rule->n_reads; i++) {
        if (reads_layer(d, rule->reads[i], a))
            return 1;
    }
    return 0;
}

static void note_follows(depending *d)
{
    uint32_t n = d->out->n;
    uint8_t *follows = d->out->follows;
    for (uint32_t a = 0; a < n; a++) {
        follows[a * n + a] = 1;
        for (uint32_t b = 0; b < n; b++) {
            if (d->anywhere[b] && d->stage_of[b] != UINT32_MAX && d->stage_of[a] != UINT32_MAX &&
                d->stage_of[b] >= d->stage_of[a])
                follows[a * n + b] = 1;
        }
        for (uint32_t r = 1; r < d->script->n_rules; r++) {
            const lun_script_rule *rule = &d->script->rules[r];
            for (uint32_t i = 0; i < rule->n_marks && concerns(d, rule, (uint16_t)a); i++)
                follows[a * n + rule->marks[i]] = 1;
        }
    }
    for (uint32_t k = 0; k < n; k++) { /* and so on: the transitive closure */
        for (uint32_t i = 0; i < n; i++) {
            for (uint32_t j = 0; j < n && follows[i * n + k]; j++)
                follows[i * n + j] |= follows[k * n + j];
        }
    }
}

int lun_script_dependencies(lun_dependencies *out, const lun_script *script, lun_error *err)
{
    uint32_t n = lun_schema_count(script->schema);
    depending d = { script, out, NULL, NULL, NULL };
    memset(out, 0, sizeof *out);
    out->n = n;
    out->fingerprints = lun_calloc((size_t)n + 1, sizeof *out->fingerprints);
    out->follows = lun_calloc((size_t)n * n + 1, 1);
    out->rules = lun_calloc((size_t)script->n_rules + 1, sizeof *out->rules);
    d.stage_of = lun_calloc((size_t)n + 1, sizeof *d.stage_of);
    d.hashes = lun_calloc((size_t)n + 1, sizeof *d.hashes);
    d.anywhere = lun_calloc((size_t)n + 1, 1);
    int fine = out->fingerprints && out->follows && out->rules && d.stage_of && d.hashes && d.anywhere;
    if (fine) {
        note_stages(&d);
        hash_layers(&d);
        note_follows(&d);
        hash_base(script, out->base);
        note_rules(out, script);
        for (uint32_t i = 0; i < n; i++)
            lun_hash128(&d.hashes[i], sizeof d.hashes[i], out->fingerprints[i]);
    }
    lun_free(d.stage_of);
    lun_free(d.hashes);
    lun_free(d.anywhere);
    if (fine)
        return LUN_OK;
    lun_dependencies_clear(out);
    return lun_error_set(err, LUN_ENOMEM, "no memory for the fingerprints of layers");
}

void lun_dependencies_clear(lun_dependencies *dependencies)
{
    lun_free(dependencies->fingerprints);
    lun_free(dependencies->follows);
    lun_free(dependencies->rules);
    memset(dependencies, 0, sizeof *dependencies);
}
