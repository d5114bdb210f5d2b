/*
** difference.c - changes collected by rule, printed when all are known; JSON goes out as it comes. Sits on changes.h, sentence.h.
**
** Of each rule a few changes are kept as text, all are counted. Rows that are what they were, of another rule (a copy of it, a new name), are counted alone.
*/
#include "cli/difference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/log.h"
#include "base/shell.h"
#include "cli/listing.h"
#include "cli/sentence.h"

#define MOST 5        /* changes shown a rule */
#define AROUND 80     /* characters of the sentence on each side */
#define VALUE_MOST 80 /* characters of a field */

typedef struct group { /* of one rule */
    const char *rule;
    size_t order; /* of the rule in its plan */
    uint64_t n[3];
    uint64_t shown;
    uint64_t moved;         /* of n: nothing but the rule has changed */
    const char *moved_from; /* the rule that made the first of them */
    int is_mixed;           /* others were made by other rules */
    lun_buf text;
} group;

typedef struct printing {
    const lun_difference_options *options;
    const lun_version *from, *to;
    lun_store *store;
    lun_vocab *vocab;
    lun_arena *arena;
    LUN_VEC(group) groups;
    lun_totals totals;
    lun_document *document; /* whose changes are at hand */
    char lost_key[17];      /* the first */
    lun_buf gained;         /* the first: its document and words, for the command to type next */
} printing;

static const char *const kind_names[] = { "gained", "lost", "changed" };

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory to show what has changed");
}

/* ---- rules ---- */

static const lun_rule_info *find_rule(const lun_version *version, const char *id, size_t *order)
{
    for (uint32_t i = 0; version && i < version->plan.rules.n; i++) {
        if (strcmp(version->plan.rules.items[i].id, id) == 0) {
            *order = i;
            return &version->plan.rules.items[i];
        }
    }
    *order = SIZE_MAX;
    return NULL;
}

static group *find_group(printing *p, const char *rule)
{
    group made = { .rule = NULL, .text = LUN_BUF_INIT };
    for (size_t i = 0; i < p->groups.n; i++) {
        if (strcmp(p->groups.items[i].rule, rule) == 0)
            return &p->groups.items[i];
    }
    made.rule = lun_arena_strdup(p->arena, rule);
    find_rule(p->to, rule, &made.order);
    return made.rule && lun_vec_push(&p->groups, made) == 0 ? &p->groups.items[p->groups.n - 1] : NULL;
}

static int by_order(const void *left, const void *right)
{
    const group *a = left, *b = right;
    return a->order != b->order ? (a->order < b->order ? -1 : 1) : strcmp(a->rule, b->rule);
}

/* ---- colours ---- */

static const char *colour(const printing *p, const char *code)
{
    return p->options->colour ? code : "";
}

#define PLAIN(p) colour(p, "\033[0m")
#define DIM(p) colour(p, "\033[2m")

static const char *kind_colour(const printing *p, lun_change_kind kind)
{
    static const char *const codes[] = { "\033[32m", "\033[31m", "\033[33m" };
    return colour(p, codes[kind]);
}

/* ---- fields ---- */

static void add_cut(lun_buf *out, const char *text)
{
    size_t len = strlen(text), at = 0;
    for (size_t n = 0; at < len && n < VALUE_MOST; n++) {
        do
            at++;
        while (at < len && ((unsigned char)text[at] & 0xC0) == 0x80);
    }
    lun_plain_add(out, text, at);
    lun_buf_adds(out, at < len ? "\xE2\x80\xA6" : "");
}

/* As a reader of a table would see it. */
static void add_value(lun_buf *out, const cJSON *value)
{
    const cJSON *item;
    if (cJSON_IsArray(value)) {
        cJSON_ArrayForEach(item, value)
        {
            lun_buf_adds(out, item == value->child ? "" : "; ");
            add_value(out, item);
        }
    } else if (cJSON_IsObject(value)) {
        const char *text = lun_json_string(value, "text");
        add_cut(out, text ? text : lun_json_string(value, "name") ? lun_json_string(value, "name") : "");
    } else if (cJSON_IsString(value))
        add_cut(out, value->valuestring);
    else if (cJSON_IsNumber(value))
        lun_json_add_number(out, value->valuedouble);
    else
        lun_buf_adds(out, cJSON_IsTrue(value) ? "yes" : cJSON_IsFalse(value) ? "no" : "nothing");
}

