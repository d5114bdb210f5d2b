/*
** test_load_office.c - what becomes of word processors' files: their text in order, their title; what is no text is left out, damage is said.
*/
#include "office_zip.h"

#include <time.h>

#include "load/load.h"

#define WORD_SPACE \
    " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'" \
    " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'" \
    " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
#define DOCUMENT(body) "<w:document" WORD_SPACE "><w:body>" body "</w:body></w:document>"
#define R(text) "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define P(text) "<w:p>" R(text) "</w:p>"
#define TC(inside) "<w:tc>" inside "</w:tc>"
#define TITLED(style, text) "<w:p><w:pPr><w:pStyle w:val='" style "'/></w:pPr>" R(text) "</w:p>"

#define TYPES_OF(part, type) \
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>" \
    "<Default Extension='xml' ContentType='application/xml'/>" \
    "<Override PartName='/" part "' ContentType='" type "'/></Types>"
#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
#define TYPES TYPES_OF("word/document.xml", DOCX)
#define MEDIA_WORD "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#define OPEN_SPACE \
    " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'" \
    " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'" \
    " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'" \
    " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
#define CONTENT(body) \
    "<office:document-content" OPEN_SPACE "><office:body><office:text>" body "</office:text></office:body>" \
    "</office:document-content>"
#define ODT "application/vnd.oasis.opendocument.text"

static lun_document *load_bytes(const char *data, size_t len, size_t limit)
{
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    const lun_load_options options = { .limit = limit };
    assert_int_equal(lun_load_bytes(&document, "a.docx", data, len, &options, &err), 0);
    assert_true(lun_utf8_valid(document->text, document->len));
    return document;
}

static lun_document *load(const member *members, size_t n)
{
    size_t len;
    char *data = zip(members, n, &len);
    lun_document *document = load_bytes(data, len, 0);
    lun_free(data);
    return document;
}

static const char *code_of(const lun_document *document)
{
    return document->problems ? document->problems->code : "";
}

static void expect_document(lun_document *take_document, const char *media_type, const char *text, const char *code)
{
    assert_string_equal(take_document->text, text);
    assert_string_equal(take_document->media_type, media_type);
    assert_string_equal(code_of(take_document), code);
    lun_document_free(take_document);
}

static lun_document *load_word(const char *xml)
{
    const member members[] = { { "[Content_Types].xml", TYPES, 0 }, { "word/document.xml", xml, 0 } };
    return load(members, 2);
}

static void expect_word(const char *xml, const char *text)
{
    expect_document(load_word(xml), MEDIA_WORD, text, "");
}

static lun_document *load_open(const char *xml)
{
    const member members[] = { { "mimetype", ODT, 0 }, { "content.xml", xml, 0 } };
    return load(members, 2);
}

static void expect_open(const char *xml, const char *text)
{
    expect_document(load_open(xml), ODT, text, "");
}

/* ---- Word ---- */

static void test_word__is_read_paragraph_by_paragraph(void **state)
{
    (void)state;
    expect_word(DOCUMENT(P("Peru left.") "<w:p/><w:p><w:r/></w:p>" P("It rained.")), "Peru left.\n\nIt rained.");
    expect_word(DOCUMENT("<w:p>" R("Pe") "<w:proofErr w:type='spellStart'/>" R("ru ") R("&amp; Ch&#xED;le") "</w:p>"),
                "Peru & Ch\xC3\xADle");
    expect_word(
        DOCUMENT(
            "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs></w:pPr><w:r><w:t>To</w:t><w:tab/>"
            "<w:t>all</w:t><w:br/><w:t>posts</w:t><w:cr/><w:t>non</w:t><w:noBreakHyphen/><w:t>state</w:t></w:r></w:p>"),
        "To\tall\nposts\nnon-state");
    expect_word(DOCUMENT("<w:p>\n  <w:r>\n    <w:t>Words\xC2\xA0only.</w:t>\n  </w:r>\n</w:p>"), "Words only.");
}

