# Reads the forms of `lunette export`, and a corpus itself, in R, and compares what was read with the JSON lines of the same corpus.
#
#     Rscript read.R FORM FOLDER
#
# FORM is csv, sql, jsonl, sqlite, graphml or dfm. The folder holds all.jsonl, in which every layer is written, act.jsonl with `act` alone, corpus.db,
# acts.csv, layers/*.csv, sql.csv, net.graphml, pairs.csv, dfm/. Prints a line with what was read and by what. Exit code 77: a package is not installed.

invisible(Sys.setlocale("LC_COLLATE", "C"))

need <- function(package) {
    if (!requireNamespace(package, quietly = TRUE)) {
        cat(sprintf("%s: skipped, %s is not installed: apt-get install r-cran-%s\n", form, package, tolower(package)))
        quit(status = 77)
    }
    sprintf("%s %s", package, packageVersion(package))
}

must <- function(holds, what) if (!isTRUE(holds)) stop(what, call. = FALSE)

must_equal <- function(expected, got, what) {
    if (identical(expected, got)) return(invisible())
    at <- if (length(expected) == length(got)) which(!mapply(identical, expected, got))[1] else NA
    one <- function(x) substr(paste(deparse(if (is.na(at)) x else x[[at]]), collapse = " "), 1, 300)
    stop(sprintf("%s: expected %s, got %s", what, one(expected), one(got)), call. = FALSE)
}

# ---- what is expected ----

# Documents as lists, as they are: frames would take the text "NA" for nothing.
documents <- function(name = "all.jsonl") {
    lines <- readLines(file.path(folder, name), encoding = "UTF-8")
    lapply(lines, jsonlite::fromJSON, simplifyVector = FALSE)
}

# R ends a line of a cell, too, with \n, and turns a lone \r into one.
lines_as_read <- function(text) gsub("\r", "\n", text, fixed = TRUE)

# A value of a field as tables tell it.
shown <- function(value, words) {
    if (is.null(value)) return("")
    if (is.logical(value)) return(tolower(as.character(value)))
    if (!is.list(value)) return(format(value, digits = 15, scientific = FALSE))
    if (is.null(names(value))) return(paste(vapply(value, shown, "", words), collapse = "; "))
    for (key in c("name", "text")) if (!is.null(value[[key]])) return(value[[key]])
    words[[as.character(value$ref)]]
}

rows_of <- function(doc, layer) Filter(function(row) row$layer == layer, doc$annotations)

# A frame of a layer: document, start, stop, text, rule and the fields named, all as text but the offsets.
expected_rows <- function(layer, fields) {
    frames <- lapply(documents(), function(doc) {
        words <- list()
        for (row in doc$annotations) words[[as.character(row$id)]] <- row$text
        lapply(rows_of(doc, layer), function(row) {
            cells <- vapply(fields, function(field) shown(row$fields[[field]], words), "")
            c(list(document = doc$uri, start = row$start, stop = row$stop, text = row$text, rule = row$rule), as.list(cells))
        })
    })
    rows <- do.call(c, frames)
    names_of <- c("document", "start", "stop", "text", "rule", fields)
    columns <- lapply(seq_along(names_of), function(i) {
        if (i %in% 2:3) vapply(rows, function(row) as.integer(row[[i]]), 1L) else lines_as_read(vapply(rows, function(row) row[[i]], ""))
    })
    setNames(columns, names_of)
}

# ---- tables ----

# Without the apostrophe that keeps spreadsheets from computing a cell.
plain <- function(cells) sub("^'([=+@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n-])", "\\1", cells)

check_table <- function(path, layer) {
    read <- function(...) read.csv(path, na.strings = "", fileEncoding = "UTF-8-BOM", ...)
    text <- read(colClasses = "character")
    must_equal("document", names(text)[1], "the first column, without a byte order mark")
    fields <- names(text)[-(1:11)]
    expected <- expected_rows(layer, sub(paste0("^", layer, "_"), "", fields))
    must_equal(length(expected$start), nrow(text), paste("rows of", layer))
    must_equal(TRUE, all(vapply(read(), class, "")[c("start", "stop")] == "integer") || nrow(text) == 0, "offsets as whole numbers")
    for (i in seq_along(expected)) {
        column <- c("document", "start", "stop", "text", "rule", fields)[i]
        cells <- plain(ifelse(is.na(text[[column]]), "", text[[column]]))
        must_equal(as.character(expected[[i]]), cells, paste0(layer, ".", column))
    }
    nrow(text)
}

read_csv <- function() {
    need("jsonlite")
    tables <- list.files(file.path(folder, "layers"), full.names = TRUE)
    n <- vapply(tables, function(path) check_table(path, sub(".csv", "", basename(path), fixed = TRUE)), 1L)
    must(sum(n) > 0, "rows in tables")
    acts <- read.csv(file.path(folder, "acts.csv"), na.strings = "", fileEncoding = "UTF-8-BOM")
    must_equal(unname(n[basename(tables) == "act.csv"]), nrow(acts), "rows of acts.csv")
    dates <- as.Date(acts$date)
    must_equal(is.na(acts$date), is.na(dates), "dates that are dates")
    sprintf("R %s: %d tables, %d rows", getRversion(), length(n), sum(n))
}

