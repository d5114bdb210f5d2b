/*
** test_match_lexicon_cache.c - compiled lexicons: they find what a naive search finds, from memory and from a file; a
** file that is not whole is made again; what the cache's folder refuses costs nothing but time.
*/
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/file.h"
#include "match/lexicon_inside.h"
#include "match/phrases.h"
#include "match/spelled.h"
#include "unit/match_world.h"

static char folder[] = "/tmp/lunette-cache-XXXXXX";
static uint64_t seed;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static int open_folder(void **state)
{
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    return mkdtemp(folder) ? open_world(state) : -1;
}

static int close_folder(void **state)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return close_world(state) || system(command);
}

/* ---- loading ---- */

/* Lines behind a comment that makes them worth a file. */
static void make_source(lun_buf *out, const char *lines)
{
    lun_buf_addc(out, '#');
    for (int i = 0; i < LUN_LEXICON_CACHE_LEAST; i++)
        lun_buf_addc(out, 'x');
    lun_buf_addf(out, "\n%s", lines);
    assert_false(out->failed);
}

static lun_lexicon *load(world *w, const char *source, size_t len, lun_lexicon_case fold, lun_lexicon_inflect inflect,
                         const char *where, lun_lexicon_story *story)
{
    lun_error err = LUN_ERROR_INIT;
    lun_lexicon *lexicon = NULL;
    assert_int_equal(lun_lexicon_new(&lexicon, "test", fold, inflect, &err), LUN_OK);
    if (lun_lexicon_load(lexicon, w->vocab, "test.tsv", source, len, where, story, &err) < 0)
        fail_msg("%s", err.message);
    return lexicon;
}

static lun_lexicon_story load_and_free(world *w, const lun_buf *source, const char *where)
{
    lun_lexicon_story story;
    lun_lexicon_free(load(w, source->data, source->len, LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, where, &story));
    return story;
}

/* The one compiled file of the folder; how many files there are in all. */
static size_t find_file(char *path, size_t size)
{
    char **names;
    size_t n;
    lun_error err = LUN_ERROR_INIT;
    path[0] = '\0';
    assert_int_equal(lun_folder_list(&names, &n, folder, &err), LUN_OK);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(lun_path_suffix(names[i]), ".lexicon") == 0)
            snprintf(path, size, "%s/%s", folder, names[i]);
    }
    lun_names_free(names, n);
    return n;
}

/* ---- the same as a naive search ---- */

static const char *const some_words[] = { "open",
                                          "Opened",
                                          "door",
                                          "doors",
                                          "leaf",
                                          "leaves",
                                          "Leave",
                                          "left",
                                          "town's",
                                          "US",
                                          "us",
                                          "O'Hara",
                                          "O\xE2\x80\x99Hara",
                                          "better",
                                          "well",
                                          "caf\xC3\xA9",
                                          "CAF\xC3\x89",
                                          "3.5",
                                          "-",
                                          "of" };
enum { N_WORDS = sizeof some_words / sizeof *some_words, PHRASES = 60 };

typedef struct naive_phrase {
    lun_token *tokens;
    uint32_t n;
} naive_phrase;

static void add_words(lun_buf *out, uint32_t most)
{
    for (uint32_t i = 0, n = 1 + below(most); i < n; i++)
        lun_buf_addf(out, "%s%s", i ? " " : "", some_words[below(N_WORDS)]);
}

static void add_lines(lun_buf *lines, naive_phrase phrases[PHRASES], lun_vocab *vocab)
{
    lun_error err = LUN_ERROR_INIT;
    lun_buf_adds(lines, "phrase\tid\tweight\tkind\tfine\n");
    for (uint32_t i = 0; i < PHRASES; i++) {
        size_t at = lines->len;
        add_words(lines, 3);
        assert_int_equal(
            lun_text_tokenize(&phrases[i].tokens, &phrases[i].n, lines->data + at, lines->len - at, vocab, &err),
            LUN_OK);
        lun_buf_addf(lines, "\tid%u\t%u\tkind %u\t%s\n", i, i * 3, i % 7, i % 2 ? "true" : "");
    }
}