static void test_word__leaves_out_what_is_no_text(void **state)
{
    (void)state;
    expect_word(
        DOCUMENT("<w:p>" R("Peru ") "<w:del><w:r><w:delText>never </w:delText><w:t>ever </w:t></w:r></w:del><w:ins>" R(
            "did ") "</w:ins><w:moveFrom>" R("here ") "</w:moveFrom><w:moveTo>" R("leave.") "</w:moveTo></w:p>"),
        "Peru did leave.");
    expect_word(
        DOCUMENT("<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>" R("12") "</w:p>"),
        "12");
    expect_word(DOCUMENT("<w:p><w:r><w:ruby><w:rt>" R("kan") "</w:rt><w:rubyBase>" R(
                    "Han") "</w:rubyBase></w:ruby></w:r></w:p>"),
                "Han");
    expect_word(DOCUMENT("<w:p><mc:AlternateContent><mc:Choice Requires='wps'>" R("once") "</mc:Choice><mc:Fallback>" R(
                    "twice") "</mc:Fallback></mc:AlternateContent></w:p>"),
                "once");
    expect_word("<w:document" WORD_SPACE
                " xmlns:x='http://elsewhere.example/'><x:p><x:t>Not Word's.</x:t></x:p>" P("Word's.") "</w:document>",
                "Word's.");
}

#define BOX(inside) "<w:r><wps:txbx><w:txbxContent>" inside "</w:txbxContent></wps:txbx></w:r>"

static void test_word__puts_boxes_behind_their_paragraph(void **state)
{
    (void)state;
    expect_word(DOCUMENT("<w:p>" R("Peru ") BOX(P("In a box.") P("Two.")) R("left.") "</w:p>" P("It rained.")),
                "Peru left.\n\nIn a box.\n\nTwo.\n\nIt rained.");
    expect_word(DOCUMENT("<w:p>" BOX("<w:p>" R("Outer ") BOX(P("Inner.")) R("box.") "</w:p>") R("Left.") "</w:p>"),
                "Left.\n\nOuter\n\nInner.\n\nbox.");
    expect_word(DOCUMENT("<w:p>" R("Left.") BOX("<w:tbl><w:tr>" TC(P("a")) TC(P("b")) "</w:tr></w:tbl>") "</w:p>"),
                "Left.\n\na\n\nb");
    expect_word(DOCUMENT("<w:tbl><w:tr>" TC("<w:p>" R("a") BOX(P("box")) "</w:p>") TC(P("b")) "</w:tr></w:tbl>"),
                "a\n\nbox\n\nb");
}

static void test_word__reads_tables_row_by_row(void **state)
{
    (void)state;
    expect_word(DOCUMENT("<w:tbl><w:tr>" TC(P("State")) TC(P("Vote")) "</w:tr><w:tr>" TC(P("Peru")) TC("<w:p/>")
                             TC(P("no")) "</w:tr></w:tbl>" P("Done.")),
                "State\tVote\n\nPeru\tno\n\nDone.");
    expect_word(DOCUMENT("<w:tbl><w:tr>" TC(P("Peru left.") P("It rained.")) TC(P("Side.")) "</w:tr></w:tbl>"),
                "Peru left.\n\nIt rained.\n\nSide.");
    expect_word(DOCUMENT("<w:tbl><w:tr>" TC(P("a") "<w:tbl><w:tr>" TC(P("b")) TC(P("c")) "</w:tr></w:tbl>" P("d"))
                             TC(P("e")) "</w:tr></w:tbl>" P("f")),
                "a\n\nb\n\nc\n\nd\n\ne\n\nf");
}

static void test_word__has_notes_at_the_end(void **state)
{
    (void)state;
    const member members[] = { { "[Content_Types].xml", TYPES, 0 },
                               { "word/endnotes.xml", "<w:endnotes" WORD_SPACE ">" P("Last.") "</w:endnotes>", 0 },
                               { "word/comments.xml", "<w:comments" WORD_SPACE ">" P("Says who?") "</w:comments>", 0 },
                               { "word/header1.xml", "<w:hdr" WORD_SPACE ">" P("Head") "</w:hdr>", 0 },
                               { "word/document.xml", DOCUMENT(P("Peru left.")), 0 },
                               { "word/footnotes.xml",
                                 "<w:footnotes" WORD_SPACE "><w:footnote>" P("A note.") "</w:footnote></w:footnotes>",
                                 0 } };
    expect_document(load(members, 6), MEDIA_WORD, "Peru left.\n\nA note.\n\nLast.", "");
}

