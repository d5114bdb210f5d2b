/*
** zygote_asks.c - answers about rules: what they want of a document, what they look for, and whether that can be looked for by itself. Sits on
** parcel.h, messages.h, core/script.
**
** Of Lua the library alone runs here (scripts/lunette/plan/ghosts.lua), over texts that a corpus may hold: what goes wrong with these means that nothing can be told.
*/
#include "run/zygote_asks.h"

#include <stdio.h>
#include <string.h>

#include "run/messages.h"

/* Without memory for it a layer wants anything. */
static int say_wants(lun_buf *out, lun_script *script, lun_wire *body, lun_arena *arena)
{
    lun_error ignored = LUN_ERROR_INIT;
    uint32_t count = lun_schema_count(lun_script_schema(script));
    size_t len;
    const char *layers = lun_wire_take_bytes(body, &len);
    lun_layer_wants *wants = lun_arena_calloc(arena, (size_t)count + 1, sizeof *wants);
    if (body->bad || len != count || !wants)
        return -1;
    for (uint32_t i = 0; i < count; i++) {
        wants[i].anything =
            !layers[i] || lun_script_wanted(&wants[i].rules, &wants[i].n, script, (uint16_t)i, arena, &ignored) < 0;
        wants[i].n = wants[i].anything ? 0 : wants[i].n;
    }
    lun_parcel_wants(out, wants, count);
    return 1;
}

/* The next number of a rule; 0 where it makes no sense. */
static uint32_t take_rule(lun_wire *body, const lun_script *script)
{
    uint32_t rule = lun_wire_take_u32(body);
    return body->bad || rule >= lun_script_rules(script)->n ? 0 : rule;
}

/* In the order in which they were asked for. */
static int say_rule_wants(lun_buf *out, lun_script *script, lun_wire *body, lun_arena *arena)
{
    lun_error ignored = LUN_ERROR_INIT;
    size_t count = lun_wire_take_count(body, 1);
    lun_layer_wants wants = { .rules = lun_arena_calloc(arena, count + 1, sizeof *wants.rules) };
    if (!wants.rules)
        return -1;
    for (; wants.n < count && !wants.anything; wants.n++) {
        uint32_t rule = take_rule(body, script);
        if (!rule)
            return -1;
        wants.anything = lun_script_rule_wanted(&wants.rules[wants.n], script, rule, arena, &ignored) < 0;
    }
    wants.n = wants.anything ? 0 : wants.n;
    lun_parcel_wants(out, &wants, 1);
    return 1;
}

/* Each a text of JSON; NULL where it cannot be told. */
static int say_looks(lun_buf *out, lun_script *script, lun_wire *body)
{
    char question[40];
    for (size_t n = lun_wire_take_count(body, 1); n; n--) {
        lun_buf look = LUN_BUF_INIT;
        lun_error ignored = LUN_ERROR_INIT;
        uint32_t rule = take_rule(body, script);
        if (!rule)
            return -1;
        snprintf(question, sizeof question, "{\"rules\":[%u]}", rule);
        int rc = lun_script_call(script, "looks", question, &look, &ignored);
        lun_wire_text(out, rc == LUN_OK && !look.failed ? look.data : NULL);
        lun_buf_clear(&look);
    }
    return body->bad ? -1 : 1;
}

static int haunt(lun_buf *out, lun_script *script, lun_wire *body, lun_arena *arena)
{
    lun_buf said = LUN_BUF_INIT;
    lun_error ignored = LUN_ERROR_INIT;
    const char *question = lun_wire_need_text(body, arena);
    if (!question || body->bad)
        return -1;
    int told = lun_script_call(script, "haunt", question, &said, &ignored) == LUN_OK && said.data &&
               strcmp(said.data, "true") == 0 && lun_script_check_layers(script);
    lun_buf_clear(&said);
    lun_wire_number(out, (uint64_t)told);
    lun_wire_bytes(out, told ? lun_script_check_layers(script) : NULL,
                   told ? lun_schema_count(lun_script_schema(script)) : 0);
    return 1;
}

static unsigned answer_of(unsigned kind)
{
    return kind == LUN_ASK_WANTS || kind == LUN_ASK_RULES ? LUN_WANTS
           : kind == LUN_ASK_LOOKS                        ? LUN_LOOKS
           : kind == LUN_ASK_HAUNT                        ? LUN_HAUNTED
                                                          : 0;
}

int lun_zygote__answer(lun_buf *out, lun_script *script, unsigned kind, lun_wire *body)
{
    if (!answer_of(kind))
        return 0;
    lun_arena *arena = lun_arena_new();
    if (!arena)
        return -1;
    size_t frame = lun_wire_begin(out, answer_of(kind));
    int rc = kind == LUN_ASK_WANTS   ? say_wants(out, script, body, arena)
             : kind == LUN_ASK_RULES ? say_rule_wants(out, script, body, arena)
             : kind == LUN_ASK_LOOKS ? say_looks(out, script, body)
                                     : haunt(out, script, body, arena);
    lun_wire_end(out, frame);
    lun_arena_free(arena);
    return rc;
}