static cJSON *parse(const char *fields)
{
    cJSON *parsed;
    return lun_json_parse(&parsed, fields, strlen(fields), NULL, NULL) == LUN_OK ? parsed : NULL;
}

/* A field that holds the row's own words says nothing that is not marked in the sentence. */
static int is_own_words(const cJSON *field, const lun_fact *fact)
{
    const char *text = cJSON_IsObject(field) ? lun_json_string(field, "text") : NULL;
    return text && strcmp(text, fact->text) == 0;
}

static void add_fields(lun_buf *out, const lun_fact *fact)
{
    cJSON *fields = parse(fact->fields);
    const cJSON *field;
    lun_buf_adds(out, fact->layer);
    cJSON_ArrayForEach(field, fields)
    {
        if (is_own_words(field, fact))
            continue;
        lun_buf_addf(out, "  %s=", field->string);
        add_value(out, field);
    }
    cJSON_Delete(fields);
}

static int same_value(const cJSON *a, const cJSON *b)
{
    return a && b && cJSON_Compare(a, b, 1);
}

static void add_changed_field(lun_buf *out, const char *name, const cJSON *before, const cJSON *after)
{
    lun_buf_addf(out, "  %s: ", name);
    if (before)
        add_value(out, before);
    else
        lun_buf_adds(out, "nothing");
    lun_buf_adds(out, " \xE2\x86\x92 ");
    if (after)
        add_value(out, after);
    else
        lun_buf_adds(out, "nothing");
}

/* What is not as it was: fields, rule, words. */
static void add_changes(lun_buf *out, const lun_fact *before, const lun_fact *after)
{
    cJSON *old = parse(before->fields), *new = parse(after->fields);
    const cJSON *field;
    lun_buf_adds(out, after->layer);
    if (strcmp(before->rule, after->rule) != 0)
        lun_buf_addf(out, "  rule: %s \xE2\x86\x92 %s", before->rule, after->rule);
    if (!lun_fact_same_place(before, after)) {
        lun_buf_adds(out, "  words: ");
        add_cut(out, before->text);
        lun_buf_adds(out, " \xE2\x86\x92 ");
        add_cut(out, after->text);
    }
    cJSON_ArrayForEach(field, old)
    {
        const cJSON *now = cJSON_GetObjectItemCaseSensitive(new, field->string);
        if (!same_value(field, now) && !(is_own_words(field, before) && is_own_words(now, after)))
            add_changed_field(out, field->string, field, now);
    }
    cJSON_ArrayForEach(field, new)
    {
        if (!cJSON_GetObjectItemCaseSensitive(old, field->string))
            add_changed_field(out, field->string, NULL, field);
    }
    cJSON_Delete(old);
    cJSON_Delete(new);
}

/* ---- one change ---- */

static void add_sentence(printing *p, lun_buf *out, const lun_fact *fact, const char *mark, const char *unmark)
{
    const lun_offsets *offsets = p->document ? lun_document_offsets(p->document) : NULL;
    if (!offsets) {
        lun_buf_adds(out, mark);
        lun_plain_add(out, fact->text, strlen(fact->text));
        lun_buf_adds(out, unmark);
        return;
    }
    lun_span span = { (uint32_t)lun_offsets_to_bytes(offsets, fact->start),
                      (uint32_t)lun_offsets_to_bytes(offsets, fact->stop) };
    lun_sentence_show(out, p->document->text, p->document->len, span, AROUND, p->vocab, mark, unmark);
}

static void show(printing *p, group *to, const lun_change *change)
{
    static const char signs[] = { '+', '-', '~' };
    const lun_fact *fact = change->after ? change->after : change->before;
    const char *name = p->document->id ? p->document->id : p->document->uri;
    char key[17];
    lun_buf *out = &to->text;
    lun_fact_key(key, fact, p->document->uri);
    lun_buf_addf(out, "  %s%c%s ", kind_colour(p, change->kind), signs[change->kind], PLAIN(p));
    add_sentence(p, out, fact, p->options->colour ? kind_colour(p, change->kind) : "[",
                 p->options->colour ? "\033[0m" : "]");
    if (change->is_accepted)
        lun_buf_addf(out, "\n    %s%s%s", colour(p, "\033[1;31m"),
                     change->kind == LUN_CHANGE_LOST ? "you had accepted this" : "you had accepted this as it was",
                     PLAIN(p));
    lun_buf_adds(out, "\n    ");
    if (change->kind == LUN_CHANGE_CHANGED)
        add_changes(out, change->before, change->after);
    else
        add_fields(out, fact);
    lun_buf_addf(out, "\n    %s", DIM(p));
    lun_plain_add(out, name, strlen(name));
    lun_buf_addf(out, "  %s%s\n", key, PLAIN(p));
    to->shown++;
}

