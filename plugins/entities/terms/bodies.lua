-- bodies.lua - who led the institutions of the European Union, the United Nations, NATO, ASEAN, the SCO, the GCC, the African Union and the Arab League,
-- since 2000, the United Nations from the beginning. The form is told in g20.lua; in place of a country, which such an office has none of, stands false.

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
        1946-02..1952-11 Trygve Lie
        1953-04..1961-09-18 Dag Hammarskjöld
        1961-11..1971-12-31 U Thant
        1972-01-01..1981-12-31 Kurt Waldheim
        1982-01-01..1991-12-31 Javier Pérez de Cuéllar
        1992-01-01..1996-12-31 Boutros Boutros-Ghali
        1997-01-01 Kofi Annan
        2007-01-01 Ban Ki-moon
        2017-01-01 António Guterres ]] },
    { false, "general", "Secretary General of NATO", "start of the mandate", [[
        1999-10-14..2003-12 George Robertson
        2004-01-05..2009-07-31 Jaap de Hoop Scheffer
        2009-08-01..2014-09-30 Anders Fogh Rasmussen
        2014-10-01 Jens Stoltenberg
        2024-10-01 Mark Rutte ]] },
    { false, "chair", "President of the European Central Bank", "start of the mandate", [[
        1998-06-01..2003-10-31 Wim Duisenberg
        2003-11-01..2011-10-31 Jean-Claude Trichet
        2011-11-01..2019-10-31 Mario Draghi
        2019-11-01 Christine Lagarde ]] },
    { false, "chair", "President of the Eurogroup", "start of the mandate", [[
        2005-01..2013-01 Jean-Claude Juncker
        2013-01..2018-01 Jeroen Dijsselbloem
        2018-01..2020-07 Mário Centeno
        2020-07..2025-11 Paschal Donohoe
        2025-12 Kyriakos Pierrakakis ]] },
    { false, "general", "Secretary-General of ASEAN", "start of the mandate", [[
        1998-01 Rodolfo Severino
        2003-01 Ong Keng Yong
        2008-01 Surin Pitsuwan
        2013-01 Le Luong Minh
        2018-01 Lim Jock Hoi
        2023-01 Kao Kim Hourn ]] },
    { false, "general", "Secretary-General of the Shanghai Cooperation Organization", "start of the mandate", [[
        2004-01..2006-12-31 Zhang Deguang
        2007-01-01..2009-12-31 Bolat Nurgaliyev
        2010-01-01..2012-12-31 Muratbek Imanaliev
        2013-01-01..2015-12-31 Dmitry Mezentsev
        2016-01-01..2018-12-31 Rashid Alimov
        2019-01-01..2021-12-31 Vladimir Norov
        2022-01-01..2024-12-31 Zhang Ming
        2025-01-01 Nurlan Yermekbayev ]] },
    { false, "general", "Secretary General of the Gulf Cooperation Council", "start of the mandate", [[
        1996-04..2002-03 Jamil Al-Hujailan
        2002-04..2011-03 Abdul Rahman Al-Attiyah
        2011-04..2020-01 Abdullatif bin Rashid Al Zayani
        2020-02..2023-01 Nayef Al-Hajraf
        2023-02 Jasem Albudaiwi ]] },
    { false, "chair", "Chairperson of the African Union Commission", "taking of office", [[
        2003-09..2008-04 Alpha Oumar Konaré
        2008-04..2012-10 Jean Ping
        2012-10..2017-03 Nkosazana Dlamini-Zuma
        2017-03..2025-03-13 Moussa Faki Mahamat
        2025-03-13 Mahmoud Ali Youssouf ]] },
    { false, "general", "Secretary-General of the Arab League", "taking of office", [[
        2001-05..2011-06 Amr Moussa
        2011-07..2016-06 Nabil Elaraby
        2016-07 Ahmed Aboul Gheit ]] },
}