static int share_lemma(lun_vocab *vocab, uint32_t a, uint32_t b)
{
    uint32_t n_a, n_b, kept[64];
    const uint32_t *lemmas = lun_vocab_lemmas(vocab, a, &n_a);
    assert_in_range(n_a, 1, 64);
    memcpy(kept, lemmas, n_a * sizeof *kept);
    lemmas = lun_vocab_lemmas(vocab, b, &n_b);
    for (uint32_t i = 0; i < n_a * n_b; i++) {
        if (kept[i / n_b] == lemmas[i % n_b])
            return 1;
    }
    return 0;
}

static int naive_match(const naive_phrase *p, const lun_token *tokens, lun_vocab *vocab, lun_lexicon_case fold,
                       lun_lexicon_inflect inflect)
{
    for (uint32_t i = 0; i < p->n; i++) {
        int bends = inflect == LUN_LEXICON_INFLECT_ALL || (inflect == LUN_LEXICON_INFLECT_FIRST && i == 0) ||
                    (inflect == LUN_LEXICON_INFLECT_LAST && i + 1 == p->n);
        uint32_t ours = p->tokens[i].word, theirs = tokens[i].word;
        if (bends                       ? !share_lemma(vocab, ours, theirs)
            : fold == LUN_LEXICON_EXACT ? !lun_spelled_alike(vocab, ours, theirs)
                                        : lun_vocab_fold(vocab, ours) != lun_vocab_fold(vocab, theirs))
            return 0;
    }
    return 1;
}

/* Longest first, then the earlier one. */
static uint32_t naive_at(const naive_phrase *phrases, const lun_document *d, uint32_t at, lun_vocab *vocab,
                         lun_lexicon_case fold, lun_lexicon_inflect inflect, lun_lexicon_hit *out)
{
    uint32_t n = 0;
    for (uint32_t len = 3 * 3; len > 0; len--) {
        for (uint32_t i = 0; i < PHRASES && n < LUN_LEXICON_HITS && at + len <= d->n_tokens; i++) {
            if (phrases[i].n == len && naive_match(&phrases[i], d->tokens + at, vocab, fold, inflect))
                out[n++] = (lun_lexicon_hit){ at + len, i };
        }
    }
    return n;
}

static void check_entry(const lun_lexicon *lexicon, uint32_t number)
{
    lun_lexicon_entry entry;
    lun_value value;
    char id[16];
    snprintf(id, sizeof id, "id%u", number);
    assert_true(lun_lexicon_get(lexicon, number, &entry));
    assert_string_equal(entry.id, id);
    assert_int_equal(entry.line, number + 3);
    lun_lexicon_value(lexicon, number, 0, &value);
    assert_int_equal(value.type, LUN_TYPE_INTEGER);
    assert_int_equal(value.as.integer, number * 3);
    lun_lexicon_value(lexicon, number, 1, &value);
    assert_int_equal(value.type, LUN_TYPE_TEXT);
    assert_int_equal(value.as.text[5], '0' + (int)(number % 7));
    assert_int_equal(value.n, strlen(value.as.text));
    lun_lexicon_value(lexicon, number, 2, &value);
    assert_int_equal(value.type, number % 2 ? LUN_TYPE_BOOLEAN : LUN_TYPE_NONE);
}

/* Of the phrases that start at a token, one a stop: the first. */
static void check_stops(world *w, const lun_lexicon *lexicon, uint32_t at, const lun_lexicon_hit *all, uint32_t n)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    uint32_t n_stops = lun_lexicon__stops(lexicon, w->document, w->vocab, at, w->document->n_tokens, hits), k = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i && all[i].stop == all[i - 1].stop)
            continue;
        assert_true(k < n_stops);
        assert_int_equal(hits[k].stop, all[i].stop);
        assert_int_equal(hits[k].entry, all[i].entry);
        k++;
    }
    assert_true(k == n_stops || n == LUN_LEXICON_HITS);
}