static void add_json_fact(lun_buf *out, const lun_fact *fact)
{
    lun_buf_adds(out, "\"layer\":");
    lun_json_add_string(out, fact->layer, strlen(fact->layer));
    lun_buf_adds(out, ",\"rule\":");
    lun_json_add_string(out, fact->rule, strlen(fact->rule));
    lun_buf_addf(out, ",\"start\":%u,\"stop\":%u,\"text\":", fact->start, fact->stop);
    lun_json_add_string(out, fact->text, strlen(fact->text));
    lun_buf_addf(out, ",\"fields\":%s", fact->fields);
}

static void print_json(printing *p, const lun_change *change)
{
    const lun_fact *fact = change->after ? change->after : change->before;
    lun_buf out = LUN_BUF_INIT, sentence = LUN_BUF_INIT;
    const lun_document *document = p->document;
    char key[17];
    lun_fact_key(key, fact, document->uri);
    lun_buf_addf(&out, "{\"change\":\"%s\",\"key\":\"%s\",\"document\":", kind_names[change->kind], key);
    lun_json_add_string(&out, document->id ? document->id : "", strlen(document->id ? document->id : ""));
    lun_buf_adds(&out, ",\"uri\":");
    lun_json_add_string(&out, document->uri, strlen(document->uri));
    lun_buf_addc(&out, ',');
    add_json_fact(&out, fact);
    add_sentence(p, &sentence, fact, "", "");
    lun_buf_adds(&out, ",\"sentence\":");
    lun_json_add_string(&out, sentence.data ? sentence.data : "", sentence.len);
    if (change->before)
        lun_buf_addf(&out, ",\"accepted\":%s", change->is_accepted ? "true" : "false");
    if (change->kind == LUN_CHANGE_CHANGED) {
        lun_fact_key(key, change->before, document->uri);
        lun_buf_addf(&out, ",\"before\":{\"key\":\"%s\",", key);
        add_json_fact(&out, change->before);
        lun_buf_addc(&out, '}');
    }
    printf("%s}\n", out.data ? out.data : "{");
    lun_buf_clear(&out);
    lun_buf_clear(&sentence);
}

/* ---- all of them ---- */

/* The first words of a text, at most so many bytes. */
static size_t words_len(const char *text, size_t most)
{
    size_t len = strlen(text), at = most;
    if (len <= most)
        return len;
    while (at > 0 && text[at] != ' ')
        at--;
    return at ? at : len;
}

static void remember(printing *p, const lun_change *change)
{
    if (change->kind == LUN_CHANGE_LOST && !*p->lost_key)
        lun_fact_key(p->lost_key, change->before, p->document->uri);
    if (change->kind == LUN_CHANGE_LOST || p->gained.len)
        return;
    const char *words = change->after->text;
    lun_buf_adds(&p->gained, LUN_SHELL(p->options->corpus && p->document->id ? p->document->id : p->document->uri));
    lun_buf_addc(&p->gained, ' ');
    lun_shell_add(&p->gained, words, words_len(words, 60));
}

/* What somebody accepted is shown all the same: its judgement may go. */
static int is_moved(const lun_change *change)
{
    return change->kind == LUN_CHANGE_CHANGED && !change->is_accepted &&
           lun_fact_same_place(change->before, change->after) &&
           strcmp(change->before->fields, change->after->fields) == 0;
}

static int add_moved(printing *p, group *to, const lun_change *change, lun_error *err)
{
    if (!to->moved_from)
        to->moved_from = lun_arena_strdup(p->arena, change->before->rule);
    else
        to->is_mixed |= strcmp(to->moved_from, change->before->rule) != 0;
    to->moved++;
    return to->moved_from ? LUN_OK : no_memory(err);
}