#define CORE(inside) \
    "<cp:coreProperties xmlns:cp='c' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='t'>" inside \
    "</cp:coreProperties>"

static lun_document *load_said(const char *xml, const char *core)
{
    const member members[] = { { "[Content_Types].xml", TYPES, 0 },
                               { "docProps/core.xml", core, 0 },
                               { "word/document.xml", xml, 0 } };
    return load(members, 3);
}

static void expect_title(const char *xml, const char *core, const char *title, const char *text)
{
    lun_document *document = load_said(xml, core);
    assert_string_equal(document->title ? document->title : "", title);
    expect_document(document, MEDIA_WORD, text, "");
}

static void test_word__title_is_the_style_s_or_what_the_file_says(void **state)
{
    (void)state;
    expect_title(DOCUMENT(TITLED("Title", "On fish") P("Peru left.")), CORE("<dc:title>On the sea</dc:title>"),
                 "On fish", "Peru left.");
    expect_title(DOCUMENT(P("Peru left.") TITLED("Title", "On fish")), CORE("<dc:title> On the sea </dc:title>"),
                 "On the sea", "Peru left.\n\nOn fish");
    expect_title(DOCUMENT(TITLED("Heading1", "On fish") P("Peru left.")), CORE("<dc:title/>"), "",
                 "On fish\n\nPeru left.");
    static const char *const fillers[] = { "<dc:title>Document1</dc:title>", "<dc:title>draft of call.docx</dc:title>",
                                           "<dc:title>Microsoft Word - call</dc:title>", "<dc:title>call</dc:title>",
                                           "<dc:title>Document1 and no end" };
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        expect_title(DOCUMENT(P("Peru left.")), fillers[i], "", "Peru left.");
}

static void test_word__says_who_made_it_and_when(void **state)
{
    (void)state;
    lun_document *document = load_said(
        DOCUMENT(P("Oslo, 3 March 2026") P("Peru left.")),
        CORE("<dc:creator>A. \"B\" Berg</dc:creator><dcterms:created>2026-03-05T09:00:00Z</dcterms:created>"));
    assert_int_equal(document->n_meta, 2);
    assert_string_equal(document->meta[0].key, "author");
    assert_string_equal(document->meta[0].value, "\"A. \\\"B\\\" Berg\"");
    assert_string_equal(document->meta[1].key, "created");
    assert_string_equal(document->meta[1].value, "\"2026-03-05T09:00:00Z\"");
    assert_string_equal(document->date, "2026-03-03");
    lun_document_free(document);
}

static void test_word__is_told_by_its_type_alone(void **state)
{
    (void)state;
    static const char *const types[] = {
        TYPES_OF("text/main.xml", DOCX),
        TYPES_OF("text/main.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        TYPES_OF("text/main.xml", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        TYPES_OF("text/main.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")
    };
    static const char strict[] =
        "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'>" P("Peru left.") "</w:document>";
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const member members[] = { { "[Content_Types].xml", types[i], 0 },
                                   { "text/main.xml", strict, 0 },
                                   { "text/footnotes.xml", DOCUMENT(P("A note.")), 0 } };
        expect_document(load(members, 3), MEDIA_WORD, "Peru left.\n\nA note.", "");
    }
}

/* ---- OpenDocument ---- */

static void test_open__is_read_paragraph_by_paragraph(void **state)
{
    (void)state;
    expect_open(
        CONTENT(
            "<text:h>On fish</text:h><text:p>Peru\n   <text:span>left</text:span>.<text:s/><text:s text:c='2'/>Then"
            "<text:tab/>rain<text:line-break/>came.</text:p><text:p/><text:list><text:list-item><text:p>One</text:p>"
            "</text:list-item></text:list>"),
        "On fish\n\nPeru left.   Then\train\ncame.\n\nOne");
    expect_open(CONTENT("<text:p>a<text:s text:c='-5'/>b<text:s text:c='99999999999'/>c</text:p>"),
                "ab                                                                c");
}