# What `lunette sql --format csv` writes of: uri, country, text of documents; no number for a document without a date; a number with a fraction.
read_sql <- function() {
    need("jsonlite")
    rows <- read.csv(file.path(folder, "sql.csv"), na.strings = "", encoding = "UTF-8")
    found <- documents()
    must_equal(vapply(found, function(doc) doc$uri, ""), rows$uri, "addresses")
    must_equal(lines_as_read(vapply(found, function(doc) doc$text, "")), plain(rows$text), "texts")
    must_equal(vapply(found, function(doc) if (is.null(doc$country)) NA_character_ else doc$country, ""), as.character(rows$country), "countries")
    must_equal(vapply(found, function(doc) nchar(doc$text), 1L), rows$characters, "whole numbers")
    must_equal(rows$characters / 8, rows$eighth, "numbers with a fraction")
    sprintf("R %s: %d rows", getRversion(), nrow(rows))
}

# ---- JSON lines ----

read_jsonl <- function() {
    by <- need("jsonlite")
    stream <- function(name) jsonlite::stream_in(file(file.path(folder, name)), verbose = FALSE)
    read <- stream("all.jsonl")
    n <- 0L
    for (i in seq_len(nrow(read))) {
        rows <- read$annotations[[i]]
        if (!length(rows)) next
        must_equal(rows$text, substring(read$text[i], rows$start + 1, rows$stop), "the words at the offsets")
        n <- n + nrow(rows)
    }
    must_equal(sum(vapply(documents(), function(doc) length(doc$annotations), 1L)), n, "annotations")
    acts <- jsonlite::rbind_pages(Filter(length, stream("act.jsonl")$annotations))
    expected <- do.call(c, lapply(documents(), rows_of, "act"))
    must_equal(vapply(expected, function(row) row$fields$kind, ""), acts$fields$kind, "kinds of acts in one frame")
    sprintf("%s: %d documents, %d annotations, %d acts in one frame", by, nrow(read), n, nrow(acts))
}

# ---- the corpus itself ----

read_sqlite <- function() {
    need("jsonlite")
    need("DBI")
    by <- need("RSQLite")
    corpus <- DBI::dbConnect(RSQLite::SQLite(), file.path(folder, "corpus.db"), flags = RSQLite::SQLITE_RO, bigint = "numeric")
    on.exit(DBI::dbDisconnect(corpus))
    ask <- function(query) DBI::dbGetQuery(corpus, query)
    acts <- ask("SELECT a.*, d.uri, d.date FROM act a JOIN document d ON d.id = a.document ORDER BY a.id")
    expected <- expected_rows("act", "kind")
    must_equal(expected$document, acts$uri, "documents")
    must_equal(expected$start, acts$start, "offsets")
    must_equal(expected$text, lines_as_read(acts$text), "words")
    must_equal(expected$kind, ifelse(is.na(acts$kind), "", acts$kind), "kinds")
    must_equal(is.na(acts$date), is.na(as.Date(acts$date)), "dates that are dates")
    must_equal(as.numeric(acts$document), floor(acts$id / 1e8), "ids beyond R's integers")
    whom <- ask("SELECT a.actor, d.date FROM act_actor a JOIN document d ON d.id = a.document")
    months <- ask("SELECT a.actor, substr(d.date, 1, 7) AS month, count(*) AS n FROM act_actor a JOIN document d ON d.id = a.document
        WHERE d.date IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2")
    counted <- table(paste(whom$actor, format(as.Date(whom$date), "%Y-%m"))[!is.na(whom$date)])
    must_equal(as.vector(counted), as.integer(months$n[order(paste(months$actor, months$month))]), "acts by actor and month")
    must_equal(sort(as.character(names(counted))), sort(paste(months$actor, months$month)), "actors and months")
    for (view in ask("SELECT name FROM sqlite_schema WHERE type = 'view' AND name NOT GLOB '*.*'")$name) DBI::dbReadTable(corpus, view)
    sprintf("%s: %d acts, %d pairs of actor and month", by, nrow(acts), nrow(months))
}

# ---- networks and words ----

read_graphml <- function() {
    by <- need("igraph")
    network <- igraph::read_graph(file.path(folder, "net.graphml"), format = "graphml")
    must(igraph::is_directed(network), "arrows")
    pairs <- read.csv(file.path(folder, "pairs.csv"), na.strings = character(), encoding = "UTF-8")
    edges <- igraph::as_data_frame(network, "edges")
    sums <- function(frame, n) {
        found <- vapply(split(n, paste(frame[[1]], frame[[2]], frame$kind, sep = "\001")), sum, 1)
        found[order(names(found))]
    }
    must(nrow(pairs) > 0, "pairs")
    must_equal(sums(pairs, pairs$n), sums(edges, edges$weight), "pairs and kinds of act")
    must(all(nzchar(igraph::V(network)$type)), "types of nodes")
    sprintf("%s: %d nodes, %d edges, weight %g", by, igraph::vcount(network), igraph::ecount(network), sum(edges$weight))
}

read_dfm <- function() {
    by <- need("Matrix")
    need("jsonlite")
    at <- function(name) file.path(folder, "dfm", name)
    counts <- methods::as(Matrix::readMM(at("matrix.mtx")), "CsparseMatrix")
    rows <- read.csv(at("documents.csv"), na.strings = "", fileEncoding = "UTF-8-BOM")
    words <- readLines(at("features.txt"), encoding = "UTF-8")
    must_equal(dim(counts), c(nrow(rows), length(words)), "rows and columns")
    must(!anyDuplicated(words) && all(validUTF8(words)), "features that differ")
    must_equal(vapply(documents(), function(doc) doc$uri, ""), rows$uri, "documents")
    must_equal(as.numeric(rows$words), unname(Matrix::rowSums(counts)), "words of documents")
    sprintf("%s: %d documents, %d features", by, nrow(counts), ncol(counts))
}

arguments <- commandArgs(trailingOnly = TRUE)
form <- arguments[1]
folder <- arguments[2]
cat(sprintf("%s: %s\n", form, get(paste0("read_", form))()))
