/*
** test_run_parcel.c - what processes send each other: what is written is read back the same, what is cut or bent is an
** error.
*/
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "parcel_random.h"
#include "run/channel.h"
#include "run/parcel.h"
#include "walk.h"

static lun_schema *schema;

static int make_schema(void **state)
{
    (void)state;
    schema = sample_schema();
    return schema ? 0 : -1;
}

static int free_schema(void **state)
{
    (void)state;
    lun_schema_free(schema);
    return 0;
}

/* ---- wire ---- */

static void test_numbers__come_back(void **state)
{
    static const uint64_t numbers[] = {
        0, 1, 127, 128, 16383, 16384, UINT32_MAX, (uint64_t)UINT32_MAX + 1, UINT64_MAX
    };
    static const int64_t signs[] = { 0, 1, -1, 63, -64, 64, INT64_MAX, INT64_MIN };
    static const double reals[] = { 0, -0.0, 0.1, 1e308, -1e-308 };
    lun_buf out = LUN_BUF_INIT;
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        lun_wire_number(&out, numbers[i]);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        lun_wire_signed(&out, signs[i]);
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++)
        lun_wire_double(&out, reals[i]);
    lun_wire in = lun_wire_open(out.data, out.len);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_true(lun_wire_take_number(&in) == numbers[i]);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        assert_true(lun_wire_take_signed(&in) == signs[i]);
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
        double got = lun_wire_take_double(&in);
        assert_memory_equal(&got, &reals[i], sizeof got);
    }
    assert_true(in.at == in.stop && !in.bad);
    lun_buf_clear(&out);
}

static void test_numbers__that_make_no_sense_are_bad_and_stay_bad(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
    } bad[] = { { "", 0 },
                { "\x80", 1 },
                { "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02", 10 },
                { "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 11 } };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lun_wire in = lun_wire_open(bad[i].bytes, bad[i].len);
        assert_true(lun_wire_take_number(&in) == 0 && in.bad == 1);
        assert_true(lun_wire_take_u32(&in) == 0 && lun_wire_take_signed(&in) == 0 && lun_wire_take_count(&in, 1) == 0);
        assert_null(lun_wire_take_raw(&in, 1));
        assert_int_equal(in.bad, 1);
    }
    lun_wire large = lun_wire_open("\x80\x80\x80\x80\x10", 5);
    assert_true(lun_wire_take_u32(&large) == 0 && large.bad);
    lun_wire many = lun_wire_open("\x05"
                                  "1234",
                                  5);
    assert_true(lun_wire_take_count(&many, 1) == 0 && many.bad);
    lun_wire wide = lun_wire_open("\x03"
                                  "1234",
                                  5);
    assert_true(lun_wire_take_count(&wide, 2) == 0 && wide.bad);
}

static void test_texts__come_back_or_are_bad(void **state)
{
    lun_arena *arena = lun_arena_new();
    lun_buf out = LUN_BUF_INIT;
    char small[5];
    (void)state;
    lun_wire_text(&out, NULL);
    lun_wire_text(&out, "");
    lun_wire_text(&out, "Ostia é");
    lun_wire in = lun_wire_open(out.data, out.len);
    assert_null(lun_wire_take_text(&in, arena));
    assert_string_equal(lun_wire_take_text(&in, arena), "");
    assert_string_equal(lun_wire_need_text(&in, arena), "Ostia é");
    assert_int_equal(in.bad, 0);
    in = lun_wire_open(out.data, out.len);
    assert_string_equal(lun_wire_need_text(&in, arena), "");
    assert_int_equal(in.bad, 1);
    static const char *const bad[] = { "\x03"
                                       "a\0",
                                       "\x03\xC3(", "\x02\xFF" };
    static const size_t lens[] = { 3, 3, 2 };
    for (size_t i = 0; i < 3; i++) {
        in = lun_wire_open(bad[i], lens[i]);
        assert_null(lun_wire_take_text(&in, arena));
        assert_int_equal(in.bad, 1);
    }
    lun_buf_reset(&out);
    lun_wire_text(&out, "a\nbé!");
    in = lun_wire_open(out.data, out.len);
    lun_wire_copy_text(&in, small, sizeof small); /* cut inside é */
    assert_string_equal(small, "a b");
    lun_buf_clear(&out);
    lun_arena_free(arena);
}