static void test_open__leaves_out_what_is_no_text(void **state)
{
    (void)state;
    expect_open(
        CONTENT("<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion>"
                "</text:changed-region></text:tracked-changes><text:p>Peru<office:annotation><text:p>Sure?</text:p>"
                "</office:annotation> left.</text:p><text:p><text:ruby><text:ruby-base>Han</text:ruby-base>"
                "<text:ruby-text>kan</text:ruby-text></text:ruby></text:p>"),
        "Peru left.\n\nHan");
}

static void test_open__leaves_out_what_is_said_of_pictures(void **state)
{
    (void)state;
    expect_open(
        CONTENT("<text:p>Peru<draw:frame><draw:image><office:binary-data>iVBOR</office:binary-data></draw:image>"
                "<svg:title xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'>A seal</svg:title>"
                "<svg:desc xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'>of Peru</svg:desc>"
                "</draw:frame> left.</text:p>"),
        "Peru left.");
}

static void test_open__with_a_password_is_locked(void **state)
{
    (void)state;
    expect_document(load_open("\x8f\x01noise"), ODT, "", "locked");
}

static void test_open__puts_notes_and_boxes_behind_their_paragraph(void **state)
{
    (void)state;
    expect_open(
        CONTENT(
            "<text:p>Peru<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p>"
            "</text:note-body></text:note> left.<draw:frame><draw:text-box><text:p>A box.</text:p></draw:text-box>"
            "</draw:frame></text:p><text:p>It rained.</text:p>"),
        "Peru left.\n\nA note.\n\nA box.\n\nIt rained.");
    expect_open(
        CONTENT(
            "<table:table><table:table-row><table:table-cell><text:p>Peru</text:p></table:table-cell><table:table-cell>"
            "<text:p>no</text:p></table:table-cell></table:table-row></table:table>"),
        "Peru\tno");
}

static void test_open__says_title_and_makers(void **state)
{
    (void)state;
    const member members[] = {
        { "mimetype", ODT "-template", 0 },
        { "content.xml", CONTENT("<text:p>Peru left.</text:p>"), 0 },
        { "meta.xml",
          "<m xmlns:dc='d' xmlns:meta='m'><meta:initial-creator>B. Moe</meta:initial-creator>"
          "<dc:title>On the sea</dc:title><meta:creation-date>2026-03-05</meta:creation-date></m>",
          0 }
    };
    lun_document *document = load(members, 3);
    assert_string_equal(document->title, "On the sea");
    assert_int_equal(document->n_meta, 2);
    assert_string_equal(document->meta[0].value, "\"B. Moe\"");
    assert_string_equal(document->meta[1].value, "\"2026-03-05\"");
    expect_document(document, ODT, "Peru left.", "");
}

/* ---- what is not read ---- */

static void expect_unknown(const member *members, size_t n, const char *media_type, const char *what)
{
    lun_document *document = load(members, n);
    assert_non_null(document->problems);
    assert_non_null(strstr(document->problems->message, what));
    expect_document(document, media_type, "", "unknown-format");
}

