-- codes.lua - PLOVER event types for the kinds of act, with the CAMEO root code where one maps.
--
-- Source of the types: the PLOVER event coding manual (Open Event Data Alliance), which maps CAMEO's roots to them; of the roots: the CAMEO codebook
-- (P. Schrodt, 2012). Which kind falls under which is ours; README.md holds it as a table, with the reasons. A code tells the kind of an act alone, "will
-- not" is
-- in `polarity`; measures that are taken have codes of their own (measures.lua).

return {
    pledge = "AGREE/03", agree = "AGREE/03", announce = "AGREE/03", urge = "REQUEST/02", support = "SUPPORT/05", praise = "SUPPORT/05", thank = "SUPPORT/05",
    congratulate = "SUPPORT/05", affirm = "SUPPORT/05", condole = "SUPPORT/01", discuss = "CONSULT/04", invite = "CONSULT/02", concern = "CONSULT/01",
    hope = "CONSULT/01", condemn = "ACCUSE/11", warn = "THREATEN/13", reject = "REJECT/12",
}