/* ---- channel ---- */

static void test_frames__come_through_in_order_however_they_are_cut(void **state)
{
    enum { FRAMES = 60 };
    lun_channel from, to;
    lun_error err = LUN_ERROR_INIT;
    int pair[2], fd = dup(STDIN_FILENO);
    unsigned kind, heard = 0;
    lun_wire body;
    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    lun_channel_open(&from, pair[0], LUN_CHANNEL_NOW, 1 << 20);
    lun_channel_open(&to, pair[1], LUN_CHANNEL_NOW, 1 << 20);
    for (unsigned n = 0; n < FRAMES || heard < FRAMES;) {
        if (n < FRAMES && !lun_channel_pending(&from)) {
            if (n == 7)
                lun_channel_pass(&from, fd);
            size_t frame = lun_wire_begin(&from.out, n % 200);
            for (unsigned k = n % 5 ? n * 37 : n * 4001; k; k--)
                lun_buf_addc(&from.out, (char)(k + n));
            lun_wire_end(&from.out, frame);
            n++;
        }
        assert_int_equal(lun_channel_flush(&from, &err), LUN_OK);
        assert_in_range(lun_channel_fill(&to, &err), 1, 2);
        while (lun_channel_next(&to, &kind, &body, &err) == 1) {
            size_t len = (size_t)(body.stop - body.at);
            assert_int_equal(kind, heard % 200);
            assert_int_equal(len, heard % 5 ? heard * 37 : heard * 4001);
            for (size_t k = 0; k < len; k++)
                assert_int_equal(body.at[k], (unsigned char)(len - k + heard));
            assert_int_equal(to.passed >= 0, heard >= 7);
            heard++;
        }
    }
    lun_channel_close(&from);
    assert_int_equal(lun_channel_fill(&to, &err), 0);
    lun_channel_close(&to);
    lun_channel_close(&to);
    close(fd);
}

static void send_frame(lun_channel *from, size_t len, int fd)
{
    lun_error err = LUN_ERROR_INIT;
    if (fd >= 0)
        lun_channel_pass(from, fd);
    size_t frame = lun_wire_begin(&from->out, 1);
    for (size_t i = LUN_FRAME_HEAD; i < len; i++)
        lun_buf_addc(&from->out, 'x');
    lun_wire_end(&from->out, frame);
    assert_int_equal(lun_channel_flush(from, &err), LUN_OK);
    assert_false(lun_channel_pending(from));
}

/* What is received at once ends inside the first frame with a descriptor; the second one is sent before the rest is received. */
static void test_descriptors__stay_with_their_frames_however_these_are_cut(void **state)
{
    enum { LARGE = 65536 - 20, SMALL = 60 };
    lun_channel from, to;
    lun_error err = LUN_ERROR_INIT;
    int pair[2], sent[2][2];
    unsigned kind;
    lun_wire body;
    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    lun_channel_open(&from, pair[0], LUN_CHANNEL_WAIT, 1 << 20);
    lun_channel_open(&to, pair[1], LUN_CHANNEL_WAIT, 1 << 20);
    send_frame(&from, LARGE, -1);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pipe(sent[i]), 0);
        if (i == 0)
            send_frame(&from, SMALL, sent[0][0]);
    }
    assert_int_equal(lun_channel_fill(&to, &err), 1);
    assert_int_equal(lun_channel_next(&to, &kind, &body, &err), 1);
    assert_int_equal(lun_channel_next(&to, &kind, &body, &err), 0);
    send_frame(&from, SMALL, sent[1][0]);
    for (int i = 0; i < 2; i++) {
        char number = (char)i, got = -1;
        while (lun_channel_next(&to, &kind, &body, &err) == 0)
            assert_int_equal(lun_channel_fill(&to, &err), 1);
        assert_int_equal(write(sent[i][1], &number, 1), 1);
        assert_true(to.passed >= 0 && fcntl(to.passed, F_SETFL, O_NONBLOCK) == 0);
        assert_int_equal(read(to.passed, &got, 1), 1);
        assert_int_equal(got, i);
        close(to.passed);
        to.passed = -1;
        close(sent[i][0]);
        close(sent[i][1]);
    }
    lun_channel_close(&from);
    lun_channel_close(&to);
}