static void test_office__names_what_it_does_not_read(void **state)
{
    (void)state;
    const member sheet[] = {
        { "[Content_Types].xml",
          TYPES_OF("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), 0 }
    };
    const member slides[] = {
        { "[Content_Types].xml",
          TYPES_OF("ppt/p.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
          0 }
    };
    const member nothing[] = { { "[Content_Types].xml", "<Types/>", 0 } };
    const member open_sheet[] = { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0 },
                                  { "content.xml", "<x/>", 0 } };
    const member book[] = { { "mimetype", "application/epub+zip", 0 } };
    expect_unknown(sheet, 1, "application/zip", "looks like a spreadsheet");
    expect_unknown(slides, 1, "application/zip", "an office document that is no text");
    expect_unknown(nothing, 1, "application/zip", "an office document that is no text");
    expect_unknown(open_sheet, 2, "application/zip", "an office document that is no text");
    expect_unknown(book, 1, "application/epub+zip", "an e-book");
}

/* ---- damage ---- */

static void test_office__keeps_what_stands_before_the_damage(void **state)
{
    (void)state;
    expect_document(load_word("<w:document" WORD_SPACE "><w:body>" P("Peru left.") "<w:p>" R("It ra") "<w:r><w:t>ined"),
                    MEDIA_WORD, "Peru left.\n\nIt ra", "broken-office");
    expect_document(load_word("<w:document" WORD_SPACE "><w:tbl><w:tr>" TC(P("Peru")) "<w:tc>" P("no")), MEDIA_WORD,
                    "Peru\tno", "broken-office");
    lun_buf xml = LUN_BUF_INIT;
    lun_buf_adds(&xml, "<office:document-content" OPEN_SPACE ">");
    for (int i = 0; i < 100; i++)
        lun_buf_addf(&xml, "<text:p>Line %d.</text:p>", i);
    lun_buf_adds(&xml, "</text:q>");
    lun_document *document = load_open(xml.data);
    assert_non_null(strstr(document->text, "Line 0.\n\nLine 1.\n\n"));
    assert_string_equal(code_of(document), "broken-office");
    lun_document_free(document);
    lun_buf_clear(&xml);
    expect_document(load_word("no XML"), MEDIA_WORD, "", "broken-office");
    expect_document(load_word(DOCUMENT("<w:sectPr/>")), MEDIA_WORD, "", "empty");
    const member no_main[] = { { "[Content_Types].xml", TYPES, 0 } };
    expect_document(load(no_main, 1), MEDIA_WORD, "", "empty");
}

static void test_office__cut_off_anywhere_is_one_problem(void **state)
{
    (void)state;
    const member members[] = { { "[Content_Types].xml", TYPES, 0 },
                               { "word/document.xml", DOCUMENT(P("Peru left.")), 0 } };
    size_t len;
    char *data = zip(members, 2, &len);
    for (size_t cut = 4; cut < len; cut++) {
        lun_document *document = load_bytes(data, cut, 0);
        assert_true(document->problems ? !document->problems->next : document->len > 0);
        lun_document_free(document);
    }
    memset(data + len / 2, 0x55, len / 4);
    lun_document *document = load_bytes(data, len, 0);
    assert_string_equal(code_of(document), "broken-office");
    lun_document_free(document);
    lun_free(data);
}

static void test_office__bomb_stops_at_the_limit(void **state)
{
    (void)state;
    size_t len, size = (size_t)64 << 20;
    char *blanks = lun_malloc(size);
    assert_non_null(blanks);
    memset(blanks, ' ', size);
    const member members[] = { { "[Content_Types].xml", TYPES, 0 }, { "word/document.xml", blanks, size } };
    const member types[] = { { "[Content_Types].xml", blanks, size }, { "word/document.xml", blanks, size } };
    char *data = zip(members, 2, &len);
    assert_true(len < size / 100);
    lun_document *document = load_bytes(data, len, 1 << 20);
    assert_null(document->problems->next);
    expect_document(document, MEDIA_WORD, "", "too-large");
    lun_free(data);
    data = zip(types, 2, &len);
    document = load_bytes(data, len, 1 << 20);
    assert_null(document->problems->next);
    expect_document(document, "application/zip", "", "too-large");
    lun_free(data);
    lun_free(blanks);
}

static void test_office__entities_are_not_expanded(void **state)
{
    (void)state;
    expect_word("<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>" DOCUMENT(
                    "<w:p>" R("Peru &a;&f;left.") "</w:p>"),
                "Peru left.");
    lun_buf bomb = LUN_BUF_INIT;
    lun_buf_adds(&bomb, "<!DOCTYPE w [<!ENTITY e0 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>");
    for (int i = 1; i < 12; i++) {
        lun_buf_addf(&bomb, "<!ENTITY e%d '", i);
        for (int j = 0; j < 20; j++)
            lun_buf_addf(&bomb, "&e%d;", i - 1);
        lun_buf_adds(&bomb, "'>");
    }
    lun_buf_adds(&bomb, "]><w:document" WORD_SPACE "><w:p w:x='&e11;'>" R("Peru &e11;left.") "</w:p></w:document>");
    lun_document *document = load_word(bomb.data);
    assert_true(document->len < 100);
    lun_document_free(document);
    lun_buf_clear(&bomb);
}

static char *nested(const char *open, const char *close, int n)
{
    lun_buf xml = LUN_BUF_INIT;
    lun_buf_adds(&xml, "<w:document" WORD_SPACE ">" P("Peru left."));
    for (int i = 0; i < n; i++)
        lun_buf_adds(&xml, open);
    lun_buf_adds(&xml, P("Deep."));
    for (int i = 0; i < n; i++)
        lun_buf_adds(&xml, close);
    lun_buf_adds(&xml, "</w:document>");
    return xml.data;
}

static void test_office__of_things_in_things_ends(void **state)
{
    (void)state;
    char *xml = nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 60);
    expect_document(load_word(xml), MEDIA_WORD, "Peru left.\n\nDeep.", "");
    lun_free(xml);
    static const char *const things[][2] = { { "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>" },
                                             { "<w:p>", "</w:p>" },
                                             { "<w:p><w:txbxContent>", "</w:txbxContent></w:p>" },
                                             { "<w:del>", "</w:del>" } };
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        xml = nested(things[i][0], things[i][1], 50000);
        lun_document *document = load_word(xml);
        assert_non_null(strstr(document->text, "Peru left."));
        assert_string_equal(code_of(document), "broken-office");
        lun_document_free(document);
        lun_free(xml);
    }
}