static void check_same(world *w, const lun_lexicon *lexicon, const naive_phrase *phrases, lun_lexicon_case fold,
                       lun_lexicon_inflect inflect)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS], naive[LUN_LEXICON_HITS];
    for (uint32_t at = 0; at < w->document->n_tokens; at++) {
        uint32_t n = lun_lexicon_at(lexicon, w->document, w->vocab, at, w->document->n_tokens, hits);
        assert_int_equal(n, naive_at(phrases, w->document, at, w->vocab, fold, inflect, naive));
        for (uint32_t i = 0; i < n; i++) {
            assert_int_equal(hits[i].stop, naive[i].stop);
            assert_int_equal(hits[i].entry, naive[i].entry);
            check_entry(lexicon, hits[i].entry);
        }
        check_stops(w, lexicon, at, hits, n);
        if (n)
            assert_true(lun_lexicon__starts(lexicon, w->vocab, w->document->tokens[at].word));
    }
}

static void check_way(world *w, lun_lexicon_case fold, lun_lexicon_inflect inflect)
{
    naive_phrase phrases[PHRASES];
    lun_buf lines = LUN_BUF_INIT, source = LUN_BUF_INIT, text = LUN_BUF_INIT;
    lun_lexicon_story story;
    add_lines(&lines, phrases, w->vocab);
    make_source(&source, lines.data);
    add_words(&text, 400);
    world_text(w, text.data);
    for (int i = 0; i < 4; i++) { /* memory, written, mapped, mapped by a vocabulary that is not the one it met first */
        lun_lexicon *lexicon = load(w, source.data, source.len, fold, inflect, i ? folder : NULL, &story);
        static const lun_lexicon_source sources[] = { LUN_LEXICON_COMPILED, LUN_LEXICON_WRITTEN, LUN_LEXICON_MAPPED,
                                                      LUN_LEXICON_MAPPED };
        assert_int_equal(story.source, sources[i]);
        assert_int_equal(lun_lexicon_count(lexicon), PHRASES);
        if (i == 3)
            lexicon->memo->vocab = NULL; /* so that words are looked up one by one */
        check_same(w, lexicon, phrases, fold, inflect);
        lun_lexicon_free(lexicon);
    }
    for (uint32_t i = 0; i < PHRASES; i++)
        lun_free(phrases[i].tokens);
    lun_buf_clear(&lines);
    lun_buf_clear(&source);
    lun_buf_clear(&text);
}

static void test_lexicon__finds_what_a_naive_search_finds(void **state)
{
    world *w = *state;
    for (seed = 1; seed < 25; seed++) {
        uint64_t round = seed;
        check_way(w, (lun_lexicon_case)(round % 2), (lun_lexicon_inflect)(round / 2 % 4));
        seed = round;
    }
}

static void test_lexicon__forgets_words_with_the_vocabulary(void **state)
{
    world *w = *state;
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    lun_lexicon *lexicon = world_lexicon(w, "birds", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, "grey heron\n");
    lun_vocab_pin(w->vocab);
    lexicon->memo->closed = 0; /* as in a lexicon of many words */
    world_text(w, "zebra yak");
    assert_int_equal(lun_lexicon_at(lexicon, w->document, w->vocab, 0, 2, hits), 0);
    assert_int_equal(lun_lexicon_at(lexicon, w->document, w->vocab, 1, 2, hits), 0);
    assert_int_equal(lun_vocab_trim(w->vocab, 0), 1);
    world_text(w, "GREY HERON"); /* words get the numbers that others had */
    assert_int_equal(lun_lexicon_at(lexicon, w->document, w->vocab, 0, 2, hits), 1);
}

/* ---- files that are not whole ---- */

