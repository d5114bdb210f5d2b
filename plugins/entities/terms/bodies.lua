-- bodies.lua - who led the institutions of the European Union, the United Nations and NATO, since 2000. The form is told in g20.lua; in place of a
-- country, which such an office has none of, stands false.

return {
    { false, "chair", "President of the European Commission", "start of the mandate", [[
        1999-09..2004-11-22 Romano Prodi
        2004-11-22..2014-10-31 José Manuel Barroso
        2014-11-01..2019-11-30 Jean-Claude Juncker
        2019-12-01 Ursula von der Leyen ]] },
    { false, "chair", "President of the European Council", "start of the mandate", [[
        2009-12-01..2014-11-30 Herman Van Rompuy
        2014-12-01..2019-11-30 Donald Tusk
        2019-12-01..2024-11-30 Charles Michel
        2024-12-01 António Costa ]] },
    { false, "chair", "President of the European Parliament", "election by the parliament", [[
        1999-07-20 Nicole Fontaine
        2002-01-15 Pat Cox
        2004-07-20 Josep Borrell
        2007-01-16 Hans-Gert Pöttering
        2009-07-14 Jerzy Buzek
        2012-01-17 Martin Schulz
        2017-01-17..2019-07-02 Antonio Tajani
        2019-07-03..2022-01-11 David Sassoli
        2022-01-18 Roberta Metsola ]] },
    { false, "foreign", "High Representative", "start of the mandate", [[
        1999-10-18..2009-11-30 Javier Solana
        2009-12-01..2014-10-31 Catherine Ashton
        2014-11-01..2019-11-30 Federica Mogherini
        2019-12-01..2024-11-30 Josep Borrell
        2024-12-01 Kaja Kallas ]] },
    { false, "general", "Secretary-General of the United Nations", "appointment by the General Assembly", [[
        1997-01-01 Kofi Annan
        2007-01-01 Ban Ki-moon
        2017-01-01 António Guterres ]] },
    { false, "general", "Secretary General of NATO", "start of the mandate", [[
        1999-10-14..2003-12 George Robertson
        2004-01-05..2009-07-31 Jaap de Hoop Scheffer
        2009-08-01..2014-09-30 Anders Fogh Rasmussen
        2014-10-01 Jens Stoltenberg
        2024-10-01 Mark Rutte ]] },
}