static void test_frames__that_are_too_large_or_empty_are_refused(void **state)
{
    static const char *const heads[] = { "\x65\0\0\0\x01", "\0\0\0\0\x01", "\xFF\xFF\xFF\xFF\x01" };
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        lun_channel channel;
        lun_error err = LUN_ERROR_INIT;
        unsigned kind;
        lun_wire body;
        lun_channel_open(&channel, -1, LUN_CHANNEL_NOW, 100);
        lun_buf_add(&channel.in, heads[i], 4);
        assert_int_equal(lun_channel_next(&channel, &kind, &body, &err), 0);
        lun_buf_add(&channel.in, heads[i] + 4, 1);
        assert_int_equal(lun_channel_next(&channel, &kind, &body, &err), LUN_EFORMAT);
        lun_buf_clear(&channel.in);
    }
}

/* ---- documents and rows ---- */

static char *json_of(lun_annotations *set)
{
    lun_buf out = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    must(lun_annotations_write_json(set, &sample_rules, NULL, &out, &err), &err);
    return lun_buf_take(&out);
}

static void encode(lun_buf *out, lun_annotations *set)
{
    lun_parcel_document(out, lun_annotations_document(set));
    lun_parcel_rows(out, set);
    assert_false(out->failed);
}

static int decode(lun_document **document, lun_annotations **set, const char *data, size_t len, lun_error *err)
{
    lun_wire in = lun_wire_open(data, len);
    int rc = lun_parcel_take_document(document, &in, err);
    if (rc == LUN_OK)
        rc = lun_parcel_take_rows(set, &in, *document, schema, sample_rules.n, err);
    if (rc == LUN_OK)
        assert_true(in.at == in.stop);
    return rc;
}

static void test_documents_with_rows__come_back_the_same(void **state)
{
    (void)state;
    for (int round = 0; round < 400; round++) {
        lun_document *document = random_document(), *copy;
        lun_annotations *set = random_rows(document, schema, 30), *copies;
        lun_buf bytes = LUN_BUF_INIT, again = LUN_BUF_INIT;
        lun_error err = LUN_ERROR_INIT;
        must(lun_annotations_settle(set, NULL, &err), &err);
        encode(&bytes, set);
        must(decode(&copy, &copies, bytes.data, bytes.len, &err), &err);
        char *left = json_of(set), *right = json_of(copies);
        assert_string_equal(left, right);
        assert_memory_equal(document->hash, copy->hash, 16);
        assert_memory_equal(document->identity, copy->identity, 16);
        assert_int_equal(document->line, copy->line);
        encode(&again, copies);
        assert_int_equal(again.len, bytes.len);
        assert_memory_equal(again.data, bytes.data, bytes.len);
        lun_free(left);
        lun_free(right);
        lun_buf_clear(&bytes);
        lun_buf_clear(&again);
        lun_document_free(copy);
        lun_document_free(document);
    }
}

static void test_documents__that_are_cut_anywhere_are_refused(void **state)
{
    (void)state;
    for (int round = 0; round < 10; round++) {
        lun_document *document = random_document();
        lun_annotations *set = random_rows(document, schema, 12);
        lun_buf bytes = LUN_BUF_INIT;
        lun_error err = LUN_ERROR_INIT;
        must(lun_annotations_settle(set, NULL, &err), &err);
        encode(&bytes, set);
        for (size_t len = 0; len < bytes.len; len++) {
            char *part = lun_strndup(bytes.data, len); /* of its own, so that reading beyond is seen */
            lun_document *copy;
            lun_annotations *copies;
            assert_int_equal(decode(&copy, &copies, part, len, &err), LUN_EFORMAT);
            lun_document_free(copy);
            lun_free(part);
        }
        lun_buf_clear(&bytes);
        lun_document_free(document);
    }
}