static const char birds[] =
    "phrase\tid\tkind\tweight\ngrey heron\th\twader\t1\ntern\tt\tgull\t2\narctic tern\ta\tgull\t1\n";

static void overwrite(const char *path, size_t at, const void *bytes, size_t len)
{
    int fd = open(path, O_WRONLY);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, bytes, len, (off_t)at), (ssize_t)len);
    close(fd);
}

static void check_rebuilt(world *w, const lun_buf *source, const char *how, size_t at)
{
    lun_lexicon_story story = load_and_free(w, source, folder);
    if (!story.damaged || story.source != LUN_LEXICON_WRITTEN || !strstr(story.reason, "a compiled lexicon"))
        fail_msg("%s at %zu: damaged %d, source %d, %s", how, at, story.damaged, (int)story.source, story.reason);
    assert_int_equal(load_and_free(w, source, folder).source, LUN_LEXICON_MAPPED);
}

static void test_cache__makes_a_damaged_file_again(void **state)
{
    world *w = *state;
    lun_buf source = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    char path[256], *data;
    size_t len;
    make_source(&source, birds);
    assert_int_equal(load_and_free(w, &source, folder).source, LUN_LEXICON_WRITTEN);
    assert_int_equal(find_file(path, sizeof path), 1);
    assert_int_equal(lun_file_read(&data, &len, path, 0, &err), LUN_OK);
    for (size_t at = 0; at < len; at += at < sizeof(lun_image_header) ? 3 : 11) {
        char other = (char)(data[at] ^ (1 << at % 8));
        overwrite(path, at, &other, 1);
        check_rebuilt(w, &source, "a bit", at);
    }
    for (size_t at = 0; at < len; at += len / 7 + 1) {
        assert_int_equal(truncate(path, (off_t)at), 0);
        if (at == 0)
            assert_int_equal(load_and_free(w, &source, folder).source, LUN_LEXICON_WRITTEN);
        else
            check_rebuilt(w, &source, "cut", at);
    }
    lun_free(data);
    lun_buf_clear(&source);
}

/* Whoever writes a file with a right checksum can make wrong answers, and nothing else. */
static void test_image__never_leads_outside(void **state)
{
    world *w = *state;
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    lun_lexicon *lexicon = world_lexicon(w, "birds", LUN_LEXICON_EXACT, LUN_LEXICON_INFLECT_LAST, birds);
    size_t len = lun_lexicon_bytes(lexicon);
    world_text(w, "a grey heron, arctic terns and a grey herons tern");
    seed = 11;
    for (int round = 0; round < 3000; round++) {
        lun_error err = LUN_ERROR_INIT;
        lun_lexicon *bad = NULL;
        lun_lexicon_entry entry;
        lun_value value;
        uint8_t *block = lun_malloc(len);
        memcpy(block, lexicon->block, len);
        for (uint32_t i = 0, n = 1 + below(4); i < n; i++) {
            static const uint32_t odd[] = { 0, 1, 2, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 64, 1000 };
            memcpy(block + below((uint32_t)len / 4) * 4, &odd[below(8)], 4);
        }
        assert_int_equal(lun_lexicon_new(&bad, "bad", LUN_LEXICON_EXACT, LUN_LEXICON_INFLECT_LAST, &err), LUN_OK);
        if (lun_lexicon__take_block(bad, block, len, &err) == LUN_OK) {
            for (uint32_t at = 0; at < w->document->n_tokens; at++)
                lun_lexicon_at(bad, w->document, w->vocab, at, w->document->n_tokens, hits);
            for (uint32_t i = 0; i < 4; i++) {
                lun_lexicon_get(bad, i, &entry);
                assert_in_range(strlen(entry.phrase), 0, len);
                lun_lexicon_value(bad, i, i % 2, &value);
            }
        } else {
            lun_free(block);
        }
        lun_lexicon_free(bad);
    }
}