/* Each of many elements has a namespace whose address is long. */
static void test_office__does_not_read_a_long_address_at_every_element(void **state)
{
    (void)state;
    enum { ADDRESS = 1000000, ELEMENTS = 300000 };
    lun_buf xml = LUN_BUF_INIT;
    struct timespec start, stop;
    lun_buf_adds(&xml, "<w:document" WORD_SPACE ">" P("Peru left.") "<w:p xmlns:w='a:");
    for (int i = 0; i < ADDRESS; i++)
        lun_buf_addc(&xml, 'a');
    lun_buf_adds(&xml, "'>");
    for (int i = 0; i < ELEMENTS; i++)
        lun_buf_adds(&xml, "<w:p/>");
    lun_buf_adds(&xml, "</w:p>" P("Norway stayed.") "</w:document>");
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    expect_word(xml.data, "Peru left.\n\nNorway stayed.");
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &stop);
    assert_true(stop.tv_sec - start.tv_sec < 8);
    lun_buf_clear(&xml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_word__is_read_paragraph_by_paragraph),
        cmocka_unit_test(test_word__leaves_out_what_is_no_text),
        cmocka_unit_test(test_word__puts_boxes_behind_their_paragraph),
        cmocka_unit_test(test_word__reads_tables_row_by_row),
        cmocka_unit_test(test_word__has_notes_at_the_end),
        cmocka_unit_test(test_word__title_is_the_style_s_or_what_the_file_says),
        cmocka_unit_test(test_word__says_who_made_it_and_when),
        cmocka_unit_test(test_word__is_told_by_its_type_alone),
        cmocka_unit_test(test_open__is_read_paragraph_by_paragraph),
        cmocka_unit_test(test_open__leaves_out_what_is_no_text),
        cmocka_unit_test(test_open__leaves_out_what_is_said_of_pictures),
        cmocka_unit_test(test_open__with_a_password_is_locked),
        cmocka_unit_test(test_open__puts_notes_and_boxes_behind_their_paragraph),
        cmocka_unit_test(test_open__says_title_and_makers),
        cmocka_unit_test(test_office__names_what_it_does_not_read),
        cmocka_unit_test(test_office__keeps_what_stands_before_the_damage),
        cmocka_unit_test(test_office__cut_off_anywhere_is_one_problem),
        cmocka_unit_test(test_office__bomb_stops_at_the_limit),
        cmocka_unit_test(test_office__entities_are_not_expanded),
        cmocka_unit_test(test_office__of_things_in_things_ends),
        cmocka_unit_test(test_office__does_not_read_a_long_address_at_every_element),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