/* One byte changed: an error, or a document that can be written again. */
static void test_documents__with_any_byte_changed_are_refused_or_sound(void **state)
{
    unsigned taken = 0, refused = 0;
    (void)state;
    for (int round = 0; round < 8; round++) {
        lun_document *document = random_document();
        lun_annotations *set = random_rows(document, schema, 12);
        lun_buf bytes = LUN_BUF_INIT;
        lun_error err = LUN_ERROR_INIT;
        must(lun_annotations_settle(set, NULL, &err), &err);
        encode(&bytes, set);
        for (size_t at = 0; at < bytes.len; at++) {
            lun_document *copy;
            lun_annotations *copies;
            char was = bytes.data[at];
            bytes.data[at] = (char)(was ^ (1 << roll(8)));
            lun_wire in = lun_wire_open(bytes.data, bytes.len);
            int rc = lun_parcel_take_document(&copy, &in, &err);
            if (rc == LUN_OK)
                rc = lun_parcel_take_rows(&copies, &in, copy, schema, sample_rules.n, &err);
            if (rc == LUN_OK)
                lun_free(json_of(copies));
            assert_int_not_equal(rc, LUN_ENOMEM);
            taken += rc == LUN_OK;
            refused += rc < 0;
            lun_document_free(copy);
            bytes.data[at] = was;
        }
        lun_buf_clear(&bytes);
        lun_document_free(document);
    }
    assert_true(taken > 100 && refused > 100);
}

/* A distance that leads below the first byte when it is added. */
static void test_rows__far_outside_are_refused(void **state)
{
    static const int64_t distances[] = { INT64_MAX, INT64_MIN, -1, UINT32_MAX, (int64_t)UINT32_MAX + 1 };
    (void)state;
    for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
        lun_document *document = sample_document("a", "Norland");
        lun_annotations *set;
        lun_buf bytes = LUN_BUF_INIT;
        lun_error err = LUN_ERROR_INIT;
        lun_wire_number(&bytes, 0);
        lun_wire_number(&bytes, 2);
        for (int row = 0; row < 2; row++) {
            lun_wire_number(&bytes, L_PERSON);
            lun_wire_signed(&bytes, row ? distances[i] : 7);
            for (int k = 0; k < 4; k++)
                lun_wire_number(&bytes, 0);
        }
        lun_wire in = lun_wire_open(bytes.data, bytes.len);
        int rc = lun_parcel_take_rows(&set, &in, document, schema, 1, &err);
        assert_int_equal(rc, distances[i] == -1 ? LUN_OK : LUN_EFORMAT);
        lun_buf_clear(&bytes);
        lun_document_free(document);
    }
}

static void test_rows__of_unknown_rules_are_refused(void **state)
{
    lun_document *document = sample_document("a", SAMPLE_TEXT), *copy;
    lun_annotations *set = sample_rows(document, schema), *copies;
    lun_buf bytes = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    must(lun_annotations_settle(set, NULL, &err), &err);
    encode(&bytes, set);
    lun_wire in = lun_wire_open(bytes.data, bytes.len);
    must(lun_parcel_take_document(&copy, &in, &err), &err);
    assert_int_equal(lun_parcel_take_rows(&copies, &in, copy, schema, 2, &err), LUN_EFORMAT); /* rule 2 of 0..1 */
    lun_document_free(copy);
    lun_buf_clear(&bytes);
    lun_document_free(document);
}

/* What is said quotes the value that fits nowhere, which is another process's text. */
static void test_refusals__are_one_line_whatever_was_sent(void **state)
{
    lun_document *document = sample_document("a", SAMPLE_TEXT), *copy = NULL;
    lun_annotations *set = sample_rows(document, schema), *copies;
    lun_buf bytes = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    must(lun_annotations_settle(set, NULL, &err), &err);
    encode(&bytes, set);
    char *kind = memmem(bytes.data, bytes.len, "\x05offer", 6); /* the text has it without its length */
    assert_non_null(kind);
    kind[2] = '\n';
    assert_int_equal(decode(&copy, &copies, bytes.data, bytes.len, &err), LUN_EFORMAT);
    assert_non_null(strstr(err.message, "'o fer' is not one of its options"));
    lun_document_free(copy);
    lun_buf_clear(&bytes);
    lun_document_free(document);
}

/* ---- errors and plans ---- */