static int add_change(printing *p, const lun_change *change, lun_error *err)
{
    uint64_t most = p->options->most > 0 ? (uint64_t)p->options->most : MOST;
    group *to = find_group(p, change->after ? change->after->rule : change->before->rule);
    if (!to)
        return no_memory(err);
    to->n[change->kind]++;
    *(change->kind == LUN_CHANGE_GAINED ? &p->totals.gained
      : change->kind == LUN_CHANGE_LOST ? &p->totals.lost
                                        : &p->totals.changed) += 1;
    p->totals.accepted += (uint64_t)(change->is_accepted && change->kind == LUN_CHANGE_LOST);
    if (!p->options->json && is_moved(change))
        return add_moved(p, to, change, err);
    remember(p, change);
    if (p->options->json && (!p->options->most || to->shown < most)) {
        to->shown++;
        print_json(p, change);
    } else if (!p->options->json && (to->shown < most || change->is_accepted))
        show(p, to, change);
    return to->text.failed ? no_memory(err) : LUN_OK;
}

static int take(void *context, const lun_document_changes *changes, lun_error *err)
{
    printing *p = context;
    int rc = lun_store_get(p->store, changes->number, &p->document, NULL, err);
    for (size_t i = 0; i < changes->n && rc == LUN_OK; i++)
        rc = add_change(p, &changes->items[i], err);
    lun_document_free(p->document);
    p->document = NULL;
    if (p->vocab)
        lun_vocab_trim(p->vocab, 1u << 18);
    return rc;
}

static void print_count(const printing *p, lun_change_kind kind, uint64_t n, const char *before, const char *word)
{
    static const char signs[] = { '+', '-', '~' };
    if (n || *word)
        printf("%s%s%c%llu%s%s", before, n ? kind_colour(p, kind) : "", signs[kind], (unsigned long long)n,
               n ? PLAIN(p) : "", word);
}

/* A file that is gone when the command ends. */
static int is_hidden(const printing *p, const char *file)
{
    const char *hidden = p->options->hidden;
    return hidden && strncmp(file, hidden, strlen(hidden)) == 0;
}

static void print_moved(const printing *p, const group *one)
{
    if (one->moved)
        printf("  %s~%s %llu %s, of another rule: %s%s \xE2\x86\x92 %s\n", kind_colour(p, LUN_CHANGE_CHANGED), PLAIN(p),
               (unsigned long long)one->moved, one->moved == 1 ? "row as it was" : "rows as they were", one->moved_from,
               one->is_mixed ? " and others" : "", one->rule);
}

static void print_group(const printing *p, const group *one)
{
    size_t ignored;
    const lun_rule_info *info = find_rule(p->to, one->rule, &ignored);
    uint64_t n = one->n[0] + one->n[1] + one->n[2];
    printf("%s%s%s", colour(p, "\033[1m"), one->rule, PLAIN(p));
    for (int kind = 0, any = 0; kind < 3; kind++) {
        print_count(p, (lun_change_kind)kind, one->n[kind], any ? " " : "  ", "");
        any |= one->n[kind] > 0;
    }
    if (info && info->file && *info->file && !is_hidden(p, info->file))
        printf("  %s%s:%u%s", DIM(p), info->file, info->line, PLAIN(p));
    else if (!info)
        printf("  %sthe rule is gone%s", DIM(p), PLAIN(p));
    printf("\n%s", one->text.data ? one->text.data : "");
    n -= one->moved;
    if (n > one->shown)
        printf("    %s\xE2\x80\xA6 and %llu more: -n %llu shows all%s\n", DIM(p), (unsigned long long)(n - one->shown),
               (unsigned long long)n, PLAIN(p));
    print_moved(p, one);
    putchar('\n');
}

static void print_totals(const printing *p)
{
    const lun_totals *t = &p->totals;
    if (!t->gained && !t->lost && !t->changed) {
        printf("no difference\n");
        return;
    }
    print_count(p, LUN_CHANGE_GAINED, t->gained, "", " new");
    print_count(p, LUN_CHANGE_LOST, t->lost, "  ", " lost");
    print_count(p, LUN_CHANGE_CHANGED, t->changed, "  ", " changed");
    if (t->accepted)
        printf(" %s(%llu of the %llu lost you had accepted)%s", colour(p, "\033[1;31m"),
               (unsigned long long)t->accepted, (unsigned long long)t->lost, PLAIN(p));
    putchar('\n');
}

