/*
** scope.c - which documents are asked for. Sits on core/text.
*/
#include "load/scope.h"

#include <string.h>
#include <strings.h>

#include "text/text.h"

static int is_text(const char *wanted, const char *given)
{
    return !wanted || (given && strcasecmp(wanted, given) == 0);
}

int lun_load_in_scope(const lun_load_scope *scope, const lun_document *document)
{
    const char *language = document->language;
    if (scope->since && (!document->date || strcmp(document->date, scope->since) < 0))
        return 0;
    if (scope->before && (!document->date || strcmp(document->date, scope->before) >= 0))
        return 0;
    if (scope->language && !language)
        language = lun_text_language(document->text ? document->text : "", document->len);
    return is_text(scope->source, document->source) && is_text(scope->country, document->country) &&
           is_text(scope->language, language);
}