/* ---- the folder ---- */

static void test_cache__belongs_to_bytes_and_options(void **state)
{
    world *w = *state;
    lun_buf source = LUN_BUF_INIT, other = LUN_BUF_INIT;
    lun_lexicon_story story;
    char path[256];
    make_source(&source, birds);
    make_source(&other, "phrase\tid\n"
                        "heron\th\n");
    assert_int_equal(load_and_free(w, &source, folder).source, LUN_LEXICON_WRITTEN);
    assert_int_equal(load_and_free(w, &source, folder).source, LUN_LEXICON_MAPPED);
    assert_int_equal(load_and_free(w, &other, folder).source, LUN_LEXICON_WRITTEN);
    lun_lexicon_free(load(w, source.data, source.len, LUN_LEXICON_EXACT, LUN_LEXICON_INFLECT_NONE, folder, &story));
    assert_int_equal(story.source, LUN_LEXICON_WRITTEN);
    lun_lexicon_free(load(w, birds, strlen(birds), LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, folder, &story));
    assert_int_equal(story.source, LUN_LEXICON_COMPILED);
    assert_int_equal(find_file(path, sizeof path), 3);
    lun_buf_clear(&source);
    lun_buf_clear(&other);
}

static void test_cache__does_without_a_folder_that_takes_nothing(void **state)
{
    world *w = *state;
    lun_buf source = LUN_BUF_INIT;
    char path[256];
    struct rlimit before, none;
    make_source(&source, birds);
    lun_lexicon_story story = load_and_free(w, &source, "/proc/self/fdinfo");
    assert_int_equal(story.source, LUN_LEXICON_COMPILED);
    assert_false(story.damaged);
    assert_true(story.reason[0] != '\0');
    assert_int_equal(load_and_free(w, &source, "/nowhere/at/all").source, LUN_LEXICON_COMPILED);

    signal(SIGXFSZ, SIG_IGN); /* as a full disk: the write fails in the middle */
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    none = (struct rlimit){ 512, before.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    story = load_and_free(w, &source, folder);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(story.source, LUN_LEXICON_COMPILED);
    assert_int_equal(find_file(path, sizeof path), 0);
    lun_buf_clear(&source);
}

static void test_cache__takes_several_writers_at_once(void **state)
{
    world *w = *state;
    lun_buf source = LUN_BUF_INIT;
    char path[256];
    enum { WRITERS = 6 };
    make_source(&source, birds);
    for (int i = 0; i < WRITERS; i++) {
        pid_t pid = fork();
        assert_true(pid >= 0);
        if (pid == 0)
            _exit(load_and_free(w, &source, folder).damaged);
    }
    for (int i = 0, status; i < WRITERS; i++) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    assert_int_equal(find_file(path, sizeof path), 1);
    assert_int_equal(load_and_free(w, &source, folder).source, LUN_LEXICON_MAPPED);
    lun_buf_clear(&source);
}

static void set_age(const char *path, long days)
{
    struct timespec times[2] = { { time(NULL) - days * 86400, 5 }, { time(NULL) - days * 86400, 5 } };
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* What a stamp proves: that the file was whole when it had this inode, size and time. What keeps all three is believed. */
static void test_cache__reads_a_stamped_file_no_second_time(void **state)
{
    world *w = *state;
    lun_buf source = LUN_BUF_INIT;
    char path[256], other = 'X';
    struct stat info;
    make_source(&source, birds);
    load_and_free(w, &source, folder);
    load_and_free(w, &source, folder);
    assert_int_equal(find_file(path, sizeof path), 1); /* too young for a stamp */
    set_age(path, 1);
    assert_int_equal(load_and_free(w, &source, folder).source, LUN_LEXICON_MAPPED);
    assert_int_equal(find_file(path, sizeof path), 2);
    assert_int_equal(stat(path, &info), 0);

    overwrite(path, (size_t)info.st_size - 2, &other, 1);
    utimensat(AT_FDCWD, path, (struct timespec[]){ info.st_atim, info.st_mtim }, 0);
    assert_int_equal(load_and_free(w, &source, folder).source, LUN_LEXICON_MAPPED);
    set_age(path, 2);
    check_rebuilt(w, &source, "another time", 0);
    lun_buf_clear(&source);
}

static void test_cache__sweeps_what_is_old_and_its_own(void **state)
{
    static const struct {
        const char *name;
        long days;
        int stays;
    } files[] = {
        { "0123456789abcdef0123456789abcdef.lexicon", 31, 0 },
        { "0123456789abcdef0123456789abcdee.lexicon", 29, 1 },
        { "0123456789abcdef0123456789abcded.lexicon", 90, 1 }, /* its stamp is young */
        { "0123456789abcdef0123456789abcded.lexicon.seen", 2, 1 },
        { "0123456789abcdef0123456789abcdec.lexicon.12-3.new", 2, 0 },
        { "0123456789abcdef0123456789abcdeb.lexicon.12-3.new", 0, 1 },
        { "letters.lexicon", 400, 1 },
        { "notes.new", 400, 1 },
    };
    char path[256];
    uint32_t n;
    uint64_t bytes;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
        assert_int_equal(lun_file_write(path, "12345", 5, &err), LUN_OK);
        set_age(path, files[i].days);
    }
    lun_cache_sweep(folder);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
        if (lun_file_is_regular(path) != files[i].stays)
            fail_msg("%s", files[i].name);
    }
    lun_cache_size(folder, &n, &bytes);
    assert_int_equal(n, 2);
    assert_int_equal(bytes, 10);
}