/* What to type next. A row that is lost is in the corpus by its key; one that is new is found by its words. */
static void print_next(const printing *p)
{
    const lun_difference_options *o = p->options;
    int is_file =
        p->gained.len && !strchr(p->gained.data, '#'); /* without a corpus, a member of a file cannot be named */
    if (o->quiet || o->json)
        return;
    fflush(stdout);
    if (*p->lost_key && !p->from && o->corpus)
        fprintf(stderr, "why: lunette why %s %s\n", LUN_SHELL(o->corpus), p->lost_key);
    else if (p->gained.len && !p->gained.failed && o->rules && (o->corpus || is_file))
        fprintf(stderr, "why: lunette why %s%s%s %s\n", o->corpus ? LUN_SHELL(o->corpus) : "", o->corpus ? " " : "",
                p->gained.data, o->rules);
}

static void print_json_totals(const printing *p)
{
    const lun_totals *t = &p->totals;
    printf("{\"totals\":{\"gained\":%llu,\"lost\":%llu,\"changed\":%llu,\"accepted_lost\":%llu,\"documents\":%llu,"
           "\"looked_into\":%llu}}\n",
           (unsigned long long)t->gained, (unsigned long long)t->lost, (unsigned long long)t->changed,
           (unsigned long long)t->accepted, (unsigned long long)p->to->documents, (unsigned long long)p->to->looked);
}

static void print_all(printing *p)
{
    if (p->options->json) {
        print_json_totals(p);
        return;
    }
    if (p->groups.n)
        qsort(p->groups.items, p->groups.n, sizeof *p->groups.items, by_order);
    for (size_t i = 0; i < p->groups.n; i++)
        print_group(p, &p->groups.items[i]);
    print_totals(p);
    print_next(p);
}

static int collect(printing *p, lun_error *err)
{
    lun_verdicts *verdicts = NULL;
    int rc = p->arena ? lun_verdicts_load(&verdicts, p->store, err) : no_memory(err);
    if (rc == LUN_OK)
        rc = lun_changes_each(p->from, p->to, verdicts, take, p, err);
    lun_verdicts_free(verdicts);
    return rc;
}

int lun_difference_print(lun_totals *out, const lun_version *from, const lun_version *to, lun_store *store,
                         const lun_difference_options *options, lun_error *err)
{
    printing p = { .options = options,
                   .from = from,
                   .to = to,
                   .store = store,
                   .vocab = lun_vocab_new(),
                   .arena = lun_arena_new(),
                   .gained = LUN_BUF_INIT };
    int rc = collect(&p, err);
    if (rc == LUN_OK)
        print_all(&p);
    *out = p.totals;
    for (size_t i = 0; i < p.groups.n; i++)
        lun_buf_clear(&p.groups.items[i].text);
    lun_vec_clear(&p.groups);
    lun_buf_clear(&p.gained);
    lun_vocab_free(p.vocab);
    lun_arena_free(p.arena);
    fflush(stdout);
    return rc;
}

static int has_trouble(const lun_version *version, const lun_trouble *one)
{
    for (size_t i = 0; version && i < version->troubles.n; i++) {
        const lun_trouble *other = &version->troubles.items[i];
        if (strcmp(other->code, one->code) == 0 && strcmp(other->message, one->message) == 0)
            return 1;
    }
    return 0;
}

int lun_difference_troubles(const lun_version *version, const lun_version *told)
{
    for (size_t i = 0; i < version->troubles.n; i++) {
        const lun_trouble *one = &version->troubles.items[i];
        char others[80] = "";
        if (has_trouble(told, one))
            continue;
        if (one->n > 1)
            snprintf(others, sizeof others, " (and %llu more document%s)", (unsigned long long)(one->n - 1),
                     one->n == 2 ? "" : "s");
        lun_log(LUN_LEVEL_WARNING, "%s: %s%s%s", one->uri, one->message, others,
                one->is_left_out ? "; what it would change there is not known" : "");
    }
    return version->troubles.n > 0;
}
