-- codes.lua - PLOVER event types for the kinds of act, with the CAMEO root code where one maps.
--
-- Source of the types: the PLOVER event coding manual (Open Event Data Alliance); of the roots: the CAMEO codebook (P. Schrodt, 2012). The mapping is ours;
-- README.md holds it as a table.

return {
    pledge = "COOPERATE/03", urge = "REQUEST/02", support = "SUPPORT/05", praise = "SUPPORT/05", thank = "SUPPORT/05", congratulate = "SUPPORT/05",
    agree = "AGREE/05", discuss = "CONSULT/04", condole = "SUPPORT/05", concern = "CONSULT/01", condemn = "ACCUSE/11", warn = "THREATEN/13",
    reject = "REJECT/12", invite = "CONSULT/02", announce = "COOPERATE/03", hope = "CONSULT/01", affirm = "SUPPORT/05",
}