static void check_folder(const char *own, const char *xdg, const char *home, const char *expected)
{
    static const char *const names[] = { "LUNETTE_CACHE", "XDG_CACHE_HOME", "HOME" };
    const char *values[] = { own, xdg, home };
    for (int i = 0; i < 3; i++)
        values[i] ? setenv(names[i], values[i], 1) : unsetenv(names[i]);
    char *found = lun_cache_folder();
    if (expected)
        assert_string_equal(found, expected);
    else
        assert_null(found);
    lun_free(found);
}

static void test_cache__is_where_the_environment_says(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    char path[128];
    (void)state;
    check_folder("/a/b", "/x", "/h", "/a/b");
    check_folder("", "/x", "/h", NULL);
    check_folder(NULL, "/x", "/h", "/x/lunette");
    check_folder(NULL, "x", "/h", "/h/.cache/lunette");
    check_folder(NULL, NULL, "/h", "/h/.cache/lunette");
    check_folder(NULL, NULL, NULL, NULL);
    snprintf(path, sizeof path, "%s/some/where", folder);
    assert_int_equal(lun_cache_prepare(path, &err), LUN_OK);
    assert_int_equal(lun_cache_prepare(path, &err), LUN_OK);
    assert_true(lun_file_is_folder(path));
    assert_int_equal(lun_cache_prepare("/proc/self/status/x", &err), LUN_EIO);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, open_folder, close_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_lexicon__finds_what_a_naive_search_finds),
        IN_FOLDER(test_lexicon__forgets_words_with_the_vocabulary),
        IN_FOLDER(test_cache__makes_a_damaged_file_again),
        IN_FOLDER(test_image__never_leads_outside),
        IN_FOLDER(test_cache__belongs_to_bytes_and_options),
        IN_FOLDER(test_cache__does_without_a_folder_that_takes_nothing),
        IN_FOLDER(test_cache__takes_several_writers_at_once),
        IN_FOLDER(test_cache__reads_a_stamped_file_no_second_time),
        IN_FOLDER(test_cache__sweeps_what_is_old_and_its_own),
        IN_FOLDER(test_cache__is_where_the_environment_says),
    };
    return cmocka_run_group_tests_name("match lexicon cache", tests, NULL, NULL);
}
