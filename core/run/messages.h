/*
** messages.h - the kinds of frames, with their bodies. numbers and texts as in wire.h.
**
** A task is a row of members: documents of a file, lines, or one stored document. Members count from 0 within the task.
** A task's body begins with four bytes (little endian), the members to pass over, since an earlier worker has done them;
** and one that is 1 where that worker ended over it: short answers are not to be kept to be sent together.
*/
#ifndef LUN_RUN_MESSAGES_H
#define LUN_RUN_MESSAGES_H

#define LUN_TASK_START 5 /* bytes of a task's body before what it is */

typedef enum lun_message {
    /* zygote → supervisor */
    LUN_READY =
        1,       /* missing parts of the sandbox (number); a plan (parcel.h); the files that were read: count, paths */
    LUN_WANTS,   /* for each layer what its rules want (parcel.h), of layers not asked for anything */
    LUN_UNREADY, /* an error: the rules could not be loaded */
    LUN_SPAWNED, /* slot, pid; pid 0: it could not be, then an errno */
    LUN_EXITED,  /* slot, status as of waitpid */
    LUN_LOOKS,   /* texts, in the order asked */
    LUN_HAUNTED, /* 1: checks can be done, 0: not; flags by layer (bytes) that documents to be checked need */
    /* supervisor → zygote */
    LUN_SPAWN = 16, /* slot; a socket goes along */
    LUN_KILL,       /* slot */
    LUN_ASK_WANTS,  /* flags by layer (bytes) */
    LUN_ASK_RULES,  /* count, numbers of rules: answered by LUN_WANTS of one layer with as many rules */
    LUN_ASK_LOOKS,  /* count, numbers of rules: what each looks for, as a corpus keeps it */
    LUN_ASK_HAUNT, /* text (JSON): which rules, new and old, tasks with LUN_TASK_CHECK ask about (scripts/lunette/plan/ghosts.lua) */
    /* supervisor → worker */
    LUN_TASK_FILE =
        32,           /* path, below, flags; the file's descriptor (path "-": of what standard input held), or a pipe */
    LUN_TASK_LINES,   /* path, below, number of the first line, flags, bytes of lines */
    LUN_TASK_PROBLEM, /* path, below, code, message */
    LUN_TASK_STORED, /* flags, a document (parcel.h), with LUN_TASK_HAS_ROWS also flags by layer (bytes): taken over, and rows */
    /* worker → supervisor */
    LUN_ANSWER_FOUND = 64, /* member, flags, log (bytes), a document, rows */
    LUN_ANSWER_JSON,       /* member, flags, log (bytes), annotations, problems, a line of JSON (bytes) */
    /* member, flags, number of the stored document, 1 = found under the uri of a second one, the document: nothing is to be done */
    LUN_ANSWER_FRESH,
    LUN_ANSWER_STALE,  /* the same: the document is as it was, some of its layers are to be found again */
    LUN_ANSWER_PASSED, /* member, flags: the document is not in the run's scope */
    LUN_ANSWER_LINES, /* byte at which the lines of the file begin: it is to be cut into tasks of lines; or as load.h says */
    LUN_ANSWER_DONE,  /* the task has no more members */
    LUN_ANSWER_FAILED /* member, an error: the worker cannot go on and ends */
} lun_message;

/* flags of tasks: CHECK is answered by LUN_ANSWER_PASSED where the rules asked about do nothing in the document, else by nothing; HEAD is of standard input, of which only its beginning is there: the answer says what it is, in any case by LUN_ANSWER_LINES; CHOSEN is a file that was named itself; PDF is the output of pdftotext */
enum {
    LUN_TASK_MAY_SPLIT = 1,
    LUN_TASK_AS_PIPE = 2,
    LUN_TASK_HAS_ROWS = 4,
    LUN_TASK_HEAD = 8,
    LUN_TASK_CHECK = 16,
    LUN_TASK_CHOSEN = 32,
    LUN_TASK_PDF = 64
};
enum { LUN_ANSWER_SPOILED = 1 }; /* the worker ends after this answer: its Lua state is not to be trusted */

#endif
