/*
** bytecode.c - reads the dump of a Lua function (Lua 5.4, format 0). Sits on base/hash.h.
**
** The lines on which functions start and end stand in a dump even without debug information; they are passed over, so that a comment
** above a function changes nothing. Whatever is not as expected makes the whole unreadable: then nobody relies on it.
*/
#include "script/bytecode.h"

#include <string.h>

#include "base/hash.h"

enum { HEADER = 31, DEEPEST = 200, INSTRUCTION = 4 };
enum { TAG_NIL = 0, TAG_FALSE = 1, TAG_TRUE = 17, TAG_INTEGER = 3, TAG_FLOAT = 19, TAG_SHORT = 4, TAG_LONG = 20 };
/* The opcode lies in the lowest 7 bits, A in bits 7 to 14, B in 16 to 23, C in 24 to 31. */
enum {
    OP_GETUPVAL = 9,  /* R[A] := upvalue B */
    OP_GETTABUP = 11, /* R[A] := upvalue B [constant C] */
    OP_SETTABUP = 15  /* upvalue A [constant B] := ... */
};

typedef struct name { /* a constant that is a text; NULL: another */
    const char *text;
    size_t len;
} name;

typedef struct body { /* of one function */
    const unsigned char *code;
    size_t n_code;
    name names[256]; /* of its first constants: an instruction reaches no others */
    uint8_t globals[256];
} body;

typedef struct reading {
    const unsigned char *at, *end;
    lun_bytecode *out;
    int bad;
} reading;

static void mix(reading *r, const void *data, size_t len)
{
    r->out->hash = lun_hash64_seed(data, len, r->out->hash);
}

static const unsigned char *take(reading *r, size_t len)
{
    const unsigned char *from = r->at;
    if (r->bad || (size_t)(r->end - r->at) < len) {
        r->bad = 1;
        return NULL;
    }
    r->at += len;
    return from;
}

static void take_mixed(reading *r, size_t len)
{
    const unsigned char *from = take(r, len);
    if (from)
        mix(r, from, len);
}

/* Groups of seven bits, the greatest first; the last one is marked. */
static size_t take_size(reading *r)
{
    size_t size = 0;
    for (int i = 0; i < 10; i++) {
        const unsigned char *byte = take(r, 1);
        if (!byte)
            return 0;
        size = size << 7 | (*byte & 0x7F);
        if (*byte & 0x80)
            return size;
    }
    r->bad = 1;
    return 0;
}

static size_t take_count(reading *r, size_t width)
{
    size_t n = take_size(r);
    if (width && n > (size_t)(r->end - r->at) / width)
        r->bad = 1;
    if (r->bad)
        return 0;
    mix(r, &n, sizeof n);
    return n;
}

static name take_text(reading *r)
{
    name none = { NULL, 0 };
    size_t size = take_size(r);
    const unsigned char *text = size ? take(r, size - 1) : NULL;
    if (!text) {
        r->bad = 1;
        return none;
    }
    mix(r, &size, sizeof size);
    mix(r, text, size - 1);
    r->out->text(r->out->context, (const char *)text, size - 1);
    return (name){ (const char *)text, size - 1 };
}

static name take_constant(reading *r)
{
    name none = { NULL, 0 };
    const unsigned char *tag = take(r, 1);
    if (!tag)
        return none;
    mix(r, tag, 1);
    switch (*tag) {
    case TAG_NIL:
    case TAG_FALSE:
    case TAG_TRUE:
        return none;
    case TAG_INTEGER:
    case TAG_FLOAT:
        take_mixed(r, 8);
        return none;
    case TAG_SHORT:
    case TAG_LONG:
        return take_text(r);
    default:
        r->bad = 1;
        return none;
    }
}

static void take_constants(reading *r, body *b)
{
    size_t n = take_count(r, 1);
    for (size_t i = 0; i < n && !r->bad; i++) {
        name one = take_constant(r);
        if (i < 256)
            b->names[i] = one;
    }
}

/* What the function's own upvalues are: of registers of the function around it, or of its upvalues. */
static void take_upvalues(reading *r, body *b, const uint8_t outer[256], int outermost)
{
    size_t n = take_count(r, 3);
    for (size_t i = 0; i < n; i++) {
        const unsigned char *one = take(r, 3); /* in a register, which, kind */
        if (!one || i > 255) {
            r->bad = 1;
            return;
        }
        mix(r, one, 3);
        b->globals[i] = outermost ? outer[i] : !one[0] && outer[one[1]];
    }
}

static void note_name(const reading *r, const name *one)
{
    if (one->text)
        r->out->global(r->out->context, one->text, one->len);
}

static void note_globals(const reading *r, const body *b)
{
    for (size_t i = 0; i < b->n_code; i++) {
        uint32_t one;
        memcpy(&one, b->code + i * INSTRUCTION, sizeof one);
        uint32_t op = one & 0x7F, first = one >> 7 & 0xFF, second = one >> 16 & 0xFF, third = one >> 24;
        if (op == OP_GETUPVAL && b->globals[second])
            r->out->takes_globals = 1;
        else if (op == OP_GETTABUP && b->globals[second])
            note_name(r, &b->names[third]);
        else if (op == OP_SETTABUP && b->globals[first])
            note_name(r, &b->names[second]);
    }
}

/* Nothing of it is there but the counts. */
static void take_debug(reading *r)
{
    for (int i = 0; i < 4; i++) {
        if (take_size(r) != 0)
            r->bad = 1;
    }
}

static void take_function(reading *r, const uint8_t outer[256], int depth)
{
    body b = { .n_code = 0 };
    if (take_size(r) != 0 || depth > DEEPEST) { /* the name of its source */
        r->bad = 1;
        return;
    }
    take_size(r);
    take_size(r); /* lines */
    take_mixed(r, 3);
    b.n_code = take_count(r, INSTRUCTION);
    b.code = take(r, b.n_code * INSTRUCTION);
    if (!b.code)
        return;
    mix(r, b.code, b.n_code * INSTRUCTION);
    take_constants(r, &b);
    take_upvalues(r, &b, outer, depth == 0);
    if (!r->bad)
        note_globals(r, &b);
    for (size_t n = take_count(r, 1); n && !r->bad; n--)
        take_function(r, b.globals, depth + 1);
    take_debug(r);
}

int lun_bytecode_read(lun_bytecode *out, const char *data, size_t len)
{
    static const unsigned char start[] = { 0x1B, 'L', 'u', 'a', 0x54, 0, 0x19, 0x93, '\r', '\n', 0x1A, '\n', 4, 8, 8 };
    reading r = { (const unsigned char *)data, (const unsigned char *)data + len, out, 0 };
    out->hash = 0;
    out->takes_globals = 0;
    const unsigned char *head = take(&r, HEADER);
    if (!head || memcmp(head, start, sizeof start) != 0)
        return -1;
    take_mixed(&r, 1); /* how many upvalues */
    take_function(&r, out->globals, 0);
    return r.bad || r.at != r.end ? -1 : 0;
}
