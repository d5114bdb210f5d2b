// peer.js - what wink-nlp and compromise make of JSON lines: one job, timed, as its users would write it.
//
// node peer.js JOB SOURCE.jsonl [RULES.json]: prints a line of JSON: processor seconds of the job and seconds by the clock, documents,
// bytes of text, matches, and matches by rule where there are rules (-1: a rule that it cannot say). Not in the clock: starting, loading, building rules, parsing
// the JSON. It is run in the folder in which npm installed the packages.
//
//   wink            sentences, negation, sentiment, entities, tags, custom entities (the whole pipe, no rules)
//   wink-rules      sentences and custom entities by the rules that its patterns can say (no classes of letters, no gaps)
//   compromise      the tokenizer and a net of the rules
//
// Rules are lists of steps: { words, optional }, { class: "cap" | "lower" }, { gap: most tokens }.

const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const load = createRequire(path.join(process.cwd(), "package.json"));

function fail(message) {
    process.stderr.write(`peer.js: ${message}\n`);
    process.exit(3);
}

// ---- wink-nlp ----

function winkCanSay(steps) {
    return steps.every((step) => step.words);
}

function winkStep(step) {
    const words = step.optional ? ["", ...step.words] : step.words;
    return words.length > 1 ? `[${words.join("|")}]` : words[0];
}

function wink(pipe, rules) {
    const winkNLP = load("wink-nlp");
    const nlp = winkNLP(load("wink-eng-lite-web-model"), pipe);
    if (rules) {
        const said = [];
        rules.forEach((steps, i) => {
            if (winkCanSay(steps)) said.push({ name: `r${i}`, patterns: [steps.map(winkStep).join(" ")] });
        });
        nlp.learnCustomEntities(said, { matchValue: false, usePOS: false, useEntity: false });
    }
    return (text, found) => {
        const doc = nlp.readDoc(text);
        if (!rules) return doc.entities().length();
        const list = doc.customEntities().out(nlp.its.type);
        for (const name of list) found[Number(name.slice(1))]++;
        return list.length;
    };
}

// ---- compromise ----

const COMPROMISE_CLASS = { cap: "@isTitleCase", lower: "!@isTitleCase" };

function compromiseStep(step) {
    if (step.gap) return `.{0,${step.gap}}`;
    if (step.class) return COMPROMISE_CLASS[step.class];
    return `(${step.words.join("|")})${step.optional ? "?" : ""}`;
}

function compromise(rules) {
    const nlp = load("compromise/one");
    const net = nlp.buildNet(rules.map((steps, i) => ({ match: steps.map(compromiseStep).join(" "), rule: i })));
    return (text, found) => {
        const list = nlp(text).sweep(net).found;
        for (const hit of list) found[hit.rule]++;
        return list.length;
    };
}

// ---- the job ----

function readTexts(file) {
    return fs.readFileSync(file, "utf8").split("\n").filter((line) => line).map((line) => JSON.parse(line).text || "");
}

function choose(job, rules) {
    if (job === "wink") return wink(["sbd", "negation", "sentiment", "ner", "pos", "cer"]);
    if (!rules) fail(`job '${job}' wants rules, or is none of wink, wink-rules, compromise`);
    if (job === "wink-rules") return wink(["sbd", "cer"], rules);
    if (job === "compromise") return compromise(rules);
    return fail(`there is no job '${job}'; there are wink, wink-rules, compromise`);
}

function main() {
    const [job, source, file] = process.argv.slice(2);
    if (!source) fail("node peer.js JOB SOURCE.jsonl [RULES.json]");
    const rules = file && JSON.parse(fs.readFileSync(file, "utf8"));
    const texts = readTexts(source);
    const work = choose(job, rules);
    const found = (rules || []).map((steps) => (job === "wink-rules" && !winkCanSay(steps) ? -1 : 0));
    const cpu = process.cpuUsage(), clock = process.hrtime.bigint();
    let matches = 0;
    for (const text of texts) matches += work(text, found);
    const used = process.cpuUsage(cpu), took = process.hrtime.bigint() - clock;
    console.log(JSON.stringify({
        seconds: (used.user + used.system) / 1e6, clock: Number(took) / 1e9, documents: texts.length,
        bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0), matches, rules: found,
    }));
}

main();