static void test_errors__come_back_cleaned(void **state)
{
    lun_error error = LUN_ERROR_INIT, copy;
    lun_buf bytes = LUN_BUF_INIT;
    (void)state;
    lun_error_set(&error, LUN_EUSAGE, "rule '%s' is wrong\x07", "a.b");
    lun_error_hint(&error, "mend it");
    lun_parcel_error(&bytes, &error);
    lun_wire in = lun_wire_open(bytes.data, bytes.len);
    lun_parcel_take_error(&in, &copy);
    assert_int_equal(in.bad, 0);
    assert_int_equal(copy.code, LUN_EUSAGE);
    assert_string_equal(copy.message, "rule 'a.b' is wrong ");
    assert_string_equal(copy.hint, "mend it");
    for (size_t len = 0; len < bytes.len; len++) {
        in = lun_wire_open(bytes.data, len);
        lun_parcel_take_error(&in, &copy);
        assert_int_equal(in.bad, 1);
        assert_true(copy.code < 0);
    }
    lun_buf_clear(&bytes);
}

static void make_plan(lun_buf *out)
{
    uint32_t n = lun_schema_count(schema);
    uint8_t layers[16] = { 1, 0, 1, 1, 1, 0 }, fingerprint[16] = { 9, 8, 7 }, follows[256] = { 0 }, prints[16][16];
    lun_dependencies dependencies = { .n = n, .base = { 5 }, .fingerprints = prints, .follows = follows };
    lun_rule_print rules[] = { { 0, UINT32_MAX, 0 }, { UINT64_MAX, 0, 1 }, { 5, 2, 0 } };
    memset(prints, 3, sizeof prints);
    dependencies.rules = rules;
    dependencies.n_rules = sample_rules.n;
    dependencies.rest = 77;
    assert_int_equal(sizeof rules / sizeof *rules, sample_rules.n);
    follows[1] = follows[7] = 1;
    lun_parcel_plan(out, schema, &sample_rules, layers, fingerprint, &dependencies);
    assert_false(out->failed);
}

static void test_plans__come_back(void **state)
{
    lun_buf bytes = LUN_BUF_INIT, left = LUN_BUF_INIT, right = LUN_BUF_INIT, again = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    lun_plan plan;
    (void)state;
    make_plan(&bytes);
    lun_wire in = lun_wire_open(bytes.data, bytes.len);
    must(lun_parcel_take_plan(&plan, &in, &err), &err);
    assert_true(in.at == in.stop);
    lun_schema_describe(schema, &left);
    lun_schema_describe(plan.schema, &right);
    assert_string_equal(left.data, right.data);
    assert_int_equal(plan.rules.n, sample_rules.n);
    assert_string_equal(plan.rules.items[1].file, sample_rules.items[1].file);
    assert_true(plan.dependencies.rest == 77 && plan.dependencies.rules[1].hash == UINT64_MAX);
    assert_true(plan.dependencies.rules[2].stage == 2 && plan.dependencies.rules[2].place == 0);
    lun_parcel_plan(&again, plan.schema, &plan.rules, plan.layers, plan.fingerprint, &plan.dependencies);
    assert_int_equal(again.len, bytes.len);
    assert_memory_equal(again.data, bytes.data, bytes.len);
    lun_plan_clear(&plan);
    for (size_t len = 0; len < bytes.len; len++) {
        char *part = lun_strndup(bytes.data, len);
        in = lun_wire_open(part, len);
        assert_int_equal(lun_parcel_take_plan(&plan, &in, &err), LUN_EFORMAT);
        lun_free(part);
    }
    lun_buf_clear(&bytes);
    lun_buf_clear(&again);
    lun_buf_clear(&left);
    lun_buf_clear(&right);
}

/* ---- what a corpus keeps of rules ---- */

static void test_kept_wants__come_back_with_the_layers_of_another_schema(void **state)
{
    lun_wanted_item items[] = { { "port", LUN_LAYER_NONE }, { NULL, 1 }, { "", LUN_LAYER_NONE } };
    lun_wanted all[] = { { items, 2 }, { NULL, 0 }, { items + 2, 1 } };
    const lun_wanted_rule wants = { all, 3 };
    lun_wanted_rule back;
    lun_buf bytes = LUN_BUF_INIT;
    lun_arena *arena = lun_arena_new();
    lun_schema *empty = lun_schema_new();
    (void)state;
    lun_parcel_kept_wants(&bytes, &wants, schema);
    assert_int_equal(lun_parcel_take_kept_wants(&back, bytes.data, bytes.len, schema, arena), LUN_OK);
    assert_int_equal(back.n, 3);
    assert_true(back.all[0].n == 2 && back.all[1].n == 0 && back.all[2].n == 1);
    assert_string_equal(back.all[0].items[0].word, "port");
    assert_true(!back.all[0].items[1].word && back.all[0].items[1].layer == 1);
    /* where a layer is not there, nobody can say whether its rows are */
    assert_int_equal(lun_parcel_take_kept_wants(&back, bytes.data, bytes.len, empty, arena), LUN_OK);
    assert_int_equal(back.n, 2);
    assert_true(back.all[0].n == 0 && back.all[1].n == 1);
    for (size_t len = 0; len < bytes.len; len++) {
        char *part = lun_strndup(bytes.data, len);
        assert_int_equal(lun_parcel_take_kept_wants(&back, part, len, schema, arena), LUN_EFORMAT);
        lun_free(part);
    }
    lun_schema_free(empty);
    lun_arena_free(arena);
    lun_buf_clear(&bytes);
}

/* ---- without memory ---- */

static int build_document(void *context)
{
    const lun_buf *bytes = context;
    lun_document *document;
    lun_annotations *set;
    lun_error err = LUN_ERROR_INIT;
    int rc = decode(&document, &set, bytes->data, bytes->len, &err);
    if (rc == LUN_OK)
        rc = lun_annotations_settle(set, NULL, &err);
    lun_document_free(document);
    return rc;
}

static int build_plan(void *context)
{
    const lun_buf *bytes = context;
    lun_error err = LUN_ERROR_INIT;
    lun_plan plan;
    lun_wire in = lun_wire_open(bytes->data, bytes->len);
    int rc = lun_parcel_take_plan(&plan, &in, &err);
    if (rc == LUN_OK)
        lun_plan_clear(&plan);
    return rc;
}

static int build_parcel(void *context)
{
    lun_buf out = LUN_BUF_INIT;
    lun_parcel_document(&out, lun_annotations_document(context));
    lun_parcel_rows(&out, context);
    int rc = out.failed ? LUN_ENOMEM : 0;
    lun_buf_clear(&out);
    return rc;
}

static void test_parcels__without_memory_say_so(void **state)
{
    lun_document *document = sample_document("papers/one.txt", SAMPLE_TEXT);
    lun_annotations *set = sample_rows(document, schema);
    lun_buf bytes = LUN_BUF_INIT, plan = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    must(lun_annotations_settle(set, NULL, &err), &err);
    encode(&bytes, set);
    make_plan(&plan);
    walk(build_document, &bytes);
    walk(build_plan, &plan);
    walk(build_parcel, set);
    lun_buf_clear(&bytes);
    lun_buf_clear(&plan);
    lun_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers__come_back),
        cmocka_unit_test(test_numbers__that_make_no_sense_are_bad_and_stay_bad),
        cmocka_unit_test(test_texts__come_back_or_are_bad),
        cmocka_unit_test(test_frames__come_through_in_order_however_they_are_cut),
        cmocka_unit_test(test_descriptors__stay_with_their_frames_however_these_are_cut),
        cmocka_unit_test(test_frames__that_are_too_large_or_empty_are_refused),
        cmocka_unit_test(test_documents_with_rows__come_back_the_same),
        cmocka_unit_test(test_documents__that_are_cut_anywhere_are_refused),
        cmocka_unit_test(test_documents__with_any_byte_changed_are_refused_or_sound),
        cmocka_unit_test(test_rows__far_outside_are_refused),
        cmocka_unit_test(test_rows__of_unknown_rules_are_refused),
        cmocka_unit_test(test_refusals__are_one_line_whatever_was_sent),
        cmocka_unit_test(test_errors__come_back_cleaned),
        cmocka_unit_test(test_plans__come_back),
        cmocka_unit_test(test_kept_wants__come_back_with_the_layers_of_another_schema),
        cmocka_unit_test(test_parcels__without_memory_say_so),
    };
    return cmocka_run_group_tests(tests, make_schema, free_schema);
}
